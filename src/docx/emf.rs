//! A drawing as an enhanced metafile ([MS-EMF]): the one vector format that Word, WPS and
//! LibreOffice all show without a library and without a raster picture beside it. Text stays text,
//! in the faces that the document's own words are set in, each character at its place.

use super::paragraph::faces;
use crate::text::{FaceId, FontRole, Fonts};
use crate::typeset::document::{GlyphRun, Item, Path, Segment};
use crate::typeset::length::{Colour, Pt};
use crate::typeset::svg::Drawing;
use std::collections::BTreeMap;

/// Units of the metafile in a point: twentieths.
const UNITS: Pt = 20.0;
/// Units in an inch, and hundredths of a millimetre in one.
const INCH: u32 = 1440;
const INCH_MM100: u32 = 2540;

/// Record types of [MS-EMF] 2.1.1.
mod kind {
    pub const HEADER: u32 = 1;
    pub const END: u32 = 14;
    pub const BACKGROUND_MODE: u32 = 18;
    pub const FILL_MODE: u32 = 19;
    pub const TEXT_ALIGN: u32 = 22;
    pub const TEXT_COLOUR: u32 = 24;
    pub const MOVE: u32 = 27;
    pub const SELECT: u32 = 37;
    pub const BRUSH: u32 = 39;
    pub const LINE: u32 = 54;
    pub const CURVE: u32 = 5;
    pub const BEGIN_PATH: u32 = 59;
    pub const END_PATH: u32 = 60;
    pub const CLOSE: u32 = 61;
    pub const FILL: u32 = 62;
    pub const FILL_AND_STROKE: u32 = 63;
    pub const STROKE: u32 = 64;
    pub const FONT: u32 = 82;
    pub const TEXT: u32 = 84;
    pub const PEN: u32 = 95;
}

/// The names of the faces that drawings are set in.
pub(super) type FaceNames = BTreeMap<FaceId, &'static str>;

/// For each face the name that Windows has it under, by what its role shows with it.
pub(super) fn face_names(fonts: &Fonts) -> FaceNames {
    let mut names = FaceNames::new();
    for role in FontRole::ALL {
        let (han, latin) = faces(role);
        for (shown, name) in [('国', han), ('A', latin)] {
            if let Some(glyph) = fonts.glyph(role, shown) {
                names.entry(glyph.face).or_insert(name);
            }
        }
    }
    names
}

/// The bytes of a drawing.
pub(super) fn write(drawing: &Drawing, names: &FaceNames) -> Vec<u8> {
    let mut file = Metafile::default();
    for (kind, value) in [
        (kind::BACKGROUND_MODE, 1), // transparent
        (kind::FILL_MODE, 2),       // by winding, as in PDF and SVG
        (kind::TEXT_ALIGN, 24),     // on the baseline
    ] {
        file.record(kind, &[value]);
    }
    for item in &drawing.items {
        match item {
            Item::Path(path) => file.path(path),
            Item::Glyphs(run) => file.text(run, names),
            // A drawing clips nothing and has no structure of its own.
            _ => {}
        }
    }
    file.record(kind::END, &[0, 16, 20]);
    file.finish(drawing.width, drawing.height)
}

#[derive(Default)]
struct Metafile {
    bytes: Vec<u8>,
    records: u32,
    /// Pens, brushes and fonts by what they are made of.
    objects: BTreeMap<(u32, Vec<u32>), u32>,
    /// The object of each type that is selected.
    selected: BTreeMap<u32, u32>,
    text_colour: Option<Colour>,
}

impl Metafile {
    fn record(&mut self, kind: u32, words: &[u32]) {
        let size = 8 + 4 * words.len() as u32;
        for word in [kind, size].iter().chain(words) {
            self.bytes.extend(word.to_le_bytes());
        }
        self.records += 1;
    }

    /// Selects a pen, a brush or a font, which is made where there is none like it.
    fn select(&mut self, kind: u32, made_of: Vec<u32>) {
        let next = self.objects.len() as u32 + 1;
        let object = *self.objects.entry((kind, made_of.clone())).or_insert(next);
        if object == next {
            let words: Vec<u32> = std::iter::once(object).chain(made_of).collect();
            self.record(kind, &words);
        }
        if self.selected.insert(kind, object) != Some(object) {
            self.record(kind::SELECT, &[object]);
        }
    }

