//! The rules as expressions in norms ask them: every table with its keys, references followed,
//! read when asked for.
//!
//! What a key holds is what `src/fields` declares of it, or the ledger of the unit's own. A key
//! that may be written and is not is none; one that may not be written is undefined, which stops
//! the expression with a finding.

mod entity;
mod helpers;
mod link;
mod names;
mod offered;
mod reference;
mod related;

pub(super) use entity::Entity;
pub(super) use helpers::{add as add_helpers, kind_of, InChinese};
pub(super) use names::unknown;
pub use reference::{examples, reference};
pub(super) use related::{Related, Tie};

use super::workdays::Workdays;
use crate::date::Date;
use crate::diagnostic::Place;
use crate::fields::{self, Holds};
use crate::load::{self, Loaded};
use crate::model::ledger::Ledger;
use crate::model::vocabulary::{Entry, RoleIs, Term};
use crate::model::Unit;
use minijinja::value::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All that the rules hold, by kind of table.
#[derive(Debug)]
pub(in crate::check) struct Facts {
    kinds: BTreeMap<String, Kind>,
    workdays: Workdays,
    /// The kinds of posts that head a department.
    heads: BTreeSet<String>,
    /// What terms of the vocabulary are called: by list and id.
    terms: BTreeMap<(&'static str, String), String>,
    /// In the order of the unit.
    ledgers: Vec<Ledger>,
}

/// The tables of one kind.
#[derive(Debug)]
struct Kind {
    declared: Declared,
    items: Vec<Item>,
    /// The first of each id.
    ids: BTreeMap<String, usize>,
    /// The key of the day that a record counts from.
    day: Option<String>,
}

/// What a table may hold, and the small tables within it.
#[derive(Debug, Clone, Copy)]
struct Declared {
    table: &'static fields::Table,
    inner: &'static [fields::Table],
}

#[derive(Debug)]
struct Item {
    table: Arc<load::Table>,
    place: Place,
}

impl Facts {
    /// What `loaded` holds.
    pub fn of(loaded: &Loaded, unit: &Unit, workdays: &Workdays) -> Arc<Self> {
        let mut kinds: BTreeMap<String, Kind> = BTreeMap::new();
        let tables = fields::tables().iter();
        for table in tables.filter(|t| !t.inner && !t.name.contains('.')) {
            let mut own = unit.own_fields.iter().map(|own| own.of.entry());
            let declared = match own.find(|own| own.id == table.name) {
                Some(own) => Declared {
                    table: &own.table,
                    inner: &own.inner,
                },
                None => Declared { table, inner: &[] },
            };
            kinds.insert(table.name.clone(), Kind::new(declared, None));
        }
        for ledger in &unit.ledgers {
            let entry = ledger.entry();
            let declared = Declared {
                table: &entry.table,
                inner: &entry.inner,
            };
            kinds.insert(entry.id.clone(), Kind::new(declared, entry.day.clone()));
        }
        for (key, value) in loaded.tables.iter().flat_map(|(_, root)| &root.entries) {
            // `[town]` is the older spelling.
            let name = if key.as_str() == "town" { "unit" } else { key };
            let Some(kind) = kinds.get_mut(name) else {
                continue;
            };
            let items = match &value.value {
                load::Value::Array(items) => items.as_slice(),
                _ => std::slice::from_ref(value),
            };
            for item in items {
                match &item.value {
                    load::Value::Table(table) if !kind.is_later(table, unit.profile.as_of) => {
                        let mut gradings = unit.later_gradings.iter();
                        if !gradings.any(|grading| grading.place == item.place) {
                            let table = kind.filed_until(table, unit.profile.as_of);
                            kind.add(table, item.place);
                        }
                    }
                    _ => {}
                }
            }
        }
        if let Some(departments) = kinds.get_mut("department") {
            let own = unit.own_fields.iter();
            let own = own.filter(|own| own.of.key() == "department");
            let own = own.flat_map(|own| own.fields());
            let own = own.map(|field| field.key.as_str());
            let keys = crate::build::INHERITED.iter().copied().chain(own);
            departments.inherit(&keys.collect::<Vec<_>>());
        }
        let roles = unit.vocabulary.roles.iter();
        let heads = roles.filter(|role| role.entry().is == Some(RoleIs::Head));
        Arc::new(Self {
            kinds,
            workdays: workdays.clone(),
            heads: heads.map(|role| role.key().to_owned()).collect(),
            terms: terms(unit),
            ledgers: unit.ledgers.clone(),
        })
    }

