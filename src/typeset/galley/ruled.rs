//! Lines to be written on by hand (forms): what is printed stands on the first of them.

use super::{Frame, Galley, Piece};
use crate::typeset::document::{Item, NodeId, Path};
use crate::typeset::style::Computed;
use scraper::ElementRef;

/// More lines than any page has.
const MOST_LINES: usize = 200;

impl Galley<'_> {
    /// Sets the content as lines, with blank ones below up to the number that `data-lines` asks
    /// for; each has `rule-below`. With `data-open` the last has none: the edge of the cell is
    /// its rule.
    pub(super) fn ruled(
        &mut self,
        element: ElementRef,
        style: &Computed,
        frame: Frame,
        parent: NodeId,
    ) {
        let node = self.block_node(element, style, parent);
        let first = self.pieces.len();
        self.children(element, style, frame, node);
        let wanted = wanted(element);
        while self.pieces.len() - first < wanted {
            let meta = self.take_meta(style);
            self.push_slice(meta, style.leading, Vec::new(), Vec::new());
        }
        let Some(rule) = style.own.rule_below else {
            return;
        };
        let colour = style.own.stroke.unwrap_or(style.colour);
        let width = rule.pt(style.size, style.leading);
        let last = self.pieces.len() - usize::from(element.value().attr("data-open").is_some());
        for piece in self.pieces.iter_mut().take(last).skip(first) {
            let Piece::Slice(slice) = piece else { continue };
            let y = slice.height - width / 2.0;
            let (left, right) = (frame.left, frame.left + frame.width);
            let rule = Path::line((left, y), (right, y), colour, width);
            slice
                .items
                .extend([Item::Artifact, Item::Path(rule), Item::End]);
        }
    }
}

/// How many lines an element asks for; one where it does not say.
pub fn wanted(element: ElementRef) -> usize {
    let lines = element.value().attr("data-lines");
    let lines = lines.and_then(|lines| lines.trim().parse().ok());
    lines.unwrap_or(1).clamp(1, MOST_LINES)
}
