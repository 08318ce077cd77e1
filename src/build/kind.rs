//! The kinds of tables at the top of a file that may stand many times.

use crate::model::ledger::Ledger;

/// The kinds of top-level tables that may stand many times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Organ,
    Department,
    Post,
    Class,
    Risk,
    Measure,
    Workflow,
    Authority,
    Separation,
    Settlement,
    Grading,
    Term,
    Waiver,
    Holiday,
    Regulation,
    /// The records of a ledger.
    Record(Ledger),
}

impl Kind {
    /// All kinds that every unit has, but records.
    pub const ALL: [Kind; 15] = [
        Kind::Organ,
        Kind::Department,
        Kind::Post,
        Kind::Class,
        Kind::Risk,
        Kind::Measure,
        Kind::Workflow,
        Kind::Authority,
        Kind::Separation,
        Kind::Settlement,
        Kind::Grading,
        Kind::Term,
        Kind::Waiver,
        Kind::Holiday,
        Kind::Regulation,
    ];

    /// Whether its tables carry an id.
    pub fn has_id(self) -> bool {
        match self {
            Kind::Grading | Kind::Term | Kind::Waiver | Kind::Holiday => false,
            Kind::Record(ledger) => ledger.entry().has_ids(),
            _ => true,
        }
    }

    /// The name of its tables.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Organ => "organ",
            Kind::Department => "department",
            Kind::Post => "post",
            Kind::Class => "class",
            Kind::Risk => "risk",
            Kind::Measure => "measure",
            Kind::Workflow => "workflow",
            Kind::Authority => "authority",
            Kind::Separation => "separation",
            Kind::Settlement => "settlement",
            Kind::Grading => "grading",
            Kind::Term => "term",
            Kind::Waiver => "waiver",
            Kind::Holiday => "holiday",
            Kind::Regulation => "regulation",
            Kind::Record(ledger) => ledger.key(),
        }
    }

    pub fn chinese(self) -> &'static str {
        match self {
            Kind::Organ => "机构",
            Kind::Department => "内设机构",
            Kind::Post => "岗位",
            Kind::Class => "类别",
            Kind::Risk => "风险点",
            Kind::Measure => "措施",
            Kind::Workflow => "工作流程",
            Kind::Authority => "职权事项",
            Kind::Separation => "不相容职责",
            Kind::Settlement => "条文选定",
            Kind::Grading => "等级评定记录",
            Kind::Term => "用语",
            Kind::Waiver => "豁免",
            Kind::Holiday => "放假安排",
            Kind::Regulation => "制度",
            Kind::Record(ledger) => ledger.chinese(),
        }
    }
}

/// What tables of that name are called in Chinese, but for records.
pub fn called(name: &str) -> Option<&'static str> {
    let mut kinds = Kind::ALL.into_iter();
    kinds.find(|kind| kind.key() == name).map(Kind::chinese)
}
