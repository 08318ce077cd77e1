//! Words the unit does not want, and findings it has decided to live with.

use super::Date;
use crate::diagnostic::{Place, Spanned};

/// `[[term]]`: a retired or foreign word, and what to write instead.
#[derive(Debug, Clone)]
pub struct Term {
    /// The word not to use.
    pub wrong: Spanned<String>,
    /// What to write; `None` where a person must decide.
    pub right: Option<Spanned<String>>,
    /// Why.
    pub why: Option<Spanned<String>>,
    /// Whether it is one of a shipped set: a person decides whether it is meant here.
    pub shipped: bool,
}

/// `[[waiver]]`: the findings of a code at a place, which do not count.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// `LF309` or `half-width-mark`.
    pub code: Spanned<String>,
    /// The id of an entity, or the path of a file or folder below the rules.
    pub at: Spanned<String>,
    /// Why; its absence is a finding of its own.
    pub reason: Option<Spanned<String>>,
    /// Last day on which it holds.
    pub until: Option<Spanned<Date>>,
    /// Place of the whole table's head.
    pub place: Place,
}
