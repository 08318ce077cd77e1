//! The inline content of a block: text, links and boxes, as atoms for the line filler.

mod boxes;
mod paint;
mod part;

pub use paint::tagged;
pub use part::Part;

use super::document::{Item, Link, NodeId};
use super::length::{Colour, Pt};
use super::setting::Setting;
use super::style::{Align, Computed, Display, Role};
use super::svg;
use crate::text::compose::{self, Atom, Measure, BOX};
use crate::text::{sense, title, Class, FontRole, Fonts};
use scraper::{ElementRef, Node};

/// Where the baseline of an em box stands below its top (all shipped faces: 880 of 1000).
pub const BASELINE_EM: f32 = 0.88;

/// What a stretch of text has in common.
#[derive(Debug, Clone, PartialEq)]
struct Run {
    font: FontRole,
    size: Pt,
    colour: Colour,
    tracking: Pt,
    link: Option<String>,
    /// Whether it is the number of an item.
    label: bool,
    /// What is drawn with its words.
    dress: Option<Dress>,
}

/// The ground of words, and the lines through and below them.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Dress {
    fill: Option<Colour>,
    /// Widths of the line through and of the line below; 0 for none.
    strike: Pt,
    underline: Pt,
    stroke: Colour,
}

impl Dress {
    /// What an inline element gives its own words; a cell's ground is its own affair.
    fn of(style: &Computed) -> Option<Self> {
        let own = &style.own;
        let any = own.fill.is_some() || own.strike.is_some() || own.underline.is_some();
        (any && style.display() == Some(Display::Inline)).then(|| Self {
            fill: own.fill,
            strike: style.pt(own.strike),
            underline: style.pt(own.underline),
            stroke: own.stroke.unwrap_or(style.colour),
        })
    }
}

/// A box among the text, with its items relative to its left and the line's baseline.
#[derive(Debug, Clone)]
struct InlineBox {
    width: Pt,
    items: Vec<Item>,
    /// What it says, if it is a picture that says something.
    alt: Option<String>,
}

/// Inline content, gathered from the children of a block.
#[derive(Default)]
pub struct Inline {
    chars: Vec<(char, u32)>,
    runs: Vec<Run>,
    boxes: Vec<InlineBox>,
    anchors: Vec<String>,
}

/// A set line: items relative to the left of the measure and the top of the line.
pub struct SetLine {
    /// What it shows.
    pub items: Vec<Item>,
    /// Links in it.
    pub links: Vec<Link>,
    /// Where its visible part ends.
    pub right: Pt,
}

/// Widths of content that is not set yet.
pub struct Widths {
    /// Of its lines, where only forced breaks end one.
    pub lines: Vec<Pt>,
    /// Of the widest word, date or box: less would cut it.
    pub word: Pt,
}

impl Inline {
    /// Whether there is nothing to set.
    pub fn is_empty(&self) -> bool {
        self.chars.iter().all(|(c, _)| *c == ' ' || *c == '\n')
    }

    /// The text, boxes left out.
    pub fn text(&self) -> String {
        self.chars
            .iter()
            .map(|(c, _)| *c)
            .filter(|&c| c != BOX)
            .collect()
    }

    /// Ids met inside.
    pub fn take_anchors(&mut self) -> Vec<String> {
        std::mem::take(&mut self.anchors)
    }

    fn run(&mut self, style: &Computed, link: Option<&str>) -> u32 {
        let run = Run {
            font: style.font,
            size: style.size,
            colour: style.colour,
            tracking: style.tracking,
            link: link.map(str::to_string),
            label: style.own.role == Some(Role::Lbl),
            dress: Dress::of(style),
        };
        if self.runs.last() != Some(&run) {
            self.runs.push(run);
        }
        self.runs.len() as u32 - 1
    }

    /// Adds text with its white space folded: a break of the source between hanzi is nothing.
    pub fn text_node(&mut self, text: &str, style: &Computed, link: Option<&str>) {
        let run = self.run(style, link);
        let mut blank = false;
        for c in text.chars() {
            if matches!(c, ' ' | '\n' | '\r' | '\t') {
                blank = true;
                continue;
            }
            if blank && self.wants_space(c) {
                self.chars.push((' ', run));
            }
            blank = false;
            if !c.is_control() {
                self.chars.push((c, run));
            }
        }
        if blank
            && self
                .chars
                .last()
                .is_some_and(|(l, _)| Class::of(*l) == Class::Latin)
        {
            self.chars.push((' ', run));
        }
    }

    fn wants_space(&self, next: char) -> bool {
        let latin = |c: char| Class::of(c) == Class::Latin;
        self.chars.last().is_some_and(|(last, _)| latin(*last)) && latin(next)
    }

