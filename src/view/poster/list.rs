//! The numbered list of duties or rules, fitted to its room.

use super::LEFT_MM;
use crate::flow::TextLine;
use crate::text::{sense, FontRole, Fonts};
use serde::Serialize;

/// Sizes tried, in mm.
const SIZES_MM: [f32; 7] = [26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0];
/// Leading of the largest size, 26 on 35.
const LEADING: f32 = 35.0 / 26.0;
/// Every gap above and below a text is at least this share of its size.
const LEAST_GAP: f32 = 0.6;
/// Width of the numeral column, in mm.
const NUMERAL_MM: f32 = 40.0;
/// Width of the text column, in mm.
const TEXT_MM: f32 = 488.0;
/// Numerals beside type of 26, in mm; beside smaller type they shrink with it.
const NUMERAL_TYPE_MM: f32 = 34.0;
/// Upper edge of the list, in mm.
pub const TOP_MM: f32 = 186.0;
/// Lower edge of the list over a strip, in mm.
pub const BOTTOM_MM: f32 = 690.0;
/// Lower edge of the list without a strip, in mm.
pub const BOTTOM_WITHOUT_STRIP_MM: f32 = 802.0;

/// A fitted list.
#[derive(Debug, Clone, Serialize)]
pub struct List {
    /// Its items.
    pub items: Vec<Item>,
    /// Its lower edge, in mm.
    pub bottom: f32,
}

/// One item.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// The numeral.
    pub number: TextLine,
    /// The text.
    pub lines: Vec<TextLine>,
    /// The hairline below, in mm from the top; none under the last.
    pub rule: Option<f32>,
}

fn broken(fonts: &Fonts, text: &str, size: f32) -> Vec<String> {
    sense::lines(fonts, FontRole::Hei, text, TEXT_MM / size)
}

/// Blank above and below each text so that the list fills `room`; all in mm.
fn padding(fonts: &Fonts, items: &[&str], size: f32, room: f32) -> f32 {
    let lines: usize = items.iter().map(|t| broken(fonts, t, size).len()).sum();
    (room - lines as f32 * size * LEADING) / (2.0 * items.len().max(1) as f32)
}

fn fits(fonts: &Fonts, items: &[&str], size: f32, room: f32) -> bool {
    // The gap counts from the em box, not from the line box.
    let inner = (LEADING - 1.0) / 2.0 * size;
    padding(fonts, items, size, room) + inner >= LEAST_GAP * size
}

/// The parts of a list on `sheets` sheets, as equal as possible.
pub fn parts<'a>(items: &'a [&'a str], sheets: usize) -> Vec<&'a [&'a str]> {
    items
        .chunks(items.len().div_ceil(sheets.max(1)).max(1))
        .collect()
}

/// How a list is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// Size of the type, in mm.
    pub size_mm: f32,
    /// Number of sheets.
    pub sheets: usize,
    /// False where even one item a sheet is too long.
    pub fits: bool,
}

/// The largest size on the fewest sheets: a second sheet only below 14 mm.
pub fn fit(fonts: &Fonts, items: &[&str], room: f32) -> Fit {
    for sheets in 1..=items.len().max(1) {
        for size_mm in SIZES_MM {
            let parts = parts(items, sheets);
            if parts.iter().all(|part| fits(fonts, part, size_mm, room)) {
                let sheets = parts.len().max(1);
                return Fit {
                    size_mm,
                    sheets,
                    fits: true,
                };
            }
        }
    }
    Fit {
        size_mm: SIZES_MM[SIZES_MM.len() - 1],
        sheets: items.len().max(1),
        fits: false,
    }
}

/// Sets items at `size`, the first with number `first`; what is left over is shared out
/// equally as padding, so that a row of two lines is taller, not tighter. All in mm.
pub fn list(fonts: &Fonts, items: &[&str], first: usize, size: f32, bottom: f32) -> List {
    let pad = padding(fonts, items, size, bottom - TOP_MM).max(0.0);
    let numeral = NUMERAL_TYPE_MM * size / SIZES_MM[0];
    let leading = size * LEADING;
    let mut top = TOP_MM;
    let mut out = Vec::new();
    for (i, text) in items.iter().enumerate() {
        let lines = broken(fonts, text, size);
        let height = lines.len() as f32 * leading + 2.0 * pad;
        let middle = top + height / 2.0;
        let mut number = (first + i).to_string();
        // Two figures still clear the text column at .55 em each.
        let type_mm = numeral.min(NUMERAL_MM * 0.8 / (0.56 * number.len() as f32));
        let mut figure = TextLine::start(
            fonts,
            FontRole::Xiaobiaosong,
            &std::mem::take(&mut number),
            type_mm,
            LEFT_MM,
            middle,
        );
        figure.y = middle + 0.365 * type_mm;
        out.push(Item {
            number: figure,
            lines: lines
                .iter()
                .enumerate()
                .map(|(k, line)| {
                    let x = LEFT_MM + NUMERAL_MM;
                    let at = top + pad + leading * (k as f32 + 0.5);
                    TextLine::start(fonts, FontRole::Hei, line, size, x, at)
                })
                .collect(),
            rule: (i + 1 < items.len()).then_some(top + height),
        });
        top += height;
    }
    List { items: out, bottom }
}
