//! 各类风险: the risk points of each class, stacked by grade.

use super::drawing::{Drawing, LABEL, SMALL};
use crate::model::number::chinese_number;
use crate::model::{Class, Grade, Unit};
use crate::sheet::chip;
use crate::sheet::geometry::Rect;

/// From here on two columns of classes stand side by side, where a column is so wide, in mm.
const ONE_COLUMN: usize = 8;
const LEAST_COLUMN: f32 = 80.0;
/// From bar to bar, in mm; less where there are many.
const PITCH: f32 = 6.6;
const TOP: f32 = 11.6;

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

/// Whether a class has a risk point.
pub(super) fn are_there(unit: &Unit) -> bool {
    unit.risks.iter().any(|risk| risk.class.is_some())
}

/// Draws the bars under a head with `numeral` in a room so wide and high; returns how far down
/// they reach, in mm.
pub(super) fn classes(d: &mut Drawing, (width, height): (f32, f32), numeral: char) -> f32 {
    const GAP: f32 = 12.0;
    const NOTE: &str = "段内：风险点个数";
    let bars = bars(d.unit);
    let title = format!("{numeral}、{}类风险", chinese_number(bars.len() as u16));
    let legend = legend_width(d);
    // Where the legend has no room in the head it stands below.
    let is_below = legend + d.hei(SMALL).width(NOTE) + 40.0 > width;
    let below = if is_below { 6.6 } else { 2.0 };
    d.head(width, &title, if is_below { NOTE } else { "" });
    if !is_below {
        self::legend(d, width - legend, 5.5);
        let second = d.tones.second.clone();
        d.end(d.hei(SMALL), NOTE, width - legend - 4.0, 5.4, &second);
    }
    let halves = bars.len() > ONE_COLUMN && (width - GAP) / 2.0 >= LEAST_COLUMN;
    let columns = if halves { 2 } else { 1 };
    let rows = bars.len().div_ceil(columns).max(1);
    let pitch = PITCH
        .min((height - TOP - below) / rows as f32)
        .max(d.least * 1.3);
    let wide = (width - GAP * (columns as f32 - 1.0)) / columns as f32;
    let most = bars.iter().map(Bar::total).max().unwrap_or(1);
    for (index, bar) in bars.iter().enumerate() {
        let left = (index / rows) as f32 * (wide + GAP);
        let top = TOP + (index % rows) as f32 * pitch;
        row(d, bar, Rect::new(left, top, wide, pitch), most);
    }
    let foot = TOP + rows as f32 * pitch;
    if is_below {
        self::legend(d, 0.0, foot + 4.0);
    }
    foot + below
}

/// Draws a class; the longest bar has `most` risk points.
fn row(d: &mut Drawing, bar: &Bar<'_>, room: Rect, most: usize) {
    /// Left of the bars, for the name; right of them, for the total.
    const NAME: f32 = 27.0;
    const TOTAL: f32 = 9.0;
    /// A risk point is no longer than that: bars of one or two would fill the sheet.
    const POINT: f32 = 14.0;
    let pitch = room.height;
    let (size, ink) = (LABEL.min(pitch * 0.62), d.tones.ink.clone());
    let name = NAME.min(room.width * 0.3);
    d.fitted(
        bar.name,
        Rect {
            width: name - 1.0,
            ..room
        },
        size,
        &ink,
    );
    let scale = ((room.width - name - TOTAL) / most as f32).min(POINT);
    let (high, middle) = (pitch * 0.74, room.middle());
    let mut x = room.x + name;
    for (grade, count) in bar.counts.iter().filter(|(_, count)| *count > 0) {
        let [fill, edge, text] = (d.tones.grade)(*grade);
        let part = Rect::new(x, middle - high / 2.0, *count as f32 * scale, high);
        d.svg.rect(part, &fill, Some((&edge, 0.2)), 0.0);
        let (face, words) = (d.hei(size), count.to_string());
        // A number that does not fit its segment is left out; the total stays.
        if face.width(&words) + 0.8 <= part.width {
            d.centred(face, &words, part.axis(), middle, &text);
        }
        x = part.right();
    }
    d.start(
        d.figures(size * 1.12),
        &bar.total().to_string(),
        x + 1.6,
        middle,
        &ink,
    );
}

const CHIP: f32 = 2.7;
/// After a chip, and after the name of its colour.
const GAPS: [f32; 2] = [1.2, 3.0];

fn legend_width(d: &Drawing) -> f32 {
    let grades = d.unit.vocabulary.grades.iter();
    let wide = |grade: &Grade| {
        let chip = chip::width(d.hei(CHIP), grade.chinese());
        chip + GAPS[0] + d.hei(SMALL).width(&grade.colour().name) + GAPS[1]
    };
    grades.map(wide).sum::<f32>() - GAPS[1]
}

/// The grades with their colours, from `x` on.
fn legend(d: &mut Drawing, mut x: f32, middle: f32) {
    let second = d.tones.second.clone();
    for grade in &d.unit.vocabulary.grades {
        let name = &grade.colour().name;
        x = d.chip_from(x, middle, CHIP, *grade) + GAPS[0];
        let face = d.hei(SMALL);
        d.start(face, name, x, middle, &second);
        x += face.width(name) + GAPS[1];
    }
}
