//! # 查什么
//! 流程里没有写风险点的办理和判定环节。
//!
//! # 为什么
//! 风险点从流程中查找；办理和判定都是用权的环节，没有风险点的多半是漏写。开始、等候、结束三种环
//! 节不在此列。
//!
//! # 例子
//! `kind = "task"` 的环节没有写 `risks`。
//!
//! # 依据
//! kind 为 `coverage`、each 为 `"step"`、needs 为 `"risk"` 的 norm；写了 `grade` 的只管这一等级
//! 的站所。

use crate::check::norm::{kinds, read, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::StepKind;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::StepWithoutRisk,
    source: include_str!("step_without_risk.rs"),
    norms: &[Reads::only(
        &kinds::COVERAGE,
        &[("each", "step"), ("needs", "risk")],
    )],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for (norm, article) in context.norms(&kinds::COVERAGE) {
        if (norm.word("each"), norm.word("needs")) != (Some("step"), Some("risk")) {
            continue;
        }
        let only = read::grade(context.unit, norm, "grade");
        for workflow in &unit.workflows {
            let grade = workflow.department().map(|d| unit[d].grade.value);
            if only.is_some() && only != grade {
                continue;
            }
            for step in &workflow.steps {
                let bites = matches!(step.kind.value, StepKind::Task | StepKind::Decision);
                if !bites || !step.risks.is_empty() {
                    continue;
                }
                let message = format!(
                    "流程“{}”的环节“{}”没有风险点",
                    workflow.name.value, step.text.value
                );
                findings.push(
                    Finding::warning(RULE.code, step.id.place, message)
                        .help("补写 risks 和 measures")
                        .basis(article.as_str()),
                );
            }
        }
    }
}
