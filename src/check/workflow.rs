//! Walking through a workflow.

use crate::model::{Step, Workflow};

/// Whether every way out leads to a step: one that does not is reported already, and what
/// lies behind it would only seem out of reach.
pub(super) fn is_sound(workflow: &Workflow) -> bool {
    let mut steps = workflow.steps.iter();
    steps.all(|step| step.exits.len() == step.ways_written)
}

/// Which steps can be reached from those, themselves included.
pub(super) fn reachable(workflow: &Workflow, from: &[usize]) -> Vec<bool> {
    avoiding(workflow, from, workflow.steps.len())
}

/// Which steps can be reached from those without passing one.
pub(super) fn avoiding(workflow: &Workflow, from: &[usize], one: usize) -> Vec<bool> {
    let mut reached = vec![false; workflow.steps.len()];
    let mut open = from.to_vec();
    while let Some(index) = open.pop() {
        if index != one && !std::mem::replace(&mut reached[index], true) {
            open.extend(workflow.steps[index].exits.iter().map(|exit| exit.to));
        }
    }
    reached
}

/// “甲”、“乙”: the steps by their texts.
pub(super) fn names(steps: &[&Step]) -> String {
    let names: Vec<String> = steps
        .iter()
        .map(|s| format!("“{}”", s.text.value))
        .collect();
    names.concat()
}
