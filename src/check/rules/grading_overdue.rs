//! # 查什么
//! 两次评定相隔太久，或者最近一次评定到今天已经过了规定月数的站所和岗位。
//!
//! # 为什么
//! 权力和人员年年有变化，等级要按期重新评定。
//!
//! # 例子
//! 规定 12 个月以内，上一次评定在 2012 年 1 月，今天是 2013 年 3 月。
//!
//! # 依据
//! kind 为 `regrade` 的 norm；`every-months` 是月数，按月算，不计日。

use crate::check::grading;
use crate::check::ledger;
use crate::check::norm::{kinds, read, Reads};
use crate::check::{Context, Rule};
use crate::date::Date;
use crate::diagnostic::{Code, Finding, Place};
use crate::model::Grading;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::GradingOverdue,
    source: include_str!("grading_overdue.rs"),
    norms: &[Reads::all(&kinds::REGRADE).shown_by(&ledger::GRADINGS)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // Several norms say so in the same words; the shortest period holds for all.
    let norms: Vec<_> = context
        .norms_ever(&kinds::REGRADE)
        .filter_map(|(norm, article)| Some((norm, read::count(norm, "every-months")?, article)))
        .collect();
    let shortest = |day: Date, of: Place| {
        let then = norms.iter().filter(|(norm, ..)| norm.force.holds(day));
        let then = then.filter(|(norm, ..)| context.applies(norm, of));
        then.min_by_key(|(_, months, _)| *months)
            .map(|(_, months, article)| (*months, article.as_str()))
    };
    let unit = context.unit;
    let year = i64::from(unit.profile.grading_year);
    for object in unit.objects() {
        let all: Vec<(&Grading, Date)> = grading::of(unit, &object)
            .into_iter()
            .filter_map(|g| Some((g, g.decided()?)))
            .collect();
        let name = grading::name(unit, &object);
        let place = unit.place_of(object);
        for pair in all.windows(2) {
            let Some((months, article)) = shortest(pair[1].1, place) else {
                continue;
            };
            let gap = grading::months_between(pair[0].1, pair[1].1);
            if gap > months {
                let message = format!("{name}两次评定相隔 {gap} 个月，规定 {months} 个月以内");
                findings.push(
                    Finding::error(RULE.code, pair[1].0.year.place, message)
                        .help("查看两次评定的日期；中间另有评定的，补写 [[grading]]")
                        .related(pair[0].0.year.place, "上一次评定在这里")
                        .basis(article),
                );
            }
        }
        let Some(&(last, day)) = all.last() else {
            continue;
        };
        let Some((months, article)) = shortest(context.as_of, place) else {
            continue;
        };
        // That this year's is missing is reported as such.
        let is_missing = last.year.value < year && grading::scope(context, &object).is_some();
        let gap = grading::months_between(day, context.as_of);
        if gap > months && !is_missing {
            let message = format!("{name}上一次评定已过 {gap} 个月，规定 {months} 个月以内");
            findings.push(
                Finding::error(RULE.code, last.year.place, message)
                    .help("重新评定，补写 [[grading]]")
                    .basis(article),
            );
        }
    }
}
