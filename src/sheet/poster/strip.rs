//! The strip below a list: the posts with their grades, or the duties that one person may
//! not hold together.

use super::canvas::Canvas;
use super::chip::{self, Chip};
use super::SMALLEST_MM;
use crate::model::{Post, Separation};
use crate::sheet::geometry::{Point, Rect, TextLine};
use crate::sheet::words;
use crate::text::{FontRole, Fonts};
use serde::Serialize;

/// The strip.
#[derive(Debug, Clone, Serialize)]
pub struct Strip {
    /// At the left.
    pub head: TextLine,
    /// At the right, in one line or two.
    pub note: Vec<TextLine>,
    /// How many characters of the note are too many, which is a finding.
    #[serde(skip)]
    pub cut: usize,
    /// The cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// Its ground.
    pub rect: Rect,
    /// Names in ink.
    pub names: Vec<TextLine>,
    /// A grade.
    pub chip: Option<Chip>,
    /// The line between two names.
    pub divider: Option<Rect>,
    /// A note in secondary ink.
    pub note: Vec<TextLine>,
    /// How many characters of the note are too many, which is a finding.
    #[serde(skip)]
    pub cut: usize,
}

const HEAD_MM: f32 = 14.0;
const NOTE_MM: f32 = 11.0;
/// Height of the cell that the places within are given for, in mm.
const CELL_MM: f32 = 68.0;
/// Cells lower than this hold name and chip side by side, in mm.
const LOW_CELL_MM: f32 = 50.0;
const CELL_GAP_MM: f32 = 9.0;
/// More cells than this take a second row.
const CELLS_IN_A_ROW: usize = 6;
const NAMES_MM: [f32; 5] = [17.0, 15.0, 13.0, 11.0, 9.5];
const CHIP_MM: f32 = 15.0;
const SEPARATION_NOTE_MM: f32 = 12.0;
const NOTE_LEADING: f32 = 1.08;
const DIVIDER_MM: (f32, f32) = (0.9, 22.0);
/// Blank inside a cell, in mm.
const SIDE_MM: f32 = 5.0;

fn cells(canvas: &Canvas, count: usize) -> Vec<Rect> {
    let rows = count.div_ceil(CELLS_IN_A_ROW).clamp(1, 2);
    let columns = count.div_ceil(rows).max(1);
    let width = (canvas.body() - CELL_GAP_MM * (columns - 1) as f32) / columns as f32;
    let gap = 6.0;
    let height = (canvas.cell_height - gap * (rows - 1) as f32) / rows as f32;
    (0..count)
        .map(|i| {
            let x = canvas.left + (i % columns) as f32 * (width + CELL_GAP_MM);
            let y = canvas.bottom - canvas.strip_height
                + canvas.strip_cells
                + (i / columns) as f32 * (height + gap);
            Rect::new(x, y, width, height)
        })
        .collect()
}

fn strip(
    fonts: &Fonts,
    canvas: &Canvas,
    head: &str,
    note: Option<String>,
    cells: Vec<Cell>,
) -> Strip {
    let middle = canvas.bottom - canvas.strip_height + canvas.strip_head;
    let room = (canvas.body() - 140.0, 2.0 * canvas.strip_head);
    let (size, lines, cut) = note_lines(fonts, &note.unwrap_or_default(), NOTE_MM, room);
    let leading = size * NOTE_LEADING;
    let top = middle - leading * lines.len() as f32 / 2.0;
    Strip {
        head: TextLine::start(fonts, FontRole::Hei, head, HEAD_MM, canvas.left, middle),
        note: words::stack(
            fonts,
            &lines,
            size,
            leading,
            canvas.right,
            top,
            TextLine::end,
        ),
        cut,
        cells,
    }
}

/// A note within `room` (width and height, in mm), of `most` mm or smaller; in two lines where
/// one cannot be read. Gives the size, the lines, and how many characters are too many.
fn note_lines(fonts: &Fonts, text: &str, most: f32, room: (f32, f32)) -> (f32, Vec<String>, usize) {
    let one = room.0 / fonts.width(FontRole::Hei, text).max(1.0);
    if one >= SMALLEST_MM {
        let line = (!text.is_empty()).then(|| text.to_string());
        return (most.min(one), line.into_iter().collect(), 0);
    }
    let size = SMALLEST_MM;
    let rows = ((room.1 / (size * NOTE_LEADING)) as usize).clamp(1, 2);
    let mut lines = words::fit(fonts, text, size, room.0);
    if lines.len() > rows {
        lines = words::filled(fonts, text, size, room.0);
    }
    let lost = lines.iter().skip(rows).map(|l| l.chars().count()).sum();
    lines.truncate(rows);
    // Only a draft is printed so: what is left out is shown to be.
    if let Some(last) = lines.last_mut().filter(|_| lost > 0) {
        *last = words::cut(fonts, &format!("{last}……"), size, room.0).0;
    }
    (size, lines, lost)
}

