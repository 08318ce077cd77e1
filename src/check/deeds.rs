//! What norms that know their records want done within a time of a day on record: reports, minutes
//! and gradings are filed, those last in an appraisal are watched.

use super::calendar::number;
use super::norm::kinds::{BOTTOM_RANKS, FILING};
use super::workdays::Deadline;
use super::Context;
use crate::date::Date;
use crate::diagnostic::Spanned;
use crate::model::ledger::LedgerIs;
use crate::model::{Appraisal, Department, GradingObject, GradingStepKind, MeetingIs, Norm, Ref};

/// Something that follows on a day, done or not.
pub(super) struct Deed<'t> {
    /// What it is, with whose it is.
    pub what: String,
    /// What it is.
    pub noun: String,
    /// The ledger of the record that it follows on; `None` for a grading.
    pub ledger: Option<LedgerIs>,
    /// Whose it is; `None` where it is the unit's.
    pub object: Option<GradingObject>,
    /// From when its time runs.
    pub begun: &'t Spanned<Date>,
    /// When it was done.
    pub done: Option<&'t Spanned<Date>>,
}

/// What a norm of kind `filing` or `bottom-ranks` wants done in time, with the last day for it;
/// nothing where it sets no time.
pub(super) fn deeds<'t>(context: &Context<'t>, norm: &Norm) -> Vec<(Deed<'t>, Deadline)> {
    if norm.get("within-days").is_none() && norm.get("within-workdays").is_none() {
        return Vec::new();
    }
    let all = match () {
        () if FILING.is_of(norm) => filings(context, norm),
        () if BOTTOM_RANKS.is_of(norm) => supervisions(context, norm),
        () => Vec::new(),
    };
    let bound = all.into_iter().filter(|deed| norm.binds(Some(deed.begun)));
    let dated = bound.map(|mut deed| {
        // What is done after today is not done yet.
        deed.done = deed.done.filter(|done| done.value <= context.as_of);
        let deadline = context.deadline(norm, deed.begun.value);
        (deed, deadline)
    });
    dated.collect()
}

/// How many are last by a norm of kind `bottom-ranks` in a group of that size, and whether the
/// group counts as small.
pub(super) fn last(norm: &Norm, size: usize) -> Option<(usize, bool)> {
    let small = number(norm, "small-group-below")
        .is_some_and(|below| i64::try_from(size).unwrap_or(i64::MAX) < below.value);
    let key = if small { "small-group-last" } else { "last" };
    let last = number(norm, key)?;
    Some((usize::try_from(last.value).unwrap_or(0), small))
}

/// Those last in an appraisal.
fn bottom<'t>(norm: &Norm, appraisal: &'t Appraisal) -> Option<&'t [Ref<Department>]> {
    let ranking = &appraisal.ranking;
    let (last, _) = last(norm, ranking.len())?;
    ranking.get(ranking.len() - last.min(ranking.len())..)
}

fn filings<'t>(context: &Context<'t>, norm: &Norm) -> Vec<Deed<'t>> {
    let unit = context.unit;
    let records = &unit.records;
    let about = |object: GradingObject| {
        let kind = match object {
            GradingObject::Department(_) => "department",
            GradingObject::Post(_) => "post",
        };
        let grade = unit.object_grade(object);
        norm.word("subject").is_none_or(|subject| subject == kind)
            && norm.word("grade").is_none_or(|word| word == grade.key())
    };
    let mut out = Vec::new();
    match norm.word("record") {
        Some("self-check") => {
            let report = context.ledger_name("self-check");
            for check in records
                .self_checks
                .iter()
                .filter(|c| records.sound(c.place) && context.applies(norm, c.place))
            {
                let done = check.filed.as_ref().and_then(|filed| filed.date.as_ref());
                let object = check.object.filter(|object| about(*object));
                if let (Some(object), Some(begun)) = (object, &check.date) {
                    out.push(Deed {
                        what: format!("{}的{report}", unit.object_name(object)),
                        noun: format!("{report}报送"),
                        ledger: Some(LedgerIs::SelfCheck),
                        object: Some(object),
                        begun,
                        done,
                    });
                }
            }
        }
        Some("minutes") => {
            let own = records.meetings.iter().filter(|m| records.sound(m.place));
            for meeting in own.filter(|m| context.applies(norm, m.place)) {
                let bound =
                    meeting.kind.entry().is == Some(MeetingIs::Joint) && meeting.superior_task;
                let done = meeting.filed.as_ref().and_then(|filed| filed.date.as_ref());
                if let (true, Some(begun)) = (bound, &meeting.date) {
                    let kind = meeting.kind.chinese();
                    out.push(Deed {
                        what: format!("{}的{kind}纪要", begun.chinese()),
                        noun: format!("{kind}纪要报备"),
                        ledger: Some(LedgerIs::Meeting),
                        object: None,
                        begun,
                        done,
                    });
                }
            }
        }
        Some("grading") => {
            let own = unit.gradings.iter().filter(|g| records.sound(g.place));
            for grading in own.filter(|g| context.applies(norm, g.place)) {
                let day = |kind| {
                    let mut steps = grading.steps.iter().filter(|s| s.kind.value == kind);
                    steps.next().map(|step| &step.date)
                };
                let object = grading.object.filter(|object| about(*object));
                if let (Some(object), Some(begun)) = (object, day(GradingStepKind::Decide)) {
                    let (name, year) = (unit.object_name(object), grading.year.value);
                    out.push(Deed {
                        what: format!("{name}{year}年评定结果的备案"),
                        noun: "等级评定结果备案".to_owned(),
                        ledger: None,
                        object: Some(object),
                        begun,
                        done: day(GradingStepKind::File),
                    });
                }
            }
        }
        _ => {}
    }
    out
}

fn supervisions<'t>(context: &Context<'t>, norm: &Norm) -> Vec<Deed<'t>> {
    let unit = context.unit;
    let mut out = Vec::new();
    for appraisal in &unit.records.appraisals {
        let own = appraisal.date.as_ref();
        let Some(begun) = own.filter(|_| context.applies(norm, appraisal.place)) else {
            continue;
        };
        let due = bottom(norm, appraisal).into_iter().flatten();
        let due: Vec<Ref<Department>> = due.copied().collect();
        let watched = appraisal.supervision.iter();
        let others = watched.filter_map(|one| one.department.filter(|d| !due.contains(d)));
        for department in due.iter().copied().chain(others) {
            let mut watched = appraisal.supervision.iter();
            let done = watched.find(|one| one.department == Some(department));
            out.push(Deed {
                what: format!("对{}的监察", unit[department].name.value),
                noun: "评议末位的监察".to_owned(),
                ledger: Some(LedgerIs::Appraisal),
                object: Some(GradingObject::Department(department)),
                begun,
                done: done.and_then(|one| one.date.as_ref()),
            });
        }
    }
    out
}
