//! How many there are of each grade.

use crate::model::{Grade, Unit};

/// Numbers by grade.
#[derive(Debug, Clone)]
pub struct Count {
    /// 站所, 岗位, 风险点.
    pub name: String,
    /// All.
    pub total: usize,
    /// From the gravest grade down.
    pub grades: Vec<(Grade, usize)>,
}

/// Counts `all` by grade.
fn count(unit: &Unit, name: &str, all: &[Grade]) -> Count {
    let of = |grade: Grade| all.iter().filter(|&&g| g == grade).count();
    Count {
        name: name.to_owned(),
        total: all.len(),
        grades: (unit.vocabulary.grades.iter())
            .map(|&g| (g, of(g)))
            .collect(),
    }
}

/// Departments, posts and risk points by grade. A unit without departments has no word for
/// them.
pub fn counts(unit: &Unit) -> Vec<Count> {
    let departments: Vec<Grade> = unit.departments.iter().map(|d| *d.grade).collect();
    let posts: Vec<Grade> = unit.posts.iter().map(|p| *p.grade).collect();
    let risks: Vec<Grade> = unit.risks.iter().map(|r| *r.grade).collect();
    [
        count(unit, &unit.words().department, &departments),
        count(unit, "岗位", &posts),
        count(unit, "风险点", &risks),
    ]
    .into_iter()
    .skip(usize::from(departments.is_empty()))
    .collect()
}
