//! From elements to paragraphs, tables and sections.

use super::contents::{self, Contents};
use super::drawing::Drawings;
use super::paragraph::{self, join, Format, Run};
use super::section::{self, Section};
use super::table;
use crate::text::Fonts;
use crate::typeset::document::Document;
use crate::typeset::length::{Colour, Pt};
use crate::typeset::style::{Break, Computed, Display, Marker, Stylesheet};
use scraper::{ElementRef, Node};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What waits for the next paragraph.
#[derive(Default)]
pub(super) struct Pending {
    pub(super) above: Pt,
    pub(super) break_before: Break,
    pub(super) place: Option<Pt>,
    pub(super) heading: u8,
    pub(super) anchors: Vec<String>,
    pub(super) rule: Option<(Pt, Colour)>,
    /// The level of an entry of the contents.
    pub(super) level: u8,
}

/// A block of the document.
pub(super) enum Block {
    /// Its format; XML before its runs; its runs; XML behind them.
    Paragraph(Format, String, Vec<Run>, String),
    /// XML of a table.
    Table(String),
    /// The section so far ends here.
    End(Section),
}

/// What a page became.
pub(super) struct Walked {
    /// The XML of the body.
    pub body: String,
    /// The files of its drawings, with their numbers.
    pub drawings: BTreeMap<Vec<u8>, usize>,
    pub contents: Contents,
}

/// Walks a page.
pub(super) struct Walk<'a> {
    pub style: &'a Stylesheet,
    /// The same page as it is printed.
    set: &'a Document,
    pub(super) drawings: Drawings<'a>,
    pub(super) is_draft: bool,
    pub(super) blocks: Vec<Block>,
    pub(super) pending: Pending,
    /// The section at hand; `None` before the first block.
    pub(super) section: Option<Section>,
    /// Where the last block on the page ends, for what has a place on it.
    pub(super) down: Pt,
    /// Bookmarks by the id of the element.
    pub(super) marks: BTreeMap<String, String>,
    /// The printed page that each bookmark stands on.
    pub(super) numbers: BTreeMap<String, &'a str>,
    pub(super) contents: Contents,
    /// Ids of bookmarks that stand in the document.
    pub(super) placed: usize,
    /// Whether the blocks are entries of the contents.
    pub(super) in_contents: bool,
}

impl<'a> Walk<'a> {
    pub fn new(
        (style, fonts): (&'a Stylesheet, &'a Fonts),
        set: &'a Document,
        is_draft: bool,
    ) -> Self {
        Self {
            style,
            set,
            drawings: Drawings::new(fonts),
            is_draft,
            blocks: Vec::new(),
            pending: Pending::default(),
            section: None,
            down: 0.0,
            marks: BTreeMap::new(),
            numbers: BTreeMap::new(),
            contents: Contents::default(),
            placed: 0,
            in_contents: false,
        }
    }

    /// Walks the body of a document.
    pub fn body(&mut self, root: ElementRef) {
        let mut all = root.descendent_elements();
        if let Some(body) = all.find(|element| element.value().name() == "body") {
            let style = self.style.of(body, &Computed::default());
            self.children(body, &style, (0.0, 0.0));
        }
    }

    /// The body and what belongs to it.
    pub fn finish(mut self) -> Walked {
        if let Some(section) = self.section.take() {
            self.blocks.push(Block::End(section));
        }
        let mut out = String::new();
        let below = self.style.page_number.below.pt(0.0, 0.0);
        let count = self.blocks.len();
        let sheet = |section: &Section| {
            self.style
                .sheets
                .get(&*section.sheet)
                .unwrap_or(&self.style.sheets["a4"])
        };
        let empty = Format {
            justify: "left",
            leading: 1.0,
            ..Format::default()
        };
        for (at, block) in self.blocks.iter().enumerate() {
            match block {
                Block::Paragraph(format, marks, runs, tail) => {
                    paragraph::xml(format, marks, (runs, tail), None, &mut out);
                }
                Block::Table(xml) => out.push_str(xml),
                Block::End(section) => {
                    let xml = section.xml(sheet(section), below, self.is_draft);
                    if at + 1 == count {
                        // A table is never the last of a body.
                        if matches!(self.blocks.get(at.wrapping_sub(1)), Some(Block::Table(_))) {
                            paragraph::xml(&empty, "", (&[], ""), None, &mut out);
                        }
                        out.push_str(&xml);
                    } else {
                        paragraph::xml(&empty, "", (&[], ""), Some(&xml), &mut out);
                    }
                }
            }
        }
        Walked {
            body: out,
            drawings: self.drawings.files,
            contents: self.contents,
        }
    }

