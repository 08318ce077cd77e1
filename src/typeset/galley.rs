//! The galley: the content of a page as a list of slices as wide as their sheet, not yet cut
//! into pages.

use super::document::{Item, Link, Node, NodeId, Path, ROOT};
use super::inline::{tagged, Inline, SetLine};
use super::length::Pt;
use super::style::{Break, Computed, Display, Marker, Numbering, Sheet, Stylesheet};
use super::svg::{self, Drawing};
use super::table::Table;
use crate::diagnostic::{Code, Finding};
use crate::text::Fonts;
use scraper::{ElementRef, Node as DomNode};
use std::collections::BTreeSet;

/// What the page maker must know of a piece besides its height.
#[derive(Debug, Clone)]
pub struct Meta {
    /// Sheet it is on.
    pub sheet: String,
    /// How its page is counted.
    pub numbering: Numbering,
    /// Where it begins.
    pub break_before: Break,
    /// Blank above, dropped at the top of a page.
    pub above: Pt,
    /// Blank above that stays at the top of a page.
    pub drop: Pt,
    /// Its least distance from the top of the type area.
    pub place: Option<Pt>,
    /// Whether it stands exactly at `place`, beside what is there already.
    pub overlap: bool,
    /// Ids that stand here.
    pub anchors: Vec<String>,
    /// Outline entries that stand here.
    pub outline: Vec<(u8, String)>,
}

/// A piece of the galley.
pub enum Piece {
    /// Something of one height that is never cut.
    Slice(Slice),
    /// A table, cut between its rows.
    Table(Box<Table>),
    /// A drawing that is a page of its own size.
    Sheet(Drawing, Meta, NodeId),
}

/// A line, a figure, a rule: never cut.
#[derive(Debug, Clone)]
pub struct Slice {
    /// Its place among the pages.
    pub meta: Meta,
    /// Height.
    pub height: Pt,
    /// What it shows, from the left of the type area and its own top.
    pub items: Vec<Item>,
    /// Links in it.
    pub links: Vec<Link>,
    /// Whether the next piece must be on the same page.
    pub keep_with_next: bool,
    /// A contents entry that awaits its page number: link target, end of its text, style.
    pub leader: Option<Leader>,
}

/// The end of a contents entry.
#[derive(Debug, Clone)]
pub struct Leader {
    /// Id of the place whose page is wanted.
    pub target: String,
    /// Where the text of the entry ends.
    pub from: Pt,
    /// Right edge of the measure.
    pub to: Pt,
    /// Style of the number.
    pub style: Computed,
    /// Structure node of the entry.
    pub node: NodeId,
}

/// The measure of a block.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// Distance from the left of the type area.
    pub left: Pt,
    /// Width.
    pub width: Pt,
}

/// What waits for the next piece.
#[derive(Debug, Default)]
struct Pending {
    break_before: Break,
    above: Pt,
    drop: Pt,
    place: Option<Pt>,
    overlap: bool,
    anchors: Vec<String>,
    outline: Vec<(u8, String)>,
}

/// Builds the galley from the DOM.
pub struct Galley<'a> {
    /// The rules.
    pub style: &'a Stylesheet,
    /// The fonts.
    pub fonts: &'a Fonts,
    /// Title of the document.
    pub title: String,
    /// The pieces so far.
    pub pieces: Vec<Piece>,
    /// The structure so far; node 0 is the document.
    pub structure: Vec<Node>,
    /// Characters that no face has.
    pub missing: BTreeSet<char>,
    /// Faults of the template and the rules.
    pub findings: Vec<Finding>,
    /// Slices to show again above the next table on each further page.
    pub repeats: Vec<Slice>,
    /// Text to put behind the next paragraph: 续 of a continued cell or title.
    pub suffix: Option<String>,
    pending: Pending,
    unknown: BTreeSet<String>,
}

impl<'a> Galley<'a> {
    /// An empty galley.
    pub fn new(style: &'a Stylesheet, fonts: &'a Fonts) -> Self {
        let root = Node {
            role: "Document",
            parent: ROOT,
            alt: None,
            span: (1, 1),
            scope: None,
        };
        Self {
            style,
            fonts,
            title: String::new(),
            pieces: Vec::new(),
            structure: vec![root],
            missing: BTreeSet::new(),
            findings: Vec::new(),
            repeats: Vec::new(),
            suffix: None,
            pending: Pending::default(),
            unknown: BTreeSet::new(),
        }
    }

