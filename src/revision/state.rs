//! A state of the rules: the files as they are, a folder, or a revision of version control.

use super::git::Repository;
use crate::build::preset;
use crate::build::{self, INHERITED};
use crate::date::Date;
use crate::diagnostic::{sort, Finding, Severity, SourceId, Sources};
use crate::load::{self, Loaded, Table, Value};
use crate::model::Unit;
use crate::register::{entities, Entity};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The lists of a kind of unit that hold where the rules write none of their own.
const LISTS: [&str; 11] = [
    "grade",
    "power",
    "role",
    "factor",
    "score",
    "level",
    "focus",
    "meeting-kind",
    "decision-kind",
    "theme",
    "words",
];

/// What the files as they are now are called.
pub const NOW: &str = "现在的文件";

/// A state of the rules.
#[derive(Debug)]
pub struct State {
    /// What it is called: v1, 现在的文件, a folder.
    pub name: String,
    /// The day of its commit; of the files as they are none.
    pub day: Option<Date>,
    /// The files, for the places of what has changed.
    pub sources: Sources,
    /// What they say.
    pub unit: Unit,
    /// The tables that they hold.
    pub(super) entities: Vec<Entity>,
}

/// Why a state could not be read.
#[derive(Debug)]
pub enum Trouble {
    /// There is none: why, and what to do, in Chinese.
    None(String),
    /// There is one, and these are its faults.
    Faulty {
        /// What the state is called.
        name: String,
        /// Its errors.
        findings: Vec<Finding>,
        /// Its files.
        sources: Sources,
    },
}

impl State {
    /// The rules as they lie in a folder now.
    ///
    /// # Errors
    /// Their faults.
    pub fn of_folder(folder: &Path, name: &str) -> Result<Self, Trouble> {
        Self::of(load::load(folder), name.to_owned(), None)
    }

    /// The state that `asked` names: a folder, else a revision of the repository that `rules` lies
    /// in.
    ///
    /// # Errors
    /// Why there is none, or its faults.
    pub fn named(asked: &str, rules: &Path) -> Result<Self, Trouble> {
        if asked.starts_with('-') {
            return Err(Trouble::None(format!(
                "错误：{asked} 不是版本，版本的名称不能用 - 开头\n"
            )));
        }
        let folder = Path::new(asked);
        let is_folder = folder.is_dir();
        // What is written as a path is none.
        let is_path = folder.is_absolute() || asked.starts_with("./") || asked.starts_with("../");
        let is_path = is_path || asked == "." || asked == ".." || asked.ends_with('/');
        let repository = Repository::of(rules);
        if is_folder {
            let both = !is_path
                && repository
                    .as_ref()
                    .is_ok_and(|repository| repository.has(asked).unwrap_or(false));
            if both {
                return Err(Trouble::None(format!(
                    "错误：{asked} 既是文件夹，又是版本\n  要文件夹，写 ./{asked}；要版本，写 heads/{asked} 或者 tags/{asked}\n"
                )));
            }
            return Self::of_folder(folder, asked);
        }
        if is_path {
            return Err(Trouble::None(format!("错误：没有 {asked} 这个文件夹\n")));
        }
        let tree = repository.and_then(|repository| repository.tree(asked));
        let tree = tree.map_err(Trouble::None)?;
        let shown = match asked.contains(':') {
            true => asked.to_owned(),
            false => format!("{asked}:{}", rules.to_string_lossy()),
        };
        let loaded = load::load_files(&shown, tree.files);
        Self::of(loaded, asked.to_owned(), tree.day)
    }

    fn of(loaded: Loaded, name: String, day: Option<Date>) -> Result<Self, Trouble> {
        let (unit, found) = build::build(&loaded);
        let mut findings = loaded.findings.clone();
        findings.extend(found);
        findings.retain(|finding| finding.severity == Severity::Error);
        if !findings.is_empty() {
            sort(&mut findings);
            return Err(Trouble::Faulty {
                name,
                findings,
                sources: loaded.sources,
            });
        }
        let whole = whole(&loaded);
        Ok(Self {
            name,
            day,
            entities: entities(&whole, &unit),
            sources: whole.sources,
            unit,
        })
    }

    /// The day that a record counts from; of what is no record none.
    pub(super) fn day_of(&self, entity: &Entity) -> Option<Date> {
        let mut ledgers = self.unit.ledgers.iter();
        let ledger = ledgers.find(|ledger| ledger.key() == entity.kind)?;
        let key = ledger.entry().day.as_deref()?;
        match entity.key(key)?.value.value {
            Value::Date(day) => Some(day),
            _ => None,
        }
    }

