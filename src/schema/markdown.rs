//! `docs/rules-format.md`: the prose of `rules-format.md`, with the keys of each table.

use crate::build::preset;
use crate::fields::{table, Field, Holds, Table};
use std::fmt::Write;

/// Where the remark beside a key begins, in columns.
const REMARK: usize = 31;

/// The document.
pub fn markdown() -> String {
    let mut out = String::new();
    let mut in_block = false;
    for line in include_str!("rules-format.md").lines() {
        match line.strip_prefix('@').and_then(named) {
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

/// The table of that name, those of the ledgers of every unit among them.
fn named(name: &str) -> Option<&'static Table> {
    let entries = preset::ledgers().iter().map(|ledger| ledger.entry());
    let mut tables = entries.flat_map(|entry| std::iter::once(&entry.table).chain(&entry.inner));
    table(name).or_else(|| tables.find(|table| table.name == name))
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
    let mut said = field.doc.clone();
    if let Some(Holds::Word { words, .. }) = field.holds().filter(|_| !field.kept.names.is_empty())
    {
        let words = words.iter().zip(&field.kept.names);
        let words: Vec<String> = words.map(|(word, name)| format!("{word} {name}")).collect();
        let before = if said.is_empty() { "" } else { "；" };
        said = format!("{}{before}{said}", words.join(" · "));
    }
    match (field.required, said.as_str()) {
        (true, "") => "*".to_owned(),
        (true, said) => format!("* {said}"),
        (false, _) => said,
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
