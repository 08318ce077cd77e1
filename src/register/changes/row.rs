//! A row: the keys of its table that its cells change.

use super::super::edits::{self, with_values};
use super::super::{Cell, Column, Register, Row, LONGEST_CELL};
use super::{column, Expected, Given, GivenCell, Said, Work};
use crate::fields::Holds;
use crate::load::{Table, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// New values under keys; nothing under one whose cell was emptied.
type Values<'c> = Vec<(&'c str, Option<Value>)>;

impl<'a> Work<'a> {
    /// Changes the keys of a table whose cells changed.
    pub(super) fn row(
        &mut self,
        sheet: &Given,
        register: &'a Register,
        row: &'a Row,
        said: &Said<'_>,
    ) {
        let Some((mut values, parts)) = self.values(sheet, register, Some(row), said) else {
            return;
        };
        let sources = &self.loaded.sources;
        let mut edits = Vec::new();
        let mut all = true;
        for (key, parts) in parts {
            let there = row.table.get(key).map(|(_, value)| value);
            let text = |place: crate::diagnostic::Place| &sources.get(place.source).text;
            match there.map(|value| (&value.value, value)) {
                // `[decision.contents]`: its keys have lines of their own.
                Some((Value::Table(inner), value)) if edits::has_head(value, text(value.place)) => {
                    match edits::set(inner, value.place, &parts, sources) {
                        Some(more) => edits.extend(more),
                        None => all = false,
                    }
                }
                Some((Value::Table(inner), _)) => {
                    values.push((key, filled(with_values(inner, &parts))));
                }
                _ => values.push((key, filled(with_values(&Table::default(), &parts)))),
            }
        }
        match edits::set(&row.table.value, row.table.place, &values, sources) {
            Some(more) => edits.extend(more),
            None => all = false,
        }
        if all {
            self.edits.extend(edits);
            return;
        }
        let cell = said.values().next().copied().cloned().unwrap_or_default();
        let message = "规则里的这几个键是分开写的，不能从表里改".to_owned();
        self.wrong(sheet, &cell, message, "在规则文件里改");
    }

    /// The table that the cells of a new row are.
    pub(super) fn table(
        &mut self,
        sheet: &Given,
        register: &'a Register,
        said: &Said<'_>,
    ) -> Option<Table> {
        let (mut values, parts) = self.values(sheet, register, None, said)?;
        for (key, parts) in parts {
            values.push((key, filled(with_values(&Table::default(), &parts))));
        }
        let order = |key: &str| {
            let mut columns = register.columns.iter();
            columns.position(|column| column.path.first().is_some_and(|first| first == key))
        };
        values.sort_by_key(|(key, _)| order(key));
        Some(with_values(&Table::default(), &values))
    }

    /// The values of the cells that changed: under keys of the row's table, and by key those under
    /// keys of tables in it. `None` where one says none, which is told.
    fn values(
        &mut self,
        sheet: &Given,
        register: &'a Register,
        row: Option<&Row>,
        said: &Said<'_>,
    ) -> Option<(Values<'a>, BTreeMap<&'a str, Values<'a>>)> {
        let mut values = Values::new();
        let mut parts: BTreeMap<&str, Values<'a>> = BTreeMap::new();
        let mut all = true;
        for (key, cell) in said {
            // What a new row is part of is no key of it.
            let Some(column) = column(register, key).filter(|column| !column.path.is_empty())
            else {
                continue;
            };
            let value = match self.value(register, row, column, cell) {
                Ok(value) => value,
                Err((message, help)) => {
                    self.wrong(sheet, cell, message, help);
                    all = false;
                    continue;
                }
            };
            let said = match &value {
                Some(value) => self.meaning.cell(column.field, value).said(),
                None => String::new(),
            };
            if let Some(row) = row {
                self.expect(sheet, &row.key, column, cell, said);
            }
            match column.path.as_slice() {
                [key] => values.push((key, value)),
                [key, part] => parts.entry(key).or_default().push((part, value)),
                _ => {}
            }
        }
        all.then_some((values, parts))
    }

    /// Keeps what a cell must say when the rules are read again.
    pub(super) fn expect(
        &mut self,
        sheet: &Given,
        row: &str,
        column: &Column,
        cell: &GivenCell,
        said: String,
    ) {
        let expected = Expected {
            sheet: sheet.title.clone(),
            cell: cell.clone(),
            said,
        };
        self.expected
            .insert((row.to_owned(), column.key.clone()), expected);
    }

    /// The value that a cell says; none where it is empty.
    fn value(
        &self,
        register: &Register,
        row: Option<&Row>,
        column: &Column,
        cell: &GivenCell,
    ) -> Result<Option<Value>, (String, String)> {
        let at = register
            .columns
            .iter()
            .position(|known| known.key == column.key);
        let was = at.and_then(|at| row.map(|row| &row.cells[at]));
        let here = || "在规则文件里改".to_owned();
        if column.key == "id" && row.is_some() {
            let message = "编号别处用它来引用，不能在表里改".to_owned();
            return Err((
                message,
                "恢复原来的；要换编号的，在规则文件里连同引用一起改".to_owned(),
            ));
        }
        if was.is_some_and(|was| was.said().chars().count() > LONGEST_CELL) {
            let message = format!("“{}”太长，一格装不下，不能在表里改", column.head);
            return Err((message, here()));
        }
        // Where an item has several lines, nobody can tell where it ends.
        let is_list = column.field.and_then(|field| field.holds());
        let is_list = matches!(is_list, Some(Holds::Text { many: true }));
        let old = row.and_then(|row| row.table.get(column.path.first()?));
        if let Some((_, Value::Array(items))) = old.map(|(key, value)| (key, &value.value)) {
            let lines = |item: &Value| matches!(item, Value::String(text) if text.contains('\n'));
            if is_list && items.iter().any(|item| lines(&item.value)) {
                let message = format!("“{}”有一项分几行，不能在表里改", column.head);
                return Err((message, here()));
            }
        }
        if !cell.said.trim().is_empty() {
            return self.meaning.value(column.field, &cell.said).map(Some);
        }
        if column.required && was.is_some_and(|was| *was != Cell::Empty) {
            let message = format!("“{}”不能空着", column.head);
            return Err((message, "填上，或者恢复原来的内容".to_owned()));
        }
        Ok(None)
    }
}

/// A table as a value; none where nothing is in it.
fn filled(table: Table) -> Option<Value> {
    (!table.entries.is_empty()).then(|| Value::Table(Arc::new(table)))
}
