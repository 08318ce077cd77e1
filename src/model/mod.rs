//! The township as typed, resolved data.
//!
//! Everything a check or a page needs is here, and nothing that touches a file. Every
//! field that a finding may point at keeps its [`Place`]. References between entities
//! are resolved to a [`Ref`]; a reference that could not be resolved has already become
//! a finding and is absent here.

mod article_number;
mod article_path;
pub mod citation;
mod cite;
pub mod codes;
pub mod decision;
mod edition;
pub mod entity;
mod force;
pub mod grade;
pub mod grading;
pub mod held;
pub mod holiday;
mod issue_notice;
pub mod ledger;
mod links;
pub mod names;
pub mod number;
mod object;
pub mod own;
pub mod period;
pub mod poster;
pub mod record;
mod record_of;
mod record_until;
pub mod regulation;
pub mod settlement;
pub mod vocabulary;
pub mod wording;
pub mod workflow;

pub use crate::date::{Civil, Date};
pub use article_number::ArticleNumber;
pub use article_path::ArticlePath;
pub use cite::Cite;
pub use decision::*;
pub use edition::Edition;
pub use entity::*;
pub use force::{Force, InForce};
pub use grade::{Extent, Factors, Powers};
pub use grading::*;
pub use holiday::Holiday;
pub use issue_notice::{IssueNotice, IssuingMark};
pub use links::Links;
pub use period::{Frequency, Period};
pub use poster::{Orientation, PosterSettings, PosterSize};
pub use record::*;
pub use regulation::{
    Amendment, Annex, Article, Chapter, Form, Heading, Line, LineLevel, Norm, Regulation,
};
pub use settlement::*;
pub use vocabulary::{
    DecisionIs, DecisionKind, Focus, Grade, MeetingIs, MeetingKind, Power, Role, RoleIs,
    Vocabulary, Words,
};
pub use wording::{Term, Waiver};
pub use workflow::*;

use crate::diagnostic::{Place, Spanned};
use std::collections::BTreeSet;
use std::marker::PhantomData;
use std::ops::Index;

/// A resolved reference: a number into one of the lists of [`Unit`], and where it was written.
pub struct Ref<T> {
    /// Index into the list of `T` in the unit.
    pub index: u32,
    /// Where the reference stands.
    pub place: Place,
    kind: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    /// The reference written at `place` to entity number `index`.
    pub fn new(index: usize, place: Place) -> Self {
        Self {
            index: index as u32,
            place,
            kind: PhantomData,
        }
    }
}

// Derives would ask the same of `T`, which a reference does not need.
impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Ref<T> {}
impl<T> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.index)
    }
}
/// Two references are equal when they lead to the same entity, wherever they are written.
impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Ref<T> {}

/// The whole township: what all files of `rules/` say together. Lists keep the order of
/// the files (sorted by path) and of the entries in a file, then `order` where it is given.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    /// The `[unit]` table.
    pub profile: Profile,
    /// `[[organ]]`: bodies, offices and outsiders that act but are no department.
    pub organs: Vec<Organ>,
    /// `[[department]]`: the 站所.
    pub departments: Vec<Department>,
    /// `[[post]]`: 岗位.
    pub posts: Vec<Post>,
    /// `[[risk-class]]`: the classes of risk points and measures, with their grades.
    pub classes: Vec<Class>,
    /// `[[risk]]`: 廉政风险点.
    pub risks: Vec<Risk>,
    /// `[[measure]]`: 防控措施.
    pub measures: Vec<Measure>,
    /// Which measures control which risk points, and which of these name which posts.
    pub links: Links,
    /// `[[workflow]]`: 工作流程.
    pub workflows: Vec<Workflow>,
    /// `[[authority]]`: the matters that powers are exercised in.
    pub authorities: Vec<Authority>,
    /// `[[separation]]`: pairs of duties that one person may not hold.
    pub separations: Vec<Separation>,
    /// `[[regulation]]`: the unit's regulations, by `number`.
    pub regulations: Vec<Regulation>,
    /// `[[settlement]]`: decisions between contradicting articles.
    pub settlements: Vec<Settlement>,
    /// `[[grading]]`: the yearly grading records.
    pub gradings: Vec<Grading>,
    /// Those that were decided after the day taken for today, and so have not been yet.
    pub later_gradings: Vec<Grading>,
    /// All other records.
    pub records: Records,
    /// Whether a file could not be read in full: what seems missing may stand there, so that
    /// a check that counts, or looks for an id, has nothing to say.
    pub incomplete: bool,
    /// Whether nobody knows what kind of unit it is, and so in which words it is written.
    pub of_unknown_kind: bool,
    /// What the unit calls things.
    pub vocabulary: Vocabulary,
    /// `[[ledger]]`: the kinds of records, the preset's and the unit's own.
    pub ledgers: Vec<ledger::Ledger>,
    /// `[unit.fields]`: the keys that the unit has added to tables that every unit has.
    pub own_fields: Vec<own::OwnFields>,
    /// What is written under these keys.
    pub own: Vec<own::Own>,
    /// `[[term]]`: words the unit does not want.
    pub terms: Vec<Term>,
    /// `[[waiver]]`: findings the unit has decided to live with.
    pub waivers: Vec<Waiver>,
    /// `[[holiday]]`: days that the built-in calendar does not have.
    pub holidays: Vec<Holiday>,
}

