//! # 查什么
//! 职责变动，或者承担临时重要任务而权力变化以后，没有重新评定等级的站所和岗位。
//!
//! # 为什么
//! 等级是照原来的权力评的；权力变了，原来的等级就不算数。
//!
//! # 例子
//! `[[duty-change]]` 写会计 2013年3月起兼管采购，而最近一次评定在1月。
//!
//! # 依据
//! kind 为 `regrade`、`on-change = true` 的 norm。决定的日期在变动当天或者以后的评定，算重新评定。

use crate::check::grading;
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Demand, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::ledger::LedgerIs;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ChangeWithoutRegrade,
    source: include_str!("change_without_regrade.rs"),
    norms: &[Reads::only(&kinds::REGRADE, &[("on-change", "true")]).shown_by(&ledger::DUTY_CHANGES)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    if unit.records.partly_lost {
        return;
    }
    let read = |demand: &Demand<'_>| RULE.norms.iter().any(|reads| reads.covers(demand.norm));
    for change in &unit.records.duty_changes {
        let (Some(object), Some(date)) = (change.object, &change.date) else {
            continue;
        };
        let place = unit.place_of(object);
        let about = |demand: &Demand<'_>| read(demand) && context.applies(demand.norm, place);
        let Some(demand) = context.demands_on(date.value).find(about) else {
            continue;
        };
        let gradings = grading::of(unit, &object);
        let decided = |day| gradings.iter().any(|g| g.decided() >= Some(day));
        if date.value > context.as_of || decided(date.value) {
            continue;
        }
        let message = format!(
            "{}{}{}，以后没有重新评定等级",
            grading::name(unit, &object),
            date.value.chinese(),
            unit.called(LedgerIs::DutyChange, &["kind"], change.kind.key())
        );
        let mut finding = Finding::error(RULE.code, date.place, message)
            .help("按照原程序重新评定，补写 [[grading]]")
            .basis(context.basis(&demand));
        if let Some(last) = gradings.last() {
            finding = finding.related(last.year.place, "上一次评定在这里");
        }
        findings.push(finding);
    }
}
