//! # 查什么
//! 流程环节上的风险点，同一环节没有措施控制它；环节上的措施，不控制同一环节的任何风险点。
//!
//! # 为什么
//! 流程图上风险点和措施左右对应；对不上的，经办人不知道怎么防。
//!
//! # 例子
//! 环节写了 `risks = [{ risk = "cw-1" }]`，而 `measures` 里没有哪条措施的 `controls` 有 `"cw-1"`。
//!
//! # 依据
//! kind 为 `coverage`、each 为 `"step"`、needs 为 `"measure"` 的 norm。

use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Step, Unit};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::StepWithoutMeasure,
    source: include_str!("step_without_measure.rs"),
    norms: &[Reads::only(
        &kinds::COVERAGE,
        &[("each", "step"), ("needs", "measure")],
    )],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms(&kinds::COVERAGE) {
        if (norm.word("each"), norm.word("needs")) != (Some("step"), Some("measure")) {
            continue;
        }
        let steps = context.unit.workflows.iter().flat_map(|w| &w.steps);
        for step in steps {
            look(context.unit, step, &article, findings);
        }
    }
}

fn look(unit: &Unit, step: &Step, article: &str, findings: &mut Vec<Finding>) {
    for risk in &step.risks {
        let mut measures = step.measures.iter().map(|m| &unit[m.measure]);
        if measures.any(|m| m.controls.contains(&risk.risk)) {
            continue;
        }
        let message = format!(
            "环节“{}”的风险点 {} 没有措施",
            step.text.value,
            unit[risk.risk].code()
        );
        findings.push(
            Finding::warning(RULE.code, risk.risk.place, message)
                .help("在这个环节的 measures 里补写控制它的措施")
                .basis(article),
        );
    }
    for measure in &step.measures {
        let controls = &unit[measure.measure].controls;
        let useful = step.risks.iter().any(|risk| controls.contains(&risk.risk));
        if useful || controls.is_empty() {
            continue;
        }
        let message = format!(
            "措施 {} 不控制环节“{}”的任何风险点",
            unit[measure.measure].code(),
            step.text.value
        );
        findings.push(
            Finding::warning(RULE.code, measure.measure.place, message)
                .help("换一条措施，或者在这个环节补写它控制的风险点")
                .basis(article),
        );
    }
}
