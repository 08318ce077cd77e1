//! What stands on the pages, and the painting of them, on all cores.

use super::{leader, number, Maker};
use crate::typeset::document::{Item, Link, Page};
use crate::typeset::length::Pt;
use crate::typeset::slice::{Leader, Shifted};
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
    /// Part of a table, and how far it is moved.
    Part(Vec<Shifted>, Pt, Pt),
    /// The end of a contents entry, and its top.
    Leader(Box<Leader>, Pt),
}

impl Maker<'_> {
    /// Paints the pages, now that it is known where everything stands.
    pub(super) fn finish(&mut self) {
        // Where an id stands twice, the first place is meant.
        let mut places = std::mem::take(&mut self.places);
        places.par_sort_by(|a, b| a.0.cmp(&b.0));
        places.dedup_by(|later, first| later.0 == first.0);
        self.document.destinations = places.into_iter().collect();
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
            LaidPiece::Part(part, ..) => part.iter().map(|shown| shown.items.len()).sum(),
            LaidPiece::Leader(..) => 0,
        });
        let mut items = Vec::with_capacity(count.sum());
        let mut links = Vec::new();
        let mut show = |own: Vec<Item>, on_them: Vec<Link>, by: &[(Pt, Pt)]| {
            items.extend(own.into_iter().map(|mut item| {
                by.iter().for_each(|&(dx, dy)| item.shift(dx, dy));
                item
            }));
            links.extend(on_them.into_iter().map(|link| shifted(link, by)));
        };
        for piece in laid.pieces {
            match piece {
                LaidPiece::Items(own, on_them, dx, dy) => show(own, on_them, &[(dx, dy)]),
                LaidPiece::Part(part, dx, dy) => {
                    for own in part {
                        show(own.items, own.links, &[(own.dx, own.dy), (dx, dy)]);
                    }
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
                    let end = leader::items(self.fonts, &leader, number, dx, top);
                    show(end, Vec::new(), &[]);
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

fn shifted(mut link: Link, by: &[(Pt, Pt)]) -> Link {
    for &(dx, dy) in by {
        let [left, top, right, bottom] = link.area;
        link.area = [left + dx, top + dy, right + dx, bottom + dy];
    }
    link
}
