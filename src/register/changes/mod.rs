//! What a person changed in the sheets, as edits of the rules.
//!
//! Three states are compared: what was exported, what the person made of it, what the rules say
//! now. A cell that the person left alone is left alone, whatever the rules say now; one that both
//! changed differently is a conflict and is told.

mod gone;
mod list;
mod row;
mod sheet;

use super::edits::{self, Applied, Change};
use super::meaning::Meaning;
use super::names::Names;
use super::{registers, Column, Register};
use crate::load::{parse, Loaded, Table};
use crate::model::Unit;
use std::collections::{BTreeMap, BTreeSet};

/// What was exported: the marks of the cells of each row, by column.
pub trait Base {
    /// Whether a cell said this when it was exported; `None` where nothing is known of it.
    fn was(&self, row: &str, column: &str, said: &str) -> Option<bool>;
}

/// A sheet as it was given back.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// What it is called in data; see [`Register::key`].
    pub key: String,
    /// Its name now.
    pub title: String,
    /// The keys of its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<GivenRow>,
}

/// A row as it was given back.
#[derive(Debug, Clone, Default)]
pub struct GivenRow {
    /// What it is called in data; `None` for a new one.
    pub key: Option<String>,
    /// Its cells, one a column.
    pub cells: Vec<GivenCell>,
}

/// A cell as it was given back.
#[derive(Debug, Clone, Default)]
pub struct GivenCell {
    /// What it says.
    pub said: String,
    /// Where it stands: C5.
    pub at: String,
}

/// What is wrong in a cell.
#[derive(Debug, Clone)]
pub struct Wrong {
    /// The sheet, by its name.
    pub sheet: String,
    /// The cell: C5.
    pub at: String,
    /// What it says.
    pub said: String,
    /// What is wrong with it.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// What came of the sheets.
#[derive(Debug, Default)]
pub struct Changed {
    /// The files with their new texts.
    pub files: Applied,
    /// Cells that changed.
    pub cells: usize,
    /// What could not be taken over; with any of it, nothing should be written.
    pub wrong: Vec<Wrong>,
    /// Rows that are no more, and are taken out of the rules.
    pub removed: Vec<Wrong>,
    /// What was left as it is, and should be known.
    pub left: Vec<Wrong>,
}

/// The edits that bring the rules to what the sheets say.
pub fn changes(loaded: &Loaded, unit: &Unit, base: &dyn Base, given: &[Given]) -> Changed {
    let names = Names::new(loaded);
    let registers = registers(loaded, unit);
    let mut work = Work {
        loaded,
        base,
        meaning: Meaning {
            vocabulary: &unit.vocabulary,
            names: &names,
        },
        registers: &registers,
        edits: Vec::new(),
        expected: BTreeMap::new(),
        lists: BTreeMap::new(),
        gone: BTreeSet::new(),
        out: Changed::default(),
    };
    for sheet in given {
        work.sheet(sheet);
    }
    work.new_lists();
    work.take_out();
    let Work {
        edits,
        expected,
        gone,
        mut out,
        ..
    } = work;
    out.files = edits::made(&edits, &loaded.sources);
    verify(loaded, unit, &expected, &gone, &mut out);
    out
}

struct Work<'a> {
    loaded: &'a Loaded,
    base: &'a dyn Base,
    meaning: Meaning<'a>,
    registers: &'a [Register],
    edits: Vec<Change>,
    /// What must stand in cells afterwards, by row and column.
    expected: BTreeMap<(String, String), Expected>,
    /// The items of lists that the rules have not yet, by row and key.
    lists: BTreeMap<(&'a str, String), Vec<Table>>,
    /// The rows that are no more.
    gone: BTreeSet<&'a str>,
    out: Changed,
}

/// What a changed cell must say when the rules are read again.
struct Expected {
    sheet: String,
    cell: GivenCell,
    said: String,
}

/// What the cells of a row say now, by column, where the person changed them.
type Said<'g> = BTreeMap<&'g str, &'g GivenCell>;

fn column<'r>(register: &'r Register, key: &str) -> Option<&'r Column> {
    register.columns.iter().find(|column| column.key == key)
}

/// The last line of defence: the new files are read, and every changed cell must say what the
/// person wrote.
fn verify(
    loaded: &Loaded,
    unit: &Unit,
    expected: &BTreeMap<(String, String), Expected>,
    gone: &BTreeSet<&str>,
    out: &mut Changed,
) {
    let mut after = Loaded {
        sources: loaded.sources.clone(),
        ..Loaded::default()
    };
    let mut broken = Vec::new();
    for (source, table) in &loaded.tables {
        let table = match out.files.get(source) {
            Some(text) => parse(*source, text, &mut broken),
            None => table.clone(),
        };
        after.tables.push((*source, table));
    }
    let now = registers(&after, unit);
    out.cells = expected.len();
    let mut said: BTreeMap<(&str, &str), String> = BTreeMap::new();
    for register in &now {
        for row in &register.rows {
            for (column, cell) in register.columns.iter().zip(&row.cells) {
                said.insert((&row.key, &column.key), cell.said());
            }
        }
    }
    for ((row, column), expected) in expected {
        let row = gone::counted_anew(row, gone);
        let now = said.get(&(row.as_str(), column.as_str()));
        if now != Some(&expected.said) || !broken.is_empty() {
            out.wrong.push(Wrong {
                sheet: expected.sheet.clone(),
                at: expected.cell.at.clone(),
                said: expected.cell.said.clone(),
                message: "这一格的内容写不进规则".to_owned(),
                help: "在规则文件里改".to_owned(),
            });
        }
    }
}

fn brief(text: &str) -> String {
    crate::diagnostic::words::quoted(text)
        .trim_matches(['“', '”', '"'])
        .to_owned()
}
