//! What entities are called in cells, and which entity a name in a cell means.

use super::text;
use crate::load::{Loaded, Table, Value};
use std::collections::BTreeMap;

/// Kinds of entities that are called by a name; all others by their id.
const NAMED: [&str; 5] = ["post", "department", "organ", "workflow", "class"];

/// Names of entities by kind and id.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By kind: by id what it is called in cells.
    shown: BTreeMap<String, BTreeMap<String, String>>,
}

impl Names {
    pub fn new(loaded: &Loaded) -> Self {
        let mut names = Self::default();
        let mut departments: BTreeMap<&str, &str> = BTreeMap::new();
        let mut named: Vec<(&str, &str, &str, Option<&str>)> = Vec::new();
        for (kind, table) in tables(loaded) {
            let get = |key| table.get(key).and_then(|(_, value)| text(&value.value));
            let Some(id) = get("id") else { continue };
            let name = get("name").filter(|_| NAMED.contains(&kind));
            if kind == "department" {
                departments.insert(id, name.unwrap_or(id));
            }
            named.push((
                kind,
                id,
                name.unwrap_or(id),
                get("department").or(get("organ")),
            ));
        }
        let mut count: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for &(kind, _, name, _) in &named {
            *count.entry((kind, name)).or_default() += 1;
        }
        let mut taken: BTreeMap<(&str, String), usize> = BTreeMap::new();
        let mut out = Vec::new();
        for &(kind, id, name, of) in &named {
            // 会计 of several departments is told apart by the department.
            let shown = match of.filter(|_| count[&(kind, name)] > 1) {
                Some(of) => format!("{}{name}", departments.get(of).copied().unwrap_or(of)),
                None => name.to_owned(),
            };
            *taken.entry((kind, shown.clone())).or_default() += 1;
            out.push((kind, id, shown));
        }
        for (kind, id, shown) in out {
            let shown = match taken[&(kind, shown.clone())] {
                1 => shown,
                _ => format!("{shown}（{id}）"),
            };
            let of_kind = names.shown.entry(kind.to_owned()).or_default();
            of_kind.insert(id.to_owned(), shown);
        }
        names
    }

    /// What an entity of one of these kinds is called; its id where there is none.
    pub fn of<'n>(&'n self, kinds: &[&str], id: &'n str) -> &'n str {
        let mut lists = kinds.iter().filter_map(|kind| self.shown.get(*kind));
        lists
            .find_map(|list| list.get(id))
            .map_or(id, String::as_str)
    }

    /// The entity of one of these kinds that `said` means: what it is called, or its id.
    pub fn meant<'n>(&'n self, kinds: &[&str], said: &str) -> Option<&'n str> {
        let said = said.trim();
        let lists = || kinds.iter().filter_map(|kind| self.shown.get(*kind));
        let by_id = lists().find_map(|list| list.get_key_value(said.to_lowercase().as_str()));
        let mut by_name = lists()
            .flatten()
            .filter(|(_, shown)| shown.as_str() == said);
        let found = by_id.or_else(|| by_name.next());
        found.map(|(id, _)| id.as_str())
    }

    /// All that entities of these kinds are called.
    pub fn all<'n>(&'n self, kinds: &[&str]) -> Vec<&'n str> {
        let lists = kinds.iter().filter_map(|kind| self.shown.get(*kind));
        lists
            .flat_map(BTreeMap::values)
            .map(String::as_str)
            .collect()
    }
}

/// The tables at the top of all files, each with its name.
pub(super) fn tables(loaded: &Loaded) -> impl Iterator<Item = (&str, &Table)> {
    let entries = loaded.tables.iter().flat_map(|(_, root)| &root.entries);
    entries.flat_map(|(key, value)| {
        let items = match &value.value {
            Value::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(value),
        };
        items.iter().filter_map(|item| match &item.value {
            Value::Table(table) => Some((key.value.as_str(), table.as_ref())),
            _ => None,
        })
    })
}
