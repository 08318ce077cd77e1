//! # 查什么
//! 没有写整改期限的预警通知书。
//!
//! # 为什么
//! 没有期限就无从催办，整改会落空。
//!
//! # 例子
//! `[[notice]]` 没有写 `due`。
//!
//! # 依据
//! kind 为 `notice-dates` 的 norm；`needs` 里有 `"due"`。

use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::NoticeWithoutDue,
    source: include_str!("notice_without_due.rs"),
    norms: &[Reads::all(&kinds::NOTICE_DATES).shown_by(&ledger::NOTICES)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms_ever(&kinds::NOTICE_DATES) {
        if !norm.words("needs").any(|(word, _)| word == "due") {
            continue;
        }
        let records = &context.unit.records;
        for notice in &records.notices {
            if notice.due.is_some()
                || !records.sound(notice.place)
                || !norm.binds(notice.date.as_ref())
            {
                continue;
            }
            let message = format!("预警通知书 {} 没有写整改期限", notice.id.value);
            findings.push(
                Finding::error(RULE.code, notice.id.place, message)
                    .help("通知书上定了期限的，照写 due = 2013-03-29；没有定的，补发通知定期限，照实写")
                    .basis(article.as_str()),
            );
        }
    }
}
