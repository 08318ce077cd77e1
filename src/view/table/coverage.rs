//! What becomes of each article of a regulation.

use super::{Cell, Column, Declared, Piece, Row, Table};
use crate::check::coverage::{in_words, title, Row as Covered, Standing};
use crate::model::{Regulation, Unit};
use crate::view::anchors::{Anchors, Link};

/// The articles of a regulation, as the check has covered them.
pub(in crate::view) fn table(
    unit: &Unit,
    anchors: Anchors,
    regulation: &Regulation,
    rows: &[Covered],
) -> Table {
    let columns = vec![
        Column::new("article", "条文", 14.0).names(),
        Column::new("caption", "事项", 19.0),
        Column::new("standing", "核对方式", 12.0).card("核对"),
        Column::new("sought", "发现下列情形即予提示", 55.0)
            .class("text")
            .card("情形"),
    ];
    let title = title(unit, regulation);
    let rows = rows.iter().map(|row| {
        let standing = row.standing();
        let article = Link {
            text: regulation.path_chinese(&row.path),
            href: anchors.place(regulation, Some(&row.path)),
        };
        let unrecorded = match in_words(row.unrecorded()) {
            titles if titles.is_empty() => titles,
            titles => format!("没有记录，未核对：{titles}"),
        };
        let cells = vec![
            Cell::of(Piece::Link(article)),
            Cell::text(row.caption.as_str()),
            Cell::text(standing.chinese()),
            Cell::lines([
                vec![Piece::Text(in_words(row.enforced()))],
                vec![Piece::Small(unrecorded)],
                vec![Piece::Small(row.apart(regulation))],
            ])
            .or_nothing(),
        ];
        Row::new(&[], cells).kind(match standing {
            Standing::Enforced => "enforced",
            Standing::Partly => "partly",
            Standing::NoRecord => "no-record",
            Standing::Documented => "documented",
        })
    });
    Table::from(Declared {
        key: "coverage",
        caption: format!("{title}条文核对情况"),
        title,
        columns,
        rows: rows.collect(),
        legend: Vec::new(),
        notes: Vec::new(),
    })
}
