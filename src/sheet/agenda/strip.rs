//! What comes every month or quarter: a line each, with a sign and the day in the columns of its
//! months.

use super::entry::Entry;
use super::{Parts, STRIP};
use crate::check::duties::State;
use crate::date::Date;
use crate::diagnostic::Place;
use crate::model::{Period, Unit};
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

/// 按月, 按季, 按月、按季: as its lines come.
pub(super) fn how_often(strips: &[Strip]) -> String {
    let comes = |months: i8| {
        let mut parts = strips.iter().map(|strip| strip.entry.row.first().part());
        parts.any(|part| part.map(Period::months) == Some(months))
    };
    let words = [(1, "按月"), (3, "按季")].into_iter();
    let words: Vec<&str> = words.filter(|(n, _)| comes(*n)).map(|(_, w)| w).collect();
    words.join("、")
}

impl Strip<'_> {
    /// The day of all its months, where it is one: 10日前, 底前.
    fn day(&self, year: i16) -> Option<String> {
        let months = self.months.iter().enumerate();
        let known = months.filter_map(|(month, known)| Some((month, known.as_ref()?.0)));
        let known: Vec<(usize, i8)> = known.collect();
        let is_last = |&(month, day): &(usize, i8)| {
            let month = i8::try_from(month + 1).ok();
            let day = month.and_then(|month| Date::new(year, month, day));
            day.is_some_and(|day| day.0 == day.0.last_of_month())
        };
        match known.as_slice() {
            all if all.iter().all(is_last) => Some("底前".to_owned()),
            [(_, first), rest @ ..] if rest.iter().all(|(_, day)| day == first) => {
                Some(format!("{first}日前"))
            }
            _ => None,
        }
    }

    /// 每月10日前，一级科室: how often, by which day where that is one, and whose.
    fn whose(&self, unit: &Unit, year: i16) -> String {
        let row = &self.entry.row;
        let often = match row.first().part().map(Period::months) {
            Some(1) => "每月",
            Some(3) => "每季",
            _ => "",
        };
        let day = self.day(year).unwrap_or_default();
        let (when, whose) = (format!("{often}{day}"), &self.entry.whose);
        let whose = match row.all_of_grade(unit) {
            Some(all) => all,
            None => whose.clone(),
        };
        let parts = [when, whose].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("，")
    }
}

impl<'u> Parts<'u> {
    /// From one month to the next: room for its name, and where a line has another day each month, for
    /// the day; no more where lines say much.
    fn month(&self, strips: &[Strip]) -> f32 {
        let (d, year) = (&self.d, self.agenda.year);
        let usual = (self.right - self.left - 157.0 * self.wide()) / 12.0;
        if strips.iter().any(|strip| strip.day(year).is_none()) {
            return usual;
        }
        let said = |s: &Strip| {
            let whose = d.hei(10.0).width(&s.whose(d.unit, year));
            31.0 + d.hei(13.0).width(s.entry.plain()) + whose
        };
        let most = strips.iter().map(said).fold(0.0, f32::max);
        let room = (self.right - self.left - most - 8.0) / 12.0;
        room.clamp(usual.min(d.hei(10.5).width("12月") + 2.0), usual)
    }

    /// What a line says, cut to its room: what is to be done, and whose it is.
    fn strip_words(&self, strip: &Strip, room: f32) -> [(Type<'u>, String); 2] {
        let whose = strip.whose(self.d.unit, self.agenda.year);
        let (who, whose) = self.d.cut(&whose, 10.0, room * 0.66);
        let left_over = room - 7.0 - who.width(&whose);
        [
            self.d.cut(strip.entry.plain(), 13.0, left_over),
            (who, whose),
        ]
    }

    /// Of lines with no room for all they say, where their norms stand, and what they say.
    pub(super) fn strip_cut(&self, strips: &[Strip]) -> Vec<(Place, String)> {
        let room = self.right - self.left - 12.0 * self.month(strips) - 24.0;
        let cut = strips.iter().filter(|strip| {
            let said = self.strip_words(strip, room);
            said.iter().any(|(_, said)| said.ends_with('…'))
        });
        let told = |e: &Entry| (e.norm(), format!("{}（{}）", e.plain(), e.whose));
        cut.map(|strip| told(strip.entry)).collect()
    }

    /// The strip from `top` down.
    pub(super) fn strip(&mut self, top: f32, strips: &[Strip]) {
        let [head, line] = STRIP;
        let (column, year) = (self.month(strips), self.agenda.year);
        let (left, right, d) = (self.left, self.right, &mut self.d);
        let label = right - left - 12.0 * column;
        let (ink, accent) = (d.tones.ink, d.tones.accent);
        let axis = |month: usize| left + label + column * month as f32 + column / 2.0;
        let middle = top + head / 2.0 + 1.0;
        let title = format!("{}的工作", how_often(strips));
        d.start(d.hei(12.5), &title, left, middle, accent);
        let small = d.hei(10.5);
        for month in 0..12 {
            let word = format!("{}月", month + 1);
            d.centred(small, &word, axis(month), middle, accent);
        }
        for (index, strip) in strips.iter().enumerate() {
            let y = top + head + line * (index as f32 + 0.5);
            let [(noun, said), (who, whose)] = self.strip_words(strip, label - 24.0);
            let mark = self.mark_of(strip.entry);
            let d = &mut self.d;
            d.rule(left, right, y - line / 2.0, d.tones.hair, 0.35);
            d.mark(mark, left, y, 10.0);
            d.start(noun, &said, left + 19.0, y, ink);
            let x = left + 19.0 + noun.width(&said) + 7.0;
            d.start(who, &whose, x, y, d.tones.second);
            let days = strip.day(year).is_none().then(|| d.hei(column * 0.42));
            for (month, known) in strip.months.iter().enumerate() {
                let Some((day, state)) = *known else { continue };
                // The day is nearer to its own sign than to the next.
                let day = days.map(|face| (face.at(face.size.min(10.5)), day.to_string()));
                let wide = day
                    .as_ref()
                    .map_or(0.0, |(face, day)| face.width(day) + 1.0);
                let side = (column - wide - 4.0).clamp(7.0, 10.0);
                let x = axis(month) - (side + wide) / 2.0;
                d.sign(state, x, y, side);
                if let Some((face, day)) = day {
                    d.start(face, &day, x + side + 1.0, y, ink);
                }
            }
        }
        self.rule(top + head + line * strips.len() as f32 + 2.0, 0.8);
    }
}
