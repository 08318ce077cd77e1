//! Norms of kind `due`: records of a ledger are kept for each of something so often.

use super::expression::Fault;
use super::{help, Breach, Scope};
use crate::check::calendar::{after_days, after_years, list, periods};
use crate::check::norm::read;
use crate::check::Context;
use crate::date::Date;
use crate::model::{Frequency, InForce, Norm, Period};

pub(super) fn hold(scope: &Scope<'_, '_>, norm: &Norm) -> Result<Vec<Breach>, Fault> {
    let facts = scope.expressions.facts;
    let ledger = norm.word("ledger").unwrap_or_default();
    let name = scope.context.ledger_name(ledger);
    let records: Vec<_> = facts.all(ledger).collect();
    let subjects = scope
        .expressions
        .subjects_ever(norm, norm.word("each").unwrap_or_default())?;
    // A ledger that nobody keeps yet says nothing of anybody; nor does one that was lost in part.
    let kept = records.iter().filter_map(|record| record.day()).min();
    let (Some(kept), false) = (kept, scope.context.unit.records.partly_lost) else {
        return Ok(Vec::new());
    };
    let times = read::count(norm, "times").unwrap_or(1);
    let grace = read::count(norm, "grace-days").unwrap_or(0);
    let mut out = Vec::new();
    for entity in subjects {
        let Some(frequency) = frequency(scope.context, norm, entity.text("grade")) else {
            continue;
        };
        let own: Vec<_> = records
            .iter()
            .filter(|record| record.concerns(&entity))
            .collect();
        // A record without a day may be the one that is looked for.
        if own.iter().any(|record| record.day().is_none()) {
            continue;
        }
        let over = |day: Date| after_days(day, grace) < scope.context.as_of;
        let what = if frequency == Frequency::TwoYears {
            let last = own.iter().filter_map(|record| record.day()).max();
            let since = last.or(norm.force.from).unwrap_or(kept);
            let due = after_years(since, 2);
            if !over(due) || norm.force.on(due) == InForce::NoLonger {
                continue;
            }
            format!("自{}起已满两年没有{name}", since.chinese())
        } else {
            let count = |period: &Period| {
                let within = own.iter().filter(|record| match record.period() {
                    Some(about) => period.holds(about.first(), about.last()),
                    None => record.day().is_some_and(|day| period.holds(day, day)),
                });
                i64::try_from(within.count()).unwrap_or(i64::MAX)
            };
            let mut missing = periods(frequency, norm.force, kept, scope.context.as_of);
            missing.retain(|period| over(period.last()) && count(period) < times);
            match (times, missing.as_slice()) {
                (_, []) => continue,
                (1, _) => format!("缺{}的{name}", list(&missing)),
                (_, [only]) => format!(
                    "{}的{name}有 {} 次，少于 {times} 次",
                    only.chinese(),
                    count(only)
                ),
                _ => format!("{}的{name}都少于 {times} 次", list(&missing)),
            }
        };
        out.push(Breach::new(
            entity.place_of("id"),
            format!("{}{what}", entity.name()),
            help(
                norm,
                &format!("已经做了的，补记 [[{ledger}]]；没有做的，补做"),
            ),
        ));
    }
    Ok(out)
}

/// How often: `every`, else what `grades` has for the grade.
pub(in crate::check) fn frequency(
    context: &Context<'_>,
    norm: &Norm,
    grade: Option<&str>,
) -> Option<Frequency> {
    if let Some(word) = norm.word("every") {
        return Frequency::from_key(word);
    }
    let grade = context.unit.vocabulary.grade(grade?)?;
    match &read::of_grade(norm, grade)?.value {
        crate::load::Value::String(word) => Frequency::from_key(word),
        _ => None,
    }
}
