//! The middle part of the chart: risk points by two factors.

use super::cell_codes::Codes;
use super::drawing::{Drawing, HEAD, SMALL};
use super::frame::Frame;
use super::matrix;
use crate::check::norm::shown::GradedByTwo;
use crate::model::vocabulary::Score;
use crate::model::{Risk, Unit};
use crate::sheet::dress::HEAT;
use crate::sheet::geometry::{Anchor, Point, Rect};

/// Size of the words of the scales, in mm; less where they are long.
const SCALE_MM: f32 = 3.1;
/// Right edge of the words beside the cells, in mm.
const WORDS_MM: f32 = 16.6;
/// Between two cells that wear no grade, in mm.
const GAP: f32 = 0.6;
/// Between the words of two columns, in mm.
const BETWEEN: f32 = 1.5;
/// Below the cells: the words of the scale, and what the colours say, in mm.
const BELOW: f32 = 10.2;

/// Whether cells show codes before grades: no sum, product or table of the two factors gives the grade.
pub(super) fn has_codes(unit: &Unit) -> bool {
    let factors = unit.vocabulary.factors.as_slice();
    matches!(factors, [across, down, ..] if GradedByTwo::new(unit, *across, *down).is_none())
}

/// 二、可能性与危害: the first two factors of the unit, one across and one down, in a room so
/// wide and high. Returns whether the unit has two.
pub(super) fn heat(d: &mut Drawing, width: f32, height: f32, numeral: char) -> bool {
    let unit = d.unit;
    let [across, down, ..] = unit.vocabulary.factors.as_slice() else {
        return false;
    };
    let (columns, rows) = (across.entry().scale.len(), down.entry().scale.len());
    let graded = GradedByTwo::new(unit, *across, *down);
    // In low rows the name of the factor that goes down has no room beside their words.
    let crowded = rows > 3;
    let title = format!("{numeral}、{}与{}", across.chinese(), down.chinese());
    // Where its note has no room beside the title it stands below.
    let note = "小字为积，圆内为个数";
    let beside = width - d.hei(HEAD).width(&title) - 2.0;
    let is_below = graded.is_some() && d.hei(d.least).width(note) > beside;
    let cells = if crowded { 12.2 } else { 10.2 } + if is_below { 4.0 } else { 0.0 };
    let frame = Frame {
        whole: Rect::new(18.2, cells, width - 18.2, height - BELOW - cells),
        columns,
        rows,
        across: *across,
        down: *down,
    };
    let places = (0..columns * rows).map(|at| (at % columns, at / columns));
    let full = places.filter_map(|(column, row)| {
        let here = frame.risks(unit, column, row);
        let codes = codes(d, inner(frame.cell(column, row)), &here);
        (!here.is_empty()).then(|| codes.is_some_and(|(codes, ..)| codes.left_out == 0))
    });
    let (with_codes, without): (Vec<bool>, Vec<bool>) = full.partition(|says_codes| *says_codes);
    // Codes in a cell or two of many would look like a slip.
    let says_codes = 2 * with_codes.len() >= without.len();
    let note = match graded.as_ref().map(GradedByTwo::how) {
        None if without.is_empty() => "格内：风险点个数和编号",
        None if !says_codes => "格内：风险点个数",
        // So short that it stands beside the title on a wall, too.
        None => "格内：个数和部分编号",
        Some(Score::Product) => note,
        Some(Score::Sum) => "小字为和，圆内为个数",
        Some(Score::Table) => "小字为查表所得，圆内为个数",
    };
    let (ink, second) = (d.tones.ink, d.tones.second);
    d.head(width, &title, if is_below { "" } else { note });
    if is_below {
        d.end(d.hei(SMALL), note, width, 10.4, second);
    }
    let above = cells + if crowded { -2.0 } else { 2.0 };
    d.end(d.hei(2.8), down.chinese(), WORDS_MM, above, second);
    // Row by row, as it is read aloud.
    for row in 0..rows {
        row_word(d, &frame, row, graded.is_some());
        for column in 0..columns {
            let here = frame.risks(unit, column, row);
            let cell = frame.cell(column, row);
            match &graded {
                Some(graded) => {
                    let (score, grade) = graded.of(unit, column + 1, rows - row);
                    matrix::cell(d, cell, score, grade, &here);
                }
                None => heat_cell(d, cell, &here, says_codes),
            }
        }
    }
    let below = frame.whole.bottom() + 2.5;
    d.end(d.hei(2.8), across.chinese(), WORDS_MM, below, second);
    for (i, word) in across.entry().scale.iter().enumerate() {
        let cell = frame.cell(i, 0);
        // As the sum or product counts them; without a blank where words would run together.
        let room = cell.width - BETWEEN;
        let ways = match graded {
            Some(_) => ["", " "].map(|blank| format!("{}{blank}{word}", i + 1)),
            None => [word.clone(), word.clone()],
        };
        let [word, airy] = &ways;
        let face = d.hei(SCALE_MM).within(word, room, d.least);
        let word = if face.width(airy) <= room { airy } else { word };
        d.centred(face, word, cell.axis() - GAP / 2.0, below, ink);
    }
    match &graded {
        Some(graded) => matrix::parts(d, &frame, graded),
        None => {
            let at = [frame.whole.right() - GAP, frame.whole.bottom() + 7.6];
            d.end(d.hei(SMALL), "个数越多，颜色越醒目", at[0], at[1], second);
        }
    }
    true
}

