//! Small units, and parts of larger ones, whose output is kept as readable text beside them, so that a change
//! shows every page it touches. `UPDATE_EXPECT=1 cargo test --test it pinned::` writes it anew;
//! read the difference before you accept it.

mod readable_html;
mod readable_pdf;

use crate::common::{files, root};
use std::path::Path;
use std::process::Command;

/// A unit, its rules, and what `generate` is told besides.
fn pinned(case: &str, arguments: &[&str]) {
    pinned_from(case, "rules", arguments);
}

/// The same with rules that stand elsewhere, seen from the case's folder.
fn pinned_from(case: &str, rules: &str, arguments: &[&str]) {
    let folder = root().join("tests/pinned").join(case);
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    let run = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(&folder)
        .args([
            "generate",
            "--rules",
            rules,
            "--templates",
            "templates",
            "--output",
        ])
        .arg(&output)
        .args(arguments)
        .output()
        .expect("lianfang runs");
    let told = String::from_utf8(run.stderr).expect("UTF-8");
    let told = told.replace(&*output.to_string_lossy(), "output");
    let mut seen = vec![("told.txt".to_owned(), told)];
    for file in files(&output) {
        let path = output.join(&file);
        let text = match Path::new(&file).extension().and_then(|e| e.to_str()) {
            Some("html") => {
                readable_html::readable_html(&std::fs::read_to_string(&path).expect("UTF-8"))
            }
            Some("pdf") => match readable_pdf::readable_pdf(&path) {
                Some(text) => text,
                None => return,
            },
            // It says no more than the files themselves.
            Some("json") => continue,
            _ if file == ".lock" => continue,
            _ => std::fs::read_to_string(&path).expect("text"),
        };
        seen.push((format!("{file}.txt"), text));
    }
    compare(&folder.join("expected"), &seen);
}

#[allow(clippy::disallowed_methods)] // UPDATE_EXPECT is a setting of the tests.
fn compare(expected: &Path, seen: &[(String, String)]) {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    if update && expected.exists() {
        std::fs::remove_dir_all(expected).expect("removes");
    }
    let mut differences = String::new();
    let mut known = if expected.exists() {
        files(expected)
    } else {
        Vec::new()
    };
    known.retain(|file| !seen.iter().any(|(name, _)| name == file));
    for file in &known {
        differences += &format!("{file} is no longer made\n");
    }
    for (name, text) in seen {
        let path = expected.join(name);
        if update {
            std::fs::create_dir_all(path.parent().expect("folder")).expect("folder");
            std::fs::write(&path, text).expect("writes");
            continue;
        }
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        if before != *text {
            let diff = similar::TextDiff::from_lines(&before, text);
            let diff = diff
                .unified_diff()
                .context_radius(2)
                .header(name, name)
                .to_string();
            let lines: Vec<&str> = diff.lines().take(40).collect();
            differences += &lines.join("\n");
            differences.push('\n');
        }
    }
    let lines: Vec<&str> = differences.lines().take(200).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

/// A unit as small as can be, with faults, as a draft: each page says so.
#[test]
fn draft() {
    pinned("draft", &["--draft"]);
}

/// A handbook: notice of issue, chapters, items and sub-items, links between regulations,
/// settlements, records.
#[test]
fn book() {
    pinned("book", &["--only", "handbook"]);
}

/// The public edition of a unit that keeps every kind of record.
#[test]
fn public() {
    pinned(
        "public",
        &["--edition", "public", "--only", "handbook,tables"],
    );
}

/// Workflow charts in three styles with decisions, loops and waits, on a lying sheet.
#[test]
fn charts() {
    let arguments = [
        "--only",
        "posters",
        "--orientation",
        "landscape",
        "--size",
        "A3",
    ];
    pinned("charts", &arguments);
}

/// Tables over several pages, with merged cells that go on, in the unit's own dress.
#[test]
fn tables() {
    pinned("tables", &["--only", "tables"]);
}

/// A hospital in its own words: the posters of its pharmacy, in blue, with eight powers.
#[test]
fn hospital_posters() {
    let arguments = ["--only", "posters", "--department", "yjk"];
    pinned_from("hospital", "../../units/hospital", &arguments);
}

/// A village without departments, scores and warning levels: its tables and posters.
#[test]
fn village() {
    let arguments = ["--only", "tables,posters", "--format", "pdf"];
    pinned_from("village", "../../units/village", &arguments);
}
