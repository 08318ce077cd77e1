//! One table of the rules, as an expression sees it.

use super::{Declared, Facts};
use crate::date::Date;
use crate::diagnostic::Place;
use crate::fields::{self, Field, Holds};
use crate::load;
use crate::model::Period;
use minijinja::value::{DynObject, Object, ObjectRepr, Value};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A department, a post, a record: a table of the rules.
#[derive(Clone)]
pub(in crate::check) struct Entity {
    pub(super) facts: Arc<Facts>,
    /// The name of its tables.
    pub(super) kind: String,
    pub(super) declared: Declared,
    pub(super) table: Arc<load::Table>,
    /// The head of its table.
    pub(in crate::check) place: Place,
}

impl Entity {
    /// Where `key` is written; where it is not, where the table begins to say what it is.
    pub fn place_of(&self, key: &str) -> Place {
        let written = self.table.get(&dashed(key));
        let written = written.or_else(|| self.table.get("id"));
        written.map_or(self.place, |(_, value)| value.place)
    }

    /// The name of its tables.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Its whole table, from its head to the end of its last value.
    pub fn extent(&self) -> Place {
        let values = self.table.entries.iter().map(|(_, value)| value.place);
        let own = values.filter(|place| place.source == self.place.source);
        Place {
            end: own.map(|p| p.end).fold(self.place.end, u32::max),
            ..self.place
        }
    }

    /// What it goes by: its name, else its id, else what its tables are called.
    pub fn name(&self) -> String {
        let named = ["name", "title", "id"]
            .into_iter()
            .find_map(|key| self.text(key));
        named.unwrap_or(&self.kind).to_owned()
    }

    /// Its name or id, where it has one.
    pub fn own_name(&self) -> Option<&str> {
        ["title", "name", "subject", "number", "id"]
            .into_iter()
            .find_map(|key| self.text(key))
    }

    /// Whether anything is written under a key.
    pub fn says(&self, key: &str) -> bool {
        match self.table.get(key).map(|(_, value)| &value.value) {
            Some(load::Value::Array(items)) => !items.is_empty(),
            Some(load::Value::String(text)) => !text.trim().is_empty(),
            other => other.is_some(),
        }
    }

    /// The day under a key.
    pub fn day_of(&self, key: &str) -> Option<Date> {
        match self.table.get(key)?.1.value {
            load::Value::Date(day) => Some(day),
            _ => None,
        }
    }

    /// The day that a record counts from.
    pub fn day(&self) -> Option<Date> {
        self.day_of(self.facts.kinds.get(&self.kind)?.day.as_deref()?)
    }

    /// Where the day that a record counts from is written.
    pub fn place_of_day(&self) -> Place {
        let kind = self.facts.kinds.get(&self.kind);
        let key = kind.and_then(|kind| kind.day.as_deref());
        self.place_of(key.unwrap_or("id"))
    }

    /// The stretch of the calendar that a record says it is about: its period or its year.
    pub fn period(&self) -> Option<Period> {
        match self.text("period") {
            Some(period) => Period::parse(period),
            None => match self.table.get("year")?.1.value {
                load::Value::Integer(year) => Period::parse(&year.to_string()),
                _ => None,
            },
        }
    }

    /// Whose a record is: a post, else a department.
    pub fn about(&self) -> Option<Self> {
        let of = |kind: &str| self.facts.entity(kind, self.text(kind)?);
        of("post").or_else(|| of("department"))
    }

    /// Whether a record is about `of`. One about no department in particular is about all, and
    /// any is about the unit.
    pub fn concerns(&self, of: &Self) -> bool {
        of.kind == "unit" || self.refers(of) || self.of_all(&of.kind)
    }

    /// Whether it may list such entities and lists none.
    pub(super) fn of_all(&self, kind: &str) -> bool {
        let wanted = Holds::Reference { kind, many: true };
        let mut fields = self.declared.table.fields.iter();
        let list = fields.find(|field| field.holds() == Some(wanted.clone()));
        list.is_some_and(|field| !self.says(&field.key))
    }

