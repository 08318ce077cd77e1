//! `[[theme]]`: the colours of the posters.

use super::colour;
use crate::build::reader::Reader;
use crate::diagnostic::Code;
use crate::model::vocabulary::{Palette, ThemeEntry, Tone};
use std::collections::BTreeMap;

/// Reads a theme: the colours that it gives, the rest derived; what cannot be read on what it
/// stands on is a fault of the colour that the unit wrote.
pub(super) fn theme(
    reader: &mut Reader<'_, '_>,
    rank: usize,
    id: String,
    name: String,
) -> ThemeEntry {
    let mut given = BTreeMap::new();
    for tone in Tone::ALL.iter().filter(|tone| **tone != Tone::Paper) {
        if Tone::GIVEN.contains(tone) {
            reader.missing(tone.key(), "\"#0B5D3B\"");
        }
        if let Some(own) = colour::tone(reader, tone.key()) {
            given.insert(*tone, own);
        }
    }
    let grey = reader.boolean("grey");
    let colours = given.iter().map(|(tone, own)| (*tone, own.value)).collect();
    let palette = Palette::new(&colours);
    // Without those that all follow from, nothing is said of what follows.
    let whole = Tone::GIVEN.iter().all(|tone| given.contains_key(tone));
    let mut told = Vec::new();
    for (tone, ground, found, least) in palette.faint().into_iter().filter(|_| whole) {
        // A colour that reads well on paper is not at fault where it does not on another ground;
        // a derived one never is: it is as good as can be.
        let good =
            ground != Tone::Paper && palette.get(tone).contrast(palette.get(Tone::Paper)) >= least;
        let order = if good && ground != Tone::Band {
            [ground, tone]
        } else {
            [tone, ground]
        };
        let at = order.into_iter().find(|t| given.contains_key(t));
        let (key, place) = at.map_or(("", reader.place), |t| (t.key(), given[&t].place));
        if told.contains(&place) {
            continue;
        }
        told.push(place);
        let named = |tone: Tone| match (tone, given.contains_key(&tone)) {
            (Tone::Paper, _) => "白纸".to_owned(),
            (tone, true) => format!("{}（{}）", tone.key(), tone.chinese()),
            (tone, false) => tone.chinese().to_owned(),
        };
        let message = format!(
            "{}：{}在{}上看不清，对比只有 {found:.1}，不到 {least}",
            reader.label.trim_end(),
            named(tone),
            named(ground),
        );
        let darker = palette.get(ground).luminance() > palette.get(tone).luminance();
        let to = if (key == tone.key()) == darker {
            "深"
        } else {
            "浅"
        };
        let help = format!("把 {key} 改得更{to}些");
        reader.fault(Code::BadValue, place, message, help);
    }
    ThemeEntry {
        rank,
        id,
        name,
        palette,
        grey,
    }
}
