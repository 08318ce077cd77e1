//! The closed set of norm kinds: what an article can demand of the unit's records, with
//! which parameters. Numbers, lists and names stand in the norm; the rules read them through
//! [`read`] and bring none of their own.
//!
//! A kind belongs to the set when a rule says that it reads it ([`Rule::norms`](super::Rule)),
//! or when it is written down only ([`documented`]).

mod about;
pub(super) mod compare;
mod documented;
mod general;
pub mod kinds;
pub mod read;
mod record_kinds;
mod reference;
mod replaced;
pub(super) mod shape;
pub(super) mod shapes;
pub mod shown;

pub(in crate::check) use about::about;
pub use documented::DOCUMENTED;
pub use reference::reference;
pub(in crate::check) use replaced::replaced;
pub use shape::{Allowed, Entity, Listed, Shape};

use super::ledger::{self, Ledger, Named};
use super::RULES;
use crate::diagnostic::words::{nearest, quoted};
use crate::model::{Norm, Unit};
use shape::Fault;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A kind of norm.
#[derive(Debug)]
pub struct Kind {
    /// How the rules write it.
    pub name: &'static str,
    /// What it demands, in Chinese, in a few words.
    pub title: &'static str,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// The parameters that say what thing the norm is about, where two norms about the same
    /// thing must say the same. `None` where each norm adds to the others, or where what
    /// they say of each object is compared instead.
    pub identity: Option<&'static [&'static str]>,
    /// Whether the norm reads the items below its place as a list, so that it holds the unit to
    /// each of them: norms that have these words under these keys do. `None` where it says
    /// only what its own place says.
    pub lists: Option<&'static [(&'static str, &'static str)]>,
    /// Finds parameters that are right one by one and ask for nothing together.
    pub together: Option<fn(&Norm) -> Option<Slip>>,
}

/// What is wrong with parameters together, and what to do.
pub type Slip = (String, &'static str);

/// A parameter of a kind of norm.
#[derive(Debug)]
pub struct Parameter {
    /// Its key.
    pub key: &'static str,
    /// Whether a norm without it makes no sense.
    pub required: bool,
    /// What it holds.
    pub shape: Shape,
    /// What it means, in Chinese.
    pub meaning: &'static str,
}

/// A required parameter.
pub(super) const fn must(key: &'static str, shape: Shape, meaning: &'static str) -> Parameter {
    Parameter {
        key,
        required: true,
        shape,
        meaning,
    }
}

/// A parameter that may be left out.
pub(super) const fn may(key: &'static str, shape: Shape, meaning: &'static str) -> Parameter {
    Parameter {
        key,
        required: false,
        shape,
        meaning,
    }
}

/// Norms that a rule holds the unit to, and where it looks.
#[derive(Debug)]
pub struct Reads {
    /// Their kind.
    pub kind: &'static Kind,
    /// Only those that have these words under these keys; `true` also stands for a flag.
    words: &'static [(&'static str, &'static str)],
    /// Only those that have one of these keys, where there are any.
    keys: &'static [&'static str],
    /// The records that show whether they are kept; `None` where the unit's own entries do, or
    /// the norm names its ledger itself.
    ledger: Option<&'static Ledger>,
}

impl Reads {
    /// Every norm of a kind.
    pub(super) const fn all(kind: &'static Kind) -> Self {
        Self::only(kind, &[])
    }

    /// The norms of a kind that have these words.
    pub(super) const fn only(
        kind: &'static Kind,
        words: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self {
            kind,
            words,
            keys: &[],
            ledger: None,
        }
    }

    /// The norms of a kind that have one of these keys.
    pub(super) const fn having(kind: &'static Kind, keys: &'static [&'static str]) -> Self {
        Self {
            keys,
            ..Self::all(kind)
        }
    }

    /// The same norms, where only such records can show that they are kept.
    pub(super) const fn shown_by(mut self, ledger: &'static Ledger) -> Self {
        self.ledger = Some(ledger);
        self
    }

    /// What the records are called that would show whether `norm` is kept, where the unit keeps
    /// none of them.
    pub fn unrecorded(&self, norm: &Norm, unit: &Unit) -> Option<String> {
        let named = ledger::of_norm(unit, norm).map(|id| Named::of(unit, id));
        match (self.ledger, named) {
            (Some(ledger), _) => (!(ledger.is_kept)(unit)).then(|| ledger.name.to_owned()),
            (None, Some(named)) => (!named.is_kept).then_some(named.name),
            (None, None) => None,
        }
    }

    /// Whether `norm` is one of them.
    pub fn covers(&self, norm: &Norm) -> bool {
        let has = self.keys.is_empty() || self.keys.iter().any(|key| norm.get(key).is_some());
        self.kind.is_of(norm) && has && says(norm, self.words)
    }
}

/// Whether the norm has all these words under these keys; `true` also stands for a flag.
fn says(norm: &Norm, words: &[(&str, &str)]) -> bool {
    words.iter().all(|&(key, word)| {
        norm.word(key) == Some(word) || (word == "true" && read::flag(norm, key))
    })
}

/// Every kind, by name.
pub fn all() -> &'static [&'static Kind] {
    static ALL: LazyLock<Vec<&'static Kind>> = LazyLock::new(|| {
        let read = RULES.iter().flat_map(|rule| rule.norms).map(|r| r.kind);
        let mut all: Vec<_> = read
            .chain(DOCUMENTED.iter().map(|(kind, _)| kind))
            .collect();
        all.sort_by_key(|kind| kind.name);
        all.dedup_by_key(|kind| kind.name);
        all
    });
    &ALL
}

