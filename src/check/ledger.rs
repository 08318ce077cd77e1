//! The kinds of records that a unit may keep. Where it keeps none of a kind, the rules that
//! read them have nothing to hold against anyone; `no-records-kept` and the coverage say so.

use super::norm::kinds::COVERED;
use crate::model::vocabulary::find;
use crate::model::{MeetingIs, Norm, Unit};

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
    GRADINGS "等级评定" |unit| {
        !(unit.gradings.is_empty() && unit.later_gradings.is_empty())
    };
    SELF_CHECKS "自查报告" |unit| !unit.records.self_checks.is_empty();
    JOINT_MEETINGS "联席会议纪要" |unit| has_met(unit, MeetingIs::Joint);
    APPRAISALS "民主评议" |unit| !unit.records.appraisals.is_empty();
    DUTY_CHANGES "职责变动" |unit| !unit.records.duty_changes.is_empty();
    NOTICES "预警通知书" |unit| !unit.records.notices.is_empty();
    DECISIONS "重大决策" |unit| !unit.records.decisions.is_empty();
    CASES "案件" |unit| !unit.records.cases.is_empty();
}

fn has_met(unit: &Unit, kind: MeetingIs) -> bool {
    unit.records
        .meetings
        .iter()
        .any(|m| m.kind.entry().is == Some(kind))
}

/// Whether tables of that name are records.
pub(super) fn is_ledger(unit: &Unit, id: &str) -> bool {
    find(&unit.ledgers, id).is_some()
}

/// The ledger whose records show whether a norm is kept that names it itself.
pub(super) fn of_norm<'n>(unit: &Unit, norm: &'n Norm) -> Option<&'n str> {
    let named = || {
        let words = ["each", "needs"].into_iter();
        let mut words = words.filter_map(|key| norm.word(key));
        words
            .find(|word| is_ledger(unit, word))
            .filter(|_| COVERED.is_of(norm))
    };
    norm.word("ledger").or_else(named)
}

/// What a general norm calls the records that it is about; `None` for one about no ledger.
pub(super) fn noun(unit: &Unit, norm: &Norm) -> Option<String> {
    let ledger = of_norm(unit, norm)?;
    // One that asks something for each record says what that is called.
    let own = norm.word("each") != Some(ledger);
    let called = norm.word("called").filter(|_| own).map(str::to_owned);
    Some(called.unwrap_or_else(|| Named::of(unit, ledger).name))
}

/// A ledger that a norm names itself.
#[derive(Debug)]
pub(super) struct Named {
    /// What its records are called.
    pub name: String,
    /// Whether there is one.
    pub is_kept: bool,
}

impl Named {
    /// The ledger with that id.
    pub fn of(unit: &Unit, id: &str) -> Self {
        let ledger = find(&unit.ledgers, id);
        Self {
            name: ledger.map_or(id, |ledger| ledger.chinese()).to_owned(),
            is_kept: ledger.is_some_and(|ledger| unit.records.has(ledger)),
        }
    }
}