    /// The text under a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        match &self.table.get(key)?.1.value {
            load::Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The texts under a key that holds one or several.
    pub fn texts(&self, key: &str) -> impl Iterator<Item = &str> {
        let items = match self.table.get(key).map(|(_, value)| value) {
            Some(value) => match &value.value {
                load::Value::Array(items) => items.as_slice(),
                _ => std::slice::from_ref(value),
            },
            None => &[],
        };
        items.iter().filter_map(|item| match &item.value {
            load::Value::String(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// Its small tables under a key.
    pub fn rows(&self, key: &str) -> Vec<Self> {
        let all = self.get(key);
        let rows = all.as_ref().and_then(|rows| rows.try_iter().ok());
        let row = |row: Value| row.downcast_object_ref::<Self>().cloned();
        rows.into_iter().flatten().filter_map(row).collect()
    }

    /// Whoever acts that a key names.
    pub fn actors(&self, key: &str) -> Vec<Self> {
        let ids = self.texts(key);
        ids.filter_map(|id| self.facts.actor(id)).collect()
    }

    /// The department whose it is.
    pub fn department(&self) -> Option<Self> {
        let about = self.about()?;
        match about.kind() {
            "department" => Some(about),
            _ => self.facts.entity("department", about.text("department")?),
        }
    }

    /// What it says under `key`; `None` where no such key may be written.
    pub fn get(&self, key: &str) -> Option<Value> {
        let key = dashed(key);
        let written = self.table.get(&key).map(|(_, value)| &value.value);
        if let Some(field) = self.declared.table.fields.iter().find(|f| f.key == key) {
            return Some(written.map_or(Value::from(()), |value| self.value(field, value)));
        }
        let below = fields::table(&format!("{}.{key}", self.declared.table.name))?;
        let declared = Declared {
            table: below,
            inner: self.declared.inner,
        };
        let tables = match written {
            Some(load::Value::Array(items)) => items.as_slice(),
            _ => &[],
        };
        let rows = tables.iter().filter_map(|item| match &item.value {
            load::Value::Table(table) => Some(self.within(declared, table, item.place)),
            _ => None,
        });
        match written {
            Some(load::Value::Table(table)) if !below.many => {
                Some(self.within(declared, table, self.place))
            }
            None if !below.many => Some(Value::from(())),
            _ => Some(rows.collect()),
        }
    }

    fn within(&self, declared: Declared, table: &Arc<load::Table>, place: Place) -> Value {
        Value::from_object(Self {
            facts: Arc::clone(&self.facts),
            kind: declared.table.name.clone(),
            declared,
            table: Arc::clone(table),
            place,
        })
    }

    fn value(&self, field: &Field, written: &load::Value) -> Value {
        if let load::Value::Array(items) = written {
            return items
                .iter()
                .map(|item| self.value(field, &item.value))
                .collect();
        }
        let named = |kinds: &[&str], id: &str| {
            let found = kinds.iter().find_map(|kind| self.facts.entity(kind, id));
            found.map_or(Value::from(()), Value::from_object)
        };
        match (field.holds(), written) {
            (Some(Holds::Reference { kind, .. }), load::Value::String(id)) => named(&[kind], id),
            (Some(Holds::Actor { .. }), load::Value::String(id)) => {
                named(&["post", "department", "organ"], id)
            }
            (Some(Holds::Table { name, .. }), load::Value::Table(table)) => {
                let own = self.declared.inner.iter().find(|inner| inner.name == name);
                match own.or(fields::table(name)) {
                    Some(of) => {
                        let declared = Declared {
                            table: of,
                            ..self.declared
                        };
                        self.within(declared, table, self.place)
                    }
                    None => plain(written),
                }
            }
            _ => plain(written),
        }
    }
}

/// A key may be written with `_`, since `-` between two names is a minus.
pub(super) fn dashed(key: &str) -> String {
    key.replace('_', "-")
}

/// A value that refers to nothing. A day is text, 2013-01-18, so that days compare with each
/// other and with days that an expression writes.
fn plain(value: &load::Value) -> Value {
    match value {
        load::Value::String(text) => Value::from(text.as_str()),
        load::Value::Integer(number) => Value::from(*number),
        load::Value::Float(number) => Value::from(*number),
        load::Value::Boolean(flag) => Value::from(*flag),
        load::Value::Date(day) => Value::from(day.to_string()),
        load::Value::Array(items) => items.iter().map(|item| plain(&item.value)).collect(),
        load::Value::Table(table) => {
            let entries = table.entries.iter();
            // Pairs that are collected as they stand would be a list.
            let entries: BTreeMap<&str, Value> = entries
                .map(|(key, value)| (key.value.as_str(), plain(&value.value)))
                .collect();
            Value::from(entries)
        }
    }
}

impl fmt::Debug for Entity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl Object for Entity {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get(key.as_str()?)
    }

    /// Two are one where the same table is written; also gives lists of them an order.
    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        let other = other.downcast_ref::<Self>()?;
        Some(self.place.cmp(&other.place))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}
