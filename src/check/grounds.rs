//! What grades and levels rest on that a unit does not show by itself: records that raise a grade,
//! and what the conditions of norms choose. Both need the rules as expressions ask them, which
//! pages have not.

use super::demand::Raised;
use super::norm::read;
use super::opinion::Object;
use super::Context;
use crate::diagnostic::Place;
use crate::model::{Norm, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// What grades and levels rest on beyond the unit itself.
#[derive(Debug, Clone, Default)]
pub struct Grounds {
    /// The departments and posts whose grades are graver for what is on record.
    pub(super) raised: BTreeMap<Object, Raised>,
    /// By the place of each special norm that has one, what its condition leaves out; `None` where
    /// the condition cannot be evaluated, which has been told.
    pub(super) conditions: BTreeMap<Place, Option<BTreeSet<Place>>>,
}

impl Grounds {
    /// The article, in Chinese, that raises the grade of the department with that index.
    pub fn raising_department(&self, index: usize) -> Option<&str> {
        let raised = self.raised.get(&Object::Department(index))?;
        Some(&raised.article)
    }

    /// Whether a special norm is about what stands there, by its condition (`where`).
    pub fn applies(&self, norm: &Norm, place: Place) -> bool {
        let left_out = || self.conditions.get(&norm.place)?.as_ref();
        norm.get("where").is_none() || left_out().is_some_and(|out| !out.contains(&place))
    }

    /// Whether a norm is about what stands there, and no more special one of its kind is: a norm
    /// with a condition goes before one without in its regulation.
    pub fn governs(&self, unit: &Unit, norm: &Norm, place: Place) -> bool {
        let more_special = || {
            if self.conditions.is_empty() {
                return false;
            }
            let all: Vec<(usize, &Norm)> = unit.norms_by_regulation().collect();
            let own = all.iter().find(|(_, other)| std::ptr::eq(*other, norm));
            all.iter().any(|(regulation, other)| {
                own.is_some_and(|(own, _)| own == regulation)
                    && is_more_special(other, norm)
                    && self.applies(other, place)
            })
        };
        self.applies(norm, place) && (norm.get("where").is_some() || !more_special())
    }
}

/// Whether the one norm says of some, by a condition, what the other says of all.
pub(super) fn is_more_special(norm: &Norm, general: &Norm) -> bool {
    let same = |key: &str| match (norm.get(key), general.get(key)) {
        (Some(a), Some(b)) => read::same(&a.value, &b.value),
        (None, None) => true,
        _ => false,
    };
    norm.kind.value == general.kind.value
        && norm.get("where").is_some()
        && general.get("where").is_none()
        && same("subject")
        && same("class")
}

impl Context<'_> {
    /// What raises the grade of the object, if anything does.
    pub fn raised(&self, object: Object) -> Option<&Raised> {
        self.grounds.raised.get(&object)
    }

    /// Whether a special norm is about what stands there, by its condition (`where`).
    pub fn applies(&self, norm: &Norm, place: Place) -> bool {
        self.grounds.applies(norm, place)
    }
}