    fn path(&mut self, path: &Path) {
        if let Some(fill) = path.fill {
            self.select(kind::BRUSH, vec![0, colour_ref(fill), 0]);
        }
        if let Some((colour, width)) = path.stroke {
            // Geometric, with flat ends and mitred corners.
            let style = 0x1_2200 | if path.dash.is_empty() { 0 } else { 7 };
            let width = units(width).max(1) as u32;
            let mut pen = vec![0, 0, 0, 0, style, width, 0, colour_ref(colour), 0];
            pen.push(path.dash.len() as u32);
            pen.extend(path.dash.iter().map(|dash| units(*dash).max(1) as u32));
            self.select(kind::PEN, pen);
        }
        let paint = match (path.fill, path.stroke) {
            (Some(_), Some(_)) => kind::FILL_AND_STROKE,
            (Some(_), None) => kind::FILL,
            (None, Some(_)) => kind::STROKE,
            (None, None) => return,
        };
        self.record(kind::BEGIN_PATH, &[]);
        let point = |x: Pt, y: Pt| [units(x) as u32, units(y) as u32];
        let mut is_open = false;
        for segment in &path.segments {
            match *segment {
                Segment::Move(x, y) => {
                    // An area that is filled has its edge drawn all around.
                    if is_open && path.fill.is_some() {
                        self.record(kind::CLOSE, &[]);
                    }
                    self.record(kind::MOVE, &point(x, y));
                }
                Segment::Line(x, y) => self.record(kind::LINE, &point(x, y)),
                Segment::Curve([ax, ay, bx, by, x, y]) => {
                    let points = [point(ax, ay), point(bx, by), point(x, y)];
                    let words: Vec<u32> = [NO_BOUNDS.as_slice(), &[3], &points.concat()].concat();
                    self.record(kind::CURVE, &words);
                }
                Segment::Close => self.record(kind::CLOSE, &[]),
            }
            is_open = !matches!(segment, Segment::Move(..) | Segment::Close);
        }
        if is_open && path.fill.is_some() {
            self.record(kind::CLOSE, &[]);
        }
        self.record(kind::END_PATH, &[]);
        self.record(paint, &NO_BOUNDS);
    }

    fn text(&mut self, run: &GlyphRun, names: &FaceNames) {
        let Some(first) = run.glyphs.first() else {
            return;
        };
        let name = names.get(&run.face).copied().unwrap_or("宋体");
        self.select(kind::FONT, font(name, units(run.size)));
        if self.text_colour.replace(run.colour) != Some(run.colour) {
            self.record(kind::TEXT_COLOUR, &[colour_ref(run.colour)]);
        }
        let mut text: Vec<u16> = Vec::new();
        let mut steps: Vec<u32> = Vec::new();
        for (at, glyph) in run.glyphs.iter().enumerate() {
            let next = run.glyphs.get(at + 1);
            let next = next.map_or(glyph.x + glyph.natural * run.size, |next| next.x);
            text.extend(glyph.c.encode_utf16(&mut [0; 2]).iter());
            steps.push((units(next) - units(glyph.x)).max(0) as u32);
            // The second half of a pair takes no room.
            steps.resize(text.len(), 0);
        }
        let count = text.len() as u32;
        let letters: Vec<u32> = text
            .chunks(2)
            .map(|pair| u32::from(pair[0]) | u32::from(pair.get(1).copied().unwrap_or(0)) << 16)
            .collect();
        /// Where the letters begin in a record.
        const LETTERS: u32 = 76;
        let scale = (INCH_MM100 as f32 / INCH as f32).to_bits();
        let mut words = NO_BOUNDS.to_vec();
        words.extend([1, scale, scale]);
        words.extend([units(first.x) as u32, units(run.y) as u32]);
        words.extend([count, LETTERS, 0]);
        words.extend(NO_BOUNDS);
        words.push(LETTERS + 4 * letters.len() as u32);
        words.extend(letters);
        words.extend(steps);
        self.record(kind::TEXT, &words);
    }

    /// The file: its header and what was recorded.
    fn finish(self, width: Pt, height: Pt) -> Vec<u8> {
        const SIZE: u32 = 108;
        let (width, height) = (units(width) as u32, units(height) as u32);
        let mm100 =
            |units: u32| (u64::from(units) * u64::from(INCH_MM100) / u64::from(INCH)) as u32;
        let mut words = vec![kind::HEADER, SIZE, 0, 0, width, height];
        words.extend([0, 0, mm100(width), mm100(height)]);
        words.extend([0x464D_4520, 0x1_0000]);
        words.extend([SIZE + self.bytes.len() as u32, self.records + 1]);
        words.extend([self.objects.len() as u32 + 1, 0, 0, 0]);
        // The device that the units are of: ten inches square; then no format of pixels; then its
        // size again, in micrometres.
        words.extend([10 * INCH, 10 * INCH, 254, 254]);
        words.extend([0, 0, 0, 254_000, 254_000]);
        let mut out: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        out.extend(self.bytes);
        out
    }
}

/// An empty rectangle: whoever plays the record finds the bounds itself.
const NO_BOUNDS: [u32; 4] = [0, 0, u32::MAX, u32::MAX];

fn units(points: Pt) -> i32 {
    (points * UNITS).round() as i32
}

fn colour_ref(Colour(red, green, blue): Colour) -> u32 {
    u32::from_le_bytes([red, green, blue, 0])
}

/// A `LogFontPanose` ([MS-EMF] 2.2.16) of that name and em.
fn font(name: &str, em: i32) -> Vec<u32> {
    /// Its length, and where its name stands, which has 31 characters at most.
    const WORDS: usize = 80;
    const NAME: usize = 7;
    const GB2312: u32 = 134;
    let mut words = vec![0; WORDS];
    words[0] = (-em) as u32;
    words[4] = 400;
    words[5] = GB2312 << 24;
    for (at, unit) in name.encode_utf16().take(31).enumerate() {
        words[NAME + at / 2] |= u32::from(unit) << (16 * (at % 2));
    }
    words
}
