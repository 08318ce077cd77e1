//! The workbook of registers: exported, edited, read back.

use lianfang::load::{load, Loaded};
use lianfang::model::Unit;
use lianfang::register::{changes, registers, Changed, Given};
use lianfang::xlsx::{self, read::read, Marks};
use std::path::{Path, PathBuf};

/// A unit's rules, read.
pub struct Rules {
    pub loaded: Loaded,
    pub unit: Unit,
}

impl Rules {
    pub fn of(folder: &Path) -> Self {
        let loaded = load(folder);
        let (unit, _) = lianfang::build::build(&loaded);
        Self { loaded, unit }
    }

    fn exported(&self) -> Vec<u8> {
        let registers = registers(&self.loaded, &self.unit);
        xlsx::write(&xlsx::registers::book(&registers, &self.unit)).expect("a workbook")
    }

    pub fn read_back(&self) -> (Marks, Vec<Given>) {
        let book = read(&self.exported()).expect("our own workbook");
        book.registers().expect("registers")
    }

    pub fn changed(&self, marks: &Marks, given: &[Given]) -> Changed {
        changes(&self.loaded, &self.unit, marks, given)
    }
}

pub fn units() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out = vec![root.join("rules")];
    let units = std::fs::read_dir(root.join("tests/units")).expect("units");
    for unit in units {
        let unit = unit.expect("a unit").path();
        let rules = unit.join("rules");
        out.push(if rules.is_dir() { rules } else { unit });
    }
    out.sort();
    out
}

#[test]
fn a_workbook_that_nobody_touched_changes_nothing() {
    for folder in units() {
        let rules = Rules::of(&folder);
        let (marks, given) = rules.read_back();
        assert!(!given.is_empty(), "{folder:?}");
        let changed = rules.changed(&marks, &given);
        assert!(
            changed.wrong.is_empty() && changed.left.is_empty(),
            "{folder:?} {changed:?}"
        );
        assert!(changed.files.is_empty(), "{folder:?} {:?}", changed.files);
    }
}

/// The small units of the tests of the checks: each breaks a rule in its own way, and is written in
/// its own way. Those whose tables cannot be told apart are told by `check`, and never exported.
#[test]
fn units_of_every_kind_of_fault_come_back_as_they_were() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/towns");
    let mut count = 0;
    for town in std::fs::read_dir(root).expect("towns") {
        let folder = town.expect("a town").path();
        let loaded = load(&folder);
        let (unit, findings) = lianfang::build::build(&loaded);
        let structural = |f: &lianfang::diagnostic::Finding| f.code.number() < 20;
        if loaded.findings.iter().chain(&findings).any(structural) {
            continue;
        }
        let rules = Rules { loaded, unit };
        let (marks, given) = rules.read_back();
        let changed = rules.changed(&marks, &given);
        let calm = changed.wrong.is_empty() && changed.left.is_empty() && changed.files.is_empty();
        assert!(calm, "{folder:?} {changed:?}");
        count += 1;
    }
    assert!(count > 120, "{count}");
}

