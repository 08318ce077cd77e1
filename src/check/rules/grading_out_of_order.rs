//! # 查什么
//! 日期早于前一步的评定步骤，以及公示期没有满就办的下一步。
//!
//! # 为什么
//! 先审核后决定，先公示后备案；日期颠倒，不是写错，就是没有照程序办。
//!
//! # 例子
//! `review` 写 2013-01-20，`decide` 写 2013-01-18。
//!
//! # 依据
//! kind 为 `grading-procedure` 的 norm：`steps` 的先后。

use crate::check::grading;
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::GradingStep;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::GradingOutOfOrder,
    source: include_str!("grading_out_of_order.rs"),
    norms: &[Reads::all(&kinds::GRADING_PROCEDURE).shown_by(&ledger::GRADINGS)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for (record, object, procedure) in grading::followed(context) {
        let object = &object;
        let mut before: Option<&GradingStep> = None;
        for kind in grading::steps(context, &procedure, record) {
            let Some(step) = record.steps.iter().find(|s| s.kind.value == kind) else {
                continue;
            };
            if let Some(before) = before.filter(|before| is_early(step, before)) {
                let (day, place) = match &before.until {
                    Some(until) => (until.value, until.place),
                    None => (before.date.value, before.date.place),
                };
                let message = format!(
                    "{}的{}在{}，{}在{}，先后颠倒",
                    grading::name(unit, object),
                    step.kind.chinese(),
                    step.date.chinese(),
                    before.kind.chinese(),
                    day.chinese()
                );
                findings.push(
                    Finding::error(RULE.code, step.date.place, message)
                        .help("查看两个日期，写错的改正；次序确实颠倒的，从颠倒的一步起重新办理，照实另记")
                        .related(place, "前一步在这里")
                        .basis(context.basis(&procedure)),
                );
            }
            before = Some(step);
        }
    }
}

/// Whether `step` comes before `before`, or on a day that still belongs to its period.
fn is_early(step: &GradingStep, before: &GradingStep) -> bool {
    match &before.until {
        Some(until) => step.date.value <= until.value,
        None => step.date.value < before.date.value,
    }
}
