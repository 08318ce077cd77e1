//! A regulation as a rules file.

use super::paper::{self, Glyph};
use super::text::draft::{Article, Draft, Heading, Text};
use crate::model::Form;
use std::fmt::Write as _;

/// What the file says of the regulation beside its text.
#[derive(Debug)]
pub struct Facts<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its place in the handbook.
    pub number: i64,
    /// Its title without the unit's name.
    pub short: &'a str,
    /// The body that interprets it: its id, or its name where the unit has none of that name.
    pub interpreter: Option<Result<&'a str, &'a str>>,
    /// The file that it came from, and the line there.
    pub from: (&'a str, usize),
    /// What may be put into force, as comments.
    pub proposals: &'a str,
}

/// The rules file.
pub fn file(draft: &Draft, facts: &Facts<'_>) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let (file, line) = facts.from;
    let _ = writeln!(out, "# 从 {} 第 {line} 行起导入。\n", plain(file));
    out += "[[regulation]]\n";
    let _ = writeln!(out, "id = {}", quoted(facts.id));
    let _ = writeln!(out, "number = {}", facts.number);
    let _ = writeln!(out, "title = {}", quoted(&paper::text(&draft.title)));
    let _ = writeln!(out, "short = {}", quoted(facts.short));
    let form = match draft.form {
        Form::Articles => "articles",
        Form::Parts => "parts",
        Form::List => "list",
    };
    let _ = writeln!(out, "form = {}", quoted(form));
    for (key, day) in [("issued", draft.issued), ("effective", draft.effective)] {
        if let Some(day) = day {
            let _ = writeln!(out, "{key} = {day}");
        }
    }
    if !draft.issued_by.is_empty() {
        let all: Vec<String> = draft.issued_by.iter().map(|by| paper::text(by)).collect();
        let _ = writeln!(out, "issued-by = {}", quoted(&all.join("、")));
    }
    match facts.interpreter {
        Some(Ok(id)) => {
            let _ = writeln!(out, "interpreter = {}", quoted(id));
        }
        Some(Err(name)) => {
            let _ = writeln!(
                out,
                "# interpreter = \"……\"  # 条文写的是{}；写它的机构编号",
                plain(name)
            );
        }
        None => {}
    }
    if !draft.preamble.is_empty() {
        let _ = writeln!(out, "preamble = {}", block(&draft.preamble));
    }
    for chapter in &draft.chapters {
        let table = match &chapter.heading {
            Some(chapter) => {
                heading(&mut out, "regulation.chapter", chapter);
                "regulation.chapter"
            }
            None => "regulation",
        };
        let mut section = false;
        for article in &chapter.articles {
            if let Some(begins) = &article.section {
                heading(&mut out, &format!("{table}.section"), begins);
                section = true;
            }
            let table = match section {
                true => format!("{table}.section.article"),
                false => format!("{table}.article"),
            };
            self::article(&mut out, &table, article);
        }
    }
    for annex in &draft.annexes {
        let title = quoted(&paper::text(&annex.title));
        let _ = writeln!(out, "\n[[regulation.annex]]\ntitle = {title}");
        if !annex.lines.is_empty() {
            let _ = writeln!(out, "text = {}", block(&annex.lines));
        }
    }
    out += facts.proposals;
    out
}

fn heading(out: &mut String, table: &str, heading: &Heading) {
    let _ = writeln!(out, "\n[[{table}]]");
    if let Some(number) = heading.number {
        let _ = writeln!(out, "number = {number}");
    }
    let _ = writeln!(out, "title = {}", quoted(&paper::text(&heading.title)));
}

fn article(out: &mut String, table: &str, article: &Article) {
    let _ = writeln!(out, "\n[[{table}]]\nnumber = {}", article.number.number);
    if let Some(inserted) = article.number.inserted {
        let _ = writeln!(out, "inserted = {inserted}");
    }
    if let Some(caption) = &article.caption {
        let _ = writeln!(out, "caption = {}", quoted(&shown(caption)));
    }
    let _ = writeln!(out, "text = {}", block(&article.lines));
}

fn shown(glyphs: &[Glyph]) -> String {
    paper::text(glyphs)
}

/// Lines as a string over several lines.
fn block(lines: &[Text]) -> String {
    let mut out = "\"\"\"\n".to_owned();
    for line in lines {
        let text = line.written();
        // Only a third quote in a row would end the string.
        out += &escaped(&text).replace("\"\"\"", "\"\"\\\"");
        out.push('\n');
    }
    out + "\"\"\""
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text).replace('"', "\\\""))
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' => out += "\\\\",
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out
}

/// A text that a comment can hold.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}
