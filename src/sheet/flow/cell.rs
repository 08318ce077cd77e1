//! The texts beside a node: risk points at the left, measures at the right.

use super::columns::Columns;
use super::plan::PlannedStep;
use super::scale::Scale;
use crate::sheet::cell::Cell;
use crate::sheet::chip;
use crate::sheet::geometry::{Anchor, Rect};
use crate::sheet::words::{hei, Type, SMALLEST_MM};
use crate::text::Fonts;

/// Blank after 责任人, in em.
const LABEL_GAP_EM: f32 = 0.4;
/// The label before whoever answers.
const RESPONSIBLE: &str = "责任人";

/// Cells one below the other, the first at 0, and how high they are together, in mm.
pub type Column = (Vec<Cell>, f32);

/// The risks of a step, in the left column; in mm.
pub fn risks(fonts: &Fonts, scale: &Scale, step: &PlannedStep, columns: &Columns) -> Column {
    let (frame, right) = (&columns.frame, columns.texts.0);
    let (x, (wide, tall)) = (frame.risk_text, frame.chip);
    let mut top = 0.0;
    let cells = step.risks.iter().map(|(grade, text)| {
        let (face, lines) = short(hei(fonts, scale.cell.size), text, right - x);
        let leading = scale.cell.at(face.size);
        let height = (lines.len() as f32 * leading).max(tall);
        let middle = top + height / 2.0;
        let ground = Rect::new(frame.chip_left, middle - tall / 2.0, wide, tall);
        top += height + scale.gaps[0];
        Cell {
            chip: Some(chip::on(hei(fonts, frame.chip_word), *grade, ground)),
            text: face.around(&lines, leading, x, middle, Anchor::Start),
            ..Cell::default()
        }
    });
    (cells.collect(), (top - scale.gaps[0]).max(0.0))
}

/// The measures of a step, in the right column; in mm. Whoever answers for
/// one stands below it, or beside it where the frame has a column for that.
pub fn measures(fonts: &Fonts, scale: &Scale, step: &PlannedStep, columns: &Columns) -> Column {
    let (frame, x) = (&columns.frame, columns.texts.1);
    let (small, small_leading) = (hei(fonts, scale.small.size), scale.small.leading);
    let beside = small.width(RESPONSIBLE) + LABEL_GAP_EM * small.size;
    let indent = frame.persons.unwrap_or(x + beside);
    let mut top = 0.0;
    let cells = step.measures.iter().map(|measure| {
        let room = frame.measures_end() - x;
        let (face, lines) = short(hei(fonts, scale.measure), &measure.text, room);
        let leading = scale.cell.at(face.size);
        let tall = lines.len() as f32 * leading;
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
        top += height + scale.gaps[1];
        let has_label = frame.persons.is_none() && !names.is_empty();
        let label_middle = names_top + small_leading / 2.0;
        Cell {
            text: face.stack(&lines, leading, x, text_top, Anchor::Start),
            label: has_label.then(|| small.start(RESPONSIBLE, x, label_middle)),
            note: small.stack(&names, small_leading, indent, names_top, Anchor::Start),
            ..Cell::default()
        }
    });
    (cells.collect(), (top - scale.gaps[1]).max(0.0))
}

/// At most two lines; a longer text gets smaller type, then more lines.
fn short<'f>(face: Type<'f>, text: &str, measure: f32) -> (Type<'f>, Vec<String>) {
    let lines = face.fit(text, measure);
    if lines.len() <= 2 {
        return (face, lines);
    }
    let smallest = face.at(SMALLEST_MM);
    let fewer = smallest.fit(text, measure);
    match fewer.len() <= 2 || fewer.len() + 1 < lines.len() {
        true => (smallest, fewer),
        false => (face, lines),
    }
}
