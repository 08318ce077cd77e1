//! The rules as registers (底表): for each kind of table a sheet with a row for each entity and
//! a column for each key, in the unit's own words; and back, from what a person changed in such
//! a sheet to edits of the rules files.
//!
//! Where `view` shows what a reader wants, this shows what is written, so that whoever edits a
//! sheet edits the rules. Which sheets and columns there are is declared in `fields.toml` and by
//! the unit's ledgers; nothing here knows a kind of entity by name but the tables around articles.

mod changes;
mod edits;
mod kinds;
mod meaning;
mod names;
mod rows;
mod taken_out;
mod toml_text;
mod whole;

pub use changes::{changes, Base, Changed, Given, GivenCell, GivenRow, Wrong};
pub use edits::Applied;
pub use meaning::{BETWEEN, NONE};
pub use whole::{entities, kinds_in_order, Entity, Key};

use crate::date::Date;
use crate::diagnostic::Spanned;
use crate::fields::Field;
use crate::load::{Loaded, Table, Value};
use crate::model::Unit;
use std::sync::Arc;

/// The longest text that a cell of a spreadsheet holds, in characters.
pub const LONGEST_CELL: usize = 32_767;

/// A sheet: the entities of one kind.
#[derive(Debug, Clone)]
pub struct Register {
    /// What it is called in data: `post`, `workflow.step`, `workflow.step/exits`.
    pub key: String,
    /// Its name: 岗位.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, in the order of the rules.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// What it is called in data: `name`, `filed.date`; `^` for what a row is part of.
    pub key: String,
    /// Its head.
    pub head: String,
    /// Where its values stand below the row's table; empty for what a row is part of.
    path: Vec<String>,
    /// The key whose values it has; `None` for what a row is part of, and for single scores.
    field: Option<&'static Field>,
    /// What it may hold, where that is a closed list.
    pub choices: Vec<String>,
    /// Whether it must be filled.
    pub required: bool,
    /// Whether its cells are long texts.
    pub long: bool,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// What it is called in data, unique in the workbook: `post:czs-kj`.
    pub key: String,
    /// The row that it is part of.
    pub parent: Option<String>,
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
    /// What it is called in the rows that are part of it.
    shown: String,
    /// Its table, with the place of its head or of its braces.
    table: Spanned<Arc<Table>>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nothing is written.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A day.
    Day(Date),
}

impl Cell {
    /// What it says, as one text: that by which two cells are compared.
    pub fn said(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// All registers of the rules that `loaded` has and `unit` was made of; those without a row are
/// left out.
pub fn registers(loaded: &Loaded, unit: &Unit) -> Vec<Register> {
    rows::registers(loaded, unit)
}

/// A value as it is written in a new rules file.
pub fn written(value: &Value) -> String {
    toml_text::value(value, None)
}

/// A day as people write it in tables; `None` where it is none.
pub fn read_day(said: &str) -> Option<Date> {
    meaning::day(said).ok()
}

/// The text of a raw value that is one.
fn text(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}
