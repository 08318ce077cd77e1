//! # 查什么
//! 不是结束、却没有去路的环节。
//!
//! # 为什么
//! 办到这一步就断了，不知道往下找谁。
//!
//! # 例子
//! `kind = "task"` 的环节没有写 `next`。
//!
//! # 依据
//! 流程图是给办事人看的，不必有条文也应当走得通；没有 norm 也检查。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::StepKind;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::StepWithoutExit,
    source: include_str!("step_without_exit.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let steps = context.unit.workflows.iter().flat_map(|w| &w.steps);
    for step in steps {
        if step.kind.value == StepKind::End || step.ways_written > 0 {
            continue;
        }
        let message = format!("环节“{}”没有去路", step.text.value);
        findings.push(
            Finding::error(RULE.code, step.id.place, message)
                .help("补写 next；最后一步的，把 kind 写成 \"end\""),
        );
    }
}
