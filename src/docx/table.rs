//! Tables: a grid of columns, rows of the head repeated on every page, merged cells.

use super::paragraph::{self, justify, twips, Format, Run};
use super::walk::Walk;
use crate::typeset::length::{Colour, Pt};
use crate::typeset::style::{Computed, Display};
use scraper::ElementRef;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The most columns of a table.
const MOST_COLUMNS: usize = 63;

/// A table as XML; `None` where it has no cell.
pub(super) fn xml(
    walk: &mut Walk<'_>,
    table: ElementRef,
    style: &Computed,
    width: Pt,
    marks: &str,
) -> Option<String> {
    let rows = rows(walk, table, style);
    let columns = rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| cell.columns).sum::<usize>())
        .max()?;
    let columns = columns.clamp(1, MOST_COLUMNS);
    let widths = widths(table, columns, width);
    let line = style.own.stroke.unwrap_or(Colour::BLACK);
    let mut out = String::from("<w:tbl><w:tblPr>");
    let _ = write!(
        out,
        "<w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>",
        twips(width)
    );
    borders(
        line,
        style.pt(style.own.stroke_width),
        style.pt(style.own.frame_width),
        &mut out,
    );
    out.push_str("<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"40\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>");
    for width in &widths {
        let _ = write!(out, "<w:gridCol w:w=\"{}\"/>", twips(*width));
    }
    out.push_str("</w:tblGrid>");
    // Cells that reach down into rows below, by column: rows left, columns.
    let mut down: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut marks = marks.to_owned();
    for row in rows {
        out.push_str("<w:tr><w:trPr><w:cantSplit/>");
        if row.least > 0.0 {
            let _ = write!(
                out,
                "<w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/>",
                twips(row.least)
            );
        }
        if row.is_head {
            out.push_str("<w:tblHeader/>");
        }
        out.push_str("</w:trPr>");
        let mut cells = row.cells.into_iter();
        let mut at = 0;
        while at < columns {
            if let Some((left, span)) = down.get(&at).copied() {
                let width: Pt = widths[at..(at + span).min(columns)].iter().sum();
                let _ = write!(
                    out,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>",
                    twips(width)
                );
                if span > 1 {
                    let _ = write!(out, "<w:gridSpan w:val=\"{span}\"/>");
                }
                out.push_str("<w:vMerge/></w:tcPr><w:p/></w:tc>");
                match left {
                    1 => drop(down.remove(&at)),
                    _ => drop(down.insert(at, (left - 1, span))),
                }
                at += span;
                continue;
            }
            let Some(cell) = cells.next() else {
                // A row with too few cells is filled up: Word takes no ragged ones.
                let _ = write!(
                    out,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr><w:p/></w:tc>",
                    twips(widths[at])
                );
                at += 1;
                continue;
            };
            let span = cell.columns.min(columns - at);
            let width: Pt = widths[at..at + span].iter().sum();
            write_cell(&cell, span, width, &std::mem::take(&mut marks), &mut out);
            if cell.rows > 1 {
                down.insert(at, (cell.rows - 1, span));
            }
            at += span;
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    Some(out)
}

struct Row {
    is_head: bool,
    /// Its least height.
    least: Pt,
    cells: Vec<Cell>,
}

struct Cell {
    columns: usize,
    rows: usize,
    style: Computed,
    marks: String,
    /// Its paragraphs.
    lines: Vec<Line>,
}

/// A paragraph of a cell.
#[derive(Default)]
struct Line {
    runs: Vec<Run>,
    /// From line to line, and the rule below, where it is to be written on.
    ruled: Option<(Pt, Option<(Pt, Colour)>)>,
    /// Whether its parts stand at both ends.
    ends: bool,
}

impl Line {
    fn of(runs: Vec<Run>) -> Self {
        Self {
            runs,
            ..Self::default()
        }
    }
}

/// The rows that are shown, with the cells that begin in each.
fn rows(walk: &mut Walk<'_>, table: ElementRef, style: &Computed) -> Vec<Row> {
    let mut out = Vec::new();
    for part in table.child_elements() {
        let own = walk.style.of(part, style);
        if own.display() == Some(Display::None) {
            continue;
        }
        match part.value().name() {
            "thead" | "tbody" | "tfoot" => {
                let is_head = part.value().name() == "thead";
                for row in part
                    .child_elements()
                    .filter(|row| row.value().name() == "tr")
                {
                    out.extend(self::row(walk, row, &own, is_head));
                }
            }
            "tr" => out.extend(row(walk, part, style, false)),
            _ => {}
        }
    }
    out
}

fn row(walk: &mut Walk<'_>, row: ElementRef, parent: &Computed, is_head: bool) -> Option<Row> {
    let style = walk.style.of(row, parent);
    if style.display() == Some(Display::None) {
        return None;
    }
    let mut anchors: Vec<String> = row.value().id().map(str::to_owned).into_iter().collect();
    let mut cells = Vec::new();
    for cell in row
        .child_elements()
        .filter(|cell| matches!(cell.value().name(), "td" | "th"))
    {
        let own = walk.style.of(cell, &style);
        if own.display() == Some(Display::None) {
            continue;
        }
        let number = |name: &str| {
            let value = cell
                .value()
                .attr(name)
                .and_then(|value| value.parse::<usize>().ok());
            value.unwrap_or(1).clamp(1, 10_000)
        };
        anchors.extend(cell.value().id().map(str::to_owned));
        let marks = walk.bookmarks(&std::mem::take(&mut anchors));
        let mut lines = Vec::new();
        let mut runs = Vec::new();
        content(walk, cell, &own, &mut runs, &mut lines);
        lines.push(Line::of(runs));
        lines.retain(|line: &Line| !line.runs.is_empty() || line.ruled.is_some());
        cells.push(Cell {
            columns: number("colspan"),
            rows: number("rowspan"),
            style: own,
            marks,
            lines,
        });
    }
    Some(Row {
        is_head,
        least: style.pt(style.own.height),
        cells,
    })
}

/// The text of a cell, by paragraphs.
fn content(
    walk: &mut Walk<'_>,
    element: ElementRef,
    style: &Computed,
    runs: &mut Vec<Run>,
    lines: &mut Vec<Line>,
) {
    for child in element.children() {
        match child.value() {
            scraper::Node::Text(text) => walk.text(text, style, None, runs),
            scraper::Node::Element(_) => {
                let Some(child) = ElementRef::wrap(child) else {
                    continue;
                };
                let own = walk.style.of(child, style);
                match own.display() {
                    Some(Display::None) => {}
                    Some(Display::Inline | Display::InlineBox) | None => {
                        walk.inline(child, &own, None, runs)
                    }
                    Some(Display::Ruled) => {
                        lines.push(Line::of(std::mem::take(runs)));
                        ruled(walk, child, &own, lines);
                    }
                    Some(Display::Ends) => {
                        lines.push(Line::of(std::mem::take(runs)));
                        lines.push(Line {
                            runs: walk.at_both_ends(child, &own),
                            ends: true,
                            ..Line::default()
                        });
                    }
                    _ => {
                        lines.push(Line::of(std::mem::take(runs)));
                        content(walk, child, &own, runs, lines);
                        lines.push(Line::of(std::mem::take(runs)));
                    }
                }
            }
            _ => {}
        }
    }
}

/// Lines to be written on: what is printed is on the first.
fn ruled(walk: &mut Walk<'_>, element: ElementRef, style: &Computed, lines: &mut Vec<Line>) {
    let mut runs = Vec::new();
    let mut own = Vec::new();
    content(walk, element, style, &mut runs, &mut own);
    own.push(Line::of(runs));
    own.retain(|line| !line.runs.is_empty());
    let wanted = crate::typeset::lines_wanted(element);
    while own.len() < wanted {
        own.push(Line::default());
    }
    let rule = style.own.rule_below.map(|width| {
        let colour = style.own.stroke.unwrap_or(style.colour);
        (width.pt(style.size, style.leading), colour)
    });
    let last = own.len() - usize::from(element.value().attr("data-open").is_some());
    for (at, line) in own.iter_mut().enumerate() {
        line.ruled = Some((style.leading, rule.filter(|_| at < last)));
    }
    lines.append(&mut own);
}

fn write_cell(cell: &Cell, span: usize, width: Pt, marks: &str, out: &mut String) {
    let style = &cell.style;
    let _ = write!(
        out,
        "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>",
        twips(width)
    );
    if span > 1 {
        let _ = write!(out, "<w:gridSpan w:val=\"{span}\"/>");
    }
    if cell.rows > 1 {
        out.push_str("<w:vMerge w:val=\"restart\"/>");
    }
    if let Some(Colour(r, g, b)) = style.own.fill {
        let _ = write!(
            out,
            "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{r:02X}{g:02X}{b:02X}\"/>"
        );
    }
    out.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
    let format = Format {
        justify: justify(style.align),
        leading: style.leading,
        before: 1.0,
        after: 1.0,
        ..Format::default()
    };
    let marks = format!("{marks}{}", cell.marks);
    if cell.lines.is_empty() {
        paragraph::xml(&format, &marks, (&[], ""), None, out);
    }
    for (at, line) in cell.lines.iter().enumerate() {
        let marks = if at == 0 { marks.as_str() } else { "" };
        let mut format = format.clone();
        if let Some((leading, rule)) = line.ruled {
            (format.leading, format.before, format.after) = (leading, 0.0, 0.0);
            format.rules[1] = rule;
        }
        if line.ends {
            format.justify = "left";
            format.tab = Some(((width - 4.0).max(1.0), false));
        }
        paragraph::xml(&format, marks, (&line.runs, ""), None, out);
    }
    out.push_str("</w:tc>");
}

fn borders(Colour(r, g, b): Colour, line: Pt, frame: Pt, out: &mut String) {
    let eighths = |width: Pt| (width * 8.0).round().clamp(2.0, 48.0) as i32;
    out.push_str("<w:tblBorders>");
    for (name, width) in [
        ("top", frame),
        ("left", frame),
        ("bottom", frame),
        ("right", frame),
        ("insideH", line),
        ("insideV", line),
    ] {
        let _ = write!(
            out,
            "<w:{name} w:val=\"single\" w:sz=\"{}\" w:space=\"0\" w:color=\"{r:02X}{g:02X}{b:02X}\"/>",
            eighths(width)
        );
    }
    out.push_str("</w:tblBorders>");
}

/// The widths of the columns: what the template gives them, else equal shares.
fn widths(table: ElementRef, columns: usize, width: Pt) -> Vec<Pt> {
    let share = |column: ElementRef| {
        let style = column.value().attr("style")?;
        let percent = style.split("width:").nth(1)?.split('%').next()?;
        percent
            .trim()
            .parse::<Pt>()
            .ok()
            .filter(|share| share.is_finite() && *share > 0.0)
    };
    let given: Vec<Option<Pt>> = (table.descendent_elements())
        .filter(|element| element.value().name() == "col")
        .map(share)
        .collect();
    let equal = 100.0 / columns as Pt;
    let shares: Vec<Pt> = (0..columns)
        .map(|at| given.get(at).copied().flatten().unwrap_or(equal))
        .collect();
    let whole: Pt = shares.iter().sum();
    shares.iter().map(|share| width * share / whole).collect()
}
