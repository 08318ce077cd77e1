//! What legends say of the unit's grades and warning levels.

use super::Piece;
use crate::model::Unit;

/// The grades with their colours.
pub(super) fn grades(unit: &Unit) -> Vec<Piece> {
    let mut legend = vec![Piece::Text("等级：".into())];
    for grade in &unit.vocabulary.grades {
        legend.push(Piece::Chip((*grade).into()));
        legend.push(Piece::Text(format!("\u{a0}{}　", grade.colour().name)));
    }
    legend
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
