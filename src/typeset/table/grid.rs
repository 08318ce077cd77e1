//! Which cells of a table stand in which columns.

use crate::typeset::style::{Computed, Stylesheet};
use scraper::ElementRef;

/// A cell at its place.
pub(super) struct Placed<'a> {
    pub element: ElementRef<'a>,
    pub style: Computed,
    /// Its first column.
    pub column: usize,
    /// How many columns it covers; at least one.
    pub columns: usize,
    /// How many rows it covers; at least one, and none beyond its section.
    pub rows: usize,
}

/// Number of columns that the rows of a section cover.
pub(super) fn columns(rows: &[(ElementRef, Computed)]) -> usize {
    let mut covered: Vec<usize> = Vec::new();
    let mut most = 0;
    for (index, (row, _)) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in row.child_elements().filter(is_cell) {
            while covered.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let end = (column + span(cell, "colspan")).min(MOST_COLUMNS);
            covered.resize(covered.len().max(end), 0);
            let rows = span(cell, "rowspan").min(rows.len() - index);
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

/// The cells of a section by row. What would stand beyond `count` columns is left out.
pub(super) fn place<'a>(
    stylesheet: &Stylesheet,
    section: &[(ElementRef<'a>, Computed)],
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
            if column >= count {
                break;
            }
            let columns = span(cell, "colspan").min(count - column);
            let rows = span(cell, "rowspan").min(section.len() - index);
            covered[column..column + columns].fill(rows);
            cells.push(Placed {
                element: cell,
                style: stylesheet.of(cell, row_style),
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

/// A span attribute: at least 1, and no more than any real table has.
fn span(cell: ElementRef, name: &str) -> usize {
    cell.value()
        .attr(name)
        .and_then(|v| v.parse().ok())
        .unwrap_or(1)
        .clamp(1, 5000)
}

fn is_cell(element: &ElementRef) -> bool {
    matches!(element.value().name(), "td" | "th")
}
