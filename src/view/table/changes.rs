//! 修订对照表: what a meeting has to agree to, old beside new, with a column for why.

use super::{Cell, Column, Declared, Piece, Row, Table};
use crate::model::Unit;
use crate::revision::{Change, Comparison, Mark, What, Words};

/// The key of the table, and of its page.
pub(in crate::view) const KEY: &str = "changes";

/// The changes in a unit, `heads` being what the old and the new state are called.
pub(in crate::view) fn table(
    comparison: &Comparison,
    unit: &Unit,
    [old, new]: &[String; 2],
) -> Table {
    const TITLE: &str = "修订对照表";
    let columns = vec![
        Column::new("number", "序号", 10.0).class("number"),
        Column::new("kind", "对象", 16.5)
            .class("group")
            .names()
            .merged(0),
        Column::new("object", "编号、名称", 31.0)
            .class("object")
            .merged(1),
        Column::new("change", "变动", 15.0).class("sign"),
        Column::new("old", &format!("原（{old}）"), 49.0)
            .class("text")
            .card("原"),
        Column::new("new", &format!("新（{new}）"), 49.0)
            .class("text")
            .card("新"),
        Column::new("reason", "修订理由", 32.5)
            .class("reason")
            .card("理由"),
        Column::new("basis", "依据", 22.0)
            .class("basis")
            .card("依据"),
    ];
    let mut rows = Vec::new();
    let mut object = 0;
    let kinds = comparison.changes.chunk_by(|a, b| a.title == b.title);
    for (kind, changes) in kinds.enumerate() {
        let mut last: Option<&Change> = None;
        for change in changes {
            if last.is_none_or(|last| last.called != change.called) {
                object += 1;
            }
            last = Some(change);
            let number = rows.len() + 1;
            let of_kind = (&*change.title, changes.len());
            rows.push(Row::new(
                &[kind, object],
                cells(change, number, of_kind, unit),
            ));
        }
    }
    Table::from(Declared {
        key: KEY,
        title: TITLE.to_owned(),
        caption: TITLE.to_owned(),
        columns,
        rows,
        legend: Vec::new(),
        notes: Vec::new(),
    })
}

fn cells(change: &Change, number: usize, kind: (&str, usize), unit: &Unit) -> Vec<Cell> {
    let (title, count) = kind;
    let called = &change.called;
    let head = match change.head.as_str() {
        // What a measure or an article says is the thing itself.
        _ if change.key.as_deref() == Some("text") => "",
        head => head,
    };
    let [old, new] = [(&change.old, 0), (&change.new, 1)].map(|(words, side)| {
        let grade = change.grades[side].as_ref();
        let grade = grade.and_then(|id| unit.vocabulary.grade(id));
        match grade {
            Some(grade) => Cell::lines([vec![headed(head), Piece::Chip(grade.into())]]),
            None => said(head, words),
        }
    });
    vec![
        Cell::text(number.to_string()),
        Cell::lines([
            vec![Piece::Text(title.to_owned())],
            vec![Piece::Small(format!("{count} 处"))],
        ]),
        Cell::lines([
            vec![Piece::Small(called.code.clone())],
            vec![Piece::Text(called.name.clone())],
        ]),
        Cell::of(sign(change.what)),
        old,
        new,
        Cell::text(change.reason.as_str()),
        Cell::lines(
            change
                .basis
                .iter()
                .map(|said| vec![Piece::Text(said.clone())]),
        ),
    ]
}

/// ＋新增, －删除, △修改.
fn sign(what: What) -> Piece {
    match what {
        What::Added => Piece::Added("新增".to_owned()),
        What::Removed => Piece::Text("－ 删除".to_owned()),
        _ => Piece::Text("△ 修改".to_owned()),
    }
}

fn headed(head: &str) -> Piece {
    match head {
        "" => Piece::Text(String::new()),
        head => Piece::Text(format!("{head}：")),
    }
}

/// Marked words, by lines; a dash where there is nothing.
fn said(head: &str, words: &[Words]) -> Cell {
    if words.is_empty() {
        return Cell::text("—");
    }
    let mut lines = vec![vec![headed(head)]];
    for part in words {
        for (at, text) in part.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            let text = text.to_owned();
            let piece = match part.mark {
                Mark::Same => Piece::Text(text),
                Mark::Gone => Piece::Gone(text),
                Mark::New => Piece::New(text),
            };
            if let Some(line) = lines.last_mut() {
                line.push(piece);
            }
        }
    }
    Cell::lines(lines)
}
