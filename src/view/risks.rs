//! The table of risk points and measures: for each department and post, the points that
//! concern it.

use super::common::{Anchors, GradeView, Issue, Link};
use crate::model::{Actor, Department, Division, Measure, Organ, Ref, Risk, Unit};
use serde::Serialize;

/// A name merged over several rows.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// The names.
    pub names: Vec<Link>,
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
    /// The whole unit: risk points that name neither posts nor departments.
    Everyone,
    Department(usize, &'a Department),
    Organ(usize, &'a Organ),
}

/// Posts that share some risk points; none where the words alone say whom they concern.
struct Cell {
    posts: Vec<usize>,
    words: Vec<Link>,
    risks: Vec<usize>,
}

/// The rows: first what concerns everyone, then the bodies with posts, such as the
/// leadership, then the departments. A risk point that several posts of a department share
/// is one row for all of them: with a row for each post the sample's table would be five
/// times as long and say no more.
pub fn rows(issue: &Issue, anchors: Anchors) -> Vec<RiskRow> {
    let unit = issue.unit();
    let mut groups: Vec<(Owner, Vec<Cell>)> = Vec::new();
    for (i, organ) in unit.organs.iter().enumerate() {
        let division = Division::Organ(Ref::new(i, organ.id.place));
        groups.push((Owner::Organ(i, organ), cells(unit, anchors, division, None)));
    }
    for (i, d) in unit.departments.iter().enumerate() {
        let division = Division::Department(Ref::new(i, d.place));
        groups.push((
            Owner::Department(i, d),
            cells(unit, anchors, division, Some(i)),
        ));
    }
    let mut anchored = vec![false; unit.risks.len()];
    for cell in groups.iter().flat_map(|(_, cells)| cells) {
        cell.risks.iter().for_each(|&r| anchored[r] = true);
    }
    let everyone = (0..unit.risks.len()).filter(|&r| !anchored[r]);
    groups.insert(0, (Owner::Everyone, for_everyone(unit, everyone)));
    anchored.fill(false);
    let mut out: Vec<RiskRow> = Vec::new();
    for (owner, cells) in &groups {
        let mut rows = cells.iter().map(|c| c.risks.len()).sum();
        for cell in cells {
            let mut span = cell.risks.len();
            for &risk in &cell.risks {
                let mut row = row(unit, anchors, *owner, cell, risk);
                row.number = out.len() + 1;
                row.department = (rows > 0).then(|| owner_cell(unit, *owner, anchors, rows));
                row.post = (span > 0).then(|| Group {
                    names: cell.words.clone(),
                    grade: None,
                    rows: span,
                });
                (rows, span) = (0, 0);
                if !std::mem::replace(&mut anchored[risk], true) {
                    row.id = Some(format!("risk-{}", unit.risks[risk].id.value));
                }
                out.push(row);
            }
        }
    }
    out
}

/// Whether a risk point concerns more than half of the departments, and more than three: it is
/// then shown once for the whole unit, or the same rows would stand in every department.
fn concerns_most(unit: &Unit, risk: &Risk) -> bool {
    let mut concerned = vec![false; unit.departments.len()];
    let posts = risk.posts.iter().filter_map(|&p| match unit[p].division {
        Some(Division::Department(d)) => Some(d),
        _ => None,
    });
    for department in risk.departments.iter().copied().chain(posts) {
        concerned[department.index as usize] = true;
    }
    let count = concerned.iter().filter(|&&c| c).count();
    count > 3 && count * 2 > concerned.len()
}

/// The risk points of a unit, those of the same posts together, in the order of the posts.
/// A risk point that names the department but none of its posts is the department's own.
fn cells(
    unit: &Unit,
    anchors: Anchors,
    division: Division,
    department: Option<usize>,
) -> Vec<Cell> {
    let posts: Vec<usize> = (0..unit.posts.len())
        .filter(|&p| unit.posts[p].division == Some(division))
        .collect();
    let mut out: Vec<Cell> = Vec::new();
    for (index, risk) in unit.risks.iter().enumerate() {
        if concerns_most(unit, risk) {
            continue;
        }
        let names = |p: &usize| risk.posts.iter().any(|r| r.index as usize == *p);
        let mine: Vec<usize> = posts.iter().copied().filter(names).collect();
        let named =
            department.is_some_and(|d| risk.departments.iter().any(|r| r.index as usize == d));
        if mine.is_empty() && !named {
            continue;
        }
        match out.iter_mut().find(|c| c.posts == mine) {
            Some(cell) => cell.risks.push(index),
            None => out.push(Cell {
                words: post_words(unit, anchors, &mine, posts.len()),
                posts: mine,
                risks: vec![index],
            }),
        }
    }
    out.sort_by(|a, b| a.posts.cmp(&b.posts));
    out
}

/// The posts by their short names; 各岗位 where they are all of several.
fn post_words(unit: &Unit, anchors: Anchors, posts: &[usize], all: usize) -> Vec<Link> {
    let plain = |text: &str| {
        vec![Link {
            text: text.into(),
            href: None,
        }]
    };
    match posts.len() {
        0 => plain(&format!("本{}", unit.words().department)),
        n if n == all && n > 2 => plain("各岗位"),
        _ => posts
            .iter()
            .map(|&p| {
                let post = &unit.posts[p];
                let text = post.short.as_ref().unwrap_or(&post.name).value.clone();
                Link {
                    text,
                    href: anchors.post(post),
                }
            })
            .collect(),
    }
}

/// One cell for each group of risk points that concern the same people in words.
fn for_everyone(unit: &Unit, risks: impl Iterator<Item = usize>) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::new();
    for risk in risks {
        let text = &unit.risks[risk].concerns.value;
        match out.iter_mut().find(|c| c.words[0].text == *text) {
            Some(cell) => cell.risks.push(risk),
            None => {
                let words = vec![Link {
                    text: text.clone(),
                    href: None,
                }];
                out.push(Cell {
                    posts: Vec::new(),
                    words,
                    risks: vec![risk],
                });
            }
        }
    }
    out
}

