//! # 查什么
//! 没有任何措施控制的风险点。
//!
//! # 为什么
//! 只列风险、不写措施，等于没有防控。
//!
//! # 例子
//! 写了 `[[risk]]` 的 `cw-1`，而没有哪个 `[[measure]]` 的 `controls` 里有 `"cw-1"`。
//!
//! # 依据
//! kind 为 `coverage`、each 为 `"risk"`、needs 为 `"measure"` 的 norm。

use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::RiskWithoutMeasure,
    source: include_str!("risk_without_measure.rs"),
    norms: &[Reads::only(&kinds::COVERAGE, &[("each", "risk")])],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms(&kinds::COVERAGE) {
        if (norm.word("each"), norm.word("needs")) != (Some("risk"), Some("measure")) {
            continue;
        }
        for (index, risk) in context.unit.risks.iter().enumerate() {
            if context.unit.measures_for(index).next().is_some() {
                continue;
            }
            let message = format!(
                "风险点 {}（{}）没有对应的措施",
                risk.code(),
                risk.behaviour.value
            );
            let help = format!(
                "给它写一条 [[measure]]，或者在已有措施的 controls 里加上 \"{}\"",
                risk.id.value
            );
            findings.push(
                Finding::error(RULE.code, risk.id.place, message)
                    .help(help)
                    .basis(article.as_str()),
            );
        }
    }
}
