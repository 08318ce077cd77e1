//! The facts row below the band: labels with their values.

use super::maker::{DepartmentMaker, Maker};
use super::SMALLEST_MM;
use crate::model::Grade;
use crate::sheet::cell::Cell;
use crate::sheet::chip;
use crate::sheet::geometry::Point;
use crate::sheet::words::Type;

/// Between a label and its value, in em.
const LABEL_GAP_EM: f32 = 0.4;
/// Between two facts, in mm.
const GAP_MM: f32 = 20.0;

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
    pub(in crate::sheet) fn spread<L: AsRef<str>>(&self, facts: &[(L, String)]) -> Vec<Cell> {
        let canvas = &self.canvas;
        let pair = |size: f32, (label, value): &(L, String), x: f32| {
            let at = Point::new(x, canvas.facts_middle);
            pair(self.hei(size), [label.as_ref(), value], LABEL_GAP_EM, at)
        };
        let widths: Vec<f32> = facts.iter().map(|fact| pair(1.0, fact, 0.0).1).collect();
        let room = (canvas.left, canvas.body());
        let (size, starts) = spread_over(&widths, room, GAP_MM, (SMALLEST_MM, canvas.facts));
        let facts = facts.iter().zip(starts);
        facts.map(|(fact, x)| pair(size, fact, x).0).collect()
    }

    /// 站所风险等级 with its chip; gives where that ends too.
    fn grade_fact(&self, grade: Grade, at: Point) -> (Cell, f32) {
        let face = self.hei(self.canvas.facts);
        let label = format!("{}风险等级", self.unit.words().department);
        let (mut fact, x) = pair(face, [&label, ""], LABEL_GAP_EM, at);
        let wide = chip::width(face, &chip::words(grade, true));
        let chip = chip::chip(face, grade, true, Point::new(x + wide / 2.0, at.y));
        let end = chip.rect.right();
        fact.text.clear();
        fact.chip = Some(chip);
        (fact, end)
    }

    /// The same flush right.
    pub(super) fn grade_fact_right(&self, grade: Grade, middle: f32) -> Cell {
        let (_, wide) = self.grade_fact(grade, Point::new(0.0, middle));
        let x = self.canvas.right - wide;
        self.grade_fact(grade, Point::new(x, middle)).0
    }
}

impl DepartmentMaker<'_> {
    /// The facts row of duties and rules: three cells spread over the body.
    pub(super) fn facts(&self) -> Vec<Cell> {
        let canvas = &self.canvas;
        let at = |x: f32| Point::new(x, canvas.facts_middle);
        let place = |label: &str, value: &str, x: f32| {
            let face = self.hei(canvas.facts);
            pair(face, [label, value], LABEL_GAP_EM, at(x))
        };
        let grade = self.department.grade.value;
        let (first, grade_right) = self.grade_fact(grade, at(canvas.left));
        let count = format!("{}个", self.posts.len());
        let last_x = canvas.right - place("岗位", &count, 0.0).1;
        let mut out = vec![first];
        if let Some(leader) = self.department.leader {
            let label = &self.unit.words().leader_in_charge;
            let name = &self.unit[leader].name.value;
            // In the middle of what the other two leave.
            let x = (grade_right + last_x - place(label, name, 0.0).1) / 2.0;
            let least = grade_right + LABEL_GAP_EM * canvas.facts;
            out.push(place(label, name, x.max(least)).0);
        }
        out.push(place("岗位", &count, last_x).0);
        out
    }
}
