//! # 查什么
//! 做了，但是晚于期限的：自查报告、会议纪要、等级评定的报送，评议末位的监察。
//!
//! # 为什么
//! 有期限的事，办了和按时办了是两回事；迟了的要看得见，才能往前抓。
//!
//! # 例子
//! 制度要求自查报告 10 个工作日内报送，`[[self-check]]` 在3月1日，`filed` 在3月28日。
//!
//! # 依据
//! kind 为 `filing`、`bottom-ranks` 的 norm 的 `within-days`、`within-workdays`；没有写期限的不查。照当天
//! 施行的 norm 查，期限的最后一天算在内。用 `due`、`within`、`covered` 写的期限另有 LF284。

use crate::check::norm::Kind;
use crate::check::norm::{kinds, Reads};
use crate::check::workdays::Deadline;
use crate::check::{Context, Rule};
use crate::date::Date;
use crate::diagnostic::{Code, Finding, Spanned};
use crate::model::{GradingObject, GradingStepKind, MeetingIs, Norm};

use super::bottom_rank_without_supervision;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DeedLate,
    source: include_str!("deed_late.rs"),
    norms: &[
        Reads::all(&kinds::FILING),
        Reads::all(&bottom_rank_without_supervision::KIND),
    ],
    run,
};

/// Something that was done, and from when its time ran.
struct Deed<'t> {
    what: String,
    begun: &'t Spanned<Date>,
    done: &'t Spanned<Date>,
}

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    each(context, &kinds::FILING, filings, findings);
    let ranks = &bottom_rank_without_supervision::KIND;
    each(context, ranks, supervisions, findings);
}

/// Tells what was done after the deadline of a norm of that kind.
fn each<'t>(
    context: &Context<'t>,
    kind: &Kind,
    deeds: fn(&Context<'t>, &Norm) -> Vec<Deed<'t>>,
    findings: &mut Vec<Finding>,
) {
    for (norm, article) in context.norms_ever(kind) {
        if norm.get("within-days").is_none() && norm.get("within-workdays").is_none() {
            continue;
        }
        // What is done after today is not done yet.
        let done = |deed: &Deed<'_>| deed.done.value <= context.as_of;
        for deed in deeds(context, norm).into_iter().filter(done) {
            let deadline = context.deadline(norm, deed.begun.value);
            if norm.binds(Some(deed.begun)) {
                findings.extend(late(&deed, &deadline).map(|f| f.basis(article.as_str())));
            }
        }
    }
}

fn late(deed: &Deed<'_>, deadline: &Deadline) -> Option<Finding> {
    if deed.done.value <= deadline.day {
        return None;
    }
    let (done, day) = (deed.done.chinese(), deadline.day.chinese());
    let message = format!("{}{done}才办，期限是{day}", deed.what);
    let help = format!(
        "日期写错的，改正日期；确实迟了的，照实记着，在考核中反映{}",
        deadline.note()
    );
    let finding = Finding::error(RULE.code, deed.done.place, message).help(help);
    Some(finding.related(deed.begun.place, "从这一天起算"))
}

fn filings<'t>(context: &Context<'t>, norm: &Norm) -> Vec<Deed<'t>> {
    let unit = context.unit;
    let records = &unit.records;
    let about = |object: GradingObject| {
        let kind = match object {
            GradingObject::Department(_) => "department",
            GradingObject::Post(_) => "post",
        };
        let grade = unit.object_grade(object);
        norm.word("subject").is_none_or(|subject| subject == kind)
            && norm.word("grade").is_none_or(|word| word == grade.key())
    };
    let mut out = Vec::new();
    match norm.word("record") {
        Some("self-check") => {
            for check in records
                .self_checks
                .iter()
                .filter(|c| records.sound(c.place) && context.applies(norm, c.place))
            {
                let filed = check.filed.as_ref().and_then(|filed| filed.date.as_ref());
                let object = check.object.filter(|object| about(*object));
                if let (Some(object), Some(begun), Some(done)) = (object, &check.date, filed) {
                    let what = format!("{}的自查报告", unit.object_name(object));
                    out.push(Deed { what, begun, done });
                }
            }
        }
        Some("minutes") => {
            let own = records.meetings.iter().filter(|m| records.sound(m.place));
            for meeting in own.filter(|m| context.applies(norm, m.place)) {
                let bound =
                    meeting.kind.entry().is == Some(MeetingIs::Joint) && meeting.superior_task;
                let filed = meeting.filed.as_ref().and_then(|filed| filed.date.as_ref());
                if let (true, Some(begun), Some(done)) = (bound, &meeting.date, filed) {
                    let what = format!("{}的{}纪要", begun.chinese(), meeting.kind.chinese());
                    out.push(Deed { what, begun, done });
                }
            }
        }
        Some("grading") => {
            let own = unit.gradings.iter().filter(|g| records.sound(g.place));
            for grading in own.filter(|g| context.applies(norm, g.place)) {
                let day = |kind| {
                    let mut steps = grading.steps.iter().filter(|s| s.kind.value == kind);
                    steps.next().map(|step| &step.date)
                };
                let days = (day(GradingStepKind::Decide), day(GradingStepKind::File));
                let object = grading.object.filter(|object| about(*object));
                if let (Some(object), (Some(begun), Some(done))) = (object, days) {
                    let year = grading.year.value;
                    let what = format!("{}{year}年评定结果的备案", unit.object_name(object));
                    out.push(Deed { what, begun, done });
                }
            }
        }
        _ => {}
    }
    out
}

fn supervisions<'t>(context: &Context<'t>, norm: &Norm) -> Vec<Deed<'t>> {
    let unit = context.unit;
    let mut out = Vec::new();
    for appraisal in &unit.records.appraisals {
        let own = appraisal.date.as_ref();
        let Some(begun) = own.filter(|_| context.applies(norm, appraisal.place)) else {
            continue;
        };
        for one in &appraisal.supervision {
            if let (Some(department), Some(done)) = (one.department, &one.date) {
                let what = format!("对{}的监察", unit[department].name.value);
                out.push(Deed { what, begun, done });
            }
        }
    }
    out
}
