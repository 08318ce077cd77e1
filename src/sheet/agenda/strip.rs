//! What comes every month or quarter: a line each, with a sign and the day in the columns of its
//! months.

use super::entry::Entry;
use super::{Parts, STRIP};
use crate::check::duties::State;
use crate::diagnostic::Place;
use crate::sheet::words::Type;

/// A line of the strip.
pub(super) struct Strip {
    kind: &'static str,
    noun: String,
    who: String,
    /// Of each month, the day and what became of it.
    months: [Option<(i8, State)>; 12],
    /// Where its norm stands.
    norm: Place,
}

/// Entries of one kind and of the same persons as a line; of those of one month the last day, and the
/// gravest of what became of them.
pub(super) fn strips(entries: &[Entry]) -> Vec<Strip> {
    let mut out: Vec<Strip> = Vec::new();
    for entry in entries {
        let same = |s: &Strip| s.noun == entry.noun && s.kind == entry.kind && s.who == entry.whose;
        let place = out.iter().position(same).unwrap_or_else(|| {
            out.push(Strip {
                kind: entry.kind,
                noun: entry.noun.clone(),
                who: entry.whose.clone(),
                months: [None; 12],
                norm: entry.norm,
            });
            out.len() - 1
        });
        let month = usize::try_from(entry.day.1 - 1).unwrap_or(0).min(11);
        let known = out[place].months[month];
        let state = known.map_or(entry.state, |(_, state)| {
            std::cmp::max_by_key(state, entry.state, |state| state.gravity())
        });
        out[place].months[month] = Some((entry.day.2, state));
    }
    out
}

impl<'u> Parts<'u> {
    /// What a line says, cut to its room: what is to be done, and whose it is.
    fn strip_words(&self, strip: &Strip) -> ((Type<'u>, String), (Type<'u>, String)) {
        let room = 157.0 * self.wide() - 24.0;
        let who = self
            .d
            .hei(10.0)
            .within(&strip.who, room * 0.4, self.d.least);
        let whose = who.cut(&strip.who, room * 0.4).0;
        let left_over = room - 7.0 - who.width(&whose);
        let noun = self
            .d
            .hei(13.0)
            .within(&strip.noun, left_over, self.d.least);
        let said = noun.cut(&strip.noun, left_over).0;
        ((noun, said), (who, whose))
    }

    /// Of lines with no room for all they say, where their norms stand, and what they say.
    pub(super) fn strip_cut(&self, strips: &[Strip]) -> Vec<(Place, String)> {
        let cut = |strip: &&Strip| {
            let (noun, who) = self.strip_words(strip);
            noun.1 != strip.noun || who.1 != strip.who
        };
        let all = strips.iter().filter(cut);
        all.map(|strip| (strip.norm, format!("{}（{}）", strip.noun, strip.who)))
            .collect()
    }

    /// The strip from `top` down.
    pub(super) fn strip(&mut self, top: f32, strips: &[Strip]) {
        let (ink, accent, second, hair) = (
            self.d.tones.ink.clone(),
            self.d.tones.accent.clone(),
            self.d.tones.second.clone(),
            self.d.tones.hair.clone(),
        );
        let [head, line] = STRIP;
        let label = 157.0 * self.wide();
        let column = (self.right - self.left - label) / 12.0;
        let at = |month: usize| self.left + label + column * month as f32;
        let columns: Vec<f32> = (0..12).map(at).collect();
        let face = self.d.hei(12.5);
        self.d.start(
            face,
            "按月、按季的工作",
            self.left,
            top + head / 2.0 + 1.0,
            &accent,
        );
        for (month, x) in columns.iter().enumerate() {
            let word = format!("{}月", month + 1);
            let face = self.d.hei(10.5);
            self.d.centred(
                face,
                &word,
                x + column / 2.0,
                top + head / 2.0 + 1.0,
                &accent,
            );
        }
        for (index, strip) in strips.iter().enumerate() {
            let y = top + head + line * (index as f32 + 0.5);
            self.d
                .rule(self.left, self.right, y - line / 2.0, &hair, 0.35);
            let kind = self.kinds.iter().find(|kind| kind.key == strip.kind);
            let mark = kind.map_or('办', |kind| kind.mark);
            self.mark(mark, self.left, y, 10.0);
            let (noun, who) = self.strip_words(strip);
            self.d.start(noun.0, &noun.1, self.left + 19.0, y, &ink);
            let x = self.left + 19.0 + noun.0.width(&noun.1) + 7.0;
            self.d.start(who.0, &who.1, x, y, &second);
            for (x, month) in columns.iter().zip(strip.months) {
                let Some((day, state)) = month else { continue };
                let x = x + column / 2.0 - 12.0;
                if self.agenda.tells() {
                    self.sign(state, x, y, 10.0);
                } else {
                    self.sign(State::Open, x, y, 10.0);
                }
                let face = self.d.hei(10.5);
                self.d.start(face, &day.to_string(), x + 12.2, y, &ink);
            }
        }
        self.rule(top + head + line * strips.len() as f32 + 2.0, 0.8);
    }
}
