//! `<text>` into glyphs: anchors, chunks and blanks between characters.

use super::attributes::Attributes;
use super::{Anchor, Paint, Painter};
use crate::text::compose::{self, Atom, Measure};
use crate::typeset::document::{GlyphRun, Item, PlacedGlyph};
use scraper::{ElementRef, Node};

impl Painter<'_> {
    /// A `<text>`: chunks begin wherever a `tspan` gives its own x.
    pub(super) fn text(&mut self, attributes: &Attributes, paint: &Paint) {
        let element = attributes.element;
        if !paint.map.keeps_type() {
            let message = "图里的文字不能旋转、倾斜，横竖也不能缩放得不一样".to_string();
            self.dropped(
                element,
                "transform",
                message,
                "文字横着写，用 font-size 定大小",
            );
        }
        if paint.stroke.is_some() {
            let message = "图里的文字不能描边".to_string();
            self.dropped(element, "stroke", message, "写上 stroke=\"none\"");
        }
        let mut x = self.number(attributes, "x");
        let mut y = self.number(attributes, "y");
        let mut chunk: Vec<(String, Paint)> = Vec::new();
        for child in element.children() {
            match child.value() {
                Node::Text(text) => chunk.push((text.to_string(), paint.clone())),
                Node::Element(_) => {
                    let Some(span) = ElementRef::wrap(child) else {
                        continue;
                    };
                    let attributes = Attributes::of(span);
                    let tag = span.value().name();
                    if !self.known(&attributes) || matches!(tag, "title" | "desc") {
                        continue;
                    }
                    if !matches!(tag, "tspan" | "a") || span.child_elements().next().is_some() {
                        let message = "图里的 <text> 只能放文字和一层 <tspan>".to_string();
                        self.dropped(element, "", message, "拆成几个 <text>");
                    }
                    let own = self.inherit(&attributes, paint);
                    let [sx, sy, dx, dy] =
                        ["x", "y", "dx", "dy"].map(|name| self.optional(&attributes, name));
                    if sx.is_some() || sy.is_some() || dy.is_some() || dx.is_some() {
                        let end = self.chunk(&mut chunk, x, y);
                        x = sx.unwrap_or(end) + dx.unwrap_or(0.0);
                        y = sy.unwrap_or(y) + dy.unwrap_or(0.0);
                    }
                    chunk.push((span.text().collect(), own));
                }
                _ => {}
            }
        }
        self.chunk(&mut chunk, x, y);
    }

    /// Sets one chunk on its baseline and gives the x where it ends.
    fn chunk(&mut self, parts: &mut Vec<(String, Paint)>, x: f32, y: f32) -> f32 {
        let parts = std::mem::take(parts);
        let Some((_, first)) = parts.first() else {
            return x;
        };
        let (anchor, map) = (first.anchor, first.map);
        let mut atoms = Vec::new();
        for (run, (text, paint)) in parts.iter().enumerate() {
            let folded = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
            for c in folded.chars() {
                let glyph = self.fonts.glyph(paint.style.font, c);
                if glyph.is_none() {
                    self.unset.characters.insert(c);
                }
                let advance = glyph.map_or(1.0, |g| g.advance) * paint.font_size + paint.spacing;
                atoms.push(Atom {
                    c,
                    glyph,
                    size: paint.font_size,
                    advance,
                    run: run as u32,
                    goes_on: Default::default(),
                });
            }
        }
        let measure = Measure {
            width: f32::MAX / 4.0,
            first_indent: 0.0,
            rest_indent: 0.0,
            justify: false,
            latin_gap_em: 0.0,
            prohibition: Default::default(),
        };
        let Some(line) = compose::compose(&atoms, &measure).into_iter().next() else {
            return x;
        };
        // The spacing after the last character is no part of the text.
        let spacing = parts.last().map_or(0.0, |(_, p)| p.spacing);
        let width = line.right - spacing;
        let start = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let factor = map.factor();
        let mut open: Option<GlyphRun> = None;
        for (k, atom) in atoms[line.start..line.end].iter().enumerate() {
            let Some(glyph) = atom.glyph else { continue };
            let paint = &parts[atom.run as usize].1;
            let Some(colour) = paint.fill else { continue };
            let (px, py) = map.point(start + line.x[k] + glyph.shift * atom.size, y);
            let size = atom.size * factor;
            let same = open
                .as_ref()
                .is_some_and(|r| r.face == glyph.face && r.size == size && r.colour == colour);
            if !same {
                self.items.extend(open.take().map(Item::Glyphs));
            }
            open.get_or_insert_with(|| GlyphRun {
                face: glyph.face,
                size,
                colour,
                y: py,
                turned: false,
                glyphs: Vec::new(),
            })
            .glyphs
            .push(PlacedGlyph {
                id: glyph.id,
                c: atom.c,
                x: px,
                natural: glyph.natural,
            });
        }
        self.items.extend(open.map(Item::Glyphs));
        start + line.right
    }
}
