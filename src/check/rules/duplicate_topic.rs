//! # 查什么
//! 两条 `[[settlement]]` 的 `topic` 相同。
//!
//! # 为什么
//! 同一件事选定两次，两次选得不同就等于没有选。
//!
//! # 例子
//! 两条 `topic = "解释机关"`。
//!
//! # 依据
//! 条文之间不一致时一事选定一次，见 docs/rules-format.md 的 `[[settlement]]`。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Place};
use std::collections::BTreeMap;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DuplicateTopic,
    source: include_str!("duplicate_topic.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    for settlement in &context.town.settlements {
        let topic = &settlement.topic;
        if topic.is_empty() {
            continue;
        }
        let Some(first) = seen.get(topic.trim()) else {
            seen.insert(topic.trim(), topic.place);
            continue;
        };
        let message = format!("“{}”已经选定过一次", topic.value);
        findings.push(
            Finding::warning(RULE.code, topic.place, message)
                .help("两条并成一条，或者把事项写得更清楚")
                .related(*first, "已在此处选定"),
        );
    }
}