fn owner_cell(unit: &Unit, owner: Owner, anchors: Anchors, rows: usize) -> Group {
    let everyone = format!("不分{}", unit.words().department);
    let (text, href, grade) = match owner {
        // Whom they concern, the rules say in words, which stand in the next column.
        Owner::Everyone => (everyone.as_str(), None, None),
        Owner::Organ(_, o) => (o.name.as_str(), None, None),
        Owner::Department(_, d) => (
            d.name.as_str(),
            anchors.department(d),
            Some(d.grade.value.into()),
        ),
    };
    Group {
        names: vec![Link {
            text: text.into(),
            href,
        }],
        grade,
        rows,
    }
}

fn row(unit: &Unit, anchors: Anchors, owner: Owner, cell: &Cell, index: usize) -> RiskRow {
    let risk = &unit.risks[index];
    let measures = measures_here(unit, owner, cell, index);
    RiskRow {
        number: 0,
        id: None,
        department: None,
        post: None,
        code: risk.code(),
        class: risk
            .class
            .map_or(String::new(), |c| unit[c].name.value.clone()),
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

/// The measures against a risk point that this post or its department answers for, or all of
/// them where it answers for none; of these, those of the risk point's own class, or the
/// most special one. A row stays short that way; the trace has every measure.
fn measures_here<'a>(unit: &'a Unit, owner: Owner, cell: &Cell, risk: usize) -> Vec<&'a Measure> {
    let answers = |actor: &Actor| match (actor, owner) {
        (Actor::Post(p), Owner::Department(i, _)) if cell.posts.is_empty() => {
            matches!(unit[*p].division, Some(Division::Department(d)) if d.index as usize == i)
        }
        (Actor::Post(p), _) => cell.posts.contains(&(p.index as usize)),
        (Actor::Department(d), Owner::Department(i, _)) => d.index as usize == i,
        (Actor::Organ(o), Owner::Organ(i, _)) => o.index as usize == i,
        _ => false,
    };
    let all: Vec<&Measure> = unit.measures_for(risk).collect();
    let own: Vec<&Measure> = all
        .iter()
        .copied()
        .filter(|m| m.responsible_actors.iter().any(answers))
        .collect();
    let candidates = if own.is_empty() { all } else { own };
    let class = unit.risks[risk].class;
    let same: Vec<&Measure> = candidates
        .iter()
        .copied()
        .filter(|m| m.class == class)
        .collect();
    if same.is_empty() {
        // Of measures of other classes, the one made for the fewest risk points fits best.
        candidates
            .into_iter()
            .min_by_key(|m| m.controls.len())
            .into_iter()
            .collect()
    } else {
        same
    }
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
