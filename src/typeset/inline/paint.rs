//! Composed lines as display items, with their place in the structure.

use super::{Inline, InlineBox, SetLine, BASELINE_EM};
use crate::text::compose::{Atom, Line, BOX};
use crate::typeset::document::{GlyphRun, Item, Link, NodeId, Path, PlacedGlyph};
use crate::typeset::length::Pt;
use crate::typeset::setting::Setting;
use crate::typeset::style::{Align, Computed};

/// The elements of the structure within a paragraph.
pub(super) struct Nodes {
    /// For each run, its link, or the number of its item.
    runs: Vec<Option<NodeId>>,
    /// For each box, its picture.
    figures: Vec<Option<NodeId>>,
}

impl Inline {
    /// Makes the elements of what is within, below `parent`.
    pub(super) fn nodes(&self, with: &mut Setting, parent: NodeId) -> Nodes {
        Nodes {
            runs: self.run_nodes(with, parent),
            figures: self.figure_nodes(with, parent),
        }
    }

    /// A structure element for each link and each number of an item: for each run, its own.
    /// Runs of one link share it, and so do its lines.
    fn run_nodes(&self, with: &mut Setting, parent: NodeId) -> Vec<Option<NodeId>> {
        let mut nodes: Vec<Option<NodeId>> = Vec::with_capacity(self.runs.len());
        for (k, run) in self.runs.iter().enumerate() {
            let before = k.checked_sub(1).map(|b| (&self.runs[b], nodes[b]));
            nodes.push(match (&run.link, before) {
                (None, _) if run.label => Some(with.label(parent)),
                (None, _) => None,
                (Some(_), Some((other, Some(node)))) if other.link == run.link => Some(node),
                (Some(_), _) => Some(with.node("Link", parent)),
            });
        }
        nodes
    }

    /// A structure element for each box that is a picture.
    fn figure_nodes(&self, with: &mut Setting, parent: NodeId) -> Vec<Option<NodeId>> {
        let mut node = |boxed: &InlineBox| {
            let alt = boxed.alt.clone()?;
            let node = with.node("Figure", parent);
            with.structure[node.0 as usize].alt = Some(alt);
            Some(node)
        };
        self.boxes.iter().map(&mut node).collect()
    }

    pub(super) fn paint_line(
        &self,
        atoms: &[Atom],
        nodes: &Nodes,
        line: &Line,
        style: &Computed,
        width: Pt,
        box_index: &mut usize,
    ) -> SetLine {
        // What is left over of a name that is spread stands in the middle, not torn apart.
        let left_over = line.start > 0 && line.end >= atoms.len();
        let is_spread = style.align == Align::Spread && !left_over;
        let shift = match style.align {
            Align::Center | Align::CenterSense | Align::Shaped | Align::Upright => {
                (width - line.right - line.left) / 2.0
            }
            Align::Spread if left_over => (width - line.right - line.left) / 2.0,
            Align::Right => width - line.right,
            _ => 0.0,
        };
        // 分散对齐: the lack is shared out between the characters.
        let count = line.end - line.start;
        let spread = if is_spread && count > 1 {
            (width - line.right) / (count - 1) as f32
        } else {
            0.0
        };
        let baseline = (style.leading - style.size) / 2.0 + BASELINE_EM * style.size;
        let mut items = Vec::new();
        let mut links: Vec<Link> = Vec::new();
        let mut open: Option<GlyphRun> = None;
        let mut inside: Option<NodeId> = None;
        for (k, atom) in atoms[line.start..line.end].iter().enumerate() {
            let x = line.x[k] + shift + spread * k as f32;
            let run = &self.runs[atom.run as usize];
            let figure = nodes.figures.get(*box_index).copied().flatten();
            let node = figure
                .filter(|_| atom.c == BOX)
                .or(nodes.runs[atom.run as usize]);
            if node != inside {
                items.extend(open.take().map(Item::Glyphs));
                items.extend(inside.map(|_| Item::End));
                items.extend(node.map(Item::Begin));
                inside = node;
            }
            if let (Some(target), Some(node)) = (&run.link, nodes.runs[atom.run as usize]) {
                let area = [x, 0.0, x + atom.advance, style.leading];
                add_link(&mut links, target, node, atom.c, area);
            }
            if atom.c == BOX {
                items.extend(open.take().map(Item::Glyphs));
                if let Some(boxed) = self.boxes.get(*box_index) {
                    for item in &boxed.items {
                        let mut item = item.clone();
                        item.shift(x, baseline);
                        items.push(item);
                    }
                }
                *box_index += 1;
                continue;
            }
            let Some(glyph) = atom.glyph else { continue };
            let placed = PlacedGlyph {
                id: glyph.id,
                c: atom.c,
                x: x + glyph.shift * atom.size,
                natural: glyph.natural,
            };
            let same = open.as_ref().is_some_and(|r| {
                r.face == glyph.face && r.size == atom.size && r.colour == run.colour
            });
            if !same {
                items.extend(open.take().map(Item::Glyphs));
            }
            let alike = |other: &&Atom| other.run == atom.run;
            let rest = &atoms[line.start + k..line.end];
            open.get_or_insert_with(|| GlyphRun {
                face: glyph.face,
                size: atom.size,
                colour: run.colour,
                y: baseline,
                turned: false,
                glyphs: Vec::with_capacity(rest.iter().take_while(alike).count()),
            })
            .glyphs
            .push(placed);
        }
        items.extend(open.map(Item::Glyphs));
        items.extend(inside.map(|_| Item::End));
        let (mut dressed, lines) = self.dress(atoms, line, (shift, spread), baseline);
        dressed.append(&mut items);
        dressed.extend(lines);
        let items = dressed;
        let right = if is_spread { width } else { line.right + shift };
        SetLine {
            items,
            links,
            right,
        }
    }

