//! How the unit wants its posters: `[unit.posters]`.

use super::grade::vocabulary;
use super::vocabulary::Theme;
use super::Date;
use crate::diagnostic::Spanned;

vocabulary! {
    /// Sizes a print shop or an office printer offers. The short side of the trimmed sheet
    /// comes first.
    PosterSize {
        /// The board of an office wall.
        Board "600x900" "600 × 900 毫米",
        /// A small board.
        SmallBoard "400x600" "400 × 600 毫米",
        /// The board of a hall.
        LargeBoard "800x1200" "800 × 1200 毫米",
        /// ISO 216.
        A0 "A0" "A0 纸",
        /// ISO 216.
        A1 "A1" "A1 纸",
        /// ISO 216.
        A2 "A2" "A2 纸",
        /// ISO 216.
        A3 "A3" "A3 纸",
        /// ISO 216.
        A4 "A4" "A4 纸",
    }
}

impl PosterSize {
    /// Short and long side of the trimmed sheet, in mm.
    pub fn sides_mm(self) -> (f32, f32) {
        match self {
            Self::Board => (600.0, 900.0),
            Self::SmallBoard => (400.0, 600.0),
            Self::LargeBoard => (800.0, 1200.0),
            Self::A0 => (841.0, 1189.0),
            Self::A1 => (594.0, 841.0),
            Self::A2 => (420.0, 594.0),
            Self::A3 => (297.0, 420.0),
            Self::A4 => (210.0, 297.0),
        }
    }
}

vocabulary! {
    /// Which side of the sheet is up.
    Orientation {
        /// The short side is up.
        Portrait "portrait" "竖幅",
        /// The long side is up.
        Landscape "landscape" "横幅",
    }
}

/// The `[unit.posters]` table.
#[derive(Debug, Clone)]
pub struct PosterSettings {
    /// The sheet.
    pub size: PosterSize,
    /// Which side is up.
    pub orientation: Orientation,
    /// The colours; `None` where there is no unit to have any.
    pub theme: Option<Theme>,
    /// Whether a list that does not fit one sheet may take a second.
    pub second_sheet: bool,
    /// Where the unit publishes the output folder; QR codes lead to the pages below it.
    pub address: Option<Spanned<String>>,
    /// The day of printing that the foot shows.
    pub date: Option<Date>,
    /// Whether a print shop prints it: up to the edge, on any paper.
    pub print_shop: bool,
}

impl Default for PosterSettings {
    fn default() -> Self {
        Self {
            size: PosterSize::Board,
            orientation: Orientation::Portrait,
            theme: None,
            second_sheet: false,
            address: None,
            date: None,
            print_shop: false,
        }
    }
}
