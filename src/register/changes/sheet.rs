//! A sheet as it was given back: which rows are which, and which of their cells changed.

use super::super::kinds::PARENT;
use super::super::{Register, Row};
use super::{brief, Given, GivenCell, GivenRow, Item, Said, Work, Wrong};
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
        let mut lists: BTreeMap<String, Vec<Item<'a, '_>>> = BTreeMap::new();
        let rows: BTreeMap<&str, &'a Row> = register
            .rows
            .iter()
            .map(|row| (row.key.as_str(), row))
            .collect();
        for given in &sheet.rows {
            let first = given.cells.first().cloned().unwrap_or_default();
            let row = match &given.key {
                None => None,
                Some(key) if !seen.insert(key.clone()) => None, // A copied row is a new one.
                Some(key) => match rows.get(key.as_str()) {
                    Some(row) => Some(*row),
                    None => {
                        let message = "规则里已经没有这一行".to_owned();
                        self.wrong(
                            sheet,
                            &first,
                            message,
                            "重新导出再改；要加回来的，清空隐藏的第一列再导入",
                        );
                        continue;
                    }
                },
            };
            let said = self.said(sheet, register, given, row);
            let inside = register.key.contains('/');
            match row {
                _ if inside => {
                    let parent = match row {
                        Some(row) => row.parent.clone(),
                        None => self.parent_meant(sheet, register, given),
                    };
                    if let Some(parent) = parent {
                        lists.entry(parent).or_default().push((given, row, said));
                    }
                }
                Some(row) => self.row(sheet, register, row, &said),
                None => self.new_row(sheet, register, given),
            }
        }
        for row in &register.rows {
            if !seen.contains(&row.key)
                && !sheet.rows.is_empty()
                && self.was_exported(register, row)
            {
                let id = row
                    .key
                    .rsplit_once(':')
                    .map_or(row.key.as_str(), |(_, id)| id);
                self.out.left.push(Wrong {
                    sheet: sheet.title.clone(),
                    at: String::new(),
                    said: String::new(),
                    message: format!("表里没有了“{id}”这一行，规则里的没有删"),
                    help: "真要删的，在规则文件里删去它".to_owned(),
                });
            }
        }
        for (parent, rows) in lists {
            self.list(sheet, register, &parent, &rows);
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
            if self.base.was(&row.key, key, &cell.said) == Some(true) || now == cell.said {
                continue;
            }
            match self.base.was(&row.key, key, &now) {
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
