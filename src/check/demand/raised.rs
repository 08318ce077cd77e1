//! Norms of kind `grade-raised`: what is on record of a department or a post makes its grade graver.

use super::expression::Expressions;
use super::{called, Faults, Held, Scope};
use crate::check::grading::months_between;
use crate::check::norm::kinds::GRADE_RAISED;
use crate::check::norm::read;
use crate::check::opinion::Object;
use crate::check::{Context, Demand};
use crate::date::Date;
use crate::diagnostic::Place;
use std::collections::BTreeMap;

/// Why a grade is graver than it would be, and by how many steps.
#[derive(Debug, Clone)]
pub(in crate::check) struct Raised {
    /// By how many grades.
    pub up: usize,
    /// What is on record, in Chinese.
    pub what: String,
    /// Where the record stands.
    pub place: Place,
    /// The article that says so, in Chinese.
    pub article: String,
}

/// What keeps it is the grade, which other rules look at; a fault of its condition shows here.
pub(super) fn hold(scope: &Scope<'_, '_>, demand: &Demand<'_>) -> Result<Held, Faults> {
    let norm = demand.norm;
    let ledger = norm.word("ledger").unwrap_or_default();
    scope.expressions.subjects(norm, ledger)?;
    Ok(Held::with(Vec::new()))
}

/// The departments and posts whose grades the records of today raise.
pub(in crate::check) fn raises(context: &Context<'_>) -> BTreeMap<Object, Raised> {
    let raising = context.demands().filter(|d| GRADE_RAISED.is_of(d.norm));
    let raising: Vec<Demand<'_>> = raising.collect();
    let mut out: BTreeMap<Object, Raised> = BTreeMap::new();
    if raising.is_empty() {
        return out;
    }
    let expressions = Expressions::new(context);
    for demand in raising {
        let norm = demand.norm;
        let ledger = norm.word("ledger").unwrap_or_default();
        // A condition that cannot be evaluated has been reported.
        let Ok(records) = expressions.subjects(norm, ledger) else {
            continue;
        };
        let up = read::count(norm, "up").map_or(1, |up| usize::try_from(up).unwrap_or(1));
        let counts = |day: Date| {
            let months = read::count(norm, "within-months");
            day <= context.as_of && months.is_none_or(|n| is_within(day, n, context.as_of))
        };
        for record in records {
            let of = record.about().and_then(|about| {
                let same = norm.word("subject") == Some(about.kind());
                let id = about.text("id").filter(|_| same)?;
                Object::called(context.unit, about.kind(), id)
            });
            let (Some(object), Some(_)) = (of, record.day().filter(|day| counts(*day))) else {
                continue;
            };
            let graver = out.get(&object).is_none_or(|known| known.up < up);
            if graver {
                let raised = Raised {
                    up,
                    what: called(&record, &context.ledger_name(ledger)),
                    place: record.place_of("id"),
                    article: context.basis(&demand),
                };
                out.insert(object, raised);
            }
        }
    }
    out
}

/// Whether a day is less than so many months before today.
fn is_within(day: Date, months: i64, today: Date) -> bool {
    let between = months_between(day, today);
    between < months || between == months && today.0.day() < day.0.day()
}
