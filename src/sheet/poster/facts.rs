//! The facts row below the band: labels with their values.

use super::canvas::Canvas;
use super::SMALLEST_MM;
use crate::model::{Department, Grade, Unit, Words};
use crate::sheet::chip::{self, Chip};
use crate::sheet::geometry::{Point, TextLine};
use crate::sheet::words::{hei, Type};
use crate::text::Fonts;
use serde::Serialize;

/// A label with its value.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    /// In secondary ink.
    pub label: TextLine,
    /// In ink.
    pub value: Option<TextLine>,
    /// A chip in place of a value.
    pub chip: Option<Chip>,
}

/// Between a label and its value, in em.
const LABEL_GAP_EM: f32 = 0.4;
/// Between two facts, in mm.
const GAP_MM: f32 = 20.0;

/// A label at `x` with its value; gives where that ends too.
fn pair(face: Type, canvas: &Canvas, label: &str, value: &str, x: f32) -> (Pair, f32) {
    let at = x + face.width(label) + LABEL_GAP_EM * face.size;
    let pair = Pair {
        label: face.start(label, x, canvas.facts_middle),
        value: Some(face.start(value, at, canvas.facts_middle)),
        chip: None,
    };
    (pair, at + face.width(value))
}

/// Labels and values spread over the body: the first flush left, the last flush right.
pub fn spread<L: AsRef<str>>(fonts: &Fonts, canvas: &Canvas, facts: &[(L, String)]) -> Vec<Pair> {
    let em = hei(fonts, 1.0);
    let wide = |(label, value): &(L, String)| pair(em, canvas, label.as_ref(), value, 0.0).1;
    let total: f32 = facts.iter().map(wide).sum();
    let gaps = facts.len().saturating_sub(1) as f32;
    let fitting = (canvas.body() - GAP_MM * gaps) / total.max(1.0);
    let face = em.at(canvas.facts.min(fitting).max(SMALLEST_MM));
    let gap = (canvas.body() - total * face.size) / gaps.max(1.0);
    let mut x = canvas.left;
    let place = facts.iter().map(|(label, value)| {
        let (pair, end) = pair(face, canvas, label.as_ref(), value, x);
        x = end + gap;
        pair
    });
    place.collect()
}

/// The facts row of duties and rules: three cells spread over the body.
pub fn facts(
    fonts: &Fonts,
    canvas: &Canvas,
    unit: &Unit,
    department: &Department,
    posts: usize,
) -> Vec<Pair> {
    let face = hei(fonts, canvas.facts);
    let place = |label: &str, value: &str, x: f32| pair(face, canvas, label, value, x);
    let words = unit.words();
    let first = grade_fact(fonts, canvas, words, department.grade.value, canvas.left);
    let grade_right = first.chip.as_ref().map_or(canvas.left, |c| c.rect.right());
    let count = format!("{posts}个");
    let last_x = canvas.right - place("岗位", &count, 0.0).1;
    let mut out = vec![first];
    if let Some(leader) = department.leader {
        let (label, name) = (words.leader_in_charge.as_str(), &unit[leader].name.value);
        let wide = place(label, name, 0.0).1;
        // In the middle of what the other two leave.
        let x = (grade_right + last_x - wide) / 2.0;
        let gap = LABEL_GAP_EM * canvas.facts;
        out.push(place(label, name, x.max(grade_right + gap)).0);
    }
    out.push(place("岗位", &count, last_x).0);
    out
}

/// 站所风险等级 with its chip, the label at `x`.
fn grade_fact(fonts: &Fonts, canvas: &Canvas, words: &Words, grade: Grade, x: f32) -> Pair {
    let face = hei(fonts, canvas.facts);
    let label = format!("{}风险等级", words.department);
    let wide = chip::width(face, &chip::words(grade, true));
    let (label, at) = pair(face, canvas, &label, "", x);
    let centre = Point::new(at + wide / 2.0, canvas.facts_middle);
    Pair {
        value: None,
        chip: Some(chip::chip(face, grade, true, centre)),
        ..label
    }
}

/// 站所风险等级 with its chip, flush right.
pub fn grade_fact_right(fonts: &Fonts, canvas: &Canvas, words: &Words, grade: Grade) -> Pair {
    let probe = grade_fact(fonts, canvas, words, grade, 0.0);
    let wide = probe.chip.as_ref().map_or(0.0, |c| c.rect.right());
    grade_fact(fonts, canvas, words, grade, canvas.right - wide)
}
