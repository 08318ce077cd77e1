//! The middle part of the chart: risk points by two factors.

use super::cell_codes::{codes_within, CODE_MM};
use super::drawing::{head, ACCENT, INK, LEFT, SECOND, SMALL};
use super::frame::Frame;
use super::matrix;
use crate::check::norm::shown::GradedByTwo;
use crate::model::vocabulary::Score;
use crate::model::{Risk, Unit};
use crate::sheet::svg::{Svg, Type};

/// Size of the words of the scales, in mm; less where they are long.
const SCALE_MM: f64 = 3.1;
/// Right edge of the words beside the cells, in mm.
const WORDS_MM: f64 = 16.6;

/// 二、可能性与危害: the first two factors of the unit, one across and one down, from `top`
/// to the foot of the sheet. Returns whether the unit has two.
pub(super) fn heat(svg: &mut Svg, unit: &Unit, top: f64) -> bool {
    const FOOT: f64 = 129.8;
    const GAP: f64 = 0.6;
    let [across, down, ..] = unit.vocabulary.factors.as_slice() else {
        return false;
    };
    let (columns, rows) = (across.entry().scale.len(), down.entry().scale.len());
    let graded = GradedByTwo::new(unit, *across, *down);
    // In low rows the name of the factor that goes down has no room beside their words.
    let crowded = rows > 3;
    let cells = top + if crowded { 12.2 } else { 10.2 };
    let frame = Frame {
        whole: [18.2, cells, 84.0, FOOT - cells],
        columns,
        rows,
        across: *across,
        down: *down,
    };
    let title = format!("二、{}与{}", across.chinese(), down.chinese());
    head(svg, [0.0, top, LEFT], &title);
    let note = match graded.as_ref().map(GradedByTwo::how) {
        None => "格内：风险点个数和编号",
        Some(Score::Product) => "小字为两项之积，圆内为风险点个数",
        Some(Score::Sum) => "小字为两项之和，圆内为风险点个数",
        Some(Score::Table) => "小字为查表所得的分，圆内为风险点个数",
    };
    svg.text(LEFT, top + 6.6, SMALL.end(), note);
    let axis = Type::new("hei", 2.8, SECOND).end();
    let above = cells + if crowded { -1.0 } else { 3.0 };
    svg.text(WORDS_MM, above, axis, down.chinese());
    // Row by row, as it is read aloud.
    for row in 0..rows {
        row_word(svg, &frame, row);
        for column in 0..columns {
            let here = frame.risks(unit, column, row);
            let [x, y, w, h] = frame.cell(column, row);
            match &graded {
                Some(graded) => {
                    let (score, grade) = graded.of(unit, column + 1, rows - row);
                    matrix::cell(svg, unit, [x, y, w, h], score, grade, &here);
                }
                None => heat_cell(svg, unit, [x, y, w - GAP, h - GAP], &here),
            }
        }
    }
    let below = FOOT + 3.6;
    svg.text(WORDS_MM, below, axis, across.chinese());
    let [w, _] = frame.cell_size();
    for (i, word) in across.entry().scale.iter().enumerate() {
        let x = frame.whole[0] + (i as f64 + 0.5) * w - GAP / 2.0;
        let size = SCALE_MM.min((w - 0.6) / word.chars().count().max(1) as f64);
        svg.text(x, below, Type::new("hei", size, INK).middle(), word);
    }
    if let Some(graded) = &graded {
        matrix::parts(svg, unit, &frame, graded);
    }
    true
}

/// The word of a row, by its number from the top: a long one takes two lines, broken after its
/// mark where it has one.
fn row_word(svg: &mut Svg, frame: &Frame, row: usize) {
    let [_, y, _, h] = frame.cell(0, row);
    let word = &frame.down.entry().scale[frame.rows - 1 - row];
    let (first, second) = halves(word);
    let lines = match second.is_empty() {
        true => vec![(first, 0.9)],
        false if h < 8.0 => vec![(word.clone(), 0.9)],
        false => vec![(first, -0.7), (second, 3.3)],
    };
    for (line, down) in lines {
        let size = SCALE_MM.min(WORDS_MM / line.chars().count().max(1) as f64);
        let label = Type::new("hei", size, INK).end();
        svg.text(WORDS_MM, y + h / 2.0 + down, label, &line);
    }
}

/// A word of more than five characters in two lines.
fn halves(word: &str) -> (String, String) {
    let chars: Vec<char> = word.chars().collect();
    if chars.len() <= 5 {
        return (word.to_owned(), String::new());
    }
    let mark = chars.iter().position(|c| *c == '、');
    let at = mark.map_or(chars.len().div_ceil(2), |mark| mark + 1);
    (chars[..at].iter().collect(), chars[at..].iter().collect())
}

fn heat_cell(svg: &mut Svg, unit: &Unit, [x, y, w, h]: [f64; 4], here: &[&Risk]) {
    let (fill, ink) = match here.len() {
        0 => ("#F7F4EF", "#857C73"),
        1..=2 => ("#FBEDEC", INK),
        3..=5 => ("#F3CFCD", INK),
        6..=10 => ("#DE8B8A", INK),
        _ => (ACCENT, "#FFFFFF"),
    };
    svg.rect([x, y, w, h], fill, None, 0.0);
    let count = here.len().to_string();
    let middle = y + h / 2.0;
    let codes = codes_within(unit, here, [w - 10.4, h]);
    // Codes that do not fit are left to the table: a number alone is still true.
    let Some(codes) = codes.filter(|_| !here.is_empty()) else {
        svg.text(
            x + w / 2.0,
            middle + 1.6,
            Type::new("hei", 3.8, ink).middle(),
            &count,
        );
        return;
    };
    svg.text(
        x + 4.6,
        middle + 2.2,
        Type::new("xbs", 6.2, ink).middle(),
        &count,
    );
    for (baseline, line) in codes {
        let code = Type::new("hei", CODE_MM, ink);
        svg.text(x + 9.4, middle + baseline, code, &line);
    }
}
