//! The rows of each sheet, from the raw tables.

use super::kinds::{columns, kinds, Kind};
use super::meaning::Meaning;
use super::names::Names;
use super::{text, Cell, Column, Register, Row};
use crate::diagnostic::Spanned;
use crate::load::{Loaded, Table, Value};
use crate::model::Unit;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Articles stand in a regulation itself, in its chapters or in their sections; they have one
/// sheet.
pub(super) const ARTICLES: &str = "regulation.chapter.article";
/// The tables that articles stand in beside chapters.
pub(super) const WITH_ARTICLES: [&str; 2] = ["regulation", "regulation.chapter.section"];

/// All registers that have rows.
pub(super) fn registers(loaded: &Loaded, unit: &Unit) -> Vec<Register> {
    let names = Names::new(loaded);
    let mut maker = Maker {
        unit,
        meaning: Meaning {
            vocabulary: &unit.vocabulary,
            names: &names,
        },
        kinds: kinds(unit),
        made: Vec::new(),
        at: BTreeMap::new(),
        counted: BTreeMap::new(),
    };
    maker.prepare();
    for (_, root) in &loaded.tables {
        for (key, value) in &root.entries {
            for table in tables(value) {
                maker.add(&key.value, &table, None);
            }
        }
    }
    maker.made.retain(|register| !register.rows.is_empty());
    maker.made
}

/// The tables that a value is or has.
pub(super) fn tables(value: &Spanned<Value>) -> Vec<Spanned<Arc<Table>>> {
    let items = match &value.value {
        Value::Array(items) => items.as_slice(),
        _ => std::slice::from_ref(value),
    };
    let table = |item: &Spanned<Value>| match &item.value {
        Value::Table(table) => Some(Spanned::new(table.clone(), item.place)),
        _ => None,
    };
    items.iter().filter_map(table).collect()
}

struct Maker<'a> {
    unit: &'a Unit,
    meaning: Meaning<'a>,
    kinds: Vec<Kind>,
    made: Vec<Register>,
    /// Where the register of a name stands.
    at: BTreeMap<String, usize>,
    /// How many rows without an id there are of a kind, by what they are part of.
    counted: BTreeMap<String, usize>,
}

impl Maker<'_> {
    /// A register for each kind and for each of its lists, in their order.
    fn prepare(&mut self) {
        for kind in self.kinds.clone() {
            self.declare(&kind, kind.name.contains('.'));
            for (_, list) in kind.lists(self.unit.words()) {
                self.declare(&list, true);
            }
        }
    }

    fn declare(&mut self, kind: &Kind, is_part: bool) {
        self.at.insert(kind.name.clone(), self.made.len());
        self.made.push(Register {
            key: kind.name.clone(),
            title: kind.title.clone(),
            columns: columns(kind, is_part, self.unit),
            rows: Vec::new(),
        });
    }

    /// Adds a table of that name, and what is in it.
    fn add(&mut self, name: &str, table: &Spanned<Arc<Table>>, parent: Option<(&str, &str)>) {
        let Some(kind) = self.kinds.iter().find(|kind| kind.name == name).cloned() else {
            return;
        };
        let (key, shown) = self.push(&kind, table, parent);
        let lists = kind.lists(self.unit.words());
        for (field, list) in lists {
            let Some((_, value)) = table.get(&field.key) else {
                continue;
            };
            for small in tables(value) {
                self.push(&list, &small, Some((&key, &shown)));
            }
        }
        for (inner, value) in &table.entries {
            let nested = match inner.as_str() {
                "article" if WITH_ARTICLES.contains(&name) => ARTICLES.to_owned(),
                key => format!("{name}.{key}"),
            };
            if self.at.contains_key(&nested) {
                for part in tables(value) {
                    self.add(&nested, &part, Some((&key, &shown)));
                }
            }
        }
    }

    /// Adds the row of a table; gives its key and what it is called.
    fn push(
        &mut self,
        kind: &Kind,
        table: &Spanned<Arc<Table>>,
        parent: Option<(&str, &str)>,
    ) -> (String, String) {
        let register = &mut self.made[self.at[&kind.name]];
        let get = |key| table.get(key).and_then(|(_, value)| text(&value.value));
        let above = parent.map_or(String::new(), |(key, _)| format!("{key}/"));
        let last = kind.name.rsplit(['.', '/']).next().unwrap_or_default();
        let key = match get("id") {
            Some(id) => format!("{above}{last}:{id}"),
            None => {
                let before = self.counted.entry(format!("{above}{last}")).or_default();
                *before += 1;
                format!("{above}{last}#{before}")
            }
        };
        let own = get("name").or(get("short")).or(get("title")).or(get("id"));
        let own = own.map(str::to_owned).unwrap_or_else(|| {
            let number = table.get("number").map(|(_, value)| &value.value);
            match number {
                Some(Value::Integer(number)) => number.to_string(),
                _ => String::new(),
            }
        });
        let shown = match parent {
            Some((_, above)) if !own.is_empty() => format!("{above} {own}"),
            Some((_, above)) => above.to_owned(),
            None => own,
        };
        let cells = register.columns.iter().map(|column| match parent {
            Some((_, above)) if column.path.is_empty() => Cell::Text(above.to_owned()),
            _ => cell(&self.meaning, column, table),
        });
        let cells = cells.collect();
        register.rows.push(Row {
            key: key.clone(),
            parent: parent.map(|(key, _)| key.to_owned()),
            cells,
            shown: shown.clone(),
            table: table.clone(),
        });
        (key, shown)
    }
}

/// What stands in a column of a table.
fn cell(meaning: &Meaning<'_>, column: &Column, table: &Table) -> Cell {
    let (Some(first), rest) = (column.path.first(), column.path.get(1)) else {
        return Cell::Empty;
    };
    let value = table.get(first).map(|(_, value)| &value.value);
    let value = match (rest, value) {
        (None, value) => value,
        (Some(key), Some(Value::Table(inner))) => inner.get(key).map(|(_, value)| &value.value),
        _ => None,
    };
    match value {
        Some(value) => meaning.cell(column.field, value),
        None => Cell::Empty,
    }
}
