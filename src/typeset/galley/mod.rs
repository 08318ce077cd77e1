//! The galley: the content of a page as a list of slices as wide as their sheet, not yet cut
//! into pages.

mod columns;
mod fitted;
mod grid;
mod joint;
mod paragraph;
mod part;
mod piece;
mod ruled;
mod signature;
mod special;
mod table;
#[cfg(test)]
mod table_tests;

pub use joint::JointMark;
use part::Mark;
pub use piece::Piece;
pub use ruled::wanted as lines_wanted;

use super::document::{Item, Link, NodeId, ROOT};
use super::inline::Inline;
use super::length::Pt;
use super::setting::Setting;
use super::slice::{Meta, Slice, Suffix};
use super::style::{Computed, Display, Marker, Sheet, Stylesheet};
use super::svg;
use crate::diagnostic::Finding;
use crate::text::Fonts;
use scraper::{ElementRef, Node as DomNode};

/// The measure of a block.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// Distance from the left of the type area.
    pub left: Pt,
    /// Width.
    pub width: Pt,
}

/// Builds the galley from the DOM.
pub struct Galley<'a> {
    /// What it is set with, and what that leaves behind.
    pub with: Setting<'a>,
    /// Title of the document.
    pub title: String,
    /// The pieces so far.
    pub pieces: Vec<Piece>,
    /// Faults of the template and the rules.
    pub findings: Vec<Finding>,
    /// Slices to show again above the next table on each further page.
    pub repeats: Vec<Slice>,
    /// Text to put behind the next paragraph: 续 of a continued cell or title.
    pub suffix: Option<Suffix>,
    /// What waits for the next piece.
    pending: Meta,
    /// Where parts of the page that are set by themselves stand among the pieces.
    marks: Vec<Mark>,
    /// How many parts are left out.
    left_out: usize,
    is_torn: bool,
}

impl<'a> Galley<'a> {
    /// An empty galley.
    pub fn new(style: &'a Stylesheet, fonts: &'a Fonts) -> Self {
        Self {
            with: Setting::new(style, fonts),
            title: String::new(),
            pieces: Vec::new(),
            findings: Vec::new(),
            repeats: Vec::new(),
            suffix: None,
            pending: Meta::default(),
            marks: Vec::new(),
            left_out: 0,
            is_torn: false,
        }
    }

    /// Sets the body of a document of which so many parts are left out.
    pub fn body(&mut self, root: ElementRef, left_out: usize) {
        self.left_out = left_out;
        for element in root.descendent_elements() {
            match element.value().name() {
                "title" if self.title.is_empty() => {
                    self.title = element.text().collect::<String>().trim().to_string();
                }
                "body" => {
                    let style = self.with.of(element, &Computed::default());
                    let sheet = self.sheet(&style.sheet);
                    let frame = Frame {
                        left: 0.0,
                        width: type_area(sheet).0,
                    };
                    self.children(element, &style, frame, ROOT);
                }
                _ => {}
            }
        }
    }

