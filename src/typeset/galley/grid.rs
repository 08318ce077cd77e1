//! Which cells of a table stand in which columns.

use crate::typeset::setting::Setting;
use crate::typeset::style::Computed;
use crate::typeset::unset::Unset;
use scraper::ElementRef;
use std::sync::Arc;

/// An element with its style.
pub(super) type Styled<'a> = (ElementRef<'a>, Arc<Computed>);

/// A cell at its place.
pub(super) struct Placed<'a> {
    pub element: ElementRef<'a>,
    pub style: Arc<Computed>,
    /// Its first column.
    pub column: usize,
    /// How many columns it covers; at least one.
    pub columns: usize,
    /// How many rows it covers; at least one, and none beyond its section.
    pub rows: usize,
}

/// Number of columns that the rows of a section cover.
pub(super) fn columns(rows: &[Styled]) -> usize {
    let mut covered: Vec<usize> = Vec::new();
    let mut most = 0;
    for (index, (row, _)) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in row.child_elements().filter(is_cell) {
            while covered.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let end = (column + columns_of(cell)).min(MOST_COLUMNS);
            covered.resize(covered.len().max(end), 0);
            let rows = rows_of(cell, rows.len() - index);
            covered[column.min(end)..end].fill(rows);
            column = end;
        }
        most = most.max(column);
        covered
            .iter_mut()
            .for_each(|rows| *rows = rows.saturating_sub(1));
    }
    most
}

/// The cells of a section by row. What would stand beyond `count` columns, or on another cell, is
/// noted.
pub(super) fn place<'a>(
    with: &mut Setting,
    section: &[Styled<'a>],
    count: usize,
) -> Vec<Vec<Placed<'a>>> {
    // For each column: how many further rows a merged cell above still covers.
    let mut covered = vec![0usize; count];
    let mut placed = Vec::with_capacity(section.len());
    for (index, (element, row_style)) in section.iter().enumerate() {
        let mut cells = Vec::new();
        let mut column = 0;
        for cell in element.child_elements().filter(is_cell) {
            while column < count && covered[column] > 0 {
                column += 1;
            }
            note_spans(&mut with.unset, cell, section.len() - index);
            let wanted = columns_of(cell);
            if column + wanted > count {
                let message = format!("表格多于 {MOST_COLUMNS} 列，后面的印不出来");
                let tag = cell.value().name();
                with.unset.drop(tag, "", "", message, "把表格拆成几个");
            }
            if column >= count {
                break;
            }
            let columns = wanted.min(count - column);
            let rows = rows_of(cell, section.len() - index);
            let under = &mut covered[column..column + columns];
            if under.iter().any(|rows| *rows > 0) {
                let value = cell.value().attr("colspan").unwrap_or("");
                let message = "表格里合并的单元格互相重叠".to_string();
                let help = "核对这一行和上面各行的 colspan、rowspan";
                with.unset
                    .drop(cell.value().name(), "colspan", value, message, help);
            }
            under.fill(rows);
            cells.push(Placed {
                element: cell,
                style: with.of(cell, row_style),
                column,
                columns,
                rows,
            });
            column += columns;
        }
        covered
            .iter_mut()
            .for_each(|rows| *rows = rows.saturating_sub(1));
        placed.push(cells);
    }
    placed
}

/// More than any sheet has room for.
const MOST_COLUMNS: usize = 500;

/// A cell may cover so many columns, by the HTML standard; rows by the same one 65534.
const MOST_SPANNED: usize = 1000;

/// How many columns a cell covers.
fn columns_of(cell: ElementRef) -> usize {
    span(cell, "colspan").unwrap_or(1).clamp(1, MOST_SPANNED)
}

/// How many of the `left` rows of its section a cell covers; with 0 all of them.
fn rows_of(cell: ElementRef, left: usize) -> usize {
    match span(cell, "rowspan").unwrap_or(1) {
        0 => left,
        rows => rows.min(left),
    }
}

/// A span attribute as it is written.
fn span(cell: ElementRef, name: &str) -> Option<usize> {
    cell.value().attr(name)?.trim().parse().ok()
}

/// Notes spans that are no numbers, or more than there is.
fn note_spans(unset: &mut Unset, cell: ElementRef, left: usize) {
    for (name, range, help) in [
        ("colspan", 1..=MOST_SPANNED, "写成 1 到 1000 的整数"),
        (
            "rowspan",
            0..=left,
            "写成整数，不超过下面还有的行数；0 是到底",
        ),
    ] {
        let Some(value) = cell.value().attr(name) else {
            continue;
        };
        if !span(cell, name).is_some_and(|span| range.contains(&span)) {
            let tag = cell.value().name();
            let shown: String = value.chars().take(20).collect();
            let message = format!("<{tag}> 的 {name} 不能是 \"{shown}\"");
            unset.drop(tag, name, value, message, help);
        }
    }
}

fn is_cell(element: &ElementRef) -> bool {
    matches!(element.value().name(), "td" | "th")
}
