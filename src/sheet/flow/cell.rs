//! The texts beside a node: risk points at the left, measures at the right.

use super::plan::PlannedStep;
use super::scale::{Scale, LEFT_MM, SMALLEST_TYPE_MM};
use crate::sheet::geometry::{Rect, TextLine};
use crate::sheet::words::{fit, stack, width, ROLE};
use crate::text::Fonts;
use serde::Serialize;

/// Blank at the outer edge of a row's tint, in mm.
pub const ROW_SIDE_MM: f32 = 5.0;
/// A risk's text from the left margin, in mm.
const RISK_TEXT_MM: f32 = 32.0;
/// Size of a grade chip, in mm.
const CHIP_MM: (f32, f32) = (21.0, 13.0);
/// Blank after 责任人, in em.
const LABEL_GAP_EM: f32 = 0.4;
/// The label before whoever answers.
const RESPONSIBLE: &str = "责任人";

/// One risk point.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RiskCell {
    /// Its grade: `high`, `middle`, `low`.
    pub grade: &'static str,
    /// The chip.
    pub chip: Rect,
    /// The grade in words, on the chip.
    pub word: TextLine,
    /// The behaviour in short.
    pub text: Vec<TextLine>,
}

/// One measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeasureCell {
    /// What is done.
    pub text: Vec<TextLine>,
    /// 责任人.
    pub label: Option<TextLine>,
    /// Who answers.
    pub responsible: Vec<TextLine>,
}

/// The risks of a step between the left margin and `right`, top at 0, with their height; in mm.
pub fn risks(fonts: &Fonts, scale: &Scale, step: &PlannedStep, right: f32) -> (Vec<RiskCell>, f32) {
    let x = LEFT_MM + RISK_TEXT_MM;
    let mut top = 0.0;
    let mut cells = Vec::new();
    for (grade, text) in &step.risks {
        let (size, lines) = short(fonts, scale, text, right - x);
        let leading = size * scale.cell_leading / scale.cell;
        let height = (lines.len() as f32 * leading).max(CHIP_MM.1);
        let middle = top + height / 2.0;
        let chip = Rect::new(
            LEFT_MM + ROW_SIDE_MM,
            middle - CHIP_MM.1 / 2.0,
            CHIP_MM.0,
            CHIP_MM.1,
        );
        let first = middle - lines.len() as f32 * leading / 2.0;
        cells.push(RiskCell {
            grade: grade.key(),
            chip,
            word: TextLine::centred(
                fonts,
                ROLE,
                grade.chinese(),
                SMALLEST_TYPE_MM,
                chip.x + CHIP_MM.0 / 2.0,
                middle,
            ),
            text: stack(fonts, &lines, size, leading, x, first, TextLine::start),
        });
        top += height + scale.risk_gap;
    }
    (cells, (top - scale.risk_gap).max(0.0))
}

/// The measures of a step between `x` and `right`, top at 0, with their height; in mm.
pub fn measures(
    fonts: &Fonts,
    scale: &Scale,
    step: &PlannedStep,
    x: f32,
    right: f32,
) -> (Vec<MeasureCell>, f32) {
    let mut top = 0.0;
    let mut cells = Vec::new();
    for measure in &step.measures {
        let (size, lines) = short(fonts, scale, &measure.text, right - x);
        let leading = size * scale.cell_leading / scale.cell;
        let text = stack(fonts, &lines, size, leading, x, top, TextLine::start);
        top += lines.len() as f32 * leading;
        let mut label = None;
        let mut responsible = Vec::new();
        if !measure.responsible.trim().is_empty() {
            let (size, leading) = (scale.small, scale.small_leading);
            let indent = x + width(fonts, RESPONSIBLE, size) + LABEL_GAP_EM * size;
            let names = fit(fonts, &measure.responsible, size, right - indent);
            let middle = top + leading / 2.0;
            label = Some(TextLine::start(fonts, ROLE, RESPONSIBLE, size, x, middle));
            responsible = stack(fonts, &names, size, leading, indent, top, TextLine::start);
            top += names.len() as f32 * leading;
        }
        cells.push(MeasureCell {
            text,
            label,
            responsible,
        });
        top += scale.measure_gap;
    }
    (cells, (top - scale.measure_gap).max(0.0))
}

/// At most two lines; a longer text gets smaller type, then more lines.
fn short(fonts: &Fonts, scale: &Scale, text: &str, measure: f32) -> (f32, Vec<String>) {
    let lines = fit(fonts, text, scale.cell, measure);
    if lines.len() <= 2 {
        return (scale.cell, lines);
    }
    let fewer = fit(fonts, text, SMALLEST_TYPE_MM, measure);
    if fewer.len() <= 2 || fewer.len() + 1 < lines.len() {
        (SMALLEST_TYPE_MM, fewer)
    } else {
        (scale.cell, lines)
    }
}

impl RiskCell {
    /// The cell moved down by `mm`.
    #[must_use]
    pub fn lowered(self, mm: f32) -> Self {
        Self {
            grade: self.grade,
            chip: self.chip.lowered(mm),
            word: self.word.lowered(mm),
            text: lowered(self.text, mm),
        }
    }
}

impl MeasureCell {
    /// The cell moved down by `mm`.
    #[must_use]
    pub fn lowered(self, mm: f32) -> Self {
        Self {
            text: lowered(self.text, mm),
            label: self.label.map(|l| l.lowered(mm)),
            responsible: lowered(self.responsible, mm),
        }
    }
}

fn lowered(lines: Vec<TextLine>, mm: f32) -> Vec<TextLine> {
    lines.into_iter().map(|line| line.lowered(mm)).collect()
}
