//! The end of a contents entry: dots and the number of its page.

use crate::text::{FontRole, Fonts};
use crate::typeset::document::{GlyphRun, Item, Path, PlacedGlyph};
use crate::typeset::inline::BASELINE_EM;
use crate::typeset::length::{Pt, MM};
use crate::typeset::slice::Leader;

/// Dots on a raster counted from the right, so that those of all entries stand in columns,
/// then the number flush right.
pub fn items(fonts: &Fonts, leader: &Leader, number: &str, dx: Pt, top: Pt) -> Vec<Item> {
    const PITCH: Pt = 1.75 * MM;
    /// Its radius.
    const DOT: Pt = 0.4 * MM;
    const COLUMN: Pt = 8.5 * MM;
    let style = &leader.style;
    let baseline = top + (style.leading - style.size) / 2.0 + BASELINE_EM * style.size;
    let (first, least) = (
        dx + leader.to - COLUMN - 2.0 * MM,
        dx + leader.from + 3.0 * MM,
    );
    let mut items = vec![Item::Artifact];
    if first > least {
        // A little over the last dot, so that rounding loses none.
        let last = first - ((first - least) / PITCH).floor() * PITCH - 0.1;
        let y = baseline - 0.12 * style.size;
        items.push(Item::Path(Path {
            dash: vec![0.0, PITCH],
            round: true,
            ..Path::line((first, y), (last, y), style.colour, 2.0 * DOT)
        }));
    }
    items.push(Item::End);
    let glyphs: Vec<_> = (number.chars())
        .filter_map(|c| fonts.glyph(FontRole::Fangsong, c).map(|g| (g, c)))
        .collect();
    let width: Pt = glyphs.iter().map(|(g, _)| g.natural * style.size).sum();
    let mut x = dx + leader.to - width;
    // A blank from the entry's last character on ties the number to its line for whoever
    // reads the page by places: without it all numbers look like a column of their own.
    let mut runs: Vec<GlyphRun> = Vec::new();
    let blank = fonts.glyph(FontRole::Fangsong, ' ').map(|g| (g, ' '));
    for (glyph, c) in blank.into_iter().chain(glyphs) {
        let placed = PlacedGlyph {
            id: glyph.id,
            c,
            x: if c == ' ' { dx + leader.from } else { x },
            natural: glyph.natural,
        };
        x += if c == ' ' {
            0.0
        } else {
            glyph.natural * style.size
        };
        match runs.last_mut() {
            Some(run) if run.face == glyph.face => run.glyphs.push(placed),
            _ => runs.push(GlyphRun {
                face: glyph.face,
                size: style.size,
                colour: style.colour,
                y: baseline,
                turned: false,
                glyphs: vec![placed],
            }),
        }
    }
    items.push(Item::Begin(leader.node));
    items.extend(runs.into_iter().map(Item::Glyphs));
    items.push(Item::End);
    items
}
