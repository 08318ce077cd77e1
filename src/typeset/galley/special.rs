//! Blocks that are more than stacked paragraphs: hung numbers, two ends of one line, figures,
//! rules, and what is shown again above a continued table.

use super::{type_area, Frame, Galley, Piece};
use crate::typeset::document::{Item, NodeId, Path, ROOT};
use crate::typeset::inline::{tagged, Inline};
use crate::typeset::length::Pt;
use crate::typeset::slice::Suffix;
use crate::typeset::style::{Computed, Display};
use crate::typeset::svg;
use scraper::ElementRef;

impl Galley<'_> {
    /// A list item with its number hung before it.
    pub(super) fn numbered(
        &mut self,
        element: ElementRef,
        style: &Computed,
        frame: Frame,
        node: NodeId,
        count: i32,
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
        let label_node = self.with.label(node);
        // A number of many digits reaches out to the left rather than into the text.
        let width = label.max_width(&mut self.with, &plain);
        let left = frame.left - (width - hang).max(0.0);
        let lines = label.set(&mut self.with, &plain, width.max(hang) + 1.0, label_node);
        if let (Some(Piece::Slice(slice)), Some(line)) =
            (self.pieces.get_mut(first), lines.into_iter().next())
        {
            let mut items = line.items;
            for item in &mut items {
                item.shift(left, 0.0);
            }
            let mut all = tagged(label_node, items);
            all.append(&mut slice.items);
            slice.items = all;
        }
    }

    pub(super) fn ends(
        &mut self,
        element: ElementRef,
        style: &Computed,
        frame: Frame,
        parent: NodeId,
    ) {
        let node = self.block_node(element, style, parent);
        let mut items = Vec::new();
        let mut links = Vec::new();
        let parts: Vec<ElementRef> = element.child_elements().collect();
        for (k, part) in parts.iter().enumerate() {
            let own = self.with.of(*part, style);
            self.with.known(*part, &own);
            if own.display() == Some(Display::None) {
                continue;
            }
            let mut inline = Inline::default();
            inline.children(&mut self.with, *part, &own, None);
            if let Some(Suffix::Behind(text) | Suffix::Below(text)) = self.suffix.take() {
                inline.end_first_line(text, &own);
            }
            let width = inline.max_width(&mut self.with, &own);
            let gaps = parts.len().max(2) - 1;
            let x = frame.left + (frame.width - width) * k as f32 / gaps as f32;
            for mut line in inline.set(&mut self.with, &own, width + 1.0, node) {
                for item in &mut line.items {
                    item.shift(x, 0.0);
                }
                items.extend(line.items);
                links.extend(line.links);
            }
        }
        let items = tagged(node, items);
        let beside = style.own.overlap == Some(true) && style.own.place.is_none();
        if beside && self.stands_beside(&items, style.leading) {
            let Some(Piece::Slice(before)) = self.pieces.last_mut() else {
                return;
            };
            let down = before.height - style.leading;
            before.items.extend(items.into_iter().map(|mut item| {
                item.shift(0.0, down);
                item
            }));
            before.links.extend(links.into_iter().map(|mut link| {
                link.area[1] += down;
                link.area[3] += down;
                link
            }));
            return;
        }
        let meta = self.take_meta(style);
        self.push_slice(meta, style.leading, items, links);
    }

    /// Whether a line with two ends clears the words of the line before it, and is no higher.
    fn stands_beside(&self, items: &[Item], leading: Pt) -> bool {
        /// Blank between what stands beside each other.
        const BETWEEN: Pt = 12.0;
        let Some(Piece::Slice(before)) = self.pieces.last() else {
            return false;
        };
        let spans = |items: &[Item]| -> Vec<(Pt, Pt)> {
            let runs = items.iter().filter_map(|item| match item {
                Item::Glyphs(run) => Some(run),
                _ => None,
            });
            let glyphs = runs.flat_map(|run| run.glyphs.iter().map(move |glyph| (run, glyph)));
            let span = glyphs.map(|(run, glyph)| (glyph.x, glyph.x + glyph.natural * run.size));
            span.collect()
        };
        let taken = spans(&before.items);
        let clear = |(from, to): (Pt, Pt)| {
            let mut taken = taken.iter();
            taken.all(|&(left, right)| to + BETWEEN <= left || right + BETWEEN <= from)
        };
        before.height >= leading && spans(items).into_iter().all(clear)
    }

    pub(super) fn figure(
        &mut self,
        element: ElementRef,
        style: &Computed,
        frame: Frame,
        parent: NodeId,
    ) {
        let mut drawing = svg::paint(
            element,
            style,
            self.with.fonts,
            self.with.style,
            &mut self.with.unset,
        );
        if drawing.width > frame.width {
            drawing.scale(frame.width / drawing.width);
        }
        let x = frame.left + (frame.width - drawing.width) / 2.0;
        let node = self.with.node("Figure", parent);
        self.with.structure[node.0 as usize].alt = Some(svg::alternative(element));
        let mut items = tagged(node, drawing.items);
        for item in &mut items {
            item.shift(x, 0.0);
        }
        let meta = self.take_meta(style);
        self.push_slice(meta, drawing.height, items, Vec::new());
    }

    /// The rules above or below a block, thick outside and thin inside.
    pub(super) fn rules(&mut self, style: &Computed, frame: Frame, above: bool) {
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

    /// 版记: its slices go to the foot of a page together.
    pub(super) fn foot(
        &mut self,
        element: ElementRef,
        style: &Computed,
        frame: Frame,
        parent: NodeId,
    ) {
        let node = self.block_node(element, style, parent);
        let meta = self.take_meta(style);
        let inner = self.apart(|galley| {
            galley.rules(style, frame, true);
            galley.children(element, style, frame, node);
            galley.rules(style, frame, false);
        });
        let slices = inner.into_iter().filter_map(|piece| match piece {
            Piece::Slice(slice) => Some(slice),
            _ => None,
        });
        self.pieces.push(Piece::Foot(slices.collect(), meta));
    }

    /// What `set` sets, which is not yet put among the pieces.
    pub(super) fn apart(&mut self, set: impl FnOnce(&mut Self)) -> Vec<Piece> {
        let before = std::mem::take(&mut self.pieces);
        set(self);
        std::mem::replace(&mut self.pieces, before)
    }

    /// Sets a block a second time with （续）, for the further pages of the next table.
    pub(super) fn repeat(&mut self, element: ElementRef, style: &Computed, frame: Frame) {
        let pending = std::mem::take(&mut self.pending);
        let ends = style.display() == Some(Display::Ends);
        // Of two ends the first is continued where it is a heading.
        if !ends || matches!(element.value().name(), "h1" | "h2" | "h3" | "h4") {
            self.suffix = Some(Suffix::Behind("（续）"));
        }
        let mut again = self.apart(|galley| match ends {
            true => galley.ends(element, style, frame, ROOT),
            false => galley.children(element, style, frame, ROOT),
        });
        self.suffix = None;
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
}
