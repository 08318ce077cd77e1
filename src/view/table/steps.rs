//! The steps of a workflow.

use super::{listed, Cell, Column, Declared, Piece, Row, Table};
use crate::model::{Step, StepKind, Unit, Workflow};
use crate::view::anchors::{step_id, Anchors, Link};

/// The steps of a workflow, under what it is called.
pub(in crate::view) fn table(unit: &Unit, anchors: Anchors, w: &Workflow, title: &str) -> Table {
    let columns = vec![
        Column::new("number", "步骤", 6.0).class("number"),
        Column::new("text", "环节", 30.5).class("text"),
        Column::new("actors", "经办", 18.5).card("经办"),
        Column::new("limit", "时限", 15.8).card("时限"),
        Column::new("exits", "去向", 15.8).card("去向"),
        Column::new("risks", "风险点", 13.4)
            .class("code")
            .card("风险点"),
    ];
    let rows = w.steps.iter().enumerate().map(|(at, step)| {
        Row::new(&[], cells(unit, anchors, w, (at, step)))
            .at(Some(step_id(w, at)))
            .kind(step.kind.key())
    });
    Table::from(Declared {
        key: "steps",
        title: title.to_owned(),
        caption: title.to_owned(),
        columns,
        rows: rows.collect(),
        legend: Vec::new(),
        notes: Vec::new(),
    })
}

fn cells(unit: &Unit, anchors: Anchors, w: &Workflow, (at, step): (usize, &Step)) -> Vec<Cell> {
    let mut text = Vec::new();
    if *step.kind == StepKind::Decision {
        text.push(Piece::Strong("判定".into()));
        text.push(Piece::Text("：".into()));
    }
    text.push(Piece::Text(match &step.condition {
        Some(condition) => format!("{}（{}）", step.text.value, condition.value),
        None => step.text.value.clone(),
    }));
    let actors = step
        .actors
        .iter()
        .map(|a| (unit.department_of(a), unit.actor_name(a)));
    let actors = unit.told_of(actors, w.department());
    let limit = step.limit.as_ref().map_or("", |limit| limit.value.as_str());
    let risks = step.risks.iter().map(|at| Link {
        text: unit[at.risk].code(),
        href: anchors.risk(&unit[at.risk]),
    });
    vec![
        Cell::text((at + 1).to_string()),
        Cell::lines([text]),
        Cell::text(actors.join("、")),
        Cell::text(limit),
        Cell::lines(exits(step).into_iter().map(|exit| vec![Piece::Text(exit)])),
        Cell::lines([listed(risks)]).or_nothing(),
    ]
}

/// 第2步; 是：第4步, and （退回） on a line of its own; 结束.
fn exits(step: &Step) -> Vec<String> {
    let lines = |exit: &crate::model::Exit| {
        let label = exit.label.as_ref();
        let label = label.map_or(String::new(), |l| format!("{}：", l.value));
        let note = exit.note.as_ref().map(|n| format!("（{}）", n.value));
        let way = format!("{label}第{}步", exit.to + 1);
        std::iter::once(way).chain(note)
    };
    let mut exits: Vec<String> = step.exits.iter().flat_map(lines).collect();
    if exits.is_empty() && *step.kind == StepKind::End {
        exits.push("结束".into());
    }
    exits
}
