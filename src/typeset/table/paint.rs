//! Painting the part of a table that stands on one page.

use super::rules::{Pen, Rules};
use super::{content_height, Cell, Part, Row, Table};
use crate::typeset::document::{Item, Path};
use crate::typeset::length::Pt;
use crate::typeset::slice::{Shifted, Slice};
use crate::typeset::style::Valign;

/// What rows are to the page.
#[derive(Clone, Copy, PartialEq)]
enum Use {
    /// Shown once: what they hold is gone then.
    Once,
    /// Shown on each page; on this one as a part of the structure.
    Said,
    /// Shown on each page, and said before.
    Again,
}

/// Paints rows one below the other.
struct Painter<'t> {
    left: Pt,
    columns: &'t [Pt],
    grid: Pen,
    rules: Rules,
    part: Part,
}

impl Table {
    /// Paints the rows from `start` to `end`. What they say for the first time is gone then.
    pub(super) fn paint(&mut self, start: usize, end: usize, goes_on: bool) -> Part {
        let involved: Vec<usize> = self.involved(start, end).collect();
        let foot_lines = self.foot_lines(&self.shown(start, end));
        let joined = self.joined && !goes_on;
        let mut painter = Painter {
            left: self.left,
            columns: &self.columns,
            grid: self.grid,
            rules: Rules::default(),
            part: Part {
                height: 0.0,
                pieces: Vec::new(),
                anchors: Vec::new(),
                end,
            },
        };
        if goes_on {
            painter.repeats(&self.repeats);
        }
        let reach = self.frame / 2.0;
        painter.part.height += if joined { 0.0 } else { reach };
        let top = painter.part.height;
        let all: Vec<usize> = (0..self.head.len()).collect();
        let said = |again: bool| if again { Use::Again } else { Use::Said };
        painter.rows(&mut self.head, (&all, 0), said(start > 0), true);
        let head_bottom = painter.part.height;
        painter.rows(&mut self.rows, (&involved, start), Use::Once, true);
        let bottom = painter.part.height;
        let (l, r) = (self.left, self.left + self.columns.iter().sum::<Pt>());
        let mut frame = Rules::default();
        let pen = (self.grid.0, self.frame);
        if !joined {
            frame.across(top, (l - reach, r + reach), pen);
        }
        frame.across(bottom, (l - reach, r + reach), pen);
        frame.down(l, (top, bottom), pen);
        frame.down(r, (top, bottom), pen);
        if !self.head.is_empty() {
            frame.across(head_bottom, (l, r), pen);
        }
        painter.draw(frame);
        painter.part.height += reach;
        for line in foot_lines {
            let top = painter.part.height;
            let mut bottom = top;
            for (at, dx) in line {
                let foot = &mut self.foot[at];
                // What an earlier page has said is no part of the structure again.
                let again = start > 0 && (!foot.note || foot.first < start);
                painter.part.height = top;
                painter.left = self.left + dx;
                let rows = std::slice::from_mut(&mut foot.row);
                painter.rows(rows, (&[0], 0), said(again), false);
                bottom = bottom.max(painter.part.height);
            }
            painter.part.height = bottom;
        }
        painter.part
    }
}

/// Tops of the rows `involved` that begin at `start` or below, the first at `top`, and their
/// bottom: those from `start`, and of those before it what reaches down.
pub(super) fn tops(rows: &[Row], (involved, start): (&[usize], usize), top: Pt) -> Vec<Pt> {
    let end = end_of(involved, start);
    let mut tops = vec![top];
    for row in &rows[start..end] {
        tops.push(tops[tops.len() - 1] + row.height);
    }
    // A merged cell that begins here or goes on here may need more than its rows give.
    for &index in involved {
        for cell in rows[index].cells.iter().filter(|c| c.rows > 1) {
            if let Some((from, to)) = visible(index, cell, (start, end)) {
                let need = content_height(cell.shown(index < start)) + 2.0 * cell.padding.1;
                let lack = need - (tops[to] - tops[from]);
                if lack > 0.0 {
                    let each = lack / (to - from) as Pt;
                    for (k, top) in tops[from + 1..].iter_mut().enumerate() {
                        *top += each * ((k + 1).min(to - from) as Pt);
                    }
                }
            }
        }
    }
    tops
}

/// The row after the last of those involved.
fn end_of(involved: &[usize], start: usize) -> usize {
    involved.last().map_or(start, |last| start.max(last + 1))
}

/// The rows in which a cell of row `index` is seen, counted from the first of the page.
fn visible(index: usize, cell: &Cell, (start, end): (usize, usize)) -> Option<(usize, usize)> {
    let (from, to) = (index.max(start), (index + cell.rows).min(end));
    (from < to).then(|| (from - start, to - start))
}

