//! The risk points on the sheet of a post, with what is done about each: by lines of defence,
//! where the unit sorts its measures by them.

use super::{Cell, Column, Declared, Piece, Row, Table};
use crate::model::{Actor, DefenceLine, Measure, Post, Risk, Unit};
use crate::view::anchors::{Anchors, Link};

/// The table of a post's risk points, in that order.
pub(in crate::view) fn table(
    unit: &Unit,
    anchors: Anchors,
    post: &Post,
    risks: &[(usize, &Risk)],
    lines: &[DefenceLine],
) -> Table {
    let integrity = &unit.words().integrity;
    let widths = match lines {
        [] => [40.0, 8.0],
        _ => [24.0, 8.0],
    };
    let mut columns = vec![
        Column::new("risk", &format!("{integrity}风险点"), widths[0])
            .class("text")
            .names(),
        Column::new("grade", "等级", widths[1]),
    ];
    match lines {
        [] => columns.push(
            Column::new("measures", "防控措施", 52.0)
                .class("text")
                .card("措施"),
        ),
        lines => {
            let keys = ["before", "during", "after"];
            let widths = [26.0, 23.0, 19.0];
            let all = lines.iter().zip(keys).zip(widths);
            columns.extend(all.map(|((line, key), width)| {
                Column::new(key, line.chinese(), width)
                    .class("text")
                    .card(line.chinese())
            }));
        }
    }
    let mut has_own = false;
    let rows = risks.iter().map(|&(index, risk)| {
        let measures: Vec<&Measure> = unit.measures_for(index).collect();
        has_own |= measures.iter().any(|measure| is_own(unit, post, measure));
        let mut cells = vec![point(unit, anchors, risk), chip(risk)];
        match lines {
            [] => cells.push(brief(unit, post, &measures)),
            lines => cells.extend(lines.iter().map(|line| {
                let own = measures.iter().copied();
                let own: Vec<&Measure> = own.filter(|m| m.line == Some(*line)).collect();
                brief(unit, post, &own)
            })),
        }
        Row::new(&[], cells)
    });
    let rows = rows.collect();
    let legend = legend(unit, post, has_own);
    Table::from(Declared {
        key: "sheet-risks",
        title: String::new(),
        caption: format!("{}的风险点和防控措施", post.name.value),
        columns,
        rows,
        legend: Vec::from_iter((!legend.is_empty()).then_some(Piece::Text(legend))),
        notes: Vec::new(),
    })
}

fn point(unit: &Unit, anchors: Anchors, risk: &Risk) -> Cell {
    let text = risk.in_short();
    let class = (risk.class).map_or(String::new(), |class| {
        format!("　{}", unit[class].name.value)
    });
    let code = Link {
        text: risk.code(),
        href: anchors.risk(risk),
    };
    Cell::lines([
        vec![Piece::Text(text.value.clone())],
        vec![Piece::SmallLink(code), Piece::Small(class)],
    ])
}

fn chip(risk: &Risk) -> Cell {
    Cell::of(Piece::Chip(risk.grade.value.into()))
}

/// What the type of measures says, and which risk points everybody has.
fn legend(unit: &Unit, post: &Post, has_own: bool) -> String {
    let common = unit.common_risks(post);
    let common = common.map(|(_, risk)| format!("{} {}", risk.code(), risk.in_short().value));
    let common: Vec<String> = common.collect();
    match (common.as_slice(), has_own) {
        ([], false) => String::new(),
        ([], true) => "彩色黑体的措施指定由本人办。".to_owned(),
        (common, _) => {
            let own = if has_own {
                "彩色黑体指定由本人办。"
            } else {
                ""
            };
            format!("{own}共有的还有：{}。", common.join("；"))
        }
    }
}

/// Whether the rules say that whoever holds a post has to see to a measure: by himself, with all of
/// his department or body, or as one of the heads.
pub(in crate::view) fn is_own(unit: &Unit, post: &Post, measure: &Measure) -> bool {
    let is_heads = |actor: &Actor| unit.actor_name(actor) == unit.words().head;
    (measure.responsible_actors.iter()).any(|actor| {
        let own = actor.post().is_some_and(|p| unit[p].id == post.id);
        own || post.is_of(*actor) || (post.is_head() && is_heads(actor))
    })
}

fn brief(unit: &Unit, post: &Post, measures: &[&Measure]) -> Cell {
    let last = measures.len().saturating_sub(1);
    let lines = measures.iter().enumerate().map(|(at, m)| {
        let text = &m.in_short().value;
        let end = if at < last { "；" } else { "" };
        let text = format!("{text}{end}");
        vec![match is_own(unit, post, m) {
            true => Piece::Own(text),
            false => Piece::Text(text),
        }]
    });
    match measures {
        [] => Cell::of(Piece::Nothing),
        _ => Cell::lines(lines),
    }
}
