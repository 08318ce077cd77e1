//! 发文机关标志 of a joint document: the organs' names one above the other, spread to one width, at
//! their right 文件 in the middle (GB/T 9704 7.2.4).

use super::{text_of, Frame, Galley};
use crate::text::Fonts;
use crate::typeset::document::NodeId;
use crate::typeset::inline::{tagged, Inline};
use crate::typeset::length::Pt;
use crate::typeset::style::{Align, Computed};
use scraper::ElementRef;

/// Blank between the names and what stands at their right, in em.
const GAP_EM: f32 = 0.41;
/// More names take no more room than so many: the first page of a document shows some of its text.
const NAMES: f32 = 4.0;

/// The parts of a mark: its style in a size at which it fits, and widths.
pub struct JointMark<'a> {
    /// The style of all of it.
    pub style: Computed,
    /// The names.
    pub names: Vec<ElementRef<'a>>,
    /// 文件.
    pub last: ElementRef<'a>,
    /// Width of the names, of the blank, and of the last.
    pub widths: [Pt; 3],
}

impl<'a> JointMark<'a> {
    /// The mark whose parts are the children of `element`, in `room`; `None` of no children.
    pub fn of(element: ElementRef<'a>, style: &Computed, fonts: &Fonts, room: Pt) -> Option<Self> {
        let mut names: Vec<ElementRef> = element.child_elements().collect();
        let last = names.pop()?;
        let ems = |part: &ElementRef| fonts.width(style.font, &text_of(*part));
        let widths = [
            names.iter().map(ems).fold(0.0, f32::max),
            GAP_EM,
            ems(&last),
        ];
        let whole: f32 = widths.iter().sum();
        let share = (room / (whole * style.size))
            .min(NAMES / names.len() as f32)
            .min(1.0);
        let size = style.size * share;
        Some(Self {
            style: Computed {
                size,
                leading: style.leading * share,
                align: Align::Spread,
                ..style.clone()
            },
            names,
            last,
            widths: widths.map(|em| em * size),
        })
    }
}

impl Galley<'_> {
    /// Sets the children of a mark: the last at the right of the others.
    pub(super) fn joint_mark(
        &mut self,
        element: ElementRef,
        style: &Computed,
        frame: Frame,
        parent: NodeId,
    ) {
        let Some(mark) = JointMark::of(element, style, self.with.fonts, frame.width) else {
            return;
        };
        let style = &mark.style;
        let node = self.block_node(element, style, parent);
        let [names, gap, last] = mark.widths;
        let left = frame.left + (frame.width - names - gap - last) / 2.0;
        let down = mark.names.len().saturating_sub(1) as Pt * style.leading;
        // The ink of the first begins where the mark does, that of the last ends there.
        let above = (style.leading - style.size) / 2.0;
        let lines = mark.names.iter().enumerate();
        let lines = lines.map(|(at, name)| (*name, left, names, at as Pt * style.leading));
        let beside = (mark.last, left + names + gap, last, down / 2.0);
        let (mut items, mut links) = (Vec::new(), Vec::new());
        for (part, x, width, y) in lines.chain([beside]) {
            let own = self.with.of(part, style);
            self.with.known(part, &own);
            let own = Computed {
                align: Align::Spread,
                ..(*own).clone()
            };
            let node = self.block_node(part, &own, node);
            let mut inline = Inline::default();
            inline.children(&mut self.with, part, &own, None);
            // A sum of widths may come out a hair wider.
            for mut line in inline.set(&mut self.with, &own, width + 0.1, node) {
                let shift = |item: &mut crate::typeset::document::Item| item.shift(x, y - above);
                line.items.iter_mut().for_each(shift);
                items.extend(tagged(node, line.items));
                links.append(&mut line.links);
            }
        }
        let meta = self.take_meta(style);
        self.push_slice(meta, down + style.size, items, links);
    }
}
