//! The norms are data: docs/norms.md lists them all, and changing one in the sample changes
//! what `lianfang check` finds, with the same binary.

// UPDATE_EXPECT asks for new expected files: the one setting of tests.
#![expect(
    clippy::disallowed_methods,
    reason = "UPDATE_EXPECT is read from the environment"
)]

use lianfang::check::facts;
use lianfang::check::norm::reference;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The codes of level error and warning found in `rules`, in order.
fn codes(rules: &Path) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .args(["check", "--format", "json", "--rules"])
        .arg(rules)
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] != "info")
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .collect()
}

/// The sample with one text in one file replaced.
fn sample_with(file: &str, find: &str, replace: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("rules"), folder.path());
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(find), "{file}: {find}");
    fs::write(&path, text.replace(find, replace)).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|e| (e.path(), e.file_name())).unwrap();
        if path.is_dir() {
            fs::create_dir(to.join(&name)).unwrap();
            copy(&path, &to.join(&name));
        } else {
            fs::copy(&path, to.join(&name)).unwrap();
        }
    }
}

#[test]
fn the_page_of_all_kinds_is_up_to_date() {
    let file = root().join("docs/norms.md");
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| !value.is_empty()) {
        fs::write(&file, reference()).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == reference(),
        "run UPDATE_EXPECT=1 cargo test --test it norms::"
    );
}

#[test]
fn the_page_of_expressions_is_up_to_date() {
    let file = root().join("docs/expressions.md");
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| !value.is_empty()) {
        fs::write(&file, facts::reference()).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == facts::reference(),
        "run UPDATE_EXPECT=1 cargo test --test it norms::"
    );
}

#[test]
fn the_sample_has_no_error_and_no_warning() {
    assert_eq!(codes(&root().join("rules")), [""; 0]);
}

#[test]
fn changing_the_powers_of_a_high_department_changes_the_findings() {
    // Without 执纪执法 the police station is of middle grade by its powers, of high by the list.
    let all = r#"subject = "department"
grades.high = { any-full = ["licensing", "approval", "enforcement", "#;
    let fewer = r#"subject = "department"
grades.high = { any-full = ["licensing", "approval", "#;
    let folder = sample_with("regulations/r1.toml", all, fewer);
    assert_eq!(codes(folder.path()), ["LF107"]);
}

/// The sample without the names of posts that are high whatever their powers.
fn sample_by_powers(powers_of_a_post: &str) -> tempfile::TempDir {
    let high = r#"subject = "post"
grades.high = { any-full = ["licensing", "approval", "enforcement", "personnel", "finance", "procurement"] }"#;
    let folder = sample_with("regulations/r1.toml", high, powers_of_a_post);
    let path = folder.path().join("regulations/r4.toml");
    let text = fs::read_to_string(&path).unwrap();
    let by_role = text.find("# G7").unwrap();
    fs::write(&path, &text[..by_role]).unwrap();
    folder
}

#[test]
fn changing_the_powers_of_a_high_post_changes_the_findings() {
    let count = |powers: &str| {
        let norm = format!("subject = \"post\"\ngrades.high = {{ any-full = [{powers}] }}");
        let found = codes(sample_by_powers(&norm).path());
        found.iter().filter(|code| *code == "LF111").count()
    };
    let all = r#""licensing", "approval", "enforcement", "personnel", "finance", "procurement""#;
    let before = count(all);
    // The accountant has finance in full, and nothing else.
    let after = count(&all.replace("\"finance\", ", ""));
    assert!(after > before, "{before} and {after}");
}

#[test]
fn from_half_yearly_to_quarterly_changes_the_findings() {
    let norm = |often| format!("each = \"unit\"\nevery = \"{often}\"");
    let folder = sample_with("regulations/r1.toml", &norm("half-year"), &norm("quarter"));
    let found = |as_of| {
        let output = Command::new(env!("CARGO_BIN_EXE_lianfang"))
            .args(["check", "--as-of", as_of, "--rules"])
            .arg(folder.path())
            .output()
            .unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(!found("2013-03-31").contains("LF283"));
    // The quarter is over, the half-year is not.
    let after = found("2013-04-01");
    assert!(after.contains("缺2013年第1季度的防控工作会议"), "{after}");
    assert!(after.contains("《廉政风险评估预警暂行办法》第十四条第（二）项"));
}

#[test]
fn changing_the_days_of_publicity_changes_the_findings() {
    let folder = sample_with("regulations/r1.toml", "days = 7", "days = 8");
    let path = folder.path().join("regulations/r1.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("公示7天", "公示8天")).unwrap();
    let found = codes(folder.path());
    assert_eq!(found.len(), 64, "{found:?}");
    assert!(found.iter().all(|code| code == "LF130"), "{found:?}");
}

#[test]
fn changing_the_years_of_rotation_changes_the_findings() {
    let folder = sample_with("regulations/r1.toml", "years = 5", "years = 4");
    let path = folder.path().join("regulations/r1.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("每5年轮岗", "每4年轮岗")).unwrap();
    let found = codes(folder.path());
    assert!(
        !found.is_empty() && found.iter().all(|code| code == "LF215"),
        "{found:?}"
    );
}

#[test]
fn a_settlement_is_what_keeps_a_contradiction_quiet() {
    for (between, expected) in [
        (r#"between = ["r4:2", "r1:12.2", "r2:3"]"#, 1),
        (
            r#"between = ["r3:3", "r3:3.1", "r3:3.4", "r3:3.5", "r2:3"]"#,
            3,
        ),
    ] {
        let folder = sample_with("settlements.toml", between, r#"between = ["r4:2", "r3:3"]"#);
        let found = codes(folder.path());
        assert_eq!(found, vec!["LF107"; expected], "{between}");
    }
}

#[test]
fn every_example_of_an_expression_holds_for_the_sample() {
    let mut norms = String::new();
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("rules"), folder.path());
    for (name, example) in facts::examples() {
        norms.push_str(&format!(
            "\n[[regulation.norm]]\narticle = \"1\"\nkind = \"each\"\neach = \"department\"\n\
             test = \"\"\"{example}\"\"\"\nmessage = \"{name}\"\n"
        ));
    }
    let path = folder.path().join("regulations/r1.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text + &norms).unwrap();
    assert_eq!(codes(folder.path()), [""; 0]);
}
