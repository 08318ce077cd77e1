//! # 查什么
//! 按等级应当审计而没有审计的站所。
//!
//! # 为什么
//! 钱的去向要有人按期看账；两年一审的，从上一次审计起算。
//!
//! # 例子
//! 高级站所 `czs` 在2013年没有 `[[audit]]`，日子已经到了2014年。
//!
//! # 依据
//! kind 为 `period-by-grade`、record 为 `"audit"` 的 norm；`high`、`middle`、`low` 写期间：`"month"`、
//! `"quarter"`、`"half-year"`、`"year"`、`"two-years"`；`grace-days` 是期满以后还可以等的天数。
//! 只查已经结束的期间，从制度施行之日和第一条记录中较晚的一期算起；制度施行当期不满半期的不查。

use crate::check::due::{Duty, Entry};
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::RecordKind;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::MissingAudit,
    source: include_str!("missing_audit.rs"),
    norms: &[Reads::only(&kinds::PERIOD_BY_GRADE, &[("record", "audit")]).shown_by(&ledger::AUDITS)],
    run,
};

/// What is due, and what it is called.
const DUTY: Duty = Duty {
    code: RULE.code,
    record: RecordKind::Audit,
    noun: "内部审计",
    posts: false,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let audits = context.unit.records.audits.iter();
    let entries = audits.map(|record| Entry::on_day(record.department, record.date.as_ref()));
    context.hold(&DUTY, entries, findings);
}
