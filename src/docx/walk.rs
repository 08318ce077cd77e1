//! From elements to paragraphs, tables and sections.

use super::paragraph::{self, join, justify, Format, Run, LEVELS};
use super::section::{self, Section};
use super::table;
use crate::typeset::length::{Colour, Pt};
use crate::typeset::style::{Break, Computed, Display, Marker, Numbering, Stylesheet};
use scraper::{ElementRef, Node};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What waits for the next paragraph.
#[derive(Default)]
struct Pending {
    above: Pt,
    break_before: Break,
    place: Option<Pt>,
    heading: u8,
    anchors: Vec<String>,
    rule: Option<(Pt, Colour)>,
}

/// A block of the document.
enum Block {
    /// Its format; XML before its runs; its runs; XML behind them.
    Paragraph(Format, String, Vec<Run>, String),
    /// XML of a table.
    Table(String),
    /// The section so far ends here.
    End(Section),
}

/// Walks a page.
pub(super) struct Walk<'a> {
    pub style: &'a Stylesheet,
    is_draft: bool,
    blocks: Vec<Block>,
    pending: Pending,
    /// The section at hand; `None` before the first block.
    section: Option<Section>,
    /// Where the last block on the page ends, for what has a place on it.
    down: Pt,
    /// Bookmarks by the id of the element.
    marks: BTreeMap<String, String>,
    /// Ids of bookmarks that stand in the document.
    placed: usize,
    /// Whether the blocks are entries of the contents.
    in_contents: bool,
    /// Whether there has been one.
    has_contents: bool,
}

/// The field that Word makes its table of contents by, around the entries as they are now.
const CONTENTS_BEGIN: &str = "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o &quot;1-3&quot; \\h \\z </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
const CONTENTS_END: &str = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";

impl<'a> Walk<'a> {
    pub fn new(style: &'a Stylesheet, is_draft: bool) -> Self {
        Self {
            style,
            is_draft,
            blocks: Vec::new(),
            pending: Pending::default(),
            section: None,
            down: 0.0,
            marks: BTreeMap::new(),
            placed: 0,
            in_contents: false,
            has_contents: false,
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

    /// The XML of the body.
    pub fn finish(mut self) -> String {
        if let Some(section) = self.section.take() {
            self.blocks.push(Block::End(section));
        }
        let mut out = String::new();
        let below = self.style.page_number.below.pt(0.0, 0.0);
        let count = self.blocks.len();
        let sheet = |section: &Section| {
            self.style
                .sheets
                .get(&section.sheet)
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
        out
    }

    /// The name of the bookmark of an id.
    pub fn mark(&mut self, id: &str) -> String {
        let number = self.marks.len() + 1;
        self.marks
            .entry(id.to_owned())
            .or_insert_with(|| format!("_lf{number}"))
            .clone()
    }

    /// Bookmarks for these ids.
    pub fn bookmarks(&mut self, ids: &[String]) -> String {
        let mut out = String::new();
        for id in ids {
            let name = self.mark(id);
            self.placed += 1;
            let number = self.placed;
            let _ = write!(out, "<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/><w:bookmarkEnd w:id=\"{number}\"/>");
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
                            leading: 6.0,
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
            }
            Some(Display::Figure | Display::Sheet) => self.figure(element, style, blanks),
            Some(Display::Ends) => self.ends(element, style, blanks),
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
                if self.in_contents && !was && self.has_contents {
                    if let Some(Block::Paragraph(_, _, _, tail)) = self.blocks.last_mut() {
                        tail.push_str(CONTENTS_END);
                    }
                }
                self.in_contents = was;
            }
        }
        if own.rule_below.is_some() && name != "section" {
            if let Some(Block::Paragraph(format, ..)) = self.blocks.last_mut() {
                format.rules[1] = Some((style.pt(own.rule_below), stroke));
            }
        }
        self.pending.above = self.pending.above.max(style.pt(own.below));
    }

    fn sheet(&self, style: &Computed) -> &'a crate::typeset::style::Sheet {
        self.style
            .sheets
            .get(&style.sheet)
            .unwrap_or(&self.style.sheets["a4"])
    }

    /// A drawing, which Word cannot show: what it says.
    fn figure(&mut self, element: ElementRef, style: &Computed, blanks: (Pt, Pt)) {
        let label = element.value().attr("aria-label").map(str::to_owned);
        let title = || {
            let mut titles = element
                .descendent_elements()
                .filter(|e| e.value().name() == "title");
            titles.next().map(|title| title.text().collect::<String>())
        };
        let said = label.or_else(title).unwrap_or_default();
        let note = format!("〔图：{}，见 PDF〕", said.trim());
        let plain = Computed {
            align: crate::typeset::style::Align::Center,
            ..style.clone()
        };
        let run = Run::new(note, &plain, None);
        self.paragraph(vec![run], &plain, blanks);
    }

