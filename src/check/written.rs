//! What the rules say somewhere, readable or not. Where a value could not be read that has been
//! told, and that the unit lacks it would be a consequence told as if it were a cause.

use super::Context;
use crate::diagnostic::words::nearest_key;
use crate::diagnostic::Place;
use crate::load::{Table, Value};

impl Context<'_> {
    /// Whether the table whose head is at `head` says something under `key`, or under what was
    /// meant to be that key.
    pub fn says(&self, head: Place, key: &str) -> bool {
        let roots = self.loaded.tables.iter();
        let mut roots = roots.filter(|(source, _)| *source == head.source);
        let table = roots.find_map(|(_, root)| table_at(root, head));
        table.is_some_and(|table| says(table, key))
    }
}

fn table_at(root: &Table, head: Place) -> Option<&Table> {
    root.entries
        .iter()
        .find_map(|(_, value)| match &value.value {
            Value::Array(items) => items.iter().find_map(|item| match &item.value {
                Value::Table(table) if item.place == head => Some(table.as_ref()),
                Value::Table(table) => table_at(table, head),
                _ => None,
            }),
            Value::Table(table) if value.place == head => Some(table),
            Value::Table(table) => table_at(table, head),
            _ => None,
        })
}

fn says(table: &Table, key: &str) -> bool {
    let is_meant = |written: &str| written == key || nearest_key(written, [key]).is_some();
    let is_empty = |value: &Value| matches!(value, Value::Array(items) if items.is_empty());
    table.torn
        || table.broken.iter().any(|broken| is_meant(broken))
        || table
            .entries
            .iter()
            .any(|(written, value)| is_meant(&written.value) && !is_empty(&value.value))
}
