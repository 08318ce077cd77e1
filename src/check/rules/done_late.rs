//! # 查什么
//! 一条记录里的两个日期隔得太久、太近，或者期限过了后一个还没有的。
//!
//! # 为什么
//! 办了和按时办了是两回事；写上办结日期的，也要看它迟不迟。
//!
//! # 例子
//! 合同的 `asked`（询价）到 `signed`（签订）最多30天，隔了45天。
//!
//! # 依据
//! kind 为 `within` 的 norm；`start`、`end` 是记录里的两个日期，`within-days`、`within-workdays` 是最多，
//! `at-least-days` 是最少。后一个日期没有写的，期限过了才指出。kind 为 `due`、`covered` 的 norm 写了期限的，晚了也在这里指出。

use crate::check::demand::tell;
use crate::check::norm::kinds::{COVERED, DUE, WITHIN};
use crate::check::norm::Reads;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DoneLate,
    source: include_str!("done_late.rs"),
    norms: &[
        Reads::all(&WITHIN),
        Reads::all(&DUE),
        Reads::having(&COVERED, &["within-days", "within-workdays"]),
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    tell(context, RULE.code, findings);
}
