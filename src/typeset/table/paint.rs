//! Painting the part of a table that stands on one page.

use super::{content_height, Cell, Part, Row, Table};
use crate::typeset::document::{Item, Link, Path};
use crate::typeset::length::Pt;
use crate::typeset::slice::Slice;
use crate::typeset::style::Valign;

impl Table {
    pub(super) fn paint(&self, start: usize, end: usize, goes_on: bool) -> Part {
        let continued = start > 0;
        let mut part = Part {
            height: 0.0,
            items: Vec::new(),
            links: Vec::new(),
            anchors: Vec::new(),
            end,
        };
        if goes_on {
            for slice in &self.repeats {
                part.height += slice.meta.above;
                part.items.push(Item::Artifact);
                for item in &slice.items {
                    let mut item = item.clone();
                    item.shift(0.0, part.height);
                    part.items.push(item);
                }
                part.items.push(Item::End);
                part.height += slice.height;
            }
        }
        let joined = self.joined && !goes_on;
        part.height += if joined { 0.0 } else { self.frame / 2.0 };
        let top = part.height;
        let all: Vec<usize> = (0..self.head.len()).collect();
        self.paint_rows(&mut part, &self.head, (&all, 0), continued, true);
        let head_bottom = part.height;
        let involved: Vec<usize> = self.involved(start, end).collect();
        self.paint_rows(&mut part, &self.rows, (&involved, start), false, true);
        let width: Pt = self.columns.iter().sum();
        part.items.push(Item::Artifact);
        let (colour, _) = self.grid;
        let edge =
            |from: (Pt, Pt), to: (Pt, Pt)| Item::Path(Path::line(from, to, colour, self.frame));
        let (l, r) = (self.left, self.left + width);
        let bottom = part.height;
        let reach = self.frame / 2.0;
        if !joined {
            part.items.push(edge((l - reach, top), (r + reach, top)));
        }
        part.items
            .push(edge((l - reach, bottom), (r + reach, bottom)));
        part.items.push(edge((l, top), (l, bottom)));
        part.items.push(edge((r, top), (r, bottom)));
        if !self.head.is_empty() {
            part.items.push(edge((l, head_bottom), (r, head_bottom)));
        }
        part.items.push(Item::End);
        part.height += reach;
        for line in self.foot_lines(&self.shown(start, end)) {
            let top = part.height;
            let mut bottom = top;
            for (at, dx) in line {
                let foot = &self.foot[at];
                // What an earlier page has said is no part of the structure again.
                let again = continued && (!foot.note || foot.first < start);
                let (items, links) = (part.items.len(), part.links.len());
                part.height = top;
                let rows = std::slice::from_ref(&foot.row);
                self.paint_rows(&mut part, rows, (&[0], 0), again, false);
                part.items[items..]
                    .iter_mut()
                    .for_each(|item| item.shift(dx, 0.0));
                for link in &mut part.links[links..] {
                    link.area[0] += dx;
                    link.area[2] += dx;
                }
                bottom = bottom.max(part.height);
            }
            part.height = bottom;
        }
        part
    }

    /// Paints the rows `involved`: those from `start`, and of those before it what reaches down.
    fn paint_rows(
        &self,
        part: &mut Part,
        rows: &[Row],
        (involved, start): (&[usize], usize),
        artifact: bool,
        lines: bool,
    ) {
        let end = involved.last().map_or(start, |last| start.max(last + 1));
        // Tops of the rows shown; the last entry is the bottom.
        let mut tops = vec![part.height];
        for row in &rows[start..end] {
            tops.push(tops[tops.len() - 1] + row.height);
        }
        // A merged cell that begins here or goes on here may need more than its rows give.
        let visible = |index: usize, cell: &Cell| {
            let (from, to) = (index.max(start), (index + cell.rows).min(end));
            (from < to).then(|| (from - start, to - start))
        };
        for &index in involved {
            for cell in rows[index].cells.iter().filter(|c| c.rows > 1) {
                if let Some((from, to)) = visible(index, cell) {
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
        for &index in involved {
            let row = &rows[index];
            if index >= start {
                let top = tops[index - start];
                part.anchors
                    .extend(row.anchors.iter().map(|a| (a.clone(), top)));
            }
            for cell in &row.cells {
                if let Some((from, to)) = visible(index, cell) {
                    let area = [tops[from], tops[to]];
                    self.paint_cell(part, cell, area, index < start, artifact, lines);
                }
            }
        }
        part.height = tops[tops.len() - 1];
    }

    fn paint_cell(
        &self,
        part: &mut Part,
        cell: &Cell,
        area: [Pt; 2],
        continued: bool,
        artifact: bool,
        lines: bool,
    ) {
        let left = self.left + self.columns[..cell.column].iter().sum::<Pt>();
        let width: Pt = self.columns[cell.column..cell.column + cell.columns]
            .iter()
            .sum();
        let [top, bottom] = area;
        let (colour, line) = self.grid;
        part.items.push(Item::Artifact);
        if let Some(fill) = cell.fill {
            part.items
                .push(Item::Path(Path::rect(left, top, width, bottom - top, fill)));
        }
        if lines && line > 0.0 {
            let (right, foot) = (left + width, bottom);
            let side = |x| Item::Path(Path::line((x, top), (x, foot), colour, line));
            part.items.extend([side(left), side(right)]);
        }
        if lines {
            let (colour, line) = cell.above.filter(|_| !continued).unwrap_or((colour, line));
            if line > 0.0 {
                let above = Path::line((left, top), (left + width, top), colour, line);
                part.items.push(Item::Path(above));
            }
        }
        part.items.push(Item::End);
        let continued = continued || cell.again;
        let content = cell.shown(continued);
        let free = bottom - top - content_height(content);
        let mut y = top
            + match cell.valign {
                Valign::Top => cell.padding.1,
                Valign::Middle => free / 2.0,
            };
        let x = left + cell.padding.0;
        if artifact || continued {
            part.items.push(Item::Artifact);
        }
        for (k, slice) in content.iter().enumerate() {
            y += if k > 0 { slice.meta.above } else { 0.0 };
            part.anchors
                .extend(slice.meta.anchors.iter().map(|a| (a.clone(), y)));
            for item in &slice.items {
                if (artifact || continued) && matches!(item, Item::Begin(_) | Item::End) {
                    continue;
                }
                let mut item = item.clone();
                item.shift(x, y);
                part.items.push(item);
            }
            // What is said again is no part of the structure, and so has no links.
            let links = slice.links.iter().filter(|_| !continued);
            for link in links {
                let [a, b, c, d] = link.area;
                part.links.push(Link {
                    area: [a + x, b + y, c + x, d + y],
                    ..link.clone()
                });
            }
            y += slice.height;
        }
        if artifact || continued {
            part.items.push(Item::End);
        } else if !content.iter().any(is_said) {
            // An empty cell, with lines to be written on or without, still belongs to the structure
            // of its row.
            part.items.push(Item::Begin(cell.node));
            part.items.push(Item::End);
        }
    }
}

/// Whether a slice holds content that belongs to the structure.
fn is_said(slice: &Slice) -> bool {
    slice
        .items
        .iter()
        .any(|item| matches!(item, Item::Begin(_)))
}
