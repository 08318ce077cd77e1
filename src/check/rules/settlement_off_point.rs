//! # 查什么
//! `prevails` 不是 `between` 所列条文之一，也不是它们的上一级或者下一级；`between` 里同一处写了
//! 两次。
//!
//! # 为什么
//! 以哪条为准，只能在不一致的条文里选。
//!
//! # 例子
//! `between = ["r1:13", "r2:4"]`，`prevails = "r5:8"`。
//!
//! # 依据
//! 条文之间不一致时在其中选定，见 docs/rules-format.md 的 `[[settlement]]`。

use crate::check::opinion::holds;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::SettlementOffPoint,
    source: include_str!("settlement_off_point.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for settlement in &context.unit.settlements {
        let between = &settlement.between;
        for (index, cite) in between.iter().enumerate() {
            if let Some(first) = between[..index].iter().find(|c| c.value == cite.value) {
                let message = format!("between 里{}写了两次", context.unit.cite(cite));
                findings.push(
                    Finding::error(RULE.code, cite.place, message)
                        .help("删去一个")
                        .related(first.place, "已写在此处"),
                );
            }
        }
        let Some(prevails) = &settlement.prevails else {
            continue;
        };
        let named = |cite| holds(cite, prevails) || holds(prevails, cite);
        if between.is_empty() || between.iter().any(|cite| named(&cite.value)) {
            continue;
        }
        let message = format!("{}不在不一致的条文里", context.unit.cite(prevails));
        let written: Vec<String> = between
            .iter()
            .map(|cite| format!("\"{}\"", context.unit.cite_key(cite)))
            .collect();
        findings.push(
            Finding::error(RULE.code, prevails.place, message)
                .help(format!(
                    "在 {} 里选一条，或者补写 between",
                    written.join("、")
                ))
                .related(between[0].place, "不一致的条文在这里"),
        );
    }
}
