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

use crate::check::workflow::{is_sound, names, reachable};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Step, StepKind};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::UnreachableStep,
    source: include_str!("unreachable_step.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for workflow in context.unit.workflows.iter().filter(|w| is_sound(w)) {
        let kind_of = |step: &Step| step.kind.value;
        let steps = workflow.steps.iter();
        let starts = steps.clone().enumerate();
        let starts = starts.filter(|(_, step)| kind_of(step) == StepKind::Start);
        let from: Vec<usize> = starts.map(|(index, _)| index).collect();
        // A workflow that has no start, or breaks off somewhere, has a finding of its own
        // already, and what lies behind the break is not at fault.
        let breaks_off = |step: &Step| kind_of(step) != StepKind::End && step.exits.is_empty();
        if from.is_empty() || steps.clone().any(breaks_off) {
            continue;
        }
        let reached = reachable(workflow, &from);
        let lost: Vec<&Step> = steps
            .zip(reached)
            .filter(|(_, reached)| !reached)
            .map(|(step, _)| step)
            .collect();
        let Some(first) = lost.first() else { continue };
        let message = format!(
            "流程“{}”从开始走不到环节{}",
            workflow.name.value,
            names(&lost)
        );
        findings.push(
            Finding::error(RULE.code, first.id.place, message)
                .help("在前一步的 next 或者 exits 里写上它，或者删去它"),
        );
    }
}
