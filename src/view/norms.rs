//! The few parameters of norms that pages show.

use crate::load::Value;
use crate::model::{Extent, Grade, Norm, Power, Powers, Town};

/// The text parameter `key` of a norm.
fn text<'a>(norm: &'a Norm, key: &str) -> Option<&'a str> {
    match parameter(norm, key)? {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn parameter<'a>(norm: &'a Norm, key: &str) -> Option<&'a Value> {
    norm.parameters
        .iter()
        .find(|(k, _)| k.value == key)
        .map(|(_, v)| &v.value)
}

/// What a grading norm grades.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Department,
    Post,
}

/// The subject of a norm that grades departments or posts by powers or by list.
pub(super) fn graded_by(norm: &Norm) -> Option<Subject> {
    if !matches!(norm.kind.as_str(), "grade-by-powers" | "grade-by-list") {
        return None;
    }
    match text(norm, "subject")? {
        "department" => Some(Subject::Department),
        "post" => Some(Subject::Post),
        _ => None,
    }
}

/// The grade that the powers alone would give, by the town's first norm that grades this
/// subject by powers: the highest grade one of whose conditions holds, else the lowest.
/// `None` where no norm does, so that the tables leave the column blank.
pub(super) fn grade_by_powers(town: &Town, subject: Subject, powers: &Powers) -> Option<Grade> {
    let norm = town
        .regulations
        .iter()
        .flat_map(|r| &r.norms)
        .find(|n| n.kind.value == "grade-by-powers" && graded_by(n) == Some(subject))?;
    let holds = |grade: &Grade| match parameter(norm, grade.key()) {
        Some(Value::Table(table)) => table.entries.iter().any(|(key, list)| {
            let extent = match key.as_str() {
                "any-full" => Some(Extent::Full),
                _ => None,
            };
            any_power(&list.value, powers, extent)
        }),
        _ => false,
    };
    Some(
        Grade::ALL
            .iter()
            .rev()
            .copied()
            .find(|g| holds(g))
            .unwrap_or(Grade::Low),
    )
}

/// Whether one of the powers listed is held; to the `extent`, if one is asked for.
fn any_power(list: &Value, powers: &Powers, extent: Option<Extent>) -> bool {
    let Value::Array(items) = list else {
        return false;
    };
    items.iter().any(|item| match &item.value {
        Value::String(key) => Power::from_key(key)
            .and_then(|p| powers.get(p))
            .is_some_and(|held| extent.is_none_or(|wanted| wanted == held)),
        _ => false,
    })
}
