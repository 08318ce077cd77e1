//! 各类风险: the risk points of each class, stacked by grade.

use super::count::Count;
use super::drawing::{Drawing, LABEL, SMALL};
use super::heat;
use crate::model::number::chinese_number;
use crate::model::{Class, Risk, Unit};
use crate::sheet::chip::Legend;
use crate::sheet::geometry::Rect;

/// From here on two columns of classes stand side by side, where a column is so wide, in mm.
const ONE_COLUMN: usize = 8;
const LEAST_COLUMN: f32 = 80.0;
const TOP: f32 = 11.6;

/// The classes that have risk points, in their order.
pub fn bars(unit: &Unit) -> Vec<Count> {
    let mut classes: Vec<(usize, &Class)> = unit.classes.iter().enumerate().collect();
    classes.sort_by_key(|(_, class)| class.order);
    let bars = classes.into_iter().map(|(index, class)| {
        let is_own = |risk: &&Risk| risk.class.is_some_and(|c| c.index as usize == index);
        let own = unit.risks.iter().filter(is_own);
        Count::of(unit, &class.name, own.map(|risk| *risk.grade))
    });
    bars.filter(|bar| bar.total > 0).collect()
}

/// Whether a class has risk points of several grades.
fn has_parts(bar: &Count) -> bool {
    bar.grades.iter().filter(|(_, n)| *n > 0).count() > 1
}

/// 许可审批 XK: behind a class the letters of its codes, where the sheet has codes and all begin so.
fn said(unit: &Unit, bar: &Count) -> String {
    let is_own = |risk: &&Risk| risk.class.is_some_and(|c| *unit[c].name == bar.name);
    let codes: Vec<String> = unit.risks.iter().filter(is_own).map(Risk::code).collect();
    let letters = |code: &String| Some(format!(" {}", code.rsplit_once('-')?.0));
    let first = codes.first().and_then(letters).unwrap_or_default();
    let is_said =
        heat::has_codes(unit) && codes.iter().all(|c| letters(c).as_ref() == Some(&first));
    format!("{}{}", bar.name, if is_said { &first } else { "" })
}

/// Whether a class has a risk point.
pub(super) fn are_there(unit: &Unit) -> bool {
    unit.risks.iter().any(|risk| risk.class.is_some())
}

/// Draws the bars under a head with `numeral` in a room so wide and high, so far from bar to bar
/// at most; returns how far down they reach, in mm.
pub(super) fn classes(d: &mut Drawing, room: (f32, f32), most: f32, numeral: char) -> f32 {
    const GAP: f32 = 12.0;
    let (width, height) = room;
    let bars = bars(d.unit);
    let note = match bars.iter().any(has_parts) {
        true => "段内：风险点个数",
        false => "单位：个",
    };
    let title = format!("{numeral}、{}类风险", chinese_number(bars.len() as u16));
    let grades = d.unit.vocabulary.grades.iter();
    let legend = Legend {
        chips: d.hei(2.7),
        words: d.hei(SMALL),
        grades: grades.map(|g| (*g, g.colour().name.clone())).collect(),
        gaps: [1.2, 3.0],
    };
    let (second, left) = (d.tones.second, width - legend.width());
    // Where the legend has no room in the head it stands below.
    let is_below = d.hei(SMALL).width(note) + 40.0 > left;
    let below = if is_below { 6.6 } else { 2.0 };
    d.head(width, &title, if is_below { note } else { "" });
    if !is_below {
        d.legend(&legend, left, 5.5, second);
        d.end(d.hei(SMALL), note, left - 4.0, 5.4, second);
    }
    let halves = bars.len() > ONE_COLUMN && (width - GAP) / 2.0 >= LEAST_COLUMN;
    let columns = if halves { 2 } else { 1 };
    let rows = bars.len().div_ceil(columns).max(1);
    let pitch = ((height - TOP - below) / rows as f32).min(most);
    let pitch = pitch.max(d.least * 1.3);
    let wide = (width - GAP * (columns as f32 - 1.0)) / columns as f32;
    let most = bars.iter().map(|bar| bar.total).max().unwrap_or(1);
    for (index, bar) in bars.iter().enumerate() {
        let left = (index / rows) as f32 * (wide + GAP);
        let top = TOP + (index % rows) as f32 * pitch;
        row(d, bar, Rect::new(left, top, wide, pitch), most);
    }
    let foot = TOP + rows as f32 * pitch;
    if is_below {
        d.legend(&legend, 0.0, foot + 4.0, second);
    }
    foot + below
}

/// Draws a class; the longest bar has `most` risk points.
fn row(d: &mut Drawing, bar: &Count, room: Rect, most: usize) {
    /// Left of the bars, for the name; right of them, for the total.
    const NAME: f32 = 27.0;
    const TOTAL: f32 = 9.0;
    /// A risk point is no longer than that: bars of one or two would fill the sheet.
    const POINT: f32 = 14.0;
    /// Nor is a bar thicker.
    const THICK: f32 = 8.0;
    let size = (room.height * 0.62).min(LABEL).max(room.height * 0.3);
    let ink = d.tones.ink;
    let name = NAME.min(room.width * 0.3);
    let words = Rect::new(room.x, room.y, name - 1.0, room.height);
    d.fitted(&said(d.unit, bar), words, size, ink);
    let scale = ((room.width - name - TOTAL) / most as f32).min(POINT);
    let (high, middle) = ((room.height * 0.74).min(THICK), room.middle());
    let bars = Rect::new(room.x + name, middle - high / 2.0, 0.0, high);
    let tones = d.tones.grade;
    let parts = bar.grades.iter().map(|(grade, n)| (*n, tones(*grade)));
    // The total beside a bar of one part says it already.
    let end = d.bar(bars, scale, has_parts(bar).then(|| d.hei(size)), parts);
    let total = bar.total.to_string();
    d.start(d.figures(size * 1.12), &total, end + 1.6, middle, ink);
}
