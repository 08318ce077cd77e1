//! The heat map of a unit whose two factors alone give the grade: each cell wears the grade of
//! its score, a disc has the number of risk points, thick lines part the grades.

use super::cell_codes::Codes;
use super::drawing::{tint, Drawing};
use super::frame::Frame;
use crate::check::norm::shown::GradedByTwo;
use crate::model::{Grade, Risk};
use crate::sheet::chip::Legend;
use crate::sheet::geometry::{Point, Rect};

/// A thick line between two grades, in mm.
const STAIR_MM: f32 = 0.55;
/// From this width on a cell has room for codes, in mm: three columns have.
const WIDE_MM: f32 = 24.0;
const WHITE: &str = "#FFFFFF";

/// Draws the lines between the grades, and below the cells which scores are which grade.
pub(super) fn parts(d: &mut Drawing, frame: &Frame, graded: &GradedByTwo<'_>) {
    let (columns, rows) = (frame.columns, frame.rows);
    let (unit, ink) = (d.unit, d.tones.ink);
    let grade = |column: usize, row: usize| graded.of(unit, column + 1, rows - row);
    for row in 0..rows {
        for column in 0..columns {
            let cell = frame.cell(column, row);
            let differs = |c: usize, r: usize| grade(c, r).1 != grade(column, row).1;
            if column + 1 < columns && differs(column + 1, row) {
                // Square ends, so that the corners of the stairs close.
                let ends = STAIR_MM / 2.0;
                let at = |y| Point::new(cell.right(), y);
                let (from, to) = (at(cell.y - ends), at(cell.bottom() + ends));
                d.svg.line(from, to, ink, STAIR_MM);
            }
            if row + 1 < rows && differs(column, row + 1) {
                d.rule(cell.x, cell.right(), cell.bottom(), ink, STAIR_MM);
            }
        }
    }
    legend(d, frame, grade);
}

/// Draws a cell: its score, and the number and the codes of its risk points.
pub(super) fn cell(d: &mut Drawing, cell: Rect, score: i64, grade: Option<Grade>, here: &[&Risk]) {
    let ground = grade.map_or_else(|| WHITE.to_owned(), tint);
    let key = grade.map_or("", Grade::key);
    d.svg.tinted(cell, key, &ground, (WHITE, 0.3));
    let (ink, second) = (d.tones.ink, d.tones.second);
    let (face, score) = (d.hei(2.6), score.to_string());
    let above = cell.y + 0.7 + face.size / 2.0;
    d.start(face, &score, cell.x + 0.8, above, second);
    let middle = cell.middle();
    let count = here.len().to_string();
    if here.is_empty() {
        d.centred(d.hei(3.1), &count, cell.axis(), middle, "#857C73");
        return;
    }
    // Wide cells have the codes beside the disc; in others it keeps off the score in the corner, and
    // all discs of a column stand below each other.
    let is_wide = cell.width >= WIDE_MM;
    let side = cell.width.min(cell.height);
    let most = side * if is_wide { 0.34 } else { 0.32 };
    let middle = middle + if is_wide { 0.0 } else { 0.05 * cell.height };
    // As if all scores had two figures: else the discs of the gravest, which have, would be smaller.
    let across = cell.width / 2.0 - 0.8 - face.width(&format!("{score:0>2}"));
    let free = across.max(middle - cell.y - 0.7 - 0.9 * face.size);
    let beside = 2.0 * most + 3.2;
    let wide = cell.width - beside - 0.8;
    let radius = (side * (0.2 + 0.09 * (here.len() as f32).sqrt())).min(most);
    let room = Rect::new(cell.x + beside, cell.y, wide, cell.height - 1.0);
    let codes = Codes::within(d, here, room, true).filter(|_| is_wide);
    let (x, radius) = match &codes {
        Some(_) => (cell.x + most + 1.6, radius),
        None => (cell.axis(), radius.min(free)),
    };
    let plain = || [WHITE, ink, ink].map(str::to_owned);
    let [fill, edge, text] = grade.map_or_else(plain, d.tones.grade);
    let (at, edge) = (Point::new(x, middle), Some((edge.as_str(), 0.25)));
    d.svg.circle(at, radius, &fill, edge);
    let face = d.figures(radius * 1.1);
    let number = face.centred(&count, x, middle);
    match grade {
        Some(_) => d.svg.text_on(&number, face.class(), &text),
        None => d.svg.text(&number, face.class(), &text),
    }
    if let Some(codes) = codes {
        codes.write(d, room.x, middle, ink);
    }
}

/// 重大 16–25: the scores of each grade that any cell has.
fn legend(d: &mut Drawing, frame: &Frame, grade: impl Fn(usize, usize) -> (i64, Option<Grade>)) {
    let cells = (0..frame.rows).flat_map(|row| (0..frame.columns).map(move |column| (column, row)));
    let cells: Vec<(i64, Option<Grade>)> = cells.map(|(c, r)| grade(c, r)).collect();
    let ranges = d.unit.vocabulary.grades.iter().filter_map(|own| {
        let scores = || cells.iter().filter(|c| c.1 == Some(*own)).map(|c| c.0);
        let (least, most) = (scores().min()?, scores().max()?);
        let range = match least == most {
            true => least.to_string(),
            false => format!("{least}–{most}"),
        };
        Some((*own, range))
    });
    let face = d.hei(2.9);
    let mut legend = Legend {
        chips: face,
        words: face,
        grades: ranges.collect(),
        gaps: [1.2, 0.0],
    };
    let (room, whole) = (frame.whole.right(), legend.width());
    let gaps = legend.grades.len().saturating_sub(1) as f32;
    // Many grades of long names have no room for their scores, which stand in the cells.
    legend.gaps[1] = ((room - whole) / gaps.max(1.0)).min(8.0);
    if legend.gaps[1] >= 1.5 {
        let (x, y) = (room - legend.width(), frame.whole.bottom() + 8.0);
        d.legend(&legend, x, y, d.tones.ink);
    }
}