/// Units that differ in texts, grades, days and choices at random: the village, edited by chance.
#[test]
fn two_hundred_random_units_come_back_as_they_were() {
    let village = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/units/village");
    let rules = Rules::of(&village);
    let sheets = registers(&rules.loaded, &rules.unit);
    let (marks, given) = rules.read_back();
    for seed in 0..200_u64 {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut random = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below as u64) as usize
        };
        let mut edited = given.clone();
        for _ in 0..8 {
            let register = &sheets[random(sheets.len())];
            let row = &register.rows[random(register.rows.len())];
            let at = random(register.columns.len());
            let column = &register.columns[at];
            let is_plain = column.long || !column.choices.is_empty();
            if ["id", "^"].contains(&column.key.as_str()) || !is_plain {
                continue;
            }
            let Some(other) = otherwise(&row.cells[at].said(), &column.choices) else {
                continue;
            };
            let sheet = edited
                .iter_mut()
                .find(|s| s.key == register.key)
                .expect("sheet");
            let place = sheet
                .columns
                .iter()
                .position(|k| *k == column.key)
                .expect("column");
            let given = sheet
                .rows
                .iter_mut()
                .find(|r| r.key.as_ref() == Some(&row.key));
            given.expect("row").cells[place].said = other;
        }
        let changed = rules.changed(&marks, &edited);
        assert!(changed.wrong.is_empty(), "{seed} {:?}", changed.wrong);
        let texts = rules.loaded.sources.iter().map(|(source, old)| {
            let text = changed.files.get(&source).unwrap_or(&old.text);
            (old.path.as_str(), text.as_str())
        });
        let again = written(&texts.collect::<Vec<_>>());
        let (marks, given) = again.read_back();
        let back = again.changed(&marks, &given);
        let calm = back.wrong.is_empty() && back.left.is_empty() && back.files.is_empty();
        assert!(calm, "{seed} {back:?}");
    }
}

/// A small unit as rules, of these files.
pub fn written(files: &[(&str, &str)]) -> Rules {
    let mut loaded = Loaded::default();
    for (name, text) in files {
        let source = lianfang::diagnostic::Source::new((*name).to_owned(), (*text).to_owned());
        let id = loaded.sources.push(source);
        let mut faults = Vec::new();
        let table = lianfang::load::parse(id, text, &mut faults);
        assert!(faults.is_empty(), "{faults:?}");
        loaded.tables.push((id, table));
    }
    let (unit, _) = lianfang::build::build(&loaded);
    Rules { loaded, unit }
}

/// Writes in a cell of a sheet that was read back.
fn rewrite(given: &mut [Given], sheet: &str, row: usize, column: &str, said: &str) {
    let sheet = given.iter_mut().find(|s| s.key == sheet).expect("sheet");
    let at = sheet
        .columns
        .iter()
        .position(|k| k == column)
        .expect("column");
    sheet.rows[row].cells[at].said = said.to_owned();
}

/// The only file that changed.
pub fn only(changed: &Changed) -> &str {
    assert!(changed.wrong.is_empty(), "{:?}", changed.wrong);
    assert_eq!(changed.files.len(), 1, "{changed:?}");
    changed.files.values().next().expect("a file")
}

const STEPS: &str = r#"
[[workflow]]
id = "w"
name = "办事"

[[workflow.step]]
id = "s1"
kind = "decision"
text = "审核"
exits = [
  { to = "s2", label = "是" }, # 多数
  # 退回的写明理由
  { to = "s1", label = "否" },
]
"#;

#[test]
fn what_stands_beside_a_changed_item_of_a_list_stays() {
    let rules = written(&[("a.toml", STEPS)]);
    let (marks, mut given) = rules.read_back();
    rewrite(&mut given, "workflow.step/exits", 1, "label", "不合格");
    let changed = rules.changed(&marks, &given);
    assert_eq!(
        only(&changed),
        STEPS.replace("label = \"否\"", "label = \"不合格\"")
    );
    // A key more in one of them, and a new one below the last.
    rewrite(&mut given, "workflow.step/exits", 0, "note", "签字");
    let sheet = given
        .iter_mut()
        .find(|s| s.key == "workflow.step/exits")
        .expect("sheet");
    let mut new = sheet.rows[1].clone();
    new.key = None;
    sheet.rows.push(new);
    rewrite(&mut given, "workflow.step/exits", 2, "label", "另议");
    let wanted = STEPS
        .replace("label = \"是\" }", "label = \"是\", note = \"签字\" }")
        .replace(
            "{ to = \"s1\", label = \"否\" },",
            "{ to = \"s1\", label = \"不合格\" },\n  { to = \"s1\", label = \"另议\" },",
        );
    assert_eq!(only(&rules.changed(&marks, &given)), wanted);
}

