//! Reading a `<table>`: its rows, its merged cells and what they hold.

use super::columns::{self, percentage};
use super::fitted;
use super::grid::{self, Placed, Styled};
use super::piece::Piece;
use super::{type_area, Frame, Galley};
use crate::typeset::document::NodeId;
use crate::typeset::length::{Colour, Pt};
use crate::typeset::slice::{Slice, Suffix};
use crate::typeset::style::{ColumnWidths, Computed, Display};
use crate::typeset::table::{content_height, Above, Cell, FootRow, Row, Table};
use scraper::ElementRef;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads and measures a `<table>`; `None` where it has no cells.
pub(super) fn build(
    galley: &mut Galley,
    element: ElementRef,
    style: &Computed,
    frame: Frame,
    parent: NodeId,
) -> Option<Table> {
    let own = &style.own;
    let node = galley.with.node("Table", parent);
    let mut sections: Vec<(Part, Vec<Styled>)> = Vec::new();
    let mut widths: Vec<Option<Pt>> = Vec::new();
    let mut fixed: Vec<bool> = Vec::new();
    let from = own.column_widths.unwrap_or_default();
    for child in element.child_elements() {
        let child_style = galley.with.of(child, style);
        match child.value().name() {
            "colgroup" => {
                for col in child.child_elements() {
                    let col_style = galley.with.of(col, &child_style);
                    let own = col_style.own.width;
                    let own = own.map(|w| w.pt(col_style.size, col_style.leading));
                    let share = percentage(col)
                        .filter(|_| from != ColumnWidths::Content)
                        .map(|p| p * frame.width);
                    fixed.push(own.is_some());
                    widths.push(own.or(share));
                }
            }
            name @ ("thead" | "tbody" | "tfoot") => {
                let rows = child
                    .child_elements()
                    .filter(|row| row.value().name() == "tr")
                    .map(|row| (row, galley.with.of(row, &child_style)))
                    .collect();
                let part = match name {
                    "thead" => Part::Head,
                    "tbody" => Part::Body,
                    _ => Part::Foot,
                };
                sections.push((part, rows));
            }
            name if child_style.display() != Some(Display::None) => {
                let message = format!("表格里的 <{name}> 印不出来");
                let help = "表的标题写在表的前面；只给屏幕看的加 class=\"screen\"";
                galley.with.unset.drop(name, "", "", message, help);
            }
            _ => {}
        }
    }
    let rows_of = |(_, rows): &(Part, Vec<Styled>)| grid::columns(rows);
    let count = sections
        .iter()
        .map(rows_of)
        .max()
        .filter(|&count| count > 0)?;
    let sections: Vec<Section> = sections
        .into_iter()
        .map(|(part, rows)| {
            let placed = grid::place(&mut galley.with, &rows, count);
            let least = |(row, style): (_, Arc<Computed>)| (row, style.pt(style.own.height));
            (part, placed, rows.into_iter().map(least).collect())
        })
        .collect();
    widths.resize(count, None);
    let measured = (sections.iter())
        .filter(|(part, ..)| *part != Part::Foot)
        .flat_map(|(part, rows, _)| {
            let head = *part == Part::Head;
            rows.iter().map(move |row| (head, row.as_slice()))
        });
    let columns = match widths.iter().copied().collect::<Option<Vec<Pt>>>() {
        Some(given) if from == ColumnWidths::Fitted => {
            fitted::widths(galley, measured, given, &fixed, frame.width)
        }
        Some(given) => columns::given(galley, measured, given, frame.width),
        None => columns::from_content(galley, measured, &widths, frame.width),
    };
    let cells = sections
        .iter()
        .flat_map(|(_, rows, _)| rows.iter().flatten());
    if let Some(text) = columns::too_narrow(galley, cells, &columns) {
        galley.with.unset.narrow.insert(text);
    }
    let (mut head, mut rows, mut foot) = (Vec::new(), Vec::new(), Vec::new());
    for (part, section, elements) in &sections {
        let section_node = galley.with.node(part.role(), node);
        let built = build_rows(galley, elements, section, &columns, section_node, *part);
        match part {
            Part::Head => head.extend(built),
            Part::Body => rows.extend(built),
            Part::Foot => {
                for (row, cells) in built.into_iter().zip(section) {
                    foot.push(FootRow {
                        note: !row.anchors.is_empty(),
                        first: 0,
                        width: cells
                            .iter()
                            .map(|cell| columns::on_one_line(galley, cell))
                            .sum(),
                        row,
                    });
                }
            }
        }
    }
    lead_to_notes(&mut rows, &mut foot);
    let meta = galley.take_meta(style);
    let joined = own.joined == Some(true);
    let repeats = match galley.pieces.last() {
        Some(Piece::Table(above)) if joined => above.repeats.clone(),
        _ => std::mem::take(&mut galley.repeats),
    };
    let grid = (
        own.stroke.unwrap_or(Colour::BLACK),
        style.pt(own.stroke_width),
    );
    // The frame is the last line of the grid too.
    let frame_width = style.pt(own.frame_width).max(grid.1);
    Some(Table {
        meta,
        repeats,
        left: frame.left,
        columns,
        head,
        rows,
        foot,
        below: Some(0.0),
        rest: None,
        with_next: own.keep_with_next == Some(true),
        stretch: style.pt(own.stretch),
        joined,
        above: Above::default(),
        grid,
        frame: frame_width,
    })
}

