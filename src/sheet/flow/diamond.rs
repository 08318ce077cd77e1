//! The diamond of a question, with who decides and the time limit in its lower corners.

use super::node::{Draft, Node, Shape};
use crate::sheet::geometry::{Anchor, TextLine};
use crate::sheet::words::{hei, SMALLEST_MM};

/// Clear space between a question and the diamond's outline, in mm.
const QUESTION_CLEAR_MM: f32 = 3.0;
/// Longest line of a question, in em, for an even look.
const QUESTION_EM: f32 = 8.0;
/// Heights tried for a question that is too long, over the handsome one.
const DIAMOND_GROWTH: [f32; 8] = [1.0, 1.24, 1.5, 1.8, 2.2, 2.8, 3.6, 5.0];
/// Outlines are 1.3 mm wide; text in a diamond's corner stays this far off, in mm.
const CORNER_CLEAR_MM: f32 = 2.6;

impl Draft<'_> {
    /// The diamond of a question, fitted to its text, with its top at 0.
    pub fn diamond(&self) -> Node {
        let usual = self.scale.question.size;
        let sizes = [usual, (usual - 2.0).max(SMALLEST_MM)];
        let mut tries = DIAMOND_GROWTH.iter().flat_map(|growth| {
            // Growing comes first; smaller type only when a diamond would fill half a sheet.
            let count = if *growth < 2.0 { 1 } else { 2 };
            let height = self.scale.diamond * growth;
            sizes
                .into_iter()
                .take(count)
                .map(move |size| (height, size))
        });
        let fitted = tries.find_map(|(height, size)| Some((height, self.question(height, size)?)));
        let (height, title) = fitted.unwrap_or_else(|| self.endless_question());
        let (facts, drop) = self.corners(height);
        Node {
            title,
            facts,
            drop,
            ..self.bare(Shape::Diamond, height)
        }
    }

    /// The lines of a question in a diamond of that height, in type of that size, both in mm, or
    /// `None` where they do not fit.
    fn question(&self, height: f32, size: f32) -> Option<Vec<TextLine>> {
        let (scale, slot, title) = (self.scale, self.slot, &self.step.title);
        let face = hei(self.fonts, size);
        let small = face.at(scale.condition.min(size));
        let leading = scale.question.at(size);
        let small_leading = small.size * 1.3;
        let condition = match self.step.condition.as_str() {
            "" => String::new(),
            text if text.starts_with('（') => text.to_string(),
            text => format!("（{text}）"),
        };
        // From the widest measure to the narrowest: the fewest lines win.
        let widest = (slot.width * 0.75).min(QUESTION_EM * size).max(4.0 * size);
        let wide = face.width(title);
        [1.0, 0.85, 0.7, 0.55].iter().find_map(|share| {
            if wide / (widest * share) * leading > height {
                return None;
            }
            let lines = face.fit(title, widest * share);
            let extra = small.fit(&condition, widest * share);
            let tall = lines.len() as f32 * leading;
            let top = (height - tall - extra.len() as f32 * small_leading) / 2.0;
            let (axis, middle) = (slot.axis(), Anchor::Middle);
            let mut placed = face.stack(&lines, leading, axis, top, middle);
            placed.extend(small.stack(&extra, small_leading, axis, top + tall, middle));
            let is_within = |line: &TextLine| {
                let off = |y: f32| (y - height / 2.0).abs();
                let far = off(line.extent.y).max(off(line.extent.bottom()));
                let half = slot.width / 2.0 * (1.0 - far / (height / 2.0));
                line.extent.width / 2.0 + QUESTION_CLEAR_MM <= half
            };
            placed.iter().all(is_within).then_some(placed)
        })
    }

    /// A question far too long for any sensible diamond: one tall enough for a narrow column.
    fn endless_question(&self) -> (f32, Vec<TextLine>) {
        let face = hei(self.fonts, SMALLEST_MM);
        let text = format!("{}{}", self.step.title, self.step.condition);
        let lines = face.fit(&text, self.slot.width * 0.45);
        let leading = face.size * 1.2;
        // Half of the width is free over half of the height.
        let height = 2.1 * lines.len() as f32 * leading;
        let axis = self.slot.axis();
        let placed = face.around(&lines, leading, axis, height / 2.0, Anchor::Middle);
        (height, placed)
    }

    /// Who and time limit in the lower corners of a diamond, as low as its outline asks. Gives
    /// how far they hang below it.
    fn corners(&self, height: f32) -> (Vec<TextLine>, f32) {
        const SIDE_MM: f32 = 2.5;
        let slot = self.slot;
        let face = hei(self.fonts, self.scale.strip.size);
        let leading = face.size * 1.15;
        // The axis, with an arrow and its label, stays free between the two.
        let measure = slot.width / 2.0 - SIDE_MM - 8.0;
        let left = face.fit(&self.step.who, measure);
        let right = face.fit(&self.step.limit, measure - 12.0);
        let clear = |lines: &[String]| {
            let below = |(i, line): (usize, &String)| {
                let reach = face.width(line) + SIDE_MM + CORNER_CLEAR_MM;
                let depth = (reach / (slot.width / 2.0)).min(1.0);
                height / 2.0 * (1.0 + depth) - i as f32 * leading
            };
            let highest = height / 2.0 + height * 0.33;
            lines.iter().enumerate().map(below).fold(highest, f32::max)
        };
        let top = clear(&left).max(clear(&right));
        let (x0, x1) = (slot.x + SIDE_MM, slot.right() - SIDE_MM);
        let mut out = face.stack(&left, leading, x0, top, Anchor::Start);
        out.extend(face.stack(&right, leading, x1, top, Anchor::End));
        let bottom = out.iter().map(|l| l.extent.bottom()).fold(0.0, f32::max);
        (out, (bottom - height).max(0.0))
    }
}
