//! What became of something.

use serde::Serialize;

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// It is new.
    Added,
    /// It is no more.
    Removed,
    /// It has another grade or level.
    Regraded,
    /// Its text reads otherwise.
    Reworded,
    /// It belongs elsewhere.
    Moved,
    /// It has another id, and is mostly the same.
    Renamed,
    /// It has another number, and is the same.
    Renumbered,
    /// It says something else.
    Changed,
}

impl What {
    /// The word for it.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Added => "新增",
            Self::Removed => "删除",
            Self::Regraded => "调级",
            Self::Reworded => "改写",
            Self::Moved => "移动",
            Self::Renamed => "改编号",
            Self::Renumbered => "改序号",
            Self::Changed => "修改",
        }
    }
}
