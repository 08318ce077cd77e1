//! The workbooks: each table to send on, and the registers to edit.

use super::Run;
use crate::cli::Product;
use crate::diagnostic::{Code, Finding};
use crate::load::Loaded;
use crate::model::Edition;
use crate::output::Files;
use crate::register;
use crate::view::{TableKind, TablePage};
use crate::xlsx::{self, Book};
use rayon::prelude::*;

/// The name of the workbook of registers, without its ending.
const REGISTERS: &str = "registers";

impl Run<'_> {
    /// All workbooks. What only the internal edition may show is in its registers: a public one has
    /// none.
    pub(super) fn workbooks(&self, loaded: &Loaded) -> (Files, Vec<Finding>) {
        if !self.wants(Product::Tables) {
            return (Files::new(), Vec::new());
        }
        let issue = self.issue();
        let mut books: Vec<(String, Book)> = TableKind::of(issue.unit())
            .into_iter()
            .map(|kind| {
                let table = TablePage::new(&issue, kind).table;
                (
                    format!("tables/{}", kind.key()),
                    xlsx::tables::book(&table, &issue),
                )
            })
            .collect();
        if issue.edition() == Edition::Internal {
            let registers = register::registers(loaded, self.unit);
            let book = xlsx::registers::book(&registers, self.unit);
            books.push((REGISTERS.to_owned(), book));
        }
        let written: Vec<_> = books
            .par_iter()
            .map(|(stem, book)| (format!("{stem}.xlsx"), xlsx::write(book)))
            .collect();
        let mut files = Files::new();
        let mut findings = Vec::new();
        for (name, bytes) in written {
            match bytes {
                Ok(bytes) => {
                    files.insert(name, bytes);
                }
                Err(error) => findings.push(
                    Finding::placeless(Code::Overfull, format!("{name} 写不成：{error}"))
                        .help("一张表最多 1048576 行；分成几个单位来做"),
                ),
            }
        }
        (files, findings)
    }
}
