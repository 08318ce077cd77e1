//! What the charts of the summary share: their sheet, its colours, its type. A part is drawn in
//! millimetres of the handbook, from its own upper left corner.

use crate::model::{Grade, Unit};
use crate::sheet::chip;
use crate::sheet::geometry::{Anchor, Point, Rect};
use crate::sheet::svg::Svg;
use crate::sheet::words::{hei, Type};
use crate::text::{FontRole, Fonts};

pub(super) const HEAD: f32 = 4.2;
pub(super) const LABEL: f32 = 3.3;
pub(super) const SMALL: f32 = 3.1;
/// Nothing in the handbook is smaller: 5 pt.
pub(in crate::sheet) const LEAST_MM: f32 = 1.75;
/// From line to line, in the size of the type.
pub(super) const LEADING: f32 = 1.24;

/// The colours of a sheet.
pub(in crate::sheet) struct Tones {
    pub accent: String,
    pub ink: String,
    pub second: String,
    pub hair: String,
    pub tint: String,
    /// Cells by how many risk points are in them; the last with white words.
    pub heat: [String; 5],
    pub grade: fn(Grade) -> [String; 3],
}

impl Tones {
    /// Those of the handbook.
    pub fn printed() -> Self {
        Self {
            accent: "#AE1220".into(),
            ink: "#1C1917".into(),
            second: "#4B443E".into(),
            hair: "#D8CFC2".into(),
            tint: "#F8F4EC".into(),
            heat: ["#F7F4EF", "#FBEDEC", "#F3CFCD", "#DE8B8A", "#AE1220"].map(str::to_owned),
            grade: |grade| {
                let colour = grade.colour();
                [colour.fill, colour.edge, colour.text].map(|tone| tone.hex())
            },
        }
    }
}

/// A sheet being drawn.
pub(in crate::sheet) struct Drawing<'u> {
    pub unit: &'u Unit,
    pub tones: Tones,
    pub svg: Svg,
    pub fonts: &'u Fonts,
    /// No type is smaller, in the part's mm.
    pub least: f32,
}

impl<'u> Drawing<'u> {
    /// Nothing drawn yet.
    pub fn new(unit: &'u Unit, fonts: &'u Fonts, tones: Tones, least: f32) -> Self {
        let svg = Svg::new();
        Self {
            unit,
            tones,
            svg,
            fonts,
            least,
        }
    }

    /// Type of words.
    pub fn hei(&self, size: f32) -> Type<'u> {
        hei(self.fonts, size.max(self.least))
    }

    /// Type of figures that count.
    pub fn figures(&self, size: f32) -> Type<'u> {
        Type::new(self.fonts, FontRole::Xiaobiaosong, size.max(self.least))
    }

    /// Writes a line that begins at `x`, its middle at `middle`.
    pub fn start(&mut self, face: Type, text: &str, x: f32, middle: f32, fill: &str) {
        self.svg
            .text(&face.start(text, x, middle), face.class(), fill);
    }

    /// The same around `x`.
    pub fn centred(&mut self, face: Type, text: &str, x: f32, middle: f32, fill: &str) {
        self.svg
            .text(&face.centred(text, x, middle), face.class(), fill);
    }

    /// The same that ends at `x`.
    pub fn end(&mut self, face: Type, text: &str, x: f32, middle: f32, fill: &str) {
        self.svg
            .text(&face.end(text, x, middle), face.class(), fill);
    }

    /// A rule from `x` to `to`.
    pub fn rule(&mut self, x: f32, to: f32, y: f32, colour: &str, width: f32) {
        self.svg
            .line(Point::new(x, y), Point::new(to, y), colour, width);
    }

    /// The head of a part so wide: a rule, below it the title, and a note flush right where there
    /// is room.
    pub fn head(&mut self, width: f32, title: &str, note: &str) {
        let (ink, accent, second) = (
            self.tones.ink.clone(),
            self.tones.accent.clone(),
            self.tones.second.clone(),
        );
        self.rule(0.0, width, 0.0, &ink, 0.4);
        let face = self.hei(HEAD);
        self.start(face, title, 0.0, 5.2, &accent);
        let room = width - face.width(title) - 2.0;
        let small = self.hei(SMALL).within(note, room, self.least);
        if small.width(note) <= room + 0.01 {
            self.end(small, note, width, 5.4, &second);
        }
    }

    /// A grade's chip around `x`; it ends at the x given back.
    pub fn chip(&mut self, x: f32, middle: f32, size: f32, grade: Grade) -> f32 {
        let chip = chip::chip(self.hei(size), grade, false, Point::new(x, middle));
        self.svg.chip(&chip, &(self.tones.grade)(grade));
        chip.rect.right()
    }

    /// The same with its left edge at `x`.
    pub fn chip_from(&mut self, x: f32, middle: f32, size: f32, grade: Grade) -> f32 {
        let wide = chip::width(self.hei(size), grade.chinese());
        self.chip(x + wide / 2.0, middle, size, grade)
    }

    /// Words in the middle of a room, flush left, at `size` or, where they are long, smaller in
    /// more lines; what even so has no room is left out, and is shown to be.
    pub fn fitted(&mut self, text: &str, room: Rect, size: f32, fill: &str) {
        let sizes = (0..).map(|step| size * 0.95_f32.powi(step));
        for size in sizes {
            let face = self.hei(size.max(LEAST_MM));
            let mut lines = face.fit(text, room.width);
            let leading = face.size * LEADING;
            let most = (((room.height + 0.01) / leading) as usize).max(1);
            let smallest = size <= self.least.max(LEAST_MM);
            if lines.len() > most && !smallest {
                continue;
            }
            face.shorten(&mut lines, most, room.width);
            for line in face.around(&lines, leading, room.x, room.middle(), Anchor::Start) {
                self.svg.text(&line, face.class(), fill);
            }
            return;
        }
    }
}

/// The ground of a part that is of a grade: its colour, so light that a sign of the grade
/// stands out on it.
pub(super) fn tint(grade: Grade) -> String {
    grade.colour().fill.lightened(80).hex()
}
