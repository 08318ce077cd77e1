//! What a table takes up in its file, so that taking it out leaves the rest as it was written.

use super::edits::{has_head, line_end};
use crate::diagnostic::Place;
use crate::load::{Table, Value};
use std::ops::Range;

/// The bytes of a table: its head, its keys, the tables in it, and the comment right above; or its
/// braces in a list, with the comma.
pub(super) fn spans(table: &Table, place: Place, text: &str) -> Vec<Range<usize>> {
    let start = place.start as usize;
    if text[start..].starts_with('{') {
        return vec![item(start..place.end as usize, text)];
    }
    let mut out = Vec::new();
    headed(table, place, text, &mut out);
    // What stands between the parts of one table goes with them, where it says nothing.
    let mut joined: Vec<Range<usize>> = Vec::new();
    out.sort_by_key(|span| span.start);
    for span in out {
        match joined.last_mut() {
            Some(last) if says_nothing(&text[last.end.min(span.start)..span.start]) => {
                last.end = last.end.max(span.end);
            }
            _ => joined.push(span),
        }
    }
    for span in &mut joined {
        with_blank_lines(span, text);
    }
    joined
}

fn says_nothing(text: &str) -> bool {
    text.trim().is_empty()
}

/// The spans of a table with a head, and of those in it.
fn headed(table: &Table, place: Place, text: &str, out: &mut Vec<Range<usize>>) {
    let mut end = place.end;
    own_end(table, text, &mut end);
    let start = above(line_start(text, place.start as usize), text);
    out.push(start..line_end(text, end as usize));
    inner(table, text, out);
}

fn inner(table: &Table, text: &str, out: &mut Vec<Range<usize>>) {
    for (_, value) in &table.entries {
        let items = match &value.value {
            Value::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(value),
        };
        for item in items {
            if let Value::Table(table) = &item.value {
                match text[item.place.start as usize..].starts_with('[') {
                    true => headed(table, item.place, text, out),
                    false => inner(table, text, out),
                }
            }
        }
    }
}

/// How far the keys go that have no head of their own: `grades.high = […]` is one of them.
fn own_end(table: &Table, text: &str, end: &mut u32) {
    for (_, value) in table.entries.iter() {
        if has_head(value, text) {
            continue;
        }
        *end = (*end).max(value.place.end);
        if let Value::Table(table) = &value.value {
            own_end(table, text, end);
        }
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

/// The first of the comment lines right above a line; the comment that a file begins with is the
/// file's.
fn above(start: usize, text: &str) -> usize {
    let mut first = start;
    while first > 0 {
        let before = line_start(text, first - 1);
        if !text[before..first].trim_start().starts_with('#') {
            return first;
        }
        first = before;
    }
    start
}

/// Takes the blank lines below along, or those above where nothing follows.
fn with_blank_lines(span: &mut Range<usize>, text: &str) {
    while span.end < text.len() {
        let next = line_end(text, span.end);
        if !says_nothing(&text[span.end..next]) {
            return;
        }
        span.end = next;
    }
    while span.start > 0 {
        let before = line_start(text, span.start - 1);
        if !says_nothing(&text[before..span.start]) {
            return;
        }
        span.start = before;
    }
}

/// An item in brackets with its comma, and its line where it has one of its own.
fn item(braces: Range<usize>, text: &str) -> Range<usize> {
    let after = &text[braces.end..];
    let blank = after.len() - after.trim_start().len();
    let mut end = match after[blank..].starts_with(',') {
        true => braces.end + blank + 1,
        false => braces.end,
    };
    let start = line_start(text, braces.start);
    let line = line_end(text, end);
    if says_nothing(&text[start..braces.start]) && says_nothing(&text[end..line]) {
        return start..line;
    }
    let rest = &text[end..];
    end += rest.len() - rest.trim_start_matches(' ').len();
    braces.start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceId;
    use crate::load::parse;

    /// The file without the item of that number of `list`.
    fn without(text: &str, list: &str, number: usize) -> String {
        let root = parse(SourceId(0), text, &mut Vec::new());
        let (_, value) = root.get(list).expect("a list");
        let Value::Array(items) = &value.value else {
            panic!("{list} is no list");
        };
        let Value::Table(table) = &items[number].value else {
            panic!("no table");
        };
        let mut out = text.to_owned();
        for span in spans(table, items[number].place, text).into_iter().rev() {
            out.replace_range(span, "");
        }
        out
    }

    #[test]
    fn a_table_goes_with_all_that_is_its_own() {
        let file = "# file\n\n# one\n[[a]]\nid = \"1\" # x\nb.c = [\n 1,\n]\n\n[[a.d]]\ne = 2\n\n# two\n[[a]]\nid = \"2\"\n";
        assert_eq!(
            without(file, "a", 0),
            "# file\n\n# two\n[[a]]\nid = \"2\"\n"
        );
        assert_eq!(
            without(file, "a", 1),
            file.split("\n\n# two").next().unwrap().to_owned() + "\n"
        );
        // The parts of a table may stand apart; a file's first comment is its own.
        let file = "# file\n[[a]]\nid = 1\n\n[b]\nc = 2\n\n[[a.d]]\ne = 3\n\n[f]\n";
        assert_eq!(without(file, "a", 0), "# file\n[b]\nc = 2\n\n[f]\n");
    }

    #[test]
    fn an_item_in_brackets_goes_with_its_comma() {
        let file = "a = [{ b = 1 }, { b = 2 }]\n";
        assert_eq!(without(file, "a", 0), "a = [{ b = 2 }]\n");
        assert_eq!(without(file, "a", 1), "a = [{ b = 1 }, ]\n");
        let file = "a = [\n  { b = 1 },\n  { b = 2 },\n]\n";
        assert_eq!(without(file, "a", 1), "a = [\n  { b = 1 },\n]\n");
    }
}
