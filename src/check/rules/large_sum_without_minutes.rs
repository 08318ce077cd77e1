//! # 查什么
//! 已经决定，而没有上会，或者会议没有纪要编号的大额资金安排。
//!
//! # 为什么
//! 大额资金要集体讨论；没有纪要，就说不清是谁定的。
//!
//! # 例子
//! `[[decision]]` 写 `amount = 280000`、`outcome = "adopted"`，没有写 `meeting`。
//!
//! # 依据
//! kind 为 `large-sum-minutes` 的 norm；`from` 是大额的起点（元）。

use crate::check::calendar::number;
use crate::check::ledger;
use crate::check::norm::{must, shapes::AT_LEAST_ONE, Kind, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::Outcome;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::LargeSumWithoutMinutes,
    source: include_str!("large_sum_without_minutes.rs"),
    norms: &[Reads::all(&KIND).shown_by(&ledger::DECISIONS)],
    run,
};

/// The norms of this rule.
pub(super) const KIND: Kind = Kind {
    name: "large-sum-minutes",
    title: "多少元以上的资金要有会议纪要",
    parameters: &[must("from", AT_LEAST_ONE, "多少元以上")],
    identity: Some(&[]),
    lists: None,
    together: None,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let records = &unit.records;
    for (norm, article) in context.norms_ever(&KIND) {
        let Some(from) = number(norm, "from") else {
            continue;
        };
        for decision in records
            .decisions
            .iter()
            .filter(|d| records.sound(d.place) && context.binds_decision(norm, d))
            .filter(|d| context.applies(norm, d.place))
        {
            let Some(amount) = decision.amount.as_ref().filter(|a| a.value >= from.value) else {
                continue;
            };
            let outcome = decision.outcome.as_ref();
            if outcome.is_none_or(|outcome| outcome.value != Outcome::Adopted) {
                continue;
            }
            let title = &decision.title.value;
            let finding = match decision.meeting {
                None => {
                    let message = format!("{title}（{} 元）没有写经哪次会议讨论", amount.value);
                    Finding::error(RULE.code, amount.place, message)
                        .help("讨论过的，写上 meeting = \"会议编号\"；没有讨论的，提请会议集体讨论，照实记")
                }
                Some(meeting) => {
                    let held = &unit[meeting];
                    if held.number.is_some() || !records.sound(held.place) {
                        continue;
                    }
                    let message = format!("{title}（{} 元）上的会议没有纪要编号", amount.value);
                    Finding::error(RULE.code, meeting.place, message)
                        .help(
                            "有纪要的，在那次会议里写上 number；没有的，提请会议重新讨论，形成纪要",
                        )
                        .related(held.id.place, "会议在这里")
                }
            };
            findings.push(finding.basis(article.as_str()));
        }
    }
}
