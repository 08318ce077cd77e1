//! What the three charts of the summary share: sheet, colours, type. Units are millimetres.

use crate::model::Grade;
use crate::sheet::svg::{Svg, Type};

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

/// How wide a text is, in ems, rounded up: of letters and figures two make a character.
pub(super) fn em(text: &str) -> f64 {
    let of = |c: char| if c.is_ascii() { 0.58 } else { 1.0 };
    text.chars().map(of).sum()
}

/// A text in lines, at a size with which it fits its room.
pub(super) struct Fitted {
    pub lines: Vec<String>,
    /// In mm.
    pub size: f64,
}

const LEADING: f64 = 1.24;

impl Fitted {
    /// The lines around `middle`, each with its baseline, in mm.
    pub fn placed(&self, middle: f64) -> impl Iterator<Item = (&str, f64)> {
        let leading = self.size * LEADING;
        let first = middle + self.size * 0.36 - leading * (self.lines.len() as f64 - 1.0) / 2.0;
        let lines = self.lines.iter().enumerate();
        lines.map(move |(i, line)| (line.as_str(), first + i as f64 * leading))
    }
}

/// A text within `width` and `height` mm, at `largest` mm or, where it is long, smaller in more
/// lines: nothing of it is lost.
pub(super) fn fitted(text: &str, width: f64, height: f64, largest: f64) -> Fitted {
    let sized = |count: usize| {
        let lines = even(text, count);
        let widest = lines.iter().map(|line| em(line)).fold(0.5, f64::max);
        let size = largest
            .min(width / widest)
            .min(height / (lines.len() as f64 * LEADING));
        Fitted { lines, size }
    };
    let mut best = sized(1);
    for count in 2..=6 {
        let next = sized(count);
        if next.size > best.size + 0.05 {
            best = next;
        }
    }
    best
}

/// A text in so many lines, as even as can be; a line ends after a mark where one is near.
fn even(text: &str, count: usize) -> Vec<String> {
    const CLOSING: &str = "、，；。：）》”！？";
    let chars: Vec<char> = text.chars().collect();
    let whole = em(text);
    let mut out = Vec::new();
    let mut start = 0;
    for line in 1..count {
        let wanted = whole * line as f64 / count as f64;
        let mut end = start;
        let mut before = em(&chars[..start].iter().collect::<String>());
        while end < chars.len() && before < wanted {
            before += em(&chars[end].to_string());
            end += 1;
        }
        // No mark begins a line, and a clause is not cut shortly before its end.
        let near = (end..chars.len().min(end + 2))
            .rev()
            .find(|at| CLOSING.contains(chars[*at]));
        let end = near.map_or(end, |at| at + 1).min(chars.len());
        if end > start && end < chars.len() {
            out.push(chars[start..end].iter().collect());
            start = end;
        }
    }
    out.push(chars[start..].iter().collect());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_any_length_is_whole_and_within_its_room() {
        for length in 0..90 {
            for clause in [4, 7, 30] {
                let text: String = (0..length)
                    .map(|i| {
                        if i % clause == clause - 1 {
                            '，'
                        } else {
                            '风'
                        }
                    })
                    .collect();
                let set = fitted(&text, 62.0, 9.2, 3.4);
                assert_eq!(set.lines.concat(), text);
                for line in &set.lines {
                    assert!(em(line) * set.size <= 62.01, "{length} {clause}");
                    assert!(!line.starts_with('，'), "{length} {clause} {:?}", set.lines);
                }
                assert!(set.size * LEADING * set.lines.len() as f64 <= 9.21);
                assert!(
                    length > 60 || set.size > 2.3,
                    "{length} {clause} {}",
                    set.size
                );
            }
        }
    }
}
