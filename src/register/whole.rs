//! Everything that the rules write, one after another: what two states of them are compared by.
//!
//! The registers show what a clerk edits in sheets; here is every table there is, those without a
//! sheet too. Which tables and keys those are, and what each is called, is declared in
//! `fields.toml`, by the unit's ledgers and by its keys of its own.

use super::kinds::in_words;
use super::meaning::Meaning;
use super::names::Names;
use super::rows::{tables, ARTICLES, WITH_ARTICLES};
use super::{text, toml_text};
use crate::diagnostic::{Place, Spanned};
use crate::fields::{self, Field, Holds};
use crate::load::{Loaded, Table, Value};
use crate::model::vocabulary::find;
use crate::model::Unit;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A table of the rules: a post, a step of a workflow, an article, a record, the unit's facts.
#[derive(Debug, Clone)]
pub struct Entity {
    /// The name of its tables: `post`, `workflow.step`, `regulation.chapter.article`.
    pub kind: String,
    /// What such tables are called: 岗位.
    pub title: String,
    /// Its id, where its kind has ids.
    pub id: Option<String>,
    /// What it is called: its name, title, topic or the like; nothing where it has none.
    pub name: String,
    /// The entity that it is part of, by its place in the list: of an article its regulation.
    pub parent: Option<usize>,
    /// The table that it stands in, where that is another: of an article its chapter.
    pub within: Option<usize>,
    /// Its keys, in the order of their declaration.
    pub keys: Vec<Key>,
    /// Its head in the rules.
    pub place: Place,
}

/// A key that is written.
#[derive(Debug, Clone)]
pub struct Key {
    /// How it is written.
    pub key: String,
    /// What it is called.
    pub head: String,
    /// Its declaration; `None` for what a norm of its kind demands.
    pub field: Option<&'static Field>,
    /// The small tables that its value may hold, beside those of `fields.toml`.
    pub inner: &'static [fields::Table],
    /// What is written.
    pub value: Spanned<Value>,
    /// The same in the unit's own words.
    pub said: String,
}

impl Entity {
    /// The key with that name.
    pub fn key(&self, key: &str) -> Option<&Key> {
        self.keys.iter().find(|written| written.key == key)
    }

    /// What stands under a key, in the unit's own words.
    pub fn said(&self, key: &str) -> Option<&str> {
        self.key(key).map(|written| written.said.as_str())
    }
}

/// Every table that `loaded` has, `unit` being made of it; those that others stand in before
/// them, else in the order of the files.
pub fn entities(loaded: &Loaded, unit: &Unit) -> Vec<Entity> {
    let names = Names::new(loaded);
    let mut walk = Walk {
        unit,
        meaning: Meaning {
            vocabulary: &unit.vocabulary,
            names: &names,
        },
        kinds: kinds(unit),
        out: Vec::new(),
    };
    for (_, root) in &loaded.tables {
        for (key, value) in &root.entries {
            for table in tables(value) {
                walk.add(&key.value, &table, None, None);
            }
        }
    }
    walk.out
}

/// The names of all kinds, in the order in which they are declared.
pub fn kinds_in_order(unit: &Unit) -> Vec<String> {
    let declared = fields::tables().iter().filter(|table| !table.inner);
    let declared = declared.map(|table| table.name.clone());
    let ledgers = unit.ledgers.iter().map(|ledger| ledger.key().to_owned());
    declared.chain(ledgers).collect()
}

/// A kind of tables.
struct Kind {
    title: String,
    fields: Vec<&'static Field>,
    /// The small tables of a ledger, or of the unit's own keys.
    inner: &'static [fields::Table],
}

fn kinds(unit: &Unit) -> BTreeMap<String, Kind> {
    let words = unit.words();
    let mut out = BTreeMap::new();
    for table in fields::tables().iter().filter(|table| !table.inner) {
        let own = (unit.own_fields.iter()).filter(|own| own.of.key() == table.name);
        let mut inner: &'static [fields::Table] = &[];
        let mut all: Vec<&'static Field> = table.fields.iter().collect();
        for own in own {
            inner = &own.of.entry().inner;
            all.extend(own.fields());
        }
        let kind = Kind {
            title: in_words(table.title(), words),
            fields: all,
            inner,
        };
        out.insert(table.name.clone(), kind);
    }
    for ledger in &unit.ledgers {
        let entry = ledger.entry();
        let kind = Kind {
            title: entry.title.clone(),
            fields: entry.table.fields.iter().collect(),
            inner: &entry.inner,
        };
        out.insert(ledger.key().to_owned(), kind);
    }
    out
}

struct Walk<'a> {
    unit: &'a Unit,
    meaning: Meaning<'a>,
    kinds: BTreeMap<String, Kind>,
    out: Vec<Entity>,
}

