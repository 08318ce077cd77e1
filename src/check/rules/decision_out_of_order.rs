//! # 查什么
//! 评估各步、班子讨论、报送议题、上会的日期先后颠倒的决策。
//!
//! # 为什么
//! 先评估后决策；报告写在决定以后，评估就成了补手续。
//!
//! # 例子
//! `[[decision]]` 的 `report` 一步在2013年3月20日，而上会的会议在2013年3月8日。
//!
//! # 依据
//! kind 为 `assessment-steps` 的 norm（`steps` 列出各步的次序），和 kind 为 `report-before-meeting` 的 norm
//! （报告、班子讨论、报送、上会依次进行）。

use crate::check::decisions::step_name;
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::date::Date;
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::model::{AssessmentStepKind, Decision};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DecisionOutOfOrder,
    source: include_str!("decision_out_of_order.rs"),
    norms: &[
        Reads::all(&kinds::ASSESSMENT_STEPS).shown_by(&ledger::DECISIONS),
        Reads::all(&kinds::REPORT_BEFORE_MEETING).shown_by(&ledger::DECISIONS),
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms_ever(&kinds::ASSESSMENT_STEPS) {
        for decision in context.assessed(norm) {
            let kinds = norm.words("steps");
            let kinds = kinds.filter_map(|(word, _)| AssessmentStepKind::from_key(word));
            let steps = kinds.filter_map(|kind| decision.step(kind));
            let days = steps.map(|step| {
                (
                    step_name(context.unit, step.kind.key()),
                    step.date.value,
                    step.date.place,
                )
            });
            in_order(decision, days, &article, findings);
        }
    }
    for (norm, article) in context.norms_ever(&kinds::REPORT_BEFORE_MEETING) {
        for decision in context.assessed(norm) {
            let day = |what, day: Option<&Spanned<Date>>| day.map(|d| (what, d.value, d.place));
            let report = decision.step(AssessmentStepKind::Report).map(|s| &s.date);
            // The meeting's day stands elsewhere; what is wrong here is that meeting.
            let meeting = decision.meeting.and_then(|meeting| {
                let date = context.unit[meeting].date.as_ref()?;
                Some(("上会", date.value, meeting.place))
            });
            let days = [
                day("写报告", report),
                day("班子讨论", decision.approved.as_ref()),
                day("报送议题", decision.submitted.as_ref()),
                meeting,
            ];
            in_order(decision, days.into_iter().flatten(), &article, findings);
        }
    }
}

/// Reports each day that comes before a day it must follow.
fn in_order<'d>(
    decision: &Decision,
    days: impl Iterator<Item = (&'d str, Date, Place)>,
    article: &str,
    findings: &mut Vec<Finding>,
) {
    let mut latest: Option<(&str, Date, Place)> = None;
    for (what, day, place) in days {
        match latest {
            Some((before, late, at)) if day < late => {
                let message = format!(
                    "{}：{what}（{}）早于{before}（{}）",
                    decision.title.value,
                    day.chinese(),
                    late.chinese()
                );
                findings.push(
                    Finding::error(RULE.code, place, message)
                        .help(format!("查看两个日期，写错的改正；次序确实颠倒的，重新办理：先{before}，再{what}，照实另记"))
                        .basis(article)
                        .related(at, format!("{before}的日期在这里")),
                );
            }
            _ => latest = Some((what, day, place)),
        }
    }
}
