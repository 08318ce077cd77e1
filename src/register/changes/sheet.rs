//! A sheet as it was given back: which rows are which, and which of their cells changed.

use super::super::kinds::PARENT;
use super::super::{Register, Row};
use super::{brief, Given, GivenCell, GivenRow, Said, Work, Wrong};
use std::collections::{BTreeMap, BTreeSet};

impl<'a> Work<'a> {
    pub(super) fn wrong(
        &mut self,
        sheet: &Given,
        cell: &GivenCell,
        message: String,
        help: impl Into<String>,
    ) {
        self.out.wrong.push(Wrong {
            sheet: sheet.title.clone(),
            at: cell.at.clone(),
            said: cell.said.clone(),
            message,
            help: help.into(),
        });
    }

    pub(super) fn sheet(&mut self, sheet: &Given) {
        let Some(register) = self
            .registers
            .iter()
            .find(|register| register.key == sheet.key)
        else {
            if let Some(cell) = sheet.rows.first().and_then(|row| row.cells.first()) {
                let message = format!("规则里已经没有“{}”这一类", sheet.title);
                self.wrong(sheet, cell, message, "重新导出再改");
            }
            return;
        };
        let mut seen = BTreeSet::new();
        let rows: BTreeMap<&str, &'a Row> = (register.rows.iter())
            .map(|row| (row.key.as_str(), row))
            .collect();
        for given in &sheet.rows {
            let row = match &given.key {
                None => None,
                Some(key) => match self.row_of(register, &rows, key) {
                    // A copied row is a new one.
                    Some(row) if !seen.insert(row.key.as_str()) => None,
                    Some(row) => Some(row),
                    None => {
                        let cell = given.cells.first().cloned().unwrap_or_default();
                        let message = "规则里已经没有这一行".to_owned();
                        let help = "重新导出再改；要加回来的，清空隐藏的第一列再导入";
                        self.wrong(sheet, &cell, message, help);
                        continue;
                    }
                },
            };
            let said = self.said(sheet, register, given, row);
            match row {
                Some(row) => self.row(sheet, register, row, &said),
                None => self.new_row(sheet, register, given, &said),
            }
        }
        self.look_for_gone(sheet, register, &rows, &seen);
    }

    /// The row that one with this key was exported from. Where rows have no ids they are known by
    /// their place, and records that were put in since have moved it: then it is the one that says
    /// what was exported, or mostly so.
    pub(super) fn row_of(
        &self,
        register: &'a Register,
        rows: &BTreeMap<&str, &'a Row>,
        key: &str,
    ) -> Option<&'a Row> {
        let there = rows.get(key).copied();
        if !key.contains('#') {
            return there;
        }
        // How many of its cells say what was exported, of how many that say something.
        let alike = |row: &Row| {
            let columns = register.columns.iter().zip(&row.cells);
            let marks = columns.map(|(column, cell)| self.base.was(key, &column.key, &cell.said()));
            let known: Vec<bool> = marks.flatten().collect();
            (known.iter().filter(|same| **same).count(), known.len())
        };
        let whole = |row: &&'a Row| {
            let (same, all) = alike(row);
            same == all
        };
        if let Some(row) = there.filter(|row| whole(row)) {
            return Some(row);
        }
        let mut others = register.rows.iter().filter(whole);
        match (others.next(), others.next()) {
            (Some(other), None) => Some(other),
            _ => there.filter(|row| {
                let (same, all) = alike(row);
                2 * same > all
            }),
        }
    }

    pub(super) fn was_exported(&self, register: &Register, row: &Row) -> bool {
        let column = &register.columns[0].key;
        self.base.was(&row.key, column, "").is_some()
    }

    /// The cells of a row that the person changed, and that the rules have not changed likewise.
    pub(super) fn said<'g>(
        &mut self,
        sheet: &'g Given,
        register: &Register,
        given: &'g GivenRow,
        row: Option<&Row>,
    ) -> Said<'g> {
        let mut out = Said::new();
        for (key, cell) in sheet.columns.iter().zip(&given.cells) {
            let Some(at) = register
                .columns
                .iter()
                .position(|column| column.key == *key)
            else {
                continue;
            };
            let Some(row) = row else {
                if !cell.said.is_empty() {
                    out.insert(key, cell);
                }
                continue;
            };
            let now = row.cells[at].said();
            let exported = given.key.as_deref().unwrap_or(&row.key);
            if self.base.was(exported, key, &cell.said) == Some(true) || now == cell.said {
                continue;
            }
            match self.base.was(exported, key, &now) {
                Some(true) | None => {
                    if key == PARENT {
                        self.wrong(
                            sheet,
                            cell,
                            "一行属于谁，不能在这里改".to_owned(),
                            "在规则文件里把它移过去",
                        );
                        continue;
                    }
                    out.insert(key, cell);
                }
                Some(false) => {
                    let message = format!("导出以后，这一格在规则里改成了“{}”", brief(&now));
                    self.wrong(sheet, cell, message, "照现在的规则重新导出，再改一次");
                }
            }
        }
        out
    }
}
