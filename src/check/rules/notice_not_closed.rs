//! # 查什么
//! 过了整改期限还没有办结，或者迟于期限才办结的预警通知书。
//!
//! # 为什么
//! 限期整改的期限要有人守，到期要有人核对。
//!
//! # 例子
//! `[[notice]]` 写 `due = 2013-03-01`，没有写 `closed`，日子已经到了2013年3月31日。
//!
//! # 依据
//! kind 为 `notice-dates` 的 norm；`needs` 里有 `"closed"`。

use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::NoticeNotClosed,
    source: include_str!("notice_not_closed.rs"),
    norms: &[Reads::all(&kinds::NOTICE_DATES).shown_by(&ledger::NOTICES)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms_ever(&kinds::NOTICE_DATES) {
        if !norm.words("needs").any(|(word, _)| word == "closed") {
            continue;
        }
        let records = &context.unit.records;
        for notice in &records.notices {
            let Some(due) = notice
                .due
                .as_ref()
                .filter(|_| records.sound(notice.place) && norm.binds(notice.date.as_ref()))
            else {
                continue;
            };
            let id = &notice.id.value;
            let finding = match &notice.closed {
                Some(closed) if closed.value > due.value => {
                    let message = format!("预警通知书 {id} {}才办结，迟于期限", closed.chinese());
                    Finding::warning(RULE.code, closed.place, message)
                        .help("查看日期；确实迟了的，与考核挂钩")
                        .related(due.place, "整改期限在这里")
                }
                None if due.value < context.as_of => {
                    let message = format!("预警通知书 {id} 已过整改期限，还没有办结");
                    Finding::error(RULE.code, due.place, message)
                        .help("核对整改情况，办结后写上 closed = 办结日期")
                }
                _ => continue,
            };
            findings.push(finding.basis(article.as_str()));
        }
    }
}
