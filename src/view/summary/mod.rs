//! 廉政风险分布图: numbers by grade, likelihood against harm, powers by department; one
//! chart with all figures from the data.

mod bars;
mod drawing;
mod heat;
mod matrix;
mod powers;

use super::index::{count, Count};
use super::svg::Svg;
use crate::model::{Grade, Unit};
use drawing::{HEIGHT, WIDTH};
use serde::Serialize;

/// The chart and its line of numbers.
#[derive(Debug, Clone, Serialize)]
pub struct SummaryView {
    /// 2013年度评定：14个站所、50个岗位、41个风险点.
    pub sub: String,
    /// The chart: an SVG element, its texts already escaped.
    pub svg: String,
}

impl SummaryView {
    /// The chart of the unit.
    pub fn new(unit: &Unit) -> Self {
        let departments: Vec<Grade> = unit.departments.iter().map(|d| *d.grade).collect();
        let posts: Vec<Grade> = unit.posts.iter().map(|p| *p.grade).collect();
        let risks: Vec<Grade> = unit.risks.iter().map(|r| *r.grade).collect();
        let department = unit.words().department.as_str();
        let title = format!("{}风险分布图", unit.words().integrity);
        let groups = [
            (department, departments),
            ("岗位", posts),
            ("风险点", risks),
        ];
        // A unit without departments has no word for them.
        let there = (groups.iter()).filter(|(name, all)| *name != department || !all.is_empty());
        let counts: Vec<Count> = there.map(|(name, all)| count(unit, name, all)).collect();
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
        }
    }
}

/// The numbers in words, for who cannot see the chart.
fn described(counts: &[Count]) -> String {
    let one = |c: &Count| {
        let parts: Vec<String> = c
            .grades
            .iter()
            .map(|(g, n)| format!("{}{n}个", g.word))
            .collect();
        format!("{}共{}个，其中{}", c.name, c.total, parts.join("、"))
    };
    counts.iter().map(one).collect::<Vec<_>>().join("；")
}
