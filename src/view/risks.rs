//! The table of risk points and measures: for each department and post, the points that
//! concern it.

use super::common::{Anchors, GradeView, Issue, Link};
use crate::model::{Actor, Department, Measure, Organ, Post, Ref, Risk, Role, Town, Unit};
use serde::Serialize;

/// A name merged over several rows.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// The name.
    pub name: Link,
    /// Its grade, if it has one.
    pub grade: Option<GradeView>,
    /// Rows it spans.
    pub rows: usize,
}

/// One row: a risk point at a post. Merged cells are present in the first row of their group.
#[derive(Debug, Clone, Serialize)]
pub struct RiskRow {
    /// From 1.
    pub number: usize,
    /// Anchor, in the first row that shows this risk point.
    pub id: Option<String>,
    /// The department's cell.
    pub department: Option<Group>,
    /// The post's cell.
    pub post: Option<Group>,
    /// `CW-2`.
    pub code: String,
    /// 财务.
    pub class: String,
    /// The behaviour.
    pub behaviour: String,
    /// What may come of it.
    pub consequence: String,
    /// Its grade.
    pub grade: GradeView,
    /// The measures that answer to it at this post.
    pub measures: Vec<RiskMeasure>,
    /// Who answers for them, each once.
    pub responsible: Vec<String>,
    /// When, each once.
    pub periods: Vec<String>,
}

/// A measure in a row of the risk table.
#[derive(Debug, Clone, Serialize)]
pub struct RiskMeasure {
    /// `M-CW-2`, and where it is.
    pub link: Link,
    /// In short.
    pub text: String,
}

/// Where a group of posts belongs.
#[derive(Clone, Copy)]
enum Owner<'a> {
    /// The whole town: risk points that name neither posts nor departments.
    Everyone,
    Department(usize, &'a Department),
    Organ(usize, &'a Organ),
}

/// A post, or the whole of its owner where no post is named.
struct Cell<'a> {
    post: Option<(usize, &'a Post)>,
    words: &'a str,
    risks: Vec<usize>,
}

/// The rows: first what concerns everyone, then the leadership, then the departments.
pub fn rows(issue: &Issue, anchors: Anchors) -> Vec<RiskRow> {
    let town = issue.town;
    let mut groups: Vec<(Owner, Vec<Cell>)> = Vec::new();
    for (i, organ) in town.organs.iter().enumerate() {
        groups.push((
            Owner::Organ(i, organ),
            cells(town, Unit::Organ(at(i, organ.id.place))),
        ));
    }
    for (i, d) in town.departments.iter().enumerate() {
        let unit = Unit::Department(at(i, d.place));
        let mut cells = cells(town, unit);
        attach_department_risks(town, i, &mut cells);
        groups.push((Owner::Department(i, d), cells));
    }
    let shown: Vec<usize> = groups
        .iter()
        .flat_map(|(_, cells)| cells)
        .flat_map(|c| c.risks.iter().copied())
        .collect();
    let everyone = (0..town.risks.len()).filter(|r| !shown.contains(r));
    groups.insert(0, (Owner::Everyone, for_everyone(town, everyone)));
    let mut out: Vec<RiskRow> = Vec::new();
    let mut anchored = vec![false; town.risks.len()];
    for (owner, cells) in &groups {
        let mut rows = cells.iter().map(|c| c.risks.len()).sum();
        for cell in cells {
            let mut span = cell.risks.len();
            for &risk in &cell.risks {
                let mut row = row(town, anchors, *owner, cell, risk);
                row.number = out.len() + 1;
                row.department = (rows > 0).then(|| owner_cell(*owner, anchors, rows));
                row.post = (span > 0).then(|| post_cell(cell, anchors, span));
                (rows, span) = (0, 0);
                if !std::mem::replace(&mut anchored[risk], true) {
                    row.id = Some(format!("risk-{}", town.risks[risk].id.value));
                }
                out.push(row);
            }
        }
    }
    out
}

/// A reference to entity `index`; its place is never shown.
fn at<T>(index: usize, place: crate::diagnostic::Place) -> Ref<T> {
    Ref::new(index, place)
}

/// The posts of a unit with the risk points that name them.
fn cells(town: &Town, unit: Unit) -> Vec<Cell<'_>> {
    let posts = town
        .posts
        .iter()
        .enumerate()
        .filter(|(_, p)| p.unit == Some(unit));
    posts
        .map(|(i, post)| {
            let names = |r: &Risk| r.posts.iter().any(|p| p.index as usize == i);
            let risks = (0..town.risks.len())
                .filter(|&r| names(&town.risks[r]))
                .collect();
            let words = post.short.as_ref().unwrap_or(&post.name).as_str();
            Cell {
                post: Some((i, post)),
                words,
                risks,
            }
        })
        .collect()
}

