//! The warning levels that norms give: by who holds a post, and by where a risk point lies.

use super::norm::{kinds, read};
use super::opinion::Verdict;
use super::{Context, Demand};
use crate::model::{Norm, Post, Power, Risk, RoleIs, Unit};

/// What makes a post one of the important ones, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Importance {
    /// Its kind is named.
    Role,
    /// It holds powers that are named.
    Powers(Vec<Power>),
    /// The condition of a norm that names nothing else chooses it.
    Condition,
    /// None of these.
    No,
}

/// What gives a post its level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ByRole {
    /// It is one of the leadership.
    Leader,
    /// It heads a department.
    Head,
    /// It is important, or not.
    Other(Importance),
}

/// What gives a risk point its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ByPlace {
    /// Its class.
    Class,
    /// Its focus.
    Focus,
    /// Nothing: it is one of the rest.
    Otherwise,
}

impl<'t> Context<'t> {
    /// Whether the post is one of the important ones, why, and by which norm; `None` where no norm
    /// says which are, or where its powers would tell and are not known. One norm adds to another,
    /// unless the unit has decided between them.
    pub fn importance(&self, post: &Post) -> Option<(Importance, Demand<'t>)> {
        let norms = self.demands_of(|norm| kinds::IMPORTANT_POSTS.is_of(norm));
        let norms: Vec<Demand<'t>> = norms.collect();
        let prevails = |other: &Demand<'t>, demand: &Demand<'t>| {
            self.verdict(&other.cite, &demand.cite) == Some(Verdict::First)
        };
        let holding = |demand: &&Demand<'t>| !norms.iter().any(|other| prevails(other, demand));
        let (mut neither, mut unknown) = (None, false);
        for demand in norms.iter().filter(holding) {
            match self.importance_by(demand.norm, post) {
                Some(Importance::No) => neither = neither.or(Some(demand)),
                Some(importance) => return Some((importance, demand.clone())),
                None => unknown = true,
            }
        }
        let neither = neither.filter(|_| !unknown)?;
        Some((Importance::No, neither.clone()))
    }

    /// What one norm makes of the post; `None` where its powers would tell and are not known.
    fn importance_by(&self, norm: &Norm, post: &Post) -> Option<Importance> {
        if !self.applies(norm, post.place) {
            return Some(Importance::No);
        }
        if norm.get("roles").is_none() && norm.get("powers").is_none() {
            return Some(Importance::Condition);
        }
        if norm.words("roles").any(|(role, _)| role == post.role.key()) {
            return Some(Importance::Role);
        }
        if norm.words("powers").next().is_none() {
            return Some(Importance::No);
        }
        let held = post.powers.as_ref()?.held().map(|(power, _)| power);
        let named = |power: &Power| norm.words("powers").any(|(id, _)| id == power.key());
        let held: Vec<Power> = held.filter(named).collect();
        Some(match held.is_empty() {
            true => Importance::No,
            false => Importance::Powers(held),
        })
    }

    /// Whether the post is one of the important ones.
    pub fn is_important(&self, post: &Post) -> Option<bool> {
        Some(self.importance(post)?.0 != Importance::No)
    }
}

/// The level that a norm of kind `warning-level-by-role` gives to a post, and why: none for one
/// that is not important; nothing to say where no norm says which posts are.
pub(super) fn by_role(
    context: &Context<'_>,
    norm: &Norm,
    post: &Post,
) -> Option<(Option<i64>, ByRole)> {
    let level = |key| read::level(context.unit, norm, key).map(Some);
    match post.role.entry().is {
        Some(RoleIs::Leader) => Some((level("leader")?, ByRole::Leader)),
        Some(RoleIs::Head) => Some((level("head")?, ByRole::Head)),
        None => {
            let (importance, _) = context.importance(post)?;
            let level = match importance {
                Importance::No => read::level(context.unit, norm, "other"),
                _ => level("important")?,
            };
            Some((level, ByRole::Other(importance)))
        }
    }
}

/// The level that a norm of kind `warning-level-by-place` gives to a risk point, and why: the
/// stricter of what it says of the class and of the focus.
pub(super) fn by_place(unit: &Unit, norm: &Norm, risk: &Risk) -> Option<(i64, ByPlace)> {
    let of = |key, id: &str| read::entry_level(unit, norm, key, id);
    let by_class = risk.class.and_then(|c| of("classes", &unit[c].id));
    let by_focus = risk.focus.as_ref().and_then(|f| of("focus", f.key()));
    let by_class = by_class.map(|level| (level, ByPlace::Class));
    let by_focus = by_focus.map(|level| (level, ByPlace::Focus));
    // The first level is the strictest.
    let named = by_class.into_iter().chain(by_focus);
    let otherwise =
        || read::level(unit, norm, "otherwise").map(|level| (level, ByPlace::Otherwise));
    named.min_by_key(|(level, _)| *level).or_else(otherwise)
}
