//! The list of measures in full.

use super::cited::Cited;
use super::{Cell, Column, Declared, Facets, Piece, Row, Table};
use crate::model::codes::coded_in_lines;
use crate::model::{Measure, Risk, Unit};
use crate::view::anchors::{Anchors, Link};
use crate::view::responsible::responsible;

/// So many letters wide are the codes of a line: SX-4、6.
const CODES: usize = 8;

/// The measures of a unit, under the title that the handbook gives them.
pub(in crate::view) fn table(unit: &Unit, anchors: Anchors, title: String) -> Table {
    let cited = Cited::by_measures(unit);
    let columns = vec![
        Column::new("class", "类别", 17.5)
            .class("group")
            .names()
            .merged(0)
            .optional(),
        Column::new("code", &cited.head(unit, "编号", "依据"), 36.0)
            .class("code")
            .names(),
        Column::new("text", "防控措施", 76.0).class("text"),
        Column::new("controls", "控制的风险点", 28.5).class("code"),
        Column::new("responsible", "责任人", 28.0),
        Column::new("period", "期限", 26.0),
        Column::new("origin", "来源", 13.0),
    ];
    let mut sorted: Vec<&Measure> = unit.measures.iter().collect();
    sorted.sort_by_key(|m| m.class.map_or(i64::MAX, |c| unit[c].order));
    let rows = sorted.into_iter().map(|m| {
        let class = m.class.map_or(usize::MAX, |class| class.index as usize);
        Row::new(&[class], cells(unit, anchors, cited, m))
            .at(Some(format!("measure-{}", m.id.value)))
            .of(Facets {
                class: m.class.map(|class| unit[class].id.to_string()),
                ..Facets::default()
            })
    });
    Table::from(Declared {
        key: "measures",
        title,
        caption: "全部防控措施的原文、责任人和期限".into(),
        columns,
        rows: rows.collect(),
        legend: Vec::new(),
        notes: Vec::new(),
    })
}

fn cells(unit: &Unit, anchors: Anchors, cited: Cited, m: &Measure) -> Vec<Cell> {
    let controls: Vec<&Risk> = m.controls.iter().map(|r| &unit[*r]).collect();
    let concerned = controls.iter().flat_map(|risk| unit.concerned(risk));
    let concerned: Vec<usize> = concerned.collect();
    let part = |(text, risk): (String, Option<&Risk>)| match risk {
        None => Piece::Text(text),
        Some(risk) => Piece::Link(Link {
            text,
            href: anchors.risk(risk),
        }),
    };
    let controls = coded_in_lines(unit, &controls, CODES).into_iter();
    let class = m.class.map(|class| &unit[class]);
    let grade = m.class.and_then(|class| unit.grade_of_class(class));
    let leader = m.leader.map(|leader| &unit[leader]);
    let mut responsible = vec![responsible(unit, anchors, m, &concerned)];
    responsible.extend(leader.map(|leader| {
        vec![
            Piece::Text("责任领导：".into()),
            Piece::Link(Link {
                text: leader.name.value.clone(),
                href: anchors.post(leader),
            }),
        ]
    }));
    vec![
        Cell::text(class.map_or("", |class| class.name.as_str()))
            .with(grade.map(|grade| Piece::Chip(grade.into()))),
        Cell::text(m.code())
            .with((m.article.as_ref()).map(|cite| Piece::SmallLink(cited.link(anchors, cite)))),
        Cell::text(m.text.as_str()),
        Cell::lines(controls.map(|text| text.into_iter().map(part).collect())),
        Cell::lines(responsible),
        Cell::text(m.period.as_str()),
        Cell::text(m.origin.chinese()),
    ]
}
