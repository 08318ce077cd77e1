//! How each grade comes about, folded out below a table on the screen.

use super::common::{Anchors, Issue, Link};
use super::tables::TableKind;
use crate::check::why::{grades, Part, Step};
use serde::Serialize;

/// How one grade comes about.
#[derive(Debug, Clone, Serialize)]
pub struct WhyView {
    /// Where links lead.
    pub id: String,
    /// Whose it is: 财政所.
    pub name: String,
    /// The matters, in order: the grade first.
    pub parts: Vec<WhyPart>,
}

/// A matter.
#[derive(Debug, Clone, Serialize)]
pub struct WhyPart {
    /// 等级：高级.
    pub title: String,
    /// Its steps.
    pub steps: Vec<WhyStep>,
}

/// A step.
#[derive(Debug, Clone, Serialize)]
pub struct WhyStep {
    /// 条文.
    pub label: &'static str,
    /// The article.
    pub cite: Option<Link>,
    /// What it says.
    pub text: String,
}

/// How the grades in a table come about, row by row; nothing for tables without any. It is made
/// of what the edition may show.
pub(super) fn rows(issue: &Issue, anchors: Anchors, kind: TableKind) -> Vec<WhyView> {
    let unit = issue.unit();
    let Some(day) = unit.profile.as_of.or(issue.as_of) else {
        return Vec::new();
    };
    if !matches!(
        kind,
        TableKind::Departments | TableKind::Posts | TableKind::Risks
    ) {
        return Vec::new();
    }
    let grades = grades(unit, day);
    let view = |id: String, name: String, parts: &Vec<Part>| WhyView {
        id,
        name,
        parts: parts.iter().map(|p| part(anchors, p)).collect(),
    };
    match kind {
        TableKind::Departments => (unit.departments.iter().zip(&grades.departments))
            .map(|(d, parts)| view(d.id.value.clone(), d.name.value.clone(), parts))
            .collect(),
        TableKind::Posts => (unit.posts.iter().zip(&grades.posts))
            .map(|(p, parts)| view(p.id.value.clone(), p.name.value.clone(), parts))
            .collect(),
        _ => (unit.risks.iter().zip(&grades.risks))
            .map(|(r, parts)| {
                let name = r.brief.as_ref().unwrap_or(&r.behaviour);
                let name = format!("{}　{}", r.code(), name.value);
                view(r.id.value.clone(), name, parts)
            })
            .collect(),
    }
}

fn part(anchors: Anchors, part: &Part) -> WhyPart {
    let about = part.about.chinese();
    WhyPart {
        title: match &part.written {
            Some(written) => format!("{about}：{}", written.name),
            None => about.to_owned(),
        },
        steps: part.steps.iter().map(|s| step(anchors, s)).collect(),
    }
}

fn step(anchors: Anchors, step: &Step) -> WhyStep {
    WhyStep {
        label: step.kind.chinese(),
        cite: step
            .article
            .as_ref()
            .map(|article| anchors.cite(&article.at)),
        text: step.text.clone(),
    }
}