fn build_rows(
    galley: &mut Galley,
    elements: &[(ElementRef, Pt)],
    section: &[Vec<Placed>],
    columns: &[Pt],
    parent: NodeId,
    part: Part,
) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for ((element, least), placed) in elements.iter().zip(section) {
        let row_node = galley.with.node("TR", parent);
        let mut row = Row {
            height: *least,
            ..Row::default()
        };
        row.anchors.extend(element.value().id().map(str::to_string));
        for cell in placed {
            let style = &cell.style;
            let is_head = cell.element.value().name() == "th";
            let node = galley
                .with
                .node(if is_head { "TH" } else { "TD" }, row_node);
            let made = &mut galley.with.structure[node.0 as usize];
            made.span = (cell.columns as u16, cell.rows as u32);
            made.scope = is_head.then_some(part.scope());
            let padding = (style.pt(style.own.padding_x), style.pt(style.own.padding_y));
            let width: Pt = columns[cell.column..cell.column + cell.columns]
                .iter()
                .sum();
            let inner = (width - 2.0 * padding.0).max(style.size);
            let content = galley.cell(cell.element, style, inner, node);
            let continued = if cell.rows > 1 {
                // The first of the cells over the same rows says so for all of them.
                let first = placed.iter().find(|other| other.rows == cell.rows);
                let says = first.is_some_and(|first| first.column == cell.column);
                continued(galley, cell, inner, node, says)
            } else {
                Vec::new()
            };
            row.anchors
                .extend(cell.element.value().id().map(str::to_string));
            if cell.rows == 1 {
                row.height = row.height.max(content_height(&content) + 2.0 * padding.1);
            }
            row.cells.push(Cell {
                column: cell.column,
                columns: cell.columns,
                rows: cell.rows,
                content,
                continued,
                again: false,
                padding,
                valign: style.own.valign.unwrap_or_default(),
                fill: style.own.fill,
                above: (style.own.stroke_width.as_ref()).map(|_| {
                    (
                        style.own.stroke.unwrap_or(Colour::BLACK),
                        style.pt(style.own.stroke_width),
                    )
                }),
                node,
            });
        }
        say_again(galley, placed, &mut row, columns);
        rows.push(row);
    }
    share(&mut rows);
    rows
}

/// Makes rows taller whose merged cells need more than they have, all of them alike; the cells
/// over the fewest rows first.
fn share(rows: &mut [Row]) {
    let merged = rows.iter().enumerate().flat_map(|(at, row)| {
        let cells = row.cells.iter().filter(|cell| cell.rows > 1);
        cells.map(move |cell| {
            let need = content_height(&cell.content) + 2.0 * cell.padding.1;
            (cell.rows, at, need)
        })
    });
    let mut merged: Vec<(usize, usize, Pt)> = merged.collect();
    merged.sort_by_key(|(count, at, _)| (*count, *at));
    for (count, at, need) in merged {
        let covered = &mut rows[at..at + count];
        let have: Pt = covered.iter().map(|row| row.height).sum();
        if need > have {
            let each = (need - have) / count as Pt;
            covered.iter_mut().for_each(|row| row.height += each);
        }
    }
}

