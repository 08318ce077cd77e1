//! The norms that speak of the same thing, two and two.

use super::norm::compare::{self, Comparison};
use super::norm::kinds;
use super::opinion::{holds, opinions, Object};
use super::{Context, Demand};
use crate::model::Cite;
use std::collections::{BTreeMap, BTreeSet};

/// Two norms that grade the same object, or say something else of the same thing.
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
    for Spoken { first, second, of } in spoken(context) {
        add(&first, &second, !of.differing.is_empty());
    }
    out.into_values().collect()
}

/// Two norms that say something of one thing, other than the grade of an object.
pub(super) struct Spoken<'t> {
    pub first: Demand<'t>,
    pub second: Demand<'t>,
    pub of: Comparison,
}

/// All of them, in the order of the regulations.
pub(super) fn spoken<'t>(context: &Context<'t>) -> Vec<Spoken<'t>> {
    let demands: Vec<Demand<'t>> = context.demands().collect();
    let mut out = Vec::new();
    for (index, second) in demands.iter().enumerate() {
        for first in &demands[..index] {
            let one = first.cite.regulation == second.cite.regulation;
            let of = compare::compare(context, first.norm, second.norm, one);
            out.extend(of.map(|of| Spoken {
                first: first.clone(),
                second: second.clone(),
                of,
            }));
        }
    }
    out
}

/// A norm that names what a norm of another regulation, which lists such things, does not.
pub(super) struct Unnamed<'t> {
    /// The one that lists.
    pub list: Demand<'t>,
    /// The one that names more.
    pub names: Demand<'t>,
    /// What it names, in Chinese.
    pub what: Vec<String>,
}

/// The grades that norms name, and a set of grades has not.
pub(super) fn unnamed_grades<'t>(context: &Context<'t>) -> Vec<Unnamed<'t>> {
    let sets: Vec<Demand<'t>> = context
        .demands()
        .filter(|demand| kinds::GRADE_SET.is_of(demand.norm))
        .collect();
    let has = |set: &Demand<'_>, grade: &str| set.norm.words("grades").any(|(w, _)| w == grade);
    let mut out = Vec::new();
    for names in context.demands() {
        if kinds::GRADE_SET.is_of(names.norm) {
            continue; // Two sets are held against each other.
        }
        // Where its own regulation has a set, that is the one it must fit.
        let own = |set: &&Demand<'_>| set.cite.regulation == names.cite.regulation;
        let set = sets.iter().find(own).or(sets.first());
        let Some(list) = set else { continue };
        let grades = compare::grades_named(names.norm).into_iter();
        let unnamed: BTreeSet<&str> = grades.filter(|grade| !has(list, grade)).collect();
        let what: Vec<String> = unnamed
            .into_iter()
            .filter_map(|word| context.unit.vocabulary.grade(word))
            .map(|grade| grade.chinese().to_owned())
            .collect();
        if !what.is_empty() {
            out.push(Unnamed {
                list: list.clone(),
                names,
                what,
            });
        }
    }
    out
}

/// The classes that one regulation grades and another, which grades most of the same, does not.
pub(super) fn unnamed_classes<'t>(context: &Context<'t>) -> Vec<Unnamed<'t>> {
    let mut by_regulation: BTreeMap<u32, Vec<(&str, Demand<'t>)>> = BTreeMap::new();
    for demand in context.demands() {
        if let (true, Some(class)) = (
            kinds::CLASS_GRADE.is_of(demand.norm),
            demand.norm.word("class"),
        ) {
            let own = by_regulation.entry(demand.cite.regulation.index);
            own.or_default().push((class, demand));
        }
    }
    let mut out = Vec::new();
    for (&at, own) in &by_regulation {
        for (_, other) in by_regulation.iter().filter(|(index, _)| **index != at) {
            let has = |class: &str| other.iter().any(|(name, _)| *name == class);
            let mut shared: BTreeSet<&str> = BTreeSet::new();
            let mut lacking: Vec<&(&str, Demand<'t>)> = Vec::new();
            for one in own {
                match has(one.0) {
                    true => _ = shared.insert(one.0),
                    false => lacking.push(one),
                }
            }
            // One that has few of the classes does not mean to list them all.
            let lists = other.len() > 1 && shared.len() >= lacking.len();
            lacking.retain(|(_, demand)| !is_spoken_of(context, &demand.cite, other));
            let (true, Some((_, names)), Some((_, list))) = (lists, lacking.first(), other.first())
            else {
                continue;
            };
            let name = |id: &str| {
                let mut classes = context.unit.classes.iter();
                classes
                    .find(|class| *class.id == *id)
                    .map(|c| c.name.value.clone())
            };
            out.push(Unnamed {
                list: list.clone(),
                names: names.clone(),
                what: lacking.iter().filter_map(|(id, _)| name(id)).collect(),
            });
        }
    }
    out
}

/// Whether a settlement is about the article and about one of the others, or what holds them.
fn is_spoken_of(context: &Context<'_>, cite: &Cite, others: &[(&str, Demand<'_>)]) -> bool {
    context.unit.settlements.iter().any(|settlement| {
        let about = |cite: &Cite| {
            let mut between = settlement.between.iter().map(|b| &b.value);
            between.any(|b| b.path.is_some() && (holds(b, cite) || holds(cite, b)))
        };
        about(cite) && others.iter().any(|(_, demand)| about(&demand.cite))
    })
}
