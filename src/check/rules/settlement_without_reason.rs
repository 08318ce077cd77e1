//! # 查什么
//! 理由空话一句，或者照抄选定结果的 `[[settlement]]`。
//!
//! # 为什么
//! 选定要说得出为什么，日后查考才有依据。
//!
//! # 例子
//! `reason = "同上"`。
//!
//! # 依据
//! 条文之间不一致时要选定并说明理由，见 docs/rules-format.md 的 `[[settlement]]`。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::SettlementWithoutReason,
    source: include_str!("settlement_without_reason.rs"),
    norms: &[],
    run,
};

/// A reason in fewer characters says nothing.
const SHORTEST_REASON_CHARS: usize = 6;

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for settlement in &context.unit.settlements {
        let reason = settlement.reason.trim();
        if reason.is_empty() {
            continue; // Missing, and reported as such.
        }
        let copied = [&settlement.choice, &settlement.conflict, &settlement.topic]
            .iter()
            .any(|other| other.trim() == reason);
        if !copied && reason.chars().count() >= SHORTEST_REASON_CHARS {
            continue;
        }
        let message = format!("选定 {} 没有说为什么", settlement.id.value);
        findings.push(
            Finding::error(RULE.code, settlement.reason.place, message)
                .help("在 reason 里写明为什么这样选定"),
        );
    }
}
