//! Reading a `<table>`: its rows, its merged cells and what they hold.

use super::width::{column_widths, percentage};
use super::{content_height, Cell, Row, Table};
use crate::typeset::document::NodeId;
use crate::typeset::galley::{Frame, Galley};
use crate::typeset::length::{Colour, Pt};
use crate::typeset::style::Computed;
use scraper::ElementRef;

impl Table {
    /// Reads and measures a `<table>`; `None` where it has no cells.
    pub fn build(
        galley: &mut Galley,
        element: ElementRef,
        style: &Computed,
        frame: Frame,
        parent: NodeId,
    ) -> Option<Self> {
        let own = &style.own;
        let node = galley.node("Table", parent);
        let mut sections: Vec<(bool, Vec<(ElementRef, Computed)>)> = Vec::new();
        let mut widths: Vec<Option<Pt>> = Vec::new();
        for child in element.child_elements() {
            let child_style = galley.style.of(child, style);
            match child.value().name() {
                "colgroup" => {
                    for col in child.child_elements() {
                        let col_style = galley.style.of(col, &child_style);
                        let own = &col_style.own;
                        let given = own.width.map(|w| w.pt(col_style.size, col_style.leading));
                        widths.push(given.or_else(|| percentage(col).map(|p| p * frame.width)));
                    }
                }
                name @ ("thead" | "tbody" | "tfoot") => {
                    let rows = child
                        .child_elements()
                        .filter(|row| row.value().name() == "tr")
                        .map(|row| (row, galley.style.of(row, &child_style)))
                        .collect();
                    sections.push((name == "thead", rows));
                }
                _ => {}
            }
        }
        let count = sections
            .iter()
            .flat_map(|(_, rows)| rows)
            .map(|(row, _)| span_sum(*row))
            .max()?;
        let columns = column_widths(galley, &sections, widths, count, frame.width);
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        for (is_head, section) in &sections {
            let section_node = galley.node(if *is_head { "THead" } else { "TBody" }, node);
            let built = build_rows(galley, section, &columns, section_node, *is_head);
            if *is_head {
                head.extend(built);
            } else {
                rows.extend(built);
            }
        }
        let meta = galley.take_meta(style);
        let repeats = std::mem::take(&mut galley.repeats);
        let grid = (
            own.stroke.unwrap_or(Colour::BLACK),
            style.pt(own.stroke_width),
        );
        let frame_width = style.pt(own.frame_width);
        Some(Self {
            meta,
            repeats,
            left: frame.left,
            columns,
            head,
            rows,
            grid,
            frame: frame_width,
        })
    }
}

/// A span attribute: at least 1, and no more than any real table has.
fn span(cell: ElementRef, name: &str) -> usize {
    cell.value()
        .attr(name)
        .and_then(|v| v.parse().ok())
        .unwrap_or(1)
        .clamp(1, 5000)
}

pub(super) fn is_cell(element: &ElementRef) -> bool {
    matches!(element.value().name(), "td" | "th")
}

fn span_sum(row: ElementRef) -> usize {
    row.child_elements()
        .filter(is_cell)
        .map(|c| span(c, "colspan"))
        .sum()
}

fn build_rows(
    galley: &mut Galley,
    section: &[(ElementRef, Computed)],
    columns: &[Pt],
    parent: NodeId,
    head: bool,
) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    // For each column: how many further rows a merged cell above still covers.
    let mut covered = vec![0usize; columns.len()];
    for (index, (element, row_style)) in section.iter().enumerate() {
        let row_node = galley.node("TR", parent);
        let mut row = Row {
            height: 0.0,
            cells: Vec::new(),
            anchors: Vec::new(),
        };
        row.anchors.extend(element.value().id().map(str::to_string));
        let mut column = 0;
        for cell in element.child_elements().filter(is_cell) {
            while column < columns.len() && covered[column] > 0 {
                column += 1;
            }
            if column >= columns.len() {
                break;
            }
            let span_columns = span(cell, "colspan").min(columns.len() - column);
            let span_rows = span(cell, "rowspan").min(section.len() - index);
            for c in &mut covered[column..column + span_columns] {
                *c = span_rows;
            }
            let style = galley.style.of(cell, row_style);
            let is_head = cell.value().name() == "th";
            let node = galley.node(if is_head { "TH" } else { "TD" }, row_node);
            let made = &mut galley.structure[node.0 as usize];
            made.span = (span_columns as u16, span_rows as u16);
            made.scope = is_head.then_some(if head { "Column" } else { "Row" });
            let padding = (style.pt(style.own.padding_x), style.pt(style.own.padding_y));
            let width: Pt = columns[column..column + span_columns].iter().sum();
            let inner = (width - 2.0 * padding.0).max(style.size);
            let content = galley.cell(cell, &style, inner, node);
            let continued = if span_rows > 1 {
                galley.suffix = Some("（续）".to_string());
                let again = galley.cell(cell, &style, inner, node);
                galley.suffix = None;
                again
            } else {
                Vec::new()
            };
            if let Some(id) = cell.value().id() {
                row.anchors.push(id.to_string());
            }
            if span_rows == 1 {
                row.height = row.height.max(content_height(&content) + 2.0 * padding.1);
            }
            row.cells.push(Cell {
                column,
                columns: span_columns,
                rows: span_rows,
                content,
                continued,
                padding,
                valign: style.own.valign.unwrap_or_default(),
                fill: style.own.fill,
                node,
            });
            column += span_columns;
        }
        for c in &mut covered {
            *c = c.saturating_sub(1);
        }
        rows.push(row);
    }
    rows
}
