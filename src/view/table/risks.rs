//! 廉政风险点及防控措施一览表: each risk point once, by class; each of its measures a line, with
//! who answers for it and by when.

use super::concerned::{posts, Concerned};
use super::legend::grades;
use super::sets::Sets;
use super::TableKind;
use super::{Cell, Column, Declared, Facets, Piece, Row, Table};
use crate::model::{Division, Measure, Organ, Ref, Risk, Unit};
use crate::view::anchors::{Anchors, Link};
use crate::view::issue::Issue;
use crate::view::responsible::{names_posts_alone, responsible};
use crate::view::ways::Ways;

/// The register of an issue.
pub(in crate::view) fn table(issue: &Issue, anchors: Anchors) -> Table {
    let unit = issue.unit();
    let words = unit.words();
    let (department, integrity) = (&words.department, &words.integrity);
    let columns = vec![
        Column::new("class", "类别", 7.5)
            .class("upright")
            .names()
            .merged(0),
        Column::new("code", "序号|编号", 9.2)
            .class("code")
            .merged(1),
        Column::new("departments", department, 22.6)
            .class("who")
            .merged(1)
            .optional(),
        Column::new("posts", "岗位", 21.4).class("who").merged(1),
        Column::new("behaviour", &format!("{integrity}风险点"), 27.4)
            .class("text")
            .names()
            .merged(1),
        Column::new("consequence", "可能后果", 30.4)
            .class("text")
            .merged(1),
        Column::new("grade", "等级", 10.4).merged(1),
        Column::new("measure", "防控措施（一项一行）", 47.9).class("text"),
        Column::new("responsible", "责任人", 31.0).class("who"),
        Column::new("period", "期限", 17.2).class("term"),
    ];
    let lists = unit.risks.iter();
    let lists = lists.map(|risk| (unit.concerned(risk), risk.concerns.as_str()));
    let mut sets = Sets::new(unit, anchors, TableKind::Risks.key(), lists);
    let mut sorted: Vec<(usize, &Risk)> = unit.risks.iter().enumerate().collect();
    sorted.sort_by_key(|(_, risk)| risk.class.map_or(i64::MAX, |class| unit[class].order));
    let owners = owners(unit);
    let mut rows = Vec::new();
    let mut leaves_out = false;
    for (number, &(index, risk)) in sorted.iter().enumerate() {
        let class = risk.class.map_or(usize::MAX, |class| class.index as usize);
        let posts = posts(unit, anchors, risk);
        leaves_out |= posts.leaves_out;
        let point = point(issue, anchors, &mut sets, posts, number + 1, (index, risk));
        let facets = Facets {
            departments: (unit.concerned(risk).into_iter())
                .map(|d| unit.departments[d].id.to_string())
                .chain(
                    bodies(unit, risk)
                        .into_iter()
                        .map(|o| unit[o].id.to_string()),
                )
                .collect(),
            posts: owners[index].clone(),
            grade: Some(risk.grade.value.key()),
            class: risk.class.map(|class| unit[class].id.to_string()),
        };
        let mut measures: Vec<[Cell; 3]> = all(unit, index)
            .into_iter()
            .map(|m| measure(unit, anchors, m, &unit.concerned(risk)))
            .collect();
        if measures.is_empty() {
            measures.push([Cell::text("尚无措施"), Cell::text("—"), Cell::text("—")]);
        }
        for (at, measure) in measures.into_iter().enumerate() {
            let cells = point.iter().cloned().chain(measure).collect();
            let id = (at == 0).then(|| format!("risk-{}", risk.id.value));
            rows.push(Row::new(&[class, index], cells).at(id).of(facets.clone()));
        }
    }
    let mut legend = String::new();
    if leaves_out {
        legend.push_str("岗位写类型的，指其中有关岗位。");
    }
    let alone = unit.measures.iter().any(|m| names_posts_alone(unit, m));
    if alone && !unit.departments.is_empty() {
        legend.push_str(&format!("责任人只写岗位的，指本行所列{department}人员。"));
    }
    // Whoever holds this table beside the other must not think that one of them is wrong.
    let risks = unit.risks.iter().any(|risk| risk.brief.is_some());
    if risks || unit.measures.iter().any(|measure| measure.brief.is_some()) {
        let trace = TableKind::Trace.title(words);
        legend.push_str(&format!("简称的全文见《{trace}》。"));
    }
    let legend = (!legend.is_empty()).then_some(Piece::Text(legend));
    Table::from(Declared {
        key: TableKind::Risks.key(),
        title: TableKind::Risks.title(words),
        caption: format!("各类{integrity}风险点，涉及的{department}、岗位和对应的防控措施"),
        columns,
        rows,
        legend: grades(unit, legend),
        notes: sets.notes(),
    })
}

