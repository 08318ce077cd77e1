//! Duties of norms that know their records: rotation, regrading, filing, and the watch over those
//! last in an appraisal.

use super::general::who;
use super::{written, Done, Duty};
use crate::check::calendar::{after_months, after_years};
use crate::check::deeds::{deeds, Deed};
use crate::check::norm::{kinds, read};
use crate::check::workdays::Deadline;
use crate::check::{grading, Context, Demand};
use crate::date::Date;
use crate::diagnostic::Place;
use crate::model::ledger::{Ledger, LedgerIs};
use crate::model::{Actor, Ref, RotationKind};

/// What they want done by `end`.
pub(super) fn duties(context: &Context<'_>, end: Date) -> Vec<Duty> {
    let mut out = Vec::new();
    for demand in context.demands_by(end) {
        if kinds::ROTATION.is_of(demand.norm) {
            out.extend(rotations(context, &demand));
        } else if kinds::REGRADE.is_of(demand.norm) {
            out.extend(regradings(context, &demand, end));
        } else {
            let all = deeds(context, demand.norm).into_iter();
            out.extend(all.map(|(deed, deadline)| follows(context, &demand, &deed, &deadline)));
        }
    }
    // Several regulations want a regrading; the first day holds for all.
    out.sort_by(|a, b| (&a.key, a.day, a.norm).cmp(&(&b.key, b.day, b.norm)));
    out.dedup_by(|later, first| later.key == first.key && first.key.starts_with(REGRADE));
    out.retain(|duty| duty.day <= end);
    out
}

/// What the key of a regrading begins with.
const REGRADE: &str = "regrade";

/// The parts of a duty that these norms differ in.
struct Parts {
    /// What it is known by, but for whose it is and from when.
    key: String,
    noun: String,
    ledger: Option<Ledger>,
    object: Option<Actor>,
    begun: Date,
    day: Date,
    done: Option<(Date, Place)>,
}

fn duty(context: &Context<'_>, demand: &Demand<'_>, parts: Parts) -> Duty {
    Duty {
        key: format!(
            "{}/{}/{}",
            parts.key,
            written(context.unit, parts.object),
            parts.begun
        ),
        common: format!("{}/{}", parts.key, parts.begun),
        remind: [parts.day; 2],
        article: demand.cite.clone(),
        norm: demand.norm.kind.place,
        ledger: parts.ledger,
        object: parts.object,
        plain: parts.noun.clone(),
        noun: parts.noun,
        period: None,
        nth: None,
        begun: Some(parts.begun),
        follows: None,
        day: parts.day,
        last: parts.day,
        done: parts.done.map(|(day, place)| Done {
            day,
            place,
            late: day > parts.day,
            proposed: false,
        }),
        who: context.responsible(parts.object),
        note: String::new(),
        is_kept: true,
    }
}

/// Whoever has held a post for so many years leaves it for another, or is proposed to.
fn rotations(context: &Context<'_>, demand: &Demand<'_>) -> Vec<Duty> {
    let unit = context.unit;
    let Some(years) = read::count(demand.norm, "years") else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (index, post) in unit.posts.iter().enumerate() {
        let Some(since) = post
            .since
            .as_ref()
            .filter(|_| context.rotates(demand.norm, post))
        else {
            continue;
        };
        let own = unit.records.rotations.iter();
        let own = own.filter(|r| r.post.is_some_and(|p| p.index as usize == index));
        let mut moved: Vec<_> = own
            .filter_map(|r| Some((r.date.as_ref()?, r.kind.value)))
            .collect();
        moved.retain(|(day, _)| day.value > since.value);
        moved.sort_by_key(|(day, _)| day.value);
        let object = Some(Actor::Post(Ref::new(index, post.place)));
        let mut begun = since.value;
        for done in moved.into_iter().map(Some).chain([None]) {
            // Where others appoint, the unit has done its part when it proposed.
            let proposed = done.is_some_and(|(_, kind)| kind == RotationKind::Proposed);
            let done = done.map(|(day, _)| day);
            let parts = Parts {
                key: format!("{}/rotation", unit.cite_key(&demand.cite)),
                noun: format!("任满{years}年轮岗"),
                ledger: context.known_ledger(LedgerIs::Rotation),
                object,
                begun,
                day: after_years(begun, years),
                done: done.map(|day| (day.value, day.place)),
            };
            let mut duty = duty(context, demand, parts);
            duty.done = duty.done.map(|done| Done { proposed, ..done });
            duty.who = who(context, demand.norm, object);
            out.push(duty);
            begun = done.map_or(begun, |day| day.value);
        }
    }
    out
}

/// What was graded is graded anew so many months later at most.
fn regradings(context: &Context<'_>, demand: &Demand<'_>, end: Date) -> Vec<Duty> {
    let unit = context.unit;
    let Some(months) = read::count(demand.norm, "every-months") else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for object in unit.objects() {
        if !context.applies(demand.norm, unit.place_of(object)) {
            continue;
        }
        let all = grading::of(unit, &object).into_iter();
        let decided = all.filter_map(|one| Some((one.decided()?, one.place)));
        let decided: Vec<(Date, Place)> =
            decided.filter(|(day, _)| *day <= context.as_of).collect();
        for (index, &(begun, _)) in decided.iter().enumerate() {
            let day = after_months(begun, months);
            if day > end {
                break;
            }
            let parts = Parts {
                // Whichever regulation wants it, it is one grading.
                key: REGRADE.to_owned(),
                noun: "重新评定等级".to_owned(),
                ledger: None,
                object: Some(object.into()),
                begun,
                day,
                done: decided.get(index + 1).copied(),
            };
            out.push(duty(context, demand, parts));
        }
    }
    out
}

fn follows(
    context: &Context<'_>,
    demand: &Demand<'_>,
    deed: &Deed<'_>,
    deadline: &Deadline,
) -> Duty {
    let begun = deed.begun.value;
    let parts = Parts {
        key: format!(
            "{}/{}",
            context.unit.cite_key(&demand.cite),
            demand.norm.kind.value
        ),
        noun: deed.noun.clone(),
        ledger: deed.ledger.and_then(|is| context.known_ledger(is)),
        object: deed.object.map(Actor::from),
        begun,
        day: deadline.day,
        done: deed.done.map(|done| (done.value, done.place)),
    };
    let mut duty = duty(context, demand, parts);
    duty.follows = Some(deed.begun.place);
    duty.note = deadline.note();
    duty
}
