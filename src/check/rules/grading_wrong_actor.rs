//! # 查什么
//! 办理人与程序不符的评定步骤：自己审核自己，审核人、汇总、复核、决定、备案的机构不对，或者没有
//! 写由谁办理。
//!
//! # 为什么
//! 该由谁审核、由谁决定，程序定了；换一个人办，评定就不作数。
//!
//! # 例子
//! 站所的 `review` 应当由分管领导办，写了 `by = "czs-sz"`。
//!
//! # 依据
//! kind 为 `grading-procedure` 的 norm：`reviewer`、`collector`、`rechecker`、`decider`、`filed
//! -with`；kind 为 `grading-reviewer` 的 norm 另定某些岗位的审核人；kind 为 `filing` 的 norm 定
//! 备案机构。

use crate::check::grading::{self, actor};
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Demand, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Actor, Grading, GradingObject, GradingStep, GradingStepKind, Unit};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::GradingWrongActor,
    source: include_str!("grading_wrong_actor.rs"),
    norms: &[
        Reads::all(&kinds::GRADING_PROCEDURE).shown_by(&ledger::GRADINGS),
        Reads::all(&kinds::GRADING_REVIEWER).shown_by(&ledger::GRADINGS),
        Reads::only(&kinds::FILING, &[("record", "grading")]).shown_by(&ledger::GRADINGS),
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (record, object, procedure) in grading::followed(context) {
        let object = &object;
        for step in &record.steps {
            look(context, record, object, &procedure, step, findings);
        }
    }
}

fn look<'t>(
    context: &Context<'t>,
    record: &Grading,
    object: &GradingObject,
    procedure: &Demand<'t>,
    step: &GradingStep,
    findings: &mut Vec<Finding>,
) {
    let unit = context.unit;
    let name = grading::name(unit, object);
    let itself = step.by.as_ref().filter(|by| grading::is_same(by, object));
    if let (GradingStepKind::Review, Some(by)) = (step.kind.value, itself) {
        findings.push(
            Finding::error(RULE.code, grading::place(by), format!("{name}审核自己"))
                .help("由规定的审核人重新审核，照实写这一步；只是写错的，改正 by")
                .basis(context.basis(procedure)),
        );
        return;
    }
    let Some((demand, wanted)) = wanted(context, record, object, procedure, step.kind.value) else {
        return;
    };
    let names: Vec<&str> = wanted.iter().map(|actor| unit.actor_name(actor)).collect();
    let kind = step.kind.chinese();
    let (place, message) = match &step.by {
        Some(by) if fits(unit, by, &wanted, step.kind.value) => return,
        Some(by) => {
            let by_name = unit.actor_name(by);
            let message = format!(
                "{name}的{kind}由{by_name}办理，应当由{}办理",
                names.join("或者")
            );
            (grading::place(by), message)
        }
        None => {
            let message = format!(
                "{name}的{kind}没有写由谁办理，应当由{}办理",
                names.join("或者")
            );
            (step.kind.place, message)
        }
    };
    let ids: Vec<String> = wanted
        .iter()
        .map(|a| format!("\"{}\"", id(unit, a)))
        .collect();
    let ids = ids.join(" 或者 ");
    let help = match step.by {
        Some(_) => format!(
            "由{}重新办理，照实写这一步的日期和 by = {ids}；只是写错的，改正 by",
            names.join("或者")
        ),
        None => format!("照实写上办理的人；由规定的人办理的，写 by = {ids}"),
    };
    findings.push(
        Finding::error(RULE.code, place, message)
            .help(help)
            .basis(context.basis(&demand)),
    );
}

/// Who may do the step, and the norm that says so; `None` where none does.
fn wanted<'t>(
    context: &Context<'t>,
    record: &Grading,
    object: &GradingObject,
    procedure: &Demand<'t>,
    step: GradingStepKind,
) -> Option<(Demand<'t>, Vec<Actor>)> {
    let unit = context.unit;
    let by_key = |key: &str| {
        let found = actor(unit, procedure.norm.word(key)?)?;
        Some((procedure.clone(), vec![found]))
    };
    match step {
        GradingStepKind::SelfReport => {
            let own = match object {
                GradingObject::Department(r) => Actor::Department(*r),
                GradingObject::Post(r) => Actor::Post(*r),
            };
            Some((procedure.clone(), vec![own]))
        }
        GradingStepKind::Meeting => {
            let department = grading::department(unit, object)?;
            Some((procedure.clone(), vec![Actor::Department(department)]))
        }
        GradingStepKind::Review => {
            let (demand, reviewer) =
                grading::reviewer(context, procedure, object, grading::day(context, record))?;
            Some((demand, vec![reviewer]))
        }
        GradingStepKind::Collect => by_key("collector"),
        GradingStepKind::Recheck => by_key("rechecker"),
        GradingStepKind::Decide => by_key("decider"),
        GradingStepKind::File => by_key("filed-with").or_else(|| {
            let filing = grading::filing(context, record)?;
            Some((filing.demand, vec![filing.with]))
        }),
        GradingStepKind::Publish => None,
    }
}

/// A department reports through any of its own posts.
fn fits(unit: &Unit, by: &Actor, wanted: &[Actor], step: GradingStepKind) -> bool {
    wanted.iter().any(|wanted| {
        by == wanted
            || match (by, wanted) {
                (Actor::Post(post), Actor::Department(department)) => {
                    step == GradingStepKind::SelfReport
                        && grading::of_post(&unit[*post]).is_some_and(|d| d == *department)
                }
                _ => false,
            }
    })
}

fn id<'t>(unit: &'t Unit, actor: &Actor) -> &'t str {
    match actor {
        Actor::Post(r) => &unit[*r].id,
        Actor::Department(r) => &unit[*r].id,
        Actor::Organ(r) => &unit[*r].id,
    }
}
