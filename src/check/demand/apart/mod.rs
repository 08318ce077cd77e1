//! Norms of kind `apart`: what one hand may not hold. Posts that one person may not have, steps of
//! a workflow that one may not take both, work that takes more than one.

mod people;
mod posts;
mod steps;

pub(in crate::check) use steps::both;

use super::expression::Fault;
use super::{Demand, Faults, Held, Scope};
use crate::diagnostic::Spanned;
use crate::model::{Division, Norm, Unit};
use std::collections::BTreeSet;

pub(super) fn hold(scope: &Scope<'_, '_>, demand: &Demand<'_>) -> Result<Held, Faults> {
    let (context, norm) = (scope.context, demand.norm);
    if let Some(ledger) = norm.word("ledger") {
        return match scope.expressions.facts.all(ledger).next() {
            Some(_) => Ok(Held::with(people::in_records(scope, norm, ledger)?)),
            None => Ok(Held::without_records()),
        };
    }
    // What the unit is now is held against the norm of today.
    if !norm.force.holds(context.as_of) {
        return Ok(Held::with(Vec::new()));
    }
    let departments = Departments::of(scope, norm)?;
    if norm.get("at-least").is_some() {
        return Ok(Held::with(people::in_steps(context, norm, &departments)));
    }
    let mut out = posts::hold(context, demand, &departments);
    out.extend(steps::hold(context, norm, &departments)?);
    Ok(Held::with(out))
}

/// The departments that a norm is about.
struct Departments(Option<BTreeSet<String>>);

impl Departments {
    /// Those for which its `where` is true; every division where it has none.
    fn of(scope: &Scope<'_, '_>, norm: &Norm) -> Result<Self, Fault> {
        if norm.get("where").is_none() {
            return Ok(Self(None));
        }
        let chosen = scope.expressions.subjects(norm, "department")?;
        let ids = chosen.iter().filter_map(|d| d.text("id"));
        Ok(Self(Some(ids.map(str::to_owned).collect())))
    }

    fn have(&self, unit: &Unit, division: Option<Division>) -> bool {
        match (&self.0, division) {
            (None, _) => true,
            (Some(ids), Some(Division::Department(d))) => ids.contains(unit[d].id.as_str()),
            (Some(_), _) => false,
        }
    }
}

/// Two and two of the things of a group.
fn pairs<'g, 'n>(
    things: &'g [Vec<Spanned<&'n str>>],
) -> impl Iterator<Item = (&'g [Spanned<&'n str>], &'g [Spanned<&'n str>])> {
    things.iter().enumerate().flat_map(move |(index, second)| {
        let before = things[..index].iter();
        before.map(move |first| (first.as_slice(), second.as_slice()))
    })
}
