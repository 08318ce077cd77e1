//! 发文机关署名 over 成文日期 (GB/T 9704 7.3.5.1).

use super::{Frame, Galley, Piece};
use crate::typeset::document::NodeId;
use crate::typeset::inline::{tagged, Inline};
use crate::typeset::length::{Pt, MM};
use crate::typeset::slice::Meta;
use crate::typeset::style::Computed;
use scraper::ElementRef;
use std::sync::Arc;

/// From the middle of one signature to that of the next: a seal is 42 mm across, and two
/// must neither meet nor touch.
const SEALS_APART: Pt = 45.0 * MM;

/// A name or the date, with the middle of its place.
struct Signed<'a> {
    element: ElementRef<'a>,
    style: Arc<Computed>,
    width: Pt,
    middle: Pt,
}

impl Galley<'_> {
    /// Sets the children of a signature: the last is the date, which ends at the right of the
    /// frame; the last name stands over its middle, the others at the left of it, or above it
    /// where they do not fit into one line.
    pub(super) fn signature(
        &mut self,
        element: ElementRef,
        style: &Computed,
        frame: Frame,
        parent: NodeId,
    ) {
        let right = frame.left + frame.width;
        let edge = right + style.pt(style.own.right);
        let mut lines: Vec<Signed> = element
            .child_elements()
            .map(|child| {
                let own = self.with.of(child, style);
                self.with.known(child, &own);
                let mut inline = Inline::default();
                inline.children(&mut self.with, child, &own, None);
                let width = inline.max_width(&mut self.with, &own);
                let middle = right - width / 2.0;
                Signed {
                    element: child,
                    style: own,
                    width,
                    middle,
                }
            })
            .collect();
        let Some(date) = lines.pop() else { return };
        let mut next: Option<(Pt, Pt)> = None;
        for name in lines.iter_mut().rev() {
            name.middle = match next {
                None => date.middle.min(edge - name.width / 2.0),
                Some((middle, width)) => {
                    let apart = (width + name.width) / 2.0 + style.size;
                    middle - apart.max(SEALS_APART)
                }
            };
            next = Some((name.middle, name.width));
        }
        let beside = lines
            .first()
            .is_none_or(|name| name.middle - name.width / 2.0 >= frame.left);
        let rows: Vec<Vec<Signed>> = if beside {
            vec![lines]
        } else {
            let middle = lines.last().map_or(date.middle, |name| name.middle);
            for name in &mut lines {
                name.middle = middle.min(edge - name.width / 2.0);
            }
            lines.into_iter().map(|name| vec![name]).collect()
        };
        for row in rows {
            self.signed_line(row, parent, true);
        }
        self.signed_line(vec![date], parent, false);
    }

    fn signed_line(&mut self, row: Vec<Signed>, parent: NodeId, keep: bool) {
        let Some(style) = row.first().map(|signed| signed.style.clone()) else {
            return;
        };
        let (mut items, mut links) = (Vec::new(), Vec::new());
        for signed in row {
            let node = self.block_node(signed.element, &signed.style, parent);
            let mut inline = Inline::default();
            inline.children(&mut self.with, signed.element, &signed.style, None);
            let x = signed.middle - signed.width / 2.0;
            for mut line in inline.set(&mut self.with, &signed.style, signed.width + 1.0, node) {
                line.items.iter_mut().for_each(|item| item.shift(x, 0.0));
                items.extend(tagged(node, line.items));
                links.append(&mut line.links);
            }
        }
        let meta = Meta {
            signature: true,
            ..self.take_meta(&style)
        };
        self.push_slice(meta, style.leading, items, links);
        if let Some(Piece::Slice(slice)) = self.pieces.last_mut() {
            slice.keep_with_next = keep;
        }
    }
}
