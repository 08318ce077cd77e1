//! Which tables of the rules name which others, at any depth.

use super::related::{holds, Keys};
use super::Entity;
use crate::diagnostic::Place;
use crate::fields::{self, Holds, Table};
use crate::load::{self, Value};

impl Entity {
    /// The entities that it names under these keys, each with the place of its id.
    pub fn named(&self, keys: &Keys) -> Vec<(Self, Place)> {
        let mut ids = Vec::new();
        for (field, below) in &keys.fields {
            let value = self.table.get(&field.key).map(|(_, value)| value);
            let items = match value.map(|value| &value.value) {
                Some(Value::Array(items)) => items.as_slice(),
                _ => value.map_or(&[][..], std::slice::from_ref),
            };
            for item in items {
                match &item.value {
                    Value::String(id) => ids.push((id, item.place)),
                    Value::Table(table) => {
                        let written = below.iter().filter_map(|field| table.get(&field.key));
                        ids.extend(written.filter_map(|(_, value)| match &value.value {
                            Value::String(id) => Some((id, value.place)),
                            _ => None,
                        }));
                    }
                    _ => {}
                }
            }
        }
        let entity =
            |(id, place): (&String, Place)| Some((self.facts.entity(&keys.kind, id)?, place));
        ids.into_iter().filter_map(entity).collect()
    }

    /// Whether it, or a small table within it, names `other` under a key for such things.
    pub fn mentions(&self, other: &Self) -> bool {
        self.place != other.place && self.names(other, true)
    }

    /// Whether it names `other` itself, in no small table.
    pub fn refers(&self, other: &Self) -> bool {
        self.names(other, false)
    }

    fn names(&self, other: &Self, deep: bool) -> bool {
        other.text("id").is_some_and(|id| {
            let wanted = Wanted {
                kind: other.kind.as_str(),
                id,
                inner: self.declared.inner,
                deep,
            };
            wanted.stands_in(self.declared.table, &self.table)
        })
    }
}

/// What is looked for.
struct Wanted<'e> {
    kind: &'e str,
    id: &'e str,
    /// The small tables of the ledger that is looked through.
    inner: &'static [Table],
    /// Whether small tables are looked through.
    deep: bool,
}

impl Wanted<'_> {
    fn stands_in(&self, declared: &Table, table: &load::Table) -> bool {
        let mut entries = table.entries.iter();
        entries.any(|(key, value)| {
            let field = declared.fields.iter().find(|field| field.key == **key);
            if field.is_some_and(|field| holds(field, self.kind)) {
                return self.is_in(&value.value);
            }
            let below = match field.map(|field| field.holds()) {
                _ if !self.deep => None,
                Some(Some(Holds::Table { name, .. })) => {
                    let own = self.inner.iter().find(|table| table.name == name);
                    own.or_else(|| fields::table(name))
                }
                Some(_) => None,
                None => fields::table(&format!("{}.{}", declared.name, key.as_str())),
            };
            below.is_some_and(|below| match &value.value {
                Value::Table(table) => self.stands_in(below, table),
                Value::Array(items) => items.iter().any(|item| match &item.value {
                    Value::Table(table) => self.stands_in(below, table),
                    _ => false,
                }),
                _ => false,
            })
        })
    }

    fn is_in(&self, value: &Value) -> bool {
        let is = |value: &Value| matches!(value, Value::String(text) if text == self.id);
        match value {
            Value::Array(items) => items.iter().any(|item| is(&item.value)),
            one => is(one),
        }
    }
}
