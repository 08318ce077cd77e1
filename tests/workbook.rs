//! The workbook of registers: exported, edited, read back.

use lianfang::load::{load, Loaded};
use lianfang::model::Unit;
use lianfang::register::{changes, registers, Changed, Given};
use lianfang::xlsx::{self, read::read, Marks};
use std::path::{Path, PathBuf};

/// A unit's rules, read.
struct Rules {
    loaded: Loaded,
    unit: Unit,
}

impl Rules {
    fn of(folder: &Path) -> Self {
        let loaded = load(folder);
        let (unit, _) = lianfang::build::build(&loaded);
        Self { loaded, unit }
    }

    fn exported(&self) -> Vec<u8> {
        let registers = registers(&self.loaded, &self.unit);
        xlsx::write(&xlsx::registers::book(&registers, &self.unit)).expect("a workbook")
    }

    fn read_back(&self) -> (Marks, Vec<Given>) {
        let book = read(&self.exported()).expect("our own workbook");
        book.registers().expect("registers")
    }

    fn changed(&self, marks: &Marks, given: &[Given]) -> Changed {
        changes(&self.loaded, &self.unit, marks, given)
    }
}

fn units() -> Vec<PathBuf> {
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
        let mut loaded = Loaded::default();
        for (source, _) in rules.loaded.sources.iter() {
            let old = rules.loaded.sources.get(source);
            let text = changed.files.get(&source).unwrap_or(&old.text).clone();
            let new = lianfang::diagnostic::Source::new(old.path.clone(), text);
            let id = loaded.sources.push(new);
            let mut faults = Vec::new();
            let table = lianfang::load::parse(id, &loaded.sources.get(id).text, &mut faults);
            assert!(faults.is_empty(), "{seed} {faults:?}");
            loaded.tables.push((id, table));
        }
        let (unit, _) = lianfang::build::build(&loaded);
        let again = Rules { loaded, unit };
        let (marks, given) = again.read_back();
        let back = again.changed(&marks, &given);
        let calm = back.wrong.is_empty() && back.left.is_empty() && back.files.is_empty();
        assert!(calm, "{seed} {back:?}");
    }
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
fn cells(
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
