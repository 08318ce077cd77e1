//! # 查什么
//! 从开始的环节走不到的环节。
//!
//! # 为什么
//! 走不到的环节印在图上只会使人误解，多半是哪一步的 `next` 写错了。
//!
//! # 例子
//! 没有哪一步的 `next` 或者 `exits` 写着 `s4`。
//!
//! # 依据
//! 流程图是给办事人看的，不必有条文也应当走得通；没有 norm 也检查。

use crate::check::workflow::{is_sound, reachable};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::StepKind;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::UnreachableStep,
    source: include_str!("unreachable_step.rs"),
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for workflow in context.town.workflows.iter().filter(|w| is_sound(w)) {
        let starts = workflow.steps.iter().enumerate();
        let starts = starts.filter(|(_, step)| step.kind.value == StepKind::Start);
        let from: Vec<usize> = starts.map(|(index, _)| index).collect();
        if from.is_empty() {
            continue; // A finding of its own.
        }
        let reached = reachable(workflow, &from);
        for (step, reached) in workflow.steps.iter().zip(reached) {
            if reached {
                continue;
            }
            let message = format!(
                "流程“{}”从开始走不到环节“{}”",
                workflow.name.value, step.text.value
            );
            findings.push(
                Finding::error(RULE.code, step.id.place, message)
                    .help("在前一步的 next 或者 exits 里写上它，或者删去它"),
            );
        }
    }
}
