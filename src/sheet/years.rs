//! Years beside each other as bars: departments by grade, and what was done in time.

use super::dress::Accent;
use super::geometry::{Point, Rect};
use super::summary::count::in_words;
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
    let theme = Accent::of(unit.profile.posters.theme);
    let mut d = Drawing::new(unit, fonts, Tones::printed(&theme), LEAST_MM);
    let height = FIRST + PITCH * years.years.len() as f32;
    let department = &unit.words().department;
    d.head(HALVES[1] - 24.0, &format!("{department}的等级"), "");
    d.svg.place(Point::new(HALVES[1] - 16.0, 0.0), 1.0);
    let (wide, note) = (WIDTH - HALVES[1] + 16.0, "按期，迟办（浅），未办（黑）");
    d.head(wide, "工作办理", note);
    d.svg.place(Point::default(), 1.0);
    let counts = |all: &[(Grade, usize)]| all.iter().map(|(_, n)| n).sum::<usize>();
    let graded = years.departments.iter().flatten();
    let most = graded.map(|all| counts(all)).max().unwrap_or(0);
    let most_due = years.all.iter().map(|tally| tally.due()).max().unwrap_or(0);
    let (tones, ink, accent, second) = (d.tones.grade, d.tones.ink, d.tones.accent, d.tones.second);
    for (index, year) in years.years.iter().enumerate() {
        let middle = FIRST + PITCH * index as f32;
        for half in HALVES {
            d.start(d.hei(3.3), &format!("{year}年"), half - 16.0, middle, ink);
        }
        let grades = years.departments[index].as_ref().map(|all| {
            let parts = all.iter().map(|(grade, n)| (*n, tones(*grade)));
            parts.collect()
        });
        bar(&mut d, (HALVES[0], middle), grades, most, "没有评定记录");
        let tally = years.all[index];
        let parts = [
            (tally.in_time, [accent, accent, "#FFFFFF"]),
            (tally.late, [theme.late.as_str(), second, ink]),
            (tally.open, [ink, ink, "#FFFFFF"]),
        ];
        let parts = parts.map(|(count, tones)| (count, tones.map(str::to_owned)));
        let work = (tally.due() > 0).then(|| parts.to_vec());
        bar(&mut d, (HALVES[1], middle), work, most_due, "没有到期的");
    }
    let title = "各年的等级和办理情况";
    d.svg.finish(WIDTH, height, title, &described(unit, years))
}

/// A bar from `x` on, of which the longest has `most`; without one, `none` is said.
fn bar(
    d: &mut Drawing,
    (x, middle): (f32, f32),
    parts: Option<Vec<(usize, [String; 3])>>,
    most: usize,
    none: &str,
) {
    let face = d.hei(3.1);
    match parts {
        Some(parts) => {
            let room = Rect::new(x, middle - BAR / 2.0, LONGEST, BAR);
            d.bar(room, LONGEST / most.max(1) as f32, face, parts);
        }
        None => d.start(face, none, x, middle, d.tones.second),
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
        format!(
            "{year}年：{grades}；到期的工作{due}项，按期{in_time}项，迟办{late}项，未办{open}项"
        )
    };
    let all: Vec<String> = years.years.iter().enumerate().map(one).collect();
    all.join("。")
}
