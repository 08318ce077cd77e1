//! Text set as lines: paragraphs, and the content of a cell.

use super::{Frame, Galley, Piece};
use crate::diagnostic::{Code, Finding};
use crate::typeset::document::NodeId;
use crate::typeset::inline::{tagged, Inline, SetLine};
use crate::typeset::length::Pt;
use crate::typeset::slice::{Leader, Slice, Suffix};
use crate::typeset::style::Computed;
use scraper::ElementRef;

impl Galley<'_> {
    /// Sets gathered inline content as lines.
    pub(super) fn paragraph(
        &mut self,
        inline: &mut Inline,
        style: &Computed,
        frame: Frame,
        node: NodeId,
    ) {
        let mut inline = std::mem::take(inline);
        if inline.is_empty() {
            self.pending.anchors.extend(inline.take_anchors());
            return;
        }
        if let Some(suffix) = self.suffix.take() {
            match suffix {
                Suffix::Behind(text) => inline.end_first_line(text, &style.continued()),
                Suffix::Below(text) => inline.end_below(text, style),
            }
        }
        self.pending.anchors.extend(inline.take_anchors());
        let mut frame = frame;
        let leader = style.own.leader == Some(true);
        let full = frame.width;
        if leader {
            // The last lines of an entry keep clear of the column of numbers.
            frame.width -= 2.5 * style.size;
        }
        let lines = inline.set(&mut self.with, style, frame.width, node);
        let count = lines.len();
        // Where all but the first line go with what follows, that one stays: else they would
        // leave a hole behind them.
        let first_stays = style
            .own
            .keep_last
            .is_some_and(|kept| count == usize::from(kept) + 1);
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
            if let (true, Some(link)) = (leader && k + 1 == count, links.last_mut()) {
                // The page number is part of what one points at.
                link.area[2] = frame.left + full;
            }
            let leader = match links.first() {
                Some(link) if leader && k + 1 == count => Some(Box::new(Leader {
                    target: link.target.trim_start_matches('#').to_string(),
                    from: frame.left + right,
                    to: frame.left + full,
                    style: style.clone(),
                    node,
                })),
                _ => None,
            };
            let meta = self.take_meta(style);
            self.pieces.push(Piece::Slice(Slice {
                meta,
                height: style.leading + top + bottom,
                items,
                links,
                // No line of a paragraph alone at the foot or the head of a page.
                keep_with_next: k + 1 < count && ((k == 0 && !first_stays) || k + 2 == count),
                leader,
            }));
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
        let mut slices: Vec<Slice> = inner
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Slice(slice) => Some(slice),
                Piece::Table(_) | Piece::Sheet(..) | Piece::Foot(..) => {
                    self.findings.push(Finding::placeless(
                        Code::BadTemplate,
                        "表格的单元格里不能再放表格或者整张的图",
                    ));
                    None
                }
            })
            .collect();
        // Most cells have one line, for which room was made as for a page's.
        slices.shrink_to_fit();
        slices
    }
}