    /// Where something stands: rules/posts.toml and the line.
    pub(super) fn place(&self, entity: &Entity) -> (String, usize) {
        let source = entity.place.source;
        if source.0 as usize >= self.sources.iter().count() {
            return (String::new(), 0);
        }
        let (line, _) = self.sources.get(source).line_column(entity.place.start);
        (self.sources.shown_path(source), line)
    }
}

/// The rules with what holds where they write nothing: the lists of their kind of unit, and what a
/// department takes from the one that it is like. Whoever writes that out changes nothing.
fn whole(loaded: &Loaded) -> Loaded {
    let mut whole = loaded.clone();
    // [town] is what [unit] was called once.
    for (_, root) in &mut whole.tables {
        for (key, _) in root
            .entries
            .iter_mut()
            .filter(|(key, _)| key.value == "town")
        {
            key.value = "unit".to_owned();
        }
    }
    let written = |name: &str| {
        let mut roots = loaded.tables.iter();
        roots.any(|(_, root)| root.get(name).is_some())
    };
    let mut unsaid = Vec::new();
    let kind = whole
        .tables
        .iter()
        .find_map(|(_, root)| match &root.get("unit")?.1.value {
            Value::Table(unit) => match &unit.get("kind")?.1.value {
                Value::String(kind) => Some(kind.clone()),
                _ => None,
            },
            _ => None,
        });
    let preset = kind.and_then(|kind| preset::preset(&kind));
    let preset = preset.unwrap_or(&preset::PRESETS[0]);
    // They stand in no file of the unit.
    let mut table = load::parse(SourceId(u32::MAX), preset.text, &mut unsaid);
    table
        .entries
        .retain(|(key, _)| LISTS.contains(&key.as_str()));
    if let Some((_, words)) = table
        .entries
        .iter_mut()
        .find(|(key, _)| key.value == "words")
    {
        let said = loaded.tables.iter().find_map(|(_, root)| root.get("words"));
        let said = said.and_then(|(_, value)| match &value.value {
            Value::Table(said) => Some(said.clone()),
            _ => None,
        });
        if let (Some(said), Value::Table(unsaid)) = (said, &words.value) {
            let mut both = Table::clone(&said);
            let missing = unsaid
                .entries
                .iter()
                .filter(|(key, _)| said.get(key).is_none());
            both.entries.extend(missing.cloned());
            words.value = Value::Table(Arc::new(both));
            for (_, root) in &mut whole.tables {
                root.entries.retain(|(key, _)| key.value != "words");
            }
        }
    }
    table
        .entries
        .retain(|(key, _)| key.value == "words" || !written(key));
    whole.tables.push((SourceId(u32::MAX), table));
    fill_likes(&mut whole);
    whole
}

/// Writes into each department what it takes from the one that it is like.
fn fill_likes(loaded: &mut Loaded) {
    let mut all: BTreeMap<String, Arc<Table>> = BTreeMap::new();
    let text = |table: &Table, key: &str| match table.get(key).map(|(_, value)| &value.value) {
        Some(Value::String(text)) => Some(text.clone()),
        _ => None,
    };
    each_department(loaded, |table| {
        if let Some(id) = text(table, "id") {
            all.insert(id, table.clone());
        }
    });
    each_department(loaded, |table| {
        let mut next = text(table, "like");
        let mut filled = Table::clone(table);
        filled.entries.retain(|(key, _)| key.value != "like");
        let mut steps = 0;
        while let Some(model) = next.as_ref().and_then(|id| all.get(id)) {
            let known: Vec<_> = (model.entries.iter())
                .filter(|(key, _)| INHERITED.contains(&key.as_str()))
                .filter(|(key, _)| filled.get(key).is_none())
                .cloned()
                .collect();
            filled.entries.extend(known);
            next = text(model, "like");
            steps += 1;
            if steps > all.len() {
                break;
            }
        }
        *table = Arc::new(filled);
    });
}

fn each_department(loaded: &mut Loaded, mut act: impl FnMut(&mut Arc<Table>)) {
    for (_, root) in &mut loaded.tables {
        for (key, value) in &mut root.entries {
            if key.value != "department" {
                continue;
            }
            let items = match &mut value.value {
                Value::Array(items) => items.as_mut_slice(),
                _ => std::slice::from_mut(value),
            };
            for item in items {
                if let Value::Table(table) = &mut item.value {
                    act(table);
                }
            }
        }
    }
}
