//! Registers as units have them, in Excel and CSV, imported by the real command: every cell is in
//! the new rules or is told; and a workbook of our own, edited, read back.
//!
//! The workbooks in tests/import/registers were written by LibreOffice.

use lianfang::xlsx::read::read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub fn lianfang(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(folder)
        .args(args)
        .output()
        .expect("lianfang runs")
}

pub fn told(run: &Output) -> String {
    String::from_utf8_lossy(&run.stderr).into_owned()
}

/// A new unit of that kind.
pub fn unit(kind: &str) -> tempfile::TempDir {
    let temp = tempfile::tempdir().expect("temp");
    let run = lianfang(temp.path(), &["init", ".", "--unit", kind]);
    assert!(run.status.success(), "{}", told(&run));
    temp
}

fn workbook(name: &str) -> PathBuf {
    crate::common::root().join(format!("tests/import/registers/{name}.xlsx"))
}

/// The rules that an import wrote.
fn written(folder: &Path) -> String {
    let registers = folder.join("rules/registers");
    let mut files: Vec<PathBuf> = std::fs::read_dir(registers)
        .map(|files| files.map(|file| file.expect("file").path()).collect())
        .unwrap_or_default();
    files.sort();
    let text = |file: &PathBuf| std::fs::read_to_string(file).expect("rules");
    files.iter().map(text).collect()
}

/// The pieces of a cell that must be found again: its items, without numbers and marks.
fn pieces(said: &str) -> Vec<String> {
    let marks = ['；', ';', '。', '\n', '、', '，', '：', '（', '）'];
    let number = |piece: &str| {
        piece
            .trim_start_matches(|c: char| c.is_ascii_digit() || "①②③.．".contains(c))
            .trim()
            .to_owned()
    };
    said.split(marks)
        .map(number)
        .filter(|piece| piece.chars().count() > 1)
        .collect()
}

/// What the rules of a unit say, and what was told, once a workbook is imported.
fn imported(unit: &Path, name: &str) -> (String, String) {
    let run = lianfang(unit, &["import", &workbook(name).display().to_string()]);
    (written(unit), told(&run))
}

#[test]
fn every_cell_of_a_register_is_written_or_told() {
    let cases: [(&str, &[&str]); 3] = [
        ("hospital", &["hospital-risks"]),
        ("bureau", &["bureau-posts"]),
        (
            "school",
            &["school-departments", "school-posts", "school-self-checks"],
        ),
    ];
    for (kind, names) in cases {
        let unit = unit(kind);
        let files: Vec<String> = names
            .iter()
            .map(|name| workbook(name).display().to_string())
            .collect();
        let mut args = vec!["import"];
        args.extend(files.iter().map(String::as_str));
        let run = lianfang(unit.path(), &args);
        let (rules, report) = (written(unit.path()), told(&run));
        let mut there = String::new();
        for file in crate::common::files(&unit.path().join("rules")) {
            there += &std::fs::read_to_string(unit.path().join("rules").join(file)).expect("rules");
        }
        assert!(run.status.success(), "{kind} {report}");
        toml::from_str::<toml::Table>(&rules.replace("\r", "")).expect("TOML");
        for name in names {
            let book = read(&std::fs::read(workbook(name)).expect("workbook")).expect("read");
            let cells = book.sheets.iter().flat_map(|sheet| sheet.cells.values());
            let mut count = 0;
            for cell in cells {
                for piece in pieces(&cell.said) {
                    // Heads are what keys are; those nobody knows are told.
                    let head = [
                        "序号", "部门", "部 门", "风险", "防控", "责任", "表现", "岗位", "环节",
                        "职责", "姓名", "电话", "任职", "期间", "日期", "结果", "备注", "名称",
                    ];
                    let is_head =
                        head.iter().any(|word| piece.contains(word)) && piece.chars().count() < 14;
                    // Grades, dates and yeses are written in the words of the rules.
                    let is_word = piece.chars().count() <= 2
                        || piece
                            .chars()
                            .all(|c| c.is_ascii_digit() || "-/年月日".contains(c));
                    // A class or a department that was there is an id in the new rules.
                    let named = there.contains(&format!("name = \"{piece}"));
                    let found = rules.contains(&piece) || report.contains(&piece) || named;
                    assert!(
                        found || is_head || is_word,
                        "{name}: {piece} {rules} {report}"
                    );
                    count += 1;
                }
            }
            assert!(count > 8, "{name}");
        }
    }
}

