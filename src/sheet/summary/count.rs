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

/// How many of `all` have each grade of the unit, from the gravest down.
pub(super) fn counted(unit: &Unit, all: impl Iterator<Item = Grade>) -> Vec<(Grade, usize)> {
    let all: Vec<Grade> = all.collect();
    let of = |grade: &Grade| all.iter().filter(|&g| g == grade).count();
    let grades = unit.vocabulary.grades.iter();
    grades.map(|grade| (*grade, of(grade))).collect()
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
    let count = |name: &str, total: usize, grades| Count {
        name: name.to_owned(),
        total,
        grades,
    };
    let departments = counted(unit, unit.departments.iter().map(|d| *d.grade));
    let posts = counted(unit, unit.posts.iter().map(|p| *p.grade));
    let risks = counted(unit, unit.risks.iter().map(|r| *r.grade));
    let (department, many) = (&unit.words().department, unit.departments.len());
    let all = [
        count(department, many, departments),
        count("岗位", unit.posts.len(), posts),
        count("风险点", unit.risks.len(), risks),
    ];
    all.into_iter().skip(usize::from(many == 0)).collect()
}
