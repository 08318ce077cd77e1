//! A grade that a record raises: what pages say of it agrees with the check, and the public
//! edition does not tell of the record.

use crate::common::Unit;

fn unit() -> Unit {
    Unit::copy(&crate::common::root().join("tests/towns/grade-raised-silent"))
}

/// What folds out below a table, as text.
fn folded(page: &str) -> String {
    let (_, folded) = page
        .split_once("<section class=\"why")
        .expect("the fold-out");
    let mut out = String::new();
    let mut inside = false;
    for c in folded.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

#[test]
fn pages_explain_a_raised_grade_as_the_check_does() {
    let unit = unit();
    let (code, told) = unit.generate(&["--only", "tables", "--format", "html"]);
    assert_eq!(code, Some(0), "{told}");
    for name in ["tables/departments.html", "tables/posts.html"] {
        let page = std::fs::read_to_string(unit.path("output").join(name)).expect("a page");
        let folded = folded(&page);
        assert!(!folded.contains("不一致"), "{name}: {folded}");
        assert!(folded.contains("升1级"), "{name}: {folded}");
    }
}

#[test]
fn the_public_edition_tells_nothing_of_the_record() {
    let unit = unit();
    let (code, told) = unit.generate(&[
        "--only",
        "tables",
        "--format",
        "html",
        "--edition",
        "public",
    ]);
    assert_eq!(code, Some(0), "{told}");
    for name in ["tables/departments.html", "tables/posts.html"] {
        let page = std::fs::read_to_string(unit.path("output").join(name)).expect("a page");
        let folded = folded(&page);
        assert!(!folded.contains("不一致"), "{name}: {folded}");
        assert!(!folded.contains("升1级"), "{name}: {folded}");
    }
}

#[test]
fn the_notice_of_grades_names_the_article_that_raises() {
    let unit = unit();
    let (code, told) = unit.generate(&["--only", "posters", "--format", "html", "--draft"]);
    assert!(code.is_some(), "{told}");
    let notice = |id: &str| {
        let path = format!("output/posters/{id}-grade.html");
        std::fs::read_to_string(unit.path(&path)).expect("a notice")
    };
    // Of the two the record is about one.
    assert!(notice("czs").contains("第三条"));
    assert!(!notice("dgs").contains("第三条"));
}
