//! # 查什么
//! 民主评议排在末位，而没有执法监察或者效能监察记录的站所。一组的站所不比末位的名额多的，另作警告：末位
//! 就是全部，分不出重点；制度另定了小组的名次的，不警告。
//!
//! # 为什么
//! 评议的结果要用起来，末位的站所要重点监察。
//!
//! # 例子
//! 高级组十个站所评议，`ranking` 的最后三个里有 `pcs`，而 `supervision` 里没有 `department = "pcs"`。
//!
//! # 依据
//! kind 为 `bottom-ranks` 的 norm；`last` 是末位的个数；一组少于 `small-group-below` 个时取 `small-group-last` 个；
//! `within-days` 或者 `within-workdays` 是列为重点的期限，不写时次日起就查。

use crate::check::calendar::limit;
use crate::check::deeds::last;
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::BottomRankWithoutSupervision,
    source: include_str!("bottom_rank_without_supervision.rs"),
    norms: &[Reads::all(&kinds::BOTTOM_RANKS).shown_by(&ledger::APPRAISALS)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let own = &context.unit.words().department;
    let unit = context.unit;
    for (norm, article) in context.norms_ever(&kinds::BOTTOM_RANKS) {
        for appraisal in &unit.records.appraisals {
            let Some(date) = appraisal.date.as_ref() else {
                continue;
            };
            let unclear = !unit.records.sound(appraisal.place)
                || !norm.binds(Some(date))
                || !context.applies(norm, appraisal.place);
            let deadline = context.deadline(norm, date.value);
            if unclear || deadline.day >= context.as_of {
                continue;
            }
            let size = appraisal.ranking.len();
            let Some((last, small)) = last(norm, size) else {
                continue;
            };
            if !small && size > 0 && last >= size {
                let message = format!(
                    "{}组只有 {size} 个{own}，末 {last} 名就是全部，分不出重点",
                    appraisal.grade.chinese()
                );
                findings.push(
                    Finding::warning(RULE.code, appraisal.grade.place, message)
                        .help("在 norm 里用 small-group-below、small-group-last 定小组的名次")
                        .basis(article.as_str()),
                );
            }
            let last = last.min(size);
            for (index, &department) in appraisal.ranking.iter().enumerate().skip(size - last) {
                let watched = &appraisal.supervision;
                if watched.iter().any(|s| s.department == Some(department)) {
                    continue;
                }
                let message = format!(
                    "{}在{}组 {size} 个{own}中排第 {}，没有{}列为监察重点",
                    unit[department].name.value,
                    appraisal.grade.chinese(),
                    index + 1,
                    limit(norm)
                );
                let note = if small {
                    "（小组按小组的名次）"
                } else {
                    ""
                };
                let help = format!(
                    "末 {last} 名要列为执法监察、效能监察的重点{note}；列了以后，在 supervision 里写上 department = \"{}\"{}",
                    unit[department].id.value,
                    deadline.note()
                );
                findings.push(
                    Finding::error(RULE.code, department.place, message)
                        .help(help)
                        .basis(article.as_str()),
                );
            }
        }
    }
}
