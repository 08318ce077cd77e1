//! The reports for programs, the pages of the codes, and the fixes.

use lianfang::date::Date;
use lianfang::diagnostic::{sarif, Shown};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn unit(name: &str) -> PathBuf {
    root().join("tests/towns").join(name)
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn copy(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(unit(name)).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "toml") {
            fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    folder
}

/// Every unit's log against the schema of OASIS, kept in `tests/data`.
#[test]
fn sarif_validates_against_its_schema() {
    let schema = fs::read_to_string(root().join("tests/data/sarif-2.1.0.schema.json")).unwrap();
    // One pattern of the published schema has a bracket too many, which not every engine takes.
    let schema = schema.replace("{2}]?$", "{2}?$");
    let schema = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    let mut logs = 0;
    for entry in fs::read_dir(root().join("tests/towns")).unwrap() {
        let folder = entry.unwrap().path();
        let checked = lianfang::check(&folder, None, Date::new(2013, 3, 31).unwrap());
        let shown = Shown::new(&checked.findings, None, checked.waived);
        let log = sarif::render(&shown, &checked.sources, lianfang::explain::docs);
        let log = serde_json::from_str(&log).unwrap();
        let faults: Vec<String> = validator
            .iter_errors(&log)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", folder.display());
        logs += 1;
    }
    assert!(logs > 30);
}

#[test]
fn sarif_counts_columns_in_utf16() {
    let folder = copy("small");
    let path = folder.path().join("czs.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("编制镇年度", "𠀀,编制镇年度")).unwrap();
    let output = run(
        folder.path(),
        &["check", "--rules", ".", "--format", "sarif"],
    );
    let log: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "LF309");
    assert_eq!(result["level"], "error");
    let region = &result["locations"][0]["physicalLocation"]["region"];
    // duties = ["𠀀,… : eleven code units, then two for 𠀀.
    assert_eq!(
        (&region["startColumn"], &region["endColumn"]),
        (&14.into(), &15.into())
    );
}

#[test]
fn github_lines_have_the_right_form() {
    let output = run(
        &unit("common-confusion"),
        &["check", "--rules", ".", "--format", "github"],
    );
    let text = stdout(&output);
    assert!(
        text.starts_with(
            "::error file=czs.toml,line=18,endLine=18,col=6,endColumn=7,\
             title=LF323 容易写错的字::“台帐”应当写作“台账”%0A建议：改成“台账”\n"
        ),
        "{text}"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn beyond_the_maximum_findings_are_counted_by_code_and_warnings_go_first() {
    let output = run(
        &unit("common-confusion"),
        &["check", "--rules", ".", "--max", "2"],
    );
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(
        text.contains("另有 2 个没有列出：LF323（容易写错的字）2 个"),
        "{text}"
    );
    assert!(text.contains("共 3 个错误、1 个警告"), "{text}");
    assert!(!text.contains("警告["), "{text}");
}

#[test]
fn warnings_fail_only_where_they_are_denied() {
    let folder = unit("comma-before-deng");
    let code = |arguments: &[&str]| run(&folder, arguments).status.code();
    assert_eq!(code(&["check", "--rules", "."]), Some(0));
    assert_eq!(
        code(&["check", "--rules", ".", "--deny", "warnings"]),
        Some(1)
    );
}

#[test]
fn fixes_keep_layout_and_comments_and_touch_nothing_else() {
    let folder = copy("common-confusion");
    let path = folder.path().join("czs.toml");
    let before = fs::read_to_string(&path).unwrap();
    let before = format!("\u{feff}# 台帐，说明\n{before}\n   # 末尾\n");
    fs::write(&path, &before).unwrap();
    let diff = run(folder.path(), &["check", "--rules", ".", "--diff"]);
    let diff = stdout(&diff);
    assert!(
        diff.starts_with("--- a/czs.toml\n+++ b/czs.toml\n"),
        "{diff}"
    );
    assert!(diff.contains("-  \"登记台帐\",\n"), "{diff}");
    assert!(diff.contains("+  \"登记台账\",\n"), "{diff}");
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        before,
        "--diff writes nothing"
    );
    let output = run(folder.path(), &["check", "--rules", ".", "--fix"]);
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.starts_with("已改正 3 处\n"), "{text}");
    assert!(text.contains("共 1 个警告"), "{text}");
    let expected = before
        .replace("登记台帐", "登记台账")
        .replace("撤消", "撤销")
        .replace("\"份内", "\"分内");
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
    let names = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(
        names,
        fs::read_dir(unit("small")).unwrap().count() - 2,
        "no file is left over"
    );
}

/// Over all units: fixing ends, leaves nothing that could be fixed, and breaks no file.
#[test]
fn fixing_everything_leaves_nothing_to_fix() {
    let today = Date::new(2013, 3, 31).unwrap();
    for entry in fs::read_dir(root().join("tests/towns")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let folder = copy(&name);
        let before = lianfang::check(folder.path(), None, today);
        let output = run(folder.path(), &["check", "--rules", ".", "--fix"]);
        assert_ne!(output.status.code(), Some(2), "{name}");
        let after = lianfang::check(folder.path(), None, today);
        let broken = |checked: &lianfang::Checked| {
            let codes = checked.findings.iter().map(|f| f.code.number());
            codes.filter(|&n| n < 300).count()
        };
        assert_eq!(broken(&before), broken(&after), "{name}");
        // A fix may lie in a file with a syntax error, which is left alone.
        if name != "broken-toml" {
            let left: Vec<_> = after
                .findings
                .iter()
                .filter(|f| !f.edits.is_empty())
                .collect();
            assert!(left.is_empty(), "{name}: {left:#?}");
        }
    }
}

#[test]
fn a_file_with_a_syntax_error_is_not_fixed() {
    let folder = copy("common-confusion");
    let path = folder.path().join("czs.toml");
    let text = fs::read_to_string(&path).unwrap() + "\nbroken = 中\n";
    fs::write(&path, &text).unwrap();
    run(folder.path(), &["check", "--rules", ".", "--fix"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_rules_is_not_written_through() {
    let folder = copy("common-confusion");
    let outside = tempfile::tempdir().unwrap();
    let (path, real) = (
        folder.path().join("czs.toml"),
        outside.path().join("czs.toml"),
    );
    fs::rename(&path, &real).unwrap();
    std::os::unix::fs::symlink(&real, &path).unwrap();
    let before = fs::read_to_string(&real).unwrap();
    let output = run(folder.path(), &["check", "--rules", ".", "--fix"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&real).unwrap(), before);
}

#[expect(
    clippy::disallowed_methods,
    reason = "UPDATE_EXPECT is read from the environment"
)]
#[test]
fn every_code_has_a_page_and_the_reference_is_up_to_date() {
    for code in lianfang::diagnostic::Code::ALL {
        let page = lianfang::explain::page(*code);
        for section in ["# 查什么", "# 为什么", "# 例子", "# 依据"] {
            assert!(page.contains(section), "{code} {section}");
        }
    }
    let file = root().join("docs/rules.md");
    let markdown = lianfang::explain::markdown();
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| !value.is_empty()) {
        fs::write(&file, &markdown).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == markdown,
        "run: lianfang explain --markdown > docs/rules.md"
    );
}

#[test]
fn explain_knows_numbers_and_names() {
    let page = |code: &str| stdout(&run(root(), &["explain", code]));
    assert!(page("LF103").starts_with("LF103 missing-wall-chart"));
    assert_eq!(page("LF103"), page("missing-wall-chart"));
    assert_eq!(run(root(), &["explain", "LF999"]).status.code(), Some(2));
    let list = stdout(&run(root(), &["explain"]));
    assert!(list.contains("LF001  broken-toml"), "{list}");
}

#[test]
fn coverage_lists_every_article() {
    let table = stdout(&run(
        &unit("small"),
        &["check", "--rules", ".", "--coverage"],
    ));
    assert_eq!(
        table,
        "《廉政风险防控办法》\n  第一条\t目的\t人工检查\n  \
         第二条\t风险点和措施\t部分核对：LF292（措施没有风险点、风险点没有措施）；人工检查2项：除首尾文字外的各项\n  \
         第三条\t三上墙\t程序核对：LF103（三上墙不齐）\n  \
         第四条\t站所等级\t程序核对：LF104（等级与划分名单不一致）\n\
         4 条，分项计：程序核对 3 项，没有记录 0 项，人工检查 3 项\n"
    );
}

/// Every character that the reports must not show as it is, in all places where one can stand:
/// text, key, comment, escape, file name.
#[test]
fn no_report_shows_raw_what_is_not_seen() {
    let folder = copy("foreign-character");
    let extra = folder.path().join("附\u{202e}件.toml");
    fs::write(
        &extra,
        "\u{200b}x\u{a0}= \"\u{2066}\u{1b}[31m\u{fffd}⼋\"\n",
    )
    .unwrap();
    let odd = |text: &str| -> Vec<char> {
        let oddity = lianfang::diagnostic::code_point::oddity;
        text.chars().filter(|&c| oddity(c).is_some()).collect()
    };
    for format in ["text", "json", "sarif", "github"] {
        let output = run(
            folder.path(),
            &["check", "--rules", ".", "--format", format],
        );
        let shown = stdout(&output) + &String::from_utf8(output.stderr).unwrap();
        assert!(shown.len() > 1000, "{format}: {shown}");
        assert!(odd(&shown).is_empty(), "{format}: {:?}", odd(&shown));
        if format == "json" || format == "sarif" {
            serde_json::from_str::<serde_json::Value>(&shown).unwrap();
        }
    }
    for option in ["--diff", "--coverage"] {
        let shown = stdout(&run(folder.path(), &["check", "--rules", ".", option]));
        assert!(odd(&shown).is_empty(), "{option}: {:?}", odd(&shown));
    }
}

#[test]
fn what_is_certainly_meant_is_written_in_keys_comments_and_texts() {
    let folder = copy("foreign-character");
    run(folder.path(), &["check", "--rules", ".", "--fix"]);
    let text = fs::read_to_string(folder.path().join("r1.toml")).unwrap();
    assert!(text.contains("\ncaption = \"三\\u200b上墙\""), "{text}");
    assert!(text.contains("\n# 不报 LF306"), "{text}");
    assert!(
        text.contains("工作职责、工作制度、工作流程上墙，按照第二条办理，　留存\u{fffd}。"),
        "{text}"
    );
    let output = run(folder.path(), &["check", "--rules", "."]);
    let left = String::from_utf8(output.stderr).unwrap();
    // The escape, the character that was lost, and the private one are for a person.
    assert_eq!(left.matches("[LF325]").count(), 3, "{left}");
}

#[test]
fn of_rules_that_are_not_there_nothing_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    for option in ["--coverage", "--diff"] {
        let output = run(folder.path(), &["check", "--rules", "nowhere", option]);
        assert_eq!(output.status.code(), Some(1), "{option}");
        assert_eq!(stdout(&output), "", "{option}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("错误[LF013]"), "{told}");
    }
}

/// The blocks of a text report, by their first lines, and its last line.
fn blocks(rules: &Path) -> (Vec<String>, String) {
    let output = run(rules, &["check", "--rules", ".", "--max", "0"]);
    let text = String::from_utf8(output.stderr).expect("UTF-8");
    let heads = text
        .lines()
        .filter(|line| line.starts_with("错误[") || line.starts_with("警告["));
    let last = text.lines().last().unwrap_or_default();
    (heads.map(str::to_owned).collect(), last.to_owned())
}

#[test]
fn what_one_change_makes_wrong_in_many_places_is_told_at_once() {
    // The file, what is changed in it after which words, and into what.
    let changes = [
        (
            "regulations/r1.toml",
            "\"self-check\"",
            "\"half-year\"",
            "\"month\"",
        ),
        (
            "regulations/r2.toml",
            "kind = \"grade-by-factors\"",
            "from.high = 9",
            "from.high = 12",
        ),
        ("town.toml", "", "id = \"jw\"", "id = \"jww\""),
    ];
    for (file, after, old, new) in changes {
        let copy = crate::common::Unit::copy(&crate::common::root().join("rules"));
        let rules = copy.path("rules");
        let path = rules.join(file);
        let Ok(text) = std::fs::read_to_string(&path) else {
            panic!("{file}");
        };
        let from = text
            .find(after)
            .unwrap_or_else(|| panic!("{file}: {after}"));
        let (head, tail) = text.split_at(from);
        assert!(tail.contains(old), "{file}: {old}");
        copy.write(
            &format!("rules/{file}"),
            format!("{head}{}", tail.replacen(old, new, 1)),
        );
        let (heads, last) = blocks(&rules);
        let told: usize = (last.split('、'))
            .filter_map(|part| {
                let digits: String = part.chars().filter(char::is_ascii_digit).collect();
                digits.parse::<usize>().ok()
            })
            .sum();
        assert!(
            heads.len() <= 12 && told > heads.len(),
            "{file} {new}: {heads:#?} {last}"
        );
        // A program is told of every place.
        let json = run(&rules, &["check", "--rules", ".", "--format", "json"]).stdout;
        let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
        assert_eq!(
            json["findings"].as_array().map(Vec::len),
            Some(told),
            "{file} {last}"
        );
    }
}