/// The word of a row, by its number from the top: a long one takes two lines where the row is
/// high enough.
fn row_word(d: &mut Drawing, frame: &Frame, row: usize, scored: bool) {
    let (cell, score) = (frame.cell(0, row), frame.rows - row);
    let mut word = frame.down.entry().scale[score - 1].clone();
    if scored {
        word += &format!(" {score}");
    }
    let face = d.hei(SCALE_MM);
    let mut lines = vec![word.clone()];
    if cell.height >= 8.0 && face.width(&word) > WORDS_MM {
        lines = face.fit(&word, WORDS_MM);
    }
    if lines.len() > 2 {
        lines = face.fit(&word, face.width(&word) / 2.0 + face.size);
    }
    let widest = (face.widest(&lines) / face.size).max(1.0);
    let face = face.at(face.size.min(WORDS_MM / widest).max(d.least));
    // Under the factor's name there is a line less.
    let middle = cell.middle() + if lines.len() > 1 { 0.4 } else { 0.0 };
    let lines = face.around(&lines, face.size * 1.29, WORDS_MM, middle, Anchor::End);
    d.write(face, &lines, d.tones.ink);
}

/// A cell without the gap to the next.
fn inner(cell: Rect) -> Rect {
    Rect::new(cell.x, cell.y, cell.width - GAP, cell.height - GAP)
}

/// Left edge of the number in a cell with codes, in mm from its own, and blank behind the number.
const PAD: f32 = 1.5;

/// A number with the blank below it, in mm.
const NUMBER: f32 = 7.0;

/// The codes of a cell's risk points beside their number, or below it where more have room there,
/// with the place where they begin and the middle of the number. Codes that do not fit are left to
/// the table.
fn codes<'f>(d: &Drawing<'f>, cell: Rect, here: &[&Risk]) -> Option<(Codes<'f>, Point, f32)> {
    let count = d.figures(6.2).width(&here.len().to_string());
    let ways = [(2.0 * PAD + count, 0.0), (PAD, NUMBER)].map(|(right, down)| {
        let room = cell.width - right - 1.0;
        let room = Rect::new(0.0, 0.0, room, cell.height - 0.8 - down);
        let codes = Codes::within(d, here, room, down > 0.0)?;
        let at = Point::new(cell.x + right, cell.middle() + down / 2.0);
        let number = cell.middle() - down / NUMBER * codes.height() / 2.0;
        Some((codes, at, number))
    });
    ways.into_iter().flatten().min_by_key(|way| way.0.left_out)
}

fn heat_cell(d: &mut Drawing, cell: Rect, here: &[&Risk], says_codes: bool) {
    let cell = inner(cell);
    let step = [0, 2, 5, 10]
        .iter()
        .filter(|most| here.len() > **most)
        .count();
    let ink = ["#857C73", d.tones.ink, d.tones.ink, d.tones.ink, "#FFFFFF"][step];
    d.svg.rect(cell, HEAT[step], None, 0.0);
    let count = here.len().to_string();
    let figures = d.figures(6.2);
    if here.is_empty() {
        return d.centred(d.hei(3.8), &count, cell.axis(), cell.middle(), ink);
    }
    match codes(d, cell, here).filter(|_| says_codes) {
        None => d.centred(figures, &count, cell.axis(), cell.middle(), ink),
        Some((codes, at, number)) => {
            d.start(figures, &count, cell.x + PAD, number, ink);
            codes.write(d, at.x, at.y, ink);
        }
    }
}
