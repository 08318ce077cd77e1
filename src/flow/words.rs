//! Lines that surely fit their measure.

use super::geometry::TextLine;
use crate::text::{sense, FontRole, Fonts};

/// The face of all wall text (looks/README section 1: 仿宋 is too thin for a wall).
pub const ROLE: FontRole = FontRole::Hei;

/// The lines of `text` at `size` mm within `measure` mm: by sense, and through the middle of
/// a word only where a word alone is wider than the measure. No lines for no text.
pub fn fit(fonts: &Fonts, text: &str, size: f32, measure: f32) -> Vec<String> {
    let ems = (measure / size).max(1.0);
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for line in sense::lines(fonts, ROLE, text, ems) {
        if fonts.width(ROLE, &line) <= ems + 1e-3 {
            lines.push(line);
            continue;
        }
        let mut part = String::new();
        for c in line.chars() {
            part.push(c);
            if fonts.width(ROLE, &part) > ems && part.chars().count() > 1 {
                part.pop();
                lines.push(std::mem::take(&mut part));
                part.push(c);
            }
        }
        lines.push(part);
    }
    lines
}

/// The width of `text` at `size` mm, in mm.
pub fn width(fonts: &Fonts, text: &str, size: f32) -> f32 {
    fonts.width(ROLE, text) * size
}

/// The first characters of `text` that fit `measure` mm at `size` mm, with … where it is cut.
pub fn cut(fonts: &Fonts, text: &str, size: f32, measure: f32) -> (String, bool) {
    if width(fonts, text, size) <= measure {
        return (text.to_string(), false);
    }
    let mut kept = String::new();
    for c in text.chars() {
        let longer = format!("{kept}{c}…");
        if width(fonts, &longer, size) > measure {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    (kept, true)
}

/// Lines one below the other, centred on `x`, the first em box in the middle of a line of
/// height `leading` that begins at `top`; all in mm.
pub fn stack(
    fonts: &Fonts,
    lines: &[String],
    size: f32,
    leading: f32,
    x: f32,
    top: f32,
    place: fn(&Fonts, FontRole, &str, f32, f32, f32) -> TextLine,
) -> Vec<TextLine> {
    lines
        .iter()
        .enumerate()
        .map(|(i, line)| {
            let middle = top + leading * (i as f32 + 0.5);
            place(fonts, ROLE, line, size, x, middle)
        })
        .collect()
}
