//! # 查什么
//! 按等级应当写而没有写自查报告的站所和岗位。
//!
//! # 为什么
//! 高级的半年一报，中级、低级的一年一报；缺了一期，那一期的风险就没有人看过。
//!
//! # 例子
//! 高级站所 `czs` 有 `period = "2012-h2"` 的 `[[self-check]]`，而没有 `"2013-h1"` 的，日子已经到了2013年8月。
//!
//! # 依据
//! kind 为 `period-by-grade`、record 为 `"self-check"` 的 norm；`high`、`middle`、`low` 写期间：`"month"`、
//! `"quarter"`、`"half-year"`、`"year"`、`"two-years"`；`grace-days` 是期满以后还可以等的天数。
//! 只查已经结束的期间，从制度施行之日和第一条记录中较晚的一期算起；制度施行当期不满半期的不查。

use crate::check::due::{Duty, Entry};
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::RecordKind;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::MissingSelfCheck,
    source: include_str!("missing_self_check.rs"),
    norms: &[
        Reads::only(&kinds::PERIOD_BY_GRADE, &[("record", "self-check")])
            .shown_by(&ledger::SELF_CHECKS),
    ],
    run,
};

/// What is due, and what it is called.
const DUTY: Duty = Duty {
    code: RULE.code,
    record: RecordKind::SelfCheck,
    noun: "自查报告",
    posts: true,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let checks = context.unit.records.self_checks.iter();
    // A report counts for the time it is about, whenever it was written.
    let entries = checks.map(|check| Entry {
        object: check.object,
        days: check.period.as_ref().map(|p| (p.first(), p.last())),
    });
    context.hold(&DUTY, entries, findings);
}
