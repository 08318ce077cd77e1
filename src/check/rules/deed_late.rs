//! # 查什么
//! 做了，但是晚于期限的：自查报告、会议纪要、等级评定的报送，评议末位的监察。
//!
//! # 为什么
//! 有期限的事，办了和按时办了是两回事；迟了的要看得见，才能往前抓。
//!
//! # 例子
//! 制度要求自查报告 10 个工作日内报送，`[[self-check]]` 在3月1日，`filed` 在3月28日。
//!
//! # 依据
//! kind 为 `filing`、`bottom-ranks` 的 norm 的 `within-days`、`within-workdays`；没有写期限的不查。照当天
//! 施行的 norm 查，期限的最后一天算在内。用 `due`、`within`、`covered` 写的期限另有 LF284。

use crate::check::deeds::{deeds, Deed};
use crate::check::norm::{kinds, Reads};
use crate::check::workdays::Deadline;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DeedLate,
    source: include_str!("deed_late.rs"),
    norms: &[Reads::all(&kinds::FILING), Reads::all(&kinds::BOTTOM_RANKS)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for kind in [&kinds::FILING, &kinds::BOTTOM_RANKS] {
        for (norm, article) in context.norms_ever(kind) {
            for (deed, deadline) in deeds(context, norm) {
                findings.extend(late(&deed, &deadline).map(|f| f.basis(article.as_str())));
            }
        }
    }
}

fn late(deed: &Deed<'_>, deadline: &Deadline) -> Option<Finding> {
    let at = deed.done.filter(|done| done.value > deadline.day)?;
    let (done, day) = (at.chinese(), deadline.day.chinese());
    let message = format!("{}{done}才办，期限是{day}", deed.what);
    let help = format!(
        "日期写错的，改正日期；确实迟了的，照实记着，在考核中反映{}",
        deadline.note()
    );
    let finding = Finding::error(RULE.code, at.place, message).help(help);
    Some(finding.related(deed.begun.place, "从这一天起算"))
}
