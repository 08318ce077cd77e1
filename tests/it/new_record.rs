//! `lianfang new record` of a ledger that the unit declares itself: its keys, each with a value to
//! begin with, in the file where such records stand.

use std::process::Command;

fn lianfang(rules: &std::path::Path, arguments: &[&str]) -> (Option<i32>, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .args(arguments)
        .arg("--rules")
        .arg(rules)
        .output()
        .expect("lianfang runs");
    let told = [run.stdout, run.stderr].concat();
    (run.status.code(), String::from_utf8(told).expect("UTF-8"))
}

/// A copy of the rules of a unit that keeps lectures and contracts.
fn unit() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("temp");
    let from = crate::common::root().join("tests/towns/ledgers");
    for file in crate::common::files(&from) {
        if file.ends_with(".toml") {
            let text = std::fs::read_to_string(from.join(&file)).expect("reads");
            // What is added is of the day it is run on, which is to be no later than the unit's.
            let text = text.replace("as-of = 2014-03-31\n", "");
            std::fs::write(folder.path().join(&file), text).expect("writes");
        }
    }
    folder
}

/// What was added at the end of the file of the ledgers.
fn added(folder: &tempfile::TempDir) -> String {
    let old = crate::common::root().join("tests/towns/ledgers/ledgers.toml");
    let old = std::fs::read_to_string(old).expect("reads");
    let new = std::fs::read_to_string(folder.path().join("ledgers.toml")).expect("reads");
    new.strip_prefix(&old).expect("what was there").to_owned()
}

#[test]
fn a_record_of_an_own_ledger_has_its_keys() {
    for (name, department) in [("lecture", "czs"), ("廉政讲座", "czs")] {
        let folder = unit();
        let asked = ["new", "record", name, "--department", department];
        let (code, told) = lianfang(folder.path(), &asked);
        assert_eq!(code, Some(0), "{told}");
        let added = added(&folder);
        let lines: Vec<&str> = added.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines[..2], ["# 廉政讲座", "[[lecture]]"], "{added}");
        assert!(lines[2].starts_with("department = \"czs\"  # "), "{added}");
        assert!(lines[3].starts_with("date = 20"), "{added}");
        assert_eq!(lines[4], "topic = \"\"  # 内容");
        assert_eq!(lines[5], "# form = \"授课\"  # 形式：授课 · 观看录像");
        assert_eq!(
            lines[6..],
            ["# by = \"\"  # 主讲人", "# people = 0  # 人数"]
        );
        // What is left empty is told, and nothing else about it.
        assert!(told.contains("要填、要改的 1 处"), "{told}");
    }
}

#[test]
fn a_record_with_an_id_takes_the_next_or_the_one_that_is_asked_for() {
    let folder = unit();
    let (code, told) = lianfang(folder.path(), &["new", "record", "contract"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(added(&folder).contains("id = \"contract-1\""), "{told}");
    let (code, told) = lianfang(folder.path(), &["new", "record", "contract", "ht-1"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("编号 ht-1 已经用过"), "{told}");
    let (code, told) = lianfang(folder.path(), &["new", "record", "lecture", "x"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("廉政讲座没有编号"), "{told}");
    let (code, told) = lianfang(folder.path(), &["new", "record", "lectur"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("是不是要写 lecture？"), "{told}");
}

/// What is added is of the day that the rules are taken for, not of the day that it is run on: it
/// would be a later record else, or an earlier one.
#[test]
fn a_record_is_of_the_units_day() {
    let folder = unit();
    let path = folder.path().join("unit.toml");
    let text = std::fs::read_to_string(&path).expect("reads");
    let text = text.replace(
        "grading-year = 2013\n",
        "grading-year = 2013\nas-of = 2014-03-31\n",
    );
    std::fs::write(&path, text).expect("writes");
    let asked = ["new", "record", "lecture", "--department", "czs"];
    let (code, told) = lianfang(folder.path(), &asked);
    assert_eq!(code, Some(0), "{told}");
    assert!(added(&folder).contains("date = 2014-03-31"), "{told}");
    assert!(!told.contains("LF294"), "{told}");
}
