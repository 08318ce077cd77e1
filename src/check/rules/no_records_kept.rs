//! # 查什么
//! 制度要求有记录，而规则里一条也没有的种类。各种合在一起说一次，级别是提示。
//!
//! # 为什么
//! 没有记录不等于没有做；但是读报告的人要知道哪些要求没有核对过。
//!
//! # 例子
//! 制度要求自查报告，而规则里没有 `[[self-check]]`。
//!
//! # 依据
//! 要求记录的各种 norm：`period-by-grade`、`yearly-deadline`、`filing`、`bottom-ranks`、`initial-check`、
//! `notice-dates`、`notice-answer`、`inspection-talk`、`decision-kinds`、`assessment-steps`、`case-filing`、
//! `officers-per-case`、`law-study`、`asset-reconciliation`、`large-sum-minutes`。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Severity};
use crate::model::{MeetingKind, Norm, Records};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::NoRecordsKept,
    source: include_str!("no_records_kept.rs"),
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let records = &context.town.records;
    let mut wanted: Vec<(&'static str, Vec<String>)> = Vec::new();
    let mut first = None;
    for &kind in KINDS {
        for (norm, article) in context.norms(kind) {
            let Some((name, kept)) = kept(records, kind, norm) else {
                continue;
            };
            if kept {
                continue;
            }
            first = first.or(Some(norm.kind.place));
            match wanted.iter_mut().find(|(known, _)| *known == name) {
                Some((_, articles)) if articles.contains(&article) => {}
                Some((_, articles)) => articles.push(article),
                None => wanted.push((name, vec![article])),
            }
        }
    }
    let Some(place) = first.filter(|_| !records.partly_lost) else {
        return;
    };
    let list: Vec<String> = wanted
        .iter()
        .map(|(name, articles)| format!("{name}（{}）", articles.join("、")))
        .collect();
    let message = format!("规则里没有这些记录，有关要求没有核对：{}", list.join("，"));
    let help = "有记录的，写进规则，写法见 docs/rules-format.md；确实没有发生的，不用写";
    findings.push(Finding {
        severity: Severity::Info,
        ..Finding::error(RULE.code, place, message).help(help)
    });
}

/// The kinds of norms that ask for records, in the order they are told.
const KINDS: &[&str] = &[
    "yearly-deadline",
    "period-by-grade",
    "inspection-talk",
    "filing",
    "bottom-ranks",
    "initial-check",
    "notice-dates",
    "notice-answer",
    "decision-kinds",
    "assessment-steps",
    "large-sum-minutes",
    "case-filing",
    "officers-per-case",
    "law-study",
    "asset-reconciliation",
];

/// What the norm wants recorded, and whether there is any such record.
fn kept(records: &Records, kind: &str, norm: &Norm) -> Option<(&'static str, bool)> {
    let held = |kind| records.meetings.iter().any(|m| m.kind.value == kind);
    let name = match kind {
        "yearly-deadline" | "period-by-grade" | "filing" => norm.word("record")?,
        other => other,
    };
    Some(match name {
        "risk-search" => ("风险查找和预警方案", !records.risk_searches.is_empty()),
        "self-check" => ("自查报告", !records.self_checks.is_empty()),
        "inspection" => ("检查", !records.inspections.is_empty()),
        // Where inspections are kept, a missing talk is found there.
        "inspection-talk" => {
            let kept = !records.talks.is_empty() || !records.inspections.is_empty();
            ("谈话", kept)
        }
        "prevention-meeting" => ("防控工作会议", held(MeetingKind::Prevention)),
        "minutes" => ("联席会议纪要", held(MeetingKind::Joint)),
        "appraisal" | "bottom-ranks" => ("民主评议", !records.appraisals.is_empty()),
        "audit" => ("内部审计", !records.audits.is_empty()),
        "initial-check" => ("信访举报", !records.complaints.is_empty()),
        "notice-dates" | "notice-answer" => ("预警通知书", !records.notices.is_empty()),
        "decision-kinds" | "assessment-steps" | "large-sum-minutes" => {
            ("重大决策", !records.decisions.is_empty())
        }
        "case-filing" | "officers-per-case" => ("案件", !records.cases.is_empty()),
        "law-study" => ("法律法规学习", !records.law_studies.is_empty()),
        "asset-reconciliation" => ("资产核对", !records.asset_checks.is_empty()),
        _ => return None,
    })
}
