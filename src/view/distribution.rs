//! 廉政风险分布图 in numbers and words, for a phone, where the drawings of a sheet (`sheet::summary`)
//! are too small to read.

use super::anchors::{Anchors, Link};
use super::chip::GradeView;
use crate::check::norm::shown::{score, GradedByTwo};
use crate::model::number::chinese_number;
use crate::model::vocabulary::Factor;
use crate::model::{Extent, Powers, Risk, Unit};
use crate::sheet::summary::{classes, count, gravest, powers};
use serde::Serialize;

/// All that the charts say.
#[derive(Debug, Clone, Serialize)]
pub struct Distribution {
    /// 各级数量, 八类风险: a title, and numbers by grade; what a unit has none of is left out.
    pub counts: Vec<(String, Vec<Count>)>,
    /// Risk points by two factors; `None` where the unit has no two.
    pub heat: Option<Heat>,
    /// 六类权力的分布.
    pub powers: Holders,
    /// The gravest risk points.
    pub gravest: Vec<Grave>,
    /// Which of them are listed.
    pub listed: String,
}

/// Risk points by two factors.
#[derive(Debug, Clone, Serialize)]
pub struct Heat {
    /// 可能性, and the words of its scale: the columns.
    pub across: (&'static str, &'static [String]),
    /// 危害, whose scale the rows have.
    pub down: &'static str,
    /// The word of each, the gravest first, and its cells.
    pub rows: Vec<(&'static str, Vec<HeatCell>)>,
    /// As many risk points as the fullest cell has.
    pub most: usize,
}

/// Those with the same scores.
#[derive(Debug, Clone, Serialize)]
pub struct HeatCell {
    /// By their codes.
    pub risks: Vec<Link>,
    /// What both scores give together, where the grade follows from it.
    pub score: Option<i64>,
    /// The grade that follows.
    pub grade: Option<GradeView>,
}

/// Who holds which power.
#[derive(Debug, Clone, Serialize)]
pub struct Holders {
    /// 六类权力的分布.
    pub title: String,
    /// Each power: who holds it whole, and who in part.
    pub powers: Vec<(&'static str, [Vec<Link>; 2])>,
    /// What stands out.
    pub remarks: Vec<String>,
}

/// One of the gravest risk points.
#[derive(Debug, Clone, Serialize)]
pub struct Grave {
    /// What it is.
    pub behaviour: Link,
    /// Its grade.
    pub grade: GradeView,
    /// 0 where the unit does not score.
    pub score: i64,
    /// Its class and whom it concerns.
    pub about: Vec<String>,
    /// What is done about it, and how many measures there are.
    pub measure: Option<(String, usize)>,
}

/// Numbers by grade.
#[derive(Debug, Clone, Serialize)]
pub struct Count {
    /// 站所, 岗位, 风险点.
    pub name: String,
    /// All.
    pub total: usize,
    /// From the highest grade down.
    pub grades: Vec<(GradeView, usize)>,
}

impl Distribution {
    /// Of a unit, with links by `anchors`.
    pub fn new(unit: &Unit, anchors: Anchors) -> Self {
        let classes = classes::bars(unit);
        let of_classes = format!("{}类风险", chinese_number(classes.len() as u16));
        let counts = [
            ("各级数量".to_owned(), count::counts(unit)),
            (of_classes, classes),
        ];
        let counts = counts.into_iter().filter(|(_, counts)| !counts.is_empty());
        let of = |counts: Vec<count::Count>| counts.into_iter().map(Count::from).collect();
        let (risks, listed) = gravest::shown(&gravest::bands(unit), gravest::ROWS[0]);
        Self {
            counts: counts.map(|(title, counts)| (title, of(counts))).collect(),
            heat: match unit.vocabulary.factors.as_slice() {
                [across, down, ..] => Some(heat(unit, anchors, *across, *down)),
                _ => None,
            },
            powers: holders(unit, anchors),
            gravest: (risks.iter())
                .map(|risk| grave(unit, anchors, risk))
                .collect(),
            listed,
        }
    }
}

impl From<count::Count> for Count {
    fn from(count: count::Count) -> Self {
        let grades = count.grades.into_iter();
        Self {
            name: count.name,
            total: count.total,
            grades: grades.map(|(grade, n)| (grade.into(), n)).collect(),
        }
    }
}

fn heat(unit: &Unit, anchors: Anchors, across: Factor, down: Factor) -> Heat {
    let graded = GradedByTwo::new(unit, across, down);
    let cell = |column: usize, row: usize| {
        let at = |risk: &&Risk| {
            let score_of = |factor| risk.factors.as_ref()?.get(factor).map(usize::from);
            score_of(across) == Some(column) && score_of(down) == Some(row)
        };
        let link = |risk: &Risk| Link {
            text: risk.code(),
            href: anchors.risk(risk),
        };
        let graded = graded.as_ref().map(|graded| graded.of(unit, column, row));
        HeatCell {
            risks: unit.risks.iter().filter(at).map(link).collect(),
            score: graded.map(|(score, _)| score),
            grade: graded.and_then(|(_, grade)| Some(grade?.into())),
        }
    };
    let columns = &across.entry().scale;
    let row = |(row, word): (usize, &'static String)| {
        let cells = (1..=columns.len()).map(|column| cell(column, row + 1));
        (word.as_str(), cells.collect())
    };
    let rows: Vec<(&str, Vec<HeatCell>)> = down
        .entry()
        .scale
        .iter()
        .enumerate()
        .rev()
        .map(row)
        .collect();
    let most = rows.iter().flat_map(|(_, cells)| cells);
    Heat {
        most: most.map(|cell| cell.risks.len()).max().unwrap_or(0).max(1),
        across: (across.chinese(), columns),
        down: down.chinese(),
        rows,
    }
}

/// Departments; where the unit has none, posts.
fn holders(unit: &Unit, anchors: Anchors) -> Holders {
    let link = |name: &str, href| Link {
        text: name.to_owned(),
        href,
    };
    let departments = unit.departments.iter();
    let departments = departments.map(|d| {
        (
            link(d.name.as_str(), anchors.department(d)),
            d.powers.as_ref(),
        )
    });
    let posts = unit.posts.iter();
    let posts = posts.map(|p| (link(p.name.as_str(), anchors.post(p)), p.powers.as_ref()));
    let all: Vec<(Link, Option<&Powers>)> = match unit.departments.is_empty() {
        false => departments.collect(),
        true => posts.collect(),
    };
    let powers = &unit.vocabulary.powers;
    let each = powers.iter().map(|&power| {
        let those = |extent| {
            let held = |powers: &Powers| powers.get(power) == Some(extent);
            let own = all.iter().filter(|(_, powers)| powers.is_some_and(held));
            own.map(|(link, _)| link.clone()).collect()
        };
        (power.chinese(), [Extent::Full, Extent::Part].map(those))
    });
    Holders {
        title: format!("{}类权力的分布", chinese_number(powers.len() as u16)),
        powers: each.collect(),
        remarks: powers::said(unit),
    }
}

fn grave(unit: &Unit, anchors: Anchors, risk: &Risk) -> Grave {
    let class = risk.class.map(|class| unit[class].name.value.clone());
    Grave {
        behaviour: Link {
            text: risk.in_short().value.clone(),
            href: anchors.risk(risk),
        },
        grade: risk.grade.value.into(),
        score: score(unit, risk),
        about: class
            .into_iter()
            .chain([risk.concerns.value.clone()])
            .collect(),
        measure: gravest::measure(unit, risk)
            .map(|(measure, count)| (measure.in_short().value.clone(), count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;
    use std::path::Path;

    #[test]
    fn each_risk_point_stands_in_its_cell_and_each_power_with_its_holder() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let units = ["rules", "tests/units/hospital", "tests/units/four"];
        for rules in units.map(|rules| root.join(rules)) {
            let day = Date::new(2013, 3, 31).unwrap();
            let unit = crate::check(&rules, None, day).unit;
            let said = Distribution::new(&unit, Anchors::inside(&unit));
            let mut codes: Vec<String> = unit.risks.iter().map(Risk::code).collect();
            let heat = said.heat.expect("two factors");
            let cells = heat.rows.iter().flat_map(|(_, cells)| cells);
            let mut shown: Vec<String> = cells
                .flat_map(|cell| &cell.risks)
                .map(|to| to.text.clone())
                .collect();
            codes.sort();
            shown.sort();
            assert_eq!(shown, codes);
            let departments = unit.departments.iter().filter_map(|d| d.powers.as_ref());
            let held = departments
                .map(|powers| powers.held().count())
                .sum::<usize>();
            let holders = said.powers.powers.iter().flat_map(|(_, both)| both);
            assert_eq!(holders.map(Vec::len).sum::<usize>(), held);
            let totals = said.counts[0].1.iter().map(|count| count.total);
            let all = [unit.departments.len(), unit.posts.len(), unit.risks.len()];
            assert_eq!(totals.collect::<Vec<_>>(), all);
            assert!(said
                .gravest
                .iter()
                .all(|grave| grave.behaviour.href.is_some()));
        }
    }
}
