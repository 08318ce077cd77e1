//! 草稿 across each page, for output made while the rules still have errors.

use super::document::{Document, GlyphRun, Item, PlacedGlyph};
use super::length::Colour;
use crate::text::{FontRole, Fonts};

/// Light enough to read the text over it, dark enough to survive a copier.
const GREY: Colour = Colour(225, 225, 225);

/// Puts the mark below the content of every page.
pub fn stamp(document: &mut Document, fonts: &Fonts) {
    for page in &mut document.pages {
        let size = page.width.min(page.height) * 0.4;
        let left = page.width / 2.0 - size;
        let y = page.height / 2.0 + size * 0.38;
        let mut items = vec![Item::Artifact];
        for (k, c) in "草稿".chars().enumerate() {
            let Some(glyph) = fonts.glyph(FontRole::Hei, c) else {
                continue;
            };
            items.push(Item::Glyphs(GlyphRun {
                face: glyph.face,
                size,
                colour: GREY,
                y,
                turned: false,
                glyphs: vec![PlacedGlyph {
                    id: glyph.id,
                    c,
                    x: left + k as f32 * size,
                    natural: glyph.natural,
                }],
            }));
        }
        items.push(Item::End);
        items.append(&mut page.items);
        page.items = items;
    }
}
