//! Parts of a page that are set each by itself, and how they are put into their page.

use super::{type_area, Frame, Galley, Piece};
use crate::typeset::document::{Node, NodeId, ROOT};
use crate::typeset::inline::Inline;
use crate::typeset::markup::{self, AROUND};
use crate::typeset::slice::{Meta, Slice};
use crate::typeset::style::{Computed, Display, Marker, Role};
use rayon::prelude::*;
use scraper::{ElementRef, Node as DomNode};
use std::sync::Arc;

/// The node that stands in a part for the element that it is in.
const HOLDER: NodeId = NodeId(1);

/// Where a part stands in its page.
pub(super) struct Mark {
    /// How many pieces are before it, and how many structure nodes.
    pieces: usize,
    nodes: usize,
    /// The node of the element that it is in.
    holder: NodeId,
    /// What waits there for the next piece, and for the next table.
    pending: Meta,
    repeats: Vec<Slice>,
}

impl<'a> Galley<'a> {
    /// Sets what a part holds, with the elements around it; `alone` is one that is all that its
    /// section holds. It is torn where it could be set otherwise in the whole page.
    pub fn part(&mut self, root: ElementRef, alone: bool) {
        self.with.node("Sect", ROOT);
        let (mut element, mut style) = (root, Arc::new(Computed::default()));
        let mut frame = Frame {
            left: 0.0,
            width: 0.0,
        };
        self.is_torn = self.with.style.looks_beside(root);
        for name in &AROUND[1..] {
            let mut children = element.child_elements();
            let Some(inner) = children.find(|child| child.value().name() == *name) else {
                self.is_torn = true;
                return;
            };
            let own = self.with.of(inner, &style);
            if *name == "body" {
                frame.width = type_area(self.sheet(&own.sheet)).0;
            } else {
                self.is_torn |= !only_holds(&own);
                frame = self.inside(&own, frame);
            }
            self.is_torn |= self.with.style.looks_beside(inner);
            (element, style) = (inner, own);
        }
        self.is_torn |= !alone && !self.stands_alone(element, &style);
        if !self.is_torn {
            self.children(element, &style, frame, HOLDER);
        }
    }

    /// Whether what stands before and after the children of an element is nothing to them: they
    /// begin and end with blocks, and no rule asks which of them stand beside each other.
    fn stands_alone(&mut self, element: ElementRef, style: &Computed) -> bool {
        let mut is_block = |child| match ElementRef::wrap(child) {
            Some(child) => match self.with.of(child, style).display() {
                Some(Display::None) => None,
                Some(Display::Inline | Display::InlineBox) | None => Some(false),
                _ => Some(true),
            },
            None => {
                let text = child.value().as_text();
                let shown = text.is_some_and(|text| !text.trim_ascii().is_empty());
                shown.then_some(false)
            }
        };
        let first = element.children().find_map(&mut is_block);
        let last = element.children().rev().find_map(&mut is_block);
        let mut children = element.child_elements();
        let beside = children.any(|child| self.with.style.looks_beside(child));
        !beside && first != Some(false) && last != Some(false)
    }

    /// Notes where a part stands that was left out, as the comment says that stands for it.
    pub(super) fn mark(&mut self, comment: &DomNode, inline: &Inline, holder: NodeId) {
        let comment = comment.as_comment().map_or("", |comment| comment);
        if self.marks.len() == self.left_out || comment != markup::mark(self.marks.len()) {
            return;
        }
        self.is_torn |= !inline.is_empty();
        self.marks.push(Mark {
            pieces: self.pieces.len(),
            nodes: self.with.structure.len(),
            holder,
            pending: std::mem::take(&mut self.pending),
            repeats: std::mem::take(&mut self.repeats),
        });
    }

    /// Whether a part is not where it should be, so that only the whole page can be set.
    pub fn is_torn(&self) -> bool {
        self.is_torn || self.marks.len() != self.left_out
    }

