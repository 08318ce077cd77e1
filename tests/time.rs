//! What is in force depends on the day: what `check` finds, and what the handbook says.

mod common;

use common::{generate, root};
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
