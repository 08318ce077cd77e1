//! The changes as text: a line for each, those of a kind below its name.

use super::changes::{Change, Comparison};
use super::words::{Mark, Words};

/// The changes as lines.
pub fn render(comparison: &Comparison) -> String {
    let mut out = String::new();
    let mut title: Option<&str> = None;
    for change in &comparison.changes {
        if title != Some(change.title.as_str()) {
            out += &format!("{}\n", change.title);
            title = Some(&change.title);
        }
        out += &format!("  {}\n", line(change));
    }
    out += &format!("{}\n", comparison.summary());
    out
}

/// 调级  czs-kj 会计  等级：[-中级-] → {+高级+}
fn line(change: &Change) -> String {
    let called = format!("{} {}", change.called.code, change.called.name);
    let mut line = change.what.chinese().to_owned();
    for part in [called.trim(), said(change).as_str()] {
        if !part.is_empty() {
            line += "  ";
            line += part;
        }
    }
    line
}

fn said(change: &Change) -> String {
    let (old, new) = (plain(&change.old), plain(&change.new));
    let head = match change.head.as_str() {
        "" => String::new(),
        head => format!("{head}："),
    };
    let is_whole = change.key.is_none() && change.head.is_empty();
    let sides = [&change.old, &change.new];
    let one = |words: &[Words]| {
        words
            .iter()
            .filter(|words| words.mark != Mark::Same)
            .count()
            == 0
    };
    let marked = sides
        .iter()
        .any(|side| side.iter().any(|words| words.mark == Mark::Same));
    match (old.is_empty(), new.is_empty()) {
        _ if is_whole => format!("{old}{new}"),
        (true, true) => String::new(),
        (true, false) => format!("{head}新写 {new}"),
        (false, true) => format!("{head}删去 {old}"),
        _ if marked && one(&change.old) => format!("{head}{}", inline(&change.new)),
        _ if marked && one(&change.new) => format!("{head}{}", inline(&change.old)),
        _ if marked => format!("{head}{} → {}", inline(&change.old), inline(&change.new)),
        _ => format!("{head}{old} → {new}"),
    }
}

/// On one line.
fn plain(words: &[Words]) -> String {
    let text: String = words.iter().map(|words| words.text.as_str()).collect();
    text.replace('\n', "；")
}

/// With what went as [-…-] and what came as {+…+}, as git marks words.
fn inline(words: &[Words]) -> String {
    let one = |words: &Words| match words.mark {
        Mark::Same => words.text.clone(),
        Mark::Gone => format!("[-{}-]", words.text),
        Mark::New => format!("{{+{}+}}", words.text),
    };
    let text: String = words.iter().map(one).collect();
    text.replace('\n', "；")
}