    /// Every entity of a kind; none of a kind that there is not.
    pub fn all<'f>(self: &'f Arc<Self>, kind: &str) -> impl Iterator<Item = Entity> + use<'f> {
        let found = self.kinds.get_key_value(kind);
        found.into_iter().flat_map(move |(name, kind)| {
            (0..kind.items.len()).map(move |index| self.entity_at(name, kind, index))
        })
    }

    /// Every entity of every kind, in the order of the format.
    pub fn written<'f>(self: &'f Arc<Self>) -> impl Iterator<Item = Entity> + use<'f> {
        let tables = fields::tables().iter().map(|table| table.name.as_str());
        let kinds = tables.chain(self.ledgers.iter().map(|ledger| ledger.key()));
        kinds.flat_map(|kind| self.all(kind))
    }

    /// Every entity that a person could ask for: those with an id.
    pub fn everything<'f>(self: &'f Arc<Self>) -> impl Iterator<Item = Entity> + use<'f> {
        self.written().filter(|entity| entity.text("id").is_some())
    }

    /// Whoever may act that has this id: a post, a department or a body.
    pub fn actor(self: &Arc<Self>, id: &str) -> Option<Entity> {
        let mut kinds = ["post", "department", "organ"].into_iter();
        kinds.find_map(|kind| self.entity(kind, id))
    }

    /// The post that heads a department.
    pub fn head(self: &Arc<Self>, of: &Entity) -> Option<Entity> {
        self.all("post").find(|post| {
            let role = post.text("role");
            role.is_some_and(|role| self.heads.contains(role)) && post.refers(of)
        })
    }

    /// The entity of a kind and id.
    fn entity(self: &Arc<Self>, kind: &str, id: &str) -> Option<Entity> {
        let (name, kind) = self.kinds.get_key_value(kind)?;
        Some(self.entity_at(name, kind, *kind.ids.get(id)?))
    }

    fn entity_at(self: &Arc<Self>, name: &str, kind: &Kind, index: usize) -> Entity {
        let item = &kind.items[index];
        Entity {
            facts: Arc::clone(self),
            kind: name.to_owned(),
            declared: kind.declared,
            table: Arc::clone(&item.table),
            place: item.place,
        }
    }

    /// Every entity of a kind as a list.
    fn list(self: &Arc<Self>, kind: &str) -> Vec<Value> {
        let all = self.each(kind).into_iter();
        all.map(Value::from_object).collect()
    }

    /// The keys that records of a kind may have; of days only, where those are wanted.
    pub fn keys(&self, kind: &str, days: bool) -> Vec<&str> {
        let Some(declared) = self.declared(kind) else {
            return Vec::new();
        };
        let fields = declared.table.fields.iter();
        let fields = fields.filter(|field| !days || field.holds == "day");
        fields.map(|field| field.key.as_str()).collect()
    }

    /// The key of the day that those of a kind count from.
    pub fn day_key(&self, kind: &str) -> Option<&str> {
        self.kinds.get(kind)?.day.as_deref()
    }

    /// What the small tables under a key of such records may hold.
    pub fn inner(&self, kind: &str, key: &str) -> Option<&'static fields::Table> {
        let declared = self.declared(kind)?;
        let mut keys = declared.table.fields.iter();
        match keys.find(|field| field.key == key)?.holds()? {
            Holds::Table { name, .. } => related::table_of(declared, name),
            _ => None,
        }
    }

    /// What a key is called in Chinese, as far as its ledger says so: what is said of it up to
    /// the first mark, behind which stands how it is written.
    pub fn key_name<'f>(&'f self, kind: &str, key: &'f str) -> &'f str {
        let declared = self.declared(kind);
        let mut fields = declared.iter().flat_map(|d| &d.table.fields);
        let said = match fields.find(|field| field.key == key) {
            Some(field) if field.about.is_empty() => field.doc.as_str(),
            Some(field) => field.about.as_str(),
            None => "",
        };
        match said.split(['；', '，', '（', '：']).next() {
            None | Some("") => key,
            Some(name) => name,
        }
    }

    fn declared(&self, kind: &str) -> Option<Declared> {
        // Steps stand in their workflows.
        let step = || {
            let table = fields::table("workflow.step").filter(|_| kind == "step")?;
            Some(Declared { table, inner: &[] })
        };
        let found = self.kinds.get(kind).map(|kind| kind.declared);
        found.or_else(step)
    }
}

