//! Pages say what the rules say, and nothing else: no body by name that the rules do not name,
//! no power that nobody has stated, the gravest risk point first.

use crate::common::{self, files, generate, page_texts, root, Unit};
use lianfang::check::Grounds;
use lianfang::date::Date;
use lianfang::model::{Division, Edition, GradingObject, Unit as Model};
use lianfang::sheet::{posters, PosterView};
use lianfang::text::Fonts;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Every page below `output` as text, by its name; PDF by poppler, where it is there.
fn texts(output: &Path) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for name in files(output) {
        let path = output.join(&name);
        let text = match name.rsplit_once('.') {
            Some((_, "pdf")) => page_texts(&path).unwrap_or_default().concat(),
            _ => fs::read_to_string(&path).expect("text"),
        };
        out.insert(name, text);
    }
    out
}

/// The posters of a unit, as their templates get them.
fn views(unit: &Model) -> Vec<PosterView> {
    let fonts = Fonts::shipped().expect("fonts");
    let settings = unit.profile.posters.clone();
    let grounds = Grounds::default();
    posters(unit, &fonts, Edition::Internal, &settings, &grounds).0
}

#[test]
fn no_body_of_the_sample_is_named_where_the_rules_name_others() {
    const OTHERS: [(&str, &str); 7] = [
        ("旗", "县"),
        ("镇", "乡"),
        ("纪委", "监督组"),
        ("公开栏", "告示墙"),
        ("防控办", "风控室"),
        ("党政联席会议", "班子会商会"),
        ("派出所", "治安室"),
    ];
    let temp = tempfile::tempdir().expect("temp");
    let rules = temp.path().join("rules");
    for name in files(&root().join("rules")) {
        let mut text = fs::read_to_string(root().join("rules").join(&name)).expect("rules");
        for (old, new) in OTHERS {
            text = text.replace(old, new);
        }
        let to = rules.join(&name);
        fs::create_dir_all(to.parent().expect("a folder")).expect("folder");
        fs::write(to, text).expect("copy");
    }
    // The preset's word for the unit is a township's; this one says its own.
    let words = "[words]\nunit = \"本乡\"\n";
    fs::write(rules.join("words.toml"), words).expect("words");
    let output = temp.path().join("output");
    let run = generate(&rules, &output, &["--format", "html"]);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(0), "{told}");
    let texts = texts(&output);
    for (name, text) in &texts {
        for (old, _) in OTHERS {
            let at = text.find(old);
            let near = at.map(|at| text[..at].chars().rev().take(12).collect::<String>());
            assert!(at.is_none(), "{name} has {old} after {near:?} (backwards)");
        }
    }
    let strip: String = texts["posters/czs-grade.html"].split_whitespace().collect();
    for deed in ["县监督组备案", "风控室汇总", "乡告示墙公示", "所长自报"] {
        let shown: String = deed.chars().take(3).collect();
        assert!(strip.contains(deed) || strip.contains(&shown), "{deed}");
    }
}

fn sample() -> Model {
    let today = Date::new(2013, 3, 31).expect("a day");
    lianfang::check(&root().join("rules"), None, today).unit
}

#[test]
fn who_acted_in_a_grading_is_who_the_record_names() {
    let mut unit = sample();
    for grading in &mut unit.gradings {
        if matches!(grading.object, Some(GradingObject::Department(_))) {
            for step in &mut grading.steps {
                (step.by, step.note) = (None, None);
            }
        }
    }
    let views = views(&unit);
    let grades = views.iter().filter(|view| view.kind == "grade");
    let mut boxes = 0;
    for sheet in grades.flat_map(|view| &view.sheets) {
        let procedure = sheet.grade.as_ref().and_then(|g| g.procedure.as_ref());
        for step in procedure.iter().flat_map(|p| &p.cells) {
            boxes += 1;
            let said: String = step.text.iter().map(|line| line.text.as_str()).collect();
            let verbs = ["自报", "审核", "汇总", "复核", "决定", "公示", "备案"];
            assert!(verbs.contains(&said.as_str()), "{said}");
        }
    }
    assert!(boxes > 30, "{boxes}");
}

