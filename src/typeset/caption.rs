//! Short lines of text outside the flow: slugs beside crop marks, labels of tiles.

use super::document::{GlyphRun, Item, PlacedGlyph};
use super::length::{Colour, Pt};
use crate::text::{FontRole, Fonts};

/// Items that show `text` in 黑体 from `x`, its baseline at `y`. Characters without a glyph are
/// left out: they have been reported where they stand on the poster itself.
pub fn caption(fonts: &Fonts, text: &str, size: Pt, colour: Colour, (x, y): (Pt, Pt)) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut pen = x;
    for c in text.chars() {
        let Some(glyph) = fonts.glyph(FontRole::Hei, c) else {
            continue;
        };
        let placed = PlacedGlyph {
            id: glyph.id,
            c,
            x: pen + glyph.shift * size,
            natural: glyph.natural,
        };
        pen += glyph.advance * size;
        match items.last_mut() {
            Some(Item::Glyphs(run)) if run.face == glyph.face => run.glyphs.push(placed),
            _ => items.push(Item::Glyphs(GlyphRun {
                face: glyph.face,
                size,
                colour,
                y,
                turned: false,
                glyphs: vec![placed],
            })),
        }
    }
    items
}

/// The width of such a line.
pub fn width(fonts: &Fonts, text: &str, size: Pt) -> Pt {
    let advance = |c| fonts.glyph(FontRole::Hei, c).map_or(0.0, |g| g.advance);
    text.chars().map(advance).sum::<f32>() * size
}
