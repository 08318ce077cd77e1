//! # 查什么
//! 已经通过、否决或者暂缓的重大决策，上的不是作决定的会议；或者会议早于提交。
//!
//! # 为什么
//! 防控的会议不作决定；别的会上议过，不等于集体决定过。
//!
//! # 例子
//! `[[decision]]` 写 `outcome = "adopted"`、`meeting = "fk-2013-1"`，而那次会议的 `kind` 是 `"prevention"`。
//!
//! # 依据
//! 会议的种类里 `is = "joint"` 的是作决定的会议，见 docs/rules-format.md 的 `[[meeting-kind]]`；单位没有这一种的不查。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::MeetingIs;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::MeetingNotDeciding,
    source: include_str!("meeting_not_deciding.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let records = &unit.records;
    let kinds = unit.vocabulary.meeting_kinds.iter();
    let deciding: Vec<&str> = kinds
        .filter(|kind| kind.entry().is == Some(MeetingIs::Joint))
        .map(|kind| kind.chinese())
        .collect();
    for decision in records.decisions.iter().filter(|d| records.sound(d.place)) {
        let Some(reference) = decision.meeting.filter(|_| decision.decided()) else {
            continue;
        };
        let meeting = &unit[reference];
        if !records.sound(meeting.place) {
            continue;
        }
        let title = &decision.title.value;
        if !deciding.is_empty() && meeting.kind.entry().is != Some(MeetingIs::Joint) {
            let kind = meeting.kind.chinese();
            let message = format!("{title}上的是{kind}，不是作决定的会议");
            let help = format!(
                "上过{}的，改写 meeting；没有上的，提请会议讨论决定，照实记",
                deciding.join("、")
            );
            findings.push(
                Finding::error(RULE.code, reference.place, message)
                    .help(help)
                    .related(meeting.kind.place, "会议的种类在这里"),
            );
        }
        if let (Some(submitted), Some(met)) = (&decision.submitted, &meeting.date) {
            if met.value < submitted.value {
                let message = format!(
                    "{title}{}才提交，上的会议在{}",
                    submitted.chinese(),
                    met.chinese()
                );
                findings.push(
                    Finding::error(RULE.code, submitted.place, message)
                        .help("查看两个日期，或者改写 meeting")
                        .related(met.place, "会议的日期在这里"),
                );
            }
        }
    }
}
