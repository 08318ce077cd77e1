//! How units are made up: departments that are alike, bodies that are no departments, posters
//! that a department does not hang up, and the matters that powers are exercised in.

use crate::common::{files, Unit};

/// The small unit without what its regulation asks of it.
fn unasked() -> Unit {
    let unit = Unit::small();
    let rules = std::fs::read_to_string(unit.path("rules/r1.toml")).expect("rules");
    let (text, _) = rules.split_once("[[regulation.norm]]").expect("norms");
    unit.write("rules/r1.toml", text);
    unit
}

fn told(more: &str) -> String {
    let unit = unasked();
    unit.replace(
        "town.toml",
        "[unit]",
        "[unit]\ndocuments = [\"中华人民共和国会计法\"]",
    );
    unit.write("rules/more.toml", more);
    let (_, told) = unit.run("check", &[]);
    told
}

/// A department that says nothing but whose it is like.
fn alike(id: &str, like: &str, order: usize) -> String {
    format!(
        "[[department]]\nid = \"{id}\"\nname = \"{id}科\"\norder = {order}\nlike = \"{like}\"\n"
    )
}

#[test]
fn a_department_that_is_like_another_takes_what_it_does_not_write() {
    let unit = unasked();
    let own = "rules = [\"另有一条制度\"]\n";
    let text = alike("a", "czs", 2) + own + &alike("b", "a", 3);
    unit.write("rules/more.toml", &text);
    let (code, told) = unit.generate(&["--only", "posters,handbook", "--format", "html"]);
    assert_eq!(code, Some(0), "{told}");
    let read = |name: &str| std::fs::read_to_string(unit.path("output").join(name)).expect(name);
    for id in ["a", "b"] {
        let duties = read(&format!("posters/{id}-duties.html"));
        assert!(duties.contains("编制镇年度预算和决算草案"), "{id}");
        let rules = read(&format!("posters/{id}-rules.html"));
        assert!(rules.contains("另有一条制度"), "{id}");
        assert!(!rules.contains("会计与出纳由两人分管"), "{id}");
    }
}

#[test]
fn a_ring_of_likes_is_told_at_each_of_its_members_once() {
    let told = told(&(alike("a", "b", 2) + &alike("b", "a", 3) + &alike("c", "a", 4)));
    assert_eq!(told.matches("转了一圈又是它自己").count(), 2, "{told}");
    let told = self::told(&alike("a", "nobody", 2));
    assert!(told.contains("没有编号为 \"nobody\""), "{told}");
}

#[test]
fn a_department_hangs_up_the_posters_that_it_names() {
    let unit = unasked();
    unit.replace(
        "czs.toml",
        "leader = \"zz\"",
        "leader = \"zz\"\nwall = [\"duties\", \"grade\"]",
    );
    let (code, told) = unit.generate(&["--only", "posters", "--format", "html"]);
    assert_eq!(code, Some(0), "{told}");
    let mut posters = files(&unit.path("output").join("posters"));
    posters.retain(|name| name.starts_with("czs"));
    assert_eq!(posters, ["czs-duties.html", "czs-grade.html"]);
    unit.replace("czs.toml", "wall = [\"duties\"", "wall = [\"dutie\"");
    let (_, told) = unit.run("check", &[]);
    assert!(told.contains("是不是要写 \"duties\"？"), "{told}");
}

#[test]
fn a_poster_that_is_not_hung_up_is_no_fault_but_where_an_article_asks_for_it() {
    let unit = unasked();
    let wall = "leader = \"zz\"\nwall = [\"rules\", \"grade\"]";
    unit.replace("czs.toml", "leader = \"zz\"", wall);
    // More than any sheet holds.
    let duty = format!("\"{}\",", "编制年度预算和决算草案".repeat(9));
    let duties = format!("duties = [{}]", duty.repeat(60));
    unit.replace(
        "czs.toml",
        "duties = [\"编制镇年度预算和决算草案\"]",
        &duties,
    );
    let (code, told) = unit.generate(&["--only", "posters", "--format", "html"]);
    assert_eq!(code, Some(0), "{told}");
    let unit = Unit::small();
    unit.replace("czs.toml", "leader = \"zz\"", wall);
    let (code, told) = unit.run("check", &[]);
    assert_eq!(code, Some(1), "{told}");
    assert!(
        told.contains("LF103") && told.contains("补写 wall"),
        "{told}"
    );
}

