//! What the search box finds on the sample, in Chromium and without network: a table of
//! queries of all kinds with the hit that a clerk wants first.

use crate::common::{root, sample, tool};
use serde_json::Value;
use std::path::Path;

/// A query, the kind of its wanted first hit, and how that begins.
const WANTED: &[(&str, &str, &str)] = &[
    // Departments: by name, by pinyin in full and in part, by initials.
    ("财政所", "站所", "财政所"),
    ("caizhengsuo", "站所", "财政所"),
    ("czs", "站所", "财政所"),
    ("caizs", "站所", "财政所"),
    ("weishengyuan", "站所", "卫生院"),
    ("mzxx", "站所", "民族学校"),
    ("nyfwzx", "站所", "农业服务中心"),
    ("xmsyz", "站所", "畜牧兽医站"),
    // sh, of two characters as well as of one that is read so.
    ("shbzs", "站所", "社会保障室"),
    ("dbshy", "岗位", "低保审核员"),
    ("fzznml", "岗位", "副镇长（农牧林）"),
    // A character of several readings, by each of them.
    ("linyezhan", "站所", "林业站"),
    ("zhenzhang", "岗位", "镇长"),
    // Posts: by name, by department and short name, by grade and kind.
    ("会计", "岗位", "会计"),
    ("财政所 所长", "岗位", "财政所所长"),
    ("高级 岗位", "岗位", "党委书记"),
    ("岗位 高级 财政所", "岗位", "财政所所长"),
    ("低级 岗位", "岗位", ""),
    ("领导 高级", "岗位", ""),
    ("zcgl", "岗位", "资产管理员"),
    // Words that are written together, or with one character more than anything has.
    ("高级岗位", "岗位", "党委书记"),
    ("高级站所", "站所", "农业服务中心"),
    ("财政所岗位", "岗位", "财政所所长"),
    ("财政所流程", "流程", "财政资金拨付"),
    ("财政所电话", "人员", ""),
    ("农业中心", "站所", "农业服务中心"),
    ("出纳员", "岗位", "出纳"),
    // Numbers however they are written, and what stands beside a department.
    ("五万元", "条文", "第五条（五）"),
    ("备案〔2013〕3号", "站所", "国土资源所"),
    ("钱账分管", "站所", "财政所"),
    // Persons.
    ("张某", "人员", "张某"),
    // Articles: in digits, in characters, of a regulation, an item of one.
    ("第12", "条文", "第十二条"),
    (
        "第三条第四部分第（一）项第3目",
        "条文",
        "第三条第四部分第（一）项第3目",
    ),
    ("细则 三（三）1（2）", "条文", "三、岗位职责方面"),
    ("第5条", "条文", "第五条"),
    ("第12条", "条文", "第十二条"),
    ("第十二条", "条文", "第十二条"),
    ("评估办法第十二条", "条文", "第十二条"),
    ("《廉政风险评估预警暂行办法》第12条", "条文", "第十二条"),
    ("评估办法第十二条（二）", "条文", "第十二条（二）"),
    ("制度五第七条", "条文", "第七条"),
    ("评估办法 第五条", "条文", "第五条"),
    // Risk points and measures: codes however they are written, and words.
    ("CF-1", "风险点", "CF-1"),
    ("CF1", "风险点", "CF-1"),
    ("cf-01", "风险点", "CF-1"),
    ("ＣＦ－１", "风险点", "CF-1"),
    ("小金库", "风险点", "CW-2"),
    ("M-CW-2", "措施", "M-CW-2"),
    ("mcw2", "措施", "M-CW-2"),
    // Workflows and their steps.
    ("财政资金拨付", "流程", "财政资金拨付"),
    ("是否属大额", "流程", "第4步"),
    // What bites at a step, in the words of the step.
    ("拖延立案", "流程", ""),
    // Records: by day, by number in any brackets.
    ("2013-1-18", "记录", "会议"),
    ("[2013]3号", "记录", ""),
    ("固定资产核对", "记录", "固定资产核对"),
    // What is due in the year, by its name and by whose it is.
    ("上半年民主评议", "年度工作", "上半年民主评议"),
    ("各站所 6月学法", "年度工作", "6月学法"),
    // Settlements.
    ("C-01", "选定", "C-01"),
    ("c1", "选定", "C-01"),
    // Regulations, tables, posters, telephones.
    ("综合防控措施", "制度", "廉政风险点综合防控措施"),
    // What is issued, by its number in any brackets.
    ("向党发〔2012〕15号", "制度", "中共向阳峪镇委员会"),
    ("向党发(2012)15号", "制度", "中共向阳峪镇委员会"),
    ("向党发［2012］１５号", "制度", "中共向阳峪镇委员会"),
    ("工作安排", "表格", "年度廉政工作安排"),
    ("监督记录", "表格", "监督记录"),
    ("流程图", "流程", ""),
    ("一览表", "表格", "廉政风险点及防控措施一览表"),
    ("财政所 上墙图", "上墙图", "财政所"),
    ("财政所 工作职责", "上墙图", "财政所　工作职责"),
    ("12388", "电话", "监督举报电话"),
    ("举报", "电话", "监督举报电话"),
];

