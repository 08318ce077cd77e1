//! What the three charts of the summary share: sheet, colours, type. Units are millimetres.

use crate::model::Grade;
use crate::view::svg::{Svg, Type};

pub(super) const ACCENT: &str = "#AE1220";
pub(super) const INK: &str = "#1C1917";
pub(super) const SECOND: &str = "#4B443E";
pub(super) const HAIR: &str = "#D8CFC2";
pub(super) const TINT: &str = "#F8F4EC";
pub(super) const WIDTH: f64 = 225.0;
pub(super) const HEIGHT: f64 = 140.0;
/// Left column; the right one begins 12 mm further.
pub(super) const LEFT: f64 = 102.0;
pub(super) const RIGHT: f64 = 114.0;

pub(super) const HEAD: Type = Type::new("hei", 4.2, ACCENT);
pub(super) const LABEL: Type = Type::new("hei", 3.3, INK);
pub(super) const SMALL: Type = Type::new("hei", 3.1, SECOND);

/// Fill, edge and word of a grade.
pub(super) fn colours(grade: Grade) -> [String; 3] {
    let colour = grade.colour();
    [colour.fill, colour.edge, colour.text].map(|tone| tone.hex())
}

/// The head of a chart: a rule from `x` to `to` at `y`, the title below it.
pub(super) fn head(svg: &mut Svg, [x, y, to]: [f64; 3], title: &str) {
    svg.line([x, y, to, y], INK, 0.4);
    svg.text(x, y + 6.8, HEAD, title);
}

/// The ground of a part that is of a grade: its colour, so light that a sign of the grade
/// stands out on it.
pub(super) fn tint(grade: Grade) -> String {
    grade.colour().fill.lightened(80).hex()
}

/// A grade chip around `centre`, in the measures of all chips; with its left edge there where
/// it `starts` there. Returns its width.
pub(super) fn chip(svg: &mut Svg, [x, y]: [f64; 2], size: f64, grade: Grade, starts: bool) -> f64 {
    let [fill, edge, ink] = colours(grade);
    // Two characters, which most grades have, and .42 of one at each side.
    let characters = grade.chinese().chars().count().max(2) as f64;
    let (w, h) = (size * (characters + 0.84), size * 1.48);
    let x = if starts { x + w / 2.0 } else { x };
    svg.rect(
        [x - w / 2.0, y - h / 2.0, w, h],
        &fill,
        Some((&edge, size * 0.06)),
        size * 0.16,
    );
    let word = Type::new("hei", size, &ink).middle();
    svg.text(x, y + size * 0.36, word, grade.chinese());
    w
}
