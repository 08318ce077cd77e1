//! Lines that surely fit their measure.

use super::geometry::TextLine;
use crate::text::break_points::break_points;
use crate::text::{sense, Class, FontRole, Fonts, Prohibition};

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
    match sense::lines(fonts, ROLE, text, ems) {
        two if two.len() == 2 => after_clause(fonts, text, ems, &two)
            .or_else(|| between_words(fonts, text, ems, &two))
            .unwrap_or(two),
        other => other,
    }
}

/// Two lines that part after a clause (，；：) where they would part within an enumeration, at
/// 、. `None` where no clause ends so that both lines fit and neither is a mere stub.
fn after_clause(fonts: &Fonts, text: &str, ems: f32, even: &[String]) -> Option<Vec<String>> {
    /// The shorter line is at least this share of the longer.
    const LEAST_SHARE: f32 = 0.33;
    if !even.first()?.ends_with('、') {
        return None;
    }
    text.char_indices()
        .filter(|(_, c)| matches!(c, '，' | '；' | '：'))
        .map(|(byte, c)| text.split_at(byte + c.len_utf8()))
        .filter(|(first, last)| {
            let (a, b) = (fonts.width(ROLE, first), fonts.width(ROLE, last));
            a.max(b) <= ems && a.min(b) >= LEAST_SHARE * a.max(b)
        })
        .map(|(first, last)| vec![first.trim().to_string(), last.trim().to_string()])
        .next()
}

/// Two lines that part between words, and best before one that joins (和, 并, 且): 用款站所的
/// 分管领导 / 和镇长审签 reads better than two equal halves that cut a word. `None` where the
/// lines already part at a mark, unless the first is a mere stub, or where no break between words fits `ems`.
fn between_words(fonts: &Fonts, text: &str, ems: f32, even: &[String]) -> Option<Vec<String>> {
    const JOINTS: &str = "和并且及或";
    /// How much more uneven two lines may be for the sake of a joint, in em.
    const JOINT_EM: f32 = 4.2;
    /// A joint with less behind it is not worth a line of its own: 和幅度.
    const LEAST_AFTER_JOINT: usize = 4;
    /// Nor is a joint worth two lines of which one is less than this share of the other.
    const LEAST_JOINT_SHARE: f32 = 0.45;
    /// A clause that is a shorter share of what follows does not stand alone above it: 受理，
    const LEAST_FIRST_SHARE: f32 = 0.3;
    let is_mark = |c: Option<char>| c.is_some_and(|c| Class::of(c).is_half_blank());
    let (first, last) = (even.first()?, even.last()?);
    let stub = fonts.width(ROLE, first) < LEAST_FIRST_SHARE * fonts.width(ROLE, last);
    if !stub && (is_mark(first.chars().last()) || is_mark(last.chars().next())) {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut best: Option<(f32, String, String)> = None;
    for end in sense::word_ends(&fonts.terms, &chars) {
        let (first, last) = chars.split_at(end);
        let (first, last) = (String::from_iter(first), String::from_iter(last));
        let (a, b) = (fonts.width(ROLE, &first), fonts.width(ROLE, &last));
        let lonely = end < 2 || chars.len() - end < 2;
        if a.max(b) > ems || lonely {
            continue;
        }
        let joins = last.chars().count() >= LEAST_AFTER_JOINT
            && a.min(b) >= LEAST_JOINT_SHARE * a.max(b)
            && last.chars().next().is_some_and(|c| JOINTS.contains(c));
        let dangles = first.chars().last().is_some_and(|c| JOINTS.contains(c));
        let cost = (a - b).abs() - if joins { JOINT_EM } else { 0.0 }
            + if dangles { JOINT_EM } else { 0.0 };
        if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
            best = Some((cost, first, last));
        }
    }
    let (_, first, last) = best?;
    Some(vec![first.trim().to_string(), last.trim().to_string()])
}

/// The width of `text` at `size` mm, in mm.
pub fn width(fonts: &Fonts, text: &str, size: f32) -> f32 {
    fonts.width(ROLE, text) * size
}

/// The lines of a running text at `size` mm within `measure` mm: each as full as the
/// prohibitions allow, the last as it comes.
pub fn filled(fonts: &Fonts, text: &str, size: f32, measure: f32) -> Vec<String> {
    filled_in(fonts, ROLE, text, size, measure)
}

/// The same in another face than that of wall text.
pub fn filled_in(
    fonts: &Fonts,
    role: FontRole,
    text: &str,
    size: f32,
    measure: f32,
) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let allowed = break_points(text, Prohibition::Basic);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < characters.len() {
        let fits = |end: usize| {
            let line: String = characters[start..end].iter().collect();
            fonts.width(role, &line) * size <= measure
        };
        let end = (start + 1..=characters.len())
            .take_while(|&end| end == start + 1 || fits(end))
            .filter(|end| *end == characters.len() || allowed.contains(end))
            .last()
            // No break is allowed so early: a word wider than the measure is cut.
            .unwrap_or_else(|| {
                let full = (start + 1..=characters.len())
                    .take_while(|&e| fits(e))
                    .last();
                full.unwrap_or(start + 1)
            });
        let line: String = characters[start..end].iter().collect();
        lines.push(line.trim_end().to_string());
        start = end;
    }
    lines
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
