//! # 查什么
//! 公示天数少于规定，或者没有写公示到哪一天。
//!
//! # 为什么
//! 公示是给群众提意见的时间；天数不足，等于没有公示。
//!
//! # 例子
//! 规定公示 7 天，写了 `date = 2013-01-21, until = 2013-01-25`。
//!
//! # 依据
//! kind 为 `publicity` 的 norm；`days` 是天数，首尾都算。

use crate::check::ledger;
use crate::check::norm::{kinds, read, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::GradingStepKind;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::PublicityTooShort,
    source: include_str!("publicity_too_short.rs"),
    norms: &[Reads::all(&kinds::PUBLICITY).shown_by(&ledger::GRADINGS)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms_ever(&kinds::PUBLICITY) {
        let Some(days) = read::count(norm, "days") else {
            continue;
        };
        let own = context.unit.gradings.iter();
        let own = own.filter(|grading| context.applies(norm, grading.place));
        let steps = own.flat_map(|grading| &grading.steps);
        for step in
            steps.filter(|s| s.kind.value == GradingStepKind::Publish && norm.binds(Some(&s.date)))
        {
            let Some(until) = &step.until else {
                findings.push(
                    Finding::error(RULE.code, step.date.place, "没有写公示到哪一天")
                        .help(format!(
                            "照实写公示到哪一天（until）；连首尾不足 {days} 天的，重新公示"
                        ))
                        .basis(article.as_str()),
                );
                continue;
            };
            let span = until.value.0.since(step.date.value.0);
            let shown = span.map_or(0, |span| i64::from(span.get_days()) + 1);
            if shown >= days || until.value < step.date.value {
                continue;
            }
            let message = format!("公示 {shown} 天，少于规定的 {days} 天");
            findings.push(
                Finding::error(RULE.code, until.place, message)
                    .help("查看两个日期，写错的改正；确实不足的，重新公示，照实写")
                    .related(step.date.place, "从这一天起")
                    .basis(article.as_str()),
            );
        }
    }
}
