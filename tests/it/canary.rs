//! The canary: a unit whose every word is a token of its own. Whatever it prints or is told,
//! no word of any preset and no name of the sample may be in it: such a word would come from
//! the code, a template or a style sheet.

use crate::common::{files, office_parts, page_texts, root};
use lianfang::build::preset;
use lianfang::model::{vocabulary::Entry, vocabulary::Term, vocabulary::Words};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Words of presets that are the field's or the language's own too.
const COMMON: [&str; 5] = [
    "直接", // 直接行使的权力
    "一般", // an ordinary word
    "领导", // 领导班子, what organs may be
    "印章", // the seal below a letter (GB/T 9704 7.3.5)
    "重大", // 重大决策, a kind of record
];

fn names<E: Entry>(list: &[Term<E>], out: &mut BTreeSet<String>) {
    out.extend(list.iter().map(|term| term.chinese().to_owned()));
}

/// Every word of every preset's vocabulary, and every name of the sample.
fn words_of_others() -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for shipped in preset::PRESETS {
        let mut v = preset::vocabulary(shipped.key);
        for (key, _) in Words::KEYS {
            out.insert(v.words.get_mut(key).expect("a key").clone());
        }
        names(&v.grades, &mut out);
        out.extend(v.grades.iter().map(|grade| grade.colour().name.clone()));
        names(&v.powers, &mut out);
        names(&v.roles, &mut out);
        names(&v.focuses, &mut out);
        names(&v.factors, &mut out);
        out.extend(
            v.factors
                .iter()
                .flat_map(|factor| factor.entry().scale.clone()),
        );
        names(&v.levels, &mut out);
        names(&v.meeting_kinds, &mut out);
        names(&v.decision_kinds, &mut out);
        names(&v.themes, &mut out);
    }
    let day = lianfang::date::Date::new(2013, 3, 31).expect("a day");
    let sample = lianfang::check(&root().join("rules"), None, day).unit;
    out.insert(sample.profile.name.clone());
    out.extend(sample.organs.iter().map(|o| o.name.value.clone()));
    out.extend(sample.departments.iter().map(|d| d.name.value.clone()));
    out.extend(sample.posts.iter().map(|p| p.name.value.clone()));
    out.retain(|word| word.chars().count() > 1 && !COMMON.contains(&word.as_str()));
    assert!(out.len() > 100, "{}", out.len());
    out
}

fn run(command: &str, rules: &Path, more: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .arg(command)
        .arg("--rules")
        .arg(rules)
        .args(more)
        .output()
        .expect("lianfang runs");
    let told = [run.stdout, run.stderr].concat();
    String::from_utf8(told).expect("UTF-8")
}

/// Asserts that none of `words` is in a text.
fn silent(what: &str, text: &str, words: &BTreeSet<String>) -> Vec<String> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let heard = words.iter().filter(|word| text.contains(word.as_str()));
    heard.map(|word| format!("{what}: {word}")).collect()
}

/// The canary's rules below a folder, with its faults or without.
fn canary(folder: &Path, with_faults: bool) -> std::path::PathBuf {
    let rules = folder.join(if with_faults { "faulty" } else { "rules" });
    std::fs::create_dir_all(&rules).expect("folder");
    let from = root().join("tests/units/canary");
    let wanted = ["unit.toml", "faults.toml"];
    for name in &wanted[..1 + usize::from(with_faults)] {
        std::fs::copy(from.join(name), rules.join(name)).expect("copies");
    }
    rules
}

