//! Runs `lianfang check` over the small towns in `tests/towns`, and compares the whole output
//! with `expected.txt` beside them (`expected.json` for the JSON format, where there is one).
//! `UPDATE_EXPECT=1 cargo test --test it check::` writes them anew; read what you accept.

use lianfang::check::RULES;
use lianfang::date::Date;
use lianfang::diagnostic::Code;
use std::collections::BTreeMap;
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

/// The unit of a case that is written as edits (`unit.edits`) of another unit's files.
/// `None` for a case that has its own files.
fn made(case: &Path) -> Option<tempfile::TempDir> {
    let text = fs::read_to_string(case.join("town.edits")).ok()?;
    let edits: toml::Table = text.parse().unwrap();
    let folder = copy_of(edits["base"].as_str().unwrap());
    // What the base says of its near misses need not hold once it is edited.
    for file in fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap().path();
        let text = fs::read_to_string(&file).unwrap();
        let lines = text.lines().map(|line| match line.split_once("# 不报 ") {
            Some((before, _)) => before.trim_end(),
            None => line,
        });
        let lines: Vec<&str> = lines.collect();
        fs::write(&file, lines.join("\n") + "\n").unwrap();
    }
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

/// The codes that no unit can show silent, with what does instead.
const ELSEWHERE: &[(std::ops::RangeInclusive<u16>, &str)] = &[
    // Git keeps such files badly: tests below make them, and a good one beside them.
    (10..=13, "tests/it/check.rs"),
    // Faults of templates, style and fonts, found by `generate`.
    (
        20..=24,
        "tests of src/html, src/typeset and tests/it/output.rs",
    ),
    // What `import` tells of the files it reads, which are no rules.
    (371..=374, "tests/it/import_text.rs"),
];

/// What docs/rules.md lists has a unit where it fires (above), and one that keeps what the rule
/// looks at, comes close, and in whose output it does not appear. A near miss says so itself,
/// in a comment: `# 不报 LF128：同一天办两步`.
#[test]
fn every_rule_of_the_reference_has_a_town_where_it_is_silent() {
    let reference =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md")).unwrap();
    let witnesses = witnesses();
    for &code in Code::ALL {
        assert!(
            reference.contains(&format!("[{code}](")),
            "{code} is not in docs/rules.md"
        );
        if ELSEWHERE
            .iter()
            .any(|(codes, _)| codes.contains(&code.number()))
        {
            continue;
        }
        let towns = witnesses
            .get(&code)
            .unwrap_or_else(|| panic!("no unit keeps {code} silent"));
        let rule = RULES.iter().find(|rule| rule.code == code);
        let in_force = |unit: &PathBuf| {
            let norms = rule.map_or(&[][..], |rule| rule.norms);
            norms.is_empty() || norms.iter().any(|reads| is_read(reads, unit))
        };
        for unit in towns {
            let told = fs::read_to_string(unit.join("expected.txt")).unwrap();
            assert!(
                !told.contains(&format!("[{code}]")),
                "{code} in {}",
                unit.display()
            );
        }
        assert!(
            towns.iter().any(in_force),
            "{code}: no norm or record of it in {towns:?}"
        );
    }
}

/// The units that say of a near miss that a code is not reported there.
fn witnesses() -> BTreeMap<Code, Vec<PathBuf>> {
    let mut out: BTreeMap<Code, Vec<PathBuf>> = BTreeMap::new();
    for case in fs::read_dir(towns()).unwrap() {
        let case = case.unwrap().path();
        for file in fs::read_dir(&case).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_none_or(|e| e != "toml") {
                continue;
            }
            let text = fs::read_to_string(&file).unwrap();
            let marks = text.lines().filter_map(|line| line.split_once("不报 "));
            for (_, codes) in marks {
                let codes = codes.split(['：', ' ']).next().unwrap_or_default();
                for code in codes.split('、') {
                    let code = Code::parse(code.trim_end_matches('。'));
                    let code = code.unwrap_or_else(|| panic!("{}: {codes}", file.display()));
                    let towns = out.entry(code).or_default();
                    if !towns.contains(&case) {
                        towns.push(case.clone());
                    }
                }
            }
        }
    }
    out
}

/// Whether a unit has such a norm, and the records that show it.
fn is_read(reads: &lianfang::check::norm::Reads, unit: &Path) -> bool {
    let unit = lianfang::check(unit, None, Date::new(2013, 3, 31).unwrap()).unit;
    let mut norms = unit.regulations.iter().flat_map(|r| &r.norms);
    norms.any(|norm| reads.covers(norm) && reads.unrecorded(norm, &unit).is_none())
}

/// The clean units pass even where warnings count.
#[test]
fn clean_towns_are_silent() {
    for name in [
        "small",
        "clean",
        "clean-wording",
        "structure-kept",
        "waived",
    ] {
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

/// A temporary folder with the small unit in it.
fn small_town() -> tempfile::TempDir {
    copy_of("small")
}

/// A temporary folder with the unit of a case in it.
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
        ".unit.toml.swp",
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