    /// Adds the inline content of an element.
    pub fn element(
        &mut self,
        with: &mut Setting,
        element: ElementRef,
        style: &Computed,
        link: Option<&str>,
    ) {
        if let Some(id) = element.value().id() {
            self.anchors.push(id.to_string());
        }
        let href = match element.value().name() {
            "a" => element.value().attr("href").or(link),
            _ => link,
        };
        match element.value().name() {
            "br" => {
                let run = self.run(style, link);
                self.chars.push(('\n', run));
            }
            "svg" => {
                let drawing = svg::paint(element, style, with.fonts, with.style, &mut with.unset);
                let mut items = drawing.items;
                // A small drawing stands on the line like a character.
                for item in &mut items {
                    item.shift(0.0, -drawing.height * BASELINE_EM);
                }
                let hidden = element.value().attr("aria-hidden") == Some("true");
                self.push_box(
                    InlineBox {
                        width: drawing.width,
                        items,
                        alt: (!hidden).then(|| svg::alternative(element)),
                    },
                    style,
                    href,
                );
            }
            _ if style.display() == Some(Display::InlineBox) && boxes::is_whole(element, style) => {
                let boxed = boxes::inline_box(with, element, style);
                self.push_box(boxed, style, href);
            }
            _ => self.children(with, element, style, href),
        }
    }

