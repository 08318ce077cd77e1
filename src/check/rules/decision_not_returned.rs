//! # 查什么
//! 没有评估报告，却没有退回、照样排会或者决定的重大决策。
//!
//! # 为什么
//! 报告随议题走；没有报告就上会，评估成了空文。
//!
//! # 例子
//! `[[decision]]` 写了 `submitted` 和 `meeting`，`steps` 里没有 `step = "report"`，也没有写 `outcome = "returned"`。
//!
//! # 依据
//! kind 为 `report-before-meeting` 的 norm；`returned-by` 是负责退回的站所。

use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{AssessmentStepKind, Outcome};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DecisionNotReturned,
    source: include_str!("decision_not_returned.rs"),
    norms: &[
        Reads::all(&kinds::REPORT_BEFORE_MEETING).shown_by(&ledger::DECISIONS),
        Reads::all(&kinds::DECISION_KINDS).shown_by(&ledger::DECISIONS),
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let accepting = format!("受理的{}", unit.words().department);
    for (norm, article) in context.norms_ever(&kinds::REPORT_BEFORE_MEETING) {
        let by = norm.word("returned-by");
        let by = by.and_then(|id| unit.departments.iter().find(|d| d.id.value == id));
        let by = by.map_or(accepting.as_str(), |department| department.name.as_str());
        for decision in context.assessed(norm) {
            if decision.step(AssessmentStepKind::Report).is_some() {
                continue;
            }
            let returned = decision.outcome.as_ref();
            let returned = returned.is_some_and(|o| o.value == Outcome::Returned);
            let title = &decision.title.value;
            let (place, message) = match (&decision.meeting, &decision.outcome, &decision.submitted)
            {
                (Some(meeting), _, _) => (meeting.place, format!("{title}没有评估报告，排上了会")),
                (None, Some(outcome), _) if !returned => {
                    (outcome.place, format!("{title}没有评估报告，作了决定"))
                }
                (None, None, Some(submitted)) if submitted.value < context.as_of => (
                    submitted.place,
                    format!("{title}没有评估报告，报送后没有退回"),
                ),
                _ => continue,
            };
            findings.push(
                Finding::error(RULE.code, place, message)
                    .help(format!(
                        "由{by}退回，照实写 outcome = \"returned\"；已经上会的，补齐报告以后重新审议，另记"
                    ))
                    .basis(article.as_str()),
            );
        }
    }
}
