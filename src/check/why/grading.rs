//! How a department or a post was graded: the procedure that its norms prescribe, and what was
//! done, year by year.

use super::{About, Part, Said, Step, StepKind};
use crate::check::opinion::Object;
use crate::check::{grading, Context};
use crate::model::{Grading, GradingObject, GradingStep, GradingStepKind, Ref};

pub(super) fn part(context: &Context<'_>, object: Object) -> Option<Part> {
    let unit = context.unit;
    let object = match object {
        Object::Department(i) => {
            GradingObject::Department(Ref::new(i, unit.departments[i].id.place))
        }
        Object::Post(i) => GradingObject::Post(Ref::new(i, unit.posts[i].id.place)),
        _ => return None,
    };
    let mut steps = Vec::new();
    let gradings = grading::of(unit, &object);
    if let Some(demand) = grading::scope(context, &object) {
        let text = match gradings.is_empty() {
            true => "要评定等级；还没有评定的记录",
            false => "要评定等级",
        };
        steps.push(Step::new(StepKind::Norm, text).by(context, &demand));
    }
    for grading in gradings {
        steps.extend(procedure(context, &object, grading));
        steps.push(record(context, grading));
    }
    (!steps.is_empty()).then(|| Part::new(About::Grading, steps))
}

/// The steps that a grading had to take.
fn procedure(context: &Context<'_>, object: &GradingObject, grading: &Grading) -> Option<Step> {
    let day = grading::day(context, grading);
    let demand = grading::procedure(context, object, day)?;
    let steps = grading::steps(context, &demand, grading);
    let steps: Vec<&str> = steps.into_iter().map(GradingStepKind::chinese).collect();
    let mut text = format!("程序是{}", steps.join("、"));
    if let Some((by, actor)) = grading::reviewer(context, &demand, object, day) {
        text.push_str(&format!("；由{}审核", context.unit.actor_name(&actor)));
        if by.ordinal != demand.ordinal {
            text.push_str(&format!("（{}）", context.basis(&by)));
        }
    }
    Some(Step::new(StepKind::Norm, text).by(context, &demand))
}

fn record(context: &Context<'_>, grading: &Grading) -> Step {
    let done = |step: &GradingStep| {
        let by = step.by.as_ref().map(|by| context.unit.actor_name(by));
        let by = by.map_or(String::new(), |by| format!("（{by}）"));
        let until = step.until.as_ref().map(|day| day.chinese());
        let until = until.map_or(String::new(), |day| format!("至{day}"));
        let (kind, day) = (step.kind.chinese(), step.date.chinese());
        format!("{kind} {day}{until}{by}")
    };
    let steps: Vec<String> = grading.steps.iter().map(done).collect();
    let year = grading.year.value;
    let text = format!(
        "{year}年评定为{}：{}",
        grading.grade.chinese(),
        steps.join("，")
    );
    let mut step = Step::new(StepKind::Record, text).at(grading.place);
    step.gives = Some(Said::of(grading.grade.value));
    step
}
