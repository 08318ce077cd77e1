//! A row: the keys of its table that its cells change.

use super::super::edits::{self, Change};
use super::super::{Cell, Column, Register, Row};
use super::{column, raw, table, Expected, Given, GivenCell, Said, Work};
use crate::diagnostic::Place;
use crate::load::{Table, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

impl<'a> Work<'a> {
    /// Changes the keys of a table whose cells changed.
    pub(super) fn row(
        &mut self,
        sheet: &Given,
        register: &Register,
        row: &'a Row,
        said: &Said<'_>,
    ) {
        let firsts: BTreeSet<&String> = said
            .keys()
            .filter_map(|key| column(register, key)?.path.first())
            .collect();
        for first in firsts {
            let Some(value) = self.whole(sheet, register, Some(row), first, said) else {
                continue;
            };
            let place = row.table.place;
            let change = match self.headed(row, first) {
                // `[decision.contents]`: its keys have lines of their own.
                Some((inner, place)) => {
                    self.inner(register, first, &inner, place, value.as_ref(), said)
                }
                None => {
                    let sources = &self.loaded.sources;
                    edits::set(&row.table.value, place, first, value.as_ref(), sources)
                        .map(|change| vec![change])
                }
            };
            match change {
                Some(changes) => self.edits.extend(changes),
                None => {
                    let cell = said.values().next().copied().cloned().unwrap_or_default();
                    let message = format!("规则里的 {first} 是分开写的，不能从表里改");
                    self.wrong(sheet, &cell, message, "在规则文件里改");
                }
            }
        }
    }

    /// The table under a key of a row, with its place, where it has a head of its own.
    pub(super) fn headed(&self, row: &Row, key: &str) -> Option<(Arc<Table>, Place)> {
        let (_, value) = row.table.get(key)?;
        let text = &self.loaded.sources.get(value.place.source).text;
        match &value.value {
            Value::Table(table) if edits::has_head(value, text) => {
                Some((table.clone(), value.place))
            }
            _ => None,
        }
    }

    /// The changes of the keys of a table with a head of its own.
    pub(super) fn inner(
        &self,
        register: &Register,
        first: &str,
        inner: &Table,
        place: Place,
        value: Option<&Value>,
        said: &Said<'_>,
    ) -> Option<Vec<Change>> {
        let new = match value {
            Some(Value::Table(table)) => Some(table),
            _ => None,
        };
        let mut out = Vec::new();
        for column in said.keys().filter_map(|key| column(register, key)) {
            let [of, key] = column.path.as_slice() else {
                continue;
            };
            if of == first {
                let value = new
                    .and_then(|table| table.get(key))
                    .map(|(_, value)| &value.value);
                out.push(edits::set(inner, place, key, value, &self.loaded.sources)?);
            }
        }
        Some(out)
    }

    /// The value of a key of a row from all the cells that are parts of it: `None` where one says
    /// none, which is told; nothing where all are empty.
    pub(super) fn whole(
        &mut self,
        sheet: &Given,
        register: &Register,
        row: Option<&Row>,
        first: &str,
        said: &Said<'_>,
    ) -> Option<Option<Value>> {
        let mut inner = Vec::new();
        let mut single = None;
        for (at, column) in register.columns.iter().enumerate() {
            if column.path.first().map(String::as_str) != Some(first) {
                continue;
            }
            let changed = said.get(column.key.as_str()).copied();
            let value = match changed {
                // What was not touched keeps its value, not what its cell says of it.
                None => row
                    .and_then(|row| raw(&row.table.value, &column.path))
                    .cloned(),
                Some(cell) if cell.said.trim().is_empty() => {
                    if column.required && row.is_some_and(|row| row.cells[at] != Cell::Empty) {
                        let message = format!("“{}”不能空着", column.head);
                        self.wrong(sheet, cell, message, "填上，或者恢复原来的内容");
                        return None;
                    }
                    self.expect(sheet, row, column, cell, String::new());
                    None
                }
                Some(cell) => match self.value(column, cell) {
                    Ok(value) => {
                        let said = self.meaning.cell(column.field, &value).said();
                        self.expect(sheet, row, column, cell, said);
                        Some(value)
                    }
                    Err((message, help)) => {
                        self.wrong(sheet, cell, message, help);
                        return None;
                    }
                },
            };
            match column.path.get(1) {
                None => single = value,
                Some(key) => inner.extend(value.map(|value| (key.clone(), value))),
            }
        }
        if single.is_some() || inner.is_empty() {
            return Some(single);
        }
        Some(Some(table(inner)))
    }

    pub(super) fn expect(
        &mut self,
        sheet: &Given,
        row: Option<&Row>,
        column: &Column,
        cell: &GivenCell,
        said: String,
    ) {
        self.out.cells += 1;
        if let Some(row) = row {
            let place = (row.key.clone(), column.key.clone());
            let expected = Expected {
                sheet: sheet.title.clone(),
                cell: cell.clone(),
                said,
            };
            self.expected.insert(place, expected);
        }
    }

    pub(super) fn value(
        &self,
        column: &Column,
        cell: &GivenCell,
    ) -> Result<Value, (String, String)> {
        self.meaning.value(column.field, &cell.said)
    }
}
