//! Tables: column widths, rows, merged cells, and the cutting of rows over pages.

use super::document::{Item, Link, NodeId, Path};
use super::galley::{Frame, Galley, Meta, Slice};
use super::inline::Inline;
use super::length::{Colour, Pt};
use super::style::{Computed, Valign};
use scraper::ElementRef;

/// A table in the galley.
pub struct Table {
    /// Its place among the pages.
    pub meta: Meta,
    /// Slices shown above it on its further pages.
    pub repeats: Vec<Slice>,
    left: Pt,
    columns: Vec<Pt>,
    head: Vec<Row>,
    rows: Vec<Row>,
    grid: (Colour, Pt),
    frame: Pt,
}

struct Row {
    height: Pt,
    cells: Vec<Cell>,
    anchors: Vec<String>,
}

struct Cell {
    column: usize,
    columns: usize,
    rows: usize,
    content: Vec<Slice>,
    /// The content again with （续）, for a merged cell that a page breaks.
    continued: Vec<Slice>,
    padding: (Pt, Pt),
    valign: Valign,
    fill: Option<Colour>,
    node: NodeId,
}

/// A part of a table on one page.
pub struct Part {
    /// Height.
    pub height: Pt,
    /// What it shows, from the left of the type area and its own top.
    pub items: Vec<Item>,
    /// Links in it.
    pub links: Vec<Link>,
    /// Ids and their distance from its top.
    pub anchors: Vec<(String, Pt)>,
    /// Row after its last.
    pub end: usize,
}

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

    /// Number of body rows; grows when a row taller than a page is cut.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no body rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Height of the repeated slices and the head.
    fn overhead(&self, continued: bool) -> Pt {
        let repeats: Pt = if continued {
            self.repeats.iter().map(|s| s.meta.above + s.height).sum()
        } else {
            0.0
        };
        repeats + self.head.iter().map(|r| r.height).sum::<Pt>() + self.frame
    }

    /// The least height that makes sense on a page: head and first row.
    pub fn least(&self, start: usize) -> Pt {
        self.overhead(start > 0) + self.rows.get(start).map_or(0.0, |r| r.height)
    }

    /// Takes as many rows from `start` as fit in `room`. On a fresh page at least one row is
    /// taken: one taller than the page is cut between its lines. Gives `None` where nothing
    /// fits and the page is not fresh.
    pub fn part(&mut self, start: usize, room: Pt, fresh: bool) -> Option<Part> {
        let continued = start > 0;
        let overhead = self.overhead(continued);
        let mut height = overhead;
        let mut end = start;
        while end < self.rows.len() && height + self.rows[end].height <= room + 0.01 {
            height += self.rows[end].height;
            end += 1;
        }
        if end == start && start < self.rows.len() {
            if !fresh {
                return None;
            }
            self.cut_row(start, room - overhead);
            end = start + 1;
        }
        loop {
            let part = self.paint(start, end, continued);
            // Merged cells may need more than the rows that stayed with them.
            if part.height <= room + 0.01 || end <= start + 1 {
                return Some(part);
            }
            end -= 1;
        }
    }

    /// Cuts one row so that its first part is at most `room` high; what remains becomes the
    /// next row.
    fn cut_row(&mut self, index: usize, room: Pt) {
        let row = &mut self.rows[index];
        if row.height <= room {
            return;
        }
        let mut rest = Row {
            height: 0.0,
            cells: Vec::new(),
            anchors: Vec::new(),
        };
        row.height = 0.0;
        for cell in &mut row.cells {
            if cell.rows > 1 {
                cell.rows += 1;
                continue;
            }
            let pad = 2.0 * cell.padding.1;
            let mut used = pad;
            // At least one slice, or cutting would never end.
            let mut take = 0;
            while take < cell.content.len()
                && (take == 0 || used + step(&cell.content, take) <= room)
            {
                used += step(&cell.content, take);
                take += 1;
            }
            let tail = cell.content.split_off(take);
            row.height = row.height.max(used);
            let tail_height = pad + content_height(&tail);
            rest.height = rest
                .height
                .max(if tail.is_empty() { 0.0 } else { tail_height });
            rest.cells.push(Cell {
                column: cell.column,
                columns: cell.columns,
                rows: 1,
                content: tail,
                continued: Vec::new(),
                padding: cell.padding,
                valign: Valign::Top,
                fill: cell.fill,
                node: cell.node,
            });
            cell.valign = Valign::Top;
        }
        if rest.cells.iter().any(|c| !c.content.is_empty()) {
            // Cells merged from above reach over the new row too.
            for (above, row) in self.rows[..index].iter_mut().enumerate() {
                for cell in &mut row.cells {
                    if above + cell.rows > index && cell.rows > 1 {
                        cell.rows += 1;
                    }
                }
            }
            self.rows.insert(index + 1, rest);
        }
    }

    fn paint(&self, start: usize, end: usize, continued: bool) -> Part {
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
            for link in &slice.links {
                let [a, b, c, d] = link.area;
                part.links.push(Link {
                    area: [a + x, b + y, c + x, d + y],
                    target: link.target.clone(),
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

impl Cell {
    fn shown(&self, continued: bool) -> &[Slice] {
        if continued {
            &self.continued
        } else {
            &self.content
        }
    }
}

fn step(content: &[Slice], k: usize) -> Pt {
    content[k].height + if k > 0 { content[k].meta.above } else { 0.0 }
}

fn content_height(content: &[Slice]) -> Pt {
    (0..content.len()).map(|k| step(content, k)).sum()
}

/// A span attribute: at least 1, and no more than any real table has.
fn span(cell: ElementRef, name: &str) -> usize {
    cell.value()
        .attr(name)
        .and_then(|v| v.parse().ok())
        .unwrap_or(1)
        .clamp(1, 5000)
}

/// The share of the table that `style="width:12%"` gives a column: one figure for both media.
fn percentage(col: ElementRef) -> Option<f32> {
    let style = col.value().attr("style")?;
    let value = style
        .split(';')
        .find_map(|part| part.trim().strip_prefix("width:"))?;
    value
        .trim()
        .strip_suffix('%')?
        .parse()
        .ok()
        .map(|p: f32| (p / 100.0).clamp(0.005, 1.0))
}

fn is_cell(element: &ElementRef) -> bool {
    matches!(element.value().name(), "td" | "th")
}

fn span_sum(row: ElementRef) -> usize {
    row.child_elements()
        .filter(is_cell)
        .map(|c| span(c, "colspan"))
        .sum()
}

/// Widths of the columns: those given, and for the rest a share of what is left by the
/// widest cell of each, no column wider than three times the narrowest of them.
fn column_widths(
    galley: &mut Galley,
    sections: &[(bool, Vec<(ElementRef, Computed)>)],
    given: Vec<Option<Pt>>,
    count: usize,
    width: Pt,
) -> Vec<Pt> {
    let mut given = given;
    given.resize(count, None);
    if given.iter().any(Option::is_none) {
        let mut natural: Vec<Pt> = vec![0.0; count];
        for (row, row_style) in sections.iter().flat_map(|(_, rows)| rows).take(200) {
            let cells: Vec<ElementRef> = row.child_elements().filter(is_cell).collect();
            if cells.len() != count {
                continue; // Rows below a merged cell say nothing of their columns here.
            }
            for (column, cell) in cells.into_iter().enumerate() {
                let style = galley.style.of(cell, row_style);
                let mut inline = Inline::default();
                inline.children(galley, cell, &style, None);
                let need = inline.max_width(galley) + 2.0 * style.pt(style.own.padding_x);
                natural[column] = natural[column].max(need);
            }
        }
        let fixed: Pt = given.iter().flatten().sum();
        let least = (width - fixed).max(0.0) / count as f32 / 2.0;
        let open: Vec<usize> = (0..count).filter(|&c| given[c].is_none()).collect();
        let weight = |c: usize| natural[c].clamp(least.max(1.0), least.max(1.0) * 6.0);
        let total: Pt = open.iter().map(|&c| weight(c)).sum();
        for &c in &open {
            given[c] = Some((width - fixed).max(1.0) * weight(c) / total);
        }
    }
    let widths: Vec<Pt> = given.into_iter().map(|w| w.unwrap_or(0.0)).collect();
    // Given widths may be a little off the measure: scale them to fill it exactly.
    let total: Pt = widths.iter().sum();
    widths.into_iter().map(|w| w * width / total).collect()
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
                let nodes = galley.structure.len();
                let again = galley.cell(cell, &style, inner, node);
                galley.structure.truncate(nodes);
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
