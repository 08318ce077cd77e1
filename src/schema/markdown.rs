//! `docs/rules-format.md`: the prose of `rules-format.md`, with the keys of each table.

use crate::fields::{table, Field, Table};
use std::fmt::Write;

/// Where the remark beside a key begins, in columns.
const REMARK: usize = 31;

/// The document.
pub fn markdown() -> String {
    let mut out = String::new();
    let mut in_block = false;
    for line in include_str!("rules-format.md").lines() {
        match line.strip_prefix('@').and_then(table) {
            Some(table) => {
                if in_block {
                    out.push('\n');
                }
                in_block = true;
                keys(table, &mut out);
            }
            None => {
                in_block = false;
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

fn keys(table: &Table, out: &mut String) {
    let head = match table.many {
        true => format!("[[{}]]", table.name),
        false => format!("[{}]", table.name),
    };
    beside(&head, &table.doc, out);
    for field in &table.fields {
        let Some(example) = &field.example else {
            continue;
        };
        let before = if field.instead { "# " } else { "" };
        let written = format!("{} = {}", field.key, example.trim_end());
        let mut lines: Vec<String> = written
            .lines()
            .map(|line| format!("{before}{line}"))
            .collect();
        let first = lines.remove(0);
        beside(&first, &remark(field), out);
        for line in lines {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{line}");
        }
    }
}

fn remark(field: &Field) -> String {
    match (field.required, field.doc.as_str()) {
        (true, "") => "*".to_owned(),
        (true, doc) => format!("* {doc}"),
        (false, doc) => doc.to_owned(),
    }
}

/// A line of TOML with a remark beside it.
fn beside(line: &str, remark: &str, out: &mut String) {
    let width = unicode_width::UnicodeWidthStr::width(line);
    let blank = " ".repeat(REMARK.saturating_sub(width).max(2));
    let _ = match remark {
        "" => writeln!(out, "{line}"),
        remark => writeln!(out, "{line}{blank}# {remark}"),
    };
}