    /// The sheet of that name; names were checked when print.toml was read.
    pub fn sheet(&self, name: &str) -> &'a Sheet {
        let style: &'a Stylesheet = self.with.style;
        style.sheets.get(name).unwrap_or(&style.sheets["a4"])
    }

    fn children(&mut self, element: ElementRef, style: &Computed, frame: Frame, node: NodeId) {
        let mut inline = Inline::default();
        let mut counter = self
            .list_number(element, "start")
            .map_or(0, |start| start - 1);
        for child in element.children() {
            match child.value() {
                DomNode::Text(text) => inline.text_node(text, style, None),
                DomNode::Element(_) => {
                    let Some(child) = ElementRef::wrap(child) else {
                        continue;
                    };
                    let own = self.with.of(child, style);
                    self.with.known(child, &own);
                    match own.display() {
                        Some(Display::None) if own.own.repeat == Some(true) => {
                            self.repeat(child, &own, frame);
                        }
                        Some(Display::None) => {}
                        Some(Display::Inline | Display::InlineBox) | None => {
                            inline.element(&mut self.with, child, &own, None);
                        }
                        _ => {
                            self.paragraph(&mut inline, style, frame, node);
                            if child.value().name() == "li" {
                                let own = self.list_number(child, "value");
                                counter = own.unwrap_or(counter + 1);
                            }
                            self.block(child, &own, frame, node, counter);
                        }
                    }
                }
                comment => self.mark(comment, &inline, node),
            }
        }
        self.paragraph(&mut inline, style, frame, node);
    }

    /// The number that a list or an item of it asks for; what else it asks for is noted.
    fn list_number(&mut self, element: ElementRef, name: &str) -> Option<i32> {
        let tag = element.value().name();
        if tag != "ol" && tag != "li" {
            return None;
        }
        for (other, value) in element.value().attrs() {
            if tag == "ol" && matches!(other, "reversed" | "type") {
                let message = format!("<ol> 的 {other} 印不出来");
                let help = "序号在 print.toml 里用 marker 规定，别的写在文字里";
                self.with.unset.drop(tag, other, value, message, help);
            }
        }
        let value = element.value().attr(name)?;
        let number = value
            .trim()
            .parse()
            .ok()
            .filter(|n: &i32| (1..100_000).contains(n));
        if number.is_none() {
            let message = format!("<{tag}> 的 {name} 不能是 \"{value}\"");
            self.with
                .unset
                .drop(tag, name, value, message, "写成 1 到 99999 的整数");
        }
        number
    }

    /// The measure of what is in a block.
    fn inside(&self, style: &Computed, outer: Frame) -> Frame {
        let own = &style.own;
        // A section that moves to another sheet takes that sheet's whole width.
        let outer = match own.sheet {
            Some(_) => Frame {
                left: 0.0,
                width: type_area(self.sheet(&style.sheet)).0,
            },
            None => outer,
        };
        let (left, right) = (style.pt(own.left), style.pt(own.right));
        let mut frame = Frame {
            left: outer.left + left,
            width: outer.width - left - right,
        };
        if let Some(width) = own.width {
            let width = width.pt(style.size, style.leading).min(frame.width);
            frame.left += (frame.width - width) / 2.0;
            frame.width = width;
        }
        frame
    }

    fn block(
        &mut self,
        element: ElementRef,
        style: &Computed,
        outer: Frame,
        parent: NodeId,
        count: i32,
    ) {
        let own = &style.own;
        let frame = self.inside(style, outer);
        self.pending.break_before = self
            .pending
            .break_before
            .max(own.break_before.unwrap_or_default());
        self.pending.above = self.pending.above.max(style.pt(own.above));
        self.pending.drop += style.pt(own.drop);
        if own.place.is_some() {
            self.pending.place = Some(style.pt(own.place));
            self.pending.overlap = own.overlap == Some(true);
        }
        if let Some(id) = element.value().id() {
            self.pending.anchors.push(id.to_string());
        }
        if let Some(level) = own.outline {
            let own_words = element.value().attr("data-outline");
            let title = own_words.map_or_else(|| text_of(element), str::to_string);
            self.pending.outline.push((level, title));
        }
        let first = self.pieces.len();
        match style.display() {
            Some(Display::Table) => {
                if let Some(table) = table::build(self, element, style, frame, parent) {
                    self.pieces.push(Piece::Table(Box::new(table)));
                }
            }
            Some(Display::Figure) => self.figure(element, style, frame, parent),
            Some(Display::Sheet) => {
                let drawing = svg::paint(
                    element,
                    style,
                    self.with.fonts,
                    self.with.style,
                    &mut self.with.unset,
                );
                let node = self.with.node("Figure", parent);
                self.with.structure[node.0 as usize].alt = Some(svg::alternative(element));
                let meta = self.take_meta(style);
                self.pieces.push(Piece::Sheet(drawing, meta, node));
            }
            Some(Display::Ends) => self.ends(element, style, frame, parent),
            Some(Display::JointMark) => self.joint_mark(element, style, frame, parent),
            Some(Display::Signature) => self.signature(element, style, frame, parent),
            Some(Display::Foot) => self.foot(element, style, frame, parent),
            Some(Display::Ruled) => self.ruled(element, style, frame, parent),
            _ => {
                let node = self.block_node(element, style, parent);
                self.rules(style, frame, true);
                if own.marker == Some(Marker::Decimal) {
                    self.numbered(element, style, frame, node, count);
                } else {
                    self.children(element, style, frame, node);
                }
                self.rules(style, frame, false);
            }
        }
        self.pending.above = self.pending.above.max(style.pt(own.below));
        self.keeps(style, first);
        if own.repeat == Some(true) {
            self.repeat(element, style, frame);
        }
    }

    /// Marks which pieces of a block stay together.
    fn keeps(&mut self, style: &Computed, first: usize) {
        let last = self.pieces.len();
        let together = style.own.keep_together == Some(true);
        let with_next = style.own.keep_with_next == Some(true);
        let at_end = usize::from(style.own.keep_last.unwrap_or(0));
        for (i, piece) in self.pieces[first..last].iter_mut().enumerate() {
            if let Piece::Slice(slice) = piece {
                let is_last = first + i + 1 == last;
                let with_next = with_next || first + i + at_end >= last;
                slice.keep_with_next |= with_next || (together && !is_last);
            }
        }
    }

    fn block_node(&mut self, element: ElementRef, style: &Computed, parent: NodeId) -> NodeId {
        let role = style
            .own
            .role
            .map(|r| r.name())
            .unwrap_or(match element.value().name() {
                "p" => "P",
                "h1" => "H1",
                "h2" => "H2",
                "h3" => "H3",
                "h4" => "H4",
                "h5" => "H5",
                "h6" => "H6",
                "ol" | "ul" => "L",
                "li" => "LI",
                "div" | "main" => "Div",
                _ => "Sect",
            });
        let node = self.with.node(role, parent);
        if role == "LI" {
            self.with.node("LBody", node)
        } else {
            node
        }
    }

    fn push_slice(&mut self, meta: Meta, height: Pt, items: Vec<Item>, links: Vec<Link>) {
        self.pieces.push(Piece::Slice(Slice {
            meta,
            height,
            items,
            links,
            keep_with_next: false,
            leader: None,
        }));
    }

    /// Hands what waited to the piece at hand.
    pub fn take_meta(&mut self, style: &Computed) -> Meta {
        Meta {
            sheet: style.sheet.clone(),
            numbering: style.numbering,
            ..std::mem::take(&mut self.pending)
        }
    }
}

/// Width and height of the type area (版心) as read.
pub fn type_area(sheet: &Sheet) -> (Pt, Pt) {
    let (w, h) = (
        sheet.body_width.pt(0.0, 0.0),
        sheet.body_height.pt(0.0, 0.0),
    );
    if sheet.turned {
        (h, w)
    } else {
        (w, h)
    }
}

/// The text of an element with its white space folded.
fn text_of(element: ElementRef) -> String {
    let text: String = element.text().collect();
    let mut out = String::new();
    for part in text
        .split([' ', '\n', '\t', '\r'])
        .filter(|p| !p.is_empty())
    {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(out.chars().last()) && latin(part.chars().next()) {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}
