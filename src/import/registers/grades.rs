//! Which grade a word means.

use crate::model::vocabulary::Grade;
use crate::model::Unit;

/// Words for grades by their rank, in the usual scales.
const SCALES: [&[&str]; 8] = [
    &["高", "中", "低"],
    &["一", "二", "三"],
    &["Ⅰ", "Ⅱ", "Ⅲ"],
    &["I", "II", "III"],
    &["A", "B", "C"],
    &["重大", "较大", "一般"],
    &["重大", "较大", "一般", "低"],
    &["一", "二", "三", "四"],
];

/// The grade that is called so, or nearly so: 高 for 高级, 一级风险 for 一级, ★★★ by its rank.
pub(super) fn grade(unit: &Unit, said: &str) -> Option<String> {
    let said = said
        .trim()
        .trim_end_matches("风险")
        .trim_end_matches("等级");
    if said.is_empty() {
        return None;
    }
    let grades = &unit.vocabulary.grades;
    let exact = grades
        .iter()
        .find(|grade| grade.chinese() == said || grade.key() == said);
    let near = || {
        let mut near = grades.iter().filter(|grade| {
            let name = grade.chinese();
            name.trim_end_matches('级') == said.trim_end_matches('级')
                || name.trim_end_matches("风险") == said
        });
        let first = near.next();
        first.filter(|_| near.next().is_none())
    };
    let stars = || {
        let count = said.chars().filter(|c| *c == '★').count();
        let all = count > 0 && said.chars().all(|c| "★☆".contains(c));
        grades
            .iter()
            .rev()
            .nth(count.checked_sub(1)?)
            .filter(|_| all)
    };
    exact
        .or_else(near)
        .or_else(stars)
        .map(|grade| grade.key().to_owned())
}

/// The grade of the same rank in a scale of as many grades: 高 is 一级 of three.
pub(super) fn grade_by_rank(unit: &Unit, said: &str) -> Option<Grade> {
    let plain = said
        .trim()
        .trim_end_matches("风险")
        .trim_end_matches("等级");
    let plain = plain.trim_end_matches(['级', '度', '类']);
    let grades = &unit.vocabulary.grades;
    let by_colour = grades
        .iter()
        .find(|grade| grade.colour().name.trim_end_matches('色') == plain.trim_end_matches('色'));
    let scales = SCALES.iter().filter(|scale| scale.len() == grades.len());
    let rank = scales
        .filter_map(|scale| scale.iter().position(|word| *word == plain))
        .next();
    by_colour.copied().or_else(|| grades.get(rank?).copied())
}
