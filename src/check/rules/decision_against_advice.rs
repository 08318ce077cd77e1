//! # 查什么
//! 站所建议暂缓或者不宜，会议仍然通过，而没有写明理由的重大决策。
//!
//! # 为什么
//! 不采纳建议的，责任在作决定的组织；理由要留在纪要里。
//!
//! # 例子
//! `[[decision]]` 写 `advice = "defer"`、`outcome = "adopted"`，没有写 `reason`。
//!
//! # 依据
//! kind 为 `advice` 的 norm；`values` 列出建议的种类，`"implement"` 以外的建议要有理由才能不采纳。

use crate::check::ledger;
use crate::check::norm::{must, shape::words, Allowed, Kind, Reads, Shape};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::ledger::LedgerIs;
use crate::model::{Advice, Outcome};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DecisionAgainstAdvice,
    source: include_str!("decision_against_advice.rs"),
    norms: &[Reads::all(&KIND).shown_by(&ledger::DECISIONS)],
    run,
};

/// The norms of this rule.
const KIND: Kind = Kind {
    name: "advice",
    title: "评估报告的建议有哪几种",
    parameters: &[must(
        "values",
        Shape::Words(Allowed::Of(words::<Advice>)),
        "建议的种类",
    )],
    identity: Some(&[]),
    lists: None,
    together: None,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let own = &context.unit.words().department;
    for (norm, article) in context.norms_ever(&KIND) {
        for decision in context.assessed(norm) {
            let (Some(advice), Some(outcome)) = (&decision.advice, &decision.outcome) else {
                continue;
            };
            let held = norm.words("values").any(|(word, _)| word == advice.key());
            if !held || advice.value == Advice::Implement || outcome.value != Outcome::Adopted {
                continue;
            }
            if decision.reason.is_some() {
                continue;
            }
            let message = format!(
                "{}：{own}建议{}，会议通过了，没有写理由",
                decision.title.value,
                context
                    .unit
                    .called(LedgerIs::Decision, &["advice"], advice.key())
            );
            findings.push(
                Finding::error(RULE.code, outcome.place, message)
                    .help("会上说明过理由的，照纪要写上 reason = \"……\"；没有说明的，提请会议补充说明")
                    .basis(article.as_str())
                    .related(advice.place, format!("{own}的建议在这里")),
            );
        }
    }
}
