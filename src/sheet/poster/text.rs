//! The content of a sheet in words, for screen readers and phones.

use crate::model::{Post, Separation, StepKind};
use crate::sheet::flow::plan::PlannedStep;
use serde::Serialize;

/// The content of a sheet in words, for screen readers and phones.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SheetText {
    /// Number of the first item.
    pub first: usize,
    /// Duties or rules.
    pub items: Vec<String>,
    /// Posts with key and words of their grade.
    pub posts: Vec<(String, &'static str, &'static str)>,
    /// Separations: first, second, note.
    pub pairs: Vec<(String, String, String)>,
    /// The notice of grades.
    pub grade: Option<GradeText>,
    /// Name of the chart.
    pub workflow: String,
    /// Its steps.
    pub steps: Vec<StepText>,
}

/// A post on it: name, grade key and word, powers, risk points, level.
pub type PostWords = (String, &'static str, &'static str, String, String, String);

/// The notice of grades in words.
#[derive(Debug, Clone, Serialize)]
pub struct GradeText {
    /// Why the grade is what it is.
    pub basis: String,
    /// Its posts.
    pub rows: Vec<PostWords>,
    /// Whether the unit has warning levels.
    pub levels: bool,
    /// Steps with their days.
    pub procedure: Vec<(String, String)>,
}

/// A step in words.
#[derive(Debug, Clone, Serialize)]
pub struct StepText {
    /// What is done or asked, with the condition.
    pub title: String,
    /// Whether it asks.
    pub asks: bool,
    /// Who.
    pub who: String,
    /// Time limit.
    pub limit: String,
    /// 是 → 第 4 步.
    pub exits: Vec<String>,
    /// Grade key, grade in words, behaviour.
    pub risks: Vec<(&'static str, &'static str, String)>,
    /// Measure, who answers.
    pub measures: Vec<(String, String)>,
}

/// A post with its grade.
pub fn post_text(post: &Post) -> (String, &'static str, &'static str) {
    let grade = post.grade.value;
    (post.own_name().to_owned(), grade.key(), grade.chinese())
}

/// A pair that one person may not hold.
pub fn pair_text(pair: &Separation) -> (String, String, String) {
    (
        pair.first.value.clone(),
        pair.second.value.clone(),
        pair.note.value.clone(),
    )
}

/// A step of a workflow.
pub fn step_text(step: &PlannedStep) -> StepText {
    let exits = step.exits.iter().map(|exit| {
        let note = match exit.note.as_str() {
            "" => String::new(),
            note => format!("（{note}）"),
        };
        let to = format!("到第{}步{note}", exit.to + 1);
        match exit.label.as_str() {
            "" => to,
            label => format!("{label}：{to}"),
        }
    });
    StepText {
        title: match step.condition.as_str() {
            "" => step.title.clone(),
            condition => format!("{}（{condition}）", step.title),
        },
        asks: step.kind == StepKind::Decision,
        who: step.who.clone(),
        limit: step.limit.clone(),
        exits: exits.collect(),
        risks: step
            .risks
            .iter()
            .map(|(grade, text)| (grade.key(), grade.chinese(), text.clone()))
            .collect(),
        measures: step
            .measures
            .iter()
            .map(|m| (m.text.clone(), m.responsible.clone()))
            .collect(),
    }
}
