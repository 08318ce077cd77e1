//! The risk points of a department with what is done about each, for its place in the handbook.

use super::risks::answers;
use super::{Cell, Column, Declared, Piece, Row, Table};
use crate::model::{Risk, Unit};
use crate::view::common::{Anchors, Link};
use crate::view::responsible::responsible;

/// The part of the handbook with all that is done about risk points: as it is cited, and its title.
pub(in crate::view) const RISKS_PART: [&str; 2] = ["第三部分", "第三部分　风险点和防控措施"];

/// Two tables of the same risk points, for a page with more room and for one with less: a row for
/// each measure with who answers for it; a row for each risk point, its measures in a row.
pub(in crate::view) fn tables(
    unit: &Unit,
    anchors: Anchors,
    name: &str,
    risks: &[(usize, &Risk)],
) -> [Table; 2] {
    let columns = |risk: f32, rest: Vec<Column>| -> Vec<Column> {
        let code = Column::new("code", "编号", 13.0).class("code").merged(1);
        let risk = Column::new("risk", "风险点", risk).class("text").names();
        let grade = Column::new("grade", "等级", 11.0).merged(1);
        let mut columns = vec![code, risk.merged(1), grade];
        columns.extend(rest);
        columns
    };
    let text = |head: &str, width| {
        Column::new("measure", head, width)
            .class("text")
            .card("防控措施")
    };
    let who = Column::new("responsible", "责任人", 31.0)
        .class("who")
        .card("责任人");
    let (mut each, mut joined) = (Vec::new(), Vec::new());
    for &(index, risk) in risks {
        let point = [
            Cell::of(Piece::Link(Link {
                text: risk.code(),
                href: anchors.risk(risk),
            })),
            Cell::text(risk.in_short().value.clone()),
            Cell::of(Piece::Chip(risk.grade.value.into())),
        ];
        let row = |cells: Vec<Cell>| {
            let cells = point.iter().cloned().chain(cells);
            Row::new(&[0, index], cells.collect())
        };
        let measures = answers(unit, index);
        let briefs = measures.iter().map(|m| m.in_short().value.clone());
        let briefs: Vec<String> = briefs.collect();
        for (measure, brief) in measures.iter().zip(&briefs) {
            let responsible = Cell::lines([responsible(unit, anchors, measure)]);
            each.push(row(vec![Cell::text(brief.clone()), responsible]));
        }
        let said = match briefs.is_empty() {
            true => "尚无措施".to_owned(),
            false => briefs.join("；"),
        };
        if measures.is_empty() {
            each.push(row(vec![Cell::text(said.clone()), Cell::text("—")]));
        }
        joined.push(row(vec![Cell::text(said)]));
    }
    // What a shorter table leaves out is in the register.
    let elsewhere = format!("防控措施（责任人见{}）", RISKS_PART[0]);
    [
        (columns(46.0, vec![text("防控措施", 55.0), who]), each),
        (columns(46.0, vec![text(&elsewhere, 86.0)]), joined),
    ]
    .map(|(columns, rows)| {
        Table::from(Declared {
            key: "station-measures",
            title: String::new(),
            caption: format!("{name}的风险点和防控措施"),
            columns,
            rows,
            legend: Vec::new(),
            notes: Vec::new(),
        })
    })
}
