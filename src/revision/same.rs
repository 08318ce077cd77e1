//! When two values say the same, however they are written: the order of keys and of sets, the
//! blanks at the ends of lines, and ids that were given anew make no difference.

use crate::fields::{self, Field, Holds};
use crate::load::{Table, Value};
use crate::model::ArticlePath;
use crate::register::Key;
use std::collections::BTreeMap;

/// What is called otherwise in the new state: by what it is called there, what it was called.
#[derive(Debug, Default)]
pub(super) struct Renames {
    /// By kind and id.
    pub ids: BTreeMap<(String, String), String>,
    /// By id, whatever the kind, for what does not say of which kind it speaks.
    pub any: BTreeMap<String, String>,
    /// By the new regulation's id and the article's number.
    pub articles: BTreeMap<(String, String), String>,
}

impl Renames {
    fn id(&self, kinds: &[&str], id: &str) -> String {
        let mut known = kinds
            .iter()
            .filter_map(|kind| self.ids.get(&((*kind).to_owned(), id.to_owned())));
        known.next().map_or(id, String::as_str).to_owned()
    }

    /// A path in a regulation: 12.1.
    fn path(&self, regulation: &str, path: &str) -> String {
        let Some(parsed) = ArticlePath::parse(path) else {
            return path.to_owned();
        };
        let number = parsed.article().to_string();
        match self.articles.get(&(regulation.to_owned(), number.clone())) {
            Some(was) => format!("{was}{}", path.strip_prefix(&number).unwrap_or_default()),
            None => path.to_owned(),
        }
    }

    /// A place in the regulations: r1:12.1.
    fn cite(&self, cite: &str) -> String {
        match cite.split_once(':') {
            Some((regulation, path)) => {
                let path = self.path(regulation, path);
                format!("{}:{path}", self.id(&["regulation"], regulation))
            }
            None => self.id(&["regulation"], cite),
        }
    }
}

/// What a key says, so that two are equal where they say the same. `anew` has what is called
/// otherwise now, of a key of the new state; `regulation` is the id of the one it stands in.
pub(super) fn said(key: &Key, anew: Option<&Renames>, regulation: Option<&str>) -> String {
    let none = Renames::default();
    let one = One {
        anew: anew.unwrap_or(&none),
        inner: key.inner,
    };
    // Articles of their own regulation are named by numbers alone.
    if let (Some(regulation), "article", Value::String(path)) =
        (regulation, key.key.as_str(), &key.value.value)
    {
        return one.anew.path(regulation, path);
    }
    one.value(key.field, &key.value.value)
}

struct One<'a> {
    anew: &'a Renames,
    inner: &'static [fields::Table],
}

impl One<'_> {
    fn value(&self, field: Option<&'static Field>, value: &Value) -> String {
        let holds = field.and_then(Field::holds);
        let is_set = matches!(
            holds,
            Some(
                Holds::Reference { many: true, .. }
                    | Holds::Term { many: true, .. }
                    | Holds::Word { many: true, .. }
                    | Holds::Day { many: true }
                    | Holds::Cite { many: true }
            )
        );
        match value {
            Value::Array(items) => {
                let mut items: Vec<String> = items
                    .iter()
                    .map(|item| self.value(field, &item.value))
                    .collect();
                if is_set {
                    items.sort_unstable();
                }
                items.join("\u{1}")
            }
            Value::Table(table) => self.table(holds.as_ref(), table),
            Value::String(text) => match &holds {
                Some(Holds::Reference { kind, .. }) => self.anew.id(&[kind], text),
                Some(Holds::Actor { .. }) => self.anew.id(&["post", "department", "organ"], text),
                Some(Holds::Cite { .. }) => self.anew.cite(text),
                None => self.anew.any.get(text).unwrap_or(text).clone(),
                Some(_) => lines(text),
            },
            Value::Integer(number) => number.to_string(),
            Value::Float(number) => number.to_string(),
            Value::Boolean(yes) => yes.to_string(),
            Value::Date(day) => day.to_string(),
        }
    }

    fn table(&self, holds: Option<&Holds<'_>>, table: &Table) -> String {
        let inner = match holds {
            Some(Holds::Table { name, .. }) => {
                let own = self.inner.iter().find(|table| table.name == *name);
                own.or_else(|| fields::table(name))
            }
            _ => None,
        };
        let mut entries: Vec<String> = (table.entries.iter())
            .map(|(key, value)| {
                let mut fields = inner.into_iter().flat_map(|table| &table.fields);
                let field = fields.find(|field| field.key == key.value);
                format!("{}\u{2}{}", key.value, self.value(field, &value.value))
            })
            .collect();
        entries.sort_unstable();
        entries.join("\u{3}")
    }
}

/// A text without the blanks that nobody sees.
fn lines(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