    /// The grounds that words of the line stand on, and the lines through and below them; words of
    /// one kind beside each other have them in one.
    fn dress(
        &self,
        atoms: &[Atom],
        line: &Line,
        (shift, spread): (Pt, Pt),
        baseline: Pt,
    ) -> (Vec<Item>, Vec<Item>) {
        /// Above the baseline, where a line goes through hanzi; below it, where one is drawn.
        const THROUGH_EM: f32 = 0.36;
        const BELOW_EM: f32 = 0.2;
        const ROUND_EM: f32 = 0.06;
        let mut stretches: Vec<(super::Dress, Pt, Pt, Pt)> = Vec::new();
        for (k, atom) in atoms[line.start..line.end].iter().enumerate() {
            let Some(dress) = self.runs[atom.run as usize].dress else {
                continue;
            };
            let x = line.x[k] + shift + spread * k as f32;
            let end = x + atom.advance;
            match stretches.last_mut() {
                Some((last, _, to, size)) if *last == dress && *size == atom.size => {
                    let beside = (x - *to).abs() < atom.size * 0.5;
                    match beside {
                        true => *to = end,
                        false => stretches.push((dress, x, end, atom.size)),
                    }
                }
                _ => stretches.push((dress, x, end, atom.size)),
            }
        }
        let (mut grounds, mut lines) = (Vec::new(), Vec::new());
        for (dress, from, to, size) in stretches {
            if let Some(fill) = dress.fill {
                let top = baseline - (BASELINE_EM + ROUND_EM) * size;
                let height = (1.0 + 2.0 * ROUND_EM) * size;
                grounds.push(Item::Path(Path::rect(from, top, to - from, height, fill)));
            }
            for (width, y) in [
                (dress.strike, baseline - THROUGH_EM * size),
                (dress.underline, baseline + BELOW_EM * size),
            ] {
                if width > 0.0 {
                    let line = Path::line((from, y), (to, y), dress.stroke, width);
                    lines.push(Item::Path(line));
                }
            }
        }
        (grounds, lines)
    }
}

/// Adds a character to the link of its line, or begins one.
fn add_link(links: &mut Vec<Link>, target: &str, node: NodeId, c: char, area: [Pt; 4]) {
    let shown = (c != BOX).then_some(c);
    match links.last_mut() {
        Some(last) if last.node == node => {
            last.area[2] = area[2];
            last.text.extend(shown);
        }
        _ => links.push(Link {
            area,
            target: target.to_string(),
            text: shown.into_iter().collect(),
            node,
        }),
    }
}

/// Wraps items in a structure node. Where items belong to a link within, the node's own
/// sequence ends before and goes on after it: numbered sequences do not nest.
pub fn tagged(node: NodeId, items: Vec<Item>) -> Vec<Item> {
    let mut out = Vec::with_capacity(items.len() + 2);
    out.push(Item::Begin(node));
    for item in items {
        match item {
            Item::Begin(_) if out.last() == Some(&Item::Begin(node)) => {
                out.pop();
                out.push(item);
            }
            Item::Begin(_) => out.extend([Item::End, item]),
            Item::End => out.extend([item, Item::Begin(node)]),
            _ => out.push(item),
        }
    }
    if out.len() > 1 && out.last() == Some(&Item::Begin(node)) {
        out.pop();
    } else {
        out.push(Item::End);
    }
    out
}
