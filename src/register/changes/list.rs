//! New rows: tables, and items of lists of small tables.

use super::super::edits;
use super::super::kinds::PARENT;
use super::super::{text, Register, Row};
use super::{brief, column, Given, GivenRow, Said, Work};
use crate::load::{Table, Value};
use std::sync::Arc;

impl<'a> Work<'a> {
    /// Adds what a new row says below the last of its kind and of what it is part of.
    pub(super) fn new_row(
        &mut self,
        sheet: &Given,
        register: &'a Register,
        given: &GivenRow,
        said: &Said<'_>,
    ) {
        if said.is_empty() {
            return;
        }
        let parent = match register.columns.first() {
            Some(first) if first.key == PARENT => match self.parent_meant(sheet, register, given) {
                Some(parent) => Some(parent),
                None => return,
            },
            _ => None,
        };
        let Some(table) = self.table(sheet, register, said) else {
            return;
        };
        if !self.has_free_id(sheet, register, given, (&table, parent.as_deref())) {
            return;
        }
        let same = |row: &&Row| parent.is_none() || row.parent == parent;
        let Some(last) = register.rows.iter().rfind(same) else {
            return;
        };
        let sources = &self.loaded.sources;
        let place = last.table.place;
        let source = &sources.get(place.source).text;
        // How its siblings write their name: articles without chapters are `regulation.article`.
        let head = &source[place.start as usize..place.end as usize];
        let name = head
            .strip_prefix("[[")
            .and_then(|head| head.strip_suffix("]]"));
        let change = match name {
            Some(name) => {
                let at = edits::end_of(&last.table.value, place, source);
                edits::added(name.trim(), &table, at, place.source, source)
            }
            None => edits::beside(place, &Value::Table(Arc::new(table.clone())), sources),
        };
        self.edits.push(change);
        self.expect_new(sheet, register, said, (&table, parent.as_deref()));
    }

    /// Whether a new row has an id that no other has, where its kind has ids; else that is told.
    fn has_free_id(
        &mut self,
        sheet: &Given,
        register: &Register,
        given: &GivenRow,
        (table, parent): (&Table, Option<&str>),
    ) -> bool {
        if column(register, "id").is_none() {
            return true;
        }
        let cell = given.cells.first().cloned().unwrap_or_default();
        let id = table.get("id").and_then(|(_, value)| text(&value.value));
        let Some(id) = id else {
            let help = "在“编号”一列写一个没有用过的：小写字母、数字和连字符";
            self.wrong(sheet, &cell, "新的一行没有编号".to_owned(), help);
            return false;
        };
        let taken =
            |row: &Row| row.parent.as_deref() == parent && row.key.ends_with(&format!(":{id}"));
        if register.rows.iter().any(taken) {
            let message = format!("编号“{id}”已经有了");
            self.wrong(sheet, &cell, message, "换一个没有用过的");
            return false;
        }
        true
    }

    /// A new row is looked for, too, when the rules are read again, where its id says which it is.
    fn expect_new(
        &mut self,
        sheet: &Given,
        register: &Register,
        said: &Said<'_>,
        (table, parent): (&Table, Option<&str>),
    ) {
        let id = table.get("id").and_then(|(_, value)| text(&value.value));
        let Some(id) = id else { return };
        let last = register.key.rsplit(['.', '/']).next().unwrap_or_default();
        let key = match parent {
            Some(parent) => format!("{parent}/{last}:{id}"),
            None => format!("{last}:{id}"),
        };
        let Some(id_column) = column(register, "id") else {
            return;
        };
        if let Some(cell) = said.get("id") {
            self.expect(sheet, &key, id_column, cell, id.to_owned());
        }
    }

    /// The row that a new one is part of, by what its cell says.
    fn parent_meant(
        &mut self,
        sheet: &Given,
        register: &Register,
        given: &GivenRow,
    ) -> Option<String> {
        let at = sheet.columns.iter().position(|key| key == PARENT);
        let cell = at.and_then(|at| given.cells.get(at));
        let cell = cell.cloned().unwrap_or_default();
        let mut rows = register.rows.iter();
        let sibling = rows.find(|row| row.cells[0].said() == cell.said);
        let parent = sibling.and_then(|row| row.parent.clone());
        if parent.is_none() {
            let message = format!("不知道新的一行属于谁：“{}”", brief(&cell.said));
            self.wrong(sheet, &cell, message, "照抄同一表里别的行的“属于”");
        }
        parent
    }
}
