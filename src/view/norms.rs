//! The few parameters of norms that pages show.

use crate::check::norm::read;
use crate::model::{Grade, Norm, Powers, Town};

/// What a grading norm grades.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Department,
    Post,
}

/// The subject of a norm that grades departments or posts by powers or by list.
pub(super) fn graded_by(norm: &Norm) -> Option<Subject> {
    if !matches!(norm.kind.as_str(), "grade-by-powers" | "grade-by-list") {
        return None;
    }
    match norm.word("subject")? {
        "department" => Some(Subject::Department),
        "post" => Some(Subject::Post),
        _ => None,
    }
}

/// The grade that the powers alone would give, by the town's first norm that grades this
/// subject by powers. `None` where no norm does, so that the tables leave the column blank.
pub(super) fn grade_by_powers(town: &Town, subject: Subject, powers: &Powers) -> Option<Grade> {
    let norm = town
        .regulations
        .iter()
        .flat_map(|r| &r.norms)
        .find(|n| n.kind.value == "grade-by-powers" && graded_by(n) == Some(subject))?;
    read::grade_by_powers(norm, powers)
}