#[test]
fn the_gravest_risk_points_of_a_post_stand_first() {
    let unit = sample();
    let views = views(&unit);
    let sheets = views.iter().filter(|view| view.kind == "grade");
    let mut shown = BTreeMap::new();
    for view in sheets {
        let texts = view.sheets.iter().filter_map(|s| s.text.grade.as_ref());
        for (post, _, _, risks, _) in texts.flat_map(|text| &text.rows) {
            shown.insert((view.department.clone(), post.clone()), risks.clone());
        }
    }
    for post in &unit.posts {
        let Some(Division::Department(department)) = post.division else {
            continue;
        };
        let key = (
            unit[department].id.value.clone(),
            post.own_name().to_owned(),
        );
        let Some(risks) = shown.get(&key).filter(|r| *r != "无") else {
            continue;
        };
        let gravity = |brief: &str| {
            let risk = unit.risks.iter().find(|r| {
                let words = r.brief.as_ref().unwrap_or(&r.behaviour);
                words.value == brief && r.posts.iter().any(|p| unit[*p].id == post.id)
            });
            let risk = risk.expect("a risk point of the post");
            let score = risk
                .factors
                .as_ref()
                .map_or(0, |f| f.of(|_| true).iter().sum::<i64>());
            (risk.grade.rank(), std::cmp::Reverse(score))
        };
        let order: Vec<_> = risks.split('；').map(gravity).collect();
        assert!(order.is_sorted(), "{}: {order:?}", post.name.value);
        // Whatever the order of the type says: what stands first is of the gravest grade.
        let own = (unit.risks.iter()).filter(|r| r.posts.iter().any(|p| unit[*p].id == post.id));
        let gravest = own.map(|r| r.grade.rank()).min();
        assert_eq!(Some(order[0].0), gravest, "{}", post.name.value);
    }
    let head = &shown[&("czs".to_owned(), "所长".to_owned())];
    assert!(head.contains("小金库") || head.contains("财务制度"));
}

#[test]
fn powers_left_out_are_not_known_and_empty_ones_are_none() {
    let unit = Unit::small();
    let rules = fs::read_to_string(unit.path("rules/czs.toml")).expect("rules");
    let powers = "powers = { finance = \"full\", procurement = \"part\" }";
    assert!(rules.contains(powers));
    for (line, word, reason) in [
        ("", "未填报", "本站所的权力未填报"),
        ("powers = {}", "无", "本站所不行使六项权力"),
    ] {
        unit.write("rules/czs.toml", rules.replacen(powers, line, 1));
        let (code, told) = unit.generate(&["--format", "html"]);
        assert_eq!(code, Some(0), "{told}");
        assert!(!told.contains("powers"), "{told}");
        let texts = texts(&unit.path("output"));
        let held = format!(
            "<th scope=\"row\">握有的权力</th><td class=\"text\" colspan=\"3\">{word}</td>"
        );
        assert!(texts["handbook.html"].contains(&held), "{word}");
        assert!(texts["posters/czs-grade.html"].contains(reason), "{reason}");
        let table = &texts["tables/departments.html"];
        assert_eq!(
            table.contains("title=\"财务管理：未填报\""),
            word == "未填报"
        );
        assert_eq!(table.contains("“—”为未填报"), word == "未填报");
    }
}

