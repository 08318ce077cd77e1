//! A page as text that a person can review: its elements, what they are called and lead to,
//! and their text.

use scraper::{ElementRef, Html, Node};
use std::fmt::Write;

/// Attributes of place and dress in a drawing: the PDF's text has them.
const DRAWN: [&str; 18] = [
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "d",
    "points",
    "cx",
    "cy",
    "r",
    "rx",
    "width",
    "height",
    "transform",
    "font-size",
    "stroke-width",
    "viewbox",
];

/// The whole page.
pub fn readable_html(text: &str) -> String {
    let page = Html::parse_document(text);
    let mut out = String::new();
    element(page.root_element(), 0, &mut out);
    out
}

fn element(e: ElementRef, depth: usize, out: &mut String) {
    let blank = "  ".repeat(depth);
    let name = e.value().name();
    write!(out, "{blank}{name}").expect("text");
    let drawn = e
        .ancestors()
        .any(|up| up.value().as_element().is_some_and(|u| u.name() == "svg"))
        || name == "svg";
    let mut attributes: Vec<(&str, &str)> = e.value().attrs().collect();
    attributes.sort_unstable();
    for (key, value) in attributes {
        match key {
            "class" => write!(
                out,
                ".{}",
                value.split_whitespace().collect::<Vec<_>>().join(".")
            ),
            "id" => write!(out, "#{value}"),
            key if drawn && DRAWN.contains(&key.to_ascii_lowercase().as_str()) => Ok(()),
            _ => write!(out, " {key}={value}"),
        }
        .expect("text");
    }
    if matches!(name, "style" | "script") {
        let text: String = e.text().collect();
        // What a page is told as data is content; its own code and dress are not.
        let data = e.value().attr("type") == Some("application/json");
        let lines = text.lines().count();
        if data {
            writeln!(out, "\n{blank}  {}", text.trim()).expect("text");
        } else {
            writeln!(out, " ({lines} lines)").expect("text");
        }
        return;
    }
    out.push('\n');
    for child in e.children() {
        match child.value() {
            Node::Element(_) => {
                element(ElementRef::wrap(child).expect("an element"), depth + 1, out);
            }
            Node::Text(text) if !text.trim().is_empty() => {
                let words: Vec<&str> = text.split_ascii_whitespace().collect();
                writeln!(out, "{blank}  “{}”", words.join(" ")).expect("text");
            }
            _ => {}
        }
    }
}
