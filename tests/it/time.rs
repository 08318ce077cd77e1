//! What is in force depends on the day: what `check` finds, and what the handbook says.

use crate::common::{generate, root, Unit};
use std::path::PathBuf;
use std::process::Command;

fn town(name: &str) -> PathBuf {
    root().join("tests/towns").join(name)
}

/// The codes of errors on that day, in order, each once.
fn codes(name: &str, as_of: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .args(["check", "--format", "json", "--as-of", as_of, "--rules"])
        .arg(town(name))
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let errors = findings.filter(|finding| finding["severity"] == "error");
    let mut codes: Vec<String> = errors
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

#[test]
fn each_day_has_its_own_answer() {
    for (town, day, expected) in [
        // Nothing is in force yet.
        ("norms-in-force", "2012-07-14", &[][..]),
        // The regulation that is repealed later grades the departments, and has a term of its own.
        ("norms-in-force", "2012-12-31", &["LF104", "LF107"]),
        ("norms-in-force", "2013-01-01", &[]),
        ("norms-in-force", "2013-03-31", &[]),
        // The one that comes into force grades them, and wants more officers; the report of
        // one department for the first quarter is not there.
        ("norms-in-force", "2013-04-01", &["LF104", "LF283"]),
        // All regulations but that one are repealed; what was owed while they were in force still
        // is.
        ("norms-in-force", "2015-01-01", &["LF104", "LF283"]),
        // The quarter is not over, and so nothing is owed for it.
        (
            "norms-of-their-day",
            "2013-03-31",
            &["LF130", "LF283", "LF284"],
        ),
    ] {
        assert_eq!(codes(town, day), expected, "{town} on {day}");
    }
}

/// The handbook as HTML, without tags and blanks.
fn handbook(town_name: &str, more: &[&str]) -> String {
    let temp = tempfile::tempdir().unwrap();
    let output = temp.path().join("output");
    let mut arguments = vec!["--format", "html", "--only", "handbook"];
    arguments.extend(more);
    generate(&town(town_name), &output, &arguments);
    let html = std::fs::read_to_string(output.join("handbook.html")).unwrap();
    let page = scraper::Html::parse_document(&html);
    let text: String = page.root_element().text().collect();
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn the_handbook_says_what_is_not_in_force_and_what_an_article_read_before() {
    let internal = handbook("norms-in-force", &[]);
    for said in [
        "2013年4月1日起施行，尚未施行）",
        "2012年7月15日起施行，施行到2012年12月31日，已经废止）",
        "《尚未施行的办法》（尚未施行）",
        "第二条自2013年3月1日起修订施行，原文：评定结果公示5天。修订的原因：延长公示",
        "第五条第（一）项自2013年1月1日起增加。",
    ] {
        assert!(internal.contains(said), "{said}");
    }
    let public = handbook("norms-in-force", &["--edition", "public"]);
    assert!(public.contains("原文：评定结果公示5天。"));
    assert!(!public.contains("延长公示"));
    // On its first day it is in force.
    let later = handbook("norms-in-force", &["--as-of", "2013-04-01", "--draft"]);
    assert!(!later.contains("2013年4月1日起施行，尚未施行"));
    let ended = handbook("norms-in-force", &["--as-of", "2015-01-01", "--draft"]);
    assert!(ended.contains("施行到2014年12月31日，已经废止）"));
}

/// What `check` tells of a unit on that day.
fn told(unit: &Unit, as_of: &str) -> String {
    unit.run("check", &["--rules", "rules", "--as-of", as_of]).1
}

/// A record of March is not there in February: it is not counted, checked or blamed, nor printed.
#[test]
fn what_was_done_later_is_not_there_yet() {
    let unit = Unit::copy(&town("ledgers"));
    // At fault: one person only.
    unit.replace("ledgers.toml", "people = 2", "people = 1");
    for (day, blamed, later) in [
        ("2013-03-01", false, 7),
        ("2013-03-11", false, 7),
        ("2013-03-12", true, 6),
        ("2014-03-31", true, 0),
    ] {
        let told = told(&unit, day);
        assert_eq!(told.contains("[LF281]"), blamed, "{day}: {told}");
        let left_out = format!("[LF294] 日期在今天以后的记录：{later} 条记录");
        assert_eq!(told.contains(&left_out), later > 0, "{day}: {told}");
    }
    // Half of the year's lectures are not held yet; without the later one too few were.
    unit.replace("ledgers.toml", "date = 2013-12-31", "date = 2014-01-31");
    assert!(told(&unit, "2014-03-31").contains("有 1 次，少于 2 次"));
    assert!(!told(&unit, "2013-12-31").contains("[LF283]"));
    let book = |day: &str| {
        let output = unit.path(&format!("output-{day}"));
        let more = [
            "--format", "html", "--only", "handbook", "--draft", "--as-of", day,
        ];
        generate(&unit.path("rules"), &output, &more);
        std::fs::read_to_string(output.join("handbook.html")).unwrap()
    };
    assert!(book("2014-03-31").contains("办公楼维修"));
    let early = book("2013-05-31");
    assert!(!early.contains("办公楼维修") && early.contains("打印纸"));
}

/// What is done on a later day of a record that is there is not done yet, nor late.
#[test]
fn a_later_day_of_a_record_is_no_lateness() {
    let unit = Unit::copy(&town("ledgers"));
    unit.replace(
        "ledgers.toml",
        "filed-on = 2013-03-07",
        "filed-on = 2013-03-08",
    );
    assert!(!told(&unit, "2013-03-07").contains("[LF284]"));
    assert!(told(&unit, "2013-03-08").contains("晚于期限（2013年3月7日）"));
}

/// Records that refer to others still do when some before these are not there.
#[test]
fn references_hold_where_later_records_are_left_out() {
    let unit = Unit::copy(&town("covered-talk-silent"));
    let path = unit.path("rules/records.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let before =
        "[[inspection]]\nid = \"jc-0\"\ndepartment = \"dgs\"\ndate = 2013-03-30\nby = \"jw\"\n";
    std::fs::write(&path, format!("{before}\n{text}")).unwrap();
    let told = told(&unit, "2013-03-29");
    assert!(told.contains("1 条记录的日期在2013年3月29日以后"), "{told}");
    assert!(!told.contains("错误["), "{told}");
}

#[test]
fn a_decision_that_meets_later_is_not_there_yet() {
    let hospital = Unit::copy(&root().join("tests/units/hospital"));
    // One has no day of its own: it is there when its meeting is.
    assert!(!told(&hospital, "2024-05-15").contains("LF230"));
    assert!(!told(&hospital, "2024-12-31").contains("LF230"));
}

/// A grading decided later has not been yet: it neither makes good what was owed nor is missed
/// where the year is not over.
#[test]
fn a_grading_decided_later_is_not_there_yet() {
    let clean = Unit::copy(&town("clean"));
    let before = told(&clean, "2013-01-17");
    assert!(
        !before.contains("[LF125]") && !before.contains("[LF12"),
        "{before}"
    );
    assert!(before.contains("[LF294]"), "{before}");
    assert!(!told(&clean, "2013-01-18").contains("[LF125]"));
    // 出纳 was given another task on 19 January, and is graded anew in March.
    let path = clean.path("rules/records.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(
        &path,
        text.replace("date = 2013-01-18", "date = 2013-01-19"),
    )
    .unwrap();
    let anew = "[[grading]]\npost = \"czs-cn\"\nyear = 2013\ngrade = \"high\"\nsteps = [\n  \
                { step = \"self-report\", date = 2013-03-01, by = \"czs-cn\" },\n  \
                { step = \"decide\", date = 2013-03-10, by = \"lxhy\" },\n]\n";
    let gradings = clean.path("rules/gradings.toml");
    let text = std::fs::read_to_string(&gradings).unwrap();
    std::fs::write(&gradings, format!("{text}\n{anew}")).unwrap();
    for (day, owed) in [("2013-03-09", true), ("2013-03-10", false)] {
        let told = told(&clean, day);
        assert_eq!(told.contains("[LF133]"), owed, "{day} {told}");
        // Nor is it blamed for what it lacks before it is there.
        assert_eq!(told.contains("[LF127]"), !owed, "{day} {told}");
    }
}

/// What is filed on a later day is not filed yet: for the rules, and for expressions.
#[test]
fn what_is_filed_later_is_not_filed_yet() {
    let unit = Unit::copy(&town("self-check-not-filed-silent"));
    let filed = "filed = { with = \"qjw\", date = 2013-01-10 }";
    let later = "filed = { with = \"qjw\", date = 2013-02-10 }";
    unit.replace("records.toml", filed, later);
    let asked = "[[regulation.norm]]\narticle = \"1\"\nkind = \"each\"\neach = \"self-check\"\n\
                 where = \"it.department is not none and it.department.id == 'czs' and it.period == '2012-h2'\"\n\
                 test = \"it.filed is not none\"\n";
    let path = unit.path("rules/r1.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{text}\n{asked}")).unwrap();
    for (day, found) in [
        ("2013-01-20", ["LF281"].as_slice()),
        ("2013-02-09", &["LF207", "LF281"]),
        ("2013-02-10", &["LF286"]),
    ] {
        let told = told(&unit, day);
        for code in ["LF207", "LF281", "LF286"] {
            let is_found = told.contains(&format!("[{code}]"));
            assert_eq!(is_found, found.contains(&code), "{day} {code} {told}");
        }
    }
}