#[test]
fn the_internal_edition_has_the_telephones_of_posts_and_the_public_one_has_not() {
    let unit = Unit::small();
    let file = "czs.toml";
    let rules = fs::read_to_string(unit.path("rules").join(file)).expect("rules");
    let id = rules
        .lines()
        .find(|line| line.starts_with("role = "))
        .expect("a post");
    unit.replace(
        file,
        id,
        &format!("{id}\nholder = \"张某\"\nphone = \"13912345678\""),
    );
    for (edition, known) in [("internal", true), ("public", false)] {
        let output = format!("output-{edition}");
        let arguments = [
            "--edition",
            edition,
            "--format",
            "html",
            "--output",
            &output,
        ];
        let (code, told) = unit.generate(&arguments);
        assert_eq!(code, Some(0), "{told}");
        let texts = texts(&unit.path(&output));
        for page in ["handbook.html", "tables/posts.html"] {
            assert_eq!(texts[page].contains("张某<br>13912345678"), known, "{page}");
        }
        assert!(known || texts.values().all(|text| !text.contains("13912345678")));
    }
}

#[test]
fn a_risk_point_that_names_no_post_is_given_to_none() {
    let unit = Unit::small();
    let rules = fs::read_to_string(unit.path("rules/cw.toml")).expect("rules");
    let kept = rules.lines().filter(|line| !line.starts_with("posts = "));
    let kept: Vec<&str> = kept.collect();
    unit.write("rules/cw.toml", kept.join("\n"));
    let (code, told) = unit.generate(&["--format", "html"]);
    assert_eq!(code, Some(0), "{told}");
    let page = &texts(&unit.path("output"))["tables/risks.html"];
    assert!(!page.contains("全镇"), "{page}");
    let row = page.split("<tbody>").nth(1).expect("rows");
    // Who answers for a measure is led to in a column of its own, behind the risk point.
    let before = row.split("class=\"text\"").next().expect("row");
    assert!(!before.contains("所长</a>"), "{row}");
}

/// A page without what keeps names whole.
fn plain(page: &str) -> String {
    page.replace("<span class=\"whole\">", "")
        .replace("</span>", "")
}

/// A name that wraps must not be read as two, so that each but the last has its mark.
#[test]
fn a_body_beside_departments_makes_their_list_no_longer() {
    let unit = Unit::small();
    let file = |name: &str| fs::read_to_string(unit.path("rules").join(name)).expect("rules");
    let named: String = (2..=3)
        .map(|n| format!("[[department]]\nid = \"d{n}\"\nname = \"第{n}站所\"\nkind = \"镇直站所\"\norder = {n}\n"))
        .collect();
    let risks = file("cw.toml")
        .replace("posts = [\"czs-sz\"]\n", "posts = [\"zz\"]\n")
        .replacen(
            "departments = [\"czs\"]",
            "departments = [\"czs\", \"d2\", \"d3\"]",
            1,
        );
    unit.write("rules/cw.toml", risks);
    unit.write(
        "rules/more.toml",
        named + "[[department]]\nid = \"d4\"\nname = \"第4站所\"\nkind = \"镇直站所\"\norder = 4\n",
    );
    let (_, told) = unit.generate(&["--draft", "--format", "html", "--only", "tables"]);
    let page = &texts(&unit.path("output"))["tables/risks.html"];
    assert!(
        plain(page).contains("、<br>财政所、<br>第2站所、<br>第3站所"),
        "{told} {page}"
    );
    assert!(!page.contains("①"), "{page}");
}

