//! # 查什么
//! 评估报告没有经本站所班子讨论通过，没有签名，或者签名的不是主要负责人的重大决策。
//!
//! # 为什么
//! 谁评估谁负责，签名才有人负责。
//!
//! # 例子
//! `[[decision]]` 没有写 `approved`；或者 `signed-by` 不是评估站所的负责人。
//!
//! # 依据
//! kind 为 `report-contents` 的 norm；`signed-by = "head"` 要求站所负责人签名，`approved = true` 要求班子讨论通过。

use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::load::Value;
use crate::model::{Decision, Norm};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ReportNotSigned,
    source: include_str!("report_not_signed.rs"),
    norms: &[Reads::all(&kinds::REPORT_CONTENTS).shown_by(&ledger::DECISIONS)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms_ever(&kinds::REPORT_CONTENTS) {
        for decision in context.reported(norm) {
            let approval = norm
                .get("approved")
                .is_some_and(|v| v.value == Value::Boolean(true));
            if approval && decision.approved.is_none() {
                let message = format!("{}的评估报告没有经班子讨论", decision.title.value);
                findings.push(
                    Finding::error(RULE.code, decision.id.place, message)
                        .help("讨论通过后写上 approved = 通过日期")
                        .basis(article.as_str()),
                );
            }
            findings.extend(unsigned(context, norm, decision).map(|f| f.basis(&*article)));
        }
    }
}

/// The finding that the head of the assessing department did not sign.
fn unsigned(context: &Context<'_>, norm: &Norm, decision: &Decision) -> Option<Finding> {
    if norm.word("signed-by") != Some("head") {
        return None;
    }
    let unit = context.unit;
    let title = &decision.title.value;
    let own = &unit.words().department;
    let assessor = decision.assessor.or(decision.submitter)?;
    let Some(signer) = decision.signed_by else {
        let message = format!("{title}的评估报告没有签名");
        let help = format!("由评估的{own}负责人签名后写上 signed-by = \"岗位编号\"");
        return Some(Finding::error(RULE.code, decision.id.place, message).help(help));
    };
    if unit.heads(signer, assessor) {
        return None;
    }
    let message = format!(
        "{title}的评估报告由{}签名，不是{}的负责人",
        unit[signer].name.value, unit[assessor].name.value
    );
    let help = format!("由评估的{own}负责人签名");
    Some(Finding::error(RULE.code, signer.place, message).help(help))
}
