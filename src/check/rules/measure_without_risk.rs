//! # 查什么
//! 不控制任何风险点的措施。
//!
//! # 为什么
//! 措施为风险点而设；不对应风险点的措施，没有人知道它防的是什么。
//!
//! # 例子
//! `[[measure]]` 的 `controls = []`。
//!
//! # 依据
//! kind 为 `coverage`、each 为 `"measure"`、needs 为 `"risk"` 的 norm。

use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::MeasureWithoutRisk,
    source: include_str!("measure_without_risk.rs"),
    norms: &[Reads::only(&kinds::COVERAGE, &[("each", "measure")])],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms(&kinds::COVERAGE) {
        if (norm.word("each"), norm.word("needs")) != (Some("measure"), Some("risk")) {
            continue;
        }
        for measure in &context.unit.measures {
            if !measure.controls.is_empty() {
                continue;
            }
            let message = format!("措施 {} 没有对应的风险点", measure.code());
            findings.push(
                Finding::error(RULE.code, measure.id.place, message)
                    .help("在 controls 里写上它控制的风险点，例如 controls = [\"cw-1\"]")
                    .basis(article.as_str()),
            );
        }
    }
}
