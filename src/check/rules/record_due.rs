//! # 查什么
//! 到期没有记，或者一期里记得不够次数的台账。
//!
//! # 为什么
//! 定期要做的事，过了期才想起来就迟了；台账是做过的凭据。
//!
//! # 例子
//! 每个科室一年两次 `[[lecture]]`，已经是2025年，内科2024年只有一条。
//!
//! # 依据
//! kind 为 `due` 的 norm；`ledger` 是哪一种台账，`each` 是谁要有，`every` 或者 `grades` 是多久，`times` 是一期几次，
//! `grace-days` 是宽限。只查已经过完的期间，从制度施行满半期的期间和第一条记录的期间中较晚的一期查起；一条记录也没有的台账
//! 不查。同一部制度里有更特别的一条（写了 `where`，或者 `each` 更窄）管到的，不再照一般的一条查。

use crate::check::demand::tell;
use crate::check::norm::kinds::DUE;
use crate::check::norm::Reads;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::RecordDue,
    source: include_str!("record_due.rs"),
    norms: &[Reads::all(&DUE)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    tell(context, RULE.code, findings);
}
