//! 最重的风险: the gravest risk points, whole bands of one score, with what is done about them.

use super::drawing::{chip, em, fitted, head, ACCENT, HAIR, INK, SECOND, SMALL, WIDTH};
use crate::check::norm::shown::score;
use crate::model::vocabulary::Score;
use crate::model::{Grade, Measure, Risk, Unit};
use crate::sheet::svg::{Svg, Type};

/// So many rows at most.
const ROWS: usize = 6;
/// Height of a row, in mm; less where the sheet ends.
const PITCH: f64 = 10.6;
const HEAD: f64 = 15.6;

/// Risk points of one weight: their grade and, where the unit scores, their score.
struct Band<'t> {
    grade: Grade,
    score: i64,
    risks: Vec<&'t Risk>,
}

/// All risk points in bands, the gravest first.
fn bands(unit: &Unit) -> Vec<Band<'_>> {
    let weight = |risk: &Risk| (risk.grade.rank(), std::cmp::Reverse(score(unit, risk)));
    let mut risks: Vec<&Risk> = unit.risks.iter().collect();
    // Of equals the ones that concern fewest: they say most about whom they concern.
    risks.sort_by_key(|risk| (weight(risk), risk.posts.len()));
    let runs = risks.chunk_by(|a, b| weight(a) == weight(b));
    runs.map(|run| Band {
        grade: *run[0].grade,
        score: score(unit, run[0]),
        risks: run.to_vec(),
    })
    .collect()
}

/// The risk points shown, and a remark on which they are.
fn shown<'t>(bands: &[Band<'t>]) -> (Vec<&'t Risk>, String) {
    let named = |band: &Band<'_>| match band.score {
        0 => band.grade.chinese().to_owned(),
        score => format!("评{score}分"),
    };
    let mut out: Vec<&Risk> = Vec::new();
    let mut last = None;
    for band in bands {
        if out.len() + band.risks.len() > ROWS {
            break;
        }
        out.extend(&band.risks);
        last = Some(band);
    }
    let rest = bands
        .iter()
        .find(|band| !out.iter().any(|r| std::ptr::eq(*r, band.risks[0])));
    let more = rest.map_or(String::new(), |band| {
        format!("；{}的另有{}个，见一览表", named(band), band.risks.len())
    });
    match last {
        Some(last) => {
            let and_above = match (last.score, out.len() > last.risks.len()) {
                (0, _) => named(last),
                (_, true) => format!("{}以上", named(last)),
                (_, false) => named(last),
            };
            let note = format!("{and_above}的共{}个，全部列出{more}", out.len());
            (out, note)
        }
        // The gravest band alone is longer than the list.
        None => {
            let Some(first) = bands.first() else {
                return (out, String::new());
            };
            let all = first.risks.len();
            let note = format!("{}的共{all}个，列出{ROWS}个，其余见一览表", named(first));
            (first.risks.iter().take(ROWS).copied().collect(), note)
        }
    }
}

/// A column: its head, its left edge and its width, in mm.
type Column = (String, f64, f64);

/// Draws the table under a head with `numeral`, from `top` down to `foot` at most.
pub(super) fn gravest(svg: &mut Svg, unit: &Unit, numeral: char, [top, foot]: [f64; 2]) {
    let bands = bands(unit);
    let (risks, note) = shown(&bands);
    if risks.is_empty() {
        return;
    }
    head(svg, [0.0, top, WIDTH], &format!("{numeral}、最重的风险"));
    svg.text(WIDTH, top + 6.6, SMALL.end(), &note);
    let scored = risks.iter().any(|risk| score(unit, risk) > 0);
    let columns = columns(unit, scored);
    let below = top + HEAD;
    for (title, x, _) in &columns {
        svg.text(*x, below - 2.0, Type::new("hei", SMALL.size, ACCENT), title);
    }
    svg.line([0.0, below, WIDTH, below], INK, 0.25);
    let pitch = PITCH.min((foot - below) / risks.len() as f64);
    for (index, risk) in risks.iter().enumerate() {
        let y = below + index as f64 * pitch;
        if index > 0 {
            svg.line([0.0, y, WIDTH, y], HAIR, 0.2);
        }
        row(svg, unit, risk, (index + 1, scored), &columns, [y, pitch]);
    }
    let end = below + risks.len() as f64 * pitch;
    svg.line([0.0, end, WIDTH, end], INK, 0.4);
}

fn columns(unit: &Unit, scored: bool) -> Vec<Column> {
    let words = unit.words();
    let mut wide = vec![
        ("序".to_owned(), 8.0),
        (format!("{}风险点", words.integrity), 62.0),
        ("类别".to_owned(), 24.0),
        ("涉及".to_owned(), 38.0),
        (
            if scored {
                score_title(unit)
            } else {
                "等级".to_owned()
            },
            35.0,
        ),
        ("怎么管、谁来管".to_owned(), 58.0),
    ];
    let mut x = 0.0;
    wide.drain(..)
        .map(|(title, width)| {
            let column = (title, x, width);
            x += width;
            column
        })
        .collect()
}

/// 可能性×危害, as far as it fits; else 评分.
fn score_title(unit: &Unit) -> String {
    let sign = match unit.vocabulary.score {
        Some(Score::Product) => "×",
        Some(Score::Sum) => "＋",
        _ => "、",
    };
    let names: Vec<&str> = unit
        .vocabulary
        .factors
        .iter()
        .map(|f| f.chinese())
        .collect();
    let title = names.join(sign);
    if em(&title) * SMALL.size <= 28.0 {
        title
    } else {
        "评分".to_owned()
    }
}