impl Unit {
    /// The norms in force on the day that the unit's data are taken for; all of them where no
    /// day is known.
    pub fn norms(&self) -> impl Iterator<Item = &Norm> {
        self.norms_by_regulation().map(|(_, norm)| norm)
    }

    /// The same norms, each with the index of its regulation.
    pub fn norms_by_regulation(&self) -> impl Iterator<Item = (usize, &Norm)> {
        let day = self.profile.as_of;
        let regulations = self.regulations.iter().enumerate();
        let all = regulations.flat_map(|(index, r)| r.norms.iter().map(move |norm| (index, norm)));
        all.filter(move |(_, norm)| day.is_none_or(|day| norm.force.holds(day)))
    }

    /// What pages say of a regulation that is not in force on that day.
    pub fn standing(&self, regulation: &Regulation) -> Option<&'static str> {
        regulation.force().on(self.profile.as_of?).chinese()
    }
}

macro_rules! index {
    ($($kind:ty => $list:ident),* $(,)?) => {$(
        impl Index<Ref<$kind>> for Unit {
            type Output = $kind;
            fn index(&self, reference: Ref<$kind>) -> &$kind {
                &self.$list[reference.index as usize]
            }
        }
    )*};
}
index! {
    Organ => organs, Department => departments, Post => posts, Class => classes,
    Risk => risks, Measure => measures, Workflow => workflows, Regulation => regulations,
}

impl Index<Ref<Meeting>> for Unit {
    type Output = Meeting;
    fn index(&self, reference: Ref<Meeting>) -> &Meeting {
        &self.records.meetings[reference.index as usize]
    }
}

impl Unit {
    /// How the unit speaks of itself and of its parts.
    pub fn words(&self) -> &Words {
        &self.vocabulary.words
    }

    /// Who takes reports, with the unit's own number, which is an office's and not a person's:
    /// 向阳峪镇纪委（本镇电话 ××××）.
    pub fn receiver(&self) -> String {
        format!("{}{}", self.profile.receiver, self.receiver_phone())
    }

    /// The unit's own number behind who takes reports, in brackets; empty where it has none.
    pub fn receiver_phone(&self) -> String {
        match self.profile.phone.as_str() {
            "" => String::new(),
            phone => format!("（{}电话 {phone}）", self.words().unit),
        }
    }

