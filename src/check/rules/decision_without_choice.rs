//! # 查什么
//! 去路少于两条的判定环节，去路没有写 `label` 或者两条写了同样的 `label` 的判定环节。
//!
//! # 为什么
//! 判定就是要分“是”和“否”；只有一条去路，不用判定。
//!
//! # 例子
//! `kind = "decision"` 的环节写了 `next = "s4"`。
//!
//! # 依据
//! 流程图是给办事人看的，不必有条文也应当走得通；没有 norm 也检查。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Step, StepKind};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DecisionWithoutChoice,
    source: include_str!("decision_without_choice.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let steps = context.unit.workflows.iter().flat_map(|w| &w.steps);
    for step in steps.filter(|s| s.kind.value == StepKind::Decision) {
        // Ways that lead to no step are reported already.
        if step.ways_written == 1 {
            let place = step
                .exits
                .first()
                .map_or(step.kind.place, |exit| exit.place);
            let message = format!("判定“{}”只有一条去路", step.text.value);
            findings.push(
                Finding::error(RULE.code, place, message)
                    .help("用 exits 写两条以上的去路，或者把 kind 改成 \"task\""),
            );
        } else {
            labels(step, findings);
        }
    }
}

fn labels(step: &Step, findings: &mut Vec<Finding>) {
    for (index, exit) in step.exits.iter().enumerate() {
        let message = match &exit.label {
            None => format!("判定“{}”的这条去路没有写 label", step.text.value),
            Some(label) => {
                let mut earlier = step.exits[..index].iter();
                let same = |e: &crate::model::Exit| {
                    e.label.as_ref().is_some_and(|l| l.value == label.value)
                };
                if !earlier.any(same) {
                    continue;
                }
                format!("判定“{}”有两条去路都写“{}”", step.text.value, label.value)
            }
        };
        let place = exit.label.as_ref().map_or(exit.place, |label| label.place);
        findings.push(
            Finding::error(RULE.code, place, message)
                .help("写明什么情况走这条去路，例如 label = \"是\""),
        );
    }
}
