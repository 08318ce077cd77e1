//! Years beside each other as bars: departments by grade, and what was done in time.

use super::geometry::{Point, Rect};
use super::summary::drawing::{Drawing, Tones, LEAST_MM};
use crate::duty::{Tally, Years};
use crate::model::{Grade, Unit};
use crate::text::Fonts;

/// The chart, in mm.
const WIDTH: f32 = 156.0;
/// From year to year.
const PITCH: f32 = 9.0;
/// Height of a bar.
const BAR: f32 = 5.6;
/// Where the bars of the two halves begin, and how long the longest is.
const HALVES: [f32; 2] = [16.0, 96.0];
const LONGEST: f32 = 52.0;
/// Where the first bar has its middle.
const FIRST: f32 = 15.0;

/// The chart as SVG.
pub fn chart(unit: &Unit, fonts: &Fonts, years: &Years) -> String {
    let mut d = Drawing::new(unit, fonts, Tones::printed(), LEAST_MM);
    let height = FIRST + PITCH * years.years.len() as f32;
    let department = &unit.words().department;
    d.head(HALVES[1] - 24.0, &format!("{department}的等级"), "");
    d.svg.place(Point::new(HALVES[1] - 16.0, 0.0), 1.0);
    d.head(
        WIDTH - HALVES[1] + 16.0,
        "工作办理",
        "按期，迟办（浅），未办（黑）",
    );
    d.svg.place(Point::default(), 1.0);
    let graded = years.departments.iter().flatten();
    let most = graded
        .map(|all| all.iter().map(|(_, n)| n).sum::<usize>())
        .max()
        .unwrap_or(0);
    let most_due = years.all.iter().map(|tally| tally.due()).max().unwrap_or(0);
    for (index, year) in years.years.iter().enumerate() {
        let middle = FIRST + PITCH * index as f32;
        let year = format!("{year}年");
        for half in HALVES {
            let (face, ink) = (d.hei(3.3), d.tones.ink.clone());
            d.start(face, &year, half - 16.0, middle, &ink);
        }
        grades(&mut d, years.departments[index].as_deref(), most, middle);
        work(&mut d, years.all[index], most_due, middle);
    }
    let title = "各年的等级和办理情况";
    d.svg.finish(WIDTH, height, title, &described(unit, years))
}

/// A bar of parts, each with its number; then words.
fn bar(d: &mut Drawing, x: f32, middle: f32, parts: &[(usize, [String; 3])], most: usize) -> f32 {
    let mut x = x;
    for (count, [fill, edge, word]) in parts.iter().filter(|(count, _)| *count > 0) {
        let wide = *count as f32 / most.max(1) as f32 * LONGEST;
        let part = Rect::new(x, middle - BAR / 2.0, wide, BAR);
        d.svg.rect(part, fill, Some((edge, 0.2)), 0.0);
        let text = count.to_string();
        let face = d.hei(3.1);
        if face.width(&text) + 0.8 <= wide {
            d.centred(face, &text, x + wide / 2.0, middle, word);
        }
        x += wide;
    }
    x
}

fn grades(d: &mut Drawing, all: Option<&[(Grade, usize)]>, most: usize, middle: f32) {
    let second = d.tones.second.clone();
    let Some(all) = all else {
        let face = d.hei(3.1);
        return d.start(face, "没有评定记录", HALVES[0], middle, &second);
    };
    let parts: Vec<(usize, [String; 3])> = all
        .iter()
        .map(|(grade, n)| (*n, (d.tones.grade)(*grade)))
        .collect();
    bar(d, HALVES[0], middle, &parts, most);
}

fn work(d: &mut Drawing, tally: Tally, most: usize, middle: f32) {
    let (ink, second, accent) = (
        d.tones.ink.clone(),
        d.tones.second.clone(),
        d.tones.accent.clone(),
    );
    if tally.due() == 0 {
        let face = d.hei(3.1);
        return d.start(face, "没有到期的", HALVES[1], middle, &second);
    }
    let white = || "#FFFFFF".to_owned();
    let parts = [
        (tally.in_time, [accent.clone(), accent, white()]),
        (
            tally.late,
            ["#E9C9C6".to_owned(), second.clone(), ink.clone()],
        ),
        (tally.open, [ink.clone(), ink, white()]),
    ];
    bar(d, HALVES[1], middle, &parts, most);
}

/// The same in words.
fn described(unit: &Unit, years: &Years) -> String {
    let department = &unit.words().department;
    let one = |(index, year): (usize, &i16)| {
        let grades = match &years.departments[index] {
            Some(all) => {
                let parts = all
                    .iter()
                    .map(|(grade, n)| format!("{}{n}个", grade.chinese()));
                format!("{department}{}", parts.collect::<Vec<_>>().join("、"))
            }
            None => "没有评定记录".to_owned(),
        };
        let tally = years.all[index];
        format!(
            "{year}年：{grades}；到期的工作{}项，按期{}项，迟办{}项，未办{}项",
            tally.due(),
            tally.in_time,
            tally.late,
            tally.open
        )
    };
    years
        .years
        .iter()
        .enumerate()
        .map(one)
        .collect::<Vec<_>>()
        .join("。")
}
