//! What stands on the pages, and the painting of them, on all cores.

use super::{leader, number, Maker};
use crate::typeset::document::{Item, Link, Page};
use crate::typeset::length::Pt;
use crate::typeset::slice::Leader;
use rayon::prelude::*;

/// What stands on a page, until all are there: only then is it known which numbers its contents
/// entries end with, and all pages are painted at once.
#[derive(Default)]
pub(super) struct Laid {
    /// In the order in which they are read.
    pub pieces: Vec<LaidPiece>,
    /// Where its number stands, which is read after what stands above it.
    pub number: Option<number::Place>,
}

/// What was laid at once.
pub(super) enum LaidPiece {
    /// Items and links, and how far they are moved to the right and down.
    Items(Vec<Item>, Vec<Link>, Pt, Pt),
    /// The end of a contents entry, and its top.
    Leader(Box<Leader>, Pt),
}

impl Maker<'_> {
    /// Paints the pages.
    pub(super) fn finish(&mut self) {
        let mut pages = std::mem::take(&mut self.document.pages);
        number::count_sheets(self.laid.iter_mut().filter_map(|laid| laid.number.as_mut()));
        let painted: Vec<(Vec<Item>, Vec<Link>)> = (std::mem::take(&mut self.laid).into_par_iter())
            .zip(&pages)
            .enumerate()
            .map(|(index, (laid, page))| self.painted(laid, page, (index, &pages)))
            .collect();
        for (page, painted) in pages.iter_mut().zip(painted) {
            (page.items, page.links) = painted;
        }
        self.document.pages = pages;
    }

    /// What a page paints, the one at `index` of all `pages`, and the links on it.
    fn painted(
        &self,
        laid: Laid,
        page: &Page,
        (index, pages): (usize, &[Page]),
    ) -> (Vec<Item>, Vec<Link>) {
        let count = laid.pieces.iter().map(|piece| match piece {
            LaidPiece::Items(items, ..) => items.len(),
            LaidPiece::Leader(..) => 0,
        });
        let mut items = Vec::with_capacity(count.sum());
        let mut links = Vec::new();
        for piece in laid.pieces {
            match piece {
                LaidPiece::Items(own, on_them, dx, dy) => {
                    items.extend(own.into_iter().map(|mut item| {
                        item.shift(dx, dy);
                        item
                    }));
                    links.extend(on_them.into_iter().map(|link| shifted(link, dx, dy)));
                }
                LaidPiece::Leader(leader, top) => {
                    let Some(to) = self.document.destinations.get(&leader.target) else {
                        continue;
                    };
                    let sheet = self.sheet_of(&leader.style.sheet);
                    let binding = sheet.binding.pt(0.0, 0.0);
                    let dx = match sheet.mirrored && index % 2 == 1 {
                        true => page.width - binding - sheet.body_width.pt(0.0, 0.0),
                        false => binding,
                    };
                    let number = &pages[to.page].label.text;
                    items.extend(leader::items(self.fonts, &leader, number, dx, top));
                }
            }
        }
        let style = &self.style.page_number;
        let number = laid
            .number
            .map(|place| number::items(style, self.fonts, &page.label.text, place));
        items.extend(number.into_iter().flatten());
        (items, links)
    }
}

fn shifted(mut link: Link, dx: Pt, dy: Pt) -> Link {
    link.area[0] += dx;
    link.area[1] += dy;
    link.area[2] += dx;
    link.area[3] += dy;
    link
}
