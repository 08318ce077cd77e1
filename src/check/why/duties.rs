//! What a department or a post owes again and again: by which norm, when it was last done, when it
//! is next due, and for which periods it is missing.

use super::{About, Due, Part, Step, StepKind};
use crate::check::calendar::{after_months, after_years};
use crate::check::demand::standing;
use crate::check::facts::Entity;
use crate::check::norm::{kinds, read};
use crate::check::opinion::Object;
use crate::check::{grading, Context, Demand};
use crate::date::Date;
use crate::diagnostic::Spanned;
use crate::model::{Frequency, GradingObject};

pub(super) fn part(context: &Context<'_>, entity: &Entity) -> Option<Part> {
    let due = context.demands().filter(|d| kinds::DUE.is_of(d.norm));
    let mut steps: Vec<Step> = due
        .filter_map(|demand| step(context, &demand, entity))
        .collect();
    for demand in context.demands() {
        let rotation = kinds::ROTATION.is_of(demand.norm);
        let regrade = kinds::REGRADE.is_of(demand.norm);
        steps.extend(match (rotation, regrade) {
            (true, _) => rotates(context, &demand, entity),
            (_, true) => regraded(context, &demand, entity),
            _ => None,
        });
    }
    (!steps.is_empty()).then(|| Part::new(About::Duties, steps))
}

fn step(context: &Context<'_>, demand: &Demand<'_>, entity: &Entity) -> Option<Step> {
    let standing = standing(context, demand, entity)?;
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

/// When whoever holds a post has to leave it for another.
fn rotates(context: &Context<'_>, demand: &Demand<'_>, entity: &Entity) -> Option<Step> {
    let (index, post) = match Object::called(context.unit, entity.kind(), entity.text("id")?)? {
        Object::Post(index) => (index, &context.unit.posts[index]),
        _ => return None,
    };
    if !context.rotates(demand.norm, post) {
        return None;
    }
    let years = read::count(demand.norm, "years")?;
    let own = context.unit.records.rotations.iter();
    let own = own.filter(|r| r.post.is_some_and(|p| p.index as usize == index));
    let moved = own
        .filter_map(|r| r.date.as_ref())
        .max_by_key(|day| day.value);
    let since = [post.since.as_ref(), moved].into_iter().flatten();
    let Some(since) = since.max_by_key(|day| day.value) else {
        let text = format!("任满 {years} 年轮岗；没有写任职日期");
        return Some(Step::new(StepKind::Due, text).by(context, demand));
    };
    let text = format!("任满 {years} 年轮岗；自{}任职", since.chinese());
    let next = after_years(since.value, years);
    Some(dated(context, demand, text, Some(since), next))
}

/// When the grade is to be given anew.
fn regraded(context: &Context<'_>, demand: &Demand<'_>, entity: &Entity) -> Option<Step> {
    let object = Object::called(context.unit, entity.kind(), entity.text("id")?)?;
    let months = read::count(demand.norm, "every-months")?;
    if !context.applies(demand.norm, entity.place) {
        return None;
    }
    let is_own = |of: &GradingObject| match (object, of) {
        (Object::Department(index), GradingObject::Department(of)) => index == of.index as usize,
        (Object::Post(index), GradingObject::Post(of)) => index == of.index as usize,
        _ => false,
    };
    let object = context.unit.objects().find(is_own)?;
    let all = grading::of(context.unit, &object).into_iter();
    let decided = all.filter_map(|record| {
        let day = record.decided().filter(|day| *day <= context.as_of)?;
        Some(Spanned::new(day, record.place))
    });
    let every = match months {
        12 => "每年".to_owned(),
        months => format!("每 {months} 个月"),
    };
    match decided.max_by_key(|day| day.value) {
        Some(last) => {
            let text = format!("{every}重新评定等级；最近一次 {}", last.chinese());
            let next = after_months(last.value, months);
            Some(dated(context, demand, text, Some(&last), next))
        }
        None => {
            let text = format!("{every}重新评定等级；还没有记录");
            Some(Step::new(StepKind::Due, text).by(context, demand))
        }
    }
}

fn dated(
    context: &Context<'_>,
    demand: &Demand<'_>,
    mut text: String,
    last: Option<&Spanned<Date>>,
    next: Date,
) -> Step {
    text.push_str(&format!("；下一次 {}以前", next.chinese()));
    let mut step = Step::new(StepKind::Due, text).by(context, demand);
    step.due = Some(Due {
        last: last.map(|day| day.value),
        next: Some(next),
    });
    step.place = last.map(|day| day.place).or(step.place);
    step
}

/// 每半年一次, 每年 2 次.
fn often(frequency: Frequency, times: i64) -> String {
    match times {
        1 => format!("{}一次", frequency.chinese()),
        times => format!("{} {times} 次", frequency.chinese()),
    }
}
