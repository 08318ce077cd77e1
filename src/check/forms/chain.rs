//! By which steps a grading goes, and who takes them.

use super::{Chain, ChainStep};
use crate::check::{grading, Context};
use crate::diagnostic::Spanned;
use crate::model::{Actor, Grading, GradingObject, GradingStepKind};

/// How the next grading of an object goes.
pub(super) fn chain(context: &Context<'_>, object: GradingObject) -> Option<Chain> {
    let unit = context.unit;
    let procedure = grading::procedure(context, &object, context.as_of)?;
    let place = unit.place_of(object);
    // As if it were graded today as it was.
    let next = Grading {
        object: Some(object),
        year: Spanned::new(i64::from(unit.profile.grading_year), place),
        grade: Spanned::new(unit.object_grade(object), place),
        steps: Vec::new(),
        place,
    };
    let named = |key| {
        let id = procedure.norm.word(key)?;
        grading::actor(unit, id)
    };
    let publicity = context.demands_of(|norm| *norm.kind == "publicity").next();
    let filed = grading::filing(context, &next);
    let steps = grading::steps(context, &procedure, &next).into_iter();
    let steps = steps.map(|kind| {
        let mut article = procedure.cite.clone();
        let by = match kind {
            GradingStepKind::SelfReport => Some(object.into()),
            GradingStepKind::Meeting => grading::department(unit, &object).map(Actor::Department),
            GradingStepKind::Review => {
                let found = grading::reviewer(context, &procedure, &object, context.as_of);
                found.map(|(demand, by)| {
                    article = demand.cite;
                    by
                })
            }
            GradingStepKind::Collect => named("collector"),
            GradingStepKind::Recheck => named("rechecker"),
            GradingStepKind::Decide => named("decider"),
            GradingStepKind::Publish => {
                if let Some(demand) = &publicity {
                    article = demand.cite.clone();
                }
                None
            }
            GradingStepKind::File => match &filed {
                Some(filed) => {
                    article = filed.demand.cite.clone();
                    Some(filed.with)
                }
                None => named("filed-with"),
            },
        };
        ChainStep { kind, by, article }
    });
    Some(Chain {
        object,
        article: procedure.cite.clone(),
        steps: steps.collect(),
    })
}