/// Whether norms of some kind hold an expression under `key`, which is no running text.
pub(super) fn holds_expression(key: &str) -> bool {
    static KEYS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
        let all = all().iter().flat_map(|kind| kind.all_parameters());
        let held = all.filter(|parameter| matches!(parameter.shape, Shape::Expression));
        held.map(|parameter| parameter.key).collect()
    });
    KEYS.contains(key)
}

impl Kind {
    /// Whether `norm` is of this kind.
    pub fn is_of(&self, norm: &Norm) -> bool {
        *norm.kind == *self.name
    }

    /// The kind with that name.
    pub fn find(name: &str) -> Option<&'static Kind> {
        all().iter().find(|kind| kind.name == name).copied()
    }

    /// Whether a norm of this kind reads the items below its place too.
    pub fn lists(&self, norm: &Norm) -> bool {
        self.lists.is_some_and(|words| says(norm, words))
    }

    /// The parameter with that key.
    pub fn parameter(&self, key: &str) -> Option<&'static Parameter> {
        self.all_parameters().find(|p| p.key == key)
    }
}

/// What is wrong with a norm of a known kind: a key that is none of its parameters, a value
/// that its parameter cannot hold, a parameter left out.
pub(in crate::check) fn faults(norm: &Norm, unit: &Unit) -> Vec<Fault> {
    let mut out = Vec::new();
    let Some(kind) = Kind::find(&norm.kind) else {
        return out;
    };
    let mut slips = Vec::new();
    for (key, value) in &norm.parameters {
        let Some(parameter) = kind.parameter(key) else {
            let known: Vec<&str> = kind.all_parameters().map(|p| p.key).collect();
            let near = nearest(key, known.iter().copied());
            slips.extend(near);
            // Grades stood here by themselves once.
            let of_grades = kind
                .parameter("grades")
                .filter(|_| unit.vocabulary.grade(key).is_some());
            let help = match near {
                _ if of_grades.is_some() => format!("写成 grades.{} = ……", key.value),
                Some(near) => format!("是不是要写 {near}？"),
                None if known.is_empty() => "它没有参数，删去这个键".to_owned(),
                None => format!("可以写 {}", known.join("、")),
            };
            out.push(Fault {
                place: key.place,
                message: format!("{} 没有 {} 这个参数", kind.name, quoted(key)),
                help,
            });
            continue;
        };
        out.extend(parameter.shape.faults(key, value, unit));
    }
    for parameter in kind.parameters {
        // A key misspelt is reported at the slip; the right one is then not missing too.
        let absent = norm.get(parameter.key).is_none() && !slips.contains(&parameter.key);
        if parameter.required && absent {
            out.push(Fault {
                place: norm.kind.place,
                message: format!(
                    "{} 缺少 {}（{}）",
                    kind.name, parameter.key, parameter.meaning
                ),
                help: format!("补写 {}，{}", parameter.key, parameter.shape.advice()),
            });
        }
    }
    let together = kind.together.and_then(|check| check(norm));
    out.extend(together.map(|(message, help)| Fault {
        place: norm.kind.place,
        message,
        help: help.to_owned(),
    }));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_takes_a_condition_or_says_why_not() {
        for kind in all() {
            let takes = kind.parameter("where").is_some();
            let whole = about::OF_THE_WHOLE
                .iter()
                .any(|(name, _)| *name == kind.name);
            assert_ne!(takes, whole, "{}", kind.name);
        }
    }

    #[test]
    fn every_kind_has_one_name_and_an_identity_among_its_parameters() {
        let rules = RULES.iter().flat_map(|rule| rule.norms).map(|r| r.kind);
        for kind in rules.chain(DOCUMENTED.iter().map(|(kind, _)| kind)) {
            let named = Kind::find(kind.name).unwrap();
            // Two kinds of one name would be told apart by nobody.
            assert_eq!(named.title, kind.title, "{}", kind.name);
            let keys: BTreeSet<&str> = kind.parameters.iter().map(|p| p.key).collect();
            assert_eq!(keys.len(), kind.parameters.len(), "{}", kind.name);
            for key in kind.identity.unwrap_or_default() {
                assert!(keys.contains(key), "{} {key}", kind.name);
            }
            assert!(!keys.contains("article") && !keys.contains("kind"));
        }
    }
}
