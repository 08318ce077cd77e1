//! Work that takes so many people: records with who did it, steps with who takes them.

use super::super::expression::Fault;
use super::super::{called, help, known, Breach, Scope};
use super::Departments;
use crate::check::demand::expression::text;
use crate::check::grading::place;
use crate::check::norm::read;
use crate::check::persons::{person, persons, Person};
use crate::check::Context;
use crate::diagnostic::Code;
use crate::model::{Norm, Ref};
use std::collections::BTreeSet;

/// Records of a ledger that name fewer people.
pub(super) fn in_records(
    scope: &Scope<'_, '_>,
    norm: &Norm,
    ledger: &str,
) -> Result<Vec<Breach>, Fault> {
    let (Some(key), Some(least)) = (text(norm, "key"), read::count(norm, "at-least")) else {
        return Ok(Vec::new());
    };
    known(scope, ledger, key.value, key.place, false)?;
    let unit = scope.context.unit;
    let posts = unit.posts.iter().enumerate();
    let posts: std::collections::BTreeMap<&str, Ref<_>> = posts
        .map(|(index, post)| (post.id.as_str(), Ref::new(index, post.place)))
        .collect();
    let name = scope.context.ledger_name(ledger);
    let called_key = scope.expressions.facts.key_name(ledger, key.value);
    let mut out = Vec::new();
    for record in scope.expressions.subjects(norm, ledger)? {
        if !unit.records.sound(record.place) {
            continue;
        }
        let who = record.texts(key.value);
        let who: BTreeSet<Person<'_>> = who
            .map(|id| match posts.get(id) {
                Some(post) => person(unit, *post),
                None => Person::Named(id),
            })
            .collect();
        if i64::try_from(who.len()).unwrap_or(i64::MAX) >= least {
            continue;
        }
        let message = format!(
            "{}的{called_key}有 {} 人，少于 {least} 人",
            called(&record, &name),
            who.len()
        );
        let help = help(
            norm,
            &format!(
                "在 {} 里照实写全；人数不够的，补派以后由规定的人数重新办理",
                key.value
            ),
        );
        out.push(
            Breach::new(record.place_of(key.value), message, help).told_by(Code::TooFewActors),
        );
    }
    Ok(out)
}

/// Steps of workflows that fewer people take.
pub(super) fn in_steps(
    context: &Context<'_>,
    norm: &Norm,
    departments: &Departments,
) -> Vec<Breach> {
    let Some(least) = read::count(norm, "at-least") else {
        return Vec::new();
    };
    let unit = context.unit;
    let workflows = unit.workflows.iter();
    let steps = workflows
        .filter(|workflow| departments.have(unit, workflow.division))
        .flat_map(|workflow| &workflow.steps);
    let mut out = Vec::new();
    for step in steps {
        let said = norm
            .words("step")
            .find(|(word, _)| step.text.contains(word));
        let (Some((word, _)), Some(first)) = (said, step.actors.first()) else {
            continue;
        };
        let Some(who) = persons(unit, &step.actors) else {
            continue;
        };
        if i64::try_from(who.len()).unwrap_or(i64::MAX) >= least {
            continue;
        }
        let message = format!(
            "{word}至少由 {least} 人办，环节“{}”的经办人只有 {} 人",
            step.text.value,
            who.len()
        );
        let help = help(norm, "在 actors 里写上另一人的岗位，或者外部人员");
        out.push(Breach::new(place(first), message, help).told_by(Code::TooFewActors));
    }
    out
}