#[test]
fn no_page_of_the_canary_speaks_of_another_unit() {
    let words = words_of_others();
    let temp = tempfile::tempdir().expect("temp");
    let rules = canary(temp.path(), false);
    let output = temp.path().join("output");
    let mut heard = Vec::new();
    for (only, folder) in [(&[][..], "all"), (&["--only", "forms"][..], "forms")] {
        let folder = output.join(folder).to_string_lossy().into_owned();
        let mut arguments = vec!["--templates", "none", "--output", &folder];
        arguments.extend(["--format", "pdf,html,xlsx,docx"]);
        arguments.extend(only);
        let told = run("generate", &rules, &arguments);
        assert!(told.contains("已生成"), "{told}");
        heard.extend(silent("told", &told, &words));
    }
    let mut own = false;
    for file in files(&output) {
        let path = output.join(&file);
        let text = match path.extension().and_then(|e| e.to_str()) {
            Some("pdf") => match page_texts(&path) {
                Some(pages) => {
                    let bytes = std::fs::read(&path).expect("PDF");
                    // XMP is not packed.
                    pages.concat() + &String::from_utf8_lossy(&bytes)
                }
                None => continue,
            },
            Some("xlsx" | "docx") => {
                let parts = office_parts(&std::fs::read(&path).expect("file"));
                parts.into_values().collect()
            }
            _ => std::fs::read_to_string(&path).unwrap_or_default(),
        };
        // A post without a level of its own has the unit's word for that.
        own |= file.contains("posts") && text.contains("〔乙七〕");
        heard.extend(silent(&file, &text, &words));
    }
    assert!(own && heard.is_empty(), "{own} {heard:#?}");
}

#[test]
fn no_finding_of_the_canary_speaks_of_another_unit() {
    let words = words_of_others();
    let temp = tempfile::tempdir().expect("temp");
    let rules = canary(temp.path(), true);
    let mut heard = Vec::new();
    for more in [&[][..], &["--coverage"], &["--format", "json"]] {
        let told = run("check", &rules, more);
        heard.extend(silent(&format!("check {more:?}"), &told, &words));
    }
    let told = run("check", &rules, &[]);
    assert!(told.matches("错误[").count() > 12, "{told}");
    let told = run("check", &canary(temp.path(), false), &[]);
    assert!(told.contains("检查通过"), "{told}");
    heard.extend(silent("check", &told, &words));
    let clean = canary(temp.path(), false);
    let folder = clean.to_string_lossy().into_owned();
    for command in [&["status", "--days", "366"][..], &["diff", &folder]] {
        let told = run(command[0], &clean, &command[1..]);
        assert!(!told.is_empty(), "{command:?}");
        heard.extend(silent(command[0], &told, &words));
    }
    // What an editor says of a rules file, with the unit's ids and words and without.
    let schema = run("schema", &canary(temp.path(), false), &[]);
    assert!(schema.contains("draft-07"), "{schema}");
    heard.extend(silent("schema", &schema, &words));
    for arguments in [
        &["--help"][..],
        &["schema", "--rules", "none"],
        &["check", "--help"],
        &["generate", "--help"],
        &["init", "--help"],
        &["new", "--help"],
        &["templates", "--help"],
        &["import", "--help"],
        &["status", "--help"],
        &["calendar", "--help"],
        &["form", "--help"],
        &["diff", "--help"],
        &["watch", "--help"],
        &["explain"],
    ] {
        let run = Command::new(env!("CARGO_BIN_EXE_lianfang"))
            .args(arguments)
            .output()
            .expect("lianfang runs");
        let told = String::from_utf8([run.stdout, run.stderr].concat()).expect("UTF-8");
        heard.extend(silent(&format!("{arguments:?}"), &told, &words));
    }
    assert!(heard.is_empty(), "{heard:#?}");
}

#[test]
fn nothing_that_is_added_to_the_canary_speaks_of_another_unit() {
    let words = words_of_others();
    let temp = tempfile::tempdir().expect("temp");
    let rules = canary(temp.path(), false);
    let entities = [
        ["department", "three"],
        ["post", "three-a"],
        ["risk", "c-9"],
        ["measure", "m-c-9"],
        ["workflow", "three-w"],
        ["regulation", "r9"],
    ];
    let records = lianfang::build::preset::ledgers().iter();
    let records = records.map(|kind| ["record", kind.key()]);
    let mut heard = Vec::new();
    for more in entities.into_iter().chain(records) {
        let told = run("new", &rules, &more);
        assert!(told.contains("已写进"), "{told}");
        heard.extend(silent(&more.concat(), &told, &words));
    }
    for file in files(&rules) {
        let text = std::fs::read_to_string(rules.join(&file)).expect("rules");
        heard.extend(silent(&file, &text, &words));
    }
    assert!(heard.is_empty(), "{heard:#?}");
}
