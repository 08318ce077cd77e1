//! Which tables of the rules name which others, at any depth.

use super::Entity;
use crate::fields::{self, Holds, Table};
use crate::load::{self, Value};

impl Entity {
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
            let below = match field.map(|field| field.holds()) {
                Some(Some(Holds::Reference { kind, .. })) => {
                    return kind == self.kind && self.is_in(&value.value);
                }
                Some(Some(Holds::Actor { .. })) => {
                    let actor = ["post", "department", "organ"].contains(&self.kind);
                    return actor && self.is_in(&value.value);
                }
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
