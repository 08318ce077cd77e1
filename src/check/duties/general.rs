//! Duties of general norms: `due`, `within`, and `covered` with a time.

use super::{written, Done, Duty};
use crate::check::demand::{owed, Owed};
use crate::check::grading;
use crate::check::ledger::is_ledger;
use crate::check::Context;
use crate::date::Date;
use crate::model::{Actor, Norm, Unit};

/// What they want done by `end`.
pub(super) fn duties(context: &Context<'_>, end: Date) -> Vec<Duty> {
    let all = owed(context, end).into_iter();
    all.map(|owed| duty(context, owed)).collect()
}

fn duty(context: &Context<'_>, owed: Owed<'_>) -> Duty {
    let (unit, norm) = (context.unit, owed.demand.norm);
    let object = owed
        .subject
        .as_ref()
        .filter(|subject| subject.kind() != "unit");
    let object = object.and_then(|subject| grading::actor(unit, subject.text("id")?));
    let ledger = ledger(unit, norm).unwrap_or_default();
    let (key, common) = keys(context, &owed, object, ledger);
    Duty {
        key,
        common,
        remind: [owed.day; 2],
        article: owed.demand.cite.clone(),
        norm: norm.kind.place,
        ledger: context.ledger(ledger),
        object,
        period: owed.period,
        nth: owed.nth,
        begun: owed.begun,
        follows: owed.record.as_ref().map(|record| record.place),
        day: owed.day,
        last: owed.last,
        done: owed.done.map(|(day, place)| Done {
            day,
            place,
            late: owed.is_bounded && day > owed.last,
            proposed: false,
        }),
        who: who(context, norm, object),
        note: owed.note,
        is_kept: owed.is_kept,
        plain: owed.plain,
        noun: owed.noun,
    }
}

/// The ledger that shows whether it is done.
fn ledger<'n>(unit: &Unit, norm: &'n Norm) -> Option<&'n str> {
    let keys = ["ledger", "needs", "each"].into_iter();
    let mut words = keys.filter_map(|key| norm.word(key));
    words.find(|word| is_ledger(unit, word))
}

/// What a duty is known by, and the same without whose it is.
fn keys(
    context: &Context<'_>,
    owed: &Owed<'_>,
    object: Option<Actor>,
    ledger: &str,
) -> (String, String) {
    let norm = owed.demand.norm;
    let mut norm_key = format!("{}/{ledger}", context.unit.cite_key(&owed.demand.cite));
    // Two norms of an article about one ledger are told apart by what they choose.
    for part in ["records", "where", "end"] {
        norm_key.extend(norm.words(part).map(|(word, _)| format!("/{word}")));
    }
    let whose = format!("/{}", written(context.unit, object));
    let mut when = String::new();
    if let Some(period) = owed.period {
        when.push_str(&format!("/{}", period.key()));
    }
    if let Some((nth, _)) = owed.nth {
        when.push_str(&format!("/{nth}"));
    }
    match &owed.record {
        Some(record) => match record.text("id") {
            Some(id) => when.push_str(&format!("/{id}")),
            None => when.push_str(&format!("/{}", record.day().unwrap_or(owed.day))),
        },
        // Of what is due so long after the last time, each begins where the one before ended.
        None if owed.period.is_none() => {
            when.push_str(&format!("/since/{}", owed.begun.unwrap_or(owed.day)));
        }
        None => {}
    }
    (
        format!("{norm_key}{whose}{when}"),
        format!("{norm_key}{when}"),
    )
}

/// Who has to do it: whom the norm names, else whose it is.
pub(in crate::check) fn who(
    context: &Context<'_>,
    norm: &Norm,
    object: Option<Actor>,
) -> Vec<Actor> {
    let unit = context.unit;
    let department = object.and_then(|object| unit.department_of(&object));
    let named = norm.words("who").filter_map(|(word, _)| match word {
        "leader" => unit[department?].leader.map(Actor::Post),
        "head" => context.head(department?).map(Actor::Post),
        id => grading::actor(unit, id),
    });
    let named: Vec<Actor> = named.collect();
    match named.is_empty() {
        true => context.responsible(object),
        false => named,
    }
}
