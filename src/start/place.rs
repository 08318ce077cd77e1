//! Where the entities of a rules folder stand, as far as adding one more asks for it.
//!
//! The raw tables are enough: what is wrong with an entity is no reason not to add another.

use crate::diagnostic::{Place, SourceId};
use crate::load::{Loaded, Table, Value};

/// An entity as it is written.
#[derive(Clone, Copy)]
pub struct Entity<'a> {
    /// The name of its table: `post`.
    pub kind: &'a str,
    /// Its id; empty where it has none.
    pub id: &'a str,
    /// Where it stands.
    pub place: Place,
    table: &'a Table,
}

impl<'a> Entity<'a> {
    /// A text of it; empty where it has none.
    pub fn text(&self, key: &str) -> &'a str {
        match self.table.get(key) {
            Some((_, value)) => text(&value.value),
            None => "",
        }
    }

    /// The texts of a list of it.
    pub fn texts(&self, key: &str) -> Vec<&'a str> {
        match self.table.get(key).map(|(_, value)| &value.value) {
            Some(Value::Array(items)) => items.iter().map(|item| text(&item.value)).collect(),
            _ => Vec::new(),
        }
    }

    /// A number of it; 0 where it has none.
    pub fn number(&self, key: &str) -> i64 {
        match self.table.get(key).map(|(_, value)| &value.value) {
            Some(Value::Integer(number)) => *number,
            _ => 0,
        }
    }
}

fn text(value: &Value) -> &str {
    match value {
        Value::String(text) => text,
        _ => "",
    }
}

/// All entities of a rules folder, in the order of files and lines.
pub struct Entities<'a> {
    loaded: &'a Loaded,
    all: Vec<Entity<'a>>,
}

impl<'a> Entities<'a> {
    /// Those that were read.
    pub fn new(loaded: &'a Loaded) -> Self {
        let mut all = Vec::new();
        for (_, root) in &loaded.tables {
            for (kind, value) in &root.entries {
                let Value::Array(items) = &value.value else {
                    continue;
                };
                all.extend(items.iter().filter_map(|item| match &item.value {
                    Value::Table(table) => Some(Entity {
                        kind: &kind.value,
                        id: table.get("id").map_or("", |(_, id)| text(&id.value)),
                        place: item.place,
                        table,
                    }),
                    _ => None,
                }));
            }
        }
        Self { loaded, all }
    }

    /// Those of a kind.
    pub fn of<'s>(&'s self, kind: &'s str) -> impl DoubleEndedIterator<Item = Entity<'a>> + 's {
        self.all.iter().copied().filter(move |e| e.kind == kind)
    }

    /// The one of a kind with that id.
    pub fn find(&self, kind: &str, id: &str) -> Option<Entity<'a>> {
        self.of(kind).find(|entity| entity.id == id)
    }

    /// The one of a kind whose id `id` begins with, up to a hyphen: `czs` for `czs-kj`.
    pub fn before(&self, kind: &str, id: &str) -> Option<Entity<'a>> {
        let begins = |entity: &Entity| {
            let rest = id.strip_prefix(entity.id);
            !entity.id.is_empty() && rest.is_some_and(|rest| rest.starts_with('-'))
        };
        self.of(kind)
            .filter(begins)
            .max_by_key(|entity| entity.id.len())
    }

    /// The file that something stands in, below the rules folder.
    pub fn file(&self, place: Place) -> &'a str {
        &self.loaded.sources.get(place.source).path
    }

    /// The file with that path, where it has been read.
    pub fn source(&self, path: &str) -> Option<SourceId> {
        let mut sources = self.loaded.sources.iter();
        sources
            .find(|(_, source)| source.path == path)
            .map(|(id, _)| id)
    }

    /// Whether a file lies in that folder.
    pub fn has_folder(&self, folder: &str) -> bool {
        let below = |path: &str| {
            path.strip_prefix(folder)
                .is_some_and(|p| p.starts_with('/'))
        };
        self.loaded
            .sources
            .iter()
            .any(|(_, source)| below(&source.path))
    }
}
