//! Lists of small tables, and new rows.

use super::super::edits;
use super::super::kinds::PARENT;
use super::super::meaning::unplaced;
use super::super::{text, Register, Row};
use super::{brief, table, Given, GivenRow, Item, Work};
use crate::load::Value;
use std::collections::BTreeSet;

impl<'a> Work<'a> {
    /// The row that a new one is part of, by what its first cell says.
    pub(super) fn parent_meant(
        &mut self,
        sheet: &Given,
        register: &Register,
        given: &GivenRow,
    ) -> Option<String> {
        let at = sheet.columns.iter().position(|key| key == PARENT);
        let cell = at
            .and_then(|at| given.cells.get(at))
            .cloned()
            .unwrap_or_default();
        let shown = |row: &&Row| row.cells[0].said() == cell.said;
        let parent = register
            .rows
            .iter()
            .find(shown)
            .and_then(|row| row.parent.clone());
        if parent.is_none() {
            let message = format!("不知道新的一行属于谁：“{}”", brief(&cell.said));
            self.wrong(sheet, &cell, message, "照抄同一表里别的行的“属于”");
        }
        parent
    }

    /// The name of the tables of a list, where they have heads of their own.
    pub(super) fn written_apart(&self, register: &Register, parent: &str) -> Option<String> {
        let mut rows = register.rows.iter();
        let row = rows.find(|row| row.parent.as_deref() == Some(parent))?;
        let text = &self.loaded.sources.get(row.table.place.source).text;
        let head = text.get(row.table.place.start as usize..row.table.place.end as usize)?;
        let name = head.strip_prefix("[[")?.strip_suffix("]]")?;
        Some(name.trim().to_owned())
    }

    /// Writes a list of small tables anew where any of its rows changed.
    pub(super) fn list(
        &mut self,
        sheet: &Given,
        register: &Register,
        parent: &str,
        rows: &[Item<'a, '_>],
    ) {
        if rows
            .iter()
            .all(|(_, row, said)| row.is_some() && said.is_empty())
        {
            return;
        }
        if let Some(written) = self.written_apart(register, parent) {
            // `[[decision.steps]]`: each has lines of its own.
            for (given, row, said) in rows {
                match row {
                    Some(row) => self.row(sheet, register, row, said),
                    None => {
                        let cell = given.cells.first().cloned().unwrap_or_default();
                        let message = "规则里这几项是分开写的，不能从表里加".to_owned();
                        let help = format!("在规则文件里加一个 [[{written}]]");
                        self.wrong(sheet, &cell, message, help);
                    }
                }
            }
            return;
        }
        let mut items = Vec::new();
        for (_, row, said) in rows {
            let mut entries = Vec::new();
            let firsts = register
                .columns
                .iter()
                .filter_map(|column| column.path.first());
            let mut firsts: Vec<&String> = firsts.collect();
            firsts.dedup();
            for first in firsts {
                match self.whole(sheet, register, *row, first, said) {
                    Some(value) => entries.extend(value.map(|value| (first.clone(), value))),
                    None => return,
                }
            }
            if row.is_none() {
                self.out.rows += 1;
            }
            items.push(unplaced(table(entries)));
        }
        // Rows that are gone from the sheet stay: see `left`.
        let owner = self
            .registers
            .iter()
            .flat_map(|register| &register.rows)
            .find(|row| row.key == parent);
        let key = register
            .key
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        let Some(owner) = owner else { return };
        let there = register
            .rows
            .iter()
            .filter(|row| row.parent.as_deref() == Some(parent));
        let given: BTreeSet<&str> = rows
            .iter()
            .filter_map(|(_, row, _)| Some(row.as_ref()?.key.as_str()))
            .collect();
        for (at, row) in there.enumerate() {
            if !given.contains(row.key.as_str()) {
                let value = Value::Table(row.table.value.clone());
                items.insert(at.min(items.len()), unplaced(value));
            }
        }
        let value = Value::Array(items);
        let place = owner.table.place;
        match edits::set(
            &owner.table.value,
            place,
            &key,
            Some(&value),
            &self.loaded.sources,
        ) {
            Some(change) => self.edits.push(change),
            None => {
                let cell = rows.first().and_then(|(given, ..)| given.cells.first());
                let cell = cell.cloned().unwrap_or_default();
                self.wrong(
                    sheet,
                    &cell,
                    format!("规则里的 {key} 是分开写的，不能从表里改"),
                    "在规则文件里改",
                );
            }
        }
    }

    /// Adds a table for a new row below the last of its kind.
    pub(super) fn new_row(&mut self, sheet: &Given, register: &Register, given: &GivenRow) {
        let said = self.said(sheet, register, given, None);
        if said.is_empty() {
            return;
        }
        let cell = given.cells.first().cloned().unwrap_or_default();
        let parent = match register
            .columns
            .first()
            .filter(|column| column.key == PARENT)
        {
            Some(_) => match self.parent_meant(sheet, register, given) {
                Some(parent) => Some(parent),
                None => return,
            },
            None => None,
        };
        let mut entries = Vec::new();
        let mut firsts: Vec<&String> = register
            .columns
            .iter()
            .filter_map(|column| column.path.first())
            .collect();
        firsts.dedup();
        for first in firsts {
            match self.whole(sheet, register, None, first, &said) {
                Some(value) => entries.extend(value.map(|value| (first.clone(), value))),
                None => return,
            }
        }
        let id = entries
            .iter()
            .find(|(key, _)| key == "id")
            .and_then(|(_, value)| text(value));
        if register.columns.iter().any(|column| column.key == "id") {
            let Some(id) = id else {
                self.wrong(
                    sheet,
                    &cell,
                    "新的一行没有编号".to_owned(),
                    "在“编号”一列写一个没有用过的：小写字母、数字和连字符",
                );
                return;
            };
            let taken = register
                .rows
                .iter()
                .any(|row| row.parent == parent && row.key.ends_with(&format!(":{id}")));
            if taken {
                self.wrong(
                    sheet,
                    &cell,
                    format!("编号“{id}”已经有了"),
                    "换一个没有用过的",
                );
                return;
            }
        }
        let same = |row: &&Row| parent.is_none() || row.parent == parent;
        let Some(last) = register.rows.iter().rfind(same) else {
            return;
        };
        let source = last.table.place.source;
        let text = &self.loaded.sources.get(source).text;
        let at = edits::end_of(&last.table.value, last.table.place, text);
        // How its siblings write their name: articles without chapters are `regulation.article`.
        let head = &text[last.table.place.start as usize..last.table.place.end as usize];
        let name = head
            .trim_start_matches('[')
            .split(']')
            .next()
            .unwrap_or_default()
            .trim();
        let name = if name.is_empty() {
            register.key.as_str()
        } else {
            name
        };
        self.edits
            .push(edits::added(name, &entries, at, source, text));
        self.out.rows += 1;
    }
}