/// The cells that a risk point has once, for all its measures.
fn point(
    issue: &Issue,
    anchors: Anchors,
    sets: &mut Sets,
    posts: Concerned,
    number: usize,
    (index, risk): (usize, &Risk),
) -> Vec<Cell> {
    let unit = issue.unit();
    let class = risk.class.map_or("", |class| unit[class].name.as_str());
    let bodies = bodies(unit, risk).into_iter().map(|organ| Link {
        text: unit[organ].name.value.clone(),
        href: anchors.body(organ.index as usize),
    });
    vec![
        Cell::text(class),
        Cell::lines([
            vec![Piece::Text(number.to_string())],
            vec![Piece::Link(Link {
                text: risk.code(),
                href: risk.article.as_ref().and_then(|at| anchors.cite(at).href),
            })],
        ]),
        Cell::lines(sets.words(&unit.concerned(risk), bodies.collect())),
        Cell::lines([posts.said]),
        Cell::lines([
            vec![behaviour(risk)],
            vec![Piece::Ways(Ways::new(issue, anchors, index))],
        ]),
        Cell::text(risk.consequence.as_str()),
        Cell::of(Piece::Chip(risk.grade.value.into())),
    ]
}

fn behaviour(risk: &Risk) -> Piece {
    let whole = risk.behaviour.value.clone();
    match &risk.brief {
        Some(brief) => Piece::Brief(brief.value.clone(), whole),
        None => Piece::Text(whole),
    }
}

/// The posts whose own each risk point is, as their pages tell.
fn owners(unit: &Unit) -> Vec<Vec<String>> {
    let mut out = vec![Vec::new(); unit.risks.len()];
    for post in &unit.posts {
        for (at, _) in unit.risks_of(post) {
            out[at].push(post.id.to_string());
        }
    }
    out
}

/// The bodies that are no departments, of whose posts some are concerned.
fn bodies(unit: &Unit, risk: &Risk) -> Vec<Ref<Organ>> {
    let organs = risk
        .posts
        .iter()
        .filter_map(|&post| match unit[post].division {
            Some(Division::Organ(organ)) => Some(organ),
            _ => None,
        });
    let mut out: Vec<Ref<Organ>> = organs.collect();
    out.sort_unstable_by_key(|organ| organ.index);
    out.dedup_by_key(|organ| organ.index);
    out
}

/// The cells of a measure against a risk point that concerns the departments `here`.
fn measure(unit: &Unit, anchors: Anchors, measure: &Measure, here: &[usize]) -> [Cell; 3] {
    let text = measure.in_short();
    let mut line = Vec::new();
    let code = Link {
        text: measure.code(),
        href: anchors.measure(measure),
    };
    if code.href.is_some() {
        line.push(Piece::Ref(code));
    }
    line.push(Piece::Text(text.value.clone()));
    [
        Cell::lines([line]),
        Cell::lines([responsible(unit, anchors, measure, here)]),
        Cell::text(measure.period.as_str()),
    ]
}

/// The measures against a risk point, those of its own class first.
fn all(unit: &Unit, risk: usize) -> Vec<&Measure> {
    let class = unit.risks[risk].class;
    let mut all: Vec<&Measure> = unit.measures_for(risk).collect();
    all.sort_by_key(|measure| measure.class != class);
    all
}

/// The measures against a risk point: those of its own class; where it has none, the one made
/// for the fewest risk points, which fits best. The trace has every measure.
pub(in crate::view) fn answers(unit: &Unit, risk: usize) -> Vec<&Measure> {
    let all: Vec<&Measure> = unit.measures_for(risk).collect();
    let class = unit.risks[risk].class;
    let own: Vec<&Measure> = (all.iter().copied()).filter(|m| m.class == class).collect();
    if own.is_empty() {
        let special = all.into_iter().min_by_key(|m| m.controls.len());
        return special.into_iter().collect();
    }
    own
}
