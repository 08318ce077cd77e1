//! Records: what the regulations want done, as it was done.
//!
//! A date or reference that is missing or unreadable is `None` here, and a finding already.

use super::grade::choice;
use super::{
    ledger, Actor, Date, Decision, Department, Grade, GradingObject, Id, MeetingKind, Period, Post,
    Ref,
};
use crate::diagnostic::{Place, Spanned};
use std::collections::BTreeSet;

/// All records: as their ledgers declare them, and those that the checks know more of once more
/// as what they are, each kind in the order written.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// Every record, ledger by ledger.
    pub all: Vec<ledger::Record>,
    /// `[[self-check]]`
    pub self_checks: Vec<SelfCheck>,
    /// `[[risk-search]]`
    pub risk_searches: Vec<RiskSearch>,
    /// `[[inspection]]`
    pub inspections: Vec<Inspection>,
    /// `[[talk]]`
    pub talks: Vec<Talk>,
    /// `[[meeting]]`
    pub meetings: Vec<Meeting>,
    /// `[[appraisal]]`
    pub appraisals: Vec<Appraisal>,
    /// `[[audit]]`
    pub audits: Vec<Audit>,
    /// `[[rotation]]`
    pub rotations: Vec<Rotation>,
    /// `[[duty-change]]`
    pub duty_changes: Vec<DutyChange>,
    /// `[[notice]]`
    pub notices: Vec<Notice>,
    /// `[[complaint]]`
    pub complaints: Vec<Complaint>,
    /// `[[decision]]`
    pub decisions: Vec<Decision>,
    /// `[[case]]`
    pub cases: Vec<Case>,
    /// `[[law-study]]`
    pub law_studies: Vec<Gathering>,
    /// `[[asset-check]]`
    pub asset_checks: Vec<Gathering>,
    /// Whether part of the files could not be read: what seems not to have been done may
    /// stand there, so no check says that a record is missing.
    pub partly_lost: bool,
    /// The heads of tables with a fault in them. What seems missing there may be what could
    /// not be read, so no check looks for it before the fault is gone.
    pub faulty: BTreeSet<Place>,
    /// The days of those that are left out, since they lie after the day taken for today.
    pub later: Vec<Place>,
}

impl Records {
    /// Whether the record with that head was read in full.
    pub fn sound(&self, head: Place) -> bool {
        !self.faulty.contains(&head)
    }

    /// The record of a ledger with that number.
    pub fn nth(&self, ledger: ledger::Ledger, index: u32) -> Option<&ledger::Record> {
        let mut all = self.all.iter().filter(|record| record.ledger == ledger);
        all.nth(index as usize)
    }

    /// The day that a record counts from; of one without, that of a record it refers to.
    pub fn day_of(&self, record: &ledger::Record) -> Option<Date> {
        let referred = || {
            let values = record.values.0.iter();
            let mut days = values.filter_map(|(_, value)| match value.value {
                ledger::FieldValue::Record(ledger, index) => self.nth(ledger, index)?.day(),
                _ => None,
            });
            days.next()
        };
        record.day().or_else(referred)
    }

    /// Whether a ledger holds a record.
    pub fn has(&self, ledger: ledger::Ledger) -> bool {
        self.all.iter().any(|record| record.ledger == ledger)
    }
}

/// A report sent up and kept there.
#[derive(Debug, Clone)]
pub struct Filing {
    /// With whom.
    pub with: Option<Actor>,
    /// When.
    pub date: Option<Spanned<Date>>,
    /// Under which number.
    pub number: Option<Spanned<String>>,
    /// Place of the whole table.
    pub place: Place,
}

/// 自查报告.
#[derive(Debug, Clone)]
pub struct SelfCheck {
    /// Who checked itself.
    pub object: Option<GradingObject>,
    /// The time it is about, which may lie before its date.
    pub period: Option<Spanned<Period>>,
    /// Day of the report.
    pub date: Option<Spanned<Date>>,
    /// Where it is filed.
    pub filed: Option<Filing>,
    /// What was found, in words.
    pub result: Option<Spanned<String>>,
    /// Place of the table's head.
    pub place: Place,
}

/// The yearly search for risks, and the plan (预警方案) drawn up from it.
#[derive(Debug, Clone)]
pub struct RiskSearch {
    /// Whose risks.
    pub object: Option<GradingObject>,
    /// The year it is for.
    pub year: Spanned<i64>,
    /// Day the plan was ready.
    pub date: Option<Spanned<Date>>,
    /// The plan: its name or number.
    pub plan: Option<Spanned<String>>,
    /// Place of the table's head.
    pub place: Place,
}

/// 定期检查.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// Its id, for talks.
    pub id: Id,
    /// Who was inspected.
    pub department: Option<Ref<Department>>,
    /// When.
    pub date: Option<Spanned<Date>>,
    /// Who inspected.
    pub by: Option<Actor>,
    /// What was found, in words.
    pub result: Option<Spanned<String>>,
    /// Place of the table's head.
    pub place: Place,
}

/// 专题谈话.
#[derive(Debug, Clone)]
pub struct Talk {
    /// The inspection it belongs to.
    pub inspection: Option<Ref<Inspection>>,
    /// When.
    pub date: Option<Spanned<Date>>,
    /// Who spoke.
    pub by: Option<Ref<Post>>,
    /// With whom.
    pub with: Option<Ref<Post>>,
    /// What about.
    pub topic: Option<Spanned<String>>,
    /// Place of the table's head.
    pub place: Place,
}

