//! The risk points of a department with what is done about each, for its place in the handbook.

use super::risks::answers;
use super::{Cell, Column, Declared, Piece, Row, Table};
use crate::model::{Risk, Unit};
use crate::view::anchors::{Anchors, Link};
use crate::view::responsible::responsible;

/// The part of the handbook with all that is done about risk points: as it is cited, and its title.
pub(in crate::view) const RISKS_PART: [&str; 2] = ["第三部分", "第三部分　风险点和防控措施"];

/// A row for each measure, with who answers for it.
pub(in crate::view) fn table(
    unit: &Unit,
    anchors: Anchors,
    name: &str,
    risks: &[(usize, &Risk)],
) -> Table {
    let columns = vec![
        Column::new("code", "编号", 13.0).class("code").merged(1),
        Column::new("risk", "风险点", 46.0)
            .class("text")
            .names()
            .merged(1),
        Column::new("grade", "等级", 11.0).merged(1),
        Column::new("measure", "防控措施", 55.0)
            .class("text")
            .card("防控措施"),
        Column::new("responsible", "责任人", 31.0)
            .class("who")
            .card("责任人"),
    ];
    let here = unit.departments.iter().position(|d| d.name.value == name);
    let here: Vec<usize> = here.into_iter().collect();
    let mut rows = Vec::new();
    for &(index, risk) in risks {
        let point = [
            Cell::of(Piece::Link(Link {
                text: risk.code(),
                href: anchors.risk(risk),
            })),
            Cell::text(risk.in_short().value.clone()),
            Cell::of(Piece::Chip(risk.grade.value.into())),
        ];
        let mut measures: Vec<[Cell; 2]> = answers(unit, index)
            .into_iter()
            .map(|measure| {
                let responsible = Cell::lines([responsible(unit, anchors, measure, &here)]);
                [Cell::text(measure.in_short().value.clone()), responsible]
            })
            .collect();
        if measures.is_empty() {
            measures.push([Cell::text("尚无措施"), Cell::text("—")]);
        }
        rows.extend(measures.into_iter().map(|measure| {
            let cells = point.iter().cloned().chain(measure);
            Row::new(&[0, index], cells.collect())
        }));
    }
    Table::from(Declared {
        key: "station-measures",
        title: String::new(),
        caption: format!("{name}的风险点和防控措施"),
        columns,
        rows,
        legend: Vec::new(),
        notes: Vec::new(),
    })
}
