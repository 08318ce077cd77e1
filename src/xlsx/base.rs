//! What a workbook knows of the state it was exported from: a mark for each cell, in a hidden
//! sheet, so that what a person changed is told from what the rules have become since.

use super::{Cell, Row, Sheet};
use crate::register::{Base, Register, LONGEST_CELL};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The name of the hidden sheet.
pub(super) const NAME: &str = "lianfang";
/// What stands before the key of a sheet.
pub(super) const SHEET: char = '@';
/// What the hidden sheet of a table to send on says.
pub(super) const TABLE: &str = "table";
/// Bytes of a digest that make a mark.
const MARK_BYTES: usize = 4;

/// The marks of a workbook.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// By row, by column.
    rows: BTreeMap<String, BTreeMap<String, String>>,
}

/// As much of a text as a cell holds.
pub(super) fn cut(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(LONGEST_CELL)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The mark of what a cell says, as far as it can.
fn mark(said: &str) -> String {
    let digest = Sha256::digest(cut(said).as_bytes());
    let bytes = digest.iter().take(MARK_BYTES);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

/// The hidden sheet of a table to send on, by which it is known when it comes back.
pub(super) fn of_table() -> Sheet {
    Sheet {
        name: NAME.to_owned(),
        is_hidden: true,
        columns: vec![super::Column::default()],
        rows: vec![Row {
            key: String::new(),
            cells: vec![Cell::Text(TABLE.to_owned())],
        }],
        ..Sheet::default()
    }
}

/// The hidden sheet of these registers.
pub(super) fn sheet(registers: &[Register]) -> Sheet {
    let mut rows = Vec::new();
    for register in registers {
        let columns = register.columns.iter().map(|column| column.key.as_str());
        rows.push([
            format!("{SHEET}{}", register.key),
            columns.collect::<Vec<_>>().join(" "),
        ]);
        for row in &register.rows {
            let marks = row.cells.iter().map(|cell| mark(&cell.said()));
            rows.push([row.key.clone(), marks.collect::<Vec<_>>().join(" ")]);
        }
    }
    let row = |cells: [String; 2]| Row {
        key: String::new(),
        cells: cells.map(Cell::Text).to_vec(),
    };
    Sheet {
        name: NAME.to_owned(),
        is_hidden: true,
        columns: vec![super::Column::default(); 2],
        rows: rows.into_iter().map(row).collect(),
        ..Sheet::default()
    }
}

impl Marks {
    /// The marks that the rows of a hidden sheet hold.
    pub(super) fn read<'r>(rows: impl Iterator<Item = (&'r str, &'r str)>) -> Self {
        let mut out = Self::default();
        let mut columns: Vec<&str> = Vec::new();
        for (key, marks) in rows {
            if key.starts_with(SHEET) {
                columns = marks.split(' ').collect();
                continue;
            }
            let pairs = columns.iter().zip(marks.split(' '));
            let marks = pairs.map(|(column, mark)| ((*column).to_owned(), mark.to_owned()));
            out.rows.insert(key.to_owned(), marks.collect());
        }
        out
    }
}

impl Base for Marks {
    fn was(&self, row: &str, column: &str, said: &str) -> Option<bool> {
        let was = self.rows.get(row)?.get(column)?;
        Some(*was == mark(said))
    }
}
