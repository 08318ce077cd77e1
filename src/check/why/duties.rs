//! What a department or a post owes again and again: by which norm, when it was last done, when it
//! is next due, and for which periods it is missing.

use super::{About, Due, Part, Step, StepKind};
use crate::check::calendar::{after_days, after_years};
use crate::check::demand::{deadline, duty};
use crate::check::facts::Entity;
use crate::check::norm::{kinds, read};
use crate::check::{Context, Demand};
use crate::date::Date;
use crate::model::{Frequency, Norm, Period};

pub(super) fn part(context: &Context<'_>, entity: &Entity) -> Option<Part> {
    let due = context.demands().filter(|d| kinds::DUE.is_of(d.norm));
    let steps: Vec<Step> = due
        .filter_map(|demand| step(context, &demand, entity))
        .collect();
    (!steps.is_empty()).then(|| Part::new(About::Duties, steps))
}

fn step(context: &Context<'_>, demand: &Demand<'_>, entity: &Entity) -> Option<Step> {
    let norm = demand.norm;
    let (frequency, name, own) = duty(context, norm, entity)?;
    let times = read::count(norm, "times").unwrap_or(1);
    let last = own
        .iter()
        .filter_map(|record| Some((record.day()?, record.place)));
    let last = last.max_by_key(|(day, _)| *day);
    let next = next(context, norm, frequency, times, &own);
    let mut text = format!("{}{name}", often(frequency, times));
    text.push_str(&match last {
        Some((day, _)) => format!("；最近一次 {}", day.chinese()),
        None => "；还没有记录".to_owned(),
    });
    if let Some(next) = next {
        text.push_str(&format!("；下一次 {}以前", next.chinese()));
    }
    for breach in context.breaches(demand.ordinal, entity.place_of("id")) {
        text.push_str(&format!("；{breach}"));
    }
    let mut step = Step::new(StepKind::Due, text).by(context, demand);
    step.due = Some(Due {
        last: last.map(|(day, _)| day),
        next,
    });
    step.place = last.map(|(_, place)| place).or(step.place);
    Some(step)
}

/// 每半年一次, 每年 2 次.
fn often(frequency: Frequency, times: i64) -> String {
    match times {
        1 => format!("{}一次", frequency.chinese()),
        times => format!("{} {times} 次", frequency.chinese()),
    }
}

/// The last day for the next one: of the period around today, where it is not yet done in it,
/// else of the one after.
fn next(
    context: &Context<'_>,
    norm: &Norm,
    frequency: Frequency,
    times: i64,
    own: &[Entity],
) -> Option<Date> {
    let days = own.iter().filter_map(|record| match record.period() {
        Some(about) => Some((about.first(), about.last())),
        None => record.day().map(|day| (day, day)),
    });
    let days: Vec<(Date, Date)> = days.collect();
    let due = if frequency == Frequency::TwoYears {
        let last = days.iter().map(|days| days.1).max();
        let grace = read::count(norm, "grace-days").unwrap_or(0);
        after_days(after_years(last.or(norm.force.from)?, 2), grace)
    } else {
        let now = Period::around(context.as_of, frequency);
        let done = days.iter().filter(|(first, last)| now.holds(*first, *last));
        let done = i64::try_from(done.count()).unwrap_or(i64::MAX);
        match done >= times {
            true => deadline(norm, now.next()?),
            false => deadline(norm, now),
        }
    };
    norm.force.holds(due).then_some(due)
}
