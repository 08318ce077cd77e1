//! What the unit decides for its regulations: duties kept apart, contradictions settled.

use super::{Cite, Department, Division, Id, Post, Ref};
use crate::diagnostic::{Place, Spanned};

/// Two duties that one person may not hold.
#[derive(Debug, Clone)]
pub struct Separation {
    /// Its id.
    pub id: Id,
    /// Whose duties they are; the poster of a department shows them.
    pub division: Option<Division>,
    /// First duty, in words.
    pub first: Spanned<String>,
    /// Second duty, in words.
    pub second: Spanned<String>,
    /// Two to six words below: 钱账分管.
    pub note: Spanned<String>,
    /// The posts that must have different holders, if named.
    pub posts: Vec<Ref<Post>>,
    /// The article behind it.
    pub article: Option<Spanned<Cite>>,
}

impl Separation {
    /// Whether they are duties of the department with that index.
    pub fn is_of(&self, department: usize) -> bool {
        let of = |d: Ref<Department>| d.index as usize == department;
        matches!(self.division, Some(Division::Department(d)) if of(d))
    }
}

/// A decision between articles that disagree.
#[derive(Debug, Clone)]
pub struct Settlement {
    /// Its id: `c-01`.
    pub id: Id,
    /// What it is about.
    pub topic: Spanned<String>,
    /// The articles that disagree.
    pub between: Vec<Spanned<Cite>>,
    /// What each of them says, in short.
    pub conflict: Spanned<String>,
    /// What holds.
    pub choice: Spanned<String>,
    /// Why.
    pub reason: Spanned<String>,
    /// The article that rules, where one does.
    pub prevails: Option<Spanned<Cite>>,
    /// Whether the articles have been revised since, so that they agree.
    pub revised: bool,
    /// Place of the whole table's head.
    pub place: Place,
}
