//! 三、各类权力的分布: which department holds which power, and what stands out.

use super::drawing::{chip, head, ACCENT, INK, LABEL, RIGHT, SECOND, SMALL, TINT, WIDTH};
use crate::model::held::NOT_KNOWN;
use crate::model::number::chinese_number;
use crate::model::{Extent, Grade, Power, Powers, Unit};
use crate::sheet::svg::{Svg, Type};

/// A row of the matrix: a department; where the unit has none, a post.
struct Row<'t> {
    name: &'t str,
    grade: Grade,
    powers: Option<&'t Powers>,
}

/// What the rows are called, and the rows.
fn rows(unit: &Unit) -> (&str, Vec<Row<'_>>) {
    let departments: Vec<Row<'_>> = (unit.departments.iter())
        .map(|d| Row {
            name: &d.name,
            grade: *d.grade,
            powers: d.powers.as_ref(),
        })
        .collect();
    if !departments.is_empty() {
        return (&unit.words().department, departments);
    }
    let posts = unit.posts.iter().map(|p| Row {
        name: &p.name,
        grade: *p.grade,
        powers: p.powers.as_ref(),
    });
    ("岗位", posts.collect())
}

/// Draws the matrix, under a head with `numeral`.
pub(super) fn powers(svg: &mut Svg, unit: &Unit, numeral: char) {
    const TOP: f64 = 20.2;
    head(
        svg,
        [RIGHT, 0.0, WIDTH],
        &format!(
            "{numeral}、{}类权力的分布",
            chinese_number(unit.vocabulary.powers.len() as u16)
        ),
    );
    svg.circle([197.6, 5.3, 1.75], ACCENT, None);
    svg.text(200.6, 6.6, SMALL, "全部");
    svg.half_circle([213.4, 5.3, 1.6], ACCENT, 0.35);
    svg.text(WIDTH, 6.6, SMALL.end(), "部分");
    let (department, rows) = rows(unit);
    if unknown(&rows) > 0 {
        svg.text(194.0, 6.6, SMALL.end(), &format!("— {NOT_KNOWN}"));
    }
    let all = &unit.vocabulary.powers;
    let pitch = 72.96 / all.len().max(1) as f64;
    let column = |i: usize| 151.92 + (i as f64 + 0.5) * pitch;
    svg.text(RIGHT, 16.4, SMALL, department);
    svg.text(145.0, 16.4, SMALL.middle(), "等级");
    for (i, power) in all.iter().enumerate() {
        let name: Vec<char> = power.chinese().chars().collect();
        // Up to three characters stand in one line, more in two halves, as large as the column
        // allows.
        let most = if name.len() <= 3 {
            3
        } else {
            name.len().div_ceil(2)
        };
        let size = LABEL.size.min((pitch - 0.4) / most as f64);
        let lines = name.len().div_ceil(most);
        for (line, part) in name.chunks(most).enumerate() {
            let words: String = part.iter().collect();
            let y = if lines == 1 {
                16.4
            } else {
                14.2 + line as f64 * 4.0
            };
            svg.text(column(i), y, Type::new("hei", size, INK).middle(), &words);
        }
    }
    svg.line([RIGHT, TOP - 0.2, WIDTH, TOP - 0.2], INK, 0.25);
    // More departments than the sample's 14 share the same height.
    let pitch = (90.3 / rows.len().max(1) as f64).min(6.45);
    let size = (pitch * 0.52).min(3.4);
    for (row, d) in rows.iter().enumerate() {
        let y = TOP + row as f64 * pitch;
        let middle = y + pitch / 2.0;
        if row % 2 == 0 {
            svg.rect([RIGHT, y, WIDTH - RIGHT, pitch], TINT, None, 0.0);
        }
        svg.text(
            RIGHT + 1.0,
            middle + size * 0.36,
            // A long name gets smaller type: the chip of the grade begins beside it.
            Type::new(
                "hei",
                size.min(24.0 / d.name.chars().count().max(1) as f64),
                INK,
            ),
            d.name,
        );
        chip(svg, [145.0, middle], size * 0.92, d.grade, false);
        for (i, &power) in all.iter().enumerate() {
            let r = size * 0.5;
            match d.powers.map(|powers| powers.get(power)) {
                Some(Some(Extent::Full)) => svg.circle([column(i), middle, r + 0.15], ACCENT, None),
                Some(Some(Extent::Part)) => svg.half_circle([column(i), middle, r], ACCENT, 0.35),
                Some(None) => svg.circle([column(i), middle, 0.3], "#A89F94", None),
                None => {
                    let face = Type::new("hei", size * 0.8, SECOND).middle();
                    svg.text(column(i), middle + size * 0.3, face, "—");
                }
            }
        }
    }
    let foot = TOP + rows.len() as f64 * pitch;
    sums(svg, unit, (department, &rows), foot, column);
}

