//! The numbered list of duties or rules, fitted to its room.

use super::canvas::Canvas;
use crate::sheet::cell::Cell;
use crate::sheet::geometry::Anchor;
use crate::sheet::words::{hei, song, SMALLEST_MM};
use crate::text::Fonts;

/// Sizes that a list of a few items may have beside those of all, in mm: the largest is as
/// large as the numerals of the others, and well below the title.
const FEW_SIZES_MM: [f32; 5] = [34.0, 32.0, 30.0, 28.0, 27.0];
/// So many items are few: at the usual size they would leave most of the sheet white.
const FEW: usize = 3;
/// Sizes tried, in mm.
const SIZES_MM: [f32; 13] = [
    26.0, 25.0, 24.0, 23.0, 22.0, 21.0, 20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0,
];
/// Sizes of a list from an office printer at which each item takes a line, in points on A4
/// (looks/tables, poster-office-a4): the first two of few items.
const OFFICE_ONE_LINE: [f32; 9] = [30.0, 27.0, 24.0, 23.0, 22.0, 21.0, 20.0, 19.0, 18.0];
/// Where an item is longer than that, it takes two lines: smaller type would leave all others
/// between wide blanks.
const OFFICE_SIZES: [f32; 5] = [20.0, 19.0, 18.0, 17.0, 16.0];
/// Leading of the largest size, 26 on 35.
const LEADING: f32 = 35.0 / 26.0;
/// Every gap above and below a text is at least this share of its size.
const LEAST_GAP: f32 = 0.6;
/// Width of the numeral column, in mm.
const NUMERAL_MM: f32 = 40.0;
/// Numerals beside type of 26, in mm; beside smaller type they shrink with it.
const NUMERAL_TYPE_MM: f32 = 34.0;

/// The room that a list has.
#[derive(Clone, Copy)]
pub struct Room<'f> {
    fonts: &'f Fonts,
    /// Left edge of the numerals, in mm.
    left: f32,
    /// Width of the text column, in mm.
    text: f32,
    /// Upper edge, in mm.
    top: f32,
    /// Height, in mm.
    height: f32,
    /// Whether an office prints it.
    office: bool,
}

/// What a list is too long by at the smallest size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// With so many characters less, taken from the longest items, it fits.
    Characters(usize),
    /// Even with one line each there are so many items too many.
    Items(usize),
}

