//! Which norms of special kinds take a condition (`where`), and of what it is asked. General kinds
//! have the parameter themselves.

use super::general::WHERE;
use super::{Kind, Parameter};
use crate::model::Norm;

/// What norms of a kind are about: tables of the rules.
fn tables(kind: &str) -> &'static [&'static str] {
    match kind {
        "grading-reviewer" | "rotation" | "warning-level-by-role" => &["post"],
        "grading-procedure" | "regrade" | "scope" => &["department", "post"],
        "three-charts" => &["department"],
        "warning-level-by-place" => &["risk"],
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

/// The tables that the condition of a norm is asked of.
pub(in crate::check) fn about(norm: &Norm) -> Vec<&'static str> {
    let own = |table: &&'static str| match (&**norm.kind, norm.word("record"), norm.word("subject"))
    {
        ("filing", Some("minutes"), _) => *table == "meeting",
        ("filing", Some(record), _) => *table == record,
        ("grading-procedure", _, Some(subject)) => *table == subject,
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