/// Gives the risk points that name the department but none of its posts to its head.
fn attach_department_risks<'a>(town: &'a Town, department: usize, cells: &mut Vec<Cell<'a>>) {
    let orphans: Vec<usize> = (town.risks.iter().enumerate())
        .filter(|(_, r)| r.departments.iter().any(|d| d.index as usize == department))
        .map(|(i, _)| i)
        .filter(|i| !cells.iter().any(|c| c.risks.contains(i)))
        .collect();
    if orphans.is_empty() {
        return;
    }
    let is_head = |c: &Cell| c.post.is_some_and(|(_, p)| p.role.value == Role::Head);
    let head = cells
        .iter()
        .position(is_head)
        .or((!cells.is_empty()).then_some(0));
    match head {
        Some(head) => {
            cells[head].risks.extend(orphans);
            cells[head].risks.sort_unstable();
        }
        None => cells.push(Cell {
            post: None,
            words: "本站所",
            risks: orphans,
        }),
    }
}

/// One cell for each run of risk points that concern the same people in words.
fn for_everyone(town: &Town, risks: impl Iterator<Item = usize>) -> Vec<Cell<'_>> {
    let mut out: Vec<Cell> = Vec::new();
    for risk in risks {
        let words = town.risks[risk].concerns.as_str();
        match out.iter_mut().find(|c| c.words == words) {
            Some(cell) => cell.risks.push(risk),
            None => out.push(Cell {
                post: None,
                words,
                risks: vec![risk],
            }),
        }
    }
    out
}

fn owner_cell(owner: Owner, anchors: Anchors, rows: usize) -> Group {
    let (text, href, grade) = match owner {
        Owner::Everyone => ("全镇各岗位", None, None),
        Owner::Organ(_, o) => (o.name.as_str(), None, None),
        Owner::Department(_, d) => (
            d.name.as_str(),
            anchors.department(d),
            Some(d.grade.value.into()),
        ),
    };
    Group {
        name: Link {
            text: text.into(),
            href,
        },
        grade,
        rows,
    }
}

fn post_cell(cell: &Cell, anchors: Anchors, rows: usize) -> Group {
    let href = cell.post.and_then(|(_, p)| anchors.post(p));
    Group {
        name: Link {
            text: cell.words.into(),
            href,
        },
        grade: None,
        rows,
    }
}

fn row(town: &Town, anchors: Anchors, owner: Owner, cell: &Cell, index: usize) -> RiskRow {
    let risk = &town.risks[index];
    let measures = measures_here(town, owner, cell, index);
    RiskRow {
        number: 0,
        id: None,
        department: None,
        post: None,
        code: risk.code(),
        class: risk
            .class
            .map_or(String::new(), |c| town[c].name.value.clone()),
        behaviour: risk.behaviour.value.clone(),
        consequence: risk.consequence.value.clone(),
        grade: risk.grade.value.into(),
        responsible: once(measures.iter().map(|m| m.responsible.as_str())),
        periods: once(measures.iter().map(|m| m.period.as_str())),
        measures: measures.iter().map(|m| risk_measure(anchors, m)).collect(),
    }
}

fn risk_measure(anchors: Anchors, m: &Measure) -> RiskMeasure {
    let text = m.brief.as_ref().unwrap_or(&m.text).value.clone();
    RiskMeasure {
        link: Link {
            text: m.code(),
            href: anchors.measure(m),
        },
        text,
    }
}

/// The measures against a risk point that this post or its department answers for; where it
/// answers for none, the one of the risk point's own class. The list of measures has them all.
fn measures_here<'a>(town: &'a Town, owner: Owner, cell: &Cell, risk: usize) -> Vec<&'a Measure> {
    let all: Vec<&Measure> = town.measures_for(risk).collect();
    if matches!(owner, Owner::Everyone) {
        return all;
    }
    let answers = |actor: &Actor| match (actor, owner, cell.post) {
        (Actor::Post(p), _, Some((post, _))) => p.index as usize == post,
        (Actor::Department(d), Owner::Department(i, _), _) => d.index as usize == i,
        (Actor::Organ(o), Owner::Organ(i, _), _) => o.index as usize == i,
        _ => false,
    };
    let own: Vec<&Measure> = all
        .iter()
        .copied()
        .filter(|m| m.responsible_actors.iter().any(answers))
        .collect();
    if !own.is_empty() {
        return own;
    }
    let class = town.risks[risk].class;
    all.iter()
        .find(|m| m.class == class)
        .or(all.first())
        .copied()
        .into_iter()
        .collect()
}

/// Each text once, in order.
pub(super) fn once<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for text in texts {
        if !out.iter().any(|t| t == text) {
            out.push(text.to_owned());
        }
    }
    out
}
