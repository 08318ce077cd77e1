//! The style of one element: its own properties, and those inherited.

use super::property::{Align, Display, Numbering, ProhibitionName, Properties};
use crate::text::{FontRole, Prohibition};
use crate::typeset::length::{Colour, Length, Pt};
use std::sync::Arc;

/// The style of one element: inherited properties resolved, its own kept as written.
#[derive(Debug, Clone)]
pub struct Computed {
    /// Face.
    pub font: FontRole,
    /// Font size.
    pub size: Pt,
    /// Distance of baselines.
    pub leading: Pt,
    /// Colour of text.
    pub colour: Colour,
    /// Added between characters.
    pub tracking: Pt,
    /// How lines fill.
    pub align: Align,
    /// Gap between hanzi and Latin in em.
    pub latin_gap: f32,
    /// What may not start or end a line.
    pub prohibition: Prohibition,
    /// Sheet name.
    pub sheet: Arc<str>,
    /// How pages are counted.
    pub numbering: Numbering,
    /// Properties that are not inherited.
    pub own: Properties,
    /// Its number among the styles of the page ([`super::Known`]).
    pub number: usize,
}

impl Default for Computed {
    fn default() -> Self {
        Self {
            font: FontRole::Fangsong,
            size: 15.75,
            leading: 29.62,
            colour: Colour::BLACK,
            tracking: 0.0,
            align: Align::Justify,
            latin_gap: 0.25,
            prohibition: Prohibition::Basic,
            sheet: "a4".into(),
            numbering: Numbering::None,
            own: Properties::default(),
            number: 0,
        }
    }
}

impl Computed {
    /// The style of （续） behind its text.
    pub fn continued(&self) -> Self {
        let size = self.own.continued_size;
        Self {
            size: size.map_or(self.size, |size| size.pt(self.size, self.leading)),
            font: self.own.continued_font.unwrap_or(self.font),
            ..self.clone()
        }
    }

    pub(super) fn inherit(parent: &Self, own: Properties) -> Self {
        let size = own
            .size
            .map_or(parent.size, |s| s.pt(parent.size, parent.leading));
        let leading = own
            .leading
            .map_or(parent.leading, |l| l.pt(size, parent.leading));
        Self {
            font: own.font.unwrap_or(parent.font),
            size,
            leading,
            colour: own.colour.unwrap_or(parent.colour),
            tracking: own
                .tracking
                .map_or(parent.tracking, |t| t.pt(size, leading)),
            align: own.align.unwrap_or(parent.align),
            latin_gap: own.latin_gap.unwrap_or(parent.latin_gap),
            prohibition: own.prohibition.map_or(parent.prohibition, |p| match p {
                ProhibitionName::Basic => Prohibition::Basic,
                ProhibitionName::Gb => Prohibition::Gb,
                ProhibitionName::Strict => Prohibition::Strict,
            }),
            sheet: match &own.sheet {
                Some(sheet) => sheet.value.as_str().into(),
                None => parent.sheet.clone(),
            },
            numbering: own.numbering.unwrap_or(parent.numbering),
            own,
            number: 0,
        }
    }

    /// A length of its own in points, 0 where it has none.
    pub fn pt(&self, length: Option<Length>) -> Pt {
        length.map_or(0.0, |l| l.pt(self.size, self.leading))
    }

    /// How it takes part in the page; `None` where no rule names it.
    pub fn display(&self) -> Option<Display> {
        self.own.display
    }
}
