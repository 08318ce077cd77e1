//! Records and the checks over them, beyond the units that `tests/it/check.rs` compares whole.

use lianfang::date::Date;
use lianfang::Checked;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn check(rules: &Path, as_of: &str) -> Checked {
    let today = Date::new(2000, 1, 1).unwrap();
    lianfang::check(rules, Some(Date::parse(as_of).unwrap()), today)
}

/// `LF283 2012年…` for each finding; the lasting remarks on regulations kept elsewhere (LF140)
/// are no matter of records.
fn told(checked: &Checked) -> Vec<String> {
    let findings = checked.findings.iter();
    findings
        .filter(|f| f.code.number() != 140)
        .map(|f| format!("{} {}", f.code, f.message))
        .collect()
}

/// A copy of the rules of the sample, in a folder of its own.
fn sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("rules"), folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn edit(file: PathBuf, from: &str, to: &str) {
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(&file, text.replace(from, to)).unwrap();
}

#[test]
fn the_records_of_the_sample_are_clean() {
    let rules = root().join("rules");
    assert_eq!(told(&check(&rules, "2013-03-31")), Vec::<String>::new());
}

#[test]
fn a_norm_that_asks_for_more_finds_more() {
    let folder = sample();
    let before = told(&check(folder.path(), "2013-07-31")).len();
    let norm = |often: &str| {
        let about = "ledger = \"inspection\"\neach = \"department\"";
        format!("{about}\ngrades.high = \"{often}\"\ngrades.middle = \"year\"")
    };
    let file = folder.path().join("regulations/r1.toml");
    edit(file, &norm("half-year"), &norm("quarter"));
    // The article still says half-yearly, which is a finding of its own.
    let told = |as_of: &str| {
        let mut told = told(&check(folder.path(), as_of));
        let disagrees = told
            .iter()
            .position(|finding| finding.starts_with("LF351 "));
        told.remove(disagrees.expect("LF351"));
        told
    };
    let after = told("2013-03-31");
    assert!(before > 0);
    // The third quarter of 2012 lies before the first record.
    assert_eq!(after, Vec::<String>::new());
    let after = told("2013-04-01");
    assert_eq!(after.len(), 10, "{after:#?}");
    for finding in after {
        assert!(finding.starts_with("LF283 "), "{finding}");
        assert!(finding.ends_with("缺2013年第1季度的检查记录"), "{finding}");
    }
}

#[test]
fn without_records_one_remark_says_so() {
    let folder = sample();
    fs::remove_dir_all(folder.path().join("records")).unwrap();
    let checked = check(folder.path(), "2013-03-31");
    let told = told(&checked);
    assert_eq!(told.len(), 1, "{told:#?}");
    for kind in [
        "自查报告",
        "检查记录",
        "内部审计",
        "案件",
        "资产核对",
        "重大决策",
    ] {
        assert!(told[0].contains(kind), "{kind} in {}", told[0]);
    }
    assert!(told[0].contains("第十四条第（一）项"), "{}", told[0]);
}

#[test]
fn what_a_broken_file_may_hold_is_not_missed() {
    let folder = sample();
    for (file, text) in [
        ("records/self-checks.toml", "\n[[self-check]\n"),
        ("records/inspections.toml", "\nbroken = \"\n"),
        ("records/decisions.toml", "\n= 1\n"),
    ] {
        let path = folder.path().join(file);
        let whole = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{text}{whole}")).unwrap();
    }
    for finding in told(&check(folder.path(), "2014-12-31")) {
        assert!(
            !["LF20", "LF283"]
                .iter()
                .any(|code| finding.starts_with(code))
                || {
                    // What stands in a record, not what seems to be missing.
                    finding.contains("迟于")
                        || finding.contains("没有送")
                        || finding.contains("纪要")
                },
            "{finding}"
        );
    }
}

#[test]
fn no_day_and_no_number_makes_a_check_panic() {
    let folder = sample();
    for (file, from, to) in [
        ("r1", "years = 5", "years = 9223372036854775807"),
        ("r1", "grace-days = 31", "grace-days = -9223372036854775808"),
        ("r1", "last = 3", "last = -3"),
        (
            "r1",
            "within-days = 30",
            "within-days = 9223372036854775807",
        ),
        (
            "r5",
            "within-workdays = 10",
            "within-workdays = 9223372036854775807",
        ),
        ("r6", "within-workdays = 5", "within-workdays = -1"),
        ("r6", "times = 12", "times = -9223372036854775808"),
        ("r1", "by = \"01-31\"", "by = \"02-30\""),
    ] {
        edit(
            folder.path().join(format!("regulations/{file}.toml")),
            from,
            to,
        );
    }
    for day in ["-009999-01-01", "0001-01-01", "2013-03-31", "9999-12-31"] {
        if Date::parse(day).is_some() {
            check(folder.path(), day);
        }
    }
}

/// What the words of a choice, the steps and the parts of a report are called stands in their
/// ledger only: findings of a unit that calls them otherwise say so.
#[test]
fn findings_call_choices_as_their_ledger_does() {
    let shipped = fs::read_to_string(root().join("templates/presets/ledgers.toml")).unwrap();
    for (town, ledger, (old, new), said) in [
        (
            "assessment-step-missing",
            "decision",
            ("做调研", "摸清底数"),
            "的评估缺摸清底数、请论证",
        ),
        (
            "decision-out-of-order",
            "decision",
            ("定人员", "组班子"),
            "早于组班子",
        ),
        (
            "report-incomplete",
            "decision",
            ("有风险的环节", "薄弱环节"),
            "缺薄弱环节",
        ),
        (
            "decision-against-advice",
            "decision",
            ("name = \"不宜\"", "name = \"不办\""),
            "建议不办",
        ),
        (
            "change-without-regrade",
            "duty-change",
            ("承担临时重要任务", "借调"),
            "2013年1月19日借调",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let case = root().join("tests/towns").join(town);
        let edits = fs::read_to_string(case.join("town.edits"));
        let edits = edits.map(|text| text.parse::<toml::Table>().unwrap());
        let base = edits.as_ref().map_or(case, |edits| {
            let base = edits["base"].as_str().unwrap();
            root().join("tests/towns").join(base)
        });
        copy(&base, folder.path());
        for one in edits.iter().flat_map(|e| e["edit"].as_array().unwrap()) {
            let word = |key: &str| one[key].as_str().unwrap();
            edit(
                folder.path().join(word("file")),
                word("find"),
                word("replace"),
            );
        }
        let mut ledgers = shipped.split("[[ledger]]");
        let id = format!("\nid = \"{ledger}\"\n");
        let own = ledgers.find(|text| text.starts_with(&id)).unwrap();
        assert!(own.contains(old), "{old}");
        let own = format!("[[ledger]]{}", own.replace(old, new));
        fs::write(folder.path().join("own-ledger.toml"), own).unwrap();
        let told = told(&check(folder.path(), "2013-03-31"));
        assert!(told.iter().any(|f| f.contains(said)), "{town} {told:?}");
    }
}
