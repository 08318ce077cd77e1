//! All raw entities of all files by kind and id, in the order the unit lists them.

use super::ids::{check_id, lost_ids};
pub(super) use super::kind::Kind;
use super::ledger;
use super::own;
use super::preset;
use super::vocabulary::{self, List};
use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::{Code, Finding, Place, Sources, Spanned};
use crate::load::{Loaded, Table, Value};
use crate::model::ledger::Ledger;
use crate::model::own::OwnFields;
use crate::model::vocabulary::{RoleIs, Vocabulary};
use crate::model::Regulation;
use std::collections::{BTreeMap, BTreeSet};

/// The name of the tables that declare ledgers.
const LEDGER: &str = "ledger";

/// Whether tables of that name have a meaning already.
pub(super) fn is_taken(name: &str) -> bool {
    SINGLES.contains(&name) || List::from_key(name).is_some() || name == LEDGER
}

/// Every table of one of these names, with the place of its head.
fn tables_of<'l>(loaded: &'l Loaded, names: &[&str]) -> Vec<(Place, &'l Table)> {
    let entries = loaded.tables.iter().flat_map(|(_, root)| &root.entries);
    let values = entries
        .filter(|(key, _)| names.contains(&key.as_str()))
        .map(|(_, value)| value);
    let tables = values.flat_map(|value| match &value.value {
        Value::Array(items) => items.as_slice(),
        _ => std::slice::from_ref(value),
    });
    let mut out = Vec::new();
    for item in tables {
        // What is no table is told where it is collected.
        if let Value::Table(table) = &item.value {
            out.push((item.place, table.as_ref()));
        }
    }
    out
}

/// The tables that may stand once: `[unit]`, the older spelling of it, and the words.
const SINGLES: [&str; 4] = ["unit", "town", "words", "score"];

/// What a table at the top of a file is.
#[derive(Debug, Clone, Copy)]
enum Head {
    Single(&'static str),
    List(List),
    Entity(Kind),
    /// `[[ledger]]`: read before the rest.
    Ledger,
}

/// The finding of a key at the top of a file that is no table's name.
fn unknown(key: &Spanned<String>, value: &Spanned<Value>, ledgers: &[Ledger]) -> Finding {
    let name = key.value.as_str();
    let is_table = match &value.value {
        Value::Array(items) => items.iter().any(|i| matches!(i.value, Value::Table(_))),
        other => matches!(other, Value::Table(_)),
    };
    if !is_table {
        let message = format!("{} 不在任何表里", quoted(name));
        let help = "把它移到所属的表头（例如 [[post]]）下面";
        return Finding::error(Code::UnknownKey, key.place, message).help(help);
    }
    let names = || {
        let kinds = Kind::ALL.into_iter().map(Kind::key);
        kinds
            .chain(["unit", "words", "score", LEDGER])
            .chain(ledgers.iter().map(|ledger| ledger.key()))
            .chain(List::ALL.iter().map(|list| list.key()))
    };
    let help = match nearest(name, names()) {
        Some(near) => format!("是不是要写 {near}？"),
        None => format!(
            "是一种台账的记录，先用 [[ledger]] 写明；别的可以写的表：{}",
            names().collect::<Vec<_>>().join("、")
        ),
    };
    let message = format!("文件最外层没有 {} 这种表", quoted(name));
    Finding::error(Code::UnknownKey, key.place, message).help(help)
}

/// One entity before it is read.
pub(super) struct Raw<'a> {
    pub table: &'a Table,
    /// The head of its table.
    pub place: Place,
    /// Its id; `None` where it has none, so that nothing can refer to it.
    pub id: Option<Spanned<&'a str>>,
}

/// What references are resolved against.
pub(super) struct Registry<'a> {
    pub sources: &'a Sources,
    /// The tables that stand once, by name and file.
    singles: BTreeMap<&'static str, Vec<(Place, &'a Table)>>,
    /// The lists of the vocabulary, by file.
    lists_of_words: BTreeMap<List, Vec<(Place, &'a Table)>>,
    /// What the unit calls things; read before all that is named by it.
    pub vocabulary: Vocabulary,
    /// The kinds of records, the preset's and the unit's own.
    pub ledgers: Vec<Ledger>,
    /// The keys that the unit has added to tables of other kinds.
    pub own: Vec<OwnFields>,
    /// Entities by kind; those without an id come last.
    lists: BTreeMap<Kind, Vec<Raw<'a>>>,
    /// The first entity with an id: its index in the list.
    ids: BTreeMap<Kind, BTreeMap<&'a str, usize>>,
    /// Ids written in files that could not be read in full, and so perhaps lost: a reference
    /// to one of them is not at fault.
    lost: BTreeSet<&'a str>,
    /// Read before everything else, since the rest cites them.
    pub regulations: Vec<Regulation>,
}

