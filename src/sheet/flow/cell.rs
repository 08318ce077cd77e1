//! The texts beside a node: risk points at the left, measures at the right.

use super::frame::Frame;
use super::plan::PlannedStep;
use super::scale::{Scale, SMALLEST_TYPE_MM};
use crate::sheet::geometry::{lowered, Anchor, Rect, TextLine};
use crate::sheet::words::{hei, Type};
use crate::text::Fonts;
use serde::Serialize;

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
pub fn risks(
    fonts: &Fonts,
    scale: &Scale,
    frame: &Frame,
    step: &PlannedStep,
    right: f32,
) -> (Vec<RiskCell>, f32) {
    let x = frame.risk_text;
    let (wide, tall) = frame.chip;
    let mut top = 0.0;
    let mut cells = Vec::new();
    for (grade, text) in &step.risks {
        let (face, lines) = short(hei(fonts, scale.cell), text, right - x);
        let leading = face.size * scale.cell_leading / scale.cell;
        let height = (lines.len() as f32 * leading).max(tall);
        let middle = top + height / 2.0;
        let chip = Rect::new(frame.chip_left, middle - tall / 2.0, wide, tall);
        cells.push(RiskCell {
            grade: grade.key(),
            chip,
            word: hei(fonts, frame.chip_word).centred(grade.chinese(), chip.axis(), middle),
            text: face.around(&lines, leading, x, middle, Anchor::Start),
        });
        top += height + scale.risk_gap;
    }
    (cells, (top - scale.risk_gap).max(0.0))
}

/// The measures of a step from `x` on, top at 0, with their height; in mm. Whoever answers for
/// one stands below it, or beside it where the frame has a column for that.
pub fn measures(
    fonts: &Fonts,
    scale: &Scale,
    frame: &Frame,
    step: &PlannedStep,
    x: f32,
) -> (Vec<MeasureCell>, f32) {
    let mut top = 0.0;
    let mut cells = Vec::new();
    for measure in &step.measures {
        let room = frame.measures_end() - x;
        let (face, lines) = short(hei(fonts, scale.measure), &measure.text, room);
        let leading = face.size * scale.cell_leading / scale.cell;
        let tall = lines.len() as f32 * leading;
        let (small, small_leading) = (hei(fonts, scale.small), scale.small_leading);
        let indent = match frame.persons {
            Some(persons) => persons,
            None => x + small.width(RESPONSIBLE) + LABEL_GAP_EM * small.size,
        };
        // No lines where nobody is named.
        let names = small.fit(&measure.responsible, frame.persons_end() - indent);
        let names_tall = names.len() as f32 * small_leading;
        let (text_top, names_top, height) = match frame.persons {
            Some(_) => {
                let height = tall.max(names_tall);
                let off = |tall: f32| top + (height - tall) / 2.0;
                (off(tall), off(names_tall), height)
            }
            None => (top, top + tall, tall + names_tall),
        };
        let has_label = frame.persons.is_none() && !names.is_empty();
        let label_middle = names_top + small_leading / 2.0;
        let start = Anchor::Start;
        cells.push(MeasureCell {
            text: face.stack(&lines, leading, x, text_top, start),
            label: has_label.then(|| small.start(RESPONSIBLE, x, label_middle)),
            responsible: small.stack(&names, small_leading, indent, names_top, start),
        });
        top += height + scale.measure_gap;
    }
    (cells, (top - scale.measure_gap).max(0.0))
}

/// At most two lines; a longer text gets smaller type, then more lines.
fn short<'f>(face: Type<'f>, text: &str, measure: f32) -> (Type<'f>, Vec<String>) {
    let lines = face.fit(text, measure);
    if lines.len() <= 2 {
        return (face, lines);
    }
    let smallest = face.at(SMALLEST_TYPE_MM);
    let fewer = smallest.fit(text, measure);
    match fewer.len() <= 2 || fewer.len() + 1 < lines.len() {
        true => (smallest, fewer),
        false => (face, lines),
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
