//! Input at its worst: thousands of faults, and every way to write that nothing is a fault. (The
//! small towns `norm-on-no-article`, `no-such-day`, `cycle-of-references`, `conflicting-norms`,
//! `decision-out-of-order` and `waiver-for-everything` have the rest, with their whole output.)

mod common;

use std::fs;
use std::process::{Command, Output};

/// The number of faults in [`faulty`].
const FAULTS: usize = 10_000;

/// The small town with a half-width mark in each of so many duties, which is one error each.
fn faulty() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let small = common::root().join("tests/towns/small");
    for file in common::files(&small)
        .iter()
        .filter(|f| f.ends_with(".toml"))
    {
        fs::copy(small.join(file), folder.path().join(file)).unwrap();
    }
    let path = folder.path().join("czs.toml");
    let text = fs::read_to_string(&path).unwrap();
    let head = "duties = [";
    assert_eq!(text.matches(head).count(), 1);
    let duties: Vec<String> = (0..FAULTS)
        .map(|n| format!("\n  \"办理第{n}号文件,并且登记\","))
        .collect();
    fs::write(
        &path,
        text.replace(head, &format!("{head}{}", duties.concat())),
    )
    .unwrap();
    folder
}

fn check(rules: &tempfile::TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(rules.path())
        .args(["check", "--rules", "."])
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn ten_thousand_findings_are_counted_and_cut_at_the_maximum() {
    let rules = faulty();
    let output = check(&rules, &["--max", "20"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(text.matches("错误[LF309]").count(), 20);
    assert!(
        text.contains("另有 9980 个没有列出：LF309（半角标点）9980 个"),
        "{text}"
    );
    assert!(text.contains("共 10000 个错误"), "{text}");
}

#[test]
fn without_a_maximum_a_program_gets_all_of_them() {
    let output = check(&faulty(), &["--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["findings"].as_array().unwrap().len(), FAULTS);
    assert_eq!(report["summary"]["errors"], FAULTS);
}

#[test]
fn one_waiver_can_take_all_of_one_kind_and_is_counted() {
    let rules = faulty();
    fs::write(
        rules.path().join("waivers.toml"),
        "[[waiver]]\ncode = \"LF309\"\nplace = \"czs.toml\"\nreason = \"原稿如此\"\n",
    )
    .unwrap();
    let output = check(&rules, &["--deny", "warnings"]);
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("已豁免 10000 项"), "{text}");
}