impl Painter<'_> {
    /// Paints what is said again above a table that goes on.
    fn repeats(&mut self, repeats: &[Slice]) {
        let part = &mut self.part;
        for slice in super::above(repeats) {
            part.height += slice.meta.above;
            part.still([Item::Artifact]);
            let mut items = slice.items.clone();
            unmark(&mut items);
            part.pieces.push(Shifted {
                dy: part.height,
                ..Shifted::still(items)
            });
            part.still([Item::End]);
            part.height += slice.height;
        }
    }

    /// Draws the rules between the cells, and the frame over them.
    fn draw(&mut self, frame: Rules) {
        let rules = std::mem::take(&mut self.rules);
        let paths = rules.paths().into_iter().chain(frame.paths());
        let items = [Item::Artifact].into_iter().chain(paths.map(Item::Path));
        self.part.still(items.chain([Item::End]));
    }

    /// Paints the rows `involved`: those from `start`, and of those before it what reaches down.
    fn rows(
        &mut self,
        rows: &mut [Row],
        (involved, start): (&[usize], usize),
        how: Use,
        ruled: bool,
    ) {
        let tops = tops(rows, (involved, start), self.part.height);
        let end = end_of(involved, start);
        for &index in involved {
            let row = &mut rows[index];
            if index >= start {
                let top = tops[index - start];
                let anchors = match how {
                    Use::Once => std::mem::take(&mut row.anchors),
                    _ => row.anchors.clone(),
                };
                let anchors = anchors.into_iter().map(|anchor| (anchor, top));
                self.part.anchors.extend(anchors);
            }
            for cell in &mut row.cells {
                if let Some((from, to)) = visible(index, cell, (start, end)) {
                    let area = [tops[from], tops[to]];
                    self.cell(cell, area, index < start, how, ruled);
                }
            }
        }
        self.part.height = tops[tops.len() - 1];
    }

    fn cell(
        &mut self,
        cell: &mut Cell,
        [top, bottom]: [Pt; 2],
        continued: bool,
        how: Use,
        ruled: bool,
    ) {
        let edge = |column: usize| self.left + self.columns[..column].iter().sum::<Pt>();
        let (left, right) = (edge(cell.column), edge(cell.column + cell.columns));
        if ruled {
            let own = cell.above.filter(|_| !continued);
            self.rules.down(left, (top, bottom), self.grid);
            self.rules.down(right, (top, bottom), self.grid);
            let pen = own.unwrap_or(self.grid);
            self.rules.across(top, (left, right), pen);
        }
        let part = &mut self.part;
        if let Some(fill) = cell.fill {
            let area = Path::rect(left, top, right - left, bottom - top, fill);
            part.still([Item::Artifact, Item::Path(area), Item::End]);
        }
        let continued = continued || cell.again;
        let content = match how {
            Use::Once if !continued => std::mem::take(&mut cell.content),
            _ => cell.shown(continued).to_vec(),
        };
        let free = bottom - top - content_height(&content);
        let mut y = top
            + match cell.valign {
                Valign::Top => cell.padding.1,
                Valign::Middle => free / 2.0,
            };
        let x = left + cell.padding.0;
        let unsaid = how == Use::Again || continued;
        // An empty cell, with lines to be written on or without, still belongs to the structure
        // of its row.
        let is_empty = !content.iter().any(is_said);
        if unsaid {
            part.still([Item::Artifact]);
        }
        for (k, slice) in content.into_iter().enumerate() {
            y += if k > 0 { slice.meta.above } else { 0.0 };
            let anchors = slice.meta.anchors.into_iter();
            part.anchors.extend(anchors.map(|anchor| (anchor, y)));
            let mut shown = Shifted {
                items: slice.items,
                links: slice.links,
                dx: x,
                dy: y,
            };
            // What is said again is no part of the structure, and so has no links.
            if unsaid {
                unmark(&mut shown.items);
            }
            if continued {
                shown.links.clear();
            }
            part.pieces.push(shown);
            y += slice.height;
        }
        if unsaid {
            part.still([Item::End]);
        } else if is_empty {
            part.still([Item::Begin(cell.node), Item::End]);
        }
    }
}

impl Part {
    /// Shows what already stands where it should.
    fn still(&mut self, items: impl IntoIterator<Item = Item>) {
        let items = items.into_iter().collect();
        self.pieces.push(Shifted::still(items));
    }
}

/// Takes out the marks of structure: what is said again is one artifact, and none stands in another.
fn unmark(items: &mut Vec<Item>) {
    let is_mark = |item: &Item| matches!(item, Item::Begin(_) | Item::Artifact | Item::End);
    items.retain(|item| !is_mark(item));
}

/// Whether a slice holds content that belongs to the structure.
fn is_said(slice: &Slice) -> bool {
    slice
        .items
        .iter()
        .any(|item| matches!(item, Item::Begin(_)))
}
