//! 一、各级数量: departments, posts and risk points by grade, as bars.

use super::drawing::{colours, head, HAIR, INK, LABEL, LEFT, SECOND, SMALL};
use crate::model::Grade;
use crate::view::index::Count;
use crate::view::svg::{Svg, Type};

/// Draws the bars.
pub(super) fn bars(svg: &mut Svg, grades: &[Grade], counts: &[Count]) {
    const ZERO: f64 = 26.8;
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
        svg.line([x, 10.0, x, 62.4], colour, width);
        svg.text(
            x,
            65.6,
            Type::new("hei", 2.8, SECOND).middle(),
            &value.to_string(),
        );
    }
    for (group, c) in counts.iter().enumerate() {
        let top = 13.2 + group as f64 * 17.25;
        svg.text(0.0, top + 6.4, Type::new("hei", 4.0, INK), &c.name);
        svg.text(0.0, top + 11.2, SMALL, &format!("共{}", c.total));
        for ((i, (view, n)), grade) in c.grades.iter().enumerate().zip(grades) {
            let y = top + i as f64 * 5.2;
            svg.text(15.6, y + 1.2, LABEL, view.word);
            let length = *n as f64 * scale;
            let [fill, edge, _] = colours(*grade);
            if *n > 0 {
                svg.rect([ZERO, y - 1.9, length, 3.8], &fill, Some((&edge, 0.2)), 0.0);
            }
            let words = if *n == 0 {
                "0（无）".to_owned()
            } else {
                n.to_string()
            };
            svg.text(
                ZERO + length + 1.4,
                y + 1.3,
                Type::new("hei", 3.5, INK),
                &words,
            );
        }
    }
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
