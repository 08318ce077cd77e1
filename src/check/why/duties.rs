//! What a department or a post owes again and again: by which norm, when it was last done, when it
//! is next due, and for which periods it is missing.

use super::{About, Due, Part, Step, StepKind};
use crate::check::demand::standing;
use crate::check::facts::Entity;
use crate::check::norm::kinds;
use crate::check::{Context, Demand};
use crate::model::Frequency;

pub(super) fn part(context: &Context<'_>, entity: &Entity) -> Option<Part> {
    let due = context.demands().filter(|d| kinds::DUE.is_of(d.norm));
    let steps: Vec<Step> = due
        .filter_map(|demand| step(context, &demand, entity))
        .collect();
    (!steps.is_empty()).then(|| Part::new(About::Duties, steps))
}

fn step(context: &Context<'_>, demand: &Demand<'_>, entity: &Entity) -> Option<Step> {
    let standing = standing(context, demand.norm, entity)?;
    let often = often(standing.frequency, standing.times);
    let mut text = format!("{often}{}", standing.noun);
    text.push_str(&match standing.last {
        Some((day, _)) => format!("；最近一次 {}", day.chinese()),
        None => "；还没有记录".to_owned(),
    });
    if let Some(next) = standing.next {
        text.push_str(&format!("；下一次 {}以前", next.chinese()));
    }
    for breach in context.breaches(demand.ordinal, entity.place_of("id")) {
        text.push_str(&format!("；{breach}"));
    }
    let mut step = Step::new(StepKind::Due, text).by(context, demand);
    step.due = Some(Due {
        last: standing.last.map(|(day, _)| day),
        next: standing.next,
    });
    step.place = standing.last.map(|(_, place)| place).or(step.place);
    Some(step)
}

/// 每半年一次, 每年 2 次.
fn often(frequency: Frequency, times: i64) -> String {
    match times {
        1 => format!("{}一次", frequency.chinese()),
        times => format!("{} {times} 次", frequency.chinese()),
    }
}