#[test]
fn a_file_of_windows_keeps_its_line_ends() {
    let text = STEPS
        .replace("text = \"审核\"", "text = \"\"\"\n审\n核\"\"\"")
        .replace('\n', "\r\n");
    let rules = written(&[("a.toml", &text)]);
    let (marks, mut given) = rules.read_back();
    let calm = rules.changed(&marks, &given);
    assert!(calm.files.is_empty() && calm.wrong.is_empty(), "{calm:?}");
    rewrite(&mut given, "workflow.step", 0, "limit", "3天");
    rewrite(&mut given, "workflow.step", 0, "text", "复\n审");
    let changed = rules.changed(&marks, &given);
    let new = only(&changed);
    assert_eq!(
        new.matches("\r\n").count(),
        new.matches('\n').count(),
        "{new:?}"
    );
    assert!(
        new.contains("复\r\n审") && new.contains("limit = \"3天\"\r\n"),
        "{new:?}"
    );
}

#[test]
fn texts_that_only_look_like_something_else_come_back() {
    let odd = [
        "=1+1",
        "'a",
        "-3",
        "0012",
        "1e5",
        "2013-01-04",
        "TRUE",
        " 两端空格 ",
        "\ttab",
        "_x000D_",
        "_x0041_",
        "a&b<c>\"d\"",
        "𠀀𡃁",
        "第一\n\n第三",
        "\u{7}铃",
    ];
    for text in odd {
        let toml = toml::Value::String(text.to_owned());
        let note = format!("\n[[post]]\nid = \"p\"\nname = \"岗\"\nnote = {toml}\n");
        let rules = written(&[("a.toml", &note)]);
        let (marks, given) = rules.read_back();
        let changed = rules.changed(&marks, &given);
        assert!(
            changed.files.is_empty() && changed.wrong.is_empty(),
            "{text:?} {changed:?}"
        );
    }
    // More than a cell holds is left alone, and may not be changed there.
    let long = "长".repeat(40_000);
    let rules = written(&[(
        "a.toml",
        &format!("[[post]]\nid = \"p\"\nname = \"岗\"\nnote = \"{long}\"\n"),
    )]);
    let (marks, mut given) = rules.read_back();
    let changed = rules.changed(&marks, &given);
    assert!(changed.files.is_empty() && changed.wrong.is_empty());
    rewrite(&mut given, "post", 0, "note", "短");
    let changed = rules.changed(&marks, &given);
    assert_eq!(changed.wrong.len(), 1);
}

#[test]
fn a_record_is_known_again_where_others_were_put_before_it() {
    let record = |day: &str, result: &str| {
        format!("\n[[audit]]\ndate = {day}\ndepartments = [\"d\"]\nresult = \"{result}\"\n")
    };
    let two = record("2013-01-04", "没有问题") + &record("2013-02-04", "没有问题");
    let before = written(&[("a.toml", &two)]);
    let (marks, mut given) = before.read_back();
    rewrite(&mut given, "audit", 0, "result", "发现两处");
    // Meanwhile one more has come before them, which says the same.
    let three = record("2012-12-04", "没有问题") + &two;
    let after = written(&[("a.toml", &three)]);
    let changed = after.changed(&marks, &given);
    let wanted = record("2012-12-04", "没有问题")
        + &record("2013-01-04", "发现两处")
        + &record("2013-02-04", "没有问题");
    assert_eq!(only(&changed), wanted);
    assert!(changed.left.is_empty(), "{:?}", changed.left);
}

#[test]
fn an_id_is_not_changed_in_a_sheet() {
    let rules = written(&[("a.toml", STEPS)]);
    let (marks, mut given) = rules.read_back();
    rewrite(&mut given, "workflow", 0, "id", "v");
    let changed = rules.changed(&marks, &given);
    assert_eq!(changed.wrong.len(), 1, "{changed:?}");
}

