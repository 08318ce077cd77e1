//! # 查什么
//! 已经上会决定，而规定的问题没有答全的重大决策。
//!
//! # 为什么
//! 五个问题就是评估的内容，漏答一个就漏评一面。
//!
//! # 例子
//! `[[decision]]` 的 `answers` 只有四项。
//!
//! # 依据
//! kind 为 `assessment-questions` 的 norm；`count` 是问题的个数，`answers` 按问题的次序写。

use crate::check::calendar::number;
use crate::check::ledger;
use crate::check::norm::{must, shapes::AT_LEAST_ONE, Kind, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::QuestionUnanswered,
    source: include_str!("question_unanswered.rs"),
    norms: &[Reads::all(&KIND).shown_by(&ledger::DECISIONS)],
    run,
};

/// The norms of this rule.
const KIND: Kind = Kind {
    name: "assessment-questions",
    title: "评估要回答几方面问题",
    parameters: &[must("count", AT_LEAST_ONE, "几方面")],
    identity: Some(&[]),
    lists: Some(&[]),
    together: None,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms_ever(&KIND) {
        let Some(count) = number(norm, "count") else {
            continue;
        };
        for decision in context.decided(norm) {
            let given = decision.answers.len();
            if i64::try_from(given).unwrap_or(i64::MAX) >= count.value {
                continue;
            }
            let message = format!(
                "{}的评估应当回答 {} 个问题，answers 里有 {given} 个",
                decision.title.value, count.value
            );
            let place = decision
                .answers
                .last()
                .map_or(decision.id.place, |last| last.place);
            findings.push(
                Finding::error(RULE.code, place, message)
                    .help("报告里回答了的，照报告补写；没有回答的，补充评估，没有影响的也写明没有")
                    .basis(article.as_str()),
            );
        }
    }
}
