//! Norms that give grades: where two of them give another one to the same thing.

use super::super::{kinds, read, Allowed, Kind, Listed, Shape};
use super::{called, is_same, words, Comparison};
use crate::load::{Table, Value};
use crate::model::{Norm, Unit};
use std::collections::BTreeSet;

/// Norms that grade by what they list, by conditions or by points: the grade that one thing has in
/// the one and not in the other, whether or not the unit has such a thing now.
pub(super) fn compare(
    unit: &Unit,
    kind: &'static Kind,
    first: &Norm,
    second: &Norm,
) -> Option<Comparison> {
    let is = |one: &Kind| kind.name == one.name;
    let listed = is(&kinds::GRADE_BY_ROLE) || is(&kinds::GRADE_BY_LIST);
    let by_value = is(&kinds::GRADE_BY_POWERS) || is(&kinds::GRADE_BY_FACTORS);
    let same = |key: &str| is_same(first, second, key);
    let counted = is(&kinds::CLASS_GRADE);
    let known = listed || by_value && same("factors") || counted && same("class");
    if !known || !same("subject") {
        return None;
    }
    let mut differing = Vec::new();
    if counted {
        let counts = read::count(first, "count").zip(read::count(second, "count"));
        let counts = counts.filter(|(a, b)| a != b);
        differing.extend(counts.map(|(a, b)| format!("count（列了几个，{a}和{b}）")));
    }
    for &grade in &unit.vocabulary.grades {
        let name = grade.chinese();
        for (word, _) in read::listed_for(first, grade).filter(|_| listed) {
            let others = unit
                .vocabulary
                .grades
                .iter()
                .filter(|other| **other != grade);
            let mut others = others.copied();
            let other = others.find(|o| read::listed_for(second, *o).any(|(w, _)| w == word));
            let roles = Shape::Word(Allowed::Listed(Listed::Roles));
            let word = called(unit, roles, word);
            let other = other.map(|other| format!("{word}，{name}和{}", other.chinese()));
            differing.extend(other);
        }
        let (from, condition) = (
            |norm| read::entry_count(norm, "from", grade.key()),
            |norm| read::of_grade(norm, grade).map(|value| &value.value),
        );
        let points = from(first).zip(from(second)).filter(|(a, b)| a != b);
        differing.extend(points.map(|(a, b)| format!("{name}多少分以上，{a}和{b}")));
        let conditions = condition(first).zip(condition(second)).filter(|_| !listed);
        let conditions = conditions.filter(|(a, b)| !same_condition(a, b));
        differing.extend(conditions.map(|_| format!("{name}的条件")));
    }
    Some(Comparison {
        about: kind.title.to_owned(),
        differing,
    })
}

/// Whether two conditions name the same powers.
fn same_condition(a: &Value, b: &Value) -> bool {
    let (Value::Table(a), Value::Table(b)) = (a, b) else {
        return read::same(a, b);
    };
    let names = |table: &Table, key: &str| -> BTreeSet<String> {
        let list = table.get(key).map(|(_, value)| words(&value.value));
        list.unwrap_or_default()
            .into_iter()
            .map(str::to_owned)
            .collect()
    };
    ["any-full", "any-part"]
        .iter()
        .all(|key| names(a, key) == names(b, key))
}

/// The grades that a norm names.
pub(in crate::check) fn grades_named(norm: &Norm) -> Vec<&str> {
    let Some(kind) = Kind::find(&norm.kind) else {
        return Vec::new();
    };
    let is_grade = |allowed: Allowed| matches!(allowed, Allowed::Listed(Listed::Grades));
    let mut out = Vec::new();
    for parameter in kind.parameters {
        match (parameter.shape, norm.get(parameter.key).map(|v| &v.value)) {
            (Shape::Word(allowed) | Shape::Words(allowed), Some(value)) if is_grade(allowed) => {
                out.extend(words(value));
            }
            (Shape::Entries(allowed, _), Some(Value::Table(table))) if is_grade(allowed) => {
                out.extend(table.entries.iter().map(|(key, _)| key.as_str()));
            }
            _ => {}
        }
    }
    out
}
