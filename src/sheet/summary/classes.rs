//! 各类风险: the risk points of each class, stacked by grade.

use super::drawing::{chip, colours, em, fitted, head, INK, LABEL, SECOND, SMALL, WIDTH};
use crate::model::number::chinese_number;
use crate::model::{Class, Grade, Unit};
use crate::sheet::svg::{Svg, Type};

/// From here on two columns of classes stand side by side.
const ONE_COLUMN: usize = 8;
/// From bar to bar, in mm; less where there are many.
const PITCH: f64 = 6.6;
/// What the bars of a column may take, in mm.
const ROOM: f64 = 54.0;
const TOP: f64 = 11.6;

/// A class: its name, and how many of its risk points have each grade.
struct Bar<'t> {
    name: &'t str,
    counts: Vec<(Grade, usize)>,
}

impl Bar<'_> {
    fn total(&self) -> usize {
        self.counts.iter().map(|(_, count)| count).sum()
    }
}

/// The classes that have risk points, in their order.
fn bars(unit: &Unit) -> Vec<Bar<'_>> {
    let mut classes: Vec<(usize, &Class)> = unit.classes.iter().enumerate().collect();
    classes.sort_by_key(|(_, class)| class.order);
    let bars = classes.into_iter().map(|(index, class)| {
        let own =
            |risk: &&crate::model::Risk| risk.class.is_some_and(|c| c.index as usize == index);
        let of = |grade: &Grade| {
            let all = unit.risks.iter().filter(own);
            (*grade, all.filter(|risk| *risk.grade == *grade).count())
        };
        Bar {
            name: &class.name,
            counts: unit.vocabulary.grades.iter().map(of).collect(),
        }
    });
    bars.filter(|bar| bar.total() > 0).collect()
}

/// Draws the bars under a head with `numeral`; returns how far down they reach, in mm, or
/// `None` where no class has a risk point.
pub(super) fn classes(svg: &mut Svg, unit: &Unit, numeral: char) -> Option<f64> {
    let bars = bars(unit);
    if bars.is_empty() {
        return None;
    }
    let title = format!("{numeral}、{}类风险", chinese_number(bars.len() as u16));
    head(svg, [0.0, 0.0, WIDTH], &title);
    legend(svg, &unit.vocabulary.grades);
    let columns = if bars.len() > ONE_COLUMN { 2 } else { 1 };
    let rows = bars.len().div_ceil(columns);
    let pitch = PITCH.min(ROOM / rows as f64);
    let gap = 12.0;
    let width = (WIDTH - gap * (columns as f64 - 1.0)) / columns as f64;
    let most = bars.iter().map(Bar::total).max().unwrap_or(1);
    for (index, bar) in bars.iter().enumerate() {
        let left = (index / rows) as f64 * (width + gap);
        let middle = TOP + (index % rows) as f64 * pitch + pitch / 2.0;
        row(svg, bar, [left, middle, width, pitch], most);
    }
    Some(TOP + rows as f64 * pitch + 2.0)
}

/// Draws a class, `[left, middle, width, pitch]` in mm; the longest bar has `most` risk points.
fn row(svg: &mut Svg, bar: &Bar<'_>, [left, middle, width, pitch]: [f64; 4], most: usize) {
    /// Left of the bars, for the name; right of them, for the total.
    const NAME: f64 = 27.0;
    const TOTAL: f64 = 9.0;
    /// A risk point is no longer than that: bars of one or two would fill the sheet.
    const POINT: f64 = 14.0;
    let size = LABEL.size.min(pitch * 0.62);
    let name = fitted(bar.name, NAME - 2.0, pitch, size);
    for (line, baseline) in name.placed(middle) {
        svg.text(left, baseline, Type::new("hei", name.size, INK), line);
    }
    let scale = ((width - NAME - TOTAL) / most as f64).min(POINT);
    let high = pitch * 0.74;
    let mut x = left + NAME;
    for (grade, count) in bar.counts.iter().filter(|(_, count)| *count > 0) {
        let [fill, edge, ink] = colours(*grade);
        let long = *count as f64 * scale;
        svg.rect(
            [x, middle - high / 2.0, long, high],
            &fill,
            Some((&edge, 0.2)),
            0.0,
        );
        let words = count.to_string();
        // A number that does not fit its segment is left out; the total stays.
        if em(&words) * size + 0.8 <= long {
            let word = Type::new("hei", size, &ink).middle();
            svg.text(x + long / 2.0, middle + size * 0.36, word, &words);
        }
        x += long;
    }
    let total = Type::new("xbs", size * 1.12, INK);
    svg.text(
        x + 1.6,
        middle + size * 0.4,
        total,
        &bar.total().to_string(),
    );
}

/// The grades with their colours, flush right in the head.
fn legend(svg: &mut Svg, grades: &[Grade]) {
    const NOTE: &str = "段内：风险点个数";
    const CHIP: f64 = 2.7;
    let name = |grade: &Grade| grade.colour().name.clone();
    let wide = |grade: &Grade| {
        let sign = (grade.chinese().chars().count().max(2) as f64 + 0.84) * CHIP;
        (sign, sign + 1.2 + em(&name(grade)) * SMALL.size + 3.0)
    };
    let note = em(NOTE) * SMALL.size + 5.0;
    let whole: f64 = grades.iter().map(|grade| wide(grade).1).sum();
    // Long words of many grades would reach into the title.
    let shown = whole + note < WIDTH - 48.0;
    let mut x = WIDTH - if shown { whole } else { 0.0 } + 3.0;
    svg.text(
        x - 5.0 + if shown { 0.0 } else { 2.0 },
        6.6,
        SMALL.end(),
        NOTE,
    );
    for grade in grades.iter().filter(|_| shown) {
        let (sign, step) = wide(grade);
        chip(svg, [x, 5.5], CHIP, *grade, true);
        svg.text(
            x + sign + 1.2,
            6.6,
            Type::new("hei", SMALL.size, SECOND),
            &name(grade),
        );
        x += step;
    }
}
