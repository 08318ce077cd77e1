//! Which norms of special kinds take a condition (`where`), and of what it is asked. General kinds
//! have the parameter themselves.

use super::general::WHERE;
use super::{Kind, Parameter};
use crate::model::Norm;

/// Kinds whose norms cannot be about some things and not others, each with the reason, in Chinese.
pub(super) const OF_THE_WHOLE: [(&str, &str); 3] = [
    ("feedback", "只作记载，没有要查的对象"),
    (
        "grade-set",
        "等级和颜色全单位只有一套，不能对一些对象是一套，对另一些是另一套",
    ),
    (
        "required-regulations",
        "说的是单位要有哪几部制度，没有的那一部问不到",
    ),
];

/// What norms of a kind are about: tables of the rules.
fn tables(kind: &str) -> &'static [&'static str] {
    match kind {
        "grade-by-role"
        | "grading-reviewer"
        | "important-posts"
        | "rotation"
        | "warning-level-by-role" => &["post"],
        "grade-by-list" | "grade-by-powers" | "grading-procedure" | "regrade" | "scope" => {
            &["department", "post"]
        }
        "information-levels" | "three-charts" => &["department"],
        "focus" | "grade-by-factors" | "warning-level-by-place" => &["risk"],
        "class-grade" => &["risk", "measure"],
        "regulation-metadata" => &["regulation"],
        "publicity" => &["grading"],
        "filing" => &["grading", "self-check", "meeting"],
        "disposal" => &["notice"],
        "bottom-ranks" => &["appraisal"],
        "advice"
        | "assessment-questions"
        | "assessment-steps"
        | "assessor-is-submitter"
        | "decision-kinds"
        | "large-sum-minutes"
        | "report-before-meeting"
        | "report-contents" => &["decision"],
        _ => &[],
    }
}

/// The tables that conditions of norms of a special kind are asked of; none where the kind says so
/// itself, or takes no condition.
pub(super) fn asked_of(kind: &Kind) -> &'static [&'static str] {
    tables(kind.name)
}

/// The tables that the condition of a norm is asked of.
pub(in crate::check) fn about(norm: &Norm) -> Vec<&'static str> {
    let own = |table: &&'static str| match (&**norm.kind, norm.word("record"), norm.word("subject"))
    {
        ("filing", Some("minutes"), _) => *table == "meeting",
        ("filing", Some(record), _) => *table == record,
        (_, _, Some(subject)) if tables(&norm.kind).contains(&subject) => *table == subject,
        _ => true,
    };
    tables(&norm.kind).iter().copied().filter(own).collect()
}

impl Kind {
    /// Its parameters, and the condition that it takes as others do.
    pub fn all_parameters(&self) -> impl Iterator<Item = &'static Parameter> {
        let takes = !tables(self.name).is_empty();
        self.parameters.iter().chain(takes.then_some(&WHERE))
    }
}
