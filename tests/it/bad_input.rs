//! Input at its worst: thousands of faults, and every way to write that nothing is a fault. (The
//! small units `norm-on-no-article`, `no-such-day`, `cycle-of-references`, `conflicting-norms`,
//! `decision-out-of-order` and `waiver-for-everything` have the rest, with their whole output.)

use std::fs;
use std::process::{Command, Output};

/// The number of faults in [`faulty`].
const FAULTS: usize = 10_000;

/// The small unit with a half-width mark in each of so many duties, which is one error each.
fn faulty() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let small = crate::common::root().join("tests/towns/small");
    for file in crate::common::files(&small)
        .iter()
        .filter(|f| f.ends_with(".toml"))
    {
        fs::copy(small.join(file), folder.path().join(file)).unwrap();
    }
    let path = folder.path().join("czs.toml");
    let text = fs::read_to_string(&path).unwrap();
    let head = "duties = [";
    assert_eq!(text.matches(head).count(), 1);
    let duties: Vec<String> = (0..FAULTS)
        .map(|n| format!("\n  \"办理第{n}号文件,并且登记\","))
        .collect();
    fs::write(
        &path,
        text.replace(head, &format!("{head}{}", duties.concat())),
    )
    .unwrap();
    folder
}

fn check(rules: &tempfile::TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(rules.path())
        .args(["check", "--rules", "."])
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn ten_thousand_findings_are_counted_and_cut_at_the_maximum() {
    let rules = faulty();
    // What one fix mends in a file is one finding, with how many there are.
    let folded = check(&rules, &["--max", "20"]);
    assert_eq!(folded.status.code(), Some(1));
    let text = String::from_utf8(folded.stderr).unwrap();
    assert_eq!(text.matches("错误[LF309]").count(), 1);
    assert!(text.contains("同类的还有 9999 处"), "{text}");
    assert!(text.contains("共 10000 个错误"), "{text}");
    let output = check(&rules, &["--max", "20", "--unfold"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr).unwrap();
    // Twenty: the first in full, and those alike with a line each.
    assert_eq!(text.matches("错误[LF309]").count(), 1);
    assert!(text.contains("同样的还有 19 处"), "{text}");
    assert_eq!(text.matches(".toml:").count(), 20);
    assert!(
        text.contains("另有 9980 个没有列出：LF309（半角标点）9980 个"),
        "{text}"
    );
    assert!(text.contains("共 10000 个错误"), "{text}");
}

#[test]
fn without_a_maximum_a_program_gets_all_of_them() {
    let output = check(&faulty(), &["--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["findings"].as_array().unwrap().len(), FAULTS);
    assert_eq!(report["summary"]["errors"], FAULTS);
}

#[test]
fn one_waiver_can_take_all_of_one_kind_and_is_counted() {
    let rules = faulty();
    fs::write(
        rules.path().join("waivers.toml"),
        "[[waiver]]\ncode = \"LF309\"\nplace = \"czs.toml\"\nreason = \"原稿如此\"\n",
    )
    .unwrap();
    let output = check(&rules, &["--deny", "warnings"]);
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("已豁免 10000 项"), "{text}");
}

/// The findings of the small unit with `find` in `file` replaced, as a report.
fn told(file: &str, find: &str, replace: &str) -> String {
    let folder = small();
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(find), "{find}");
    fs::write(&path, text.replacen(find, replace, 1)).unwrap();
    report(&folder)
}

fn small() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let small = crate::common::root().join("tests/towns/small");
    for file in crate::common::files(&small)
        .iter()
        .filter(|f| f.ends_with(".toml"))
    {
        fs::copy(small.join(file), folder.path().join(file)).unwrap();
    }
    folder
}

fn report(folder: &tempfile::TempDir) -> String {
    let day = lianfang::date::Date::new(2013, 3, 31).unwrap();
    let checked = lianfang::check(folder.path(), None, day);
    lianfang::diagnostic::text::render(&checked.findings, &checked.sources, "", false)
}

/// A slip of the pen is one finding: nothing that depends on the value is called missing.
#[test]
fn one_slip_of_the_pen_is_one_finding() {
    let unit = "town.toml";
    let posts = "czs.toml";
    for (file, find, replace) in [
        (unit, "name = \"小河镇\"", "name＝\"小河镇\""),
        (unit, "name = \"小河镇\"", "name：“小河镇”"),
        (unit, "name = \"小河镇\"", "name: \"小河镇\""),
        (unit, "name = \"小河镇\"", "name \"小河镇\""),
        (unit, "name = \"小河镇\"", "name = 小河镇"),
        (unit, "name = \"小河镇\"", "name = “小河镇\""),
        (unit, "name = \"小河镇\"", "name = \"小河镇”"),
        (unit, "name = \"小河镇\"", "名称 = \"小河镇\""),
        (unit, "name = \"小河镇\"", "name"),
        (unit, "name = \"小河镇\"", "ｎａｍｅ = \"小河镇\""),
        (unit, "name = \"小河镇\"", "na\u{200b}me = \"小河镇\""),
        (unit, "name = \"小河镇\"", "name\u{3000}= \"小河镇\""),
        (unit, "name = \"小河镇\"", "name = “““\n小河镇”””"),
        (unit, "[unit]", "［unit］"),
        (unit, "[unit]", "【unit】"),
        (unit, "[unit]", "[unit"),
        (posts, "[[department]]", "[[department"),
        (posts, "[[department]]", "［［department］］"),
        (posts, "id = \"zz\"", "id = zz"),
        (posts, "id = \"zz\"", "id “zz”"),
        (posts, "id = \"zz\"", "id = \"z\u{ad}z\""),
        (posts, "id = \"zz\"", "编号 = \"zz\""),
        (posts, "\"]", "\""),
        (posts, "powers = {", "powers = ｛"),
    ] {
        let told = told(file, find, replace);
        let found = told.matches("错误[").count() + told.matches("警告[").count();
        assert_eq!(found, 1, "{replace}\n{told}");
    }
}

/// A file in another encoding is called by its name, and nothing in it is called missing.
#[test]
fn a_file_saved_in_another_encoding_is_one_finding() {
    let folder = small();
    let path = folder.path().join("town.toml");
    let text = fs::read_to_string(&path).unwrap();
    let units =
        |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let (le, be) = (units(u16::to_le_bytes), units(u16::to_be_bytes));
    let gbk = encoding_rs::GB18030.encode(&text).0.into_owned();
    for (bytes, name) in [
        ([b"\xFF\xFE".to_vec(), le.clone()].concat(), "UTF-16 LE"),
        ([b"\xFE\xFF".to_vec(), be.clone()].concat(), "UTF-16 BE"),
        (le, "UTF-16 LE"),
        (be, "UTF-16 BE"),
        (gbk, "GBK（GB18030"),
    ] {
        fs::write(&path, bytes).unwrap();
        let told = report(&folder);
        assert_eq!(told.matches("错误[").count(), 1, "{told}");
        assert!(
            told.contains("错误[LF010]") && told.contains(name),
            "{told}"
        );
        assert!(told.contains("编码选 UTF-8"), "{told}");
    }
    fs::write(&path, [b"\xEF\xBB\xBF", text.as_bytes()].concat()).unwrap();
    assert!(!report(&folder).contains("错误["));
}

/// Megabytes of faults, on short lines and on one that is as long as the file, in files that
/// TOML takes and in files that it does not: no report grows with them.
#[test]
fn megabytes_of_faults_print_no_megabytes() {
    const LINES: usize = 20_000;
    let keys: String = (0..LINES)
        .map(|n| format!("k{n} = \"不认识的键\"\n"))
        .collect();
    let broken = "x ＝ “镇\ny = 中文，，，\n".repeat(LINES);
    let long = format!("a = [{}]\n", "“甲”，\u{200b}".repeat(LINES));
    let odd = format!("text = \"{}\"\n", "\u{202e}甲".repeat(LINES));
    for (name, text) in [
        ("keys", &keys),
        ("broken", &broken),
        ("long", &long),
        ("odd", &odd),
    ] {
        let folder = small();
        let unit = folder.path().join("town.toml");
        let head = fs::read_to_string(&unit).unwrap();
        fs::write(&unit, format!("{head}\n{text}")).unwrap();
        for format in ["text", "json", "sarif", "github"] {
            let output = check(&folder, &["--format", format]);
            let bytes = output.stdout.len() + output.stderr.len();
            assert_eq!(output.status.code(), Some(1), "{name} {format}");
            assert!(bytes < 8_000_000, "{name} {format}: {bytes}");
        }
    }
}
