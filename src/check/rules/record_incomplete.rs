//! # 查什么
//! 没有写全的记录。
//!
//! # 为什么
//! 缺了结果、缺了编号的记录，日后说明不了什么。
//!
//! # 例子
//! `needs = ["result"]`，而一条 `[[inspection]]` 没有写 `result`。
//!
//! # 依据
//! kind 为 `complete` 的 norm；`needs` 是要写的键，`where` 挑出要管的记录。

use crate::check::demand::tell;
use crate::check::norm::kinds::COMPLETE;
use crate::check::norm::Reads;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::RecordIncomplete,
    source: include_str!("record_incomplete.rs"),
    norms: &[Reads::all(&COMPLETE)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    tell(context, RULE.code, findings);
}
