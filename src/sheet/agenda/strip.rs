//! What comes every month or quarter: a line each, with a sign and the day in the columns of its
//! months.

use super::entry::Entry;
use super::{Parts, STRIP};
use crate::check::duties::State;
use crate::diagnostic::Place;
use crate::sheet::words::Type;

/// A line of the strip.
pub(super) struct Strip<'e> {
    /// The first of its entries.
    entry: &'e Entry<'e>,
    /// Of each month, the day and what became of it.
    months: [Option<(i8, State)>; 12],
}

/// Entries of one kind and of the same persons as a line; of those of one month the last day, and the
/// gravest of what became of them.
pub(super) fn strips<'e>(entries: &'e [Entry]) -> Vec<Strip<'e>> {
    let mut out: Vec<Strip> = Vec::new();
    for entry in entries {
        let key = |e: &'e Entry| (e.plain(), e.kind(), &e.whose);
        let same = |s: &Strip<'e>| key(s.entry) == key(entry);
        let place = out.iter().position(same).unwrap_or_else(|| {
            let months = [None; 12];
            out.push(Strip { entry, months });
            out.len() - 1
        });
        let month = usize::try_from(entry.day.1 - 1).unwrap_or(0).min(11);
        let known = &mut out[place].months[month];
        let state = known.map_or(entry.row.state, |(_, state)| {
            std::cmp::max_by_key(state, entry.row.state, |state| state.gravity())
        });
        *known = Some((entry.day.2, state));
    }
    out
}

impl<'u> Parts<'u> {
    /// What a line says, cut to its room: what is to be done, and whose it is.
    fn strip_words(&self, entry: &Entry) -> [(Type<'u>, String); 2] {
        let room = 157.0 * self.wide() - 24.0;
        let (who, whose) = self.d.cut(&entry.whose, 10.0, room * 0.4);
        let left_over = room - 7.0 - who.width(&whose);
        [self.d.cut(entry.plain(), 13.0, left_over), (who, whose)]
    }

    /// Of lines with no room for all they say, where their norms stand, and what they say.
    pub(super) fn strip_cut(&self, strips: &[Strip]) -> Vec<(Place, String)> {
        let entries = strips.iter().map(|strip| strip.entry);
        let cut = entries.filter(|entry| {
            let [noun, who] = self.strip_words(entry);
            noun.1 != entry.plain() || who.1 != entry.whose
        });
        let told = |e: &Entry| (e.norm(), format!("{}（{}）", e.plain(), e.whose));
        cut.map(told).collect()
    }

    /// The strip from `top` down.
    pub(super) fn strip(&mut self, top: f32, strips: &[Strip]) {
        let [head, line] = STRIP;
        let label = 157.0 * self.wide();
        let (left, right, d) = (self.left, self.right, &mut self.d);
        let (ink, accent) = (d.tones.ink, d.tones.accent);
        let column = (right - left - label) / 12.0;
        let axis = |month: usize| left + label + column * month as f32 + column / 2.0;
        let middle = top + head / 2.0 + 1.0;
        d.start(d.hei(12.5), "按月、按季的工作", left, middle, accent);
        let small = d.hei(10.5);
        for month in 0..12 {
            let word = format!("{}月", month + 1);
            d.centred(small, &word, axis(month), middle, accent);
        }
        for (index, strip) in strips.iter().enumerate() {
            let y = top + head + line * (index as f32 + 0.5);
            let [(noun, said), (who, whose)] = self.strip_words(strip.entry);
            let mark = self.mark_of(strip.entry);
            let d = &mut self.d;
            d.rule(left, right, y - line / 2.0, d.tones.hair, 0.35);
            d.mark(mark, left, y, 10.0);
            d.start(noun, &said, left + 19.0, y, ink);
            let x = left + 19.0 + noun.width(&said) + 7.0;
            d.start(who, &whose, x, y, d.tones.second);
            for (month, known) in strip.months.iter().enumerate() {
                let Some((day, state)) = *known else { continue };
                let x = axis(month) - 12.0;
                d.sign(state, x, y, 10.0);
                d.start(small, &day.to_string(), x + 12.2, y, ink);
            }
        }
        self.rule(top + head + line * strips.len() as f32 + 2.0, 0.8);
    }
}