    /// Puts the parts that were left out where they stand. Structure nodes come to be numbered as
    /// they are when the whole page is set.
    pub fn join(mut self, mut parts: Vec<Self>) -> Self {
        let marks = std::mem::take(&mut self.marks);
        // By the numbers in the frame, by how much more they become from there on.
        let mut moves: Vec<(usize, u32)> = vec![(0, 0)];
        let mut bases = Vec::with_capacity(parts.len());
        for (mark, part) in marks.iter().zip(&parts) {
            let before = moves.last().map_or(0, |(_, by)| *by);
            bases.push((moved(&moves, mark.holder), mark.nodes as u32 + before));
            // The root and the holder are in the frame.
            let own = part.with.structure.len() as u32 - 2;
            moves.push((mark.nodes, before + own));
        }
        let in_frame = |node| moved(&moves, node);
        self.pieces
            .par_iter_mut()
            .for_each(|piece| piece.renumber(&in_frame));
        let numbered = parts.par_iter_mut().zip(bases);
        numbered.for_each(|(part, (holder, base))| {
            let number = |node| match node {
                ROOT => ROOT,
                HOLDER => holder,
                NodeId(own) => NodeId(base + own - 2),
            };
            part.pieces
                .iter_mut()
                .for_each(|piece| piece.renumber(&number));
            for node in &mut part.with.structure {
                node.parent = number(node.parent);
            }
        });
        let mut pieces = std::mem::take(&mut self.pieces).into_iter();
        let mut nodes = std::mem::take(&mut self.with.structure).into_iter();
        let renumbered = |node: Node| Node {
            parent: in_frame(node.parent),
            ..node
        };
        let count = |of: &dyn Fn(&Self) -> usize| parts.iter().map(of).sum::<usize>();
        self.pieces
            .reserve(pieces.len() + count(&|part| part.pieces.len()));
        (self.with.structure).reserve(nodes.len() + count(&|part| part.with.structure.len()));
        let (mut taken, mut waiting) = ((0, 0), (Meta::default(), Vec::new()));
        let left = (
            std::mem::take(&mut self.pending),
            std::mem::take(&mut self.repeats),
        );
        for (mark, part) in marks.into_iter().zip(parts) {
            let own = pieces.by_ref().take(mark.pieces - taken.0).collect();
            self.follow(own, (mark.pending, mark.repeats), &mut waiting);
            let own = nodes.by_ref().take(mark.nodes - taken.1);
            self.with.structure.extend(own.map(renumbered));
            taken = (mark.pieces, mark.nodes);
            self.follow(part.pieces, (part.pending, part.repeats), &mut waiting);
            self.with
                .structure
                .extend(part.with.structure.into_iter().skip(2));
            self.with.unset.extend(part.with.unset);
            self.findings.extend(part.findings);
        }
        self.follow(pieces.collect(), left, &mut waiting);
        self.with.structure.extend(nodes.map(renumbered));
        self
    }

    /// Adds pieces, the first of which take up what waits; `left` is what they leave waiting.
    fn follow(
        &mut self,
        mut pieces: Vec<Piece>,
        (mut pending, mut repeats): (Meta, Vec<Slice>),
        waiting: &mut (Meta, Vec<Slice>),
    ) {
        let earlier = std::mem::take(&mut waiting.0);
        match pieces.first_mut() {
            Some(first) => first.meta_mut().take_up(earlier),
            None => pending.take_up(earlier),
        }
        let table = pieces.iter_mut().find_map(|piece| match piece {
            Piece::Table(table) => Some(&mut table.repeats),
            _ => None,
        });
        let to = table.unwrap_or(&mut repeats);
        to.splice(0..0, std::mem::take(&mut waiting.1));
        *waiting = (pending, repeats);
        self.pieces.append(&mut pieces);
    }
}

/// The number that a node of the frame has once the parts are in it.
fn moved(moves: &[(usize, u32)], node: NodeId) -> NodeId {
    let after = moves.partition_point(|(from, _)| *from <= node.0 as usize);
    NodeId(node.0 + moves[after - 1].1)
}

/// Whether a block only holds others, and does not ask what became of them once they are set.
fn only_holds(style: &Computed) -> bool {
    let own = &style.own;
    let asks = own.keep_together == Some(true)
        || own.keep_with_next == Some(true)
        || own.keep_last.is_some()
        || own.repeat == Some(true)
        || own.marker == Some(Marker::Decimal)
        || own.role == Some(Role::LI);
    style.display() == Some(Display::Block) && !asks
}
