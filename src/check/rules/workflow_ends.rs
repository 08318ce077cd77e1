//! # 查什么
//! 没有开始、没有结束或者不止一个开始的流程，以及结束以后还有去路的环节。
//!
//! # 为什么
//! 流程图要看得出从哪里进、在哪里完。
//!
//! # 例子
//! 流程里没有 `kind = "end"` 的环节。
//!
//! # 依据
//! 流程图是给办事人看的，不必有条文也应当走得通；没有 norm 也检查。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Step, StepKind};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::WorkflowEnds,
    source: include_str!("workflow_ends.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for workflow in &context.unit.workflows {
        if workflow.steps.is_empty() {
            continue; // Reported as a missing key.
        }
        let of = |kind: StepKind| -> Vec<&Step> {
            let steps = workflow.steps.iter();
            steps.filter(|s| s.kind.value == kind).collect()
        };
        let name = &workflow.name.value;
        let (starts, ends) = (of(StepKind::Start), of(StepKind::End));
        for (found, word, key) in [(&starts, "开始", "start"), (&ends, "结束", "end")] {
            if found.is_empty() {
                findings.push(
                    Finding::error(
                        RULE.code,
                        workflow.id.place,
                        format!("流程“{name}”没有{word}的环节"),
                    )
                    .help(format!("给{word}的环节写 kind = \"{key}\"")),
                );
            }
        }
        for step in starts.iter().skip(1) {
            findings.push(
                Finding::error(
                    RULE.code,
                    step.kind.place,
                    format!("流程“{name}”有不止一个开始"),
                )
                .help("只留一个，其余的写 kind = \"task\"")
                .related(starts[0].kind.place, "已在此处开始"),
            );
        }
        for step in ends {
            if let Some(exit) = step.exits.first() {
                findings.push(
                    Finding::error(
                        RULE.code,
                        exit.place,
                        format!("环节“{}”已经结束，却还有去路", step.text.value),
                    )
                    .help("删去 next，或者把 kind 改成 \"task\""),
                );
            }
        }
    }
}
