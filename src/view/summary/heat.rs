//! The middle part of the chart: risk points by two factors.

use super::drawing::{head, ACCENT, INK, LEFT, SECOND, SMALL};
use crate::model::{Factors, Risk, Town};
use crate::view::svg::{Svg, Type};

/// 二、可能性与危害: the first two factors of the unit, one across and one down.
pub(super) fn heat(svg: &mut Svg, town: &Town) {
    const TOP: f64 = 67.4;
    const CELLS: [f64; 2] = [18.2, TOP + 10.2];
    const SIZE: [f64; 2] = [84.0, 52.2];
    const GAP: f64 = 0.6;
    let [across, down, ..] = town.vocabulary.factors.as_slice() else {
        return;
    };
    let (columns, rows) = (across.entry().scale.len(), down.entry().scale.len());
    let cell = [SIZE[0] / columns as f64, SIZE[1] / rows as f64];
    let title = format!("二、{}与{}", across.chinese(), down.chinese());
    head(svg, [0.0, TOP, LEFT], &title);
    svg.text(LEFT, TOP + 6.6, SMALL.end(), "格内：风险点个数和编号");
    let label = Type::new("hei", 3.1, INK).end();
    let axis = Type::new("hei", 2.8, SECOND).end();
    svg.text(16.6, CELLS[1] + 3.0, axis, down.chinese());
    for (row, word) in down.entry().scale.iter().rev().enumerate() {
        let y = CELLS[1] + row as f64 * cell[1];
        let score = rows - row;
        // A long word takes two lines, broken after its mark where it has one.
        let (first, second) = halves(word);
        let two = !second.is_empty();
        svg.text(16.6, y + if two { 8.0 } else { 9.6 }, label, &first);
        if two {
            svg.text(16.6, y + 12.0, label, &second);
        }
        for column in 0..columns {
            let x = CELLS[0] + column as f64 * cell[0];
            let at = |factors: &Factors| {
                let score_of = |factor| factors.get(factor).map(usize::from);
                score_of(*down) == Some(score) && score_of(*across) == Some(column + 1)
            };
            let here: Vec<&Risk> = (town.risks.iter())
                .filter(|r| r.factors.as_ref().is_some_and(|f| at(f)))
                .collect();
            heat_cell(svg, town, [x, y, cell[0] - GAP, cell[1] - GAP], &here);
        }
    }
    let below = CELLS[1] + SIZE[1] + 3.6;
    svg.text(16.6, below, axis, across.chinese());
    for (i, word) in across.entry().scale.iter().enumerate() {
        let x = CELLS[0] + (i as f64 + 0.5) * cell[0] - GAP / 2.0;
        svg.text(x, below, Type::new("hei", 3.1, INK).middle(), word);
    }
}

/// A word of more than five characters in two lines.
fn halves(word: &str) -> (String, String) {
    let chars: Vec<char> = word.chars().collect();
    if chars.len() <= 5 {
        return (word.to_owned(), String::new());
    }
    let mark = chars.iter().position(|c| *c == '、');
    let at = mark.map_or(chars.len().div_ceil(2), |mark| mark + 1);
    (chars[..at].iter().collect(), chars[at..].iter().collect())
}

fn heat_cell(svg: &mut Svg, town: &Town, [x, y, w, h]: [f64; 4], here: &[&Risk]) {
    let (fill, ink) = match here.len() {
        0 => ("#F7F4EF", "#857C73"),
        1..=2 => ("#FBEDEC", INK),
        3..=5 => ("#F3CFCD", INK),
        6..=10 => ("#DE8B8A", INK),
        _ => (ACCENT, "#FFFFFF"),
    };
    svg.rect([x, y, w, h], fill, None, 0.0);
    let count = here.len().to_string();
    let middle = y + h / 2.0;
    let lines = packed(&runs(town, here), w - 10.4);
    // Codes that do not fit are left to the table: a number alone is still true.
    if here.is_empty() || lines.len() > 5 {
        svg.text(
            x + w / 2.0,
            middle + 1.6,
            Type::new("hei", 3.8, ink).middle(),
            &count,
        );
        return;
    }
    svg.text(
        x + 4.6,
        middle + 2.2,
        Type::new("xbs", 6.2, ink).middle(),
        &count,
    );
    let pitch = 3.2;
    let first = middle - (lines.len() as f64 - 1.0) * pitch / 2.0 + 0.9;
    for (i, line) in lines.iter().enumerate() {
        svg.text(
            x + 9.4,
            first + i as f64 * pitch,
            Type::new("hei", 2.5, ink),
            line,
        );
    }
}

/// Codes with runs joined, one text for each class: `CF-1–4、7–9`.
fn runs(town: &Town, risks: &[&Risk]) -> Vec<String> {
    let mut codes: Vec<(i64, String, u32)> = risks
        .iter()
        .map(|r| {
            let code = r.code();
            let (head, n) = code
                .rsplit_once('-')
                .and_then(|(h, n)| Some((h.to_owned(), n.parse().ok()?)))
                .unwrap_or((code.clone(), 0));
            (r.class.map_or(i64::MAX, |c| town[c].order), head, n)
        })
        .collect();
    codes.sort();
    let mut out = Vec::new();
    for class in codes.chunk_by(|a, b| a.1 == b.1) {
        let mut parts = Vec::new();
        for run in class.chunk_by(|a, b| a.2 + 1 == b.2) {
            let (first, last) = (run[0].2, run[run.len() - 1].2);
            match run.len() {
                1 => parts.push(first.to_string()),
                2 => parts.extend([first.to_string(), last.to_string()]),
                _ => parts.push(format!("{first}–{last}")),
            }
        }
        out.push(if class[0].2 == 0 {
            class[0].1.clone()
        } else {
            format!("{}-{}", class[0].1, parts.join("、"))
        });
    }
    out
}

/// Texts filled into lines no wider than `width` at the size of the codes. Widths are those
/// of the sans face, rounded up.
fn packed(texts: &[String], width: f64) -> Vec<String> {
    let wide = |text: &str| -> f64 {
        text.chars()
            .map(|c| {
                if c.is_ascii() || c == '–' {
                    1.45
                } else {
                    2.5
                }
            })
            .sum()
    };
    let mut lines: Vec<String> = Vec::new();
    for text in texts {
        match lines.last_mut() {
            Some(line) if wide(line) + 1.0 + wide(text) <= width => {
                line.push(' ');
                line.push_str(text);
            }
            _ => lines.push(text.clone()),
        }
    }
    lines
}
