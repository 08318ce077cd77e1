//! Boxes on a line: chips, and words that stay together.

use super::{Inline, InlineBox, BASELINE_EM};
use crate::typeset::document::{Item, Path, ROOT};
use crate::typeset::setting::Setting;
use crate::typeset::style::{Align, Computed};
use scraper::ElementRef;

/// Whether a box stays whole. One without ground and edge only keeps a few words together; of many
/// a line may end between any.
pub(super) fn is_whole(element: ElementRef, style: &Computed) -> bool {
    /// In half widths of a character: （本镇电话0591-12345678） is no more than 14 characters.
    const FEW: usize = 28;
    let has_ground = style.own.fill.is_some() || style.own.stroke.is_some();
    let halves = |c: char| if c.is_ascii() { 1 } else { 2 };
    let width: usize = element.text().flat_map(str::chars).map(halves).sum();
    has_ground || width <= FEW
}

/// A box such as a grade chip: its text between paddings, on a filled and edged ground.
pub(super) fn inline_box(with: &mut Setting, element: ElementRef, style: &Computed) -> InlineBox {
    let mut inner = Inline::default();
    inner.children(with, element, style, None);
    let width = inner.max_width(with, style);
    let mut plain = style.clone();
    plain.align = Align::Left;
    plain.own.indent = None;
    // The line of the box is as high as its text, so that its baseline is at a known place.
    plain.leading = style.size;
    let lines = inner.set(with, &plain, width + 1.0, ROOT);
    let (px, py) = (style.pt(style.own.padding_x), style.pt(style.own.padding_y));
    let top = -BASELINE_EM * style.size;
    let mut items = Vec::new();
    let radius = style.pt(style.own.radius);
    let outer = width + 2.0 * px;
    // One without ground and edge only keeps its words together.
    let ground = (style.own.fill.is_some() || style.own.stroke.is_some()).then(|| Path {
        segments: Path::round_rect(0.0, top - py, outer, style.size + 2.0 * py, radius, radius),
        fill: style.own.fill,
        stroke: style
            .own
            .stroke
            .map(|c| (c, style.pt(style.own.stroke_width))),
        dash: Vec::new(),
        round: false,
    });
    items.extend(ground.map(Item::Path));
    for line in lines {
        for mut item in line.items {
            item.shift(px, top);
            items.push(item);
        }
    }
    InlineBox {
        width: outer,
        items,
        alt: None,
    }
}