    /// Adds all children of an element.
    pub fn children(
        &mut self,
        with: &mut Setting,
        element: ElementRef,
        style: &Computed,
        link: Option<&str>,
    ) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.text_node(text, style, link),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        let own = with.of(child, style);
                        with.known(child, &own);
                        if own.display() != Some(Display::None) {
                            self.element(with, child, &own, link);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn push_box(&mut self, boxed: InlineBox, style: &Computed, link: Option<&str>) {
        let run = self.run(style, link);
        self.chars.push((BOX, run));
        self.boxes.push(boxed);
    }

    fn atoms(&self, with: &mut Setting) -> Vec<Atom> {
        let mut boxes = self.boxes.iter();
        let mut atoms = Vec::with_capacity(self.chars.len());
        for &(c, run) in &self.chars {
            let Run {
                font,
                size,
                tracking,
                ..
            } = self.runs[run as usize];
            let (glyph, advance) = if c == BOX {
                (None, boxes.next().map_or(0.0, |b| b.width))
            } else if c == '\n' {
                (None, 0.0)
            } else {
                let glyph = with.fonts.glyph(font, c);
                if glyph.is_none() {
                    with.unset.characters.insert(c);
                }
                (glyph, glyph.map_or(1.0, |g| g.advance) * size + tracking)
            };
            atoms.push(Atom {
                c,
                glyph,
                size,
                advance,
                run,
                goes_on: Default::default(),
            });
        }
        atoms
    }

    /// Width of the content where only forced breaks end a line.
    pub fn max_width(&self, with: &mut Setting, style: &Computed) -> Pt {
        let widths = natural(&self.atoms(with), style);
        widths.into_iter().fold(0.0, f32::max)
    }

    /// The widths that a column for the content may have; a word counts `most` at most.
    pub fn widths(&self, with: &mut Setting, style: &Computed, most: Pt) -> Widths {
        let atoms = self.atoms(with);
        let widest = |part: &[Atom]| natural(part, style).into_iter().fold(0.0, f32::max);
        let chars: Vec<char> = atoms.iter().map(|atom| atom.c).collect();
        let (mut start, mut word): (usize, Pt) = (0, 0.0);
        for end in sense::word_ends(&with.fonts.terms, &chars) {
            let boxed = chars[start..end].contains(&BOX);
            let own = widest(&atoms[start..end]);
            word = word.max(if boxed { own } else { own.min(most) });
            start = end;
        }
        Widths {
            lines: natural(&atoms, style),
            word,
        }
    }

    /// The width of the widest box, number or code: what no break may part.
    pub fn uncut(&self, with: &mut Setting, style: &Computed) -> Pt {
        let atoms = self.atoms(with);
        let whole = |atom: &Atom| atom.c == BOX || atom.c.is_ascii_graphic();
        let parts = atoms
            .split(|atom| !whole(atom))
            .filter(|part| !part.is_empty());
        let widths = parts.flat_map(|part| natural(part, style));
        widths.fold(0.0, f32::max)
    }

    /// Sets the content in lines of `width`.
    /// Links become elements of the structure below `node`.
    pub fn set(
        &mut self,
        with: &mut Setting,
        style: &Computed,
        width: Pt,
        node: NodeId,
    ) -> Vec<SetLine> {
        while self.chars.last().is_some_and(|(c, _)| *c == ' ') {
            self.chars.pop();
        }
        let lines: Option<Lines> = match style.align {
            Align::Shaped => Some(title::shaped),
            Align::Sense | Align::Justify => Some(sense::lines_of_words),
            Align::CenterSense => Some(sense::lines_of_names),
            _ => None,
        };
        if let Some(lines) = lines {
            // Of a text that fills its lines only the notes below it: a source is no running text.
            let below = match style.align {
                Align::Justify => style.size,
                _ => Pt::MAX,
            };
            self.break_by_sense(with, width, lines, below);
        }
        if style.align == Align::Upright {
            self.break_upright(style.size);
        }
        let mut atoms = self.atoms(with);
        // What has room on one line, whatever gaps come to it, is nowhere broken.
        let most: Pt = (atoms.iter())
            .map(|atom| atom.advance + style.latin_gap * atom.size)
            .sum();
        let indent = style
            .pt(style.own.indent)
            .max(style.pt(style.own.turn_over));
        if style.align != Align::Justify && most > width - indent {
            let chars: Vec<char> = atoms.iter().map(|atom| atom.c).collect();
            let goes_on = sense::goes_on(&with.fonts.terms, &chars);
            for (atom, goes_on) in atoms.iter_mut().zip(goes_on) {
                atom.goes_on = goes_on;
            }
        }
        let measure = Measure {
            width,
            first_indent: style.pt(style.own.indent),
            rest_indent: style.pt(style.own.turn_over),
            justify: style.align == Align::Justify,
            latin_gap_em: style.latin_gap,
            prohibition: style.prohibition,
        };
        let lines = compose::compose(&atoms, &measure);
        for line in lines.iter().filter(|line| line.right > width + 0.5) {
            let text: String = atoms[line.start..line.end].iter().map(|a| a.c).collect();
            with.unset.overwide.insert(text.replace(BOX, ""));
        }
        let nodes = self.nodes(with, node);
        let mut box_index = 0;
        lines
            .iter()
            .map(|line| self.paint_line(&atoms, &nodes, line, style, width, &mut box_index))
            .collect()
    }

    /// Puts text behind the first line that the template ends with a break, or behind all.
    pub fn end_first_line(&mut self, text: &str, style: &Computed) {
        let at = self
            .chars
            .iter()
            .position(|(c, _)| *c == '\n')
            .unwrap_or(self.chars.len());
        let tail = self.chars.split_off(at);
        self.text_node(text, style, None);
        self.chars.extend(tail);
    }

    /// Puts words below the text on a line of their own, in smaller type.
    pub fn end_below(&mut self, text: &str, style: &Computed) {
        const SMALLER: f32 = 0.7;
        let mut small = style.clone();
        small.size *= SMALLER;
        let run = self.chars.last().map_or(0, |(_, run)| *run);
        self.chars.push(('\n', run));
        self.text_node(text, &small, None);
    }

    /// Puts a forced break between every two characters of which one is Chinese, of the main
    /// size.
    fn break_upright(&mut self, size: Pt) {
        let mut out = Vec::with_capacity(2 * self.chars.len());
        for &(c, run) in &self.chars {
            let above: Option<(char, u32)> = out.last().copied();
            let main = |run: u32| self.runs[run as usize].size == size;
            let parts = above.is_some_and(|(before, of)| {
                let words = before.is_ascii() && c.is_ascii();
                before != '\n' && c != '\n' && main(of) && main(run) && !words
            });
            if parts {
                out.push(('\n', run));
            }
            out.push((c, run));
        }
        self.chars = out;
    }

    /// Puts forced breaks where the sense wants them, in each part between forced breaks that is
    /// smaller than `below`; not in a part of two sizes or with a box, since such a label is too short to need it. Of another
    /// face than its end, it has but signs that are as wide in either: **判定**：是否符合.
    fn break_by_sense(&mut self, with: &Setting, width: Pt, lines: Lines, below: Pt) {
        let mut out = Vec::with_capacity(self.chars.len() + 4);
        for (k, part) in self.chars.split(|(c, _)| *c == '\n').enumerate() {
            if k > 0 {
                out.push(('\n', part.first().map_or(0, |(_, run)| *run)));
            }
            let Some(&(_, last)) = part.last() else {
                continue;
            };
            let Run { font, size, .. } = self.runs[last as usize];
            let plain = |&(c, run): &(char, u32)| {
                let run = &self.runs[run as usize];
                c != BOX && run.size == size && (run.font == font || !c.is_ascii())
            };
            if size >= below || !part.iter().all(plain) {
                out.extend_from_slice(part);
                continue;
            }
            let text: String = part.iter().map(|(c, _)| *c).collect();
            let mut rest = part.iter();
            for (k, line) in lines(with.fonts, font, &text, width / size)
                .iter()
                .enumerate()
            {
                if k > 0 {
                    out.push(('\n', last));
                }
                // Blanks at the breaks are dropped; all else is in the lines.
                for c in line.chars() {
                    out.extend(rest.find(|(own, _)| *own == c).copied());
                }
            }
        }
        self.chars = out;
    }
}

/// A way to break a text into lines of at most so many em.
type Lines = fn(&Fonts, FontRole, &str, f32) -> Vec<String>;

/// Widths of the lines of `atoms` where only forced breaks end a line.
fn natural(atoms: &[Atom], style: &Computed) -> Vec<Pt> {
    let measure = Measure {
        width: f32::MAX / 4.0,
        first_indent: 0.0,
        rest_indent: 0.0,
        justify: false,
        latin_gap_em: style.latin_gap,
        prohibition: Default::default(),
    };
    compose::compose(atoms, &measure)
        .iter()
        .map(|line| line.right)
        .collect()
}
