//! One run finds everything: the sample unit with more than sixty faults planted, each of
//! another kind, over more than thirty files (`data/planted.toml`). Every one is reported at its
//! line and column, and nothing else is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

/// Stands in `planted.toml` where the finding has to point.
const MARK: char = '‸';

/// Where a fault is found: code, file, line, column.
type Found = (String, String, usize, usize);

#[test]
fn sixty_planted_faults_are_found_in_one_run_and_nothing_else() {
    let data = fs::read_to_string(crate::common::root().join("tests/data/planted.toml")).unwrap();
    let data: toml::Table = data.parse().unwrap();
    let faults = data["fault"].as_array().unwrap();
    // What else is wrong by the same faults: found as well, each at its own place.
    let consequences = data["consequence"].as_array().unwrap();
    let mut files = texts();
    let mut places: Vec<String> = Vec::new();
    for (number, fault) in faults.iter().chain(consequences).enumerate() {
        // Each mark is its own private character until all faults are planted.
        let own = char::from_u32(0xE000 + u32::try_from(number).unwrap()).unwrap();
        let word = |key: &str| fault.get(key).map(|v| v.as_str().unwrap());
        let marked = |text: &str| text.replace(MARK, &own.to_string());
        let file = word("file").unwrap();
        let text = files.entry(file.to_owned()).or_default();
        match (word("find"), word("append")) {
            (Some(find), None) => replace(text, find, &marked(word("replace").unwrap())),
            (None, Some(more)) => text.push_str(&marked(more)),
            (None, None) if number >= faults.len() => {}
            _ => panic!("{fault}"),
        }
        if let Some(at) = word("at") {
            let text = files
                .entry(word("in").unwrap_or(file).to_owned())
                .or_default();
            replace(text, &at.replace(MARK, ""), &marked(at));
        }
        places.push(word("code").unwrap().to_owned());
    }
    let folder = tempfile::tempdir().unwrap();
    let mut expected = BTreeSet::new();
    for (file, text) in &files {
        let plain = take_marks(text, |number, line, column| {
            expected.insert((places[number].clone(), file.clone(), line, column));
        });
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, plain).unwrap();
    }
    let touched: BTreeSet<&str> = faults.iter().map(|f| f["file"].as_str().unwrap()).collect();
    let kinds: BTreeSet<&String> = places.iter().collect();
    assert!(faults.len() >= 60 && kinds.len() >= 60 && touched.len() >= 30);
    let all = faults.len() + consequences.len();
    assert_eq!(expected.len(), all, "each has a place of its own");
    assert_eq!(found(folder.path()), expected);
}

/// The files of the sample.
fn texts() -> BTreeMap<String, String> {
    let rules = crate::common::root().join("rules");
    let files = crate::common::files(&rules);
    files
        .into_iter()
        .map(|file| {
            let text = fs::read_to_string(rules.join(&file)).unwrap();
            (file, text)
        })
        .collect()
}

fn replace(text: &mut String, find: &str, with: &str) {
    assert_eq!(text.matches(find).count(), 1, "{find}");
    *text = text.replace(find, with);
}

/// The text without its marks, each told with its line and column, from 1.
fn take_marks(text: &str, mut tell: impl FnMut(usize, usize, usize)) -> String {
    let (mut line, mut column) = (1, 1);
    let mut plain = String::new();
    for c in text.chars() {
        if ('\u{E000}'..'\u{F000}').contains(&c) {
            tell(c as usize - 0xE000, line, column);
            continue;
        }
        plain.push(c);
        (line, column) = match c {
            '\n' => (line + 1, 1),
            _ => (line, column + 1),
        };
    }
    plain
}

/// Every error and warning of one run.
fn found(rules: &std::path::Path) -> BTreeSet<Found> {
    let output = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(rules)
        .args(["check", "--rules", ".", "--format", "json"])
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .filter(|finding| finding["severity"] != "info")
        .map(|finding| {
            let word = |key: &str| finding[key].as_str().unwrap().to_owned();
            (
                word("code"),
                word("path"),
                number(&finding["line"]),
                number(&finding["column"]),
            )
        })
        .collect()
}
