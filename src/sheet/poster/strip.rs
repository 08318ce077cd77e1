//! The strip below a list: the posts with their grades, or the duties that one person may
//! not hold together.

use super::maker::Maker;
use crate::model::{Post, Separation};
use crate::sheet::cell::Cell;
use crate::sheet::chip;
use crate::sheet::geometry::{Anchor, Point, Rect};
use crate::sheet::words::{Type, SMALLEST_MM};
use serde::Serialize;

/// Cells under a head.
#[derive(Debug, Clone, Serialize)]
pub struct Strip {
    /// What it shows, and a note at the right, in one line or two.
    pub head: Cell,
    /// The cells.
    pub cells: Vec<Cell>,
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
/// Blank inside a cell, and for the chip beside the name in a low one, in mm.
const SIDE_MM: f32 = 5.0;
const BESIDE_MM: f32 = 36.0;

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

impl Maker<'_> {
    /// The grounds of so many cells, in one row or two.
    fn grounds(&self, count: usize) -> Vec<Rect> {
        const ROW_GAP_MM: f32 = 6.0;
        let canvas = &self.canvas;
        let rows = count.div_ceil(CELLS_IN_A_ROW).clamp(1, 2);
        let columns = count.div_ceil(rows).max(1);
        let width = (canvas.body() - CELL_GAP_MM * (columns - 1) as f32) / columns as f32;
        let height = (canvas.cell_height - ROW_GAP_MM * (rows - 1) as f32) / rows as f32;
        let top = canvas.bottom - canvas.strip_height + canvas.strip_cells;
        let ground = |i: usize| {
            let x = canvas.left + (i % columns) as f32 * (width + CELL_GAP_MM);
            let y = top + (i / columns) as f32 * (height + ROW_GAP_MM);
            Rect::new(x, y, width, height)
        };
        (0..count).map(ground).collect()
    }

    fn strip(&self, head: &str, note: Option<String>, cells: Vec<Cell>) -> Strip {
        let canvas = &self.canvas;
        let middle = canvas.bottom - canvas.strip_height + canvas.strip_head;
        let room = (canvas.body() - 140.0, 2.0 * canvas.strip_head);
        let (face, lines, cut) = note_lines(self.hei(NOTE_MM), &note.unwrap_or_default(), room);
        let leading = face.size * NOTE_LEADING;
        let head = Cell {
            label: Some(self.hei(HEAD_MM).start(head, canvas.left, middle)),
            note: face.around(&lines, leading, canvas.right, middle, Anchor::End),
            cut,
            ..Cell::default()
        };
        Strip { head, cells }
    }