fn row(
    svg: &mut Svg,
    unit: &Unit,
    risk: &Risk,
    (number, scored): (usize, bool),
    columns: &[Column],
    [top, height]: [f64; 2],
) {
    const SIZE: f64 = 3.4;
    let middle = top + height / 2.0;
    let cell = |svg: &mut Svg, column: usize, text: &str, size: f64, fill: &str| {
        let (_, x, width) = &columns[column];
        let set = fitted(text, width - 2.4, height - 1.4, size);
        for (line, baseline) in set.placed(middle) {
            svg.text(*x, baseline, Type::new("hei", set.size, fill), line);
        }
    };
    let figure = Type::new("xbs", 4.2, ACCENT);
    svg.text(
        columns[0].1 + 0.4,
        middle + 1.5,
        figure,
        &number.to_string(),
    );
    cell(
        svg,
        1,
        &risk.brief.as_ref().unwrap_or(&risk.behaviour).value,
        SIZE,
        INK,
    );
    if let Some(class) = risk.class {
        cell(svg, 2, &unit[class].name, SIZE * 0.94, INK);
    }
    cell(svg, 3, &risk.concerns.value, SIZE * 0.94, INK);
    let (_, x, _) = columns[4];
    let sum = if scored {
        sum(unit, risk)
    } else {
        String::new()
    };
    svg.text(x, middle + 1.15, Type::new("hei", 3.2, SECOND), &sum);
    let after = x + em(&sum) * 3.2 + if sum.is_empty() { 0.0 } else { 1.0 };
    chip(svg, [after, middle], 3.1, *risk.grade, true);
    let (_, x, width) = columns[5];
    if let Some(measure) = measure(unit, risk) {
        let text = &measure.brief.as_ref().unwrap_or(&measure.text).value;
        let leader = measure
            .leader
            .map(|leader| unit[leader].name.value.as_str());
        let (label, who) = match leader {
            Some(leader) => ("责任领导", leader),
            None => ("责任人", measure.responsible.value.as_str()),
        };
        let (upper, lower) = (height * 0.56, height * 0.34);
        let set = fitted(text, width, upper, 3.1);
        for (line, baseline) in set.placed(top + 0.6 + upper / 2.0) {
            svg.text(x, baseline, Type::new("hei", set.size, INK), line);
        }
        let set = fitted(who, width - 15.0, lower, 2.8);
        let at = top + 0.4 + upper + lower / 2.0;
        svg.text(x, at + 1.0, Type::new("hei", 2.8, ACCENT), label);
        for (line, baseline) in set.placed(at) {
            svg.text(x + 15.0, baseline, Type::new("hei", set.size, INK), line);
        }
    }
}

/// 5×5＝25; the score alone where it is no sum or product of all factors.
fn sum(unit: &Unit, risk: &Risk) -> String {
    let whole = score(unit, risk);
    let factors = risk.factors.as_ref().map_or(Vec::new(), |f| f.of(|_| true));
    let (sign, made) = match unit.vocabulary.score {
        Some(Score::Product) => ("×", factors.iter().product()),
        Some(Score::Sum) => ("＋", factors.iter().sum()),
        _ => ("", whole + 1),
    };
    if made != whole || factors.len() < 2 || factors.len() > 4 {
        return format!("{whole}分");
    }
    let parts: Vec<String> = factors.iter().map(i64::to_string).collect();
    format!("{}={whole}", parts.join(sign).replace('＋', "+"))
}

/// The measure that answers to a risk point: of its own class, else the most special one.
fn measure<'t>(unit: &'t Unit, risk: &Risk) -> Option<&'t Measure> {
    let index = unit.risks.iter().position(|own| own.id == risk.id)?;
    let own = unit.measures_for(index).find(|m| m.class == risk.class);
    own.or_else(|| unit.measures_for(index).min_by_key(|m| m.controls.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_bands_are_listed_as_far_as_the_rows_reach() {
        let day = crate::date::Date::new(2013, 3, 31).unwrap();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/units/four");
        let unit = crate::check(&folder, None, day).unit;
        let bands = bands(&unit);
        let (risks, note) = shown(&bands);
        assert!(!risks.is_empty() && risks.len() <= ROWS, "{note}");
        // No risk point that is left out weighs as much as one that is listed.
        let weight = |risk: &Risk| (risk.grade.rank(), -score(&unit, risk));
        let listed = |risk: &Risk| risks.iter().any(|own| own.id == risk.id);
        let least = risks.iter().map(|risk| weight(risk)).max();
        for risk in unit.risks.iter().filter(|risk| !listed(risk)) {
            assert!(Some(weight(risk)) > least, "{} {note}", risk.id.value);
        }
        // A band longer than the list says how many it leaves out.
        let one = vec![Band {
            grade: bands[0].grade,
            score: 0,
            risks: unit.risks.iter().take(9).collect(),
        }];
        let (risks, note) = shown(&one);
        assert_eq!(risks.len(), ROWS);
        assert!(note.contains("共9个，列出6个"), "{note}");
        assert!(shown(&[]).0.is_empty());
    }
}
