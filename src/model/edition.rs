//! For whom pages are made.

use serde::Serialize;

/// For whom the pages are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edition {
    /// For the unit's own offices: holders' names are shown.
    #[default]
    Internal,
    /// For anyone: no person's name, telephone or record.
    Public,
}

impl Edition {
    /// How the manifest names it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Public => "public",
        }
    }

    /// How covers name it.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Internal => "内部版",
            Self::Public => "公开版",
        }
    }
}
