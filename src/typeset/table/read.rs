//! Reading a `<table>`: its rows, its merged cells and what they hold.

use super::grid::{self, Placed};
use super::width::{self, percentage};
use super::{content_height, Cell, Row, Table};
use crate::typeset::document::NodeId;
use crate::typeset::galley::{type_area, Frame, Galley, Slice};
use crate::typeset::length::{Colour, Pt};
use crate::typeset::style::{ColumnWidths, Computed, Display};
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
        let given = own.column_widths == Some(ColumnWidths::Given);
        for child in element.child_elements() {
            let child_style = galley.style.of(child, style);
            match child.value().name() {
                "colgroup" => {
                    for col in child.child_elements() {
                        let col_style = galley.style.of(col, &child_style);
                        let own = col_style.own.width;
                        let own = own.map(|w| w.pt(col_style.size, col_style.leading));
                        let share = percentage(col).filter(|_| given).map(|p| p * frame.width);
                        widths.push(own.or(share));
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
                name if child_style.display() != Some(Display::None) => {
                    let message = format!("表格里的 <{name}> 印不出来");
                    let help = "表的标题写在表的前面；只给屏幕看的加 class=\"screen\"";
                    galley.unset.drop(name, "", "", message, help);
                }
                _ => {}
            }
        }
        let rows_of = |(_, rows): &(bool, Vec<(ElementRef, Computed)>)| grid::columns(rows);
        let count = sections
            .iter()
            .map(rows_of)
            .max()
            .filter(|&count| count > 0)?;
        let sections: Vec<(bool, Vec<Vec<Placed>>, Vec<ElementRef>)> = sections
            .into_iter()
            .map(|(is_head, rows)| {
                let placed = grid::place(galley.style, &mut galley.unset, &rows, count);
                (
                    is_head,
                    placed,
                    rows.into_iter().map(|(row, _)| row).collect(),
                )
            })
            .collect();
        widths.resize(count, None);
        let columns = if widths.iter().all(Option::is_some) {
            width::scaled(widths.into_iter().flatten().collect(), frame.width)
        } else {
            let rows = sections
                .iter()
                .flat_map(|(is_head, rows, _)| rows.iter().map(|row| (*is_head, row.as_slice())));
            width::from_content(galley, rows, &widths, frame.width)
        };
        let cells = sections
            .iter()
            .flat_map(|(_, rows, _)| rows.iter().flatten());
        if let Some(text) = width::too_narrow(galley, cells, &columns) {
            galley.unset.narrow.insert(text);
        }
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        for (is_head, section, elements) in &sections {
            let section_node = galley.node(if *is_head { "THead" } else { "TBody" }, node);
            let built = build_rows(galley, elements, section, &columns, section_node, *is_head);
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

fn build_rows(
    galley: &mut Galley,
    elements: &[ElementRef],
    section: &[Vec<Placed>],
    columns: &[Pt],
    parent: NodeId,
    head: bool,
) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (element, placed) in elements.iter().zip(section) {
        let row_node = galley.node("TR", parent);
        let mut row = Row {
            height: 0.0,
            cells: Vec::new(),
            anchors: Vec::new(),
        };
        row.anchors.extend(element.value().id().map(str::to_string));
        for cell in placed {
            let style = &cell.style;
            let is_head = cell.element.value().name() == "th";
            let node = galley.node(if is_head { "TH" } else { "TD" }, row_node);
            let made = &mut galley.structure[node.0 as usize];
            made.span = (cell.columns as u16, cell.rows as u16);
            made.scope = is_head.then_some(if head { "Column" } else { "Row" });
            let padding = (style.pt(style.own.padding_x), style.pt(style.own.padding_y));
            let width: Pt = columns[cell.column..cell.column + cell.columns]
                .iter()
                .sum();
            let inner = (width - 2.0 * padding.0).max(style.size);
            let content = galley.cell(cell.element, style, inner, node);
            let continued = if cell.rows > 1 {
                continued(galley, cell, inner, node)
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
                node,
            });
        }
        say_again(galley, placed, &mut row, columns);
        rows.push(row);
    }
    rows
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
            made.continued = continued(galley, cell, inner, made.node);
        }
    }
}

/// The content of a cell with （续）.
fn continued(galley: &mut Galley, cell: &Placed, inner: Pt, node: NodeId) -> Vec<Slice> {
    galley.suffix = Some("（续）".to_string());
    let again = galley.cell(cell.element, &cell.style, inner, node);
    galley.suffix = None;
    again
}