    /// The largest type in which every name takes at most `lines` lines of `measure` mm.
    fn common(&self, names: &[&str], measure: f32, lines: usize) -> Type<'_> {
        let is_short = |face: Type, name: &str| face.fit(name, measure).len() <= lines;
        let fits = |face: Type| names.iter().all(|name| is_short(face, name));
        self.hei(NAMES_MM[0]).first(&NAMES_MM, fits)
    }

    /// The posts of a department with their grades.
    pub(super) fn post_strip(&self, note: Option<String>) -> Strip {
        let names: Vec<&str> = self.posts.iter().map(|p| p.own_name()).collect();
        let grounds = self.grounds(names.len());
        let (wide, tall) = (grounds[0].width - 2.0 * SIDE_MM, grounds[0].height);
        let (scale, low) = (tall / CELL_MM, tall < LOW_CELL_MM);
        // One line as long as it is legible from two metres, else two.
        let one = self.common(&names, wide, 1).size;
        let two = |room: f32, most: f32| self.common(&names, room, 2).size.min(most);
        let size = match low {
            true => match self.common(&names, wide - BESIDE_MM, 1).size {
                one if one >= 13.0 => one.min(0.45 * tall),
                _ => two(wide - BESIDE_MM, 13.0),
            },
            false if one >= 13.0 => one * scale,
            false => (two(wide, 15.0) * scale).max(SMALLEST_MM),
        };
        let face = self.hei(size);
        let cell = |((post, name), rect): ((&&Post, &&str), Rect)| {
            let (text, chip_mm, centre) = if low {
                let lines = face.fit(name, wide - BESIDE_MM);
                let (x, middle) = (rect.x + SIDE_MM, rect.middle());
                // At the end of its own name: at the end of the cell it would stand by the next.
                let chip = chip::width(self.hei(11.5), post.grade.value.chinese());
                let axis = x + face.widest(&lines) + 6.5 + chip / 2.0;
                let axis = axis.min(rect.right() - SIDE_MM - 17.0);
                let names = face.around(&lines, size * 1.15, x, middle, Anchor::Start);
                (names, 11.5, Point::new(axis, middle))
            } else {
                let lines = face.fit(name, wide);
                // With a name of two lines the chip moves down a little to stay clear.
                let down = f32::from(u8::from(lines.len() > 1));
                let middle = rect.y + 21.0 * scale + down;
                let names = face.around(&lines, size * 1.2, rect.axis(), middle, Anchor::Middle);
                let below = rect.y + (48.3 + 3.5 * down) * scale;
                (names, CHIP_MM * scale, Point::new(rect.axis(), below))
            };
            let chip = chip::chip(self.hei(chip_mm), post.grade.value, false, centre);
            Cell {
                rect,
                text,
                chip: Some(chip),
                ..Cell::default()
            }
        };
        let cells = self.posts.iter().zip(&names).zip(grounds).map(cell);
        self.strip("岗位风险等级", note, cells.collect())
    }

    /// The pairs that one person may not hold; a line between the two stands in the template.
    pub(super) fn pair_strip(&self, pairs: &[&Separation], note: Option<String>) -> Strip {
        let grounds = self.grounds(pairs.len());
        let both = pairs.iter().map(|pair| [&pair.first, &pair.second]);
        let names: Vec<&str> = both.flatten().map(|name| name.as_str()).collect();
        let half = grounds[0].width / 2.0 - SIDE_MM - 5.0;
        let one = self.common(&names, half, 1);
        // Who holds the sheet in hand reads smaller names, and one line is more than size.
        let least = if self.canvas.office { 11.0 } else { 13.0 };
        let face = match one.size >= least {
            true => one,
            false => self.hei(self.common(&names, half, 2).size.min(13.0)),
        };
        let lines = names.iter().map(|name| face.fit(name, half).len());
        let lines = lines.max().unwrap_or(1);
        let cell = |((pair, names), rect): ((&&Separation, &[&str]), Rect)| {
            let scale = rect.height / CELL_MM;
            let [upper, low, note_mm] = match lines {
                1 => [22.5, 51.0, SEPARATION_NOTE_MM],
                // Two lines, and the note so far below them that it is no third.
                _ => [22.2, 55.8, 10.5],
            };
            let [upper, low] = [upper, low].map(|off| rect.y + off * scale);
            let at = |text: &str, off: f32| {
                let (lines, x) = (face.fit(text, half), rect.axis() + off);
                face.around(&lines, face.size * 1.15, x, upper, Anchor::Middle)
            };
            let off = rect.width / 4.0;
            // Below the line between the names, above the cell's edge.
            let room = (rect.width - 2.0 * SIDE_MM, 2.0 * (51.0 - 35.0) * scale);
            // Always smaller than what it is about.
            let small = self.hei(note_mm.min(0.9 * face.size).max(SMALLEST_MM));
            let (note, lines, cut) = note_lines(small, &pair.note, room);
            let leading = note.size * NOTE_LEADING;
            Cell {
                rect,
                text: [at(names[0], -off), at(names[1], off)].concat(),
                note: note.around(&lines, leading, rect.axis(), low, Anchor::Middle),
                cut,
                ..Cell::default()
            }
        };
        let cells = pairs.iter().zip(names.chunks(2)).zip(grounds).map(cell);
        self.strip("不得由一人兼任", note, cells.collect())
    }
}
