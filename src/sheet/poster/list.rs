//! The numbered list of duties or rules, fitted to its room.

use super::canvas::Canvas;
use super::SMALLEST_MM;
use crate::sheet::geometry::TextLine;
use crate::sheet::words::{hei, Type};
use crate::text::{FontRole, Fonts};
use serde::Serialize;

/// Sizes that a list of a few items may have beside those of all, in mm: the largest is as
/// large as the numerals of the others, and well below the title.
const FEW_SIZES_MM: [f32; 5] = [34.0, 32.0, 30.0, 28.0, 27.0];
/// So many items are few: at the usual size they would leave most of the sheet white.
const FEW: usize = 3;
/// Sizes tried, in mm.
const SIZES_MM: [f32; 13] = [
    26.0, 25.0, 24.0, 23.0, 22.0, 21.0, 20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0,
];
/// Sizes of a list from an office printer, in points on A4: the largest at which each item takes
/// a line, else two lines in the smallest (looks/tables, poster-office-a4).
const OFFICE_SIZES: [f32; 5] = [24.0, 22.0, 20.0, 18.0, 16.0];
/// The same of few items.
const OFFICE_FEW_SIZES: [f32; 2] = [30.0, 27.0];
/// Leading of the largest size, 26 on 35.
const LEADING: f32 = 35.0 / 26.0;
/// Every gap above and below a text is at least this share of its size.
const LEAST_GAP: f32 = 0.6;
/// Width of the numeral column, in mm.
const NUMERAL_MM: f32 = 40.0;
/// Numerals beside type of 26, in mm; beside smaller type they shrink with it.
const NUMERAL_TYPE_MM: f32 = 34.0;

/// A fitted list.
#[derive(Debug, Clone, Serialize)]
pub struct List {
    /// Its items.
    pub items: Vec<Item>,
    /// Its lower edge, in mm.
    #[serde(serialize_with = "crate::sheet::geometry::round")]
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
    #[serde(serialize_with = "crate::sheet::geometry::round_some")]
    pub rule: Option<f32>,
}

/// The room that a list has.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// Left edge of the numerals, in mm.
    left: f32,
    /// Width of the text column, in mm.
    text: f32,
    /// Upper edge, in mm.
    top: f32,
    /// Lower edge, in mm.
    bottom: f32,
    /// Whether an office prints it.
    office: bool,
}

impl Room {
    /// The body of a sheet, down to the strip if there is one.
    pub fn of(canvas: &Canvas, strip: bool) -> Self {
        let below = if strip { canvas.strip_height } else { 0.0 };
        Self {
            left: canvas.left,
            text: canvas.body() - NUMERAL_MM,
            top: canvas.top,
            bottom: canvas.bottom - below,
            office: canvas.office.is_some() && !canvas.landscape,
        }
    }

    /// The sizes tried: those of few items, and those of all.
    fn sizes(&self) -> (&'static [f32], &'static [f32]) {
        match self.office {
            true => (&OFFICE_FEW_SIZES, &OFFICE_SIZES),
            false => (&FEW_SIZES_MM, &SIZES_MM),
        }
    }

    fn smallest(&self) -> f32 {
        let (_, all) = self.sizes();
        all.last().copied().unwrap_or(SMALLEST_MM)
    }

    fn height(&self) -> f32 {
        self.bottom - self.top
    }
}

fn broken(fonts: &Fonts, text: &str, size: f32, room: &Room) -> Vec<String> {
    hei(fonts, size).fit(text, room.text)
}

/// Blank above and below each text so that the list fills its room, in mm.
fn padding(fonts: &Fonts, items: &[&str], size: f32, room: &Room) -> f32 {
    let lines: usize = items
        .iter()
        .map(|t| broken(fonts, t, size, room).len())
        .sum();
    blank(lines, items.len(), size, room)
}

fn blank(lines: usize, items: usize, size: f32, room: &Room) -> f32 {
    (room.height() - lines as f32 * size * LEADING) / (2.0 * items.max(1) as f32)
}

