//! What legends say of the unit's grades and warning levels.

use super::Piece;
use crate::check::norm::shown::Levels;
use crate::model::Unit;

/// The grades with their colours, and what else is said `then`.
pub(super) fn grades(unit: &Unit, then: impl IntoIterator<Item = Piece>) -> Vec<Piece> {
    let mut then = then.into_iter().peekable();
    let mut legend = vec![Piece::Text("等级：".into())];
    let mut grades = unit.vocabulary.grades.iter().peekable();
    while let Some(grade) = grades.next() {
        let is_last = grades.peek().is_none() && then.peek().is_none();
        let gap = if is_last { "" } else { "　" };
        legend.push(Piece::Chip((*grade).into()));
        legend.push(Piece::Text(format!("\u{a0}{}{gap}", grade.colour().name)));
    }
    legend.extend(then);
    legend
}

/// 预警级别：一级、二级、三级，“参照”为不单独定级。级别按苗头定，与等级的颜色无关。信息员：“是”为本站所牵头的信息员。
/// Each only where a post of the table has such.
pub(super) fn levels_and_informants(unit: &Unit) -> String {
    let levels = unit.vocabulary.levels.iter().enumerate();
    let levels = levels.map(|(at, _)| unit.vocabulary.level_short(at as i64 + 1));
    let mut said = match sentence(levels.map(str::to_owned), "、") {
        none if none.is_empty() => none,
        levels => format!("预警级别：{levels}"),
    };
    let by_reference = unit.posts.iter().any(|post| post.warning_level.is_none());
    if !said.is_empty() && by_reference {
        said.pop();
        said.push_str(&format!("，“{}”为不单独定级。", unit.words().no_level));
    }
    if !said.is_empty() && unit.levels_wear_other_colours() {
        said.push_str("预警级别与等级的颜色无关。");
    }
    let overruled = |post| Levels::of(unit, post).overruled().is_some();
    if unit.posts.iter().any(overruled) {
        said.push_str("按人员和按风险点的部位定的级别不一致的，以较严的为准，并注明按人员的级别。");
    }
    if unit.posts.iter().any(|post| post.informant) {
        said.push_str(&format!(
            "信息员：“是”为本{}牵头的信息员。",
            unit.words().department
        ));
    }
    said
}

/// 一级由主要领导管理，二级由分管领导管理。
pub(super) fn managed(unit: &Unit) -> String {
    let grades = unit.vocabulary.grades.iter().map(|grade| grade.entry());
    let said = grades.filter(|grade| !grade.managed_by.is_empty());
    sentence(
        said.map(|grade| format!("{}由{}管理", grade.name, grade.managed_by)),
        "，",
    )
}

/// 预警的处置：红色，约谈、限期整改；黄色，提醒。
pub(super) fn disposals(unit: &Unit) -> String {
    let levels = unit.vocabulary.levels.iter().map(|level| level.entry());
    let said = levels.filter(|level| !level.disposals.is_empty());
    let said = said.map(|level| format!("{}，{}", level.name, level.disposals.join("、")));
    match sentence(said, "；") {
        none if none.is_empty() => none,
        said => format!("预警的处置：{said}"),
    }
}

fn sentence(parts: impl Iterator<Item = String>, between: &str) -> String {
    let parts: Vec<String> = parts.collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!("{}。", parts.join(between)),
    }
}
