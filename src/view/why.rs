//! How each grade comes about, folded out below a table on the screen.

use super::anchors::{Anchors, Link};
use super::issue::Issue;
use super::levels::levels;
use super::table::TableKind;
use crate::check::norm::shown::Levels;
use crate::check::why::{grades, About, Graded, Part, Step};
use crate::text::closed;
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
    let graded = match kind {
        TableKind::Departments => Graded::Departments,
        TableKind::Posts => Graded::Posts,
        TableKind::Risks => Graded::Risks,
        _ => return Vec::new(),
    };
    let grades = grades(
        unit,
        day,
        issue.grounds().into_owned(),
        issue.internal(),
        graded,
    );
    let named: Vec<(&str, String)> = match graded {
        Graded::Departments => (unit.departments.iter())
            .map(|d| (d.id.as_str(), d.name.value.clone()))
            .collect(),
        Graded::Posts => (unit.posts.iter())
            .map(|p| (p.id.as_str(), p.name.value.clone()))
            .collect(),
        Graded::Risks => (unit.risks.iter())
            .map(|r| {
                let name = r.in_short();
                (r.id.as_str(), format!("{}　{}", r.code(), name.value))
            })
            .collect(),
    };
    // The level that a post has by itself is not what counts where that of a risk point is stricter.
    let counts = |index: usize| {
        let post = unit.posts.get(index).filter(|_| graded == Graded::Posts)?;
        Levels::of(unit, post).overruled()?;
        Some(levels(unit, post))
    };
    (named.into_iter().zip(&grades))
        .enumerate()
        .map(|(index, ((id, name), parts))| WhyView {
            id: id.to_owned(),
            name,
            parts: parts
                .iter()
                .map(|p| part(anchors, p, counts(index)))
                .collect(),
        })
        .collect()
}

/// `counts` is what its level is in the end, where another overrules it.
fn part(anchors: Anchors, part: &Part, counts: Option<String>) -> WhyPart {
    let about = part.about.chinese();
    WhyPart {
        title: match (&part.written, counts) {
            (_, Some(counts)) if part.about == About::Level => format!("{about}：{counts}"),
            (Some(written), _) => format!("{about}：{}", written.name),
            (None, _) => about.to_owned(),
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
        text: closed(&step.text),
    }
}
