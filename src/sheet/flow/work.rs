//! The box of a step of work: its title, and the strip with who acts and the time limit.

use super::node::{Draft, Node, Shape};
use super::plan::PlannedStep;
use super::scale::{NUMBER_EDGE_MM, NUMBER_RADIUS_MM};
use crate::model::StepKind;
use crate::sheet::geometry::{Anchor, Rect, TextLine};
use crate::sheet::words::{hei, Type, SMALLEST_MM};
use crate::text::Fonts;

/// Side blanks of the strip, in mm: the handsome, and the least.
const STRIP_SIDE_MM: [f32; 2] = [9.0, 6.0];
/// A node narrower than this has who and time limit one below the other, in mm.
const NARROW_MM: f32 = 140.0;
/// Least blank between a title and the right edge of a narrow node, in mm.
const LEAST_SIDE_MM: f32 = 3.6;
/// Least blank between who and time limit, in mm.
const STRIP_GAP_MM: f32 = 6.0;

impl Draft<'_> {
    /// The box of a step, fitted to its text, with its top at 0.
    pub fn work(&self) -> Node {
        let Self { scale, slot, .. } = *self;
        // The number covers the upper left corner: the title keeps clear of it on both sides; in a
        // narrow box, which has no width to give away, on that side alone.
        let corner = NUMBER_RADIUS_MM + NUMBER_EDGE_MM + 0.4;
        let opposite = match slot.width < NARROW_MM {
            true => LEAST_SIDE_MM,
            false => corner,
        };
        let measure = slot.width - corner - opposite;
        let (face, lines) = title(hei(self.fonts, scale.title.size), &self.step.title, measure);
        let leading = scale.title.at(face.size);
        let head = lines.len().max(1) as f32 * leading + scale.title_blank;
        let (strip, strip_height) = self.strip(head);
        let shape = match self.step.kind {
            StepKind::Start | StepKind::End => Shape::Terminal,
            StepKind::Wait => Shape::Wait,
            _ => Shape::Task,
        };
        let mut node = self.bare(shape, head + strip_height.max(scale.title_blank));
        node.hairline = (!strip.is_empty()).then_some(head);
        let widest = lines.first().map_or(0.0, |line| face.width(line));
        let (axis, top) = (title_axis(slot, widest), scale.title_blank / 2.0);
        node.title = face.stack(&lines, leading, axis, top, Anchor::Middle);
        node.facts = strip;
        node
    }

    /// The strip below a title: who at the left, time limit at the right; longer ones in several
    /// lines. Gives its height too, 0 where there is nothing to say.
    fn strip(&self, top: f32) -> (Vec<TextLine>, f32) {
        let (slot, step) = (self.slot, self.step);
        if step.who.is_empty() && step.limit.is_empty() {
            return (Vec::new(), 0.0);
        }
        let mut face = hei(self.fonts, self.scale.strip.size);
        let mut side = STRIP_SIDE_MM[0];
        let room = |side: f32| slot.width - 2.0 * side;
        let wanted = |face: Type| face.width(&step.who) + face.width(&step.limit) + STRIP_GAP_MM;
        if wanted(face) > room(side) {
            side = STRIP_SIDE_MM[1];
            if slot.width < NARROW_MM {
                face = face.at(SMALLEST_MM);
            }
        }
        let (left, right) = if wanted(face) <= room(side) {
            (vec![step.who.clone()], vec![step.limit.clone()])
        } else if slot.width < NARROW_MM {
            // One below the other: side by side both would be columns of two characters.
            let who = face.fit(&step.who, room(side));
            let mut limit = vec![String::new(); who.len()];
            limit.extend(face.fit(&step.limit, room(side)));
            (who, limit)
        } else {
            side = STRIP_SIDE_MM[0];
            let limit = face.width(&step.limit).min(room(side) * 0.55);
            let who = face.fit(&step.who, room(side) - limit - STRIP_GAP_MM);
            (who, face.fit(&step.limit, limit + 0.01))
        };
        let (leading, least) = (face.size * 1.15, self.scale.strip.leading);
        let lines = left.len().max(right.len()) as f32;
        let height = least + (lines - 1.0) * leading;
        let stacked = slot.width < NARROW_MM && lines > 1.0;
        let first = |count: usize| match stacked {
            true => top + (least - leading) / 2.0,
            false => top + height / 2.0 - count as f32 * leading / 2.0,
        };
        let (x0, x1) = (slot.x + side, slot.right() - side);
        let mut out = face.stack(&left, leading, x0, first(left.len()), Anchor::Start);
        out.extend(face.stack(&right, leading, x1, first(right.len()), Anchor::End));
        out.retain(|line| !line.text.is_empty());
        (out, height)
    }
}

/// The size at which who and time limit of a step have one line in a node so wide, where type no
/// larger than `size` can give it to them: all strips of a chart take the least of these.
pub fn strip_size(fonts: &Fonts, size: f32, step: &PlannedStep, width: f32) -> f32 {
    let em = hei(fonts, 1.0);
    let room = width - 2.0 * STRIP_SIDE_MM[1] - STRIP_GAP_MM - 0.01;
    let fitting = room / (em.width(&step.who) + em.width(&step.limit)).max(0.1);
    let has_line = fitting >= SMALLEST_MM && step.kind != StepKind::Decision;
    match has_line && width >= NARROW_MM {
        // A little less parts the two.
        true => size.min((fitting - 0.5).max(SMALLEST_MM)),
        false => size,
    }
}

/// The middle of a title whose first line is `wide` mm: the node's axis, or as far right of
/// it as keeps the line from sticking to the number.
fn title_axis(slot: Rect, wide: f32) -> f32 {
    /// Blank between number and title, in mm, where the node has room for it at both ends.
    const CLEAR_MM: f32 = 4.0;
    let from = slot.x + NUMBER_RADIUS_MM + NUMBER_EDGE_MM;
    let spare = (slot.right() - from - wide).max(0.0);
    let least = from + CLEAR_MM.min(spare / 2.0) + wide / 2.0;
    slot.axis().max(least)
}

/// One line at the handsome size or a little less, else two; longer texts get three lines, then
/// smaller type.
fn title<'f>(face: Type<'f>, text: &str, measure: f32) -> (Type<'f>, Vec<String>) {
    let less = face.at(face.size.min((face.size - 0.6).max(13.0)));
    let least = face.at((less.size.min(13.0) - 1.5).max(SMALLEST_MM));
    let sizes = [face, less, face, less, less, least];
    for (face, most) in sizes.into_iter().zip([1, 1, 2, 2, 3, 3]) {
        if face.width(text) > measure * most as f32 {
            continue;
        }
        let lines = face.fit(text, measure);
        if lines.len() <= most {
            return (face, lines);
        }
    }
    let face = face.at(SMALLEST_MM);
    (face, face.fit(text, measure))
}
