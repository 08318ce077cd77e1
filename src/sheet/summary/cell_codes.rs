//! The codes of risk points within a cell of the heat map.

use crate::model::codes::codes;
use crate::model::{Risk, Unit};

/// Size of the codes in cells, in mm.
pub(super) const CODE_MM: f64 = 2.5;
const CODE_PITCH_MM: f64 = 3.2;

/// The codes of risk points in lines, each with its baseline from the middle, in mm; `None`
/// where they do not fit the room.
pub(super) fn codes_within(
    unit: &Unit,
    risks: &[&Risk],
    [width, height]: [f64; 2],
) -> Option<Vec<(f64, String)>> {
    let lines = packed(&codes(unit, risks), width);
    let last = lines.len() as f64 - 1.0;
    let high = last * CODE_PITCH_MM + CODE_MM;
    if high > height || lines.iter().any(|line| wide(line) > width) {
        return None;
    }
    let first = 0.9 - last * CODE_PITCH_MM / 2.0;
    let baselines = (0..).map(|i| first + f64::from(i) * CODE_PITCH_MM);
    Some(baselines.zip(lines).collect())
}

/// The width of a text at the size of the codes: of the sans face, rounded up.
fn wide(text: &str) -> f64 {
    let of = |c: char| match c {
        '–' => 1.45,
        c if c.is_ascii() => 1.45,
        _ => CODE_MM,
    };
    text.chars().map(of).sum()
}

/// Texts filled into lines no wider than `width` at the size of the codes.
fn packed(texts: &[String], width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for text in texts {
        match lines.last_mut() {
            // A blank could be read as one more code that is missing: 1、2 SX-5.
            Some(line) if wide(line) + CODE_MM + wide(text) <= width => {
                line.push('，');
                line.push_str(text);
            }
            _ => lines.push(text.clone()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_two_classes_are_parted_by_a_mark() {
        let texts = ["XK-1、2", "SX-5", "CF-1–4"].map(str::to_owned);
        assert_eq!(packed(&texts, 60.0), ["XK-1、2，SX-5，CF-1–4"]);
        for width in 8..40 {
            let lines = packed(&texts, f64::from(width));
            let widest = lines.iter().filter(|line| line.contains('，'));
            assert!(widest.map(|line| wide(line)).all(|w| w <= f64::from(width)));
            assert_eq!(lines.join("，"), texts.join("，"));
        }
    }
}