/// The parts of a list on `sheets` sheets, as equal as possible.
pub fn parts<'a>(items: &'a [&'a str], sheets: usize) -> Vec<&'a [&'a str]> {
    let most = items.len().div_ceil(sheets.max(1)).max(1);
    items.chunks(most).collect()
}

impl<'f> Room<'f> {
    /// The body of a sheet, down to the strip if there is one.
    pub fn of(fonts: &'f Fonts, canvas: &Canvas, strip: bool) -> Self {
        let below = if strip { canvas.strip_height } else { 0.0 };
        Self {
            fonts,
            left: canvas.left,
            text: canvas.body() - NUMERAL_MM,
            top: canvas.top,
            height: canvas.bottom - below - canvas.top,
            office: canvas.office && !canvas.landscape,
        }
    }

    /// The sizes tried for items of a line each, and for items of any number of lines.
    fn sizes(&self, items: usize) -> (&'static [f32], impl Iterator<Item = &'static f32>) {
        let few = items <= FEW;
        let (one_line, few_sizes, all): (&[f32], &[f32], &[f32]) = match self.office {
            true if few => (&OFFICE_ONE_LINE, &[], &OFFICE_SIZES),
            true => (&OFFICE_ONE_LINE[2..], &[], &OFFICE_SIZES),
            false if few => (&[], &FEW_SIZES_MM, &SIZES_MM),
            false => (&[], &[], &SIZES_MM),
        };
        (one_line, few_sizes.iter().chain(all))
    }

    fn smallest(&self) -> f32 {
        let (_, all) = self.sizes(FEW + 1);
        all.last().copied().unwrap_or(SMALLEST_MM)
    }

    fn broken(&self, text: &str, size: f32) -> Vec<String> {
        hei(self.fonts, size).fit(text, self.text)
    }

    /// Blank above and below each text so that the list fills its room, in mm.
    fn padding(&self, items: &[&str], size: f32) -> f32 {
        let lines = items.iter().map(|text| self.broken(text, size).len());
        self.blank(lines.sum(), items.len(), size)
    }

    fn blank(&self, lines: usize, items: usize, size: f32) -> f32 {
        (self.height - lines as f32 * size * LEADING) / (2.0 * items.max(1) as f32)
    }

    fn fits(&self, items: &[&str], size: f32) -> bool {
        is_airy(self.padding(items, size), size)
    }

    fn fits_in_lines(&self, items: &[&str], size: f32) -> bool {
        let is_one = |text: &&str| self.broken(text, size).len() <= 1;
        items.iter().all(is_one) && self.fits(items, size)
    }

    /// The largest size on one sheet, in mm; below the smallest on as few sheets as can be, where a
    /// unit allows more than one. And the number of sheets, and whether that fits: even one item a
    /// sheet may be too long.
    pub fn fit(&self, items: &[&str], more_sheets: bool) -> (f32, usize, bool) {
        let most = if more_sheets { items.len().max(1) } else { 1 };
        let fit = (1..=most).find_map(|sheets| {
            let (one_line, sizes) = self.sizes(items.len());
            let parts = parts(items, sheets);
            let in_lines = |&size: &f32| parts.iter().all(|part| self.fits_in_lines(part, size));
            let fits = |&size: &f32| parts.iter().all(|part| self.fits(part, size));
            let mut one_line = one_line.iter().copied();
            let size = (one_line.find(in_lines)).or_else(|| { sizes }.copied().find(fits))?;
            Some((size, parts.len().max(1), true))
        });
        fit.unwrap_or((self.smallest(), most, false))
    }

    /// By how much a list is too long for one sheet at the smallest size.
    pub fn excess(&self, items: &[&str]) -> Excess {
        let size = self.smallest();
        let lines = (0..=items.len()).rev();
        let most = { lines }.find(|&n| is_airy(self.blank(n, n, size), size));
        match items.len() - most.unwrap_or(0) {
            0 => {}
            more => return Excess::Items(more),
        }
        let cut_to = |most: usize| -> Vec<&str> {
            let end = |text: &str| text.char_indices().nth(most).map(|(byte, _)| byte);
            let cut = items.iter().map(|t| &t[..end(t).unwrap_or(t.len())]);
            cut.collect()
        };
        let longest = items.iter().map(|t| t.chars().count()).max().unwrap_or(0);
        // The greatest length of an item with which the list fits, by halving.
        let lengths: Vec<usize> = (1..longest).collect();
        let fitting = lengths.partition_point(|&most| self.fits(&cut_to(most), size));
        let cut = items.iter().map(|t| t.chars().count());
        Excess::Characters(cut.map(|count| count.saturating_sub(fitting)).sum())
    }

    /// Sets items at `size`, the first with number `first`; what is left over is shared out
    /// equally as padding, so that a row of two lines is taller, not tighter. All in mm.
    pub fn list(&self, items: &[&str], first: usize, size: f32) -> Vec<Cell> {
        let pad = self.padding(items, size).max(0.0);
        let numeral = NUMERAL_TYPE_MM * size / SIZES_MM[0];
        let (leading, x) = (size * LEADING, self.left + NUMERAL_MM);
        let mut top = self.top;
        let items = items.iter().enumerate().map(|(i, text)| {
            let lines = self.broken(text, size);
            let height = lines.len() as f32 * leading + 2.0 * pad;
            let (middle, number) = (top + height / 2.0, (first + i).to_string());
            // Two figures still clear the text column at .55 em each.
            let type_mm = numeral.min(NUMERAL_MM * 0.8 / (0.56 * number.len() as f32));
            let mut figure = song(self.fonts, type_mm).start(&number, self.left, middle);
            figure.y = middle + 0.365 * type_mm;
            let text = hei(self.fonts, size).stack(&lines, leading, x, top + pad, Anchor::Start);
            top += height;
            Cell {
                label: Some(figure),
                text,
                rule: (i + 1 < items.len()).then_some(top),
                ..Cell::default()
            }
        });
        items.collect()
    }
}

fn is_airy(padding: f32, size: f32) -> bool {
    // The gap counts from the em box, not from the line box.
    let inner = (LEADING - 1.0) / 2.0 * size;
    padding + inner >= LEAST_GAP * size
}