/// 防控工作会议 or 联席会议.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Its id, for decisions.
    pub id: Id,
    /// Which.
    pub kind: Spanned<MeetingKind>,
    /// When.
    pub date: Option<Spanned<Date>>,
    /// Number of its minutes (纪要).
    pub number: Option<Spanned<String>>,
    /// Whether it dealt with a task set by the bodies above the unit.
    pub superior_task: bool,
    /// What about.
    pub topic: Option<Spanned<String>>,
    /// Where its minutes are filed.
    pub filed: Option<Filing>,
    /// Place of the table's head.
    pub place: Place,
}

/// 民主评议 of one group.
#[derive(Debug, Clone)]
pub struct Appraisal {
    /// The group: all departments of one grade.
    pub grade: Spanned<Grade>,
    /// When.
    pub date: Option<Spanned<Date>>,
    /// Who held it.
    pub by: Option<Actor>,
    /// The departments, best first.
    pub ranking: Vec<Ref<Department>>,
    /// What followed for those at the bottom.
    pub supervision: Vec<Supervision>,
    /// Place of the table's head.
    pub place: Place,
}

/// 执法监察 or 效能监察 of a department.
#[derive(Debug, Clone)]
pub struct Supervision {
    /// Of whom.
    pub department: Option<Ref<Department>>,
    /// When it began.
    pub date: Option<Spanned<Date>>,
    /// Which, in words.
    pub note: Option<Spanned<String>>,
}

/// 内部审计.
#[derive(Debug, Clone)]
pub struct Audit {
    /// Of whom.
    pub department: Option<Ref<Department>>,
    /// When.
    pub date: Option<Spanned<Date>>,
    /// By whom.
    pub by: Option<Actor>,
    /// What was found, in words.
    pub result: Option<Spanned<String>>,
    /// Place of the table's head.
    pub place: Place,
}

choice! {
    /// How far a rotation has come.
    RotationKind {
        /// The holder has changed.
        Done "done",
        /// The unit has proposed it, and those above decide.
        Proposed "proposed",
    }
}

/// 交流轮岗.
#[derive(Debug, Clone)]
pub struct Rotation {
    /// Of which post.
    pub post: Option<Ref<Post>>,
    /// How far.
    pub kind: Spanned<RotationKind>,
    /// When.
    pub date: Option<Spanned<Date>>,
    /// A remark.
    pub note: Option<Spanned<String>>,
    /// Place of the table's head.
    pub place: Place,
}

choice! {
    /// Why the powers of a department or post are no longer what was graded.
    ChangeKind {
        /// The duties have changed.
        Duties "duties",
        /// A temporary important task changes the powers.
        Task "temporary-task",
    }
}

/// 职责变动.
#[derive(Debug, Clone)]
pub struct DutyChange {
    /// Of whom.
    pub object: Option<GradingObject>,
    /// Which.
    pub kind: Spanned<ChangeKind>,
    /// Since when.
    pub date: Option<Spanned<Date>>,
    /// What changed, in words.
    pub note: Option<Spanned<String>>,
    /// Place of the table's head.
    pub place: Place,
}

/// 廉政风险预警通知书.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Its id.
    pub id: Id,
    /// Its number: 〔2013〕1号.
    pub number: Option<Spanned<String>>,
    /// To whom.
    pub object: Option<GradingObject>,
    /// Level of warning, 1 to 3.
    pub level: Spanned<i64>,
    /// When it was issued.
    pub date: Option<Spanned<Date>>,
    /// Why, in words.
    pub reason: Option<Spanned<String>>,
    /// What is done about it (诫勉纠错), in words.
    pub disposal: Option<Spanned<String>>,
    /// When it must be put right.
    pub due: Option<Spanned<Date>>,
    /// When the written report is due, where the notice itself says so.
    pub report_due: Option<Spanned<Date>>,
    /// When the written report came.
    pub answered: Option<Spanned<Date>>,
    /// What it says, in words.
    pub report: Option<Spanned<String>>,
    /// When it was found put right.
    pub closed: Option<Spanned<Date>>,
    /// Place of the table's head.
    pub place: Place,
}

/// 信访举报. Who complained is never kept.
#[derive(Debug, Clone)]
pub struct Complaint {
    /// Its id.
    pub id: Id,
    /// About whom.
    pub object: Option<GradingObject>,
    /// When it came.
    pub date: Option<Spanned<Date>>,
    /// When it was first checked (初核).
    pub checked: Option<Spanned<Date>>,
    /// By whom.
    pub checked_by: Option<Actor>,
    /// What came of it, in words.
    pub result: Option<Spanned<String>>,
    /// Place of the table's head.
    pub place: Place,
}

/// 案件.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its id.
    pub id: Id,
    /// Who handles it.
    pub department: Option<Ref<Department>>,
    /// What it is about.
    pub subject: Spanned<String>,
    /// When it came.
    pub received: Option<Spanned<Date>>,
    /// When it was filed (立案).
    pub filed: Option<Spanned<Date>>,
    /// When filing was refused.
    pub refused: Option<Spanned<Date>>,
    /// Who approved the refusal.
    pub refusal_approved_by: Option<Ref<Post>>,
    /// The officers.
    pub officers: Vec<Ref<Post>>,
    /// Where the list of officers stands.
    pub officers_place: Place,
    /// Place of the table's head.
    pub place: Place,
}

/// Something several departments did on a day: 学法, 资产核对.
#[derive(Debug, Clone)]
pub struct Gathering {
    /// When.
    pub date: Option<Spanned<Date>>,
    /// Who took part; empty for the whole unit.
    pub departments: Vec<Ref<Department>>,
    /// What about, or what came of it.
    pub note: Option<Spanned<String>>,
    /// Place of the table's head.
    pub place: Place,
}