/// Below the matrix: how many hold each power, and what stands out.
fn sums(
    svg: &mut Svg,
    unit: &Unit,
    (department, holders): (&str, &[Row<'_>]),
    y: f64,
    column: impl Fn(usize) -> f64,
) {
    let held = |power: Power, extent: Extent| {
        holders
            .iter()
            .filter_map(|row| row.powers)
            .filter(|powers| powers.get(power) == Some(extent))
            .count()
    };
    svg.line([RIGHT, y, WIDTH, y], INK, 0.25);
    let rows = [
        (format!("全部握有的{department}数"), Extent::Full, ACCENT),
        (format!("部分握有的{department}数"), Extent::Part, INK),
    ];
    for (i, (words, extent, colour)) in rows.into_iter().enumerate() {
        let base = y + 5.3 + i as f64 * 5.2;
        svg.text(RIGHT + 1.0, base, Type::new("hei", 3.3, SECOND), &words);
        for (k, &power) in unit.vocabulary.powers.iter().enumerate() {
            let n = held(power, extent).to_string();
            svg.text(column(k), base, Type::new("xbs", 3.9, colour).middle(), &n);
        }
    }
    svg.line([RIGHT, y + 12.6, WIDTH, y + 12.6], INK, 0.4);
    for (i, line) in lines(remarks(
        department,
        &unit.vocabulary.powers,
        held,
        unknown(holders),
    ))
    .iter()
    .enumerate()
    {
        svg.text(RIGHT, y + 18.4 + i as f64 * 5.0, LABEL, line);
    }
}

/// How many rows have not said which powers they hold.
fn unknown(rows: &[Row<'_>]) -> usize {
    rows.iter().filter(|row| row.powers.is_none()).count()
}

/// What stands out, a sentence each: the powers that most departments hold, and those that
/// none holds in full. Of powers that are all equal none stands out.
fn remarks(
    department: &str,
    all: &[Power],
    held: impl Fn(Power, Extent) -> usize,
    unknown: usize,
) -> Vec<String> {
    let both = |p: Power| held(p, Extent::Full) + held(p, Extent::Part);
    let names = |powers: &[Power]| {
        if powers.len() == all.len() {
            return "各类权力".to_owned();
        }
        let names: Vec<&str> = powers.iter().map(|p| p.chinese()).collect();
        names.join("、")
    };
    let of = |wanted: &dyn Fn(Power) -> bool| -> Vec<Power> {
        all.iter().copied().filter(|&p| wanted(p)).collect()
    };
    let most = all.iter().map(|&p| both(p)).max().unwrap_or(0);
    let mut out = Vec::new();
    match of(&|p| both(p) == most).as_slice() {
        _ if most == 0 => {}
        these if these.len() == all.len() => {}
        [p] => out.push(format!(
            "{}{}个{department}全部握有、{}个部分握有，涉及面最广",
            p.chinese(),
            held(*p, Extent::Full),
            held(*p, Extent::Part)
        )),
        equals => out.push(format!(
            "{}各有{most}个{department}握有，涉及面最广",
            names(equals)
        )),
    }
    let partial = of(&|p| held(p, Extent::Full) == 0 && held(p, Extent::Part) > 0);
    if !partial.is_empty() {
        out.push(format!("{}在各{department}均为部分握有", names(&partial)));
    }
    if unknown > 0 {
        out.push(format!("{unknown}个{department}{NOT_KNOWN}，没有计入"));
    }
    let last = out.len().saturating_sub(1);
    let mark = |(i, text)| format!("{text}{}", if i == last { "。" } else { "；" });
    out.into_iter().enumerate().map(mark).collect()
}

/// A sentence a line; where one is too long for a line, all of them as one running text.
fn lines(sentences: Vec<String>) -> Vec<String> {
    /// Characters of a line at the size of a label.
    const MOST: usize = 33;
    let long = |text: &str| text.chars().count() > MOST;
    if !sentences.iter().any(|s| long(s)) {
        return sentences;
    }
    let text: Vec<char> = sentences.concat().chars().collect();
    let mut out = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let mut end = (start + MOST).min(text.len());
        // No mark begins a line: the character before it goes with it.
        if text.get(end).is_some_and(|c| "、，；。）".contains(*c)) {
            end -= 1;
        }
        out.push(text[start..end].iter().collect());
        start = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn township() -> Vec<Power> {
        crate::build::preset::vocabulary("township").powers
    }

    /// Of each power in order: how many hold all of it, how many a part.
    fn said(counts: [(usize, usize); 6], unknown: usize) -> String {
        let held = |p: Power, extent| {
            let (full, part) = counts[p.rank()];
            if extent == Extent::Full {
                full
            } else {
                part
            }
        };
        remarks("站所", &township(), held, unknown).concat()
    }

    #[test]
    fn what_is_said_to_reach_furthest_is_equalled_by_nothing_unsaid() {
        let one = [(1, 1), (0, 1), (0, 0), (0, 0), (3, 1), (0, 0)];
        assert_eq!(
            said(one, 0),
            "财务管理3个站所全部握有、1个部分握有，涉及面最广；项目审批在各站所均为部分握有。"
        );
        let two = [(1, 1), (0, 0), (0, 0), (0, 0), (2, 0), (0, 0)];
        assert_eq!(
            said(two, 0),
            "行政许可、财务管理各有2个站所握有，涉及面最广。"
        );
        assert_eq!(said([(1, 0); 6], 0), "");
        assert_eq!(said([(0, 0); 6], 2), "2个站所未填报，没有计入。");
    }

    #[test]
    fn no_line_is_wider_than_the_chart() {
        for counts in [
            [(0, 3); 6],
            [(0, 12), (0, 12), (0, 12), (0, 12), (0, 12), (0, 1)],
        ] {
            let held = |p: Power, extent| {
                let (full, part) = counts[p.rank()];
                if extent == Extent::Full {
                    full
                } else {
                    part
                }
            };
            let lines = lines(remarks("站所", &township(), held, 9));
            assert!(lines.len() <= 3, "{lines:?}");
            assert!(lines.iter().all(|l| l.chars().count() <= 33), "{lines:?}");
        }
    }
}