#[test]
fn a_risk_point_stands_once_however_many_departments_it_concerns() {
    // Of nine departments; a draft, since the added ones lack what departments need.
    for (concerned, named, note) in [
        (3, "财政所、<br>第2站所、<br>第3站所", None),
        (
            4,
            "财政所<br>等4个站所",
            Some("① 财政所、第2站所、第3站所、第4站所。"),
        ),
        (8, "财政所<br>等8个站所", Some("① 除第9站所以外的各站所。")),
        (9, "各站所（9个）", None),
    ] {
        let unit = Unit::small();
        let file = |name: &str| fs::read_to_string(unit.path("rules").join(name)).expect("rules");
        let added: String = (2..=9)
            .map(|n| {
                format!("[[department]]\nid = \"d{n}\"\nname = \"第{n}站所\"\nkind = \"镇直站所\"\norder = {n}\n")
            })
            .collect();
        let ids: String = (2..=concerned).map(|n| format!(", \"d{n}\"")).collect();
        let posts = "posts = [\"czs-sz\"]\n";
        let risks = file("cw.toml").replace(posts, "").replacen(
            "departments = [\"czs\"]",
            &format!("departments = [\"czs\"{ids}]"),
            1,
        );
        unit.write("rules/cw.toml", risks);
        unit.write("rules/more.toml", added);
        let (_, told) = unit.generate(&["--draft", "--format", "html", "--only", "tables"]);
        let page = &texts(&unit.path("output"))["tables/risks.html"];
        // How each grade comes about is told below the table.
        let (table, _) = page
            .split_once("<section class=\"why")
            .unwrap_or((page, ""));
        let found = table.matches("不认真执行年初预算").count();
        assert_eq!(found, 1, "{concerned} of nine: {told}");
        assert!(plain(table).contains(named), "{concerned} of nine: {table}");
        assert_eq!(table.contains("①"), note.is_some(), "{concerned} of nine");
        assert!(note.is_none_or(|note| table.contains(note)), "{table}");
    }
}

#[test]
fn an_item_without_a_norm_stands_in_words_only() {
    let unit = Unit::small();
    unit.replace(
        "r1.toml",
        "[[regulation.norm]]",
        "[[regulation.article]]\nnumber = 5\ncaption = \"监督\"\ntext = \"\"\"\n\
         下列事项按期办理：\n（一）自查；\n（二）检查；\n（三）评议。\n\"\"\"\n\n\
         [[regulation.norm]]\narticle = \"5.2\"\nkind = \"three-charts\"\n\n\
         [[regulation.norm]]",
    );
    let output = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .args(["check", "--coverage", "--rules"])
        .arg(unit.path("rules"))
        .output()
        .expect("lianfang runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let line = text
        .lines()
        .find(|l| l.contains("第五条"))
        .expect("the article");
    assert_eq!(
        line,
        "  第五条\t监督\t部分核对：LF103（三上墙不齐）；人工检查2项：除第（二）项外的各项"
    );
    assert!(
        text.ends_with("程序核对 4 项，没有记录 0 项，人工检查 5 项\n"),
        "{text}"
    );
}

/// A record says what happened: where it was wrong, a new deed puts it right, not a new word.
#[test]
fn no_advice_is_to_write_a_record_other_than_it_happened() {
    let rewrites = [
        "改成 by",
        "改成 with",
        "改成 checked-by",
        "改成 assessor",
        "改成 date",
        "改成 until",
        "改成审核人",
        "改成 outcome",
        "写成 by",
        "改正评定记录",
        "改正 disposal，",
        "补写 until",
    ];
    let mut helps = 0;
    for case in fs::read_dir(root().join("tests/towns")).expect("towns") {
        let file = case.expect("a town").path().join("expected.txt");
        let text = fs::read_to_string(&file).unwrap_or_default();
        for help in text.lines().filter(|line| line.contains("= 建议：")) {
            helps += 1;
            for words in rewrites {
                assert!(!help.contains(words), "{}: {help}", file.display());
            }
        }
    }
    assert!(helps > 100, "{helps}");
}

#[test]
fn no_post_is_named_with_its_department_twice() {
    let unit = sample();
    let names: Vec<String> = (unit.departments.iter())
        .map(|department| department.name.value.repeat(2))
        .collect();
    for page in ["handbook.html", "search.js", "tables/risks.html"] {
        let page = fs::read_to_string(common::sample().join(page)).expect(page);
        // As it is read: without what is between the words.
        let words: Vec<&str> = page.split(['<', '>']).step_by(2).collect();
        let words = words.concat();
        for twice in &names {
            assert!(!words.contains(twice), "{twice}");
        }
    }
}

#[test]
fn the_level_above_its_reasons_is_the_one_that_counts() {
    let page = common::sample().join("posts/bgs-zr.html");
    let page = fs::read_to_string(page).expect("the page of a post");
    assert!(page.contains("<h3>预警级别：一级：按人员二级"));
}
