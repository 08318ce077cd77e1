//! Who may read the output.

use serde::Serialize;

/// Whom the pages are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Edition {
    /// Inside the town's offices: names and telephones of post holders may be shown.
    Internal,
    /// For everyone: posts, never persons.
    Public,
}