    /// Sets the body of a document.
    pub fn body(&mut self, root: ElementRef) {
        for element in root.descendent_elements() {
            match element.value().name() {
                "title" if self.title.is_empty() => {
                    self.title = element.text().collect::<String>().trim().to_string();
                }
                "body" => {
                    let style = self.style.of(element, &Computed::default());
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
        let style: &'a Stylesheet = self.style;
        style.sheets.get(name).unwrap_or(&style.sheets["a4"])
    }

    /// Adds a structure node.
    pub fn node(&mut self, role: &'static str, parent: NodeId) -> NodeId {
        self.structure.push(Node {
            role,
            parent,
            alt: None,
            span: (1, 1),
            scope: None,
        });
        NodeId(self.structure.len() as u32 - 1)
    }

    /// Reports an element that print.toml says nothing of: it must not vanish unseen.
    pub fn known(&mut self, element: ElementRef, style: &Computed) {
        let name = element.value().name();
        let drawing = matches!(name, "svg" | "br");
        if style.display().is_none() && !drawing && self.unknown.insert(name.to_string()) {
            let message = format!("print.toml 没有规定 <{name}> 怎样排");
            self.findings
                .push(Finding::placeless(Code::BadStyle, message).help(format!(
                    "在 print.toml 里加一条 match = \"{name}\" 的规则，写明 display"
                )));
        }
    }

    fn children(&mut self, element: ElementRef, style: &Computed, frame: Frame, node: NodeId) {
        let mut inline = Inline::default();
        let mut counter = 0;
        for child in element.children() {
            match child.value() {
                DomNode::Text(text) => inline.text_node(text, style, None),
                DomNode::Element(_) => {
                    let Some(child) = ElementRef::wrap(child) else {
                        continue;
                    };
                    let own = self.style.of(child, style);
                    self.known(child, &own);
                    match own.display() {
                        Some(Display::None) => {}
                        Some(Display::Inline | Display::InlineBox) | None => {
                            inline.element(self, child, &own, None);
                        }
                        _ => {
                            self.paragraph(&mut inline, style, frame, node);
                            if child.value().name() == "li" {
                                counter += 1;
                            }
                            self.block(child, &own, frame, node, counter);
                        }
                    }
                }
                _ => {}
            }
        }
        self.paragraph(&mut inline, style, frame, node);
    }

    fn block(
        &mut self,
        element: ElementRef,
        style: &Computed,
        outer: Frame,
        parent: NodeId,
        count: u32,
    ) {
        let own = &style.own;
        let sheet_width = type_area(self.sheet(&style.sheet)).0;
        // A section that moves to another sheet takes that sheet's whole width.
        let outer = if own.sheet.is_some() {
            Frame {
                left: 0.0,
                width: sheet_width,
            }
        } else {
            outer
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
            self.pending.outline.push((level, text_of(element)));
        }
        let first = self.pieces.len();
        match style.display() {
            Some(Display::Table) => {
                if let Some(table) = Table::build(self, element, style, frame, parent) {
                    self.pieces.push(Piece::Table(Box::new(table)));
                }
            }
            Some(Display::Figure) => self.figure(element, style, frame, parent),
            Some(Display::Sheet) => {
                let drawing = svg::paint(
                    element,
                    style.size,
                    self.fonts,
                    self.style,
                    &mut self.missing,
                );
                let node = self.node("Figure", parent);
                self.structure[node.0 as usize].alt = Some(svg::alternative(element));
                let meta = self.take_meta(style);
                self.pieces.push(Piece::Sheet(drawing, meta, node));
            }
            Some(Display::Ends) => self.ends(element, style, frame, parent),
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
        for (i, piece) in self.pieces[first..last].iter_mut().enumerate() {
            if let Piece::Slice(slice) = piece {
                let is_last = first + i + 1 == last;
                slice.keep_with_next |= with_next || (together && !is_last);
            }
        }
    }

    /// Sets a block a second time with （续）, for the further pages of the next table.
    fn repeat(&mut self, element: ElementRef, style: &Computed, frame: Frame) {
        let pieces = std::mem::take(&mut self.pieces);
        let pending = std::mem::take(&mut self.pending);
        let nodes = self.structure.len();
        if style.display() == Some(Display::Ends) {
            self.ends(element, style, frame, ROOT);
        } else {
            self.suffix = Some("（续）".to_string());
            self.children(element, style, frame, ROOT);
            self.suffix = None;
        }
        self.structure.truncate(nodes);
        let mut again = std::mem::replace(&mut self.pieces, pieces);
        self.pending = pending;
        for (i, piece) in again.iter_mut().enumerate() {
            if let Piece::Slice(slice) = piece {
                slice
                    .items
                    .retain(|i| !matches!(i, Item::Begin(_) | Item::End));
                if i == 0 {
                    slice.meta.above = style.pt(style.own.above);
                }
                self.repeats.push(slice.clone());
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
        let node = self.node(role, parent);
        if role == "LI" {
            self.node("LBody", node)
        } else {
            node
        }
    }

    /// A list item with its number hung before it.
    fn numbered(
        &mut self,
        element: ElementRef,
        style: &Computed,
        frame: Frame,
        node: NodeId,
        count: u32,
    ) {
        let hang = style.pt(style.own.turn_over);
        let inner = Frame {
            left: frame.left + hang,
            width: frame.width - hang,
        };
        let mut plain = style.clone();
        plain.own.turn_over = None;
        plain.own.indent = None;
        let first = self.pieces.len();
        self.children(element, &plain, inner, node);
        let mut label = Inline::default();
        label.text_node(&format!("{count}."), style, None);
        let lines = label.set(self, &plain, hang);
        if let (Some(Piece::Slice(slice)), Some(line)) =
            (self.pieces.get_mut(first), lines.into_iter().next())
        {
            let mut items = line.items;
            for item in &mut items {
                item.shift(frame.left, 0.0);
            }
            let mut all = tagged(node, items);
            all.append(&mut slice.items);
            slice.items = all;
        }
    }

    /// Sets gathered inline content as lines.
    fn paragraph(&mut self, inline: &mut Inline, style: &Computed, frame: Frame, node: NodeId) {
        let mut inline = std::mem::take(inline);
        if inline.is_empty() {
            self.pending.anchors.extend(inline.take_anchors());
            return;
        }
        if let Some(suffix) = self.suffix.take() {
            inline.end_first_line(&suffix, style);
        }
        self.pending.anchors.extend(inline.take_anchors());
        let mut frame = frame;
        let leader = style.own.leader == Some(true);
        let full = frame.width;
        if leader {
            // The last lines of an entry keep clear of the column of numbers.
            frame.width -= 2.5 * style.size;
        }
        let lines = inline.set(self, style, frame.width);
        let count = lines.len();
        let content = style.leading * count as f32;
        let pad = ((style.pt(style.own.height) - content) / 2.0).max(0.0);
        for (k, line) in lines.into_iter().enumerate() {
            let SetLine {
                items,
                mut links,
                right,
            } = line;
            let top = if k == 0 { pad } else { 0.0 };
            let bottom = if k + 1 == count { pad } else { 0.0 };
            let mut items = tagged(node, items);
            for item in &mut items {
                item.shift(frame.left, top);
            }
            for link in &mut links {
                link.area[0] += frame.left;
                link.area[2] += frame.left;
                link.area[1] += top;
                link.area[3] += top;
            }
            let leader = match links.first() {
                Some(link) if leader && k + 1 == count => Some(Leader {
                    target: link.target.trim_start_matches('#').to_string(),
                    from: frame.left + right,
                    to: frame.left + full,
                    style: style.clone(),
                    node,
                }),
                _ => None,
            };
            let meta = self.take_meta(style);
            self.pieces.push(Piece::Slice(Slice {
                meta,
                height: style.leading + top + bottom,
                items,
                links,
                // No line of a paragraph alone at the foot or the head of a page.
                keep_with_next: k + 1 < count && (k == 0 || k + 2 == count),
                leader,
            }));
        }
    }

    fn ends(&mut self, element: ElementRef, style: &Computed, frame: Frame, parent: NodeId) {
        let node = self.block_node(element, style, parent);
        let mut items = Vec::new();
        let mut links = Vec::new();
        let parts: Vec<ElementRef> = element.child_elements().collect();
        for (k, part) in parts.iter().enumerate() {
            let own = self.style.of(*part, style);
            self.known(*part, &own);
            if own.display() == Some(Display::None) {
                continue;
            }
            let mut inline = Inline::default();
            inline.children(self, *part, &own, None);
            let width = inline.max_width(self);
            let gaps = parts.len().max(2) - 1;
            let x = frame.left + (frame.width - width) * k as f32 / gaps as f32;
            for mut line in inline.set(self, &own, width + 1.0) {
                for item in &mut line.items {
                    item.shift(x, 0.0);
                }
                items.extend(line.items);
                links.extend(line.links);
            }
        }
        let items = tagged(node, items);
        let meta = self.take_meta(style);
        self.push_slice(meta, style.leading, items, links);
    }

    fn figure(&mut self, element: ElementRef, style: &Computed, frame: Frame, parent: NodeId) {
        let mut drawing = svg::paint(
            element,
            style.size,
            self.fonts,
            self.style,
            &mut self.missing,
        );
        if drawing.width > frame.width {
            drawing.scale(frame.width / drawing.width);
        }
        let x = frame.left + (frame.width - drawing.width) / 2.0;
        let node = self.node("Figure", parent);
        self.structure[node.0 as usize].alt = Some(svg::alternative(element));
        let mut items = tagged(node, drawing.items);
        for item in &mut items {
            item.shift(x, 0.0);
        }
        let meta = self.take_meta(style);
        self.push_slice(meta, drawing.height, items, Vec::new());
    }

    /// The rules above or below a block, thick outside and thin inside.
    fn rules(&mut self, style: &Computed, frame: Frame, above: bool) {
        let own = &style.own;
        let (thick, thin) = if above {
            (own.rule_above, own.thin_rule_above)
        } else {
            (own.rule_below, own.thin_rule_below)
        };
        let Some(thick) = thick else { return };
        let thick = thick.pt(style.size, style.leading);
        let colour = own.stroke.unwrap_or(style.colour);
        let mut items = vec![Item::Artifact];
        let mut y = 0.0;
        let thin = thin.map(|t| t.pt(style.size, style.leading));
        let gap = thick;
        if let (Some(thin), false) = (thin, above) {
            items.push(Item::Path(Path::rect(
                frame.left,
                y,
                frame.width,
                thin,
                own.fill.unwrap_or(colour),
            )));
            y += thin + gap;
        }
        items.push(Item::Path(Path::rect(
            frame.left,
            y,
            frame.width,
            thick,
            colour,
        )));
        y += thick;
        if let (Some(thin), true) = (thin, above) {
            y += gap;
            items.push(Item::Path(Path::rect(
                frame.left,
                y,
                frame.width,
                thin,
                own.fill.unwrap_or(colour),
            )));
            y += thin;
        }
        items.push(Item::End);
        let mut meta = self.take_meta(style);
        if !above && own.drop.is_some() {
            // The foot rules of a cover stand at the foot of the type area.
            let area = type_area(self.sheet(&style.sheet)).1;
            meta.place = Some(area - y);
        }
        self.push_slice(meta, y, items, Vec::new());
        if above {
            if let Some(Piece::Slice(slice)) = self.pieces.last_mut() {
                slice.keep_with_next = true;
            }
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
        let pending = std::mem::take(&mut self.pending);
        Meta {
            sheet: style.sheet.clone(),
            numbering: style.numbering,
            break_before: pending.break_before,
            above: pending.above,
            drop: pending.drop,
            place: pending.place,
            overlap: pending.overlap,
            anchors: pending.anchors,
            outline: pending.outline,
        }
    }

    /// Sets the content of a cell by itself and gives its slices.
    pub fn cell(
        &mut self,
        element: ElementRef,
        style: &Computed,
        width: Pt,
        node: NodeId,
    ) -> Vec<Slice> {
        let pieces = std::mem::take(&mut self.pieces);
        let pending = std::mem::take(&mut self.pending);
        self.children(element, style, Frame { left: 0.0, width }, node);
        let inner = std::mem::replace(&mut self.pieces, pieces);
        self.pending = pending;
        inner
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Slice(slice) => Some(slice),
                Piece::Table(_) | Piece::Sheet(..) => {
                    self.findings.push(Finding::placeless(
                        Code::BadTemplate,
                        "表格的单元格里不能再放表格或者整张的图",
                    ));
                    None
                }
            })
            .collect()
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
