//! Lines that surely fit their measure.

use super::geometry::TextLine;
use crate::text::{sense, Class, FontRole, Fonts};

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
    let broken = match sense::lines(fonts, ROLE, text, ems) {
        two if two.len() == 2 => before_joint(fonts, text, ems, &two).unwrap_or(two),
        other => other,
    };
    for line in broken {
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

/// Two lines that part before a word that joins (和, 并, 且), where the first does not already
/// end in a mark: 用款站所的分管领导 / 和镇长审签 reads better than two equal halves. `None`
/// where no such line break fits `ems`.
fn before_joint(fonts: &Fonts, text: &str, ems: f32, even: &[String]) -> Option<Vec<String>> {
    const JOINTS: &str = "和并且及或";
    const LEAST_CHARACTERS: usize = 3;
    let at_mark = |line: &String| {
        line.chars()
            .last()
            .is_some_and(|c| Class::of(c) != Class::Han)
    };
    let opens = |line: &String| {
        line.chars()
            .next()
            .is_some_and(|c| Class::of(c) != Class::Han)
    };
    if even.first().is_some_and(at_mark) || even.last().is_some_and(opens) {
        return None;
    }
    let mut best: Option<(f32, usize)> = None;
    for (byte, c) in text.char_indices().filter(|&(_, c)| JOINTS.contains(c)) {
        let (first, last) = text.split_at(byte);
        let (a, b) = (fonts.width(ROLE, first), fonts.width(ROLE, last));
        let short = first.chars().count().min(last.chars().count());
        // 并且, 或者, 及时 and 和解 are words of their own.
        let next = last[c.len_utf8()..].chars().next();
        let is_word = matches!((c, next), ('及', Some('时')) | ('和', Some('解')));
        if a.max(b) > ems || short < LEAST_CHARACTERS || is_word || first.ends_with('以') {
            continue;
        }
        if best.is_none_or(|(uneven, _)| (a - b).abs() < uneven) {
            best = Some(((a - b).abs(), byte));
        }
    }
    let (first, last) = text.split_at(best?.1);
    Some(vec![first.to_string(), last.to_string()])
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
