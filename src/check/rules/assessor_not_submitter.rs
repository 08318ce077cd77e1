//! # 查什么
//! 由别的站所评估的重大决策，和没有写明由谁评估的。
//!
//! # 为什么
//! 谁提交、谁评估、谁负责；换了站所评估，出了事找不到责任人。
//!
//! # 例子
//! `[[decision]]` 写 `submitter = "czgh"`、`assessor = "czs"`。
//!
//! # 依据
//! kind 为 `assessor-is-submitter` 的 norm。

use crate::check::ledger;
use crate::check::norm::{Kind, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::AssessorNotSubmitter,
    source: include_str!("assessor_not_submitter.rs"),
    norms: &[Reads::all(&KIND).shown_by(&ledger::DECISIONS)],
    run,
};

/// The norms of this rule.
const KIND: Kind = Kind {
    name: "assessor-is-submitter",
    title: "谁提交（承办）、谁评估",
    parameters: &[],
    identity: None,
    lists: None,
    together: None,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let own = &context.unit.words().department;
    let unit = context.unit;
    for (norm, article) in context.norms_ever(&KIND) {
        for decision in context.assessed(norm) {
            let Some(submitter) = decision.submitter else {
                continue;
            };
            let (title, owner) = (&decision.title.value, &unit[submitter].name.value);
            let finding = match decision.assessor {
                Some(assessor) if assessor == submitter => continue,
                Some(assessor) => {
                    let other = &unit[assessor].name.value;
                    let message = format!("{title}由{owner}提交，由{other}评估");
                    Finding::error(RULE.code, assessor.place, message)
                        .related(submitter.place, format!("提交的{own}在这里"))
                }
                None if decision.decided() => {
                    let message = format!("{title}没有写由谁评估");
                    Finding::error(RULE.code, decision.id.place, message)
                }
                None => continue,
            };
            let help = format!(
                "由提交的{own}重新评估，照实写新的步骤和 assessor = \"{}\"；只是写错的，改正 assessor",
                unit[submitter].id.value
            );
            findings.push(finding.help(help).basis(article.as_str()));
        }
    }
}
