//! Where what stands in a page stands in a template.

use crate::diagnostic::{Place, Sources};

/// The longest part of the page that is looked for.
const ANCHOR_BYTES: usize = 24;
/// So many places that begin alike are tried.
const MOST_TRIED: usize = 2_000;
/// How far around it page and template are held against each other.
const AROUND_BYTES: usize = 400;

/// The place in the unit's own templates that says what the page says at `at`: of all that begin
/// alike, the one whose surroundings are most alike.
pub(super) fn find(page: &str, at: usize, sources: &Sources) -> Option<Place> {
    let page = page.as_bytes();
    let whole = &page[at..page.len().min(at + ANCHOR_BYTES)];
    // A tag whose values differ from page to page is found by its beginning.
    (2..=whole.len()).rev().find_map(|length| {
        let anchor = std::str::from_utf8(&whole[..length]).ok()?;
        let mut best: Option<(usize, Place)> = None;
        for (id, source) in sources.outside() {
            for (found, _) in source.text.match_indices(anchor).take(MOST_TRIED) {
                let text = source.text.as_bytes();
                let alike = alike(page, at, text, found);
                if best.is_none_or(|(most, _)| alike > most) {
                    best = Some((alike, Place::new(id, found..found + length)));
                }
            }
        }
        best.map(|(_, place)| place)
    })
}

/// How many bytes are the same on both sides of two places.
fn alike(page: &[u8], at: usize, text: &[u8], found: usize) -> usize {
    let same = |(a, b): &(&u8, &u8)| a == b;
    let after = page[at..].iter().zip(&text[found..]).take(AROUND_BYTES);
    let before = page[..at].iter().rev().zip(text[..found].iter().rev());
    after.take_while(same).count() + before.take(AROUND_BYTES).take_while(same).count()
}