impl Walk<'_> {
    fn add(
        &mut self,
        name: &str,
        table: &Spanned<Arc<Table>>,
        parent: Option<usize>,
        within: Option<usize>,
    ) {
        let Some(kind) = self.kinds.get(name) else {
            return;
        };
        let get = |key| table.get(key).and_then(|(_, value)| text(&value.value));
        // Names come first; of what has none, what it is about.
        let name_keys = [
            "name",
            "short",
            "title",
            "caption",
            "topic",
            "brief",
            "behaviour",
            "wrong",
            "code",
        ];
        let called = name_keys.iter().find_map(|key| get(*key));
        let has_id = kind.fields.iter().any(|field| field.key == "id");
        let entity = Entity {
            kind: name.to_owned(),
            title: kind.title.clone(),
            id: get("id").filter(|_| has_id).map(str::to_owned),
            name: called.unwrap_or_default().to_owned(),
            parent,
            within,
            keys: self.keys(name, kind, table),
            place: table.place,
        };
        let at = self.out.len();
        self.out.push(entity);
        // Articles are counted through the whole of a regulation.
        let (of, inside) = match name {
            "regulation.chapter" | "regulation.chapter.section" => (parent, Some(at)),
            _ => (Some(at), None),
        };
        for (key, value) in &table.entries {
            let nested = match key.as_str() {
                "article" if WITH_ARTICLES.contains(&name) => ARTICLES.to_owned(),
                key => format!("{name}.{key}"),
            };
            if self.kinds.contains_key(&nested) {
                for part in tables(value) {
                    self.add(&nested, &part, of, inside);
                }
            }
        }
    }

    fn keys(&self, name: &str, kind: &Kind, table: &Table) -> Vec<Key> {
        let words = self.unit.words();
        let mut keys = Vec::new();
        for field in &kind.fields {
            let Some((_, value)) = table.get(&field.key) else {
                continue;
            };
            keys.push(Key {
                key: field.key.clone(),
                head: in_words(field.title(), words),
                field: Some(*field),
                inner: kind.inner,
                said: self.said(kind, field, &value.value),
                value: value.clone(),
            });
        }
        if name == "regulation.norm" {
            let declared = |key: &str| kind.fields.iter().any(|field| field.key == key);
            for (key, value) in table.entries.iter().filter(|(key, _)| !declared(key)) {
                keys.push(Key {
                    key: key.value.clone(),
                    head: key.value.clone(),
                    field: None,
                    inner: &[],
                    said: plain(&value.value),
                    value: value.clone(),
                });
            }
        }
        keys
    }

    /// What a value under a key says.
    fn said(&self, kind: &Kind, field: &Field, value: &Value) -> String {
        let Some(holds) = field.holds() else {
            return plain(value);
        };
        let entries = |value: &Value| match value {
            Value::Table(table) => table.entries.clone(),
            _ => Vec::new(),
        };
        match holds {
            Holds::Table { name, .. } => {
                let own = kind.inner.iter().find(|table| table.name == name);
                let inner = own.or_else(|| fields::table(name));
                let rows = tables(&Spanned::new(value.clone(), nowhere()));
                let rows = rows.iter().map(|row| self.row(kind, inner, row));
                rows.collect::<Vec<_>>().join("\n")
            }
            Holds::Scores => {
                let score = |(factor, score): (Spanned<String>, Spanned<Value>)| {
                    let known = find(&self.unit.vocabulary.factors, &factor);
                    let name = known.map_or(factor.as_str(), |factor| factor.chinese());
                    format!("{name}{}", plain(&score.value))
                };
                let all: Vec<String> = entries(value).into_iter().map(score).collect();
                all.join("、")
            }
            Holds::GradeWords => {
                let word = |(grade, word): (Spanned<String>, Spanned<Value>)| {
                    let known = self.unit.vocabulary.grade(&grade);
                    let name = known.map_or(grade.as_str(), |grade| grade.chinese());
                    format!("{name}叫{}", plain(&word.value))
                };
                let all: Vec<String> = entries(value).into_iter().map(word).collect();
                all.join("、")
            }
            Holds::Grid | Holds::OwnKeys | Holds::Choices => plain(value),
            Holds::Text { many: true } | Holds::TextOrTexts => match value {
                Value::Array(items) => {
                    let items = items.iter().map(|item| plain(&item.value));
                    items.collect::<Vec<_>>().join("\n")
                }
                _ => self.meaning.cell(Some(field), value).said(),
            },
            Holds::Day { .. } => match value {
                Value::Date(day) => day.chinese(),
                Value::Array(items) => {
                    let day = |item: &Spanned<Value>| match &item.value {
                        Value::Date(day) => day.chinese(),
                        other => plain(other),
                    };
                    items.iter().map(day).collect::<Vec<_>>().join("、")
                }
                _ => plain(value),
            },
            _ => match self.meaning.cell(Some(field), value).said() {
                said if said.is_empty() => plain(value),
                said => said,
            },
        }
    }

    /// A small table on one line: 去哪一步 s4，什么情况 是.
    fn row(&self, kind: &Kind, inner: Option<&'static fields::Table>, row: &Table) -> String {
        let Some(inner) = inner else {
            return plain(&Value::Table(Arc::new(row.clone())));
        };
        let said = inner.fields.iter().filter_map(|field| {
            let (_, value) = row.get(&field.key)?;
            let said = self.said(kind, field, &value.value).replace('\n', "；");
            let head = in_words(field.title(), self.unit.words());
            Some(format!("{head} {said}"))
        });
        said.collect::<Vec<_>>().join("，")
    }
}

/// A value as it is written, without the quotes of a text.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.replace("\r\n", "\n"),
        Value::Boolean(true) => super::meaning::YES.to_owned(),
        Value::Boolean(false) => super::meaning::NO.to_owned(),
        Value::Date(day) => day.chinese(),
        Value::Array(items) => {
            let items = items.iter().map(|item| plain(&item.value));
            items.collect::<Vec<_>>().join("、")
        }
        other => toml_text::value(other, None),
    }
}

fn nowhere() -> Place {
    Place::new(crate::diagnostic::SourceId(0), 0..0)
}
