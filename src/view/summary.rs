//! 廉政风险分布图: numbers by grade, likelihood against harm, powers by department; one
//! chart with all figures from the data.

use super::common::grades_down;
use super::heat::heat;
use super::index::{count, Count};
use super::svg::{Svg, Type};
use crate::model::{Extent, Grade, Power, Town};
use serde::Serialize;

/// The chart and its line of numbers.
#[derive(Debug, Clone, Serialize)]
pub struct SummaryView {
    /// 2013年度评定：14个站所、50个岗位、41个风险点.
    pub sub: String,
    /// The chart: an SVG element, its texts already escaped.
    pub svg: String,
}

pub(super) const ACCENT: &str = "#AE1220";
pub(super) const INK: &str = "#1C1917";
pub(super) const SECOND: &str = "#4B443E";
const HAIR: &str = "#D8CFC2";
const TINT: &str = "#F8F4EC";
const WIDTH: f64 = 225.0;
const HEIGHT: f64 = 140.0;
/// Left column; the right one begins 12 mm further.
pub(super) const LEFT: f64 = 102.0;
const RIGHT: f64 = 114.0;

const HEAD: Type = Type::new("hei", 4.2, ACCENT);
const LABEL: Type = Type::new("hei", 3.3, INK);
pub(super) const SMALL: Type = Type::new("hei", 3.1, SECOND);

/// Fill and edge of a grade.
fn colours(grade: Grade) -> (&'static str, &'static str, &'static str) {
    match grade {
        Grade::High => ("#D7191F", "#8E0D12", "#FFFFFF"),
        Grade::Middle => ("#F28C0A", "#9A5200", INK),
        Grade::Low => ("#FFD426", "#8A6D00", INK),
    }
}

impl SummaryView {
    /// The chart of the town.
    pub fn new(town: &Town) -> Self {
        let departments: Vec<Grade> = town.departments.iter().map(|d| *d.grade).collect();
        let posts: Vec<Grade> = town.posts.iter().map(|p| *p.grade).collect();
        let risks: Vec<Grade> = town.risks.iter().map(|r| *r.grade).collect();
        let counts = [
            count("站所", &departments),
            count("岗位", &posts),
            count("风险点", &risks),
        ];
        let sub = format!(
            "{}年度评定：{}个站所、{}个岗位、{}个风险点",
            town.profile.grading_year, counts[0].total, counts[1].total, counts[2].total
        );
        let mut svg = Svg::new(WIDTH, HEIGHT, "廉政风险分布图", &described(&counts));
        bars(&mut svg, &counts);
        heat(&mut svg, town);
        matrix(&mut svg, town);
        Self {
            sub,
            svg: svg.finish(),
        }
    }
}

/// The numbers in words, for who cannot see the chart.
fn described(counts: &[Count]) -> String {
    let one = |c: &Count| {
        let parts: Vec<String> = c
            .grades
            .iter()
            .map(|(g, n)| format!("{}{n}个", g.word))
            .collect();
        format!("{}共{}个，其中{}", c.name, c.total, parts.join("、"))
    };
    counts.iter().map(one).collect::<Vec<_>>().join("；")
}

pub(super) fn head(svg: &mut Svg, [x, y, to]: [f64; 3], title: &str) {
    svg.line([x, y, to, y], INK, 0.4);
    svg.text(x, y + 6.8, HEAD, title);
}

/// 一、各级数量.
fn bars(svg: &mut Svg, counts: &[Count]) {
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
        svg.text(0.0, top + 6.4, Type::new("hei", 4.0, INK), c.name);
        svg.text(0.0, top + 11.2, SMALL, &format!("共{}", c.total));
        for ((i, (view, n)), grade) in c.grades.iter().enumerate().zip(grades_down()) {
            let y = top + i as f64 * 5.2;
            svg.text(15.6, y + 1.2, LABEL, view.word);
            let length = *n as f64 * scale;
            let (fill, edge, _) = colours(grade);
            if *n > 0 {
                svg.rect([ZERO, y - 1.9, length, 3.8], fill, Some((edge, 0.2)), 0.0);
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

/// 三、六类权力的分布.
fn matrix(svg: &mut Svg, town: &Town) {
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

/// A grade chip around `centre`, in the measures of all chips.
fn chip(svg: &mut Svg, [x, y]: [f64; 2], size: f64, grade: Grade) {
    let (fill, edge, ink) = colours(grade);
    let (w, h) = (size * 2.84, size * 1.48);
    svg.rect(
        [x - w / 2.0, y - h / 2.0, w, h],
        fill,
        Some((edge, size * 0.06)),
        size * 0.16,
    );
    svg.text(
        x,
        y + size * 0.36,
        Type::new("hei", size, ink).middle(),
        grade.chinese(),
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
