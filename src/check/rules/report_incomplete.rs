//! # 查什么
//! 已经上会决定，而评估报告缺内容，或者没有写建议的重大决策。
//!
//! # 为什么
//! 报告要让会议看清事情、经过、风险、对策和建议。
//!
//! # 例子
//! `[decision.contents]` 里没有 `risk-links`。
//!
//! # 依据
//! kind 为 `report-contents` 的 norm；`fields` 列出各项内容：`"overview"`、`"process"`、`"risk-links"`、
//! `"countermeasures"`、`"recommendation"`；最后一项还要写 `advice`。没有写报告的，由别的规则查。

use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::ledger::LedgerIs;
use crate::model::ReportPart;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ReportIncomplete,
    source: include_str!("report_incomplete.rs"),
    norms: &[Reads::all(&kinds::REPORT_CONTENTS).shown_by(&ledger::DECISIONS)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms_ever(&kinds::REPORT_CONTENTS) {
        for decision in context.reported(norm) {
            let fields = norm.words("fields").map(|(word, _)| word);
            let (mut names, mut keys) = (Vec::new(), Vec::new());
            for part in fields.filter_map(ReportPart::from_key) {
                if decision
                    .contents
                    .iter()
                    .all(|(written, _)| *written != part)
                {
                    names.push(
                        context
                            .unit
                            .key_called(LedgerIs::Decision, &["contents", part.key()]),
                    );
                    keys.push(format!("contents 的 {}", part.key()));
                } else if part == ReportPart::Recommendation && decision.advice.is_none() {
                    names.push("建议的种类");
                    keys.push("advice".to_owned());
                }
            }
            if names.is_empty() {
                continue;
            }
            let message = format!("{}的评估报告缺{}", decision.title.value, names.join("、"));
            findings.push(
                Finding::error(RULE.code, decision.id.place, message)
                    .help(format!(
                        "报告里有的，补写 {}；没有的，补充报告以后照实写",
                        keys.join("、")
                    ))
                    .basis(article.as_str()),
            );
        }
    }
}
