//! 廉政风险分布图: numbers by grade, likelihood against harm, powers by department; on a second
//! sheet classes of risks by grade, and the gravest. All figures are from the data, and what a
//! unit has not is not there.

mod bars;
mod cell_codes;
mod classes;
pub mod count;
mod drawing;
mod frame;
mod gravest;
mod heat;
mod matrix;
mod powers;

use super::svg::Svg;
use crate::model::Unit;
use count::{counts, Count};
use drawing::{HEIGHT, WIDTH};
use serde::Serialize;

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
    pub fn new(unit: &Unit) -> Self {
        let title = format!("{}风险分布图", unit.words().integrity);
        let counts = counts(unit);
        let said: Vec<String> = (counts.iter())
            .map(|c| format!("{}个{}", c.total, c.name))
            .collect();
        let year = unit.profile.grading_year;
        let sub = format!("{year}年度评定：{}", said.join("、"));
        let mut svg = Svg::new(WIDTH, HEIGHT, &title, &described(&counts));
        let foot = bars::bars(&mut svg, &unit.vocabulary.grades, &counts);
        let has_heat = heat::heat(&mut svg, unit, foot + 5.0);
        powers::powers(&mut svg, unit, if has_heat { '三' } else { '二' });
        Self {
            sub,
            svg: svg.finish(),
            more: more(unit, &title, if has_heat { 3 } else { 2 }),
        }
    }
}

/// The second sheet; its parts are numbered after the `before` of the first.
fn more(unit: &Unit, title: &str, before: usize) -> Option<String> {
    const NUMERALS: [char; 6] = ['一', '二', '三', '四', '五', '六'];
    if unit.risks.is_empty() {
        return None;
    }
    let title = format!("{title}（续）");
    let mut svg = Svg::new(WIDTH, HEIGHT, &title, "各类风险点的等级，最重的风险点");
    let foot = classes::classes(&mut svg, unit, NUMERALS[before]);
    let next = before + usize::from(foot.is_some());
    let top = foot.map_or(0.0, |foot| foot + 4.0);
    gravest::gravest(&mut svg, unit, NUMERALS[next], [top, HEIGHT - 1.0]);
    Some(svg.finish())
}

/// The numbers in words, for who cannot see the chart.
fn described(counts: &[Count]) -> String {
    let one = |c: &Count| {
        let parts: Vec<String> = c
            .grades
            .iter()
            .map(|(g, n)| format!("{}{n}个", g.chinese()))
            .collect();
        format!("{}共{}个，其中{}", c.name, c.total, parts.join("、"))
    };
    counts.iter().map(one).collect::<Vec<_>>().join("；")
}