    /// The first child at the left, the last at the right of one line.
    fn ends(&mut self, element: ElementRef, style: &Computed, blanks: (Pt, Pt)) {
        let mut runs = Vec::new();
        for child in element.child_elements() {
            let own = self.style.of(child, style);
            if own.display() == Some(Display::None) {
                continue;
            }
            if !runs.is_empty() {
                join(&mut runs, Run::new("\t".to_owned(), style, None));
            }
            self.inline(child, &own, None, &mut runs);
        }
        let width = section::width(self.sheet(style)) - blanks.1;
        self.put(runs, style, blanks, Some((width, false)));
    }

    fn paragraph(&mut self, runs: Vec<Run>, style: &Computed, blanks: (Pt, Pt)) {
        let has_text = runs
            .iter()
            .any(|run| !run.text.trim_matches([' ', '\n']).is_empty());
        if !has_text {
            return;
        }
        let leads = style.own.leader == Some(true) && self.in_contents;
        if !leads {
            self.put(runs, style, blanks, None);
            return;
        }
        let width = section::width(self.sheet(style)) - blanks.1;
        self.put(runs, style, blanks, Some((width, true)));
    }

    /// Puts a paragraph into the document.
    fn put(
        &mut self,
        mut runs: Vec<Run>,
        style: &Computed,
        blanks: (Pt, Pt),
        tab: Option<(Pt, bool)>,
    ) {
        while let Some(last) = runs.last_mut() {
            let trimmed = last.text.trim_end_matches(['\n', ' ']).len();
            last.text.truncate(trimmed);
            if !last.text.is_empty() {
                break;
            }
            runs.pop();
        }
        let page_break = self.enter(style);
        let own = &style.own;
        let pending = std::mem::take(&mut self.pending);
        let lines = runs
            .iter()
            .map(|run| run.text.matches('\n').count())
            .sum::<usize>()
            + 1;
        let height = lines as Pt * style.leading;
        let mut before = pending.above;
        let mut after = 0.0;
        if let Some(place) = pending.place {
            before = (place - self.down).max(0.0);
        }
        if own.height.is_some() {
            let rest = (style.pt(own.height) - height).max(0.0);
            before += rest / 2.0;
            after = rest / 2.0;
        }
        let turn_over = style.pt(own.turn_over);
        let first = style.pt(own.indent);
        let in_contents = tab.is_some_and(|(_, dots)| dots);
        let level = (style.own.outline)
            .or_else(|| in_contents.then_some(1))
            .unwrap_or(0);
        let format = Format {
            heading: if in_contents {
                0
            } else {
                pending.heading.min(LEVELS)
            },
            contents: if in_contents { level.max(1) } else { 0 },
            justify: justify(style.align),
            leading: style.leading,
            before,
            after,
            first: first - turn_over,
            left: blanks.0 + turn_over,
            right: blanks.1,
            keep_next: own.keep_with_next == Some(true),
            page_break,
            tab,
            rules: [pending.rule, None],
        };
        self.down += before + height + after;
        let mut marks = self.bookmarks(&pending.anchors);
        let mut tail = String::new();
        if in_contents {
            if !std::mem::replace(&mut self.has_contents, true) {
                marks.push_str(CONTENTS_BEGIN);
            }
            if let Some(anchor) = runs.iter().find_map(|run| run.link.as_ref()) {
                let properties =
                    paragraph::run_properties(style.font, style.size, style.colour, 0.0);
                let run = |inner: &str| format!("<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>");
                // The number is Word's to find.
                tail.push_str(&run("<w:tab/>"));
                tail.push_str(&run(
                    "<w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/>",
                ));
                let instruction = format!(" PAGEREF {anchor} \\h ");
                tail.push_str(&run(&format!(
                    "<w:instrText xml:space=\"preserve\">{instruction}</w:instrText>"
                )));
                tail.push_str(&run("<w:fldChar w:fldCharType=\"separate\"/>"));
                tail.push_str(&run("<w:fldChar w:fldCharType=\"end\"/>"));
            }
        }
        self.blocks
            .push(Block::Paragraph(format, marks, runs, tail));
    }

    /// Sees to the section and the page that a block of this style begins on; gives whether a new
    /// page begins within the section.
    fn enter(&mut self, style: &Computed) -> bool {
        let begins = std::mem::take(&mut self.pending.break_before);
        let same = |section: &Section| {
            section.sheet == style.sheet && section.numbering == style.numbering
        };
        match self.section.take() {
            Some(section) if same(&section) && begins != Break::Odd => {
                self.section = Some(section);
                if begins == Break::Page {
                    self.down = 0.0;
                }
                begins == Break::Page && !self.blocks.is_empty()
            }
            before => {
                let restarts = match &before {
                    Some(section) => {
                        section.numbering != style.numbering && style.numbering != Numbering::None
                    }
                    None => true,
                };
                if let Some(before) = before {
                    self.blocks.push(Block::End(before));
                }
                self.down = 0.0;
                self.section = Some(Section {
                    sheet: style.sheet.clone(),
                    numbering: style.numbering,
                    restarts,
                    begins,
                });
                false
            }
        }
    }
}
