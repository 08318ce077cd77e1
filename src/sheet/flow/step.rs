//! A step as its node: the box of work or the diamond of a question, with its number.

use super::diamond::diamond;
use super::frame::Slot;
use super::node::{Node, Shape};
use super::plan::PlannedStep;
use super::scale::{Scale, SMALLEST_TYPE_MM};
use super::work::work;
use crate::model::StepKind;
use crate::sheet::geometry::Point;
use crate::sheet::words::Type;
use crate::text::{FontRole, Fonts};

/// Middle of the number below the top of a node, in mm: 3 for a box, 9 for a diamond.
const NUMBER_BELOW_TOP_MM: [f32; 2] = [3.0, 9.0];

/// Fits the text of a step, with the node's top at 0.
pub fn node(fonts: &Fonts, scale: &Scale, step: &PlannedStep, slot: Slot, number: usize) -> Node {
    let mut node = match step.kind {
        StepKind::Decision => diamond(fonts, scale, step, slot),
        _ => work(fonts, scale, step, slot),
    };
    let below = NUMBER_BELOW_TOP_MM[usize::from(node.shape == Shape::Diamond)];
    node.number_at = Point::new(slot.left, below);
    let text = number.to_string();
    // Figures of the bold Song are .55 em wide: three of them just fill the circle.
    let size = match text.len() {
        1 => 12.5,
        2 => 11.5,
        _ => SMALLEST_TYPE_MM,
    };
    node.number = Type::new(fonts, FontRole::Xiaobiaosong, size).centred(&text, slot.left, below);
    // Figures have no descent: their middle is .36 em over the baseline.
    node.number.y = below + 0.36 * size;
    node
}
