//! The kinds of records that a unit may keep. Where it keeps none of a kind, the rules that
//! read them have nothing to hold against anyone; `no-records-kept` and the coverage say so.

use crate::model::{MeetingIs, Unit};

/// Records of one kind.
#[derive(Debug)]
pub struct Ledger {
    /// What they are, in Chinese.
    pub name: &'static str,
    /// Whether there is one.
    pub is_kept: fn(&Unit) -> bool,
}

/// Declares each kind of record: what it is called, and what must not be empty.
macro_rules! ledgers {
    ($($name:ident $chinese:literal $kept:expr;)*) => {
        $(pub(super) const $name: Ledger = Ledger { name: $chinese, is_kept: $kept };)*
    };
}

ledgers! {
    GRADINGS "等级评定" |unit| !unit.gradings.is_empty();
    RISK_SEARCHES "风险查找和预警方案" |unit| !unit.records.risk_searches.is_empty();
    SELF_CHECKS "自查报告" |unit| !unit.records.self_checks.is_empty();
    INSPECTIONS "检查" |unit| !unit.records.inspections.is_empty();
    // Where inspections are kept, a missing talk is found there.
    TALKS "谈话" |unit| !unit.records.talks.is_empty() || !unit.records.inspections.is_empty();
    PREVENTION_MEETINGS "防控工作会议" |unit| has_met(unit, MeetingIs::Prevention);
    JOINT_MEETINGS "联席会议纪要" |unit| has_met(unit, MeetingIs::Joint);
    APPRAISALS "民主评议" |unit| !unit.records.appraisals.is_empty();
    AUDITS "内部审计" |unit| !unit.records.audits.is_empty();
    DUTY_CHANGES "职责变动" |unit| !unit.records.duty_changes.is_empty();
    NOTICES "预警通知书" |unit| !unit.records.notices.is_empty();
    COMPLAINTS "信访举报" |unit| !unit.records.complaints.is_empty();
    DECISIONS "重大决策" |unit| !unit.records.decisions.is_empty();
    CASES "案件" |unit| !unit.records.cases.is_empty();
    LAW_STUDIES "法律法规学习" |unit| !unit.records.law_studies.is_empty();
    ASSET_CHECKS "资产核对" |unit| !unit.records.asset_checks.is_empty();
}

fn has_met(unit: &Unit, kind: MeetingIs) -> bool {
    unit.records
        .meetings
        .iter()
        .any(|m| m.kind.entry().is == Some(kind))
}
