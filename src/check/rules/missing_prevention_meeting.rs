//! # 查什么
//! 应当召开而没有召开防控工作会议的期间。
//!
//! # 为什么
//! 会议通报情况、分析形势；不开会，各站所的问题没有人合起来看。
//!
//! # 例子
//! 2013年上半年没有 `kind = "prevention"` 的 `[[meeting]]`，日子已经到了2013年7月。
//!
//! # 依据
//! kind 为 `period-by-grade`、record 为 `"prevention-meeting"` 的 norm；会议不分等级，取几个等级中最密的一个。

use crate::check::calendar::{after_days, list, number, periods};
use crate::check::due::frequency;
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::MeetingIs;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::MissingPreventionMeeting,
    source: include_str!("missing_prevention_meeting.rs"),
    norms: &[
        Reads::only(&kinds::PERIOD_BY_GRADE, &[("record", "prevention-meeting")])
            .shown_by(&ledger::PREVENTION_MEETINGS),
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let records = &context.unit.records;
    let meetings = records.meetings.iter();
    let prevention = meetings.filter(|m| m.kind.entry().is == Some(MeetingIs::Prevention));
    let days: Vec<_> = prevention
        .map(|m| m.date.as_ref().map(|d| d.value))
        .collect();
    let Some(kept) = days.iter().flatten().min() else {
        return;
    };
    if records.partly_lost || days.contains(&None) {
        return;
    }
    for (norm, article) in context.norms_ever(&kinds::PERIOD_BY_GRADE) {
        if norm.word("record") != Some("prevention-meeting") {
            continue;
        }
        let all =
            (context.unit.vocabulary.grades.iter()).filter_map(|&grade| frequency(norm, grade));
        let Some((often, place)) = all.min_by_key(|(frequency, _)| *frequency) else {
            continue;
        };
        let grace = number(norm, "grace-days").map_or(0, |days| days.value);
        let mut due = periods(often, norm.force, *kept, context.as_of);
        due.retain(|period| {
            let held = days.iter().flatten().any(|&day| period.holds(day, day));
            !held && after_days(period.last(), grace) < context.as_of
        });
        if due.is_empty() {
            continue;
        }
        let message = format!("{}没有召开防控工作会议", list(&due));
        findings.push(
            Finding::error(RULE.code, place, message)
                .help("已经开了的，补记 [[meeting]]，写 kind = \"prevention\"；没有开的，补开")
                .basis(article.as_str()),
        );
    }
}
