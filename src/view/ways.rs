//! The ways from a risk point to the steps of workflows that it bites at, on the screen.

use super::anchors::{step_id, Anchors, Link};
use super::issue::Issue;
use super::wall::workflow_poster;
use crate::model::{Step, Unit, Workflow};
use serde::Serialize;

/// So many steps are led to at once; the others are folded.
const SHOWN: usize = 3;

/// The way to a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Way {
    /// Whose step it is, 财政所: a line that is too short for both breaks behind it.
    pub whose: String,
    /// 第4步.
    pub step: Link,
    /// The page of the poster that shows it, said once for each workflow.
    pub chart: Option<Link>,
}

/// The ways to all steps of a risk point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ways {
    /// Those that are seen: of each workflow the first step before the second of any.
    pub first: Vec<Way>,
    /// The others, in the order of their workflows.
    pub more: Vec<Way>,
    /// How many there are in all.
    pub count: usize,
}

impl Ways {
    /// Those of the risk point of that index.
    pub fn new(issue: &Issue, anchors: Anchors, risk: usize) -> Self {
        let all: Vec<(usize, Way)> = (issue.unit().workflows.iter())
            .flat_map(|workflow| ways(issue, anchors, workflow, risk).into_iter().enumerate())
            .collect();
        let count = all.len();
        let mut ranks: Vec<usize> = (0..count).collect();
        ranks.sort_by_key(|&at| all[at].0);
        let mut seen = vec![false; count];
        ranks.iter().take(SHOWN).for_each(|&at| seen[at] = true);
        let (first, more): (Vec<_>, Vec<_>) = (all.into_iter().zip(seen)).partition(|one| one.1);
        let ways = |some: Vec<((usize, Way), bool)>| some.into_iter().map(|((_, way), _)| way);
        Self {
            first: ways(first).collect(),
            more: ways(more).collect(),
            count,
        }
    }
}

/// The ways to the steps of one workflow, the first of them with the workflow's poster; none where
/// the handbook is not written.
pub fn ways(issue: &Issue, anchors: Anchors, workflow: &Workflow, risk: usize) -> Vec<Way> {
    let name = called(issue.unit(), workflow);
    let mut chart = workflow_poster(issue, anchors, workflow).map(|href| Link {
        text: "流程图".into(),
        href: Some(href),
    });
    let steps = bitten(workflow, risk).filter_map(|at| {
        let step = Link {
            text: format!("第{}步", at + 1),
            href: Some(anchors.id(&step_id(workflow, at))?),
        };
        let chart = chart.take();
        Some(Way {
            whose: name.to_owned(),
            step,
            chart,
        })
    });
    steps.collect()
}

/// The steps of a workflow that a risk point bites at, by index.
pub fn bitten(workflow: &Workflow, risk: usize) -> impl Iterator<Item = usize> + '_ {
    let bites = move |step: &Step| {
        let mut risks = step.risks.iter();
        risks.any(|own| own.risk.index as usize == risk)
    };
    let steps = workflow.steps.iter().enumerate();
    steps.filter(move |(_, step)| bites(step)).map(|(at, _)| at)
}

/// Whose a workflow is; of several of one body, what it is.
fn called<'u>(unit: &'u Unit, workflow: &'u Workflow) -> &'u str {
    let mut others = unit
        .workflows
        .iter()
        .filter(|other| other.id != workflow.id);
    match others.any(|other| other.division == workflow.division) {
        true => &workflow.name.value,
        false => unit.division_name(workflow.division),
    }
}
