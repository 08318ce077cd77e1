//! 一、各级数量: departments, posts and risk points by grade, as bars.

use super::count::Count;
use super::drawing::{Drawing, LABEL, SMALL};
use crate::sheet::geometry::{Point, Rect};

/// From bar to bar, in mm: with more grades closer together.
pub(super) fn pitch(grades: usize) -> f32 {
    match grades {
        0..=3 => 5.2,
        4 => 4.5,
        5 => 3.9,
        _ => 3.5,
    }
}

/// Draws the bars, so wide and so far from bar to bar; returns how far down they reach, in mm.
pub(super) fn bars(d: &mut Drawing, (width, pitch): (f32, f32), counts: &[Count]) -> f32 {
    const ZERO: f32 = 26.8;
    const FIRST: f32 = 12.2;
    const WORD: f32 = 15.6;
    /// Between the bars of two groups, beyond the pitch.
    const BETWEEN: f32 = 1.65;
    let grades = d.unit.vocabulary.grades.len();
    let pitch = pitch.max(d.least * 1.24);
    let size = (pitch * 0.7).min(3.5);
    let group_height = grades as f32 * pitch + BETWEEN;
    let foot = FIRST + counts.len() as f32 * group_height - 2.55;
    d.head(width, "一、各级数量", "单位：个");
    let (ink, second, hair) = (d.tones.ink, d.tones.second, d.tones.hair);
    let all = counts.iter().flat_map(|c| &c.grades);
    let most = all.map(|(_, n)| *n).max().unwrap_or(0).max(1);
    let scale = (width - ZERO - 8.0) / most as f32;
    for value in (0..=most).step_by(tick(most)) {
        let x = ZERO + value as f32 * scale;
        let (colour, wide) = if value == 0 { (ink, 0.3) } else { (hair, 0.2) };
        let (from, to) = (Point::new(x, 9.2), Point::new(x, foot));
        d.svg.line(from, to, colour, wide);
        d.centred(d.hei(2.8), &value.to_string(), x, foot + 2.2, second);
    }
    for (group, c) in counts.iter().enumerate() {
        let top = FIRST + group as f32 * group_height;
        let middle = top + (grades as f32 - 1.0) * pitch / 2.0;
        // A long word gets smaller type: the grades begin beside it.
        let name = d.hei(4.0).within(&c.name, WORD - 1.0, d.least);
        d.start(name, &c.name, 0.0, middle - 0.4, ink);
        let total = format!("共{}个", c.total);
        d.start(d.hei(SMALL), &total, 0.0, middle + 4.8, second);
        for (i, (grade, n)) in c.grades.iter().enumerate() {
            let y = top + i as f32 * pitch;
            let word = d.hei(LABEL.min(size));
            let word = word.within(grade.chinese(), ZERO - WORD - 0.8, d.least);
            d.start(word, grade.chinese(), WORD, y, ink);
            let length = *n as f32 * scale;
            let [fill, edge, _] = (d.tones.grade)(*grade);
            if *n > 0 {
                let half = pitch * 1.9 / 5.2;
                let bar = Rect::new(ZERO, y - half, length, 2.0 * half);
                d.svg.rect(bar, &fill, Some((&edge, 0.2)), 0.0);
            }
            let none = if *n == 0 { "（无）" } else { "" };
            let words = format!("{n}{none}");
            let (face, x) = (d.hei(size), ZERO + length + 1.4);
            // No grid line runs through it.
            let ground = Rect::new(x, y - face.size / 2.0, face.width(&words), face.size);
            d.svg.rect(ground, "#FFFFFF", None, 0.0);
            d.start(face, &words, x, y, ink);
        }
    }
    foot + 3.6
}

/// The step between grid lines: 1, 2, 5, 10, 20 … so that two to five lines stand.
fn tick(most: usize) -> usize {
    let mut size = 1;
    loop {
        for step in [size, 2 * size, 5 * size] {
            if most / step <= 4 {
                return step;
            }
        }
        size *= 10;
    }
}
