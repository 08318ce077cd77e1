//! # 查什么
//! 已经上会决定，而评估缺步骤的重大决策。
//!
//! # 为什么
//! 少了调研或者论证，报告就没有根据。
//!
//! # 例子
//! `[[decision]]` 写了 `outcome = "adopted"`，而 `steps` 里没有 `step = "research"`。
//!
//! # 依据
//! kind 为 `assessment-steps` 的 norm；`steps` 列出各步。缺评估报告的，由 `decision-not-returned` 查。

use crate::check::decisions::step_name;
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::AssessmentStepKind;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::AssessmentStepMissing,
    source: include_str!("assessment_step_missing.rs"),
    norms: &[
        Reads::all(&kinds::ASSESSMENT_STEPS).shown_by(&ledger::DECISIONS),
        Reads::all(&kinds::DECISION_KINDS).shown_by(&ledger::DECISIONS),
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // A missing report is its own defect wherever the regulations have a norm for it.
    let returned = context
        .norms_ever(&kinds::REPORT_BEFORE_MEETING)
        .next()
        .is_some();
    for (norm, article) in context.norms_ever(&kinds::ASSESSMENT_STEPS) {
        for decision in context.decided(norm) {
            let kinds = norm.words("steps");
            let kinds = kinds.filter_map(|(word, _)| AssessmentStepKind::from_key(word));
            let missing: Vec<AssessmentStepKind> = kinds
                .filter(|&kind| decision.step(kind).is_none())
                .filter(|&kind| !(returned && kind == AssessmentStepKind::Report))
                .collect();
            if missing.is_empty() {
                continue;
            }
            let keys: Vec<&str> = missing.iter().map(|kind| kind.key()).collect();
            let named = keys.iter().map(|key| step_name(context.unit, key));
            let names = named.collect::<Vec<_>>().join("、");
            let message = format!("{}的评估缺{names}", decision.title.value);
            findings.push(
                Finding::error(RULE.code, decision.id.place, message)
                    .help(format!(
                        "办了的，在 steps 里补记 {}；没有办的，补办以后照实记",
                        keys.join("、")
                    ))
                    .basis(article.as_str()),
            );
        }
    }
}