impl<'a> Registry<'a> {
    /// Collects and sorts what `loaded` holds.
    pub fn new(loaded: &'a Loaded, findings: &mut Vec<Finding>) -> Self {
        let mut registry = Self {
            sources: &loaded.sources,
            singles: BTreeMap::new(),
            lists_of_words: BTreeMap::new(),
            vocabulary: Vocabulary::default(),
            ledgers: ledger::ledgers(preset::ledgers(), &tables_of(loaded, &[LEDGER]), findings),
            own: Vec::new(),
            lists: BTreeMap::new(),
            ids: BTreeMap::new(),
            lost: lost_ids(loaded),
            regulations: Vec::new(),
        };
        let units = tables_of(loaded, &["unit", "town"]);
        registry.own = own::declared(&units, &mut registry.ledgers, findings);
        for (_, root) in &loaded.tables {
            for (key, value) in &root.entries {
                registry.collect(key, value, findings);
            }
        }
        registry.vocabulary = vocabulary::read(&registry, findings);
        for kind in registry.kinds().collect::<Vec<_>>() {
            registry.read_ids(kind, findings);
        }
        registry.sort();
        for (kind, list) in &registry.lists {
            let ids = registry.ids.entry(*kind).or_default();
            for (index, raw) in list.iter().enumerate() {
                if let Some(id) = &raw.id {
                    ids.entry(id.value).or_insert(index);
                }
            }
        }
        registry
    }

    /// The `[unit]` tables by file; `[town]` is the older spelling.
    pub fn units(&self) -> Vec<(Place, &'a Table)> {
        let mut units = self.singles("unit");
        units.extend(self.singles("town"));
        // A part that only declares keys may stand in a file of its own.
        let only_keys = |table: &Table| {
            let mut keys = table.entries.iter().map(|(key, _)| key.as_str());
            !table.entries.is_empty() && keys.all(|key| key == "fields")
        };
        let parts = units.iter().filter(|(_, table)| only_keys(table)).count();
        if parts < units.len() {
            units.retain(|(_, table)| !only_keys(table));
        }
        units.sort_by_key(|(place, _)| *place);
        units
    }

    /// Where the kind of unit is written that there is none of.
    pub fn unknown_kind(&self) -> Option<Place> {
        let (_, unit) = self.units().first().copied()?;
        let (_, kind) = unit.get("kind")?;
        match &kind.value {
            Value::String(key) if super::preset::preset(key).is_none() => Some(kind.place),
            _ => None,
        }
    }

    /// The tables of that name which may stand once, by file.
    pub fn singles(&self, name: &str) -> Vec<(Place, &'a Table)> {
        self.singles.get(name).cloned().unwrap_or_default()
    }

    /// The tables of a list of the vocabulary that the rules write.
    pub fn vocabulary_tables(&self, list: List) -> &[(Place, &'a Table)] {
        self.lists_of_words.get(&list).map_or(&[], Vec::as_slice)
    }

    /// Every kind, records among them.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> + '_ {
        let records = self.ledgers.iter().copied().map(Kind::Record);
        Kind::ALL.into_iter().chain(records)
    }

