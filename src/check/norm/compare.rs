//! Whether two norms are about the same thing, and where they differ.

use super::{read, Kind, Parameter};
use crate::model::Norm;

/// The kind of two norms that are about the same thing, by the parameters that say what
/// thing that is.
pub(in crate::check) fn about_the_same(first: &Norm, second: &Norm) -> Option<&'static Kind> {
    let kind = Kind::find(&second.kind)?;
    let same = |key: &&str| is_same(first, second, key);
    (first.kind.value == kind.name && kind.identity?.iter().all(same)).then_some(kind)
}

/// The parameters for which both say something, and not the same. What only one of them says
/// is no contradiction.
pub(in crate::check) fn differing(
    kind: &'static Kind,
    first: &Norm,
    second: &Norm,
) -> Vec<&'static Parameter> {
    let both = |key| first.get(key).is_some() && second.get(key).is_some();
    let parameters = kind.parameters.iter();
    parameters
        .filter(|p| both(p.key) && !is_same(first, second, p.key))
        .collect()
}

/// What a norm is about, where its kind does not say which parameters tell.
const ABOUT: [&str; 7] = [
    "subject", "record", "class", "role", "each", "needs", "pairs",
];

/// Whether the two, which stand in one regulation, are the readings of one article about one
/// thing at different times.
pub(in crate::check) fn are_versions(first: &Norm, second: &Norm) -> bool {
    let dated = |norm: &Norm| norm.from.is_some() || norm.until.is_some();
    let one_article =
        first.kind.value == second.kind.value && first.article.value == second.article.value;
    if !one_article || !(dated(first) || dated(second)) {
        return false;
    }
    let keys = Kind::find(&first.kind).and_then(|kind| kind.identity);
    let keys = keys.unwrap_or(&ABOUT);
    keys.iter().all(|key| is_same(first, second, key))
}

fn is_same(first: &Norm, second: &Norm, key: &str) -> bool {
    match (first.get(key), second.get(key)) {
        (Some(a), Some(b)) => read::same(&a.value, &b.value),
        (None, None) => true,
        _ => false,
    }
}