/// What came of queries on a page; `None` where there is no browser.
fn seen(output: &Path, page: &str, queries: &[&str]) -> Option<Vec<Value>> {
    let drive = root().join("tests/browser");
    tool("chromium", &["--version"])?;
    if !drive.join("node_modules/puppeteer-core").is_dir() {
        return tool("npm ci --prefix tests/browser", &[]).and(None);
    }
    let script = drive.join("search.mjs").to_string_lossy().into_owned();
    let output = output.to_string_lossy().into_owned();
    let mut arguments = vec![script.as_str(), output.as_str(), page];
    arguments.extend(queries);
    let run = tool("node", &arguments)?;
    let told = String::from_utf8_lossy(&run.stderr);
    let seen: Value = serde_json::from_slice(&run.stdout).unwrap_or_else(|_| panic!("{told}"));
    assert_eq!(seen["faults"], Value::Array(Vec::new()));
    assert_eq!(seen["focused"], "search-box");
    assert_eq!(seen["kept"], "会计");
    // What was looked for stands in the box, and the page of a post that was chosen is seen.
    let hits = seen["seen"].as_array().into_iter().flatten();
    let mut hits = hits.flat_map(|found| found["hits"].as_array().into_iter().flatten());
    if hits.any(|hit| hit["kind"] == "岗位" && Path::new(&output).join("posts").is_dir()) {
        assert_eq!(seen["again"], serde_json::json!([true, false]));
    }
    let seen = seen["seen"].as_array().expect("queries").clone();
    assert_eq!(seen.len(), queries.len());
    Some(seen)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key} in {value}"))
}

/// The queries whose first hit is another than the wanted one, and every dead link.
fn missed(wanted: &[(&str, &str, &str)], seen: &[Value]) -> Vec<String> {
    let mut out = Vec::new();
    for ((query, kind, title), found) in wanted.iter().zip(seen) {
        let first = &found["hits"][0];
        let hit = first["kind"] == *kind && text(first, "title").starts_with(title);
        if !hit {
            out.push(format!("{query}: {first}"));
        }
        assert_eq!(found["dead"], Value::Array(Vec::new()), "{query}");
    }
    out
}

#[test]
fn the_wanted_hit_comes_first() {
    let queries: Vec<&str> = WANTED.iter().map(|wanted| wanted.0).collect();
    // The handbook carries its search; other pages read it from the file beside them.
    for page in ["handbook.html", "tables/risks.html"] {
        let Some(seen) = seen(sample(), page, &queries) else {
            return;
        };
        let missed = missed(WANTED, &seen);
        assert!(missed.is_empty(), "{page}: {missed:#?}");
    }
}

