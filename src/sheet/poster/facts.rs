//! The facts row below the band: labels with their values.

use super::maker::Maker;
use crate::model::Grade;
use crate::sheet::cell::Cell;
use crate::sheet::chip;
use crate::sheet::geometry::Point;
use crate::sheet::words::{Type, SMALLEST_MM};

/// Between a label and its value, in em.
const LABEL_GAP_EM: f32 = 0.4;
/// Between two facts, in mm.
const GAP_MM: f32 = 20.0;

/// What a thing is called, and what it is.
pub type Fact = (String, String);

/// A label with its value, `gap` em behind it; gives where that ends too.
pub(super) fn pair(face: Type, [label, value]: [&str; 2], gap: f32, at: Point) -> (Cell, f32) {
    let x = at.x + face.width(label) + gap * face.size;
    let label = face.start(label, at.x, at.y);
    let pair = Cell::labelled(label, face.start(value, x, at.y));
    (pair, x + face.width(value))
}

/// Where columns so wide, in em, begin that are spread from `left` over `room` mm, `between` mm
/// apart at least, and the size of their type, from `least` to `most` mm.
pub(super) fn spread_over(
    widths_em: &[f32],
    (left, room): (f32, f32),
    between: f32,
    (least, most): (f32, f32),
) -> (f32, Vec<f32>) {
    let total: f32 = widths_em.iter().sum();
    let gaps = widths_em.len().saturating_sub(1) as f32;
    let size = ((room - between * gaps) / total.max(1.0)).min(most);
    let size = size.max(least);
    let gap = (room - total * size) / gaps.max(1.0);
    let mut x = left;
    let starts = widths_em.iter().map(|wide| {
        let start = x;
        x += wide * size + gap;
        start
    });
    (size, starts.collect())
}

impl Maker<'_> {
    /// Labels and values spread over the body: the first flush left, the last flush right.
    pub(in crate::sheet) fn spread(&self, facts: &[Fact]) -> Vec<Cell> {
        let canvas = &self.canvas;
        let width = |fact: &Fact| self.fact(fact, 1.0, Point::default()).1;
        let widths: Vec<f32> = facts.iter().map(width).collect();
        let room = (canvas.left, canvas.body());
        let (size, starts) = spread_over(&widths, room, GAP_MM, (SMALLEST_MM, canvas.facts));
        let facts = facts.iter().zip(starts);
        facts
            .map(|(fact, x)| self.fact(fact, size, Point::new(x, canvas.facts_middle)).0)
            .collect()
    }

    /// A fact flush right.
    pub(super) fn fact_right(&self, fact: &Fact, middle: f32) -> Cell {
        let at = |x: f32| self.fact(fact, self.canvas.facts, Point::new(x, middle));
        at(self.canvas.right - at(0.0).1).0
    }

    /// A label with its value, which is on a chip where it is the grade of whose poster it is;
    /// gives where that ends too.
    fn fact(&self, (label, value): &Fact, size: f32, at: Point) -> (Cell, f32) {
        let face = self.hei(size);
        let (mut fact, end) = pair(face, [label, value], LABEL_GAP_EM, at);
        let is_own = |grade: &Grade| *value == chip::words(*grade, true);
        let Some(grade) = self.owner.grade.filter(is_own) else {
            return (fact, end);
        };
        let (x, wide) = (fact.text.remove(0).x, chip::width(face, value));
        let chip = chip::chip(face, grade, true, Point::new(x + wide / 2.0, at.y));
        let end = chip.rect.right();
        fact.chip = Some(chip);
        (fact, end)
    }
}
