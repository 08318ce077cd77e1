//! The changes as JSON, for programs.

use super::changes::{Change, Comparison};
use super::state::State;
use crate::diagnostic::code_point::escaped_json;
use serde_json::{json, Value};

/// The changes between two states, as JSON.
pub fn render(old: &State, new: &State, comparison: &Comparison) -> String {
    let [added, removed, changed] = comparison.counts();
    let changes: Vec<Value> = comparison.changes.iter().map(change).collect();
    let json = json!({
        "version": 1,
        "old": state(old),
        "new": state(new),
        "summary": { "added": added, "removed": removed, "changed": changed },
        "changes": changes,
    });
    escaped_json(&format!("{json:#}\n")).into_owned()
}

fn state(state: &State) -> Value {
    json!({
        "name": state.name,
        "date": state.day.map(|day| day.to_string()),
        "edition": state.unit.profile.edition,
    })
}

fn change(change: &Change) -> Value {
    let (file, line) = &change.place;
    json!({
        "kind": change.kind,
        "title": change.title,
        "code": change.called.code,
        "name": change.called.name,
        "change": change.what,
        "key": change.key,
        "head": change.head,
        "old": change.old,
        "new": change.new,
        "reason": change.reason,
        "basis": change.basis,
        "file": file,
        "line": line,
    })
}
