//! The diamond of a question, with who decides and the time limit in its lower corners.

use super::frame::Slot;
use super::node::{bare, Node, Shape};
use super::plan::PlannedStep;
use super::scale::{Scale, SMALLEST_TYPE_MM};
use crate::sheet::geometry::TextLine;
use crate::sheet::words::{fit, stack, width};
use crate::text::Fonts;

/// Clear space between a question and the diamond's outline, in mm.
const QUESTION_CLEAR_MM: f32 = 3.0;
/// Longest line of a question, in em, for an even look.
const QUESTION_EM: f32 = 8.0;
/// Heights tried for a question that is too long, over the handsome one.
const DIAMOND_GROWTH: [f32; 8] = [1.0, 1.24, 1.5, 1.8, 2.2, 2.8, 3.6, 5.0];
/// Outlines are 1.3 mm wide; text in a diamond's corner stays this far off, in mm.
const CORNER_CLEAR_MM: f32 = 2.6;

/// The diamond of a question, fitted to its text, with its top at 0.
pub fn diamond(fonts: &Fonts, scale: &Scale, step: &PlannedStep, slot: Slot) -> Node {
    let (height, mut title) = DIAMOND_GROWTH
        .iter()
        .flat_map(|growth| {
            let height = scale.diamond * growth;
            let smaller = [scale.question, (scale.question - 2.0).max(SMALLEST_TYPE_MM)];
            // Growing comes first; smaller type only when a diamond would fill half a sheet.
            let sizes = if *growth < 2.0 {
                &smaller[..1]
            } else {
                &smaller[..]
            };
            sizes
                .iter()
                .map(move |&size| (height, size))
                .collect::<Vec<_>>()
        })
        .find_map(|(height, size)| {
            question(fonts, scale, step, slot, (height, size)).map(|lines| (height, lines))
        })
        .unwrap_or_else(|| endless_question(fonts, step, slot));
    let mut node = bare(Shape::Diamond, slot, height);
    node.title.append(&mut title);
    let (facts, drop) = corners(fonts, scale, step, slot, height);
    node.facts = facts;
    node.drop = drop;
    node
}

/// The lines of a question in a diamond of that height, in type of that size, both in mm, or `None` where they do not fit.
fn question(
    fonts: &Fonts,
    scale: &Scale,
    step: &PlannedStep,
    slot: Slot,
    (height, size): (f32, f32),
) -> Option<Vec<TextLine>> {
    let leading = size * scale.question_leading / scale.question;
    let small = scale.condition.min(size);
    let small_leading = small * 1.3;
    let condition = match step.condition.as_str() {
        "" => String::new(),
        text if text.starts_with('（') => text.to_string(),
        text => format!("（{text}）"),
    };
    // From the widest measure to the narrowest: the fewest lines win.
    let widest = (slot.width * 0.75).min(QUESTION_EM * size).max(4.0 * size);
    let narrow = [1.0, 0.85, 0.7, 0.55];
    let wide = width(fonts, &step.title, size);
    narrow.iter().find_map(|share| {
        if wide / (widest * share) * leading > height {
            return None;
        }
        let lines = fit(fonts, &step.title, size, widest * share);
        let extra = fit(fonts, &condition, small, widest * share);
        let total = lines.len() as f32 * leading + extra.len() as f32 * small_leading;
        let top = height / 2.0 - total / 2.0;
        let mut placed = stack(
            fonts,
            &lines,
            size,
            leading,
            slot.axis(),
            top,
            TextLine::centred,
        );
        placed.extend(stack(
            fonts,
            &extra,
            small,
            small_leading,
            slot.axis(),
            top + lines.len() as f32 * leading,
            TextLine::centred,
        ));
        placed
            .iter()
            .all(|line| {
                let far = (line.extent.y - height / 2.0)
                    .abs()
                    .max((line.extent.bottom() - height / 2.0).abs());
                let half = slot.width / 2.0 * (1.0 - far / (height / 2.0));
                line.extent.width / 2.0 + QUESTION_CLEAR_MM <= half
            })
            .then_some(placed)
    })
}

/// A question far too long for any sensible diamond: one tall enough for a narrow column.
fn endless_question(fonts: &Fonts, step: &PlannedStep, slot: Slot) -> (f32, Vec<TextLine>) {
    let size = SMALLEST_TYPE_MM;
    let text = format!("{}{}", step.title, step.condition);
    let lines = fit(fonts, &text, size, slot.width * 0.45);
    let total = lines.len() as f32 * size * 1.2;
    // Half of the width is free over half of the height.
    let height = 2.1 * total;
    let top = height / 2.0 - total / 2.0;
    let placed = stack(
        fonts,
        &lines,
        size,
        size * 1.2,
        slot.axis(),
        top,
        TextLine::centred,
    );
    (height, placed)
}

/// Who and time limit in the lower corners of a diamond, as low as its outline asks. Gives
/// how far they hang below it.
fn corners(
    fonts: &Fonts,
    scale: &Scale,
    step: &PlannedStep,
    slot: Slot,
    height: f32,
) -> (Vec<TextLine>, f32) {
    const SIDE_MM: f32 = 2.5;
    let size = scale.strip;
    let leading = size * 1.15;
    // The axis, with an arrow and its label, stays free between the two.
    let measure = slot.width / 2.0 - SIDE_MM - 8.0;
    let left = fit(fonts, &step.who, size, measure);
    let right = fit(fonts, &step.limit, size, measure - 12.0);
    let clear = |lines: &[String]| {
        lines
            .iter()
            .enumerate()
            .map(|(i, line)| {
                let reach = width(fonts, line, size) + SIDE_MM + CORNER_CLEAR_MM;
                let depth = (reach / (slot.width / 2.0)).min(1.0);
                height / 2.0 * (1.0 + depth) - i as f32 * leading
            })
            .fold(height / 2.0 + height * 0.33, f32::max)
    };
    let top = clear(&left).max(clear(&right));
    let (x0, x1) = (slot.left + SIDE_MM, slot.right() - SIDE_MM);
    let mut out = stack(fonts, &left, size, leading, x0, top, TextLine::start);
    out.extend(stack(fonts, &right, size, leading, x1, top, TextLine::end));
    let bottom = out.iter().map(|l| l.extent.bottom()).fold(0.0, f32::max);
    (out, (bottom - height).max(0.0))
}
