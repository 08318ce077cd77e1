//! Workbooks (XLSX, ECMA-376): sheets as data, and the writer of them. What of the unit stands in
//! them is said by [`registers`] and [`tables`]; what is read from one by [`read`].

mod base;
pub mod read;
pub mod registers;
pub mod tables;
mod write;

pub use base::Marks;
pub use write::write;

use crate::date::Date;

/// A workbook.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Its title, for the document's properties.
    pub title: String,
    /// Who issues it.
    pub author: String,
    /// The day it is of.
    pub day: Option<Date>,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Its name; cut and made unique when it is written, as Excel asks.
    pub name: String,
    /// Whether it is shown.
    pub is_hidden: bool,
    /// Its title above the head; none where empty.
    pub title: String,
    /// What its columns are called in data, that of the rows' keys first; in a hidden row and a
    /// hidden column. Empty for a sheet that is not read back.
    pub keys: Vec<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The rows of its head.
    pub head: Vec<Vec<Head>>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Columns that stay in sight when one moves to the right.
    pub frozen: usize,
    /// What stands below the rows.
    pub notes: Vec<String>,
}

/// A column.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its width in half-width characters.
    pub width: f64,
    /// Whether its cells stand in the middle.
    pub is_centred: bool,
    /// Whether it is folded away, since nothing stands in it.
    pub is_hidden: bool,
    /// What may be chosen in its cells, where that is a closed list.
    pub choices: Vec<String>,
    /// Texts that have a colour in it.
    pub tints: Vec<Tint>,
}

/// A text that has a colour.
#[derive(Debug, Clone)]
pub struct Tint {
    /// What the cell says.
    pub text: String,
    /// Its colour, as 0xRRGGBB.
    pub fill: u32,
    /// That of its words.
    pub ink: u32,
}

/// A cell of the head.
#[derive(Debug, Clone)]
pub struct Head {
    /// Its words.
    pub text: String,
    /// Columns it covers.
    pub columns: usize,
    /// Rows of the head it covers.
    pub rows: usize,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// What it is called in data.
    pub key: String,
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Day(Date),
}