#[test]
fn initials_find_what_is_called_so_in_other_units_too() {
    let wanted = [
        ("yjk", "科室", "药剂科"),
        ("ybgs", "科室", "院办公室"),
        ("rsk", "科室", "人事科"),
    ];
    let output = tempfile::tempdir().expect("temp");
    let rules = root().join("tests/units/hospital");
    let run = crate::common::generate(&rules, output.path(), &["--format", "html"]);
    let queries = wanted.map(|wanted| wanted.0);
    let Some(seen) = seen(output.path(), "index.html", &queries) else {
        return;
    };
    let missed = missed(&wanted, &seen);
    assert!(missed.is_empty(), "{run:?}: {missed:#?}");
}

/// czs is 财政所: what has these letters within a sentence (处置时) comes behind all that speaks of it.
#[test]
fn what_is_called_so_comes_before_what_has_the_letters_within() {
    let Some(seen) = seen(sample(), "index.html", &["czs"]) else {
        return;
    };
    let hits = seen[0]["hits"].as_array().expect("hits");
    let at = |kind: &str| hits.iter().position(|hit| hit["kind"] == kind);
    assert!(at("人员") < at("风险点"), "{hits:#?}");
    let risk = &hits[at("风险点").expect("risk points")];
    assert!(!text(risk, "title").starts_with("SX-5"), "{risk}");
}

/// Of the steps that a risk point bites at those of the department that is asked for come first, and
/// a post of another department is told with it.
#[test]
fn a_department_has_its_own_steps_first_and_names_whose_others_are() {
    let departments = ["国土资源所", "社会保障室", "城镇规划室"];
    let mut queries = departments.map(|name| format!("{name} XK-5")).to_vec();
    queries.push("卫生院 出纳".to_owned());
    let queries: Vec<&str> = queries.iter().map(String::as_str).collect();
    let Some(seen) = seen(sample(), "index.html", &queries) else {
        return;
    };
    let steps = |found: &Value| -> Vec<Value> {
        let hits = found["hits"].as_array().expect("hits").iter();
        let steps = hits.filter(|hit| hit["kind"] == "流程");
        steps.cloned().collect()
    };
    for (found, name) in seen.iter().zip(departments) {
        let steps = steps(found);
        assert!(!steps.is_empty() && steps[0]["where"] == name, "{found}");
    }
    let steps = steps(&seen[3]);
    let told = |step: &Value| text(step, "text").contains("财政所出纳");
    assert!(steps.iter().any(told), "{steps:#?}");
}

#[test]
fn a_grade_and_a_kind_name_what_has_them() {
    let queries = ["高级 岗位", "岗位 中级", "低级 岗位", "高级 站所"];
    let Some(seen) = seen(sample(), "index.html", &queries) else {
        return;
    };
    let counts = [
        "22个，共50个",
        "25个，共50个",
        "3个，共50个",
        "10个，共14个",
    ];
    for (found, count) in seen.iter().zip(counts) {
        assert!(text(found, "said").ends_with(count), "{found}");
    }
    let groups = seen[0]["groups"].as_array().expect("groups");
    assert_eq!(groups[0], "岗位 22");
}

#[test]
fn what_finds_nothing_says_which_word_does() {
    let queries = ["没有这样的词", "财政所 没有这样的词"];
    let Some(seen) = seen(sample(), "index.html", &queries) else {
        return;
    };
    assert!(text(&seen[0], "none").starts_with("没有“没有这样的词”"));
    let said = text(&seen[1], "none");
    assert!(
        said.contains("“没有这样的词”没有去掉“没有这样的词”"),
        "{said}"
    );
}

#[test]
fn the_public_edition_finds_no_person() {
    let output = tempfile::tempdir().expect("temp");
    let more = ["--edition", "public", "--format", "html"];
    let run = crate::common::generate(&root().join("rules"), output.path(), &more);
    assert!(output.path().join("search.js").is_file(), "{run:?}");
    let Some(seen) = seen(output.path(), "index.html", &["张某", "王某", "财政所所长"])
    else {
        return;
    };
    assert!(text(&seen[0], "none").starts_with("没有"), "{}", seen[0]);
    assert!(text(&seen[1], "none").starts_with("没有"), "{}", seen[1]);
    assert_eq!(seen[2]["hits"][0]["kind"], "岗位");
}
