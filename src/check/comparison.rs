//! The norms that speak of the same thing, two and two.

use super::norm::compare;
use super::opinion::{opinions, Object};
use super::{Context, Demand};
use std::collections::BTreeMap;

/// Two norms that grade the same object, or are of one kind and about the same thing.
pub(super) struct Compared<'t> {
    /// The one that stands first.
    pub first: Demand<'t>,
    /// The other.
    pub second: Demand<'t>,
    /// Whether they disagree.
    pub differ: bool,
}

/// All of them, in the order of the regulations.
pub(super) fn compared<'t>(context: &Context<'t>) -> Vec<Compared<'t>> {
    let mut out: BTreeMap<(usize, usize), Compared<'t>> = BTreeMap::new();
    let mut add = |first: &Demand<'t>, second: &Demand<'t>, differ| {
        let pair = out.entry((first.ordinal, second.ordinal));
        pair.or_insert_with(|| Compared {
            first: first.clone(),
            second: second.clone(),
            differ: false,
        })
        .differ |= differ;
    };
    for object in Object::all(context.unit) {
        let opinions = opinions(context, object);
        for (index, second) in opinions.iter().enumerate() {
            for first in &opinions[..index] {
                add(&first.demand, &second.demand, first.grade != second.grade);
            }
        }
    }
    let demands: Vec<Demand<'t>> = context.demands().collect();
    for (index, second) in demands.iter().enumerate() {
        for first in &demands[..index] {
            if let Some(kind) = compare::about_the_same(first.norm, second.norm) {
                let differ = !compare::differing(kind, first.norm, second.norm).is_empty();
                add(first, second, differ);
            }
        }
    }
    out.into_values().collect()
}
