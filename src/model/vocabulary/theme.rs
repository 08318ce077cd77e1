//! The colours of the posters: the few that a unit gives, with those that go with them derived.

use super::colour::{Rgb, EDGE_CONTRAST, INK, TEXT_CONTRAST, WHITE};
use crate::model::grade::vocabulary;
use std::collections::BTreeMap;

vocabulary! {
    /// What of a poster has a colour of its own. The keys are what `[[theme]]` writes and what
    /// drawings name: `var(--band)`.
    Tone {
        /// The band at the top, or at the left of a lying sheet.
        Band "band" "色带",
        /// The title on it.
        BandTitle "band-title" "色带上的标题",
        /// The department on it.
        PaleGold "pale-gold" "色带上的名称",
        /// Lines on the band and below it.
        Gold "gold" "金线",
        /// Numerals, heads, outlines.
        Accent "accent" "序号、小标题、框线",
        /// Text and rules.
        Ink "ink" "字",
        /// Labels and notes.
        Secondary "secondary" "次要的字",
        /// Lines between rows.
        Hairline "hairline" "细线",
        /// The ground of cells and odd rows.
        Tint "tint" "浅底",
        /// The ground of the powers that are held.
        Held "held" "握有的权力的底色",
        /// Paper. No unit writes it: what is printed on is white.
        Paper "paper" "纸",
        /// The edges of a workflow.
        Edge "edge" "流程图的箭头",
        /// The hairline within a node.
        NodeHairline "node-hairline" "框内细线",
    }
}

impl Tone {
    /// Those that a theme must give; the rest follow from them.
    pub const GIVEN: [Tone; 2] = [Tone::Band, Tone::Accent];
}

/// What must stand out from what, and how far (WCAG 2.2, 1.4.3 and 1.4.11). White numerals on
/// the accent stand out as the accent does on white.
pub const CONTRASTS: [(Tone, Tone, f64); 13] = [
    (Tone::BandTitle, Tone::Band, TEXT_CONTRAST),
    (Tone::PaleGold, Tone::Band, TEXT_CONTRAST),
    (Tone::Accent, Tone::Paper, TEXT_CONTRAST),
    (Tone::Accent, Tone::Tint, TEXT_CONTRAST),
    (Tone::Accent, Tone::Held, TEXT_CONTRAST),
    (Tone::Ink, Tone::Paper, TEXT_CONTRAST),
    (Tone::Ink, Tone::Tint, TEXT_CONTRAST),
    (Tone::Ink, Tone::Held, TEXT_CONTRAST),
    (Tone::Secondary, Tone::Paper, TEXT_CONTRAST),
    (Tone::Secondary, Tone::Tint, TEXT_CONTRAST),
    (Tone::Secondary, Tone::Held, TEXT_CONTRAST),
    (Tone::Edge, Tone::Paper, EDGE_CONTRAST),
    (Tone::Edge, Tone::Tint, EDGE_CONTRAST),
];

/// A colour for each [`Tone`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette(BTreeMap<Tone, Rgb>);

impl Palette {
    /// The colours given, and for what is not given one that goes with them.
    pub fn new(given: &BTreeMap<Tone, Rgb>) -> Self {
        let own = |tone: Tone, other: Rgb| given.get(&tone).copied().unwrap_or(other);
        // A theme that lacks one of them is at fault already.
        let band = own(Tone::Band, INK);
        let accent = own(Tone::Accent, band);
        let gold = own(Tone::Gold, Rgb(0xC3, 0x9A, 0x3C));
        let readable = |ground: &Rgb| accent.contrast(*ground) >= TEXT_CONTRAST;
        let on_band = band.text_on();
        // As golden as can be read on the band.
        let pale_gold = (70..=100)
            .step_by(5)
            .map(|percent| gold.lightened(percent))
            .find(|pale| pale.contrast(band) >= TEXT_CONTRAST);
        let held = (91..100)
            .map(|percent| accent.lightened(percent))
            .find(readable);
        let all = [
            (Tone::Band, band),
            (Tone::BandTitle, on_band),
            (Tone::PaleGold, pale_gold.unwrap_or(on_band)),
            (Tone::Gold, gold),
            (Tone::Accent, accent),
            (Tone::Ink, INK),
            (Tone::Secondary, Rgb(0x4B, 0x44, 0x3E)),
            (Tone::Hairline, Rgb(0xD8, 0xCF, 0xC2)),
            (Tone::Tint, Rgb(0xF8, 0xF4, 0xEC)),
            (Tone::Held, held.unwrap_or(WHITE)),
            (Tone::Edge, Rgb(0x3A, 0x34, 0x2F)),
            (Tone::NodeHairline, accent.lightened(70)),
        ];
        let mut palette: BTreeMap<Tone, Rgb> = all
            .into_iter()
            .map(|(tone, derived)| (tone, own(tone, derived)))
            .collect();
        palette.insert(Tone::Paper, WHITE);
        Self(palette)
    }

    /// The colour of a tone.
    pub fn get(&self, tone: Tone) -> Rgb {
        self.0.get(&tone).copied().unwrap_or(WHITE)
    }

    /// What does not stand out: the tone, its ground, the contrast found and the least there
    /// may be. Of several grounds of one tone the first.
    pub fn faint(&self) -> Vec<(Tone, Tone, f64, f64)> {
        let mut out: Vec<(Tone, Tone, f64, f64)> = Vec::new();
        for (tone, ground, least) in CONTRASTS {
            let found = self.get(tone).contrast(self.get(ground));
            let told = out.iter().any(|(known, ..)| *known == tone);
            if found < least && !told {
                out.push((tone, ground, found, least));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_tones_stand_out_whatever_the_two_given() {
        for red in (0..=255).step_by(51) {
            for green in (0..=255).step_by(51) {
                for blue in (0..=255).step_by(51) {
                    let colour = Rgb(red, green, blue);
                    let given = BTreeMap::from([(Tone::Band, colour), (Tone::Accent, colour)]);
                    for (tone, ground, found, _) in Palette::new(&given).faint() {
                        // Between white and ink there is a grey that neither reads well on;
                        // else it is the accent itself that is too light.
                        let grey = colour.contrast(WHITE).max(colour.contrast(INK)) < TEXT_CONTRAST;
                        assert!(
                            tone == Tone::Accent || (ground == Tone::Band && grey),
                            "{}: {tone:?} on {ground:?} {found:.2}",
                            colour.hex()
                        );
                    }
                }
            }
        }
    }
}
