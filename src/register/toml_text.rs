//! Values as they are written in a rules file.

use crate::diagnostic::Spanned;
use crate::load::{Table, Value};
use std::fmt::Write as _;

/// The longest array on one line, in characters.
const ONE_LINE: usize = 80;

/// A value in TOML, in the manner of what stood there before.
pub(super) fn value(value: &Value, before: Option<&str>) -> String {
    match value {
        Value::Array(items) => array(items, before),
        Value::String(text) if text.contains('\n') => paragraphs(text),
        _ => one_line(value),
    }
}

fn array(items: &[Spanned<Value>], before: Option<&str>) -> String {
    let each: Vec<String> = items.iter().map(|item| one_line(&item.value)).collect();
    let line = format!("[{}]", each.join(", "));
    let upright = before.is_some_and(|before| before.contains('\n'));
    if each.is_empty() || (!upright && line.chars().count() <= ONE_LINE) {
        return line;
    }
    let mut out = String::from("[\n");
    for item in each {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "  {item},");
    }
    out.push(']');
    out
}

/// A text of several lines.
fn paragraphs(text: &str) -> String {
    let mut out = String::from("\"\"\"\n");
    for c in text.chars() {
        match c {
            '\n' => out.push('\n'),
            c => escaped(c, &mut out),
        }
    }
    out.push_str("\"\"\"");
    out
}

fn one_line(value: &Value) -> String {
    match value {
        Value::String(text) => {
            let mut out = String::from('"');
            for c in text.chars() {
                escaped(c, &mut out);
            }
            out.push('"');
            out
        }
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(yes) => yes.to_string(),
        Value::Date(day) => day.to_string(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| one_line(&item.value)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(table) => inline(table),
    }
}

fn inline(table: &Table) -> String {
    let entry = |(key, value): &(Spanned<String>, Spanned<Value>)| {
        format!("{} = {}", key.value, one_line(&value.value))
    };
    let entries: Vec<String> = table.entries.iter().map(entry).collect();
    match entries.is_empty() {
        true => "{}".to_owned(),
        false => format!("{{ {} }}", entries.join(", ")),
    }
}

fn escaped(c: char, out: &mut String) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        '\r' => out.push_str("\\r"),
        c if c.is_control() => {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{:04X}", c as u32);
        }
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_read_back_as_it_was() {
        for text in [
            "",
            "甲",
            "说“好”",
            "a\"b\\c",
            "一\n二\n",
            "\"\"\"",
            "\u{7}\t",
            "尾\\\n",
        ] {
            let written = value(&Value::String(text.to_owned()), None);
            let read: toml::Table = toml::from_str(&format!("a = {written}")).expect("TOML");
            assert_eq!(read["a"].as_str(), Some(text), "{written}");
        }
    }
}
