//! 条文不一致处理表: what articles say that disagree, what holds, and why.

use super::{Cell, Column, Declared, Piece, Row, Table};
use crate::diagnostic::Spanned;
use crate::model::citation::Documents;
use crate::model::{Cite, Settlement, Unit};
use crate::view::anchors::{Anchors, Link};
use crate::view::link::{Linker, Segment};

/// What the table is called.
pub(in crate::view) const TITLE: &str = "条文不一致处理表";

/// The settlements of a unit.
pub(in crate::view) fn table(unit: &Unit, anchors: Anchors) -> Table {
    let documents = Documents::of(unit);
    let columns = vec![
        // Columns of text are fourteen, eleven and ten characters wide: a full line is neither drawn
        // apart nor squeezed.
        Column::new("code", "编号", 11.4).class("code"),
        Column::new("topic", "事项", 17.3).names(),
        Column::new("conflict", "不一致的条文", 50.2)
            .class("text")
            .card("不一致"),
        Column::new("choice", "选定", 40.2)
            .class("text")
            .card("选定"),
        Column::new("reason", "理由", 36.9)
            .class("text")
            .card("理由"),
    ];
    let rows = unit.settlements.iter().map(|s| {
        let linker = Linker::outside(unit, &documents, about(s), anchors);
        Row::new(&[], cells(&linker, anchors, s)).at(Some(format!("settlement-{}", s.id.value)))
    });
    Table::from(Declared {
        key: "settlements",
        title: TITLE.into(),
        caption: TITLE.into(),
        columns,
        rows: rows.collect(),
        legend: Vec::new(),
        notes: Vec::new(),
    })
}

fn cells(linker: &Linker, anchors: Anchors, s: &Settlement) -> Vec<Cell> {
    let said = |text: &Spanned<String>| -> Vec<Piece> {
        let segments = linker.links(&text.value, None).into_iter();
        segments.map(piece).collect()
    };
    let prevails = s.prevails.as_ref().map_or(Vec::new(), |cite| {
        vec![
            Piece::Small("以".into()),
            Piece::SmallLink(anchors.cite_numbered(cite)),
            Piece::Small("为准".into()),
        ]
    });
    let revised = match s.revised {
        true => vec![Piece::Small("条文已照此修订".into())],
        false => Vec::new(),
    };
    vec![
        Cell::text(s.id.to_uppercase()),
        Cell::text(s.topic.value.as_str()),
        Cell::lines([said(&s.conflict), small(anchors.cite_list(&s.between))]),
        Cell::lines([said(&s.choice), prevails, revised]),
        Cell::lines([said(&s.reason)]),
    ]
}

fn piece(segment: Segment) -> Piece {
    match segment {
        Segment {
            text,
            href: Some(href),
            ..
        } => Piece::Link(Link {
            text,
            href: Some(href),
        }),
        Segment {
            text,
            grade: Some(grade),
            ..
        } => Piece::Graded(grade.into(), text),
        Segment { text, .. } => Piece::Text(text),
    }
}

fn small(links: Vec<Link>) -> Vec<Piece> {
    let mut out = Vec::new();
    for link in links {
        if !out.is_empty() {
            out.push(Piece::Small("、".into()));
        }
        out.push(Piece::SmallLink(link));
    }
    out
}

/// The regulation that a settlement's text speaks of where it names none: the only one whose
/// articles disagree, else that of the article that rules.
fn about(s: &Settlement) -> Option<usize> {
    let first = s.between.first()?.regulation;
    let only = s
        .between
        .iter()
        .all(|c: &Spanned<Cite>| c.regulation == first);
    let prevails = s.prevails.as_ref().map(|c| c.regulation);
    only.then_some(first).or(prevails).map(|r| r.index as usize)
}