fn fits(fonts: &Fonts, items: &[&str], size: f32, room: &Room) -> bool {
    let must_be_one = room.office && size > room.smallest();
    let is_one = |text: &&str| broken(fonts, text, size, room).len() <= 1;
    is_airy(padding(fonts, items, size, room), size) && (!must_be_one || items.iter().all(is_one))
}

fn is_airy(padding: f32, size: f32) -> bool {
    // The gap counts from the em box, not from the line box.
    let inner = (LEADING - 1.0) / 2.0 * size;
    padding + inner >= LEAST_GAP * size
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

/// The largest size on one sheet; below the smallest on as few sheets as can be, where a unit allows
/// more than one.
pub fn fit(fonts: &Fonts, items: &[&str], room: &Room, more_sheets: bool) -> Fit {
    let (few_sizes, sizes) = room.sizes();
    let most = if more_sheets { items.len().max(1) } else { 1 };
    for sheets in 1..=most {
        let few = few_sizes.iter().filter(|_| items.len() <= FEW);
        for &size_mm in few.chain(sizes) {
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
        size_mm: room.smallest(),
        sheets: most,
        fits: false,
    }
}

/// What a list is too long by at the smallest size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// With so many characters less, taken from the longest items, it fits.
    Characters(usize),
    /// Even with one line each there are so many items too many.
    Items(usize),
}

/// By how much a list is too long for one sheet at the smallest size.
pub fn excess(fonts: &Fonts, items: &[&str], room: &Room) -> Excess {
    let size = room.smallest();
    let most = (0..=items.len())
        .rev()
        .find(|&n| is_airy(blank(n, n, size, room), size))
        .unwrap_or(0);
    if items.len() > most {
        return Excess::Items(items.len() - most);
    }
    let cut_to = |most: usize| -> Vec<String> {
        items
            .iter()
            .map(|t| t.chars().take(most).collect())
            .collect()
    };
    let longest = items.iter().map(|t| t.chars().count()).max().unwrap_or(0);
    // The greatest length of an item with which the list fits, by halving.
    let (mut fitting, mut failing) = (0, longest);
    while failing > fitting + 1 {
        let middle = (fitting + failing) / 2;
        let texts = cut_to(middle);
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        if fits(fonts, &texts, size, room) {
            fitting = middle;
        } else {
            failing = middle;
        }
    }
    let cut = items
        .iter()
        .map(|t| t.chars().count().saturating_sub(fitting))
        .sum();
    Excess::Characters(cut)
}

/// Sets items at `size`, the first with number `first`; what is left over is shared out
/// equally as padding, so that a row of two lines is taller, not tighter. All in mm.
pub fn list(fonts: &Fonts, items: &[&str], first: usize, size: f32, room: &Room) -> List {
    let pad = padding(fonts, items, size, room).max(0.0);
    let numeral = NUMERAL_TYPE_MM * size / SIZES_MM[0];
    let leading = size * LEADING;
    let mut top = room.top;
    let mut out = Vec::new();
    for (i, text) in items.iter().enumerate() {
        let lines = broken(fonts, text, size, room);
        let height = lines.len() as f32 * leading + 2.0 * pad;
        let middle = top + height / 2.0;
        let mut number = (first + i).to_string();
        // Two figures still clear the text column at .55 em each.
        let type_mm = numeral.min(NUMERAL_MM * 0.8 / (0.56 * number.len() as f32));
        let mut figure = Type::new(fonts, FontRole::Xiaobiaosong, type_mm).start(
            &std::mem::take(&mut number),
            room.left,
            middle,
        );
        figure.y = middle + 0.365 * type_mm;
        out.push(Item {
            number: figure,
            lines: lines
                .iter()
                .enumerate()
                .map(|(k, line)| {
                    let x = room.left + NUMERAL_MM;
                    let at = top + pad + leading * (k as f32 + 0.5);
                    hei(fonts, size).start(line, x, at)
                })
                .collect(),
            rule: (i + 1 < items.len()).then_some(top + height),
        });
        top += height;
    }
    List {
        items: out,
        bottom: room.bottom,
    }
}
