//! Words for findings of the model: those of all findings, and lists of what is allowed.

pub(crate) use crate::diagnostic::words::{nearest, quoted};
use crate::model::grade::Vocabulary;

/// `"high"`（高级）、`"middle"`（中级）…
pub(super) fn allowed<V: Vocabulary>() -> String {
    let words: Vec<String> = V::all()
        .iter()
        .map(|v| format!("\"{}\"（{}）", v.word(), v.name()))
        .collect();
    words.join("、")
}
