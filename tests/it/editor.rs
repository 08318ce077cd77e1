//! The TOML engine of VS Code's Even Better TOML completes and validates by `lianfang schema`.

use crate::common::{root, tool, Unit};
use serde_json::Value;
use std::process::Command;

/// What the engine says of a file of the unit: what it offers at a line and character, both
/// from 0, and its findings. `None` where it is not installed.
fn asked(unit: &Unit, file: &str, line: usize, character: usize) -> Option<Value> {
    let drive = root().join("tests/editor");
    if !drive.join("node_modules/@taplo/lsp").is_dir() {
        // `npm ci` has not run: as if the tool were missing.
        return tool("npm ci --prefix tests/editor", &[]).and(None);
    }
    let schema = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(unit.path(""))
        .arg("schema")
        .output()
        .expect("runs");
    assert!(schema.status.success());
    unit.write("schema.json", &schema.stdout);
    let path = |below: &str| unit.path(below).to_string_lossy().into_owned();
    let arguments = [
        drive.join("taplo.mjs").to_string_lossy().into_owned(),
        path("schema.json"),
        path(&format!("rules/{file}")),
        line.to_string(),
        character.to_string(),
    ];
    let output = tool("node", &arguments.each_ref().map(String::as_str))?;
    let told = String::from_utf8_lossy(&output.stderr);
    Some(serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{told}")))
}

fn labels(answer: &Value) -> Vec<&str> {
    let labels = answer["labels"].as_array().expect("labels");
    labels.iter().filter_map(Value::as_str).collect()
}

/// The number of the line that holds `text`, from 0.
fn line(unit: &Unit, file: &str, text: &str) -> usize {
    let rules = std::fs::read_to_string(unit.path("rules").join(file)).expect("rules");
    let at = rules.lines().position(|line| line.contains(text));
    at.unwrap_or_else(|| panic!("{text}"))
}

#[test]
fn the_units_own_ids_and_words_are_offered() {
    let unit = Unit::small();
    let leader = line(&unit, "czs.toml", "leader = ");
    let Some(answer) = asked(&unit, "czs.toml", leader, 10) else {
        return;
    };
    let offered = labels(&answer);
    assert!(offered.contains(&"\"czs-sz\""), "{offered:?}");
    assert_eq!(
        answer["findings"].as_array().map(Vec::len),
        Some(0),
        "{answer}"
    );
    let origin = line(&unit, "cw.toml", "origin = ");
    let answer = asked(&unit, "cw.toml", origin, 10).expect("as before");
    assert!(labels(&answer).contains(&"\"drafted\""), "{answer}");
}

#[test]
fn a_wrong_word_is_underlined_where_it_stands() {
    let unit = Unit::small();
    unit.replace(
        "czs.toml",
        "order = 1\ngrade = \"high\"",
        "order = 1\ngrade = \"hihg\"",
    );
    let wrong = line(&unit, "czs.toml", "hihg");
    let Some(answer) = asked(&unit, "czs.toml", wrong, 10) else {
        return;
    };
    let offered = labels(&answer);
    assert!(offered.contains(&"\"high\""), "{offered:?}");
    let findings = answer["findings"].as_array().expect("findings");
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0]["line"], wrong);
}