    /// The entities of a kind, in the order of the unit's list.
    pub fn list(&self, kind: Kind) -> &[Raw<'a>] {
        self.lists.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The index of the entity of that kind and id.
    pub fn index(&self, kind: Kind, id: &str) -> Option<usize> {
        self.ids.get(&kind)?.get(id).copied()
    }

    /// What findings call an entity of a kind.
    pub fn named(&self, kind: Kind) -> &str {
        match kind {
            Kind::Department => &self.vocabulary.words.department,
            kind => kind.chinese(),
        }
    }

    /// Whether an entity with that id may have been lost to a fault of its file.
    pub fn may_be_lost(&self, id: &str) -> bool {
        self.lost.contains(id)
    }

    fn collect(
        &mut self,
        key: &'a Spanned<String>,
        value: &'a Spanned<Value>,
        findings: &mut Vec<Finding>,
    ) {
        let name = key.value.as_str();
        let kind = self.kinds().find(|kind| kind.key() == name);
        let kind = kind.map(Head::Entity);
        let list = List::from_key(name).map(Head::List);
        let single = SINGLES.iter().find(|single| **single == name);
        let ledger = (name == LEDGER).then_some(Head::Ledger);
        let Some(head) = kind
            .or(ledger)
            .or(list)
            .or(single.map(|single| Head::Single(single)))
        else {
            findings.push(unknown(key, value, &self.ledgers));
            return;
        };
        let many = !matches!(head, Head::Single(_));
        let written = if many {
            format!("[[{name}]]")
        } else {
            format!("[{name}]")
        };
        let mut wrong = |place: Place, value: &Value| {
            let message = format!("{name} 应当写成 {written} 这样的表，这里是{}", value.kind());
            let help = format!("表头写成 {written}，下面一行一个键");
            findings.push(Finding::error(Code::WrongType, place, message).help(help));
        };
        match &value.value {
            Value::Array(items) => {
                if !many {
                    wrong(value.place, &value.value);
                }
                for item in items {
                    match &item.value {
                        Value::Table(table) => self.add(head, table, item.place),
                        other => wrong(item.place, other),
                    }
                }
            }
            Value::Table(table) => {
                if many {
                    // Read all the same: the clerk forgot one bracket, and others refer to it.
                    wrong(value.place, &value.value);
                }
                self.add(head, table, value.place);
            }
            other => wrong(value.place, other),
        }
    }

    fn add(&mut self, head: Head, table: &'a Table, place: Place) {
        match head {
            Head::Ledger => {}
            Head::Single(name) => self.singles.entry(name).or_default().push((place, table)),
            Head::List(list) => {
                let tables = self.lists_of_words.entry(list).or_default();
                tables.push((place, table));
            }
            Head::Entity(kind) => self.lists.entry(kind).or_default().push(Raw {
                table,
                place,
                id: None,
            }),
        }
    }

    /// Reads the ids of a kind, in the order written, so that of two the later is at fault.
    fn read_ids(&mut self, kind: Kind, findings: &mut Vec<Finding>) {
        if !kind.has_id() {
            return;
        }
        let label = self.named(kind).to_owned();
        let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
        for raw in self.lists.get_mut(&kind).into_iter().flatten() {
            let Some((_, value)) = raw.table.get("id") else {
                let broken = raw.table.torn || raw.table.broken.iter().any(|key| key == "id");
                if !broken {
                    let message = format!("这个{label}没有写 id");
                    let help = "加上 id = \"……\"，别处用它来引用";
                    findings.push(Finding::error(Code::MissingKey, raw.place, message).help(help));
                }
                continue;
            };
            let Value::String(id) = &value.value else {
                let message = format!("id 应当是文字，这里是{}", value.kind());
                let help = "编号要加引号";
                findings.push(Finding::error(Code::WrongType, value.place, message).help(help));
                continue;
            };
            findings.extend(check_id(id, value.place));
            match seen.get(id.as_str()) {
                Some(first) => findings.push(
                    Finding::error(
                        Code::DuplicateId,
                        value.place,
                        format!("{label}的编号 {} 已经用过", quoted(id)),
                    )
                    .help("两个是同一个就删去一个，不是就换一个编号")
                    .related(*first, "已在此处定义"),
                ),
                None => {
                    seen.insert(id, value.place);
                }
            }
            raw.id = Some(Spanned::new(id, value.place));
        }
    }

    /// Puts every list in the order that pages print. References are numbers into the lists,
    /// so this comes before any of them is resolved.
    fn sort(&mut self) {
        let orders = |kind| -> BTreeMap<&str, i64> {
            let list: &Vec<Raw<'_>> = match self.lists.get(&kind) {
                Some(list) => list,
                None => return BTreeMap::new(),
            };
            list.iter()
                .filter_map(|raw| Some((raw.id.as_ref()?.value, peek_integer(raw.table, "order")?)))
                .collect()
        };
        let (departments, classes) = (orders(Kind::Department), orders(Kind::Class));
        let vocabulary = &self.vocabulary;
        let leads = |table: &Table| {
            let role = peek_string(table, "role").and_then(|role| vocabulary.role(role));
            role.is_some_and(|role| role.entry().is == Some(RoleIs::Leader))
        };
        let order_of = |orders: &BTreeMap<&str, i64>, table: &Table, key: &str| {
            let id = peek_string(table, key).unwrap_or_default();
            orders.get(id).copied().unwrap_or(i64::MAX)
        };
        for (kind, list) in &mut self.lists {
            list.sort_by_cached_key(|raw| {
                let (group, order, number) = match kind {
                    Kind::Department | Kind::Class => {
                        (0, peek_integer(raw.table, "order").unwrap_or(i64::MAX), 0)
                    }
                    Kind::Regulation => {
                        (0, peek_integer(raw.table, "number").unwrap_or(i64::MAX), 0)
                    }
                    Kind::Post if leads(raw.table) => (0, 0, 0),
                    Kind::Post if raw.table.get("organ").is_some() => (1, 0, 0),
                    Kind::Post => (2, order_of(&departments, raw.table, "department"), 0),
                    Kind::Workflow | Kind::Authority => {
                        (0, order_of(&departments, raw.table, "department"), 0)
                    }
                    Kind::Risk | Kind::Measure => (
                        0,
                        order_of(&classes, raw.table, "class"),
                        raw.id.as_ref().map_or(u64::MAX, |id| last_number(id.value)),
                    ),
                    _ => (0, 0, 0),
                };
                (raw.id.is_none() && kind.has_id(), group, order, number)
            });
        }
    }
}

/// A string without any finding: sorting and naming only want what is plainly there.
pub(super) fn peek_string<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    match table.get(key) {
        Some((_, value)) => match &value.value {
            Value::String(text) => Some(text),
            _ => None,
        },
        None => None,
    }
}

fn peek_integer(table: &Table, key: &str) -> Option<i64> {
    match table.get(key)?.1.value {
        Value::Integer(number) => Some(number),
        _ => None,
    }
}

/// The number at the end of an id: 10 in `cw-10`.
fn last_number(id: &str) -> u64 {
    let digits = id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    id[digits..].parse().unwrap_or(u64::MAX)
}