/// A committee of a village: no department, a workflow of its own.
const COMMITTEE: &str = r#"
[[organ]]
id = "cwh"
name = "村民委员会"
kind = "body"

[[post]]
id = "cwh-zr"
name = "村委会主任"
organ = "cwh"
role = "leader"
grade = "high"
powers = { finance = "part" }

[[workflow]]
id = "cwgk"
organ = "cwh"
name = "村务公开"

[[workflow.step]]
id = "s1"
kind = "start"
text = "提出公开的内容"
actors = ["cwh-zr"]
next = "s2"

[[workflow.step]]
id = "s2"
kind = "end"
text = "张榜公布"
actors = ["cwh"]
"#;

#[test]
fn a_body_that_is_no_department_hangs_up_its_workflow() {
    let unit = unasked();
    unit.write("rules/more.toml", COMMITTEE);
    let (code, told) = unit.generate(&["--format", "html"]);
    assert_eq!(code, Some(0), "{told}");
    let read = |name: &str| std::fs::read_to_string(unit.path("output").join(name)).expect(name);
    let poster = read("posters/cwh-workflow.html");
    assert!(poster.contains("村务公开") && poster.contains("张榜公布"));
    assert!(!poster.contains("风险等级"), "a body has no grade");
    assert!(read("index.html").contains("posters&#x2f;cwh-workflow.html"));
    // What stands alone has no number: a lone （一） promises a second.
    let book = read("handbook.html");
    assert!(book.contains("工作流程：村务公开") && !book.contains("（一）工作流程：村务公开"));
    // What names departments makes theirs only.
    let (code, told) = unit.generate(&["--format", "html", "--department", "czs"]);
    assert_eq!(code, Some(0), "{told}");
}

#[test]
fn a_workflow_belongs_to_a_department_or_to_a_body() {
    let told = told(&COMMITTEE.replace(
        "organ = \"cwh\"\nname = \"村务公开\"",
        "name = \"村务公开\"",
    ));
    assert!(told.contains("没有写 department"), "{told}");
    let both = COMMITTEE.replace(
        "name = \"村务公开\"",
        "department = \"czs\"\nname = \"村务公开\"",
    );
    assert!(self::told(&both).contains("又写了 department，又写了 organ"));
}

/// The small unit's one matter, and what its entry is turned into.
fn matter(from: &str, to: &str) -> String {
    let entry = r#"
[[authority]]
id = "czs-q1"
department = "czs"
power = "finance"
name = "财政资金拨付"
basis = ["《中华人民共和国会计法》第三十七条"]
extent = "full"
posts = ["czs-sz"]
workflow = "czs-zjbf"
steps = ["s2"]
risks = ["cw-1"]

[[authority]]
id = "czs-q2"
department = "czs"
power = "procurement"
name = "办公用品采购"
extent = "part"
posts = []
governed-by = "工作制度第1条"
"#;
    assert!(entry.contains(from), "{from}");
    entry.replacen(from, to, 1)
}

