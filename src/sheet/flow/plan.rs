//! A workflow as plain words: what the chart shows of each step.

use crate::model::names::OwnNames;
use crate::model::{ChartStyle, Grade, Step, StepKind, Unit, Workflow};
use serde::Serialize;
use std::collections::BTreeSet;

/// More actors than this leave no lane wide enough for a step's words; such a workflow is
/// drawn plain.
pub const MOST_LANES: usize = 6;

/// The steps of a workflow in words.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// How it is dressed.
    pub style: ChartStyle,
    /// The steps in order.
    pub steps: Vec<PlannedStep>,
}

/// One step in words.
#[derive(Debug, Clone, Serialize)]
pub struct PlannedStep {
    /// What it is.
    pub kind: StepKind,
    /// What is done or asked.
    pub title: String,
    /// A condition below a question.
    pub condition: String,
    /// Who acts first: in this actor's lane the step stands. May be empty.
    pub actor: String,
    /// All who act, names joined by 、.
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
#[derive(Debug, Clone, Default, Serialize)]
pub struct PlannedExit {
    /// Index of the target.
    pub to: usize,
    /// 是, 否, 合格; may be empty.
    pub label: String,
    /// 退回, 书面说明; may be empty.
    pub note: String,
}

/// A measure in words.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PlannedMeasure {
    /// What is done.
    pub text: String,
    /// Who answers; may be empty.
    pub responsible: String,
}

impl Plan {
    /// Puts a workflow into words: a step's own short text first, then the short text of the
    /// risk or measure, then its full one. Exits that lead nowhere are left out.
    pub fn of(unit: &Unit, workflow: &Workflow) -> Self {
        let count = workflow.steps.len();
        let style = style(unit, workflow);
        // A lane is hardly wider than a post's name.
        let own = OwnNames::of(unit, workflow, style != ChartStyle::Lanes);
        let steps = workflow.steps.iter().map(|step| {
            let exits = step.exits.iter().filter(|exit| exit.to < count);
            let exits = exits.map(|exit| PlannedExit {
                to: exit.to,
                label: optional(&exit.label),
                note: optional(&exit.note),
            });
            let risks = step.risks.iter().map(|at| {
                let risk = &unit[at.risk];
                let text = at.text.as_ref().unwrap_or(risk.in_short());
                (risk.grade.value, text.value.clone())
            });
            let measures = step.measures.iter().map(|at| {
                let measure = &unit[at.measure];
                let text = at.text.as_ref().unwrap_or(measure.in_short());
                let responsible = at.responsible.as_ref().unwrap_or(&measure.responsible);
                PlannedMeasure {
                    text: text.value.clone(),
                    responsible: own.shortened(&responsible.value),
                }
            });
            let who = own.actors(&step.actors);
            PlannedStep {
                kind: step.kind.value,
                title: step.text.value.clone(),
                condition: optional(&step.condition),
                actor: who.first().cloned().unwrap_or_default(),
                who: who.join("、"),
                limit: optional(&step.limit),
                exits: exits.collect(),
                risks: risks.collect(),
                measures: measures.collect(),
            }
        });
        let steps = steps.collect();
        Self { style, steps }
    }

    /// Those who act first in some step, in order.
    pub fn actors(&self) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        for step in &self.steps {
            if !out.contains(&step.actor.as_str()) {
                out.push(&step.actor);
            }
        }
        out
    }
}

/// How a workflow is dressed: in lanes only where there are no more than a sheet has room for.
fn style(unit: &Unit, workflow: &Workflow) -> ChartStyle {
    let wanted = workflow.style.as_ref().map(|style| style.value);
    let wanted = wanted.unwrap_or(unit.profile.chart_style);
    let first = |step: &Step| step.actors.first().map(|actor| unit.actor_id(actor));
    let lanes: BTreeSet<Option<&str>> = workflow.steps.iter().map(first).collect();
    match wanted {
        ChartStyle::Lanes if lanes.len() > MOST_LANES => ChartStyle::Plain,
        wanted => wanted,
    }
}

fn optional(text: &Option<crate::diagnostic::Spanned<String>>) -> String {
    text.as_ref().map_or_else(String::new, |t| t.value.clone())
}
