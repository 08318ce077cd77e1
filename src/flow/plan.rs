//! A workflow as plain words: what the chart shows of each step.

use crate::model::{Grade, StepKind, Town, Workflow};

/// The steps of a workflow in words.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The steps in order.
    pub steps: Vec<PlannedStep>,
}

/// One step in words.
#[derive(Debug, Clone)]
pub struct PlannedStep {
    /// What it is.
    pub kind: StepKind,
    /// What is done or asked.
    pub title: String,
    /// A condition below a question.
    pub condition: String,
    /// Who acts, names joined by 、.
    pub who: String,
    /// Time limit.
    pub limit: String,
    /// Ways out.
    pub exits: Vec<PlannedExit>,
    /// Risk points that bite here.
    pub risks: Vec<(Grade, String)>,
    /// Measures taken here.
    pub measures: Vec<PlannedMeasure>,
}

/// A way out in words.
#[derive(Debug, Clone, Default)]
pub struct PlannedExit {
    /// Index of the target.
    pub to: usize,
    /// 是, 否, 合格; may be empty.
    pub label: String,
    /// 退回, 书面说明; may be empty.
    pub note: String,
}

/// A measure in words.
#[derive(Debug, Clone, Default)]
pub struct PlannedMeasure {
    /// What is done.
    pub text: String,
    /// Who answers; may be empty.
    pub responsible: String,
}

impl Plan {
    /// Puts a workflow into words: a step's own short text first, then the short text of the
    /// risk or measure, then its full one. Exits that lead nowhere are left out.
    pub fn of(town: &Town, workflow: &Workflow) -> Self {
        let count = workflow.steps.len();
        let steps = workflow.steps.iter().map(|step| {
            let exits = step.exits.iter().filter(|exit| exit.to < count);
            let who: Vec<&str> = step.actors.iter().map(|a| town.actor_name(a)).collect();
            PlannedStep {
                kind: step.kind.value,
                title: step.text.value.clone(),
                condition: optional(&step.condition),
                who: who.join("、"),
                limit: optional(&step.limit),
                exits: exits
                    .map(|exit| PlannedExit {
                        to: exit.to,
                        label: optional(&exit.label),
                        note: optional(&exit.note),
                    })
                    .collect(),
                risks: step
                    .risks
                    .iter()
                    .map(|at| {
                        let risk = &town[at.risk];
                        let text = at.text.as_ref().or(risk.brief.as_ref());
                        (
                            risk.grade.value,
                            text.unwrap_or(&risk.behaviour).value.clone(),
                        )
                    })
                    .collect(),
                measures: step
                    .measures
                    .iter()
                    .map(|at| {
                        let measure = &town[at.measure];
                        let text = at.text.as_ref().or(measure.brief.as_ref());
                        let responsible = at.responsible.as_ref().unwrap_or(&measure.responsible);
                        PlannedMeasure {
                            text: text.unwrap_or(&measure.text).value.clone(),
                            responsible: responsible.value.clone(),
                        }
                    })
                    .collect(),
            }
        });
        Self {
            steps: steps.collect(),
        }
    }
}

fn optional(text: &Option<crate::diagnostic::Spanned<String>>) -> String {
    text.as_ref().map_or_else(String::new, |t| t.value.clone())
}
