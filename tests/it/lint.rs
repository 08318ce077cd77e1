//! The rules on language, sentence by sentence: `data/lint/<code>.txt` has sentences that have
//! to be found (`!`) and others that come close and are right (`.`), as such texts have them.
//! All are articles of one small unit, checked in one run.
//!
//! Beside the sentence: `⏎` breaks the line, `‖` begins another regulation, `【…】` before it is the caption of its article, and
//! `→` what `--fix` has to make of it.

use lianfang::date::Date;
use lianfang::diagnostic::{Code, Finding};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A sentence that a rule has to find, or to pass over.
struct Case {
    code: Code,
    fires: bool,
    caption: String,
    text: String,
    mended: Option<String>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/lint");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.retain(|file: &PathBuf| file.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let code = Code::parse(&file.file_stem().unwrap().to_string_lossy()).unwrap();
        for line in fs::read_to_string(&file).unwrap().lines() {
            let (mark, rest) = line.split_at_checked(1).unwrap_or_default();
            if !["!", "."].contains(&mark) {
                continue;
            }
            let (text, mended) = match rest.trim().split_once('→') {
                Some((text, mended)) => (text.trim(), Some(mended.trim().replace('⏎', "\n"))),
                None => (rest.trim(), None),
            };
            let caption = text.strip_prefix('【').and_then(|t| t.split_once('】'));
            let (caption, text) = caption.unwrap_or(("例", text));
            cases.push(Case {
                code,
                fires: mark == "!",
                caption: caption.to_owned(),
                text: text.replace('⏎', "\n"),
                mended,
            });
        }
    }
    cases
}

/// The small unit with each sentence as the article of a regulation of its own.
fn unit(cases: &[Case]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let town = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/towns/small");
    for name in [
        "town.toml",
        "czs.toml",
        "czs-zjbf.toml",
        "cw.toml",
        "r1.toml",
    ] {
        fs::copy(town.join(name), folder.path().join(name)).unwrap();
    }
    let more = fs::read_to_string(town.join("../../data/lint/unit.toml")).unwrap();
    fs::write(folder.path().join("unit.toml"), more).unwrap();
    for (number, Case { caption, text, .. }) in cases.iter().enumerate() {
        // What stands after ‖ is another regulation.
        for (part, text) in text.split('‖').enumerate() {
            let id = number * 2 + part;
            let regulation = format!(
                "[[regulation]]\nid = \"c{id}\"\nnumber = {}\ntitle = \"小河镇例文之{id}\"\n\
                 short = \"例文之{id}\"\nform = \"articles\"\nissued = 2012-07-10\n\
                 effective = 2012-07-15\ninterpreter = \"jw\"\n\n[[regulation.article]]\n\
                 number = 1\ncaption = \"{caption}\"\ntext = '''\n{text}\n'''\n",
                id + 100
            );
            fs::write(folder.path().join(file(id)), regulation).unwrap();
        }
    }
    folder
}

fn file(number: usize) -> String {
    format!("case-{number:04}.toml")
}

#[test]
fn sentences_are_found_and_right_ones_passed_over() {
    let cases = cases();
    let folder = unit(&cases);
    let checked = lianfang::check(folder.path(), None, Date::new(2013, 3, 31).unwrap());
    let mut found: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
    for finding in &checked.findings {
        if let Some(place) = finding.place {
            let path = checked.sources.get(place.source).path.clone();
            found.entry(path).or_default().push(finding);
        }
    }
    let tabled: Vec<Code> = cases.iter().map(|case| case.code).collect();
    let mut wrong = String::new();
    for (number, case) in cases.iter().enumerate() {
        let parts = [number * 2, number * 2 + 1].map(file);
        let told = parts.iter().filter_map(|part| found.get(part)).flatten();
        let told: Vec<&Finding> = told.copied().collect();
        let of_code: Vec<_> = told.iter().filter(|f| f.code == case.code).collect();
        let Case { code, text, .. } = case;
        if case.fires == of_code.is_empty() {
            let what = if case.fires { "not found" } else { "found" };
            let _ = writeln!(wrong, "{code} {what}: {text}");
        }
        for finding in told.iter().filter(|_| !case.fires) {
            // What is right by one rule is right by the others too.
            if tabled.contains(&finding.code) && finding.code != *code {
                let _ = writeln!(wrong, "{} too: {text}: {}", finding.code, finding.message);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    let mut counts: BTreeMap<(u16, bool), usize> = BTreeMap::new();
    for case in &cases {
        *counts.entry((case.code.number(), case.fires)).or_default() += 1;
    }
    let codes: BTreeSet<u16> = counts.keys().map(|(code, _)| *code).collect();
    for code in codes {
        for fires in [true, false] {
            let count = counts.get(&(code, fires)).copied().unwrap_or_default();
            assert!(
                count >= 10,
                "LF{code} has {count} sentences that fire: {fires}"
            );
        }
    }
}

#[test]
fn certain_faults_are_mended() {
    let mut cases = cases();
    cases.retain(|case| case.mended.is_some());
    let folder = unit(&cases);
    // What meets another edit waits for the next round.
    for _ in 0..3 {
        let checked = lianfang::check(folder.path(), None, Date::new(2013, 3, 31).unwrap());
        let changes = lianfang::fix::plan(&checked.findings, &checked.sources);
        lianfang::fix::write(&changes, &checked.sources, folder.path()).unwrap();
    }
    for (number, case) in cases.iter().enumerate() {
        let text = fs::read_to_string(folder.path().join(file(number * 2))).unwrap();
        let wanted = case.mended.as_deref().unwrap_or_default();
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
}

/// Sentences of two regulations that LF369 compares: each pair is a unit of its own, else every
/// sentence would be compared with all others. The same marks as above.
#[test]
fn pairs_of_sentences_that_differ_in_one_telling_word_are_found() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(root.join("tests/data/lint/pairs/LF369.txt")).unwrap();
    let town = fs::read_to_string(root.join("tests/towns/small/town.toml")).unwrap();
    let compares = town.replacen("[unit]\n", "[unit]\ncompare-sentences = true\n", 1);
    assert_ne!(compares, town);
    let (mut counts, mut wrong) = ([0, 0], String::new());
    for line in table.lines() {
        let (mark, text) = line.split_at_checked(1).unwrap_or_default();
        if !["!", "."].contains(&mark) {
            continue;
        }
        let case = Case {
            code: Code::NearSentence,
            fires: mark == "!",
            caption: "例".to_owned(),
            text: text.trim().replace('⏎', "\n"),
            mended: None,
        };
        let folder = unit(std::slice::from_ref(&case));
        fs::write(folder.path().join("town.toml"), &compares).unwrap();
        let checked = lianfang::check(folder.path(), None, Date::new(2013, 3, 31).unwrap());
        let found = checked.findings.iter().any(|f| f.code == case.code);
        if found != case.fires {
            let what = if case.fires { "not found" } else { "found" };
            let _ = writeln!(wrong, "{what}: {}", case.text);
        }
        counts[usize::from(case.fires)] += 1;
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(counts.iter().all(|count| *count >= 10), "{counts:?}");
}
