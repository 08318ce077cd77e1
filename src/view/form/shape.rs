//! What a field of a form is, and what a form is filled with.

use crate::check::duties::Duty;
use crate::check::forms::Asked;
use crate::check::Grounds;
use crate::model::ledger::Record;
use crate::model::{Actor, GradingObject, Unit};
use crate::view::anchors::{Anchors, Link};
use crate::view::chip::GradeView;
use serde::Serialize;
use std::borrow::Cow;

/// The blanks of a day to be written.
pub(super) const DAY: &str = "　　　年　　月　　日";
/// A field.
#[derive(Debug, Clone, Serialize)]
pub struct FieldView {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What to write, in a few words.
    pub hint: String,
    /// The articles that ask for it.
    pub articles: Vec<Link>,
    /// `text`, `day`, `choice`, `filing`, `table`, `parts` or `whose`.
    pub kind: &'static str,
    /// What is known; empty where nothing is.
    pub value: String,
    /// What stands there to be written into: 　年　月　日.
    pub blank: String,
    /// The grade of what is known.
    pub chip: Option<GradeView>,
    /// What there is to tick.
    pub options: Vec<Choice>,
    /// Whether only one of these may be ticked.
    pub single: bool,
    /// How many lines there are to write on.
    pub lines: usize,
    /// Whether what room is left on the sheet goes to it: sentences, not names.
    pub grows: bool,
    /// Whether it takes a row of its own.
    pub wide: bool,
    /// The columns of a small table, or the parts of one that stands once.
    pub columns: Vec<FieldView>,
    /// The rows of a small table: for each column what is known, or what stands there.
    pub rows: Vec<Vec<Written>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Written {
    /// What is known.
    pub value: String,
    /// What stands there to be written into.
    pub blank: String,
}

/// Something to tick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What it is called.
    pub word: String,
    /// As a grade.
    pub grade: Option<GradeView>,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// What a form is filled with.
pub(super) struct Fill<'a> {
    pub unit: &'a Unit,
    pub asked: &'a Asked,
    pub anchors: Anchors<'a>,
    /// Whom it is about.
    pub object: Option<GradingObject>,
    /// What it answers.
    pub answers: Option<&'a Duty>,
    /// The record that it shows.
    pub record: Option<&'a Record>,
    pub grounds: Cow<'a, Grounds>,
}

/// An empty field of that name.
pub(super) fn empty(key: &str, label: &str) -> FieldView {
    FieldView {
        key: key.to_owned(),
        label: label.to_owned(),
        hint: String::new(),
        articles: Vec::new(),
        kind: "text",
        value: String::new(),
        blank: String::new(),
        chip: None,
        options: Vec::new(),
        single: true,
        lines: 1,
        grows: false,
        wide: false,
        columns: Vec::new(),
        rows: Vec::new(),
    }
}

/// The words of whoever acts.
pub(super) fn actor(unit: &Unit, actor: Option<Actor>) -> String {
    actor.map_or(String::new(), |actor| unit.actor_name(&actor).to_owned())
}