#[test]
fn a_register_becomes_risk_points_with_their_measures() {
    let unit = unit("hospital");
    let (rules, report) = imported(unit.path(), "hospital-risks");
    let rules: toml::Table = toml::from_str(&rules).expect("TOML");
    let risks = rules["risk"].as_array().expect("risks");
    let measures = rules["measure"].as_array().expect("measures");
    let text = |table: &toml::Value, key: &str| {
        table
            .get(key)
            .and_then(|v| v.as_str())
            .unwrap_or_default()
            .to_owned()
    };
    let risk = |behaviour: &str| {
        let mut found = risks
            .iter()
            .filter(|risk| text(risk, "behaviour") == behaviour);
        found.next().unwrap_or_else(|| panic!("{behaviour}"))
    };
    // Merged cells say the same for all the rows they cover.
    let bid = risk("化整为零规避招标");
    assert_eq!(text(bid, "concerns"), "设备科");
    assert_eq!(text(bid, "grade"), "first");
    // Two measures in one cell, by their numbers.
    let of = |id: String| -> Vec<String> {
        let controls = |measure: &&toml::Value| {
            let ids = measure["controls"].as_array().expect("controls");
            ids.iter().any(|known| known.as_str() == Some(id.as_str()))
        };
        measures
            .iter()
            .filter(controls)
            .map(|measure| text(measure, "text"))
            .collect()
    };
    assert_eq!(
        of(text(risk("违规统方"), "id")),
        ["统方权限只给两人", "每月查一次日志"]
    );
    // One measure in a cell over two rows controls both.
    let both = "参数由使用科室和设备科共同提出，专家论证";
    assert_eq!(of(text(bid, "id")), [both]);
    assert_eq!(of(text(risk("参数量身定制"), "id")), [both]);
    // A person's name is kept out of what the public edition prints.
    assert!(
        report.contains("王某") && !written(unit.path()).contains("王某"),
        "{report}"
    );
    // What is there already is not written again.
    assert!(report.contains("绕过药事会引进新药"), "{report}");
    // Imported again, nothing is new, and nothing is overwritten.
    let before = written(unit.path());
    let run = lianfang(
        unit.path(),
        &["import", &workbook("hospital-risks").display().to_string()],
    );
    assert_eq!(written(unit.path()), before, "{}", told(&run));
}

#[test]
fn grades_of_another_scale_are_told_once_each() {
    let unit = unit("bureau");
    let (rules, report) = imported(unit.path(), "bureau-posts");
    assert!(rules.contains("以罚代管，收费不开票据"), "{rules}");
    assert_eq!(report.matches("“高”当作“").count(), 1, "{report}");
    let table: toml::Table = toml::from_str(&rules).expect("TOML");
    let risks = table["risk"].as_array().expect("risks");
    assert!(
        risks.iter().all(|risk| risk.get("grade").is_some()),
        "{rules}"
    );
    // 同上, and an empty cell below a department.
    let departments = table["department"].as_array().expect("departments");
    assert_eq!(departments.len(), 1, "{rules}");
}

#[test]
fn people_and_records_are_known_by_their_columns() {
    let unit = unit("school");
    let files: Vec<String> = ["school-departments", "school-posts", "school-self-checks"]
        .iter()
        .map(|name| workbook(name).display().to_string())
        .collect();
    let mut args = vec!["import"];
    args.extend(files.iter().map(String::as_str));
    lianfang(unit.path(), &args);
    let rules = written(unit.path());
    for wanted in [
        "holder = \"李某某\"",
        "since = 2018-08-20",
        "[[self-check]]",
        "period = \"2023-h1\"",
    ] {
        assert!(rules.contains(wanted), "{wanted} {rules}");
    }
}

