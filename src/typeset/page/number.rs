//! The number of a page: how it is counted and where it stands (GB/T 9704 7.5).

use crate::text::{roman, Fonts};
use crate::typeset::document::{GlyphRun, Item, PlacedGlyph};
use crate::typeset::length::{Colour, Pt};
use crate::typeset::style::{Numbering, PageNumber};

/// Where a page's number stands.
pub struct Place {
    /// Left, top, width and height of the type area of the upright sheet.
    pub upright: [Pt; 4],
    /// Whether it is the back of a leaf.
    pub even: bool,
    /// Whether the page is read landscape.
    pub turned: bool,
    /// Height of the upright sheet.
    pub paper: Pt,
    /// What it says where its count is of sheets that hang together, else `— 1 —`.
    pub words: Counted,
}

/// How a page is counted among those it hangs together with.
pub enum Counted {
    /// By the number of its label.
    Label,
    /// It is the page of that number.
    Sheet(usize),
    /// So it says.
    Words(String),
}

/// `第1页/共2页` on sheets that hang together; one by itself says nothing.
pub fn count_sheets<'p>(places: impl DoubleEndedIterator<Item = &'p mut Place>) {
    let mut all = 0;
    for place in places.rev() {
        let Counted::Sheet(number) = place.words else {
            continue;
        };
        all = all.max(number);
        place.words = Counted::Words(match all {
            1 => String::new(),
            _ => format!("第{number}页/共{all}页"),
        });
        if number == 1 {
            all = 0;
        }
    }
}

/// `— 1 —`: 7 mm below the type area, one character in from its outer edge.
pub fn items(number: &PageNumber, fonts: &Fonts, label: &str, place: Place) -> Vec<Item> {
    let size = match place.words {
        Counted::Words(_) => number.sheets_size.pt(0.0, 0.0),
        _ => number.size.pt(0.0, 0.0),
    };
    let [left, top, width, height] = place.upright;
    let mut glyphs = Vec::new();
    let mut pen = 0.0;
    let words = match place.words {
        Counted::Words(words) => words,
        _ => format!("— {label} —"),
    };
    for c in words.chars() {
        let Some(glyph) = fonts.glyph(number.font, c) else {
            continue;
        };
        let advance = if c == '—' { 1.0 } else { glyph.natural };
        let shift = (advance - glyph.natural) / 2.0;
        glyphs.push((glyph, c, pen + shift * size));
        pen += advance * size;
    }
    let indent = number.indent.pt(size, size);
    let x = if place.even {
        left + indent
    } else {
        left + width - indent - pen
    };
    // The dash is drawn at about .36 em above the baseline; its top is what is measured.
    let dash = top + height + number.below.pt(size, size);
    let y = dash + 0.36 * size;
    let mut items = vec![Item::Artifact];
    for (glyph, c, dx) in glyphs {
        // On a turned page the number stays where upright pages have it.
        let (px, py) = if place.turned {
            (place.paper - y, x + dx)
        } else {
            (x + dx, y)
        };
        items.push(Item::Glyphs(GlyphRun {
            face: glyph.face,
            size,
            colour: Colour::BLACK,
            y: py,
            turned: place.turned,
            glyphs: vec![PlacedGlyph {
                id: glyph.id,
                c,
                x: px,
                natural: glyph.natural,
            }],
        }));
    }
    items.push(Item::End);
    items
}

/// `12`, `XII`, or nothing.
pub fn label(numbering: Numbering, number: usize) -> String {
    match numbering {
        Numbering::None | Numbering::Sheets => String::new(),
        Numbering::Letter if number == 1 => String::new(),
        Numbering::Arabic | Numbering::Letter => number.to_string(),
        Numbering::Roman => roman(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers() {
        assert_eq!(roman(1), "I");
        assert_eq!(roman(4), "IV");
        assert_eq!(roman(1994), "MCMXCIV");
    }
}
