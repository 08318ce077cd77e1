//! What the keys of a ledger say of each other: that what they name is there.

use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::{Code, Finding, Place};
use crate::fields::{Field, Table};
use std::collections::BTreeMap;

/// Reports keys that name what is not there, or what cannot be meant. `places` has where each key
/// is declared.
pub(in crate::build) fn check(
    of: &Table,
    places: &BTreeMap<String, Place>,
    findings: &mut Vec<Finding>,
) {
    for field in &of.fields {
        let Some(&place) = places.get(&field.key) else {
            continue;
        };
        let others = || of.fields.iter().filter(|other| other.key != field.key);
        let mut named = |what: &str, key: &Option<String>, meant: &dyn Fn(&Field) -> bool| {
            let Some(key) = key else { return };
            if others().any(|other| other.key == *key && meant(other)) {
                return;
            }
            let known = others().filter(|other| meant(other));
            let known: Vec<&str> = known.map(|other| other.key.as_str()).collect();
            findings.push(unknown(&field.key, what, key, &known, place));
        };
        let dated = |other: &Field| matches!(other.holds.as_str(), "day" | "period");
        named("not-before", &field.kept.not_before, &dated);
        // Two that are both required cannot exclude each other.
        let free = |other: &Field| !(other.required && field.required);
        named("not-with", &field.kept.not_with, &free);
        if let Some(says) = &field.kept.says {
            findings.extend(says_nothing(of, "says", says, place));
        }
    }
}

fn unknown(key: &str, what: &str, written: &str, known: &[&str], place: Place) -> Finding {
    let message = format!("键 {key} 的 {what} 不能是 {}", quoted(written));
    let help = match (nearest(written, known.iter().copied()), known) {
        (Some(near), _) => format!("是不是要写 {near}？"),
        (None, []) => "删去这一项".to_owned(),
        (None, known) => format!("可以写：{}", known.join("、")),
    };
    Finding::error(Code::BadValue, place, message).help(help)
}

/// The fault of a sentence with a place for what is not there.
pub(super) fn says_nothing(of: &Table, what: &str, says: &str, place: Place) -> Option<Finding> {
    let fault = |message: String, help: &str| {
        Some(Finding::error(Code::BadValue, place, message).help(help))
    };
    let mut rest = says;
    while let Some(at) = rest.find(['{', '}']) {
        let after = &rest[at..];
        let closed = after.starts_with('{').then(|| after.find('}')).flatten();
        let Some(end) = closed else {
            let message = format!("{what} 里的花括号不成对：{}", quoted(says));
            return fault(message, "写成 {}，或者 {键}");
        };
        let name = &after[1..end];
        let known = name.is_empty()
            || name == "words.department"
            || of.fields.iter().any(|field| field.key == name);
        if !known {
            let message = format!("{what} 里的 {} 不是这种台账的键", quoted(name));
            let keys = of.fields.iter().map(|field| field.key.as_str());
            let help = match nearest(name, keys.clone()) {
                Some(near) => format!("是不是要写 {{{near}}}？"),
                None => format!("可以写：{}", keys.collect::<Vec<_>>().join("、")),
            };
            return fault(message, &help);
        }
        rest = &after[end + 1..];
    }
    None
}