#[test]
fn the_same_rules_make_the_same_bytes() {
    let rules = Rules::of(&units()[0]);
    assert!(rules.exported() == rules.exported());
}

/// What a person might write in a cell instead, by what stands there and may be chosen.
fn otherwise(said: &str, choices: &[String]) -> Option<String> {
    if !choices.is_empty() {
        return choices.iter().find(|choice| *choice != said).cloned();
    }
    if let Some(day) = lianfang::date::Date::parse(said) {
        return Some(lianfang::date::Date(day.0.tomorrow().ok()?).to_string());
    }
    if let Ok(number) = said.parse::<i64>() {
        return Some((number + 1).to_string());
    }
    Some(format!("{said}，改“过”\\"))
}

#[test]
fn each_kind_of_cell_can_be_changed_and_nothing_else_changes_with_it() {
    for folder in units() {
        let rules = Rules::of(&folder);
        let before = registers(&rules.loaded, &rules.unit);
        let (marks, mut given) = rules.read_back();
        // One cell of each column of each sheet, all at once.
        let mut wanted = Vec::new();
        for register in &before {
            for (at, column) in register.columns.iter().enumerate() {
                let read_only = ["id", "^"].contains(&column.key.as_str());
                let is_plain = column.long || !column.choices.is_empty() || column.key == "date";
                if read_only || !is_plain {
                    continue;
                }
                let filled = |row: &&lianfang::register::Row| !row.cells[at].said().is_empty();
                let Some(row) = register.rows.iter().find(filled) else {
                    continue;
                };
                let Some(other) = otherwise(&row.cells[at].said(), &column.choices) else {
                    continue;
                };
                let sheet = given
                    .iter_mut()
                    .find(|s| s.key == register.key)
                    .expect("sheet");
                let place = sheet.columns.iter().position(|k| *k == column.key);
                let of = |given: &&mut lianfang::register::GivenRow| {
                    given.key.as_ref() == Some(&row.key)
                };
                let given = sheet.rows.iter_mut().find(of).expect("row");
                given.cells[place.expect("column")].said = other;
                wanted.push(format!("{} {}", row.key, column.key));
            }
        }
        assert!(wanted.len() > 20, "{folder:?} {wanted:?}");
        let changed = rules.changed(&marks, &given);
        assert!(changed.wrong.is_empty(), "{folder:?} {:?}", changed.wrong);
        assert_eq!(changed.cells, wanted.len(), "{folder:?}");
        let mut after = Rules::of(&folder);
        for (source, table) in &mut after.loaded.tables {
            if let Some(text) = changed.files.get(source) {
                let mut faults = Vec::new();
                *table = lianfang::load::parse(*source, text, &mut faults);
                assert!(faults.is_empty(), "{folder:?} {faults:?}");
            }
        }
        let (before, after) = (
            cells(&before),
            cells(&registers(&after.loaded, &rules.unit)),
        );
        let mut differing: Vec<String> = (before.iter())
            .filter(|(place, said)| after.get(*place) != Some(*said))
            .map(|((row, column), _)| format!("{row} {column}"))
            .collect();
        // What a row is called stands in the rows that are parts of it, and where it is referred to.
        let named = |place: &String| {
            wanted
                .iter()
                .any(|w| w.ends_with(" name") || w.ends_with(" title"))
                && !wanted.contains(place)
        };
        differing.retain(|place| !named(place));
        wanted.sort();
        differing.sort();
        assert_eq!(differing, wanted, "{folder:?}");
    }
}

/// What every cell says, by row and column.
pub fn cells(
    registers: &[lianfang::register::Register],
) -> std::collections::BTreeMap<(String, String), String> {
    let mut out = std::collections::BTreeMap::new();
    for register in registers {
        for row in &register.rows {
            for (column, cell) in register.columns.iter().zip(&row.cells) {
                out.insert((row.key.clone(), column.key.clone()), cell.said());
            }
        }
    }
    out
}