#[test]
fn the_list_of_powers_is_printed_and_held_against_powers_posts_and_workflows() {
    let unit = unasked();
    unit.replace(
        "town.toml",
        "[unit]",
        "[unit]\ndocuments = [\"中华人民共和国会计法\"]",
    );
    unit.write("rules/more.toml", matter("", ""));
    let (code, told) = unit.generate(&["--only", "tables,handbook", "--format", "html"]);
    assert_eq!(code, Some(0), "{told}");
    let page =
        std::fs::read_to_string(unit.path("output").join("tables/powers.html")).expect("page");
    for word in [
        "权力清单（目录）",
        "财政资金拨付",
        "《会计法》<br>第三十七条",
        "第2步",
        "CW-1",
        "未绘流程图",
        "工作制度第1条",
        "全部1项，部分1项",
    ] {
        assert!(page.contains(word), "{word}");
    }
    for (from, to, code, message) in [
        (
            "power = \"finance\"",
            "power = \"licensing\"",
            "LF145",
            "没有行政许可",
        ),
        (
            "extent = \"part\"",
            "extent = \"full\"",
            "LF145",
            "物资采购是部分",
        ),
        (
            "posts = []",
            "posts = [\"czs-sz\"]",
            "LF145",
            "不行使物资采购",
        ),
        ("posts = [\"czs-sz\"]", "posts = [\"zz\"]", "", ""),
        (
            "steps = [\"s2\"]",
            "steps = [\"s9\"]",
            "LF008",
            "没有编号为 \"s9\" 的环节",
        ),
        ("workflow = \"czs-zjbf\"\n", "", "LF005", "没有写 workflow"),
        (
            "power = \"procurement\"",
            "power = \"finance\"",
            "LF146",
            "握有物资采购",
        ),
        ("risks = [\"cw-1\"]", "risks = [\"cw-9\"]", "LF008", "cw-9"),
    ] {
        let told = self::told(&matter(from, to));
        if code.is_empty() {
            assert!(told.contains("检查通过"), "{told}");
        } else {
            assert!(
                told.contains(code) && told.contains(message),
                "{from}: {told}"
            );
        }
    }
    // A unit that lists none has no such table, and nothing is asked of it.
    let unit = Unit::small();
    let (code, told) = unit.generate(&["--only", "tables", "--format", "html"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(!files(&unit.path("output"))
        .iter()
        .any(|name| name.contains("powers")));
}

#[test]
fn a_measure_names_the_leader_who_answers_for_it() {
    let unit = unasked();
    unit.replace(
        "cw.toml",
        "period = \"每年\"",
        "period = \"每年\"\nleader = \"zz\"",
    );
    let (code, told) = unit.generate(&["--only", "handbook", "--format", "html"]);
    assert_eq!(code, Some(0), "{told}");
    let book = std::fs::read_to_string(unit.path("output/handbook.html")).expect("page");
    assert!(book.contains("责任领导：<a href=\"#post-zz\">镇长</a>"));
}

#[test]
fn a_body_that_is_no_department_has_its_powers_listed_too() {
    let own = COMMITTEE.to_owned()
        + "[[authority]]\nid = \"cwh-q1\"\norgan = \"cwh\"\npower = \"finance\"\n\
           name = \"集体资金使用\"\nextent = \"part\"\nposts = [\"cwh-zr\"]\nworkflow = \"cwgk\"\n";
    let czs = matter("", "");
    let unit = unasked();
    unit.replace(
        "town.toml",
        "[unit]",
        "[unit]\ndocuments = [\"中华人民共和国会计法\"]",
    );
    unit.write("rules/more.toml", own.clone() + &czs);
    let (code, told) = unit.generate(&["--only", "tables", "--format", "html"]);
    assert_eq!(code, Some(0), "{told}");
    let page = std::fs::read_to_string(unit.path("output/tables/powers.html")).expect("page");
    assert!(page.contains("集体资金使用") && page.contains("村民委员会"));
    // Another's post and another's workflow are told.
    let wrong = own.replace("posts = [\"cwh-zr\"]", "posts = [\"czs-sz\"]");
    assert!(self::told(&(wrong + &czs)).contains("财政所所长不是这里的岗位"));
    let wrong = own.replace("workflow = \"cwgk\"", "workflow = \"czs-zjbf\"");
    assert!(self::told(&(wrong + &czs)).contains("是别处的"));
}
