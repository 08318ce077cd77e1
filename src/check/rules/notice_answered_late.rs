//! # 查什么
//! 收到预警通知书以后没有在期限内书面报告，或者迟报的。
//!
//! # 为什么
//! 接到预警要剖析原因、写出报告，镇纪委才能跟踪。
//!
//! # 例子
//! 制度要求10个工作日内报告，`[[notice]]` 写 `date = 2013-03-01`、`answered = 2013-03-20`。
//!
//! # 依据
//! kind 为 `notice-answer` 的 norm；`within-workdays` 是期限，通知书自己写了 `report-due` 的从其规定。
//! 工作日照国务院的放假安排算，见 docs/rules-format.md 的 `[[holiday]]`。

use crate::check::ledger;
use crate::check::norm::{must, shapes::AT_LEAST_ONE, Kind, Reads};
use crate::check::workdays::Deadline;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::NoticeAnsweredLate,
    source: include_str!("notice_answered_late.rs"),
    norms: &[Reads::all(&KIND).shown_by(&ledger::NOTICES)],
    run,
};

/// The norms of this rule.
const KIND: Kind = Kind {
    name: "notice-answer",
    title: "收到预警通知书后几个工作日内报告",
    parameters: &[must("within-workdays", AT_LEAST_ONE, "工作日数")],
    identity: Some(&[]),
    lists: None,
    together: None,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms_ever(&KIND) {
        let records = &context.unit.records;
        for notice in &records.notices {
            let Some(date) = notice
                .date
                .as_ref()
                .filter(|_| records.sound(notice.place) && norm.binds(notice.date.as_ref()))
            else {
                continue;
            };
            let deadline = match &notice.report_due {
                Some(due) => Deadline::plain(due.value),
                None => context.deadline(norm, date.value),
            };
            let last = deadline.day;
            let (id, day) = (&notice.id.value, last.chinese());
            let finding = match &notice.answered {
                Some(answered) if answered.value > last => {
                    let message = format!(
                        "预警通知书 {id} 的报告{}才送到，期限是{day}",
                        answered.chinese()
                    );
                    Finding::error(RULE.code, answered.place, message)
                }
                None if last < context.as_of => {
                    let message = format!("预警通知书 {id} 到{day}期满，还没有书面报告");
                    Finding::error(RULE.code, notice.id.place, message)
                }
                _ => continue,
            };
            let finding = match &notice.report_due {
                Some(due) => finding
                    .help("催办；报告送到后写上 answered = 送到日期")
                    .related(due.place, "报告期限在这里"),
                None => finding
                    .help(format!(
                        "催办；报告送到后写上 answered = 送到日期{}",
                        deadline.note()
                    ))
                    .related(date.place, "从这一天起算"),
            };
            findings.push(finding.basis(article.as_str()));
        }
    }
}
