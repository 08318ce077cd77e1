//! Which tables there are.

use crate::model::{Unit, Words};
use serde::Serialize;

/// The tables that have a page of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableKind {
    /// 站所廉政风险等级表.
    Departments,
    /// 岗位廉政风险等级表.
    Posts,
    /// 权力清单.
    Powers,
    /// 廉政风险点及防控措施一览表.
    Risks,
    /// 条文、风险点、措施对照表.
    Trace,
}

impl TableKind {
    /// All of them, in the order of the handbook.
    pub const ALL: [Self; 5] = [
        Self::Departments,
        Self::Posts,
        Self::Powers,
        Self::Risks,
        Self::Trace,
    ];

    /// Those that have rows in a unit.
    pub fn of(unit: &Unit) -> Vec<Self> {
        let has_rows = |kind: &Self| match kind {
            Self::Departments => !unit.departments.is_empty(),
            Self::Powers => !unit.authorities.is_empty(),
            Self::Posts | Self::Risks | Self::Trace => true,
        };
        Self::ALL.into_iter().filter(has_rows).collect()
    }

    /// File name without its ending.
    pub fn key(self) -> &'static str {
        match self {
            Self::Departments => "departments",
            Self::Posts => "posts",
            Self::Powers => "powers",
            Self::Risks => "risks",
            Self::Trace => "trace",
        }
    }

    /// What its tab says, where its neighbours stand beside it.
    pub fn short(self, words: &Words) -> String {
        match self {
            Self::Departments => format!("{}等级", words.department),
            Self::Posts => "岗位等级".to_owned(),
            Self::Powers => "权力清单".to_owned(),
            Self::Risks => "风险点及措施".to_owned(),
            Self::Trace => "条文对照".to_owned(),
        }
    }

    /// Title.
    pub fn title(self, words: &Words) -> String {
        let (department, integrity) = (&words.department, &words.integrity);
        match self {
            Self::Departments => format!("{department}{integrity}风险等级表"),
            Self::Posts => format!("岗位{integrity}风险等级表"),
            Self::Powers => "权力清单（目录）".to_owned(),
            Self::Risks => format!("{integrity}风险点及防控措施一览表"),
            Self::Trace => "条文、风险点和措施对照表".to_owned(),
        }
    }
}
