//! # 查什么
//! 怎么走都走不到结束的环节。
//!
//! # 为什么
//! 事情总要有结果；只在几个环节里打转的，多半是退回写错了地方。
//!
//! # 例子
//! `s3` 退回 `s2`，`s2` 只通到 `s3`。
//!
//! # 依据
//! 流程图是给办事人看的，不必有条文也应当走得通；没有 norm 也检查。

use crate::check::workflow::{is_sound, names, reachable};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Step, StepKind};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::NoWayToEnd,
    source: include_str!("no_way_to_end.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for workflow in context.unit.workflows.iter().filter(|w| is_sound(w)) {
        let is_end = |index: usize| workflow.steps[index].kind.value == StepKind::End;
        if !(0..workflow.steps.len()).any(is_end) {
            continue; // A finding of its own.
        }
        let is_lost = |index: &usize| {
            let reached = reachable(workflow, &[*index]);
            let mut stops = reached.iter().enumerate().filter(|(_, &r)| r);
            // A step without a way out is a finding of its own.
            !stops.any(|(i, _)| is_end(i) || workflow.steps[i].exits.is_empty())
        };
        let lost: Vec<&Step> = (0..workflow.steps.len())
            .filter(is_lost)
            .map(|index| &workflow.steps[index])
            .collect();
        let Some(first) = lost.first() else { continue };
        let message = format!(
            "流程“{}”从环节{}走不到结束",
            workflow.name.value,
            names(&lost)
        );
        findings.push(
            Finding::error(RULE.code, first.id.place, message)
                .help("在这几个环节里找出该往下走的一步，改正 next 或者 exits"),
        );
    }
}
