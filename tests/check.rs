//! Runs `lianfang check` over the small towns in `tests/towns`, and compares the whole output
//! with `expected.txt` beside them (`expected.json` for the JSON format, where there is one).
//! `UPDATE_EXPECT=1 cargo test --test check` writes them anew; read what you accept.

use lianfang::check::RULES;
use lianfang::diagnostic::Code;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn towns() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/towns")
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(folder)
        .args(["check", "--rules", "."])
        .args(arguments)
        .output()
        .unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Compares `actual` with the file, or writes the file.
#[expect(
    clippy::disallowed_methods,
    reason = "`cargo test` hands no arguments of ours to a test; the wish to rewrite comes this way"
)]
fn expect(file: &Path, actual: &str) {
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| !value.is_empty()) {
        fs::write(file, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    assert!(
        expected == actual,
        "{} differs\n--- expected\n{expected}\n--- actual\n{actual}",
        file.display()
    );
}

/// The town of a case that is written as edits (`town.edits`) of another town's files.
/// `None` for a case that has its own files.
fn made(case: &Path) -> Option<tempfile::TempDir> {
    let text = fs::read_to_string(case.join("town.edits")).ok()?;
    let edits: toml::Table = text.parse().unwrap();
    let folder = copy_of(edits["base"].as_str().unwrap());
    for edit in edits["edit"].as_array().unwrap() {
        let word = |key: &str| edit[key].as_str().unwrap();
        edited(folder.path(), word("file"), word("find"), word("replace"));
    }
    Some(folder)
}

/// Replaces the only occurrence of `find` in a file.
fn edited(folder: &Path, file: &str, find: &str, replace: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches(find).count(), 1, "{file}: {find}");
    fs::write(&path, text.replace(find, replace)).unwrap();
}

#[test]
fn every_town_gives_the_expected_findings() {
    let mut cases: Vec<PathBuf> = fs::read_dir(towns())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    for case in cases {
        let made = made(&case);
        let folder = made.as_ref().map_or(case.as_path(), |made| made.path());
        let output = check(folder, &[]);
        let text = stderr(&output);
        expect(&case.join("expected.txt"), &text);
        assert!(output.stdout.is_empty(), "{}", case.display());
        let failed = i32::from(text.contains("错误["));
        assert_eq!(output.status.code(), Some(failed), "{}", case.display());
        let json = case.join("expected.json");
        if json.exists() {
            let output = check(folder, &["--format", "json"]);
            assert!(output.stderr.is_empty(), "{}", case.display());
            expect(&json, &String::from_utf8(output.stdout).unwrap());
            assert_eq!(output.status.code(), Some(failed));
        }
    }
}

#[test]
fn every_structural_and_checked_defect_has_a_town() {
    let unruled = |code: &Code| code.number() <= 15 || (341..=344).contains(&code.number());
    let structural = Code::ALL.iter().copied().filter(unruled);
    for code in structural.chain(RULES.iter().map(|rule| rule.code)) {
        if matches!(code, Code::NotUtf8 | Code::UnreadableFile | Code::LinkLoop) {
            continue; // Git does not keep these well; the tests below make them.
        }
        let expected = towns().join(code.name()).join("expected.txt");
        let text = fs::read_to_string(&expected).unwrap_or_default();
        assert!(
            text.contains(&format!("[{code}]")),
            "{}",
            expected.display()
        );
    }
}

/// The clean town must leave every rule something to look at and still be silent. Here each
/// norm kind that a rule checks has to stand in it; `required-regulations` speaks up wherever
/// it stands unless another article mentions the name, and has its own silent part.
#[test]
fn the_clean_town_has_every_checked_norm_and_no_finding() {
    let folder = towns().join("clean");
    let expected = fs::read_to_string(folder.join("expected.txt")).unwrap();
    assert!(expected.starts_with("检查通过"), "{expected}");
    let norms: String = ["r1.toml", "r2.toml"]
        .iter()
        .map(|file| fs::read_to_string(folder.join(file)).unwrap())
        .collect();
    // What only records can show has silent towns of its own (tests/records.rs).
    let rules = RULES.iter().filter(|rule| rule.code.number() < 200);
    for kind in rules.flat_map(|rule| rule.norms).map(|reads| reads.kind) {
        let stands = norms.contains(&format!("kind = \"{}\"", kind.name));
        assert!(stands, "{}", kind.name);
    }
    for rule in RULES {
        assert!(!expected.contains(&rule.code.to_string()), "{}", rule.code);
    }
}

