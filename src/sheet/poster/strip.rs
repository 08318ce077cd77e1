//! The strip below a list: the posts with their grades, or the duties that one person may
//! not hold together.

use super::canvas::Canvas;
use super::SMALLEST_MM;
use crate::model::{Post, Separation};
use crate::sheet::chip::{self, Chip};
use crate::sheet::geometry::{Anchor, Point, Rect, TextLine};
use crate::sheet::words::{hei, Type};
use crate::text::Fonts;
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
    let (face, lines, cut) = note_lines(hei(fonts, NOTE_MM), &note.unwrap_or_default(), room);
    let leading = face.size * NOTE_LEADING;
    Strip {
        head: hei(fonts, HEAD_MM).start(head, canvas.left, middle),
        note: face.around(&lines, leading, canvas.right, middle, Anchor::End),
        cut,
        cells,
    }
}

/// A note within `room` (width and height, in mm), in that type or smaller; in two lines where
/// one cannot be read. Gives the type, the lines, and how many characters are too many.
fn note_lines<'f>(face: Type<'f>, text: &str, room: (f32, f32)) -> (Type<'f>, Vec<String>, usize) {
    let face = face.within(text, room.0, SMALLEST_MM);
    if face.width(text) <= room.0 + 0.01 {
        let line = (!text.is_empty()).then(|| text.to_string());
        return (face, line.into_iter().collect(), 0);
    }
    let rows = ((room.1 / (face.size * NOTE_LEADING)) as usize).clamp(1, 2);
    let mut lines = face.fit(text, room.0);
    if lines.len() > rows {
        lines = face.filled(text, room.0);
    }
    let lost = face.shorten(&mut lines, rows, room.0);
    (face, lines, lost)
}

/// The largest size at which every name takes at most `lines` lines of `measure` mm.
fn common_size(fonts: &Fonts, names: &[&str], measure: f32, lines: usize) -> f32 {
    let fits = |size: &&f32| {
        names
            .iter()
            .all(|name| hei(fonts, **size).fit(name, measure).len() <= lines)
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
    let face = hei(fonts, size);
    let out = (posts.iter().zip(&names))
        .zip(rects)
        .map(|((post, name), rect)| {
            let scale = rect.height / CELL_MM;
            let (names, chip_mm, centre) = if low {
                let lines = face.fit(name, width - 36.0);
                let (x, middle) = (rect.x + SIDE_MM, rect.middle());
                let names = face.around(&lines, size * 1.15, x, middle, Anchor::Start);
                (
                    names,
                    11.5,
                    Point::new(rect.right() - SIDE_MM - 17.0, middle),
                )
            } else {
                let lines = face.fit(name, width);
                // With a name of two lines the chip moves down a little to stay clear.
                let (lower, down) = if lines.len() > 1 {
                    (1.0, 3.5)
                } else {
                    (0.0, 0.0)
                };
                let middle = rect.y + 21.0 * scale + lower;
                let names = face.around(&lines, size * 1.2, rect.axis(), middle, Anchor::Middle);
                let below = rect.y + (48.3 + down) * scale;
                (names, CHIP_MM * scale, Point::new(rect.axis(), below))
            };
            Cell {
                rect,
                names,
                chip: Some(chip::chip(
                    hei(fonts, chip_mm),
                    post.grade.value,
                    false,
                    centre,
                )),
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
    let face = hei(fonts, size);
    let out = pairs.iter().zip(rects).map(|(pair, rect)| {
        let scale = rect.height / CELL_MM;
        let upper = rect.y + 22.5 * scale;
        let at = |text: &str, off: f32| {
            let lines = face.fit(text, half);
            face.around(
                &lines,
                size * 1.15,
                rect.axis() + off,
                upper,
                Anchor::Middle,
            )
        };
        let off = rect.width / 4.0;
        let names = [at(&pair.first.value, -off), at(&pair.second.value, off)];
        // Below the line between the names, above the cell's edge.
        let room = (rect.width - 2.0 * SIDE_MM, 2.0 * (51.0 - 35.0) * scale);
        let (note, lines, cut) = note_lines(hei(fonts, SEPARATION_NOTE_MM), &pair.note, room);
        let (leading, low) = (note.size * NOTE_LEADING, rect.y + 51.0 * scale);
        let divider = Point::new(rect.axis(), upper);
        Cell {
            rect,
            names: names.concat(),
            chip: None,
            divider: Some(Rect::around(divider, DIVIDER_MM.0, DIVIDER_MM.1 * scale)),
            note: note.around(&lines, leading, rect.axis(), low, Anchor::Middle),
            cut,
        }
    });
    strip(fonts, canvas, "不得由一人兼任", note, out.collect())
}
