//! Edits of rules files: a value put in another's place, a key added to a table or taken out of
//! it, a table added. All else in the file stays byte for byte.

use super::meaning::{unplaced, unplaced_key};
use super::toml_text;
use crate::diagnostic::{Place, SourceId, Sources, Spanned};
use crate::load::{Table, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A change of a file's bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub place: Place,
    pub text: String,
    /// Whether it is a table that goes below another: what is added to that one at the same place
    /// goes before it.
    pub is_table: bool,
}

impl Change {
    fn at(place: Place, text: String) -> Self {
        Self {
            place,
            text,
            is_table: false,
        }
    }
}

/// New texts of files.
pub type Applied = BTreeMap<SourceId, String>;

/// The files with these changes made.
pub(super) fn made(changes: &[Change], sources: &Sources) -> Applied {
    let mut by_file: BTreeMap<SourceId, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        by_file.entry(change.place.source).or_default().push(change);
    }
    let mut out = Applied::new();
    for (source, mut changes) in by_file {
        // From the end, so that places before stay true; what is added at one place keeps its
        // order.
        changes.reverse();
        changes.sort_by_key(|change| std::cmp::Reverse((change.place.start, change.is_table)));
        let mut text = sources.get(source).text.clone();
        let ends_with_return = text.contains("\r\n");
        for change in changes {
            let range = change.place.start as usize..change.place.end as usize;
            match ends_with_return {
                true => text.replace_range(range, &change.text.replace('\n', "\r\n")),
                false => text.replace_range(range, &change.text),
            }
        }
        out.insert(source, text);
    }
    out
}

/// What puts these values, or nothing, under keys of a table; `None` where the table is written in
/// a form that only a person can change: dotted keys.
pub(super) fn set(
    table: &Table,
    place: Place,
    values: &[(&str, Option<Value>)],
    sources: &Sources,
) -> Option<Vec<Change>> {
    let text = &sources.get(place.source).text;
    let stays = |(key, value): &(&str, Option<Value>)| value.is_some() == table.get(key).is_some();
    if text[place.start as usize..].starts_with('{') && !values.iter().all(stays) {
        let whole = Value::Table(Arc::new(with_values(table, values)));
        return Some(vec![Change::at(place, toml_text::value(&whole, None))]);
    }
    let mut out = Vec::new();
    for (key, value) in values {
        match (table.get(key), value) {
            (Some((_, old)), Some(value)) => {
                let before = text.get(old.place.start as usize..old.place.end as usize)?;
                // A table with a head of its own is no value.
                if has_head(old, text) {
                    return None;
                }
                out.push(Change::at(old.place, toml_text::value(value, Some(before))));
            }
            (Some((written, old)), None) => out.push(without(text, written, old)?),
            (None, Some(value)) => out.push(with(table, place, key, value, text)?),
            (None, None) => {}
        }
    }
    Some(out)
}

/// A table with these values, or nothing, under its keys; all else in it stays.
pub(super) fn with_values(table: &Table, values: &[(&str, Option<Value>)]) -> Table {
    let mut entries = table.entries.clone();
    for (key, value) in values {
        let at = entries.iter().position(|(known, _)| known.value == *key);
        match (at, value) {
            (Some(at), Some(value)) => entries[at].1.value = value.clone(),
            (Some(at), None) => drop(entries.remove(at)),
            (None, Some(value)) => {
                entries.push((unplaced_key((*key).to_owned()), unplaced(value.clone())));
            }
            (None, None) => {}
        }
    }
    Table {
        entries,
        ..Table::default()
    }
}

/// What adds an item below another one of a list in brackets, in its manner: beside it, or on a
/// line of its own.
pub(super) fn beside(item: Place, value: &Value, sources: &Sources) -> Change {
    let text = &sources.get(item.source).text;
    let line = text[..item.start as usize]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let before = &text[line..item.start as usize];
    let between = match before.trim().is_empty() {
        true => format!(",\n{before}"),
        false => ", ".to_owned(),
    };
    let end = item.end as usize;
    Change::at(
        Place::new(item.source, end..end),
        format!("{between}{}", toml_text::value(value, None)),
    )
}

/// Takes a key out of a table with a head: its line, or lines.
fn without(text: &str, key: &Spanned<String>, old: &Spanned<Value>) -> Option<Change> {
    let start = text[..key.place.start as usize]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let end = line_end(text, old.place.end as usize);
    let blank = text[start..key.place.start as usize].trim().is_empty();
    blank.then(|| Change::at(Place::new(key.place.source, start..end), String::new()))
}

/// Adds a key to a table with a head: below its last own key.
fn with(table: &Table, place: Place, key: &str, value: &Value, text: &str) -> Option<Change> {
    let head = place.start as usize;
    if !text[head..].starts_with('[') {
        return None;
    }
    let own = table
        .entries
        .iter()
        .filter(|(_, value)| !has_head(value, text));
    let last = own.map(|(_, value)| value.place.end as usize).max();
    let at = line_end(text, last.unwrap_or(place.end as usize));
    let before = if text[..at].ends_with('\n') { "" } else { "\n" };
    Some(Change::at(
        Place::new(place.source, at..at),
        format!("{before}{key} = {}\n", toml_text::value(value, None)),
    ))
}

/// Whether a value is a table, or a list of tables, with heads of their own.
pub(super) fn has_head(value: &Spanned<Value>, text: &str) -> bool {
    let headed = |value: &Spanned<Value>| text[value.place.start as usize..].starts_with('[');
    match &value.value {
        Value::Table(_) => headed(value),
        Value::Array(items) => match items.first().map(|item| (&item.value, item)) {
            Some((Value::Table(_), item)) => headed(item),
            _ => false,
        },
        _ => false,
    }
}

/// Where a table with a head ends: after its last value, those of the tables in it too.
pub(super) fn end_of(table: &Table, place: Place, text: &str) -> usize {
    fn last(table: &Table) -> u32 {
        let ends = table.entries.iter().map(|(_, value)| match &value.value {
            Value::Table(table) => last(table).max(value.place.end),
            Value::Array(items) => items
                .iter()
                .map(|item| match &item.value {
                    Value::Table(table) => last(table).max(item.place.end),
                    _ => item.place.end,
                })
                .chain([value.place.end])
                .max()
                .unwrap_or(value.place.end),
            _ => value.place.end,
        });
        ends.max().unwrap_or(0)
    }
    line_end(text, last(table).max(place.end) as usize)
}

/// The end of the line of a byte, behind its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..]
        .find('\n')
        .map_or(text.len(), |found| at + found + 1)
}

/// A new table below another: with an empty line between.
pub(super) fn added(name: &str, table: &Table, at: usize, source: SourceId, text: &str) -> Change {
    let before = match text[..at].ends_with('\n') || at == 0 {
        true => "",
        false => "\n",
    };
    let mut out = format!("{before}\n[[{name}]]\n");
    for (key, value) in &table.entries {
        let value = toml_text::value(&value.value, None);
        out.push_str(&format!("{} = {value}\n", key.value));
    }
    Change {
        place: Place::new(source, at..at),
        text: out,
        is_table: true,
    }
}