/// Notes down for each row which notes in the foot it leads to; what a merged cell leads to holds
/// for all its rows.
fn lead_to_notes(rows: &mut [Row], foot: &mut [FootRow]) {
    if !foot.iter().any(|foot| foot.note) {
        return;
    }
    let ids = foot.iter().enumerate().flat_map(|(at, foot)| {
        let anchors = foot.row.anchors.iter();
        anchors.map(move |anchor| (format!("#{anchor}"), at))
    });
    let ids: BTreeMap<String, usize> = ids.collect();
    foot.iter_mut().for_each(|foot| foot.first = rows.len());
    for at in 0..rows.len() {
        let found: Vec<(usize, usize)> = (rows[at].cells.iter())
            .flat_map(|cell| cell.content.iter().map(|slice| (cell.rows, slice)))
            .flat_map(|(count, slice)| slice.links.iter().map(move |link| (count, link)))
            .filter_map(|(count, link)| Some((count, *ids.get(&link.target)?)))
            .collect();
        for (count, note) in found {
            foot[note].first = foot[note].first.min(at);
            for row in &mut rows[at..at + count] {
                row.notes.push(note);
            }
        }
    }
}

/// A section with its cells, and its rows with their least heights.
type Section<'a> = (Part, Vec<Vec<Placed<'a>>>, Vec<(ElementRef<'a>, Pt)>);

/// A section of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Shown on each page above the rows.
    Head,
    /// The rows.
    Body,
    /// Shown on each page below the frame.
    Foot,
}

impl Part {
    /// Its structure type (ISO 32000-1 14.8.4.3.4).
    fn role(self) -> &'static str {
        match self {
            Self::Head => "THead",
            Self::Body => "TBody",
            Self::Foot => "TFoot",
        }
    }

    /// What a heading cell in it is the head of.
    fn scope(self) -> &'static str {
        match self {
            Self::Head => "Column",
            Self::Body | Self::Foot => "Row",
        }
    }
}

/// Sets the short cells of a row so tall that a page may cut it a second time, with （续）.
fn say_again(galley: &mut Galley, placed: &[Placed], row: &mut Row, columns: &[Pt]) {
    /// A label, a code, a grade; more lines are a text, which is read where it stands.
    const MOST_LINES: usize = 3;
    /// Only a row taller than what a page has beside the head is cut, and no head is as tall.
    const LEAST_SHARE: f32 = 0.5;
    for (cell, made) in placed.iter().zip(&mut row.cells) {
        let page = type_area(galley.sheet(&cell.style.sheet)).1;
        let short = (1..=MOST_LINES).contains(&made.content.len()) && cell.rows == 1;
        if short && row.height > LEAST_SHARE * page {
            let width: Pt = columns[cell.column..cell.column + cell.columns]
                .iter()
                .sum();
            let inner = (width - 2.0 * made.padding.0).max(cell.style.size);
            made.continued = continued(galley, cell, inner, made.node, true);
        }
    }
}

/// The content of a cell on a further page, which `says` so by （续）.
fn continued(
    galley: &mut Galley,
    cell: &Placed,
    inner: Pt,
    node: NodeId,
    says: bool,
) -> Vec<Slice> {
    const AGAIN: &str = "（续）";
    /// In a narrower cell the words would tear.
    const BESIDE_EM: Pt = 3.0;
    let narrow = inner < BESIDE_EM * cell.style.size;
    galley.suffix = says.then_some(match narrow {
        true => Suffix::Below(AGAIN),
        false => Suffix::Behind(AGAIN),
    });
    let again = galley.cell(cell.element, &cell.style, inner, node);
    galley.suffix = None;
    again
}
