//! A special provision goes before the general one of its regulation: what a norm with a condition,
//! or about fewer kinds of objects, asks of something, the general one does not ask of it too.

use super::{Demand, Scope};
use crate::check::facts::Entity;
use crate::check::norm::read;
use crate::date::Date;
use crate::diagnostic::Place;
use crate::model::{Force, Norm};
use std::collections::{BTreeMap, BTreeSet};

/// What more special norms are about, and when they are in force.
#[derive(Default)]
pub(super) struct Spared(BTreeMap<Place, Vec<Force>>);

impl Spared {
    /// Whether a more special norm is about the entity on that day.
    pub fn on(&self, entity: &Entity, day: Date) -> bool {
        let forces = self.0.get(&entity.place);
        forces.is_some_and(|forces| forces.iter().any(|force| force.holds(day)))
    }
}

/// What norms of the same regulation are about that are more special than `demand`, of those that
/// say the same under the keys `same`.
pub(super) fn spared(scope: &Scope<'_, '_>, demand: &Demand<'_>, same: &[&str]) -> Spared {
    let mut out = Spared::default();
    let norm = demand.norm;
    let about_the_same = |other: &Norm| {
        same.iter()
            .all(|key| match (other.get(key), norm.get(key)) {
                (Some(a), Some(b)) => read::same(&a.value, &b.value),
                (None, None) => true,
                _ => false,
            })
    };
    let special = scope.context.demands_ever().filter(|other| {
        other.ordinal != demand.ordinal
            && other.norm.kind.value == norm.kind.value
            && other.cite.regulation == demand.cite.regulation
            && about_the_same(other.norm)
            && is_special(other.norm, norm)
    });
    for other in special {
        let key = match other.norm.get("each") {
            Some(_) => "each",
            None => "ledger",
        };
        for (kind, _) in other.norm.words(key) {
            let all = scope.expressions.all(kind);
            // A condition that cannot be evaluated has been told, and spares nobody.
            let chosen = scope.expressions.chosen(other.norm, "where", all);
            for entity in chosen.unwrap_or_default() {
                let forces = out.0.entry(entity.place).or_default();
                forces.push(other.norm.force);
            }
        }
    }
    out
}

/// Whether `norm` is more special than `general`: it has a condition where the other has none, or
/// is about fewer kinds of objects under the same condition.
pub(super) fn is_special(norm: &Norm, general: &Norm) -> bool {
    let each = |norm: &Norm| -> BTreeSet<String> {
        norm.words("each")
            .map(|(kind, _)| kind.to_owned())
            .collect()
    };
    match (norm.get("where"), general.get("where")) {
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (Some(a), Some(b)) if !read::same(&a.value, &b.value) => false,
        _ => {
            let (fewer, all) = (each(norm), each(general));
            fewer.len() < all.len() && fewer.is_subset(&all)
        }
    }
}