/// The largest size at which every name takes at most `lines` lines of `measure` mm.
fn common_size(fonts: &Fonts, names: &[&str], measure: f32, lines: usize) -> f32 {
    let fits = |size: &&f32| {
        names
            .iter()
            .all(|name| words::fit(fonts, name, **size, measure).len() <= lines)
    };
    let last = NAMES_MM[NAMES_MM.len() - 1];
    NAMES_MM.iter().find(fits).copied().unwrap_or(last)
}

/// The posts of a department with their grades.
pub fn posts(fonts: &Fonts, canvas: &Canvas, posts: &[&Post], note: Option<String>) -> Strip {
    let rects = cells(canvas, posts.len());
    let names: Vec<&str> = posts.iter().map(|p| p.own_name()).collect();
    let width = rects.first().map_or(canvas.body(), |r| r.width) - 2.0 * SIDE_MM;
    let low = rects.first().is_some_and(|r| r.height < LOW_CELL_MM);
    let size = if low {
        common_size(fonts, &names, width - 36.0, 2).min(13.0)
    } else {
        // One line as long as it is legible from two metres, else two.
        let scale = rects.first().map_or(1.0, |r| r.height / CELL_MM);
        let one = common_size(fonts, &names, width, 1);
        if one >= 13.0 {
            one * scale
        } else {
            (common_size(fonts, &names, width, 2).min(15.0) * scale).max(SMALLEST_MM)
        }
    };
    let out = posts
        .iter()
        .zip(&names)
        .zip(rects)
        .map(|((post, name), rect)| {
            let grade = post.grade.value;
            let scale = rect.height / CELL_MM;
            if low {
                let lines = words::fit(fonts, name, size, width - 36.0);
                let leading = size * 1.15;
                let top = rect.middle() - lines.len() as f32 * leading / 2.0;
                let x = rect.x + SIDE_MM;
                let centre = Point::new(rect.right() - SIDE_MM - 17.0, rect.middle());
                return Cell {
                    rect,
                    names: words::stack(fonts, &lines, size, leading, x, top, TextLine::start),
                    chip: Some(chip::chip(fonts, grade, false, 11.5, centre)),
                    divider: None,
                    note: Vec::new(),
                    cut: 0,
                };
            }
            let lines = words::fit(fonts, name, size, width);
            let leading = size * 1.2;
            let middle = rect.x + rect.width / 2.0;
            // With a name of two lines the chip moves down a little to stay clear.
            let down = if lines.len() > 1 { 3.5 * scale } else { 0.0 };
            let names_middle = rect.y + 21.0 * scale + if lines.len() > 1 { 1.0 } else { 0.0 };
            let top = names_middle - lines.len() as f32 * leading / 2.0;
            let centre = Point::new(middle, rect.y + 48.3 * scale + down);
            Cell {
                rect,
                names: words::stack(fonts, &lines, size, leading, middle, top, TextLine::centred),
                chip: Some(chip::chip(fonts, grade, false, CHIP_MM * scale, centre)),
                divider: None,
                note: Vec::new(),
                cut: 0,
            }
        });
    strip(fonts, canvas, "岗位风险等级", note, out.collect())
}

/// The pairs that one person may not hold.
pub fn separations(
    fonts: &Fonts,
    canvas: &Canvas,
    pairs: &[&Separation],
    note: Option<String>,
) -> Strip {
    let rects = cells(canvas, pairs.len());
    let names: Vec<&str> = pairs
        .iter()
        .flat_map(|p| [p.first.value.as_str(), p.second.value.as_str()])
        .collect();
    let half = rects.first().map_or(canvas.body(), |r| r.width) / 2.0 - SIDE_MM - 5.0;
    let one = common_size(fonts, &names, half, 1);
    let size = if one >= 13.0 {
        one
    } else {
        common_size(fonts, &names, half, 2).min(13.0)
    };
    let out = pairs.iter().zip(rects).map(|(pair, rect)| {
        let scale = rect.height / CELL_MM;
        let middle = rect.x + rect.width / 2.0;
        let upper = rect.y + 22.5 * scale;
        let at = |text: &str, x: f32| {
            let lines = words::fit(fonts, text, size, half);
            let leading = size * 1.15;
            let top = upper - lines.len() as f32 * leading / 2.0;
            words::stack(fonts, &lines, size, leading, x, top, TextLine::centred)
        };
        let off = rect.width / 4.0;
        let mut both = at(&pair.first.value, middle - off);
        both.extend(at(&pair.second.value, middle + off));
        let low = rect.y + 51.0 * scale;
        // Below the line between the names, above the cell's edge.
        let room = (rect.width - 2.0 * SIDE_MM, 2.0 * (51.0 - 35.0) * scale);
        let (note, lines, cut) = note_lines(fonts, &pair.note, SEPARATION_NOTE_MM, room);
        let leading = note * NOTE_LEADING;
        let top = low - leading * lines.len() as f32 / 2.0;
        let divider = Point::new(middle, upper);
        Cell {
            rect,
            names: both,
            chip: None,
            divider: Some(Rect::around(divider, DIVIDER_MM.0, DIVIDER_MM.1 * scale)),
            note: words::stack(fonts, &lines, note, leading, middle, top, TextLine::centred),
            cut,
        }
    });
    strip(fonts, canvas, "不得由一人兼任", note, out.collect())
}
