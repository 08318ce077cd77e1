//! The middle part of the chart: risk points by likelihood and harm.

use super::drawing::{head, ACCENT, INK, LEFT, SECOND, SMALL};
use crate::model::{Risk, Town};
use crate::view::svg::{Svg, Type};

/// 二、可能性与危害.
pub(super) fn heat(svg: &mut Svg, town: &Town) {
    const TOP: f64 = 67.4;
    const CELLS: [f64; 2] = [18.2, TOP + 10.2];
    const SIZE: [f64; 2] = [28.0, 17.4];
    const GAP: f64 = 0.6;
    head(svg, [0.0, TOP, LEFT], "二、可能性与危害");
    svg.text(LEFT, TOP + 6.6, SMALL.end(), "格内：风险点个数和编号");
    let harms = [
        (3, ["违法犯罪、", "重大损失"]),
        (2, ["损失或处分", ""]),
        (1, ["群众不便", ""]),
    ];
    let label = Type::new("hei", 3.1, INK).end();
    svg.text(
        16.6,
        CELLS[1] + 3.0,
        Type::new("hei", 2.8, SECOND).end(),
        "危害",
    );
    for (row, (harm, words)) in harms.iter().enumerate() {
        let y = CELLS[1] + row as f64 * SIZE[1];
        let two = !words[1].is_empty();
        svg.text(16.6, y + if two { 8.0 } else { 9.6 }, label, words[0]);
        if two {
            svg.text(16.6, y + 12.0, label, words[1]);
        }
        for likelihood in 1..=3u8 {
            let x = CELLS[0] + f64::from(likelihood - 1) * SIZE[0];
            let here: Vec<&Risk> = (town.risks.iter())
                .filter(|r| {
                    r.factors
                        .as_ref()
                        .is_some_and(|f| (f.harm, f.likelihood) == (*harm, likelihood))
                })
                .collect();
            heat_cell(svg, town, [x, y, SIZE[0] - GAP, SIZE[1] - GAP], &here);
        }
    }
    let below = CELLS[1] + 3.0 * SIZE[1] + 3.6;
    svg.text(16.6, below, Type::new("hei", 2.8, SECOND).end(), "可能性");
    for (i, word) in ["少见", "偶有", "常见"].iter().enumerate() {
        let x = CELLS[0] + (i as f64 + 0.5) * SIZE[0] - GAP / 2.0;
        svg.text(x, below, Type::new("hei", 3.1, INK).middle(), word);
    }
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
