//! # 查什么
//! 没有在期限内立案，也没有在期限内决定不予立案的案件。
//!
//! # 为什么
//! 拖着不立案，证据会丢，人情会来。
//!
//! # 例子
//! 制度要求5个工作日内立案，`[[case]]` 写 `received = 2013-03-01`、`filed = 2013-03-12`。
//!
//! # 依据
//! kind 为 `case-filing` 的 norm；`within-workdays` 是期限。工作日照国务院的放假安排算，见 docs/rules-format.md 的 `[[holiday]]`。

use crate::check::calendar::limit;
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::CaseFiledLate,
    source: include_str!("case_filed_late.rs"),
    norms: &[Reads::all(&kinds::CASE_FILING).shown_by(&ledger::CASES)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let records = &context.unit.records;
    for (norm, article) in context.norms_ever(&kinds::CASE_FILING) {
        for case in records
            .cases
            .iter()
            .filter(|c| records.sound(c.place) && norm.binds(c.received.as_ref()))
        {
            let Some(received) = &case.received else {
                continue;
            };
            let deadline = context.deadline(norm, received.value);
            let last = deadline.day;
            let (subject, day) = (&case.subject.value, last.chinese());
            let finding = match (&case.filed, &case.refused) {
                (Some(done), _) | (None, Some(done)) if done.value > last => {
                    let message = format!("{subject}：{}才办，期限是{day}", done.chinese());
                    Finding::error(RULE.code, done.place, message)
                }
                (None, None) if last < context.as_of => {
                    let message = format!("{subject}：到{day}期满，还没有立案，也没有决定不予立案");
                    Finding::error(RULE.code, case.id.place, message)
                }
                _ => continue,
            };
            findings.push(
                finding
                    .help(format!("收到后{}办理{}", limit(norm), deadline.note()))
                    .basis(article.as_str())
                    .related(received.place, "从这一天起算"),
            );
        }
    }
}
