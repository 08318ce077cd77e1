//! # 查什么
//! 按等级应当检查而没有检查的站所。
//!
//! # 为什么
//! 高级站所风险大，检查要勤；漏查一期，问题就拖一期。
//!
//! # 例子
//! 高级站所 `czs` 在2013年上半年没有 `[[inspection]]`，日子已经到了2013年7月。
//!
//! # 依据
//! kind 为 `period-by-grade`、record 为 `"inspection"` 的 norm；`high`、`middle`、`low` 写期间：`"month"`、
//! `"quarter"`、`"half-year"`、`"year"`、`"two-years"`；`grace-days` 是期满以后还可以等的天数。
//! 只查已经结束的期间，从制度施行之日和第一条记录中较晚的一期算起；制度施行当期不满半期的不查。

use crate::check::due::{Duty, Entry};
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::RecordKind;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::MissingInspection,
    source: include_str!("missing_inspection.rs"),
    norms: &[
        Reads::only(&kinds::PERIOD_BY_GRADE, &[("record", "inspection")])
            .shown_by(&ledger::INSPECTIONS),
    ],
    run,
};

/// What is due, and what it is called.
const DUTY: Duty = Duty {
    code: RULE.code,
    record: RecordKind::Inspection,
    noun: "检查",
    posts: false,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let inspections = context.unit.records.inspections.iter();
    let entries = inspections.map(|record| Entry::on_day(record.department, record.date.as_ref()));
    context.hold(&DUTY, entries, findings);
}
