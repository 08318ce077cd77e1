//! # 查什么
//! 本年度没有等级评定记录的站所和岗位。
//!
//! # 为什么
//! 没有评定，表上的等级就没有依据。
//!
//! # 例子
//! `grading-year = 2013`，而站所 `dgs` 没有 `year = 2013` 的 `[[grading]]`。
//!
//! # 依据
//! kind 为 `scope` 的 norm：哪些站所和岗位要评定。

use crate::check::grading;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::GradingObject;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::GradingMissing,
    source: include_str!("grading_missing.rs"),
    norms: &[Reads::all(&kinds::SCOPE)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let year = unit.profile.grading_year;
    // Without a readable [unit] there is no year; before the year it is not due.
    if unit.incomplete || context.as_of.0.year() < year {
        return;
    }
    for object in unit.objects() {
        let Some(scope) = grading::scope(context, &object) else {
            continue;
        };
        // The year is not over where one is still to come.
        let mut later = unit.later_gradings.iter();
        if later.any(|g| g.object == Some(object) && g.year.value >= i64::from(year)) {
            continue;
        }
        let all = grading::of(unit, &object);
        if all
            .iter()
            .any(|grading| grading.year.value >= i64::from(year))
        {
            continue;
        }
        let (GradingObject::Department(_) | GradingObject::Post(_)) = object;
        let place = match object {
            GradingObject::Department(r) => r.place,
            GradingObject::Post(r) => r.place,
        };
        let message = format!(
            "{}没有 {year} 年的等级评定记录",
            grading::name(unit, &object)
        );
        let mut finding = Finding::error(RULE.code, place, message)
            .help("评定过的，补写 [[grading]]；没有评定的，先评定。格式见 docs/rules-format.md")
            .basis(context.basis(&scope));
        if let Some(last) = all.last() {
            finding = finding.related(last.year.place, "上一次评定在这里");
        }
        findings.push(finding);
    }
}
