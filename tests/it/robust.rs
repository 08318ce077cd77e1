//! Whatever a file holds, reading and checking it ends in findings, never in a panic.

use lianfang::date::Date;
use lianfang::diagnostic::{github, json, sarif, text, Shown};
use std::fs;
use std::path::Path;

/// Reads the small unit with `name` replaced by `bytes`, and shows what is found.
fn try_with(folder: &Path, name: &str, bytes: &[u8]) {
    fs::write(folder.join(name), bytes).unwrap();
    let today = Date::new(2013, 3, 31).unwrap();
    let checked = lianfang::check(folder, None, today);
    text::render(&checked.findings, &checked.sources, "", true);
    let shown = Shown::new(&checked.findings, Some(3), checked.waived);
    json::render(&shown, &checked.sources);
    github::render(&shown, &checked.sources);
    sarif::render(&shown, &checked.sources, |_| String::new());
    lianfang::fix::plan(&checked.findings, &checked.sources);
}

#[test]
fn files_cut_short_or_with_a_byte_changed_never_panic() {
    mangle("small", 19);
}

#[test]
fn texts_cut_short_or_with_a_byte_changed_never_panic() {
    for unit in [
        "declared-count",
        "label-mark",
        "missing-article",
        "half-width-mark",
        "unbalanced-mark",
        "range-mark",
        "mixed-date",
        "document-number",
        "waived",
    ] {
        mangle(unit, 131);
    }
}

/// Cuts the files of a unit at every `step`-th byte, and changes that byte.
fn mangle(unit: &str, step: usize) {
    let small = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/towns")
        .join(unit);
    let folder = tempfile::tempdir().unwrap();
    let mut files: Vec<_> = fs::read_dir(small)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    for (name, bytes) in &files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    for (name, bytes) in &files {
        for at in (0..bytes.len()).step_by(step) {
            try_with(folder.path(), name, &bytes[..at]);
            for other in [b'"', b'[', b'}', b'=', b'\n', b'\\', b'\0', b'\r', 0xFF] {
                let mut changed = bytes.clone();
                changed[at] = other;
                try_with(folder.path(), name, &changed);
            }
        }
        try_with(folder.path(), name, bytes);
    }
}
