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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_characters_stand_side_by_side_within_its_width() {
        let fonts = Fonts::shipped().expect("fonts");
        let (text, size, left) = ("财政所·第2张（A3），裁切线", 8.0, 30.0);
        let items = caption(&fonts, text, size, Colour::BLACK, (left, 5.0));
        let glyphs = items.iter().flat_map(|item| match item {
            Item::Glyphs(run) => run.glyphs.as_slice(),
            _ => &[],
        });
        let places: Vec<Pt> = glyphs.map(|glyph| glyph.x).collect();
        assert_eq!(places.len(), text.chars().count());
        assert!((left..left + size).contains(&places[0]), "{places:?}");
        assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
        let right = left + width(&fonts, text, size);
        assert!((right - size..right).contains(&places[places.len() - 1]));
    }
}