#[test]
fn a_csv_and_odd_heads_are_read_with_a_mapping() {
    let unit = unit("bureau");
    let write =
        |name: &str, text: &[u8]| std::fs::write(unit.path().join(name), text).expect("file");
    // 单位, 危险之处 in GB18030.
    let (csv, _, _) = encoding_rs::GB18030
        .encode("单位,危险之处,怎么办\r\n办公室,\"公章使用不登记\",\"用印登记，两人在场\"\r\n");
    write("a.csv", &csv);
    let run = lianfang(unit.path(), &["import", "a.csv"]);
    assert!(!run.status.success(), "{}", told(&run));
    write(
        "map.toml",
        "\"危险之处\" = \"risk.behaviour\"\n\"怎么办\" = \"measure.text\"\n".as_bytes(),
    );
    let run = lianfang(unit.path(), &["import", "a.csv", "--map", "map.toml"]);
    assert!(run.status.success(), "{}", told(&run));
    let rules = written(unit.path());
    assert!(rules.contains("behaviour = \"公章使用不登记\""), "{rules}");
    assert!(rules.contains("text = \"用印登记，两人在场\""), "{rules}");
    write("map.toml", "\"危险之处\" = \"risk.behavior\"\n".as_bytes());
    let run = lianfang(unit.path(), &["import", "a.csv", "--map", "map.toml"]);
    assert!(told(&run).contains("没有这样的键"), "{}", told(&run));
}

#[test]
fn a_row_with_no_more_than_a_measure_goes_on_with_the_risk_point_above() {
    let measures = |folder: &Path| -> Vec<(String, String)> {
        let rules: toml::Table = toml::from_str(&written(folder)).expect("TOML");
        let all = rules["measure"].as_array().expect("measures");
        let of = |measure: &toml::Value| {
            let text = measure["text"].as_str().expect("text").to_owned();
            let risk = measure["controls"][0].as_str().expect("risk").to_owned();
            (risk, text)
        };
        all.iter().map(of).collect()
    };
    // Left empty below, as people type.
    let typed = unit("bureau");
    let csv =
        "部门,风险点,措施\n办公室,公章使用不登记,用印登记\n,,两人在场\n财务股,白条报销,逐张核验\n";
    std::fs::write(typed.path().join("a.csv"), csv).expect("file");
    let run = lianfang(typed.path(), &["import", "a.csv"]);
    assert!(run.status.success(), "{}", told(&run));
    let found = measures(typed.path());
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(found[0].0, found[1].0, "{found:?}");
    assert_eq!(found[1].1, "两人在场");
    // Merged, as registers are printed.
    let merged = unit("bureau");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let plain = rust_xlsxwriter::Format::new();
    for (at, head) in ["部门", "风险点", "措施"].into_iter().enumerate() {
        sheet.write_string(0, at as u16, head).expect("cell");
    }
    sheet
        .merge_range(1, 0, 2, 0, "办公室", &plain)
        .expect("merge");
    sheet
        .merge_range(1, 1, 2, 1, "公章使用不登记", &plain)
        .expect("merge");
    sheet.write_string(1, 2, "用印登记").expect("cell");
    sheet.write_string(2, 2, "两人在场").expect("cell");
    sheet
        .merge_range(3, 0, 3, 2, "注：每年修订一次", &plain)
        .expect("merge");
    book.save(merged.path().join("a.xlsx")).expect("workbook");
    let run = lianfang(merged.path(), &["import", "a.xlsx"]);
    let found = measures(merged.path());
    assert_eq!(found.len(), 2, "{found:?} {}", told(&run));
    assert_eq!(found[0].0, found[1].0, "{found:?}");
    assert!(told(&run).contains("注：每年修订一次"), "{}", told(&run));
}

#[test]
fn what_cannot_be_read_is_told_and_writes_nothing() {
    let unit = unit("bureau");
    let write =
        |name: &str, bytes: &[u8]| std::fs::write(unit.path().join(name), bytes).expect("file");
    let sound = std::fs::read(workbook("bureau-posts")).expect("workbook");
    write("half.xlsx", &sound[..sound.len() / 2]);
    write("locked.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on");
    write("empty.csv", b"");
    write("nohead.csv", "甲,乙\n丙,丁\n".as_bytes());
    for name in [
        "half.xlsx",
        "locked.xlsx",
        "empty.csv",
        "nohead.csv",
        "none.xlsx",
    ] {
        let run = lianfang(unit.path(), &["import", name]);
        assert_eq!(run.status.code(), Some(1), "{name} {}", told(&run));
        assert_eq!(written(unit.path()), "", "{name}");
    }
}

