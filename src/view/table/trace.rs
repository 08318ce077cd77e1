//! 条文、风险点和措施对照表: from article to risk point to measure.

use super::cited::Cited;
use super::concerned::is_division;
use super::TableKind;
use super::{Cell, Column, Declared, Facets, Piece, Row, Table};
use crate::model::{Measure, Origin, Risk, Unit};
use crate::view::anchors::{Anchors, Link};
use crate::view::responsible::responsible;

/// The trace of a unit.
pub(in crate::view) fn table(unit: &Unit, anchors: Anchors) -> Table {
    let words = unit.words();
    let of_risks = Cited::by_risks(unit);
    let of_measures = Cited::by_measures(unit);
    // Wide enough for the name of a regulation, where the head says one.
    let code = if of_risks.is_named() { 27.0 } else { 18.6 };
    let class = match unit.classes.iter().any(|c| c.risk_article.is_some()) {
        true => "类别|条文",
        false => "类别",
    };
    let columns = vec![
        Column::new("class", class, 17.8)
            .class("group")
            .names()
            .merged(0),
        Column::new("code", &of_risks.head(unit, "风险点编号", "条文"), code)
            .class("code")
            .merged(1),
        Column::new("risk", &format!("{}风险点", words.integrity), 32.0)
            .class("text")
            .merged(1),
        Column::new("concerns", &of_concerns(unit), 29.7)
            .class("text")
            .merged(1),
        Column::new(
            "measure-code",
            &of_measures.head(unit, "措施编号", "条文"),
            35.6,
        )
        .class("code"),
        Column::new("measure", "防控措施", 65.5).class("text"),
        Column::new("responsible", "责任人", 26.2),
    ];
    let mut sorted: Vec<(usize, &Risk)> = unit.risks.iter().enumerate().collect();
    sorted.sort_by_key(|(_, r)| r.class.map_or(i64::MAX, |c| unit[c].order));
    let mut rows = Vec::new();
    for (index, risk) in sorted {
        let class = risk.class.map_or(usize::MAX, |class| class.index as usize);
        let point = point(unit, anchors, of_risks, risk);
        let facets = Facets {
            grade: Some(risk.grade.value.key()),
            class: risk.class.map(|class| unit[class].id.to_string()),
            ..Facets::default()
        };
        let mut measures: Vec<[Cell; 3]> = unit
            .measures_for(index)
            .map(|m| measure(unit, anchors, of_measures, m, &unit.concerned(risk)))
            .collect();
        if measures.is_empty() {
            measures.push([Cell::text("—"), Cell::text("尚无措施"), Cell::text("—")]);
        }
        rows.extend(measures.into_iter().map(|measure| {
            let cells = point.iter().cloned().chain(measure).collect();
            Row::new(&[class, index], cells).of(facets.clone())
        }));
    }
    Table::from(Declared {
        key: TableKind::Trace.key(),
        title: TableKind::Trace.title(words),
        caption: "从制度条文到风险点、岗位和防控措施的对照".into(),
        columns,
        rows,
        legend: Vec::new(),
        notes: Vec::new(),
    })
}

/// The head over whom the risk points concern: 涉及的站所和岗位.
fn of_concerns(unit: &Unit) -> String {
    let mut words = unit.risks.iter().flat_map(|r| r.concerns.split('、'));
    let department = &unit.words().department;
    match (
        words.clone().any(|word| is_division(unit, word)),
        words.any(|word| !is_division(unit, word)),
    ) {
        (true, true) => format!("涉及的{department}|和岗位"),
        (true, false) => format!("涉及的{department}"),
        _ => "涉及的岗位".into(),
    }
}

/// What a risk point has once, for all its measures. Where those of its class have different grades,
/// each has its own sign.
fn point(unit: &Unit, anchors: Anchors, of_risks: Cited, risk: &Risk) -> Vec<Cell> {
    let class = risk.class.map(|c| &unit[c]);
    let grade = risk.class.and_then(|class| unit.grade_of_class(class));
    let cite = class.and_then(|c| c.risk_article.as_deref());
    let cited = cite.map_or(of_risks, Cited::beside);
    let code = [Piece::Link(Link {
        text: risk.code(),
        href: anchors.risk(risk),
    })];
    let own = grade
        .is_none()
        .then(|| Piece::Chip(risk.grade.value.into()));
    let own = own.map(|chip| [Piece::Text(" ".into()), chip]);
    let own = own.into_iter().flatten();
    vec![
        Cell::text(class.map_or("", |c| c.name.as_str()))
            .with(grade.map(|grade| Piece::Chip(grade.into())))
            .with(cite.map(|cite| Piece::SmallLink(anchors.cite(cite)))),
        Cell::lines([code.into_iter().chain(own).collect()])
            .with((risk.article.as_ref()).map(|c| Piece::SmallLink(cited.link(anchors, c)))),
        Cell::text(risk.behaviour.as_str()),
        Cell::text(risk.concerns.as_str()),
    ]
}

/// The cells of a measure against a risk point that concerns the departments `here`.
fn measure(unit: &Unit, anchors: Anchors, cited: Cited, m: &Measure, here: &[usize]) -> [Cell; 3] {
    let code = Link {
        text: m.code(),
        href: anchors.measure(m),
    };
    // Of what no article has whole, readers of all tables are told.
    let is_own = *m.origin != Origin::Source;
    [
        Cell::of(Piece::Link(code))
            .with((m.article.as_ref()).map(|cite| Piece::SmallLink(cited.link(anchors, cite))))
            .with(is_own.then(|| Piece::Small(m.origin.chinese().into()))),
        Cell::text(m.text.as_str()),
        Cell::lines([responsible(unit, anchors, m, here)]),
    ]
}
