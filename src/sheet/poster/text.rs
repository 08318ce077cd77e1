//! The content of a sheet in words, for screen readers and phones.

use crate::model::{Grade, Post};
use crate::sheet::flow::plan::PlannedStep;
use serde::Serialize;

/// The content of a sheet in words, for screen readers and phones.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SheetText {
    /// Number of the first item.
    pub first: usize,
    /// Duties or rules.
    pub items: Vec<String>,
    /// Posts with their grades.
    pub posts: Vec<(String, Grade)>,
    /// Separations: first, second, note.
    pub pairs: Vec<[String; 3]>,
    /// The notice of grades.
    pub grade: Option<GradeText>,
    /// Name of the chart.
    pub workflow: String,
    /// Its steps.
    pub steps: Vec<PlannedStep>,
}

/// A post on the notice of grades: name, grade, powers, risk points, level.
pub type PostWords = (String, Grade, String, String, String);

/// The notice of grades in words.
#[derive(Debug, Clone, Serialize)]
pub struct GradeText {
    /// Why the grade is what it is.
    pub basis: String,
    /// Its posts.
    pub rows: Vec<PostWords>,
    /// What the warning levels are; empty where there are none.
    pub levels: String,
    /// Steps with their days.
    pub procedure: Vec<(String, String)>,
}

/// A post with its grade.
pub fn post_text(post: &Post) -> (String, Grade) {
    (post.own_name().to_owned(), post.grade.value)
}
