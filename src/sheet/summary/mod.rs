//! 廉政风险分布图: numbers by grade, likelihood against harm, powers by department; on a second
//! sheet, or all on one for the wall, classes of risks by grade, and the gravest. All figures are
//! from the data, and what a unit has not is not there.

mod bars;
mod cell_codes;
pub mod classes;
pub mod count;
pub(in crate::sheet) mod drawing;
mod frame;
pub mod gravest;
mod heat;
mod matrix;
pub mod powers;
mod wall;

use crate::model::Unit;
use crate::sheet::dress;
use crate::sheet::geometry::Point;
use crate::text::Fonts;
use count::{counts, in_words, Count};
use drawing::{Drawing, Tones, LEAST_MM};
use serde::Serialize;

/// The sheets of the handbook, in mm.
const WIDTH: f32 = 225.0;
const HEIGHT: f32 = 140.0;
/// Left column; the right one begins 12 mm further.
const LEFT: f32 = 102.0;
const RIGHT: f32 = 114.0;
/// Below the line above the chart, in mm.
const TOP: f32 = 2.2;
/// What the classes may take, and from one to the next, in mm.
const CLASSES: [f32; 2] = [68.0, 6.6];
/// Numbers of the parts.
const NUMERALS: [char; 6] = ['一', '二', '三', '四', '五', '六'];

/// The chart and its line of numbers.
#[derive(Debug, Clone, Serialize)]
pub struct SummaryView {
    /// 2013年度评定：14个站所、50个岗位、41个风险点.
    pub sub: String,
    /// The chart: an SVG element, its texts already escaped.
    pub svg: String,
    /// The second sheet of it; a unit without risk points has none.
    pub more: Option<String>,
}

impl SummaryView {
    /// The chart of the unit.
    pub fn new(unit: &Unit, fonts: &Fonts) -> Self {
        let title = title(unit);
        let counts = counts(unit);
        let year = unit.profile.grading_year;
        let accent = dress::accent(unit.profile.posters.theme);
        let drawing = || Drawing::new(unit, fonts, Tones::printed(&accent), LEAST_MM);
        let mut d = drawing();
        d.svg.place(Point::new(0.0, TOP), 1.0);
        let pitch = bars::pitch(unit.vocabulary.grades.len());
        let foot = TOP + bars::bars(&mut d, (LEFT, pitch), &counts) + 1.4;
        d.svg.place(Point::new(0.0, foot), 1.0);
        let has_heat = heat::heat(&mut d, LEFT, HEIGHT - foot, '二');
        d.svg.place(Point::new(RIGHT, TOP), 1.0);
        let before = if has_heat { 2 } else { 1 };
        let room = (WIDTH - RIGHT, HEIGHT - TOP);
        powers::powers(&mut d, room, NUMERALS[before], true);
        Self {
            sub: format!("{year}年度评定：{}", range(&counts)),
            svg: d.svg.finish(WIDTH, HEIGHT, &title, &described(&counts)),
            more: hangs(unit).then(|| more(drawing(), &title, before + 1)),
        }
    }
}

/// 廉政风险分布图.
pub fn title(unit: &Unit) -> String {
    format!("{}风险分布图", unit.words().integrity)
}

/// Whether there is anything to hang on a wall.
pub fn hangs(unit: &Unit) -> bool {
    !unit.risks.is_empty()
}

/// The second sheet; its parts are numbered after the `before` of the first.
fn more(mut d: Drawing, title: &str, mut before: usize) -> String {
    let mut top = TOP;
    d.svg.place(Point::new(0.0, top), 1.0);
    if classes::are_there(d.unit) {
        let [height, pitch] = CLASSES;
        top += classes::classes(&mut d, (WIDTH, height), pitch, NUMERALS[before]) + 4.0;
        before += 1;
    }
    d.svg.place(Point::new(0.0, top), 1.0);
    let room = (WIDTH, HEIGHT - 1.0 - top);
    let end = gravest::gravest(&mut d, room, NUMERALS[before], gravest::ROWS[0]);
    d.rule(0.0, room.0, end, d.tones.ink, 0.4);
    let title = format!("{title}（续）");
    let said = "各类风险点的等级，最重的风险点";
    d.svg.finish(WIDTH, HEIGHT, &title, said)
}

/// 14个站所、50个岗位、41个风险点.
fn range(counts: &[Count]) -> String {
    let one = |c: &Count| format!("{}个{}", c.total, c.name);
    counts.iter().map(one).collect::<Vec<_>>().join("、")
}

/// The numbers in words, for who cannot see the chart.
fn described(counts: &[Count]) -> String {
    let one = |c: &Count| format!("{}共{}个，其中{}", c.name, c.total, in_words(&c.grades));
    counts.iter().map(one).collect::<Vec<_>>().join("；")
}
