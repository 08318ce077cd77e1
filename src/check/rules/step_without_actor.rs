//! # 查什么
//! 没有写由谁办的环节。
//!
//! # 为什么
//! 流程图是给办事人看的：这一步找谁，图上要有；出了问题由谁负责，也要有。
//!
//! # 例子
//! 环节写了 `text = "审核材料"`，`actors` 是空的。
//!
//! # 依据
//! 不必有条文也应当写明；没有 norm 也检查。等候（`wait`）和结束（`end`）的环节不必有人办。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::StepKind;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::StepWithoutActor,
    source: include_str!("step_without_actor.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for workflow in &context.unit.workflows {
        for step in &workflow.steps {
            let is_passive = matches!(step.kind.value, StepKind::Wait | StepKind::End);
            if is_passive || !step.actors.is_empty() || context.says(step.place, "actors") {
                continue;
            }
            let message = format!(
                "流程“{}”的“{}”没有写由谁办",
                workflow.name.value, step.text.value
            );
            let help = format!(
                "加上 actors = [\"……\"]，写岗位、{}或者机构的编号",
                context.unit.words().department
            );
            findings.push(Finding::warning(RULE.code, step.id.place, message).help(help));
        }
    }
}
