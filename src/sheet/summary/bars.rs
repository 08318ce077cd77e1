//! 一、各级数量: departments, posts and risk points by grade, as bars.

use super::count::Count;
use super::drawing::{colours, head, HAIR, INK, LABEL, LEFT, SECOND, SMALL};
use crate::model::Grade;
use crate::sheet::svg::{Svg, Type};

/// From bar to bar, in mm: with more grades closer together.
fn pitch(grades: usize) -> f64 {
    match grades {
        0..=3 => 5.2,
        4 => 4.5,
        5 => 3.9,
        _ => 3.5,
    }
}

/// Draws the bars; returns how far down they reach, in mm.
pub(super) fn bars(svg: &mut Svg, grades: &[Grade], counts: &[Count]) -> f64 {
    const ZERO: f64 = 26.8;
    const FIRST: f64 = 13.2;
    /// Between the bars of two groups, beyond the pitch.
    const BETWEEN: f64 = 1.65;
    let pitch = pitch(grades.len());
    let size = (pitch * 0.7).min(3.5);
    let group_height = grades.len() as f64 * pitch + BETWEEN;
    let foot = FIRST + counts.len() as f64 * group_height - 2.55;
    head(svg, [0.0, 0.0, LEFT], "一、各级数量");
    svg.text(LEFT, 6.6, SMALL.end(), "单位：个");
    let most = counts
        .iter()
        .flat_map(|c| &c.grades)
        .map(|(_, n)| *n)
        .max()
        .unwrap_or(0)
        .max(1);
    let scale = (LEFT - ZERO - 8.0) / most as f64;
    let tick = tick(most);
    for value in (0..=most).step_by(tick) {
        let x = ZERO + value as f64 * scale;
        let (colour, width) = if value == 0 { (INK, 0.3) } else { (HAIR, 0.2) };
        svg.line([x, 10.0, x, foot], colour, width);
        svg.text(
            x,
            foot + 3.2,
            Type::new("hei", 2.8, SECOND).middle(),
            &value.to_string(),
        );
    }
    for (group, c) in counts.iter().enumerate() {
        let top = FIRST + group as f64 * group_height;
        let middle = top + (grades.len() as f64 - 1.0) * pitch / 2.0;
        // A long word gets smaller type: the grades begin beside it.
        let name = (14.6 / c.name.chars().count().max(1) as f64).min(4.0);
        svg.text(0.0, middle + 1.2, Type::new("hei", name, INK), &c.name);
        svg.text(0.0, middle + 6.0, SMALL, &format!("共{}", c.total));
        for (i, (grade, n)) in c.grades.iter().enumerate() {
            let y = top + i as f64 * pitch;
            let word = Type::new("hei", LABEL.size.min(size), INK);
            svg.text(15.6, y + 1.2, word, grade.chinese());
            let length = *n as f64 * scale;
            let [fill, edge, _] = colours(*grade);
            if *n > 0 {
                let half = pitch * 1.9 / 5.2;
                svg.rect(
                    [ZERO, y - half, length, 2.0 * half],
                    &fill,
                    Some((&edge, 0.2)),
                    0.0,
                );
            }
            let words = if *n == 0 {
                "0（无）".to_owned()
            } else {
                n.to_string()
            };
            svg.text(
                ZERO + length + 1.4,
                y + 1.3,
                Type::new("hei", size, INK),
                &words,
            );
        }
    }
    foot
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
