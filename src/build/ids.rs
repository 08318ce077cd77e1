//! What an id is, and the ids that a file with a fault may have lost.

use crate::diagnostic::words::quoted;
use crate::diagnostic::{Code, Finding, Place};
use crate::load::Loaded;
use std::collections::BTreeSet;

/// The ids in the text of files with a syntax error or bad bytes.
pub(super) fn lost_ids(loaded: &Loaded) -> BTreeSet<&str> {
    let mut ids = BTreeSet::new();
    let broken: BTreeSet<_> = loaded
        .findings
        .iter()
        .filter(|f| matches!(f.code, Code::BrokenToml | Code::NotUtf8))
        .filter_map(|f| f.place)
        .map(|place| place.source)
        .collect();
    // An id on a line with a fault may be read as something else, or not at all.
    let places = loaded
        .findings
        .iter()
        .filter(|f| f.code == Code::BrokenToml);
    for place in places.filter_map(|f| f.place) {
        let source = loaded.sources.get(place.source);
        let line = source.line(source.line_column(place.start).0);
        let id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        // A line as long as a file holds no id that anybody wrote.
        if line.len() < 500 {
            ids.extend(line.split(|c: char| !id(c)).filter(|word| !word.is_empty()));
        }
    }
    for source in broken {
        for line in loaded.sources.get(source).text.lines() {
            let value = line.trim_start().strip_prefix("id");
            let value = value.and_then(|rest| rest.trim_start().strip_prefix('='));
            ids.extend(value.map(|id| id.trim_matches([' ', '\t', '"', '\''])));
        }
    }
    ids
}

/// The longest id. File names are made of ids, and may have 255 bytes.
const LONGEST_ID: usize = 64;

/// Ids are kebab-case ASCII, begin with a letter, and so can stand in file names and anchors.
pub(super) fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && !id.ends_with('-')
        && !id.contains("--")
        && id.len() <= LONGEST_ID
        && id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The finding of an id that is none.
pub(super) fn check_id(id: &str, place: Place) -> Option<Finding> {
    if is_id(id) {
        return None;
    }
    let message = format!("编号不能写成 {}", quoted(id));
    let help = if id.len() > LONGEST_ID {
        format!("编号不超过{LONGEST_ID}个字符，例如 czs-kj")
    } else {
        "用小写英文字母、数字和连字符，字母开头，例如 czs-kj".to_owned()
    };
    Some(Finding::error(Code::BadId, place, message).help(help))
}
