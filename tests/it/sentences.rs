//! Clean official Chinese gives no error: the sample's own sentences, each taken out of its
//! context and set among the duties of a department, and some that were written to mislead
//! (`data/clean.txt`).

use lianfang::date::Date;
use lianfang::diagnostic::{text, Severity};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The sentences below `value`, but for those that quote what is wrong.
fn collect(value: &toml::Value, out: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                if key != "wrong-names" && key != "documents" {
                    collect(value, out);
                }
            }
        }
        toml::Value::Array(items) => items.iter().for_each(|item| collect(item, out)),
        toml::Value::String(text) => {
            let mut depth = 0;
            let mut sentence = String::new();
            for c in text.chars() {
                depth += i32::from("“《（〔".contains(c)) - i32::from("”》）〕".contains(c));
                if c == '\n' || (depth == 0 && "。；".contains(c)) {
                    out.insert(std::mem::take(&mut sentence));
                } else {
                    sentence.push(c);
                }
            }
            out.insert(sentence);
        }
        _ => {}
    }
}

#[test]
fn clean_sentences_give_no_error() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sentences = BTreeSet::new();
    let mut folders = vec![root.join("rules")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(&path).unwrap();
                collect(
                    &toml::Value::Table(toml::from_str(&text).unwrap()),
                    &mut sentences,
                );
            }
        }
    }
    let written = fs::read_to_string(root.join("tests/data/clean.txt")).unwrap();
    sentences.extend(written.lines().map(str::to_owned));
    // What a norm says when it is not kept is an expression in part, and no text of the unit's.
    sentences.retain(|s| s.chars().any(|c| ('一'..='龥').contains(&c)) && !s.contains("{{"));
    assert!(sentences.len() >= 2000, "{}", sentences.len());

    assert_eq!(errors(&sentences), "");
    // They do pass through the checks: one wrong word among them is found.
    sentences.insert("核对土地台帐".to_owned());
    let told = errors(&sentences);
    assert!(
        told.contains("错误[LF323]") && told.contains("共 1 个错误"),
        "{told}"
    );
}

/// The errors on language that the sentences give as duties of a department of the sample's
/// unit, as a report; empty without any.
fn errors(sentences: &BTreeSet<String>) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let unit = fs::read_to_string(root.join("rules/town.toml")).unwrap();
    // The unit, its organs with their wrong names, and nothing that refers to other files.
    let head = unit.split("# ── 风险点和措施的类别").next().unwrap();
    let duties: Vec<String> = sentences
        .iter()
        .map(|s| format!("  '''{s}''',\n"))
        .collect();
    let department = format!(
        "\n[[department]]\nid = \"zs\"\nname = \"站所\"\nkind = \"站所\"\norder = 1\n\
         grade = \"low\"\npowers = {{}}\nleader = \"zz\"\nrules = []\nduties = [\n{}]\n",
        duties.concat()
    );
    fs::write(
        folder.path().join("town.toml"),
        head.to_owned() + &department,
    )
    .unwrap();
    let checked = lianfang::check(folder.path(), None, Date::new(2013, 3, 31).unwrap());
    let errors: Vec<_> = checked
        .findings
        .into_iter()
        .filter(|f| f.severity == Severity::Error && f.code.number() > 300)
        .collect();
    if errors.is_empty() {
        return String::new();
    }
    text::render(&errors, &checked.sources, "", false)
}

#[test]
fn the_sample_passes_without_errors_and_warnings() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let checked = lianfang::check(&rules, None, Date::new(2013, 3, 31).unwrap());
    let mut found = checked.findings;
    found.retain(|f| f.severity != Severity::Info);
    assert!(
        found.is_empty(),
        "{}",
        text::render(&found, &checked.sources, "", false)
    );
}
