//! Painting the part of a table that stands on one page.

use super::{content_height, Cell, Part, Row, Table};
use crate::typeset::document::{Item, Link, Path};
use crate::typeset::length::Pt;
use crate::typeset::style::Valign;

impl Table {
    pub(super) fn paint(&self, start: usize, end: usize, continued: bool) -> Part {
        let mut part = Part {
            height: 0.0,
            items: Vec::new(),
            links: Vec::new(),
            anchors: Vec::new(),
            end,
        };
        if continued {
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
        part.height += self.frame / 2.0;
        let top = part.height;
        self.paint_rows(&mut part, &self.head, 0, self.head.len(), continued);
        let head_bottom = part.height;
        self.paint_rows(&mut part, &self.rows, start, end, false);
        let width: Pt = self.columns.iter().sum();
        part.items.push(Item::Artifact);
        let (colour, _) = self.grid;
        let edge =
            |from: (Pt, Pt), to: (Pt, Pt)| Item::Path(Path::line(from, to, colour, self.frame));
        let (l, r) = (self.left, self.left + width);
        let bottom = part.height;
        let reach = self.frame / 2.0;
        part.items.push(edge((l - reach, top), (r + reach, top)));
        part.items
            .push(edge((l - reach, bottom), (r + reach, bottom)));
        part.items.push(edge((l, top), (l, bottom)));
        part.items.push(edge((r, top), (r, bottom)));
        if !self.head.is_empty() {
            part.items.push(edge((l, head_bottom), (r, head_bottom)));
        }
        part.items.push(Item::End);
        part.height += reach;
        part
    }

    fn paint_rows(&self, part: &mut Part, rows: &[Row], start: usize, end: usize, artifact: bool) {
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
        for (index, row) in rows.iter().enumerate().take(end) {
            for cell in row.cells.iter().filter(|c| c.rows > 1) {
                if let Some((from, to)) = visible(index, cell) {
                    let need = content_height(cell.shown(index < start)) + 2.0 * cell.padding.1;
                    let lack = need - (tops[to] - tops[from]);
                    if lack > 0.0 {
                        for top in &mut tops[to..] {
                            *top += lack;
                        }
                    }
                }
            }
        }
        for (index, row) in rows.iter().enumerate().take(end) {
            if index >= start {
                let top = tops[index - start];
                part.anchors
                    .extend(row.anchors.iter().map(|a| (a.clone(), top)));
            }
            for cell in &row.cells {
                if let Some((from, to)) = visible(index, cell) {
                    let area = [tops[from], tops[to]];
                    self.paint_cell(part, cell, area, index < start, artifact);
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
        if line > 0.0 {
            let mut rect = Path::rect(left, top, width, bottom - top, colour);
            rect.fill = None;
            rect.stroke = Some((colour, line));
            part.items.push(Item::Path(rect));
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
        } else if content.is_empty() {
            // An empty cell still belongs to the structure of its row.
            part.items.push(Item::Begin(cell.node));
            part.items.push(Item::End);
        }
    }
}
