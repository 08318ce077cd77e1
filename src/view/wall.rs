//! Which posters hang in a department, and where their files are.

use super::anchors::Anchors;
use super::issue::Issue;
use crate::model::{Division, WallChart, Workflow};
use crate::sheet::poster::maker::{Kind, KINDS, SUMMARY, WORKFLOW};
use serde::Serialize;

/// One of the posters of a department.
#[derive(Debug, Clone, Serialize)]
pub struct Poster {
    /// 工作职责, 工作制度, 工作流程.
    pub name: &'static str,
    /// 职责, 制度, 流程.
    pub short: &'static str,
    /// Where the page is.
    pub html: Option<String>,
    /// Where the sheet is.
    pub pdf: Option<String>,
}

/// The posters of a department that this run writes, seen from a page `root` away from the
/// output folder.
pub(super) fn posters(issue: &Issue, index: usize, root: &str) -> Vec<Poster> {
    if !issue.outputs.posters.contains(&index) {
        return Vec::new();
    }
    let id = &issue.unit().departments[index].id.value;
    let department = &issue.unit().departments[index];
    let hangs = |chart| department.wall.contains(&chart);
    let has = |kind: &Kind| match kind.key {
        "duties" => !department.duties.is_empty() && hangs(WallChart::Duties),
        "rules" => !department.rules.is_empty() && hangs(WallChart::Rules),
        "workflow" => {
            let mut workflows = issue.unit().workflows_of(index);
            workflows.any(|w| !w.steps.is_empty()) && hangs(WallChart::Workflow)
        }
        _ => hangs(WallChart::Grade),
    };
    KINDS
        .iter()
        .filter(|kind| has(kind))
        .map(|kind| poster(issue, id, kind, root))
        .collect()
}

/// The posters of a body that this run writes.
pub(super) fn body_posters(issue: &Issue, index: usize, root: &str) -> Vec<Poster> {
    let unit = issue.unit();
    let drawn = unit.workflows_of_organ(index).any(|w| !w.steps.is_empty());
    if !issue.outputs.bodies.contains(&index) || !drawn {
        return Vec::new();
    }
    vec![poster(issue, &unit.organs[index].id, &WORKFLOW, root)]
}

fn poster(issue: &Issue, id: &str, kind: &Kind, root: &str) -> Poster {
    let file =
        |on: bool, ending: &str| on.then(|| format!("{root}posters/{}.{ending}", kind.file(id)));
    Poster {
        name: kind.title,
        short: kind.short,
        html: file(issue.outputs.html, "html"),
        pdf: file(issue.outputs.pdf, "pdf"),
    }
}

/// The sheet of the whole unit, where this run writes it.
pub(super) fn unit_poster(issue: &Issue, root: &str) -> Option<Poster> {
    let is_written = issue.outputs.unit_poster(issue.unit());
    is_written.then(|| poster(issue, "", &SUMMARY, root))
}

/// The page of the poster with a workflow, where the run writes it.
pub(super) fn workflow_poster(
    issue: &Issue,
    anchors: Anchors,
    workflow: &Workflow,
) -> Option<String> {
    let root = anchors.root()?;
    let posters = match workflow.division? {
        Division::Department(d) => posters(issue, d.index as usize, root),
        Division::Organ(o) => body_posters(issue, o.index as usize, root),
    };
    let own = posters.into_iter().find(|p| p.name == WORKFLOW.title);
    own.and_then(|poster| poster.html)
}
