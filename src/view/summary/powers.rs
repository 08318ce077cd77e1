//! 三、六类权力的分布: which department holds which power, and what stands out.

use super::drawing::{chip, head, ACCENT, INK, LABEL, RIGHT, SECOND, SMALL, TINT, WIDTH};
use crate::model::{Extent, Power, Town};
use crate::view::svg::{Svg, Type};

/// Draws the matrix.
pub(super) fn powers(svg: &mut Svg, town: &Town) {
    const TOP: f64 = 20.2;
    head(svg, [RIGHT, 0.0, WIDTH], "三、六类权力的分布");
    svg.circle([197.6, 5.3, 1.75], ACCENT, None);
    svg.text(200.6, 6.6, SMALL, "全部");
    svg.half_circle([213.4, 5.3, 1.6], ACCENT, 0.35);
    svg.text(WIDTH, 6.6, SMALL.end(), "部分");
    let column = |i: usize| 158.0 + i as f64 * 12.16;
    svg.text(RIGHT, 16.4, SMALL, "站所");
    svg.text(145.0, 16.4, SMALL.middle(), "等级");
    for (i, power) in Power::ALL.iter().enumerate() {
        let name: Vec<char> = power.chinese().chars().collect();
        for (line, half) in name.chunks(2).enumerate() {
            let words: String = half.iter().collect();
            svg.text(column(i), 14.2 + line as f64 * 4.0, LABEL.middle(), &words);
        }
    }
    svg.line([RIGHT, TOP - 0.2, WIDTH, TOP - 0.2], INK, 0.25);
    // More departments than the sample's 14 share the same height.
    let pitch = (90.3 / town.departments.len().max(1) as f64).min(6.45);
    let size = (pitch * 0.52).min(3.4);
    for (row, d) in town.departments.iter().enumerate() {
        let y = TOP + row as f64 * pitch;
        let middle = y + pitch / 2.0;
        if row % 2 == 0 {
            svg.rect([RIGHT, y, WIDTH - RIGHT, pitch], TINT, None, 0.0);
        }
        svg.text(
            RIGHT + 1.0,
            middle + size * 0.36,
            Type::new("hei", size, INK),
            &d.name,
        );
        chip(svg, [145.0, middle], size * 0.92, *d.grade);
        for (i, &power) in Power::ALL.iter().enumerate() {
            let r = size * 0.5;
            match d.powers.get(power) {
                Some(Extent::Full) => svg.circle([column(i), middle, r + 0.15], ACCENT, None),
                Some(Extent::Part) => svg.half_circle([column(i), middle, r], ACCENT, 0.35),
                None => svg.circle([column(i), middle, 0.3], "#A89F94", None),
            }
        }
    }
    sums(
        svg,
        town,
        TOP + town.departments.len() as f64 * pitch,
        column,
    );
}

/// Below the matrix: how many hold each power, and what stands out.
fn sums(svg: &mut Svg, town: &Town, y: f64, column: impl Fn(usize) -> f64) {
    let held = |power: Power, extent: Extent| {
        town.departments
            .iter()
            .filter(|d| d.powers.get(power) == Some(extent))
            .count()
    };
    svg.line([RIGHT, y, WIDTH, y], INK, 0.25);
    let rows = [
        ("全部握有的站所数", Extent::Full, ACCENT),
        ("部分握有的站所数", Extent::Part, INK),
    ];
    for (i, (words, extent, colour)) in rows.into_iter().enumerate() {
        let base = y + 5.3 + i as f64 * 5.2;
        svg.text(RIGHT + 1.0, base, Type::new("hei", 3.3, SECOND), words);
        for (k, &power) in Power::ALL.iter().enumerate() {
            let n = held(power, extent).to_string();
            svg.text(column(k), base, Type::new("xbs", 3.9, colour).middle(), &n);
        }
    }
    svg.line([RIGHT, y + 12.6, WIDTH, y + 12.6], INK, 0.4);
    for (i, line) in remarks(held).iter().enumerate() {
        svg.text(RIGHT, y + 18.4 + i as f64 * 5.0, LABEL, line);
    }
}

/// The power that most departments hold, and those that none holds in full.
fn remarks(held: impl Fn(Power, Extent) -> usize) -> Vec<String> {
    let mut out = Vec::new();
    let both = |p: Power| held(p, Extent::Full) + held(p, Extent::Part);
    // The first of equals, so that the order of the powers decides, not chance.
    if let Some(&p) = Power::ALL
        .iter()
        .rev()
        .max_by_key(|&&p| both(p))
        .filter(|&&p| both(p) > 0)
    {
        out.push(format!(
            "{}{}个站所全部握有、{}个部分握有，涉及面最广；",
            p.chinese(),
            held(p, Extent::Full),
            held(p, Extent::Part)
        ));
    }
    let partial: Vec<&str> = Power::ALL
        .iter()
        .filter(|&&p| held(p, Extent::Full) == 0 && held(p, Extent::Part) > 0)
        .map(|p| p.chinese())
        .collect();
    match (partial.is_empty(), out.last_mut()) {
        (false, _) => out.push(format!("{}在站所一级均为部分握有。", partial.join("、"))),
        (true, Some(last)) => *last = last.replace('；', "。"),
        (true, None) => {}
    }
    out
}