/// The clean towns hold what each rule looks at: what they print is compared as a whole, so
/// that no rule speaks up there.
#[test]
fn clean_towns_are_silent() {
    for name in ["small", "clean-wording", "waived"] {
        let output = check(&towns().join(name), &["--deny", "warnings"]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", stderr(&output));
    }
}

#[test]
fn twelve_faults_in_twelve_files_are_reported_in_one_run() {
    let text = stderr(&check(&towns().join("twelve-faults"), &[]));
    for number in 1..=12 {
        let file = format!("--> f{number:02}-");
        assert_eq!(text.matches(&file).count(), 1, "{file} in\n{text}");
    }
}

/// A temporary folder with the small town in it.
fn small_town() -> tempfile::TempDir {
    copy_of("small")
}

/// A temporary folder with the town of a case in it.
fn copy_of(case: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(towns().join(case)).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "toml") {
            fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    folder
}

#[test]
fn a_file_in_another_encoding_is_reported_at_its_first_bad_byte() {
    let folder = small_town();
    // 镇 in GBK after four lines and some UTF-8.
    let mut bytes = "# 说明\n\n[[organ]]\nname = \"镇".as_bytes().to_vec();
    bytes.extend(b"\xD5\xF2\"\nkind = \"body\"\n");
    fs::write(folder.path().join("gbk.toml"), bytes).unwrap();
    let text = stderr(&check(folder.path(), &[]));
    assert!(text.contains("错误[LF010]"), "{text}");
    assert!(text.contains("--> gbk.toml:4:10\n"), "{text}");
    assert!(text.contains("共 1 个错误"), "{text}");
}

#[test]
fn what_refers_to_a_broken_file_is_not_blamed() {
    let folder = small_town();
    let path = folder.path().join("czs.toml");
    let text = fs::read_to_string(&path).unwrap();
    // The text of the first duty swallows the rest of the file, posts and all.
    fs::write(&path, text.replace("duties = [\"", "duties = [\"\"\"")).unwrap();
    let text = stderr(&check(folder.path(), &[]));
    assert!(text.contains("错误[LF001]"), "{text}");
    assert!(!text.contains("LF008"), "{text}");
}

#[test]
fn a_byte_order_mark_is_accepted() {
    let folder = small_town();
    let path = folder.path().join("town.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("\u{feff}{text}")).unwrap();
    let output = check(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn hidden_files_and_other_files_are_left_alone() {
    let folder = small_town();
    fs::create_dir(folder.path().join(".git")).unwrap();
    for name in [
        ".town.toml.swp",
        ".hidden.toml",
        ".git/config.toml",
        "notes.txt",
    ] {
        fs::write(folder.path().join(name), "不是规则").unwrap();
    }
    let output = check(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn a_file_too_large_is_refused() {
    let folder = small_town();
    let file = fs::File::create(folder.path().join("large.toml")).unwrap();
    file.set_len(16 * 1024 * 1024 + 1).unwrap();
    let text = stderr(&check(folder.path(), &[]));
    assert!(text.contains("错误[LF011]"), "{text}");
    assert!(text.contains("--> large.toml:1:1\n"), "{text}");
}

#[cfg(unix)]
#[test]
fn link_loops_and_dangling_links_are_reported() {
    use std::os::unix::fs::symlink;
    let folder = small_town();
    fs::create_dir(folder.path().join("stations")).unwrap();
    symlink("..", folder.path().join("stations/up")).unwrap();
    symlink("nowhere.toml", folder.path().join("gone.toml")).unwrap();
    let text = stderr(&check(folder.path(), &[]));
    assert!(text.contains("错误[LF012]"), "{text}");
    assert!(text.contains("--> stations/up:1:1\n"), "{text}");
    assert!(text.contains("错误[LF011]"), "{text}");
    assert!(text.contains("--> gone.toml:1:1\n"), "{text}");
    assert!(text.contains("共 2 个错误"), "{text}");
}

#[test]
fn a_missing_folder_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let output = check(folder.path(), &["--as-of", "2013-03-31"]);
    assert!(stderr(&output).contains("LF013"));
    let output = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(folder.path())
        .arg("check")
        .output()
        .unwrap();
    assert!(stderr(&output).contains("没有 rules 这个目录"));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn wrong_usage_exits_with_2() {
    for arguments in [
        &["--as-of", "2013-02-30"][..],
        &["--format", "xml"],
        &["--deny", "all"],
        &["--no-such-option"],
    ] {
        let output = check(&towns().join("small"), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}
