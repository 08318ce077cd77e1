//! Registers in Excel, CSV and Word: departments, posts, risk points, measures, matters of power
//! and records, one table after the other, as new rules.
//!
//! Columns are known by the names that they usually have ([`heads`]), in any order; what nobody
//! knows is kept as a remark beside its row. Nothing is dropped: what is not written is told.

mod entities;
mod grades;
pub mod grid;
pub mod heads;
mod items;
mod people;
mod points;
pub mod proposals;
mod reader;
mod records;
mod write;

use crate::diagnostic::{Code, Finding, Sources};
use grid::{Grid, Placed};
use heads::Mapping;
pub use reader::Reader;

/// Whether a table is a register: its head is known.
pub fn is_one(grid: &Grid, reader: &Reader<'_>, mapping: &Mapping) -> bool {
    heads::heads(grid, reader.unit, mapping).is_some()
}

/// Reads the tables of a file.
pub fn read(
    file: &str,
    grids: &[Grid],
    mapping: &Mapping,
    reader: &mut Reader<'_>,
    sources: &mut Sources,
) {
    file.clone_into(&mut reader.file);
    for grid in grids.iter().filter(|grid| !grid.rows.is_empty()) {
        let placed = Placed::new(file, grid, sources);
        let cells = grid.rows.iter().flatten();
        for cell in cells.filter(|cell| cell.is_formula && !cell.is_covered) {
            let message = format!("{} 是公式，写的是它现在的结果", cell.at);
            let finding = Finding::info(Code::ImportUnsure, placed.place(cell), message);
            reader.findings.push(finding);
        }
        match heads::heads(grid, reader.unit, mapping) {
            Some(heads) => reader.table(grid, &heads, &placed),
            None => reader.findings.push(
                Finding::warning(
                    Code::ImportNothing,
                    placed.whole(),
                    "没有认出这张表的表头，一行也没有写",
                )
                .help("表头里要有部门、岗位、风险点、防控措施这样的列名；别的叫法用 --map 写明"),
            ),
        }
    }
}

/// The rules files of what was read: the name of the file it was read from, and TOML.
pub fn files(reader: &Reader<'_>) -> Vec<(String, String)> {
    let mut names: Vec<&str> = Vec::new();
    for entity in &reader.entities {
        if !names.contains(&entity.file.as_str()) {
            names.push(&entity.file);
        }
    }
    let text = |name: &str| write::text(name, &reader.entities);
    names
        .into_iter()
        .map(|name| (name.to_owned(), text(name)))
        .collect()
}
