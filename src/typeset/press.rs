//! Sheets for the print shop: bleed, crop marks and a slug around each page.

use super::caption::caption;
use super::document::{Boxes, Document, Item, Page, Path};
use super::length::{Colour, Pt, MM};
use crate::text::Fonts;

/// What is printed beyond the trimmed sheet, so that a cut a little off leaves no white edge.
pub const BLEED: Pt = 3.0 * MM;
/// Crop marks begin so far from the trimmed sheet, clear of the bleed, and are so long.
const MARK_FROM: Pt = 5.0 * MM;
const MARK_LENGTH: Pt = 7.0 * MM;
/// Between the edge of the page and the trimmed sheet.
pub const MARGIN: Pt = 14.0 * MM;
const MARK_WIDTH: Pt = 0.25;
const SLUG_SIZE: Pt = 7.0;

/// Puts every page on a larger one with its bleed, crop marks, and a slug that says what it is.
pub fn prepare(document: &mut Document, fonts: &Fonts) {
    for destination in document.destinations.values_mut() {
        destination.y += MARGIN;
    }
    for entry in &mut document.outline {
        entry.destination.y += MARGIN;
    }
    let count = document.pages.len();
    for (number, page) in document.pages.iter_mut().enumerate() {
        let (width, height) = (page.width, page.height);
        let trim = [MARGIN, MARGIN, MARGIN + width, MARGIN + height];
        let bleed = [
            trim[0] - BLEED,
            trim[1] - BLEED,
            trim[2] + BLEED,
            trim[3] + BLEED,
        ];
        let mut items = vec![Item::Clip(bleed)];
        for mut item in std::mem::take(&mut page.items) {
            item.shift(MARGIN, MARGIN);
            items.push(item);
        }
        items.push(Item::Unclip);
        items.push(Item::Artifact);
        items.extend(crop_marks(trim));
        let sheet = if count > 1 {
            format!("　第 {} 张，共 {count} 张", number + 1)
        } else {
            String::new()
        };
        let slug = format!(
            "{}{sheet}　成品 {:.0} × {:.0} 毫米，出血 3 毫米",
            document.title,
            width / MM,
            height / MM
        );
        let at = (trim[0] + 10.0 * MM, trim[1] - 7.0 * MM);
        items.extend(caption(fonts, &slug, SLUG_SIZE, Colour::BLACK, at));
        items.push(Item::End);
        for link in &mut page.links {
            for side in &mut link.area {
                *side += MARGIN;
            }
        }
        *page = Page {
            width: width + 2.0 * MARGIN,
            height: height + 2.0 * MARGIN,
            items,
            boxes: Some(Boxes { trim, bleed }),
            turned: page.turned,
            label: page.label.clone(),
            links: std::mem::take(&mut page.links),
        };
    }
}

/// Two hairlines at each corner, in line with the edges of the trimmed sheet.
fn crop_marks([left, top, right, bottom]: [Pt; 4]) -> Vec<Item> {
    let mut out = Vec::new();
    let mut line = |from, to| {
        out.push(Item::Path(Path::line(from, to, Colour::BLACK, MARK_WIDTH)));
    };
    for (x, out_x) in [(left, -1.0), (right, 1.0)] {
        for (y, out_y) in [(top, -1.0), (bottom, 1.0)] {
            let (near, far) = (MARK_FROM, MARK_FROM + MARK_LENGTH);
            line((x + out_x * near, y), (x + out_x * far, y));
            line((x, y + out_y * near), (x, y + out_y * far));
        }
    }
    out
}
