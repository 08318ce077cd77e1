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

impl Count {
    /// How many of `all` have each grade of the unit, from the gravest down.
    pub(super) fn of(unit: &Unit, name: &str, all: impl Iterator<Item = Grade>) -> Self {
        let all: Vec<Grade> = all.collect();
        let of = |grade: &Grade| all.iter().filter(|&g| g == grade).count();
        let grades = unit.vocabulary.grades.iter();
        Self {
            name: name.to_owned(),
            total: all.len(),
            grades: grades.map(|grade| (*grade, of(grade))).collect(),
        }
    }
}

/// 高级10个、中级4个、低级0个.
pub(in crate::sheet) fn in_words(grades: &[(Grade, usize)]) -> String {
    let one = |(grade, n): &(Grade, usize)| format!("{}{n}个", grade.chinese());
    let parts: Vec<String> = grades.iter().map(one).collect();
    parts.join("、")
}

/// Departments, posts and risk points by grade. A unit without departments has no word for
/// them.
pub fn counts(unit: &Unit) -> Vec<Count> {
    let department = &unit.words().department;
    let all = [
        Count::of(unit, department, unit.departments.iter().map(|d| *d.grade)),
        Count::of(unit, "岗位", unit.posts.iter().map(|p| *p.grade)),
        Count::of(unit, "风险点", unit.risks.iter().map(|r| *r.grade)),
    ];
    let none = usize::from(unit.departments.is_empty());
    all.into_iter().skip(none).collect()
}
