//! What an article lists or counts in points, and what its norm says of that.

use super::quantity::Quantity;
use super::{Difference, Pair, Sort};
use crate::check::counts;
use crate::check::norm::{kinds, read};
use crate::diagnostic::Place;
use crate::load::Value;
use crate::model::Norm;

pub(super) fn compare(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    points(pair, out);
    items(pair, out);
}

/// From how many points up.
fn points(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    if !kinds::GRADE_BY_FACTORS.is_of(norm) {
        return;
    }
    let Some(table) = read::table(norm, "from") else {
        return;
    };
    for (key, value) in &table.entries {
        let (Value::Integer(from), Some(grade)) =
            (&value.value, pair.context.unit.vocabulary.grade(key))
        else {
            continue;
        };
        let said: Vec<(i64, Place)> = (pair.covered.clauses.iter())
            .filter(|clause| clause.text.contains(grade.chinese()))
            .flat_map(|clause| {
                clause.quantities.iter().filter_map(|q| match q {
                    Quantity::Points(points) => Some((*points, clause.line.place)),
                    _ => None,
                })
            })
            .collect();
        if said.is_empty() || said.iter().any(|(points, _)| points == from) {
            continue;
        }
        let message = format!("from.{} = {from}，条文写的是{}分", key.value, said[0].0);
        out.push(Difference::new(
            Sort::Differs,
            value.place,
            message,
            Some(said[0].1),
        ));
    }
}

/// The parameters that repeat how many items an article lists, or list them.
const LISTS: &[(&str, &str)] = &[
    ("assessment-questions", "count"),
    ("class-grade", "count"),
    ("decision-kinds", "kinds"),
    ("assessment-steps", "steps"),
    ("report-contents", "fields"),
    ("feedback", "forms"),
];

fn items(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    for &(_, key) in LISTS.iter().filter(|(kind, _)| *norm.kind == **kind) {
        let Some(value) = norm.get(key) else { continue };
        let written = match &value.value {
            Value::Integer(count) => *count,
            Value::Array(items) => i64::try_from(items.len()).unwrap_or(i64::MAX),
            _ => continue,
        };
        let Some((listed, line)) = listed(pair, norm) else {
            continue;
        };
        if listed == written {
            continue;
        }
        let sort = match &value.value {
            Value::Array(_) if listed > written => Sort::Lacking,
            Value::Array(_) => Sort::Beyond,
            _ => Sort::Differs,
        };
        let message = format!("{key} 写了 {written} 项，条文列了 {listed} 项");
        out.push(Difference::new(sort, value.place, message, Some(line)));
    }
}

/// How many items the article lists, where that is beyond doubt: numbered below a line that
/// announces so many, or, for a class, numbered below its heading; or in one line that counts
/// them itself.
fn listed(pair: &Pair<'_, '_>, norm: &Norm) -> Option<(i64, Place)> {
    let depth = norm.article.numbers.len();
    let items = pair.covered.items(depth);
    let of_class = kinds::CLASS_GRADE.is_of(norm);
    let count = i64::try_from(items.len()).ok()?;
    if items.len() > 1 {
        let head = pair.covered.lines.first()?;
        if of_class {
            return Some((count, head.place));
        }
        let (text, range) = pair.context.text_of(head)?;
        let announced = counts::before_list(text, range, &[])?;
        return (announced.value == items.len()).then_some((count, head.place));
    }
    let mut inline = pair.covered.lines.iter().flat_map(|line| {
        let counts = pair.context.text_of(line);
        let counts = counts.map_or(Vec::new(), |(text, range)| counts::inline(text, range));
        let sure = counts
            .into_iter()
            .filter(|(count, listed)| count.value == *listed);
        sure.map(|(_, listed)| (listed, line.place))
    });
    let (first, line) = inline.next()?;
    (inline.next().is_none() && !of_class).then_some((i64::try_from(first).ok()?, line))
}