    /// What the unit calls its bodies, departments, posts and kinds of things, and the words
    /// that it wants kept whole.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let words = &self.vocabulary;
        let organs = self.organs.iter().flat_map(|organ| {
            let others = [&organ.full_name, &organ.short];
            let others = others.into_iter().flatten();
            std::iter::once(&organ.name).chain(others)
        });
        let departments = self.departments.iter().map(|department| &department.name);
        let posts = self.posts.iter();
        let posts = posts.flat_map(|post| std::iter::once(&post.name).chain(&post.short));
        let classes = self.classes.iter().map(|class| &class.name);
        let entities = organs.chain(departments).chain(posts).chain(classes);
        let grades = words.grades.iter().map(|term| term.chinese());
        let powers = words.powers.iter().map(|term| term.chinese());
        let roles = words.roles.iter().map(|term| term.chinese());
        let meetings = words.meeting_kinds.iter().map(|term| term.chinese());
        let terms = grades.chain(powers).chain(roles).chain(meetings);
        let own = &words.words;
        let own = [&own.department, &own.unit, &own.integrity, &own.head];
        let own = own.into_iter().chain(&self.profile.unbroken);
        let own = own.chain([&words.words.leader_in_charge, &self.profile.name]);
        let entities = entities.map(|name| name.value.as_str());
        entities.chain(terms).chain(own.map(String::as_str))
    }

    /// Whether the warning level of a post is called by the colour of a grade that is not its own: what
    /// names both has to say that they have nothing to do with each other.
    pub fn levels_wear_other_colours(&self) -> bool {
        let grades = &self.vocabulary.grades;
        let is_colour = |level: &str| grades.iter().any(|grade| grade.colour().name == level);
        let levels = 1..=self.vocabulary.levels.len() as i64;
        // Asked for every post: most units' levels are called by no colour.
        let worn: BTreeSet<i64> = levels
            .filter(|&level| is_colour(self.vocabulary.level_short(level)))
            .collect();
        let is_other = |post: &Post| {
            let level = post.warning_level.as_ref().map(|level| level.value);
            let level = level.filter(|level| worn.contains(level));
            level
                .is_some_and(|level| post.grade.colour().name != self.vocabulary.level_short(level))
        };
        !worn.is_empty() && self.posts.iter().any(is_other)
    }

    /// The posts of a department, in order.
    pub fn posts_of(&self, department: usize) -> impl Iterator<Item = &Post> {
        self.posts.iter().filter(move |post| {
            matches!(post.division, Some(Division::Department(d)) if d.index as usize == department)
        })
    }

    /// The posts of a body that is no department, in order.
    pub fn posts_of_organ(&self, organ: usize) -> impl Iterator<Item = &Post> {
        let own = move |division| matches!(division, Some(Division::Organ(o)) if o.index as usize == organ);
        self.posts.iter().filter(move |post| own(post.division))
    }

    /// The workflows of a department, in order.
    pub fn workflows_of(&self, department: usize) -> impl Iterator<Item = &Workflow> {
        self.workflows.iter().filter(move |w| {
            w.department()
                .is_some_and(|d| d.index as usize == department)
        })
    }

    /// The workflows of a body that is no department, in order.
    pub fn workflows_of_organ(&self, organ: usize) -> impl Iterator<Item = &Workflow> {
        let own = move |division| matches!(division, Some(Division::Organ(o)) if o.index as usize == organ);
        self.workflows.iter().filter(move |w| own(w.division))
    }

    /// The name of the department or body that something belongs to; empty where it has none.
    pub fn division_name(&self, division: Option<Division>) -> &str {
        match division {
            Some(Division::Department(d)) => &self[d].name,
            Some(Division::Organ(o)) => &self[o].name,
            None => "",
        }
    }

    /// The id of the department or body that something belongs to.
    pub fn division_id(&self, division: Division) -> &str {
        match division {
            Division::Department(d) => &self[d].id,
            Division::Organ(o) => &self[o].id,
        }
    }

    /// The name of whoever acts or answers.
    pub fn actor_name(&self, actor: &Actor) -> &str {
        match actor {
            Actor::Post(r) => &self[*r].name,
            Actor::Department(r) => &self[*r].name,
            Actor::Organ(r) => &self[*r].name,
        }
    }

    /// The id of whoever acts or answers.
    pub fn actor_id(&self, actor: &Actor) -> &str {
        match actor {
            Actor::Post(r) => &self[*r].id,
            Actor::Department(r) => &self[*r].id,
            Actor::Organ(r) => &self[*r].id,
        }
    }

    /// A citation as the rules write it: `r1:12.1`.
    pub fn cite_key(&self, cite: &Cite) -> String {
        let id = &self[cite.regulation].id.value;
        match &cite.path {
            Some(path) => format!("{id}:{path}"),
            None => id.clone(),
        }
    }

    /// A citation in Chinese, with the regulation's short title: 《…》第十二条第（一）项.
    pub fn cite(&self, cite: &Cite) -> String {
        let regulation = &self[cite.regulation];
        match &cite.path {
            Some(path) => format!(
                "《{}》{}",
                regulation.short.value,
                regulation.path_chinese(path)
            ),
            None => format!("《{}》", regulation.short.value),
        }
    }
}

/// The place of an entity with its id, shared by all kinds.
pub type Id = Spanned<String>;