    /// The name of the bookmark of an id.
    pub fn mark(&mut self, id: &str) -> String {
        if let Some(name) = self.marks.get(id) {
            return name.clone();
        }
        let name = format!("_lf{}", self.marks.len() + 1);
        self.marks.insert(id.to_owned(), name.clone());
        let printed = self.set.destinations.get(id);
        if let Some(page) = printed.and_then(|printed| self.set.pages.get(printed.page)) {
            self.numbers.insert(name.clone(), &page.label.text);
        }
        name
    }

    /// Bookmarks for these ids.
    pub fn bookmarks(&mut self, ids: &[String]) -> String {
        let mut out = String::new();
        for id in ids {
            let name = self.mark(id);
            self.placed += 1;
            let number = self.placed;
            let _ = write!(out, "<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/><w:bookmarkEnd w:id=\"{number}\"/>");
            self.contents.listed(&name, &mut out);
        }
        out
    }

    /// The blocks of an element between blanks at the left and the right.
    fn children(&mut self, element: ElementRef, style: &Computed, blanks: (Pt, Pt)) {
        let mut runs = Vec::new();
        let mut count = 0;
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.text(text, style, None, &mut runs),
                Node::Element(_) => {
                    let Some(child) = ElementRef::wrap(child) else {
                        continue;
                    };
                    let own = self.style.of(child, style);
                    match own.display() {
                        Some(Display::None) => {}
                        Some(Display::Inline | Display::InlineBox) | None => {
                            self.inline(child, &own, None, &mut runs);
                        }
                        _ => {
                            self.paragraph(std::mem::take(&mut runs), style, blanks);
                            count += i32::from(child.value().name() == "li");
                            self.block(child, &own, blanks, count);
                        }
                    }
                }
                _ => {}
            }
        }
        self.paragraph(runs, style, blanks);
    }

    /// Text with its white space folded.
    pub fn text(&mut self, text: &str, style: &Computed, link: Option<&str>, runs: &mut Vec<Run>) {
        let latin = |c: char| c.is_ascii_graphic();
        let mut out = String::new();
        let mut blank = false;
        let before = runs.last().and_then(|run| run.text.chars().last());
        for c in text.chars() {
            if matches!(c, ' ' | '\n' | '\r' | '\t') {
                blank = true;
                continue;
            }
            let last = out.chars().last().or(before);
            if blank && last.is_some_and(latin) && latin(c) {
                out.push(' ');
            }
            blank = false;
            out.push(c);
        }
        if blank && out.chars().last().is_some_and(latin) {
            out.push(' ');
        }
        if !out.is_empty() {
            join(runs, Run::new(out, style, link));
        }
    }

    /// The inline content of an element.
    pub fn inline(
        &mut self,
        element: ElementRef,
        style: &Computed,
        link: Option<&str>,
        runs: &mut Vec<Run>,
    ) {
        let value = element.value();
        if value.name() == "br" {
            join(runs, Run::new("\n".to_owned(), style, link));
            return;
        }
        if value.name() == "svg" {
            let room = self.room(style, (0.0, 0.0));
            let mut run = Run::new(String::new(), style, link);
            run.drawing = Some(self.drawings.xml(element, style, self.style, room));
            runs.push(run);
            return;
        }
        if let Some(id) = value.id() {
            self.pending.anchors.push(id.to_owned());
        }
        let own = value.attr("href").filter(|_| value.name() == "a");
        let own = own
            .and_then(|href| href.strip_prefix('#'))
            .map(|id| self.mark(id));
        let link = own.as_deref().or(link);
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.text(text, style, link, runs),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        let own = self.style.of(child, style);
                        if own.display() != Some(Display::None) {
                            self.inline(child, &own, link, runs);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn block(&mut self, element: ElementRef, style: &Computed, outer: (Pt, Pt), count: i32) {
        let own = &style.own;
        // Rules that stand at a place of the sheet, beside what flows: Word has no such.
        let says = |text: &str| text.chars().any(|c| !c.is_whitespace());
        if own.overlap == Some(true) && !element.text().any(says) {
            return;
        }
        let mut blanks = (outer.0 + style.pt(own.left), outer.1 + style.pt(own.right));
        if let Some(width) = own.width {
            let whole = section::width(self.sheet(style));
            let rest = ((whole - width.pt(style.size, style.leading)) / 2.0).max(0.0);
            blanks = (rest, rest);
        }
        let pending = &mut self.pending;
        pending.break_before = pending
            .break_before
            .max(own.break_before.unwrap_or_default());
        pending.above = pending.above.max(style.pt(own.above)) + style.pt(own.drop);
        if own.place.is_some() {
            pending.place = Some(style.pt(own.place));
        }
        if let Some(id) = element.value().id() {
            pending.anchors.push(id.to_owned());
        }
        if self.in_contents {
            let mut classes = element.value().classes();
            let level = classes.find_map(|class| class.strip_prefix("level-")?.parse().ok());
            pending.level = level.unwrap_or(pending.level);
        }
        // A whole article has a level; its first line is its heading only where it is one.
        let name = element.value().name();
        if let (Some(level), "h1" | "h2" | "h3" | "h4" | "h5" | "p") = (own.outline, name) {
            pending.heading = level;
        }
        let stroke = own.stroke.unwrap_or(Colour::BLACK);
        if own.rule_above.is_some() && name != "section" {
            pending.rule = Some((style.pt(own.rule_above), stroke));
        }
        match style.display() {
            Some(Display::Table) => {
                self.enter(style);
                let marks = std::mem::take(&mut self.pending.anchors);
                let marks = self.bookmarks(&marks);
                let width = section::width(self.sheet(style));
                if let Some(xml) = table::xml(self, element, style, width, &marks) {
                    if matches!(self.blocks.last(), Some(Block::Table(_))) {
                        // Two tables without a paragraph between would become one.
                        let gap = Format {
                            justify: "left",
                            leading: if own.joined == Some(true) { 1.0 } else { 6.0 },
                            ..Format::default()
                        };
                        self.blocks.push(Block::Paragraph(
                            gap,
                            String::new(),
                            Vec::new(),
                            String::new(),
                        ));
                    }
                    self.blocks.push(Block::Table(xml));
                }
                self.pending.above = 0.0;
                // How high it comes out only Word knows: what has a place follows it.
                self.down = Pt::MAX;
            }
            Some(Display::Figure | Display::Sheet) => self.figure(element, style, blanks),
            Some(Display::Ends) => self.ends(element, style, blanks),
            Some(Display::Ruled) => self.ruled(element, style, blanks),
            Some(Display::JointMark) => self.joint_mark(element, style, blanks),
            Some(Display::Signature) => {
                let right = style.pt(own.right);
                let flush = Computed {
                    align: crate::typeset::style::Align::Right,
                    ..style.clone()
                };
                self.children(element, &flush, (outer.0, outer.1 + right));
            }
            _ => {
                let was = self.in_contents;
                self.in_contents |= element.value().classes().any(|class| class == "contents");
                if own.marker == Some(Marker::Decimal) {
                    let mut numbered = Vec::new();
                    join(&mut numbered, Run::new(format!("{count}. "), style, None));
                    self.inline(element, style, None, &mut numbered);
                    self.paragraph(numbered, style, blanks);
                } else {
                    self.children(element, style, blanks);
                }
                if self.in_contents && !was && self.contents.is_there() {
                    if let Some(Block::Paragraph(_, _, _, tail)) = self.blocks.last_mut() {
                        tail.push_str(contents::END);
                    }
                }
                self.in_contents = was;
            }
        }
        // A rule that stands for itself is no rule of what follows, below the blank above that.
        if self.pending.rule.is_some() && !element.text().any(says) {
            let line = Computed {
                leading: 1.0,
                ..style.clone()
            };
            self.put(Vec::new(), &line, blanks, None);
        }
        if own.rule_below.is_some() && name != "section" {
            if let Some(Block::Paragraph(format, ..)) = self.blocks.last_mut() {
                format.rules[1] = Some((style.pt(own.rule_below), stroke));
            }
        }
        self.pending.above = self.pending.above.max(style.pt(own.below));
    }
}
