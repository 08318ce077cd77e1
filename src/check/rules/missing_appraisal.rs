//! # 查什么
//! 按等级应当参加而没有参加民主评议的站所。
//!
//! # 为什么
//! 评议排名靠大家都参加；漏掉一个站所，末位名次也就不准。
//!
//! # 例子
//! 高级组的 `[[appraisal]]` 的 `ranking` 里没有 `czs`，而半年已过。
//!
//! # 依据
//! kind 为 `period-by-grade`、record 为 `"appraisal"` 的 norm；`high`、`middle`、`low` 写期间：`"month"`、
//! `"quarter"`、`"half-year"`、`"year"`、`"two-years"`；`grace-days` 是期满以后还可以等的天数。
//! 只查已经结束的期间，从制度施行之日和第一条记录中较晚的一期算起；制度施行当期不满半期的不查。

use crate::check::due::{Duty, Entry};
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::RecordKind;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::MissingAppraisal,
    source: include_str!("missing_appraisal.rs"),
    norms: &[
        Reads::only(&kinds::PERIOD_BY_GRADE, &[("record", "appraisal")])
            .shown_by(&ledger::APPRAISALS),
    ],
    run,
};

/// What is due, and what it is called.
const DUTY: Duty = Duty {
    code: RULE.code,
    record: RecordKind::Appraisal,
    noun: "民主评议",
    posts: false,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let records = &context.unit.records;
    let appraisals = records.appraisals.iter();
    let ranked = appraisals.clone().flat_map(|appraisal| {
        let ranking = appraisal.ranking.iter();
        ranking.map(|&one| Entry::on_day(Some(one), appraisal.date.as_ref()))
    });
    // A ranking that could not be read in full may hold anyone.
    let unclear = appraisals
        .filter(|appraisal| !records.sound(appraisal.place))
        .map(|_| Entry::on_day(None, None));
    context.hold(&DUTY, ranked.chain(unclear), findings);
}
