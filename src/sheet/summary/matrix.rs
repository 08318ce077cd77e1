//! The heat map of a unit whose two factors alone give the grade: each cell wears the grade of
//! its score, a disc has the number of risk points, thick lines part the grades.

use super::cell_codes::{codes_within, CODE_MM};
use super::drawing::{chip, colours, tint, INK, SECOND};
use super::frame::Frame;
use crate::check::norm::shown::GradedByTwo;
use crate::model::{Grade, Risk, Unit};
use crate::sheet::svg::{Svg, Type};

/// A thick line between two grades, in mm.
const STAIR_MM: f64 = 0.55;
/// From this width on a cell has room for codes, in mm: three columns have.
const WIDE_MM: f64 = 24.0;
const WHITE: &str = "#FFFFFF";

/// Draws the lines between the grades, and below the cells which scores are which grade.
pub(super) fn parts(svg: &mut Svg, unit: &Unit, frame: &Frame, graded: &GradedByTwo<'_>) {
    let (columns, rows) = (frame.columns, frame.rows);
    let grade = |column: usize, row: usize| graded.of(unit, column + 1, rows - row);
    for row in 0..rows {
        for column in 0..columns {
            let [x, y, w, h] = frame.cell(column, row);
            let differs = |c: usize, r: usize| grade(c, r).1 != grade(column, row).1;
            if column + 1 < columns && differs(column + 1, row) {
                // Square ends, so that the corners of the stairs close.
                let ends = STAIR_MM / 2.0;
                svg.line([x + w, y - ends, x + w, y + h + ends], INK, STAIR_MM);
            }
            if row + 1 < rows && differs(column, row + 1) {
                svg.line([x, y + h, x + w, y + h], INK, STAIR_MM);
            }
        }
    }
    legend(svg, unit, frame, grade);
}

/// Draws a cell: its score, and the number and the codes of its risk points.
pub(super) fn cell(
    svg: &mut Svg,
    unit: &Unit,
    [x, y, w, h]: [f64; 4],
    score: i64,
    grade: Option<Grade>,
    here: &[&Risk],
) {
    let ground = grade.map_or_else(|| WHITE.to_owned(), tint);
    svg.rect([x, y, w, h], &ground, Some((WHITE, 0.3)), 0.0);
    let corner = Type::new("hei", 2.6, SECOND);
    svg.text(x + 0.9, y + 2.9, corner, &score.to_string());
    let middle = y + h / 2.0;
    let count = here.len().to_string();
    if here.is_empty() {
        let none = Type::new("hei", 3.1, "#857C73").middle();
        svg.text(x + w / 2.0, middle + 1.1, none, &count);
        return;
    }
    // The disc keeps off the score in the corner; wide cells have the codes beside it.
    let is_wide = w >= WIDE_MM;
    let most = w.min(h) * if is_wide { 0.37 } else { 0.42 };
    let radius = (w.min(h) * (0.2 + 0.09 * (here.len() as f64).sqrt())).min(most);
    let beside = 2.0 * most + 1.8;
    let codes = codes_within(unit, here, [w - beside - 0.4, h - 1.0]).filter(|_| is_wide);
    let centre = match &codes {
        Some(_) => x + most + 0.9,
        None => x + w / 2.0,
    };
    let [fill, edge, text] = grade.map_or_else(|| [WHITE, INK, INK].map(str::to_owned), colours);
    svg.circle([centre, middle, radius], &fill, Some((&edge, 0.25)));
    let size = radius * 1.1;
    let number = Type::new("xbs", size, &text).middle();
    svg.text(centre, middle + 0.36 * size, number, &count);
    for (baseline, line) in codes.into_iter().flatten() {
        let code = Type::new("hei", CODE_MM, INK);
        svg.text(x + beside, middle + baseline, code, &line);
    }
}

/// 重大 16–25: the scores of each grade that any cell has.
fn legend(
    svg: &mut Svg,
    unit: &Unit,
    frame: &Frame,
    grade: impl Fn(usize, usize) -> (i64, Option<Grade>),
) {
    const SIZE_MM: f64 = 2.9;
    let cells = (0..frame.rows).flat_map(|row| (0..frame.columns).map(move |column| (column, row)));
    let cells: Vec<(i64, Option<Grade>)> = cells.map(|(c, r)| grade(c, r)).collect();
    let grades = &unit.vocabulary.grades;
    let pitch = frame.whole[2] / grades.len().max(1) as f64;
    let y = frame.whole[1] + frame.whole[3] + 8.4;
    for (i, own) in grades.iter().enumerate() {
        let scores = || cells.iter().filter(|c| c.1 == Some(*own)).map(|c| c.0);
        let (Some(least), Some(most)) = (scores().min(), scores().max()) else {
            continue;
        };
        let x = frame.whole[0] + i as f64 * pitch;
        let half = chip(svg, [x, y], SIZE_MM, *own, true) / 2.0;
        let range = match least == most {
            true => least.to_string(),
            false => format!("{least}–{most}"),
        };
        let words = Type::new("hei", SIZE_MM, INK);
        svg.text(x + 2.0 * half + 1.2, y + 0.36 * SIZE_MM, words, &range);
    }
}