/// The village's workbook after a person changed five cells and added a row in LibreOffice.
#[test]
fn a_workbook_that_libreoffice_saved_changes_what_was_changed_and_nothing_else() {
    let village = crate::common::Unit::copy(&crate::common::root().join("tests/units/village"));
    let rules = village.path("rules");
    let book = workbook("village-edited").display().to_string();
    let path = rules.to_str().expect("path").to_owned();
    let old = std::fs::read_to_string(rules.join("unit.toml")).expect("rules");
    let shown = lianfang(&rules, &["import", &book, "--rules", &path]);
    assert!(shown.status.success(), "{}", told(&shown));
    let now = || std::fs::read_to_string(rules.join("unit.toml")).expect("rules");
    assert_eq!(now(), old, "it was only shown");
    let wanted = [
        "+short = \"村民们\"",
        "-powers = { funds = \"part\", subsidies = \"part\", seal = \"part\" }",
        "+powers = { funds = \"part\", seal = \"full\" }",
        "-since = 2019-05-06",
        "+since = 2019-06-01",
        "+[[post]]",
        "+id = \"lw-bg\"",
        "+name = \"保管员\"",
        "+organ = \"lw\"",
        "+",
        "-name = \"村务决策\"",
        "+name = \"村务议决\"",
    ];
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    let changed: Vec<&str> = (shown.lines())
        .filter(|line| {
            line.starts_with(['+', '-']) && !line.starts_with("+++") && !line.starts_with("---")
        })
        .collect();
    assert_eq!(changed, wanted);
    let applied = lianfang(&rules, &["import", &book, "--rules", &path, "--apply"]);
    assert!(applied.status.success(), "{}", told(&applied));
    assert!(now().contains("name = \"村务议决\""));
    // Again, there is nothing left to change: the rules say so already. But the new row is told,
    // since its id is taken now.
    let again = lianfang(&rules, &["import", &book, "--rules", &path, "--apply"]);
    assert!(
        told(&again).contains("编号“lw-bg”已经有了"),
        "{}",
        told(&again)
    );
}

/// Three states: exported, edited, and the rules as someone else has changed them since.
#[test]
fn a_cell_that_two_people_changed_is_a_conflict() {
    let village = crate::common::Unit::copy(&crate::common::root().join("tests/units/village"));
    let rules = village.path("rules");
    let old = std::fs::read_to_string(rules.join("unit.toml")).expect("rules");
    village.write(
        "rules/unit.toml",
        old.replace("since = 2019-05-06", "since = 2019-07-07"),
    );
    let before = std::fs::read_to_string(rules.join("unit.toml")).expect("rules");
    let book = workbook("village-edited").display().to_string();
    let run = lianfang(
        &rules,
        &[
            "import",
            &book,
            "--rules",
            rules.to_str().expect("path"),
            "--apply",
        ],
    );
    assert_eq!(run.status.code(), Some(1), "{}", told(&run));
    assert!(told(&run).contains("2019-07-07"), "{}", told(&run));
    assert_eq!(
        std::fs::read_to_string(rules.join("unit.toml")).expect("rules"),
        before
    );
    // What only the other one changed stays theirs.
    village.write(
        "rules/unit.toml",
        old.replace("name = \"村会计\"", "name = \"村报账员\""),
    );
    let run = lianfang(
        &rules,
        &[
            "import",
            &book,
            "--rules",
            rules.to_str().expect("path"),
            "--apply",
        ],
    );
    assert!(run.status.success(), "{}", told(&run));
    let now = std::fs::read_to_string(rules.join("unit.toml")).expect("rules");
    assert!(
        now.contains("name = \"村报账员\"") && now.contains("since = 2019-06-01"),
        "{now}"
    );
}

#[test]
fn a_workbook_of_registers_is_applied_only_when_asked() {
    let temp = tempfile::tempdir().expect("temp");
    let village = crate::common::Unit::copy(&crate::common::root().join("tests/units/village"));
    let rules = village.path("rules");
    let run = crate::common::generate(&rules, temp.path(), &["--format", "xlsx"]);
    assert!(run.status.success(), "{}", told(&run));
    // A table to send on is no register: what its cells say may stand in several places.
    let table = temp.path().join("tables/risks.xlsx");
    let run = lianfang(
        &village.path(""),
        &["import", table.to_str().expect("path")],
    );
    assert!(
        !run.status.success() && told(&run).contains("registers.xlsx"),
        "{}",
        told(&run)
    );
    let book = temp.path().join("registers.xlsx");
    let import = |more: &[&str]| {
        let mut args = vec![
            "import",
            book.to_str().expect("path"),
            "--rules",
            rules.to_str().expect("path"),
        ];
        args.extend(more);
        lianfang(temp.path(), &args)
    };
    let run = import(&["--apply"]);
    assert!(
        run.status.success() && run.stdout.is_empty(),
        "{}",
        told(&run)
    );
}
