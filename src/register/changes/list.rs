//! New rows: tables, and items of lists of small tables.

use super::super::edits;
use super::super::kinds::PARENT;
use super::super::rows::{ARTICLES, WITH_ARTICLES};
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
        let same = |row: &&Row| match parent {
            Some(parent) => row.parent.as_ref() == Some(&parent.key),
            None => true,
        };
        let above = parent.map(|parent| parent.key.as_str());
        if !self.has_free_id(sheet, register, given, (&table, above)) {
            return;
        }
        let Some(last) = register.rows.iter().rfind(same) else {
            if let Some(parent) = parent {
                self.first_of(register, parent, table.clone());
                self.expect_new(sheet, register, said, (&table, above));
            }
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
        self.expect_new(sheet, register, said, (&table, above));
    }

    /// Adds the first of a kind to what it is part of: a table below it, or a list of small tables
    /// under its key.
    fn first_of(&mut self, register: &Register, parent: &'a Row, table: Table) {
        let place = parent.table.place;
        let source = &self.loaded.sources.get(place.source).text;
        let Some((_, part)) = register.key.rsplit_once(['.', '/']) else {
            return;
        };
        if register.key.contains('/') {
            let list = self.lists.entry((&parent.key, part.to_owned()));
            list.or_default().push(table);
            return;
        }
        // [[regulation]] or [[regulation.chapter]], as it is written.
        let head = source[place.start as usize..].lines().next().unwrap_or("");
        let head = head.trim_start_matches('[').split(']').next().unwrap_or("");
        let at = edits::end_of(&parent.table.value, place, source);
        let name = format!("{}.{part}", head.trim());
        self.edits
            .push(edits::added(&name, &table, at, place.source, source));
    }

    /// Writes the lists that did not stand in the rules.
    pub(super) fn new_lists(&mut self) {
        for ((parent, key), tables) in std::mem::take(&mut self.lists) {
            let mut rows = self.registers.iter().flat_map(|register| &register.rows);
            let Some(parent) = rows.find(|row| row.key == parent) else {
                continue;
            };
            let items = tables
                .into_iter()
                .map(|table| super::super::meaning::unplaced(Value::Table(Arc::new(table))));
            let list = Value::Array(items.collect());
            let (table, place) = (&parent.table.value, parent.table.place);
            let values = [(key.as_str(), Some(list))];
            match edits::set(table, place, &values, &self.loaded.sources) {
                Some(changes) => self.edits.extend(changes),
                None => self.out.wrong.push(super::Wrong {
                    sheet: String::new(),
                    at: String::new(),
                    said: String::new(),
                    message: format!("“{}”的这几行，规则里没有地方加", brief(&parent.shown)),
                    help: "在规则文件里加".to_owned(),
                }),
            }
        }
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
        register: &'a Register,
        given: &GivenRow,
    ) -> Option<&'a Row> {
        let at = sheet.columns.iter().position(|key| key == PARENT);
        let cell = at.and_then(|at| given.cells.get(at));
        let cell = cell.cloned().unwrap_or_default();
        let mut rows = register.rows.iter();
        let sibling = rows.find(|row| row.cells[0].said() == cell.said);
        // One that has none yet is known by what it is called.
        let above = (self.registers.iter()).filter(|other| is_above(&other.key, &register.key));
        let mut above = above.flat_map(|other| &other.rows);
        let parent = match sibling.and_then(|row| row.parent.as_ref()) {
            Some(key) => above.find(|row| row.key == *key),
            None => above.find(|row| !cell.said.is_empty() && row.shown == cell.said),
        };
        if parent.is_none() {
            let message = format!("不知道新的一行属于谁：“{}”", brief(&cell.said));
            let help =
                "照抄同一表里别的行的“属于”；它属于的那一项也是新加的，先导入那一项，重新导出再加";
            self.wrong(sheet, &cell, message, help);
        }
        parent
    }
}

/// Whether tables of one kind may stand in those of another: articles in regulations, chapters
/// and sections.
fn is_above(above: &str, part: &str) -> bool {
    let direct = part.rsplit_once(['.', '/']).map(|(above, _)| above);
    direct == Some(above) || part == ARTICLES && WITH_ARTICLES.contains(&above)
}
