//! The facts row below the band: labels with their values.

use super::canvas::Canvas;
use super::chip::{self, Chip};
use crate::model::Words;
use crate::model::{Department, Grade, Unit};
use crate::sheet::geometry::{Point, TextLine};
use crate::text::{FontRole, Fonts};
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

const ROLE: FontRole = FontRole::Hei;
/// No smaller, in mm.
const FACTS_LEAST_MM: f32 = 9.5;
/// Between a label and its value, in em.
const LABEL_GAP_EM: f32 = 0.4;
/// Between two facts, in mm.
const GAP_MM: f32 = 20.0;

/// Labels and values spread over the body: the first flush left, the last flush right.
pub fn spread(fonts: &Fonts, canvas: &Canvas, facts: &[(&str, String)]) -> Vec<Pair> {
    let ems: Vec<(f32, f32)> = facts
        .iter()
        .map(|(label, value)| (fonts.width(ROLE, label), fonts.width(ROLE, value)))
        .collect();
    let total: f32 = ems.iter().map(|(l, v)| l + LABEL_GAP_EM + v).sum();
    let gaps = facts.len().saturating_sub(1) as f32;
    let size = canvas
        .facts
        .min((canvas.body() - GAP_MM * gaps) / total.max(1.0))
        .max(FACTS_LEAST_MM);
    let gap = (canvas.body() - total * size) / gaps.max(1.0);
    let mut x = canvas.left;
    let mut out = Vec::new();
    for ((label, value), (label_em, value_em)) in facts.iter().zip(ems) {
        let at = x + (label_em + LABEL_GAP_EM) * size;
        let line = |text: &str, x| TextLine::start(fonts, ROLE, text, size, x, canvas.facts_middle);
        out.push(Pair {
            label: line(label, x),
            value: Some(line(value, at)),
            chip: None,
        });
        x = at + value_em * size + gap;
    }
    out
}

/// The facts row of duties and rules: three cells spread over the body.
pub fn facts(
    fonts: &Fonts,
    canvas: &Canvas,
    unit: &Unit,
    department: &Department,
    posts: usize,
) -> Vec<Pair> {
    let gap = LABEL_GAP_EM * canvas.facts;
    let text = |text: &str| fonts.width(ROLE, text) * canvas.facts;
    let line = |text: &str, x: f32| {
        TextLine::start(fonts, ROLE, text, canvas.facts, x, canvas.facts_middle)
    };
    let pair = |label: &str, value: &str, x: f32| Pair {
        label: line(label, x),
        value: Some(line(value, x + text(label) + gap)),
        chip: None,
    };
    let words = unit.words();
    let in_charge = words.leader_in_charge.as_str();
    let first = grade_fact(fonts, canvas, words, department.grade.value, canvas.left);
    let grade_right = first.chip.as_ref().map_or(canvas.left, |c| c.rect.right());
    let count = format!("{posts}个");
    let last_x = canvas.right - text("岗位") - gap - text(&count);
    let mut out = vec![first];
    if let Some(leader) = department.leader {
        let name = &unit[leader].name.value;
        let wide = text(in_charge) + gap + text(name);
        // In the middle of what the other two leave.
        let x = (grade_right + last_x - wide) / 2.0;
        out.push(pair(in_charge, name, x.max(grade_right + gap)));
    }
    out.push(pair("岗位", &count, last_x));
    out
}

/// 站所风险等级 with its chip, the label at `x`.
fn grade_fact(fonts: &Fonts, canvas: &Canvas, words: &Words, grade: Grade, x: f32) -> Pair {
    let label = &format!("{}风险等级", words.department);
    let text = chip::words(grade, true);
    let at = x + fonts.width(ROLE, label) * canvas.facts + LABEL_GAP_EM * canvas.facts;
    let centre = Point::new(
        at + chip::width(fonts, &text, canvas.facts) / 2.0,
        canvas.facts_middle,
    );
    Pair {
        label: TextLine::start(fonts, ROLE, label, canvas.facts, x, canvas.facts_middle),
        value: None,
        chip: Some(chip::chip(fonts, grade, true, canvas.facts, centre)),
    }
}

/// 站所风险等级 with its chip, flush right.
pub fn grade_fact_right(fonts: &Fonts, canvas: &Canvas, words: &Words, grade: Grade) -> Pair {
    let probe = grade_fact(fonts, canvas, words, grade, 0.0);
    let wide = probe.chip.as_ref().map_or(0.0, |c| c.rect.right());
    grade_fact(fonts, canvas, words, grade, canvas.right - wide)
}
