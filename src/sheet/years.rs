//! Years beside each other as bars: departments by grade, and what was done in time.

use super::dress;
use super::geometry::{Point, Rect};
use super::summary::count::in_words;
use super::summary::drawing::{Drawing, Tones, LEAST_MM};
use crate::duty::{Tally, Years};
use crate::model::{Grade, Unit};
use crate::text::Fonts;

/// A half of the chart, in mm, and what is between two that stand beside each other.
const HALF: f32 = 76.0;
const BETWEEN: f32 = 4.0;
/// From year to year.
const PITCH: f32 = 9.0;
/// Height of a bar.
const BAR: f32 = 5.6;
/// Where the bars of a half begin, and how long the longest is.
const BARS: f32 = 16.0;
const LONGEST: f32 = 52.0;
/// Where the first bar has its middle.
const FIRST: f32 = 15.0;

/// How the two halves of the chart stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halves {
    /// Beside each other, on paper and a wide screen.
    Beside,
    /// One below the other, on a phone.
    Below,
}

/// The chart as SVG.
pub fn chart(unit: &Unit, fonts: &Fonts, years: &Years, halves: Halves) -> String {
    let theme = dress::accent(unit.profile.posters.theme);
    let mut d = Drawing::new(unit, fonts, Tones::printed(&theme), LEAST_MM);
    // Below the last bar as much as is between two.
    let tall = FIRST + PITCH * years.years.len() as f32 - BAR;
    let department = &unit.words().department;
    let counts = |all: &[(Grade, usize)]| all.iter().map(|(_, n)| n).sum::<usize>();
    let graded = years.departments.iter().flatten();
    let most = graded.map(|all| counts(all)).max().unwrap_or(0);
    let most_due = years.all.iter().map(|tally| tally.due()).max().unwrap_or(0);
    let (tones, ink, accent, second) = (d.tones.grade, d.tones.ink, d.tones.accent, d.tones.second);
    let grades = |index: usize| {
        let all = years.departments[index].as_ref()?;
        let parts = all.iter().map(|(grade, n)| (*n, tones(*grade)));
        Some(parts.collect::<Vec<_>>())
    };
    let became = [
        // What is late stands out, not what is as it should be.
        ("按期", [d.tones.hair, second, ink]),
        ("迟办", [accent, accent, "#FFFFFF"]),
        ("未办", [ink, ink, "#FFFFFF"]),
    ];
    let became = became.map(|(word, tones)| (word, tones.map(str::to_owned)));
    let work = |index: usize| {
        let tally = years.all[index];
        let counts = [tally.in_time, tally.late, tally.open];
        let parts = counts.into_iter().zip(became.iter());
        let parts = parts.map(|(count, (_, tones))| (count, tones.clone()));
        (tally.due() > 0).then(|| parts.collect())
    };
    let vocabulary = unit.vocabulary.grades.iter();
    let named = vocabulary.map(|&grade| (grade.chinese(), tones(grade)));
    let named: Vec<_> = named.collect();
    d.head(HALF - BETWEEN, &format!("{department}的等级"), "");
    swatches(&mut d, HALF - BETWEEN, &named);
    half(&mut d, years, |d, index, middle| {
        bar(d, middle, grades(index), most, "没有评定记录")
    });
    let (second_half, width, height) = match halves {
        Halves::Beside => (Point::new(HALF + BETWEEN, 0.0), HALF * 2.0 + BETWEEN, tall),
        Halves::Below => (
            Point::new(0.0, tall + BAR),
            HALF - BETWEEN,
            tall * 2.0 + BAR,
        ),
    };
    d.svg.place(second_half, 1.0);
    let wide = width - second_half.x;
    d.head(wide, "应办的工作", "");
    swatches(&mut d, wide, &became);
    half(&mut d, years, |d, index, middle| {
        bar(d, middle, work(index), most_due, "没有到期的")
    });
    d.svg.place(Point::default(), 1.0);
    let title = "各年的等级和办理情况";
    d.svg.finish(width, height, title, &described(unit, years))
}

/// What the colours of a half say, flush right in its head.
fn swatches(d: &mut Drawing, width: f32, named: &[(&str, [String; 3])]) {
    let (face, ink) = (d.hei(3.1), d.tones.ink);
    let mut right = width;
    for (word, [fill, edge, _]) in named.iter().rev() {
        d.end(face, word, right, 5.4, ink);
        right -= face.width(word) + 3.6;
        let square = Rect::new(right, 4.0, 2.8, 2.8);
        d.svg.rect(square, fill, Some((edge, 0.2)), 0.0);
        right -= 3.0;
    }
}

/// A half: each year by name, and what `bar` draws beside it.
fn half(d: &mut Drawing, years: &Years, bar: impl Fn(&mut Drawing, usize, f32)) {
    for (index, year) in years.years.iter().enumerate() {
        let middle = FIRST + PITCH * index as f32;
        let ink = d.tones.ink;
        d.start(d.hei(3.3), &format!("{year}年"), 0.0, middle, ink);
        bar(d, index, middle);
    }
}

/// A bar, of which the longest has `most`; without one, `none` is said.
fn bar(
    d: &mut Drawing,
    middle: f32,
    parts: Option<Vec<(usize, [String; 3])>>,
    most: usize,
    none: &str,
) {
    let face = d.hei(3.1);
    match parts {
        Some(parts) => {
            let room = Rect::new(BARS, middle - BAR / 2.0, LONGEST, BAR);
            d.bar(room, LONGEST / most.max(1) as f32, Some(face), parts);
        }
        None => d.start(face, none, BARS, middle, d.tones.second),
    }
}

/// The same in words.
fn described(unit: &Unit, years: &Years) -> String {
    let department = &unit.words().department;
    let one = |(index, year): (usize, &i16)| {
        let grades = match &years.departments[index] {
            Some(all) => format!("{department}{}", in_words(all)),
            None => "没有评定记录".to_owned(),
        };
        let Tally {
            in_time,
            late,
            open,
            ..
        } = years.all[index];
        let due = years.all[index].due();
        format!("{year}年：{grades}；应办{due}项，按期{in_time}项，迟办{late}项，未办{open}项")
    };
    let all: Vec<String> = years.years.iter().enumerate().map(one).collect();
    all.join("。")
}
