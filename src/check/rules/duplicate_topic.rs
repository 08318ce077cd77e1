//! # 查什么
//! 两条 `[[settlement]]` 的 `topic` 相同；两条 `[[settlement]]` 对同一处抵触选得相反。
//!
//! # 为什么
//! 同一件事选定两次，两次选得不同就等于没有选。
//!
//! # 例子
//! 两条 `topic = "解释机关"`；一条说甲条优先于乙条，另一条说乙条优先于甲条。
//!
//! # 依据
//! 条文之间不一致时一事选定一次，见 docs/rules-format.md 的 `[[settlement]]`。

use crate::check::comparison::compared;
use crate::check::opinion::{decides, Verdict};
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
    same_topic(context, findings);
    opposite(context, findings);
}

fn same_topic(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    for settlement in &context.unit.settlements {
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

/// Two settlements each of which puts the other's article last: one finding for the two.
fn opposite(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let settlements = &context.unit.settlements;
    if settlements.len() < 2 {
        return;
    }
    let differing: Vec<_> = compared(context).into_iter().filter(|c| c.differ).collect();
    for (index, second) in settlements.iter().enumerate() {
        for first in &settlements[..index] {
            let clash = differing.iter().find(|c| {
                let (a, b) = (&c.first.cite, &c.second.cite);
                matches!(
                    (decides(first, a, b), decides(second, a, b)),
                    (Some(Verdict::First), Some(Verdict::Second))
                        | (Some(Verdict::Second), Some(Verdict::First))
                )
            });
            let (Some(clash), Some(here), Some(there)) = (clash, &second.prevails, &first.prevails)
            else {
                continue;
            };
            let message = format!("“{}”与“{}”选得相反", second.topic.value, first.topic.value);
            findings.push(
                Finding::error(RULE.code, here.place, message)
                    .help("只留一条，或者把各管的条文写得更细")
                    .related(there.place, "另一条选在这里")
                    .basis(format!(
                        "{}、{}",
                        context.basis(&clash.first),
                        context.basis(&clash.second)
                    )),
            );
        }
    }
}