impl Kind {
    fn new(declared: Declared, day: Option<String>) -> Self {
        Self {
            declared,
            items: Vec::new(),
            ids: BTreeMap::new(),
            day,
        }
    }

    /// Whether such a record lies after the day taken for today, and so is not there yet.
    fn is_later(&self, table: &load::Table, today: Option<Date>) -> bool {
        let written = self.day.as_ref().and_then(|key| table.get(key));
        match (written.map(|(_, value)| &value.value), today) {
            (Some(load::Value::Date(day)), Some(today)) => *day > today,
            _ => false,
        }
    }

    /// The record without what it says of being filed on a later day.
    fn filed_until(&self, table: &Arc<load::Table>, today: Option<Date>) -> Arc<load::Table> {
        let fields = self.declared.table.fields.iter();
        let filings = fields.filter(|field| field.holds == "table:filed");
        let is_later = |key: &str| {
            let (_, written) = table.get(key)?;
            let load::Value::Table(filed) = &written.value else {
                return None;
            };
            match (&filed.get("date")?.1.value, today) {
                (load::Value::Date(day), Some(today)) => Some(*day > today),
                _ => None,
            }
        };
        let mut out = Arc::clone(table);
        for field in filings.filter(|field| is_later(&field.key) == Some(true)) {
            let entries = &mut Arc::make_mut(&mut out).entries;
            entries.retain(|(key, _)| **key != *field.key);
        }
        out
    }

    fn add(&mut self, table: Arc<load::Table>, place: Place) {
        if let Some((_, id)) = table.get("id") {
            if let load::Value::String(id) = &id.value {
                self.ids.entry(id.clone()).or_insert(self.items.len());
            }
        }
        self.items.push(Item { table, place });
    }

    /// Gives each what it takes from the one that it is like.
    fn inherit(&mut self, keys: &[&str]) {
        let like = |table: &load::Table| match &table.get("like")?.1.value {
            load::Value::String(id) => self.ids.get(id).copied(),
            _ => None,
        };
        let chain = |from: usize| {
            let mut chain = vec![from];
            while let Some(next) = like(&self.items[chain[chain.len() - 1]].table) {
                if chain.contains(&next) {
                    break;
                }
                chain.push(next);
            }
            chain.split_off(1)
        };
        let chains: Vec<Vec<usize>> = (0..self.items.len()).map(chain).collect();
        let own: Vec<Arc<load::Table>> = self.items.iter().map(|i| Arc::clone(&i.table)).collect();
        for (item, chain) in self.items.iter_mut().zip(chains) {
            let table = Arc::make_mut(&mut item.table);
            for key in keys {
                if table.get(key).is_none() {
                    let of = chain.iter().find_map(|&index| own[index].get(key));
                    table.entries.extend(of.cloned());
                }
            }
        }
    }
}

fn terms(unit: &Unit) -> BTreeMap<(&'static str, String), String> {
    fn add<E: Entry>(
        out: &mut BTreeMap<(&'static str, String), String>,
        list: &'static str,
        terms: &[Term<E>],
    ) {
        for term in terms {
            let key = (list, term.key().to_owned());
            out.insert(key, term.chinese().to_owned());
        }
    }
    let mut out = BTreeMap::new();
    let words = &unit.vocabulary;
    add(&mut out, "grade", &words.grades);
    add(&mut out, "power", &words.powers);
    add(&mut out, "role", &words.roles);
    add(&mut out, "focus", &words.focuses);
    add(&mut out, "factor", &words.factors);
    add(&mut out, "level", &words.levels);
    add(&mut out, "meeting-kind", &words.meeting_kinds);
    add(&mut out, "decision-kind", &words.decision_kinds);
    out
}
