//! Names in an expression that nothing has, told before it runs.

use super::entity::dashed;
use super::offered::{helpers, BUILT_IN_FILTERS, BUILT_IN_TESTS};
use super::{Declared, Facts};
use crate::diagnostic::words::nearest;
use crate::fields::{self, Holds};
use std::collections::BTreeSet;

/// What stands in every expression beside the functions.
pub(super) const VARIABLES: [&str; 3] = ["it", "today", "unit"];

/// A name that nothing has.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::check) struct Unknown {
    /// The name.
    pub name: String,
    /// What it was taken for, in Chinese.
    pub what: &'static str,
    /// The nearest that there is.
    pub near: Option<String>,
}

/// The names in `source` that nothing has. `used` are the names and paths that minijinja finds in
/// it (`it.department.grade`), `it` is of kind `each`, and `of`, where there is one, of the other.
pub(in crate::check) fn unknown(
    facts: &Facts,
    (each, asked_for): (&str, Option<&str>),
    source: &str,
    used: &BTreeSet<String>,
) -> Vec<Unknown> {
    let mut out = Vec::new();
    let functions = || helpers().iter().filter(|h| !h.is_filter()).map(|h| h.name);
    for path in used {
        let mut steps = path.split('.');
        let first = steps.next().unwrap_or_default();
        let variables = || {
            let of = asked_for.map(|_| "of");
            VARIABLES.into_iter().chain(of)
        };
        if !variables().any(|name| name == first) && !functions().any(|name| name == first) {
            let known: Vec<&str> = variables().chain(functions()).collect();
            out.push(Unknown {
                name: first.to_owned(),
                what: "名称",
                near: nearest(first, known).map(str::to_owned),
            });
            continue;
        }
        let start = match first {
            "it" => facts.declared(each),
            "of" => asked_for.and_then(|kind| facts.declared(kind)),
            "unit" => facts.declared("unit"),
            _ => None,
        };
        out.extend(start.and_then(|start| off_the_path(facts, start, steps)));
    }
    let filters: Vec<&str> = helpers()
        .iter()
        .filter(|helper| helper.is_filter())
        .map(|helper| helper.name)
        .chain(BUILT_IN_FILTERS)
        .collect();
    for (what, name) in after_marks(source) {
        let known = match what {
            "过滤器" => filters.as_slice(),
            _ => BUILT_IN_TESTS.as_slice(),
        };
        if !known.contains(&name.as_str()) {
            let near = nearest(&name, known.iter().copied()).map(str::to_owned);
            out.push(Unknown { name, what, near });
        }
    }
    out.dedup();
    out
}

/// The first step of a path that is no key of what it is asked of.
fn off_the_path<'p>(
    facts: &Facts,
    start: Declared,
    steps: impl Iterator<Item = &'p str>,
) -> Option<Unknown> {
    let mut at = Some(start);
    for step in steps {
        let of = at?;
        let key = dashed(step);
        let Some(field) = of.table.fields.iter().find(|field| field.key == key) else {
            let below = format!("{}.", of.table.name);
            if fields::table(&format!("{below}{key}")).is_some() {
                return None;
            }
            let tables = fields::tables().iter().map(|table| table.name.as_str());
            let tables = tables.filter_map(|name| name.strip_prefix(&below));
            let keys = of.table.fields.iter().map(|field| field.key.as_str());
            let known: Vec<&str> = keys.chain(tables).collect();
            return Some(Unknown {
                name: step.to_owned(),
                what: "键",
                near: nearest(&key, known).map(|near| near.replace('-', "_")),
            });
        };
        at = match field.holds() {
            Some(Holds::Reference { kind, many: false }) => facts.declared(kind),
            Some(Holds::Table { name, many: false }) => {
                let own = of.inner.iter().find(|inner| inner.name == name);
                own.or(fields::table(name))
                    .map(|table| Declared { table, ..of })
            }
            _ => None,
        };
    }
    None
}

/// The words after `|` and after `is`, outside strings.
fn after_marks(source: &str) -> Vec<(&'static str, String)> {
    let mut plain = String::new();
    let mut quote = None;
    let mut escaped = false;
    for c in source.chars() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') => {
                quote = Some(c);
                plain.push(' ');
            }
            None => plain.push(c),
        }
    }
    let word = |text: &str| {
        let name = |c: char| c.is_alphanumeric() || c == '_';
        let text = text.trim_start();
        text.chars().take_while(|c| name(*c)).collect::<String>()
    };
    let mut out: Vec<(&'static str, String)> = plain
        .split('|')
        .skip(1)
        .map(|rest| ("过滤器", word(rest)))
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    for (at, _) in words.iter().enumerate().filter(|(_, word)| **word == "is") {
        let next = words.get(at + 1).filter(|word| **word == "not");
        let test = words.get(at + 1 + usize::from(next.is_some()));
        out.extend(test.map(|test| ("判断", word(test))));
    }
    out.retain(|(_, name)| !name.is_empty());
    out
}
