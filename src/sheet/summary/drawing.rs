//! What the charts of the summary share: their sheet, its colours, its type. A part is drawn in
//! millimetres of the handbook, from its own upper left corner.

use crate::model::{Grade, Unit};
use crate::sheet::chip::{self, Legend};
use crate::sheet::dress;
use crate::sheet::geometry::{Anchor, Point, Rect, TextLine};
use crate::sheet::svg::Svg;
use crate::sheet::words::{hei, song, Type};
use crate::text::Fonts;

pub(super) const HEAD: f32 = 4.2;
pub(super) const LABEL: f32 = 3.3;
pub(super) const SMALL: f32 = 3.1;
/// Nothing in the handbook is smaller: 5 pt.
pub(in crate::sheet) const LEAST_MM: f32 = 1.75;
/// From line to line, in the size of the type.
pub(super) const LEADING: f32 = 1.24;

/// The colours of a sheet.
pub(in crate::sheet) struct Tones<'t> {
    pub accent: &'t str,
    pub ink: &'static str,
    pub second: &'static str,
    pub hair: &'static str,
    pub tint: &'static str,
    pub grade: fn(Grade) -> [String; 3],
}

impl<'t> Tones<'t> {
    /// Those of the handbook, with the accent of the unit's theme.
    pub fn printed(accent: &'t str) -> Self {
        Self {
            accent,
            ink: "#1C1917",
            second: "#4B443E",
            hair: "#D8CFC2",
            tint: "#F8F4EC",
            grade: |grade| dress::tones(grade.colour()),
        }
    }
}

/// A sheet being drawn.
pub(in crate::sheet) struct Drawing<'u> {
    pub unit: &'u Unit,
    pub tones: Tones<'u>,
    pub svg: Svg,
    pub fonts: &'u Fonts,
    /// No type is smaller, in the part's mm.
    pub least: f32,
}

impl<'u> Drawing<'u> {
    /// Nothing drawn yet.
    pub fn new(unit: &'u Unit, fonts: &'u Fonts, tones: Tones<'u>, least: f32) -> Self {
        Self {
            unit,
            tones,
            svg: Svg::new(),
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
        song(self.fonts, size.max(self.least))
    }

    /// Type of `size`, smaller as far as a text needs it to have its room, and the text, cut where
    /// even so it has not.
    pub fn cut(&self, text: &str, size: f32, room: f32) -> (Type<'u>, String) {
        let face = self.hei(size).within(text, room, self.least);
        (face, face.cut(text, room).0)
    }

    /// Writes a line that begins at `x`, its middle at `middle`.
    pub fn start(&mut self, face: Type, text: &str, x: f32, middle: f32, fill: &str) {
        self.write(face, &[face.start(text, x, middle)], fill);
    }

    /// The same around `x`.
    pub fn centred(&mut self, face: Type, text: &str, x: f32, middle: f32, fill: &str) {
        self.write(face, &[face.centred(text, x, middle)], fill);
    }

    /// The same that ends at `x`.
    pub fn end(&mut self, face: Type, text: &str, x: f32, middle: f32, fill: &str) {
        self.write(face, &[face.end(text, x, middle)], fill);
    }

    /// Writes lines of a face where they stand.
    pub fn write(&mut self, face: Type, lines: &[TextLine], fill: &str) {
        for line in lines {
            self.svg.text(line, face.class(), fill);
        }
    }

    /// A rule from `x` to `to`.
    pub fn rule(&mut self, x: f32, to: f32, y: f32, colour: &str, width: f32) {
        self.svg
            .line(Point::new(x, y), Point::new(to, y), colour, width);
    }

    /// The head of a part so wide: a rule, below it the title, and flush right the lines of a note
    /// that have room there.
    pub fn head(&mut self, width: f32, title: &str, note: &str) {
        self.rule(0.0, width, 0.0, self.tones.ink, 0.4);
        let face = self.hei(HEAD);
        self.start(face, title, 0.0, 5.2, self.tones.accent);
        let room = width - face.width(title) - 2.0;
        let within = |face: Type<'u>, line| face.within(line, room, self.least);
        let small = note.lines().fold(self.hei(SMALL), within);
        let fitting = note.lines().filter(|line| small.width(line) <= room + 0.01);
        let lines: Vec<String> = fitting.map(str::to_owned).collect();
        // Two lines keep off what stands below.
        let middle = 5.4 - 0.7 * lines.len().saturating_sub(1) as f32;
        let lines = small.around(&lines, small.size * 1.2, width, middle, Anchor::End);
        self.write(small, &lines, self.tones.second);
    }

    /// A bar in parts from the left of a room: of each how many, `scale` mm for one, and ground, edge
    /// and word. A number that does not fit its part is left out, and all are where no face is
    /// given. It ends at the x given back.
    pub fn bar<P>(&mut self, room: Rect, scale: f32, face: Option<Type>, parts: P) -> f32
    where
        P: IntoIterator<Item = (usize, [String; 3])>,
    {
        let mut part = Rect { width: 0.0, ..room };
        for (count, [fill, edge, word]) in parts.into_iter().filter(|(count, _)| *count > 0) {
            (part.x, part.width) = (part.right(), count as f32 * scale);
            self.svg.rect(part, &fill, Some((&edge, 0.2)), 0.0);
            let said = count.to_string();
            if let Some(face) = face.filter(|face| face.width(&said) + 0.8 <= part.width) {
                let said = face.centred(&said, part.axis(), part.middle());
                // The accent has another shade on a dark screen, a grade has not.
                match fill == self.tones.accent {
                    true => self.svg.text(&said, face.class(), &word),
                    false => self.svg.text_on(&said, face.class(), &word),
                }
            }
        }
        part.right()
    }

    /// Grades with what is said of each, from `x` on.
    pub fn legend(&mut self, legend: &Legend, x: f32, middle: f32, fill: &str) {
        for ((grade, _), (chip, line)) in legend.grades.iter().zip(legend.place(x, middle)) {
            self.svg.chip(&chip, &(self.tones.grade)(*grade));
            self.write(legend.words, &[line], fill);
        }
    }

    /// A grade's chip around `x` in a row so high, of which it leaves some as air: chips of rows
    /// that follow each other are no bar.
    pub fn chip_in_row(&mut self, x: f32, row: Rect, size: f32, grade: Grade) {
        /// The most of a row, and the least around the word, in the size of the type.
        const SHARE: f32 = 0.72;
        const LEAST_EM: f32 = 1.08;
        let face = self.hei(size);
        let mut chip = chip::chip(face, grade, false, Point::new(x, row.middle()));
        let most = (SHARE * row.height).max(LEAST_EM * face.size);
        if chip.rect.height > most {
            chip.rect.y = row.middle() - most / 2.0;
            chip.rect.height = most;
        }
        self.svg.chip(&chip, &(self.tones.grade)(grade));
    }

    /// Words in the middle of a room, flush left, at `size` or, where they are long, smaller in
    /// more lines; what even so has no room is left out, and is shown to be.
    pub fn fitted(&mut self, text: &str, room: Rect, size: f32, fill: &str) {
        let (face, lines) = self.fitting(text, room, size);
        let leading = face.size * LEADING;
        let lines = face.around(&lines, leading, room.x, room.middle(), Anchor::Start);
        self.write(face, &lines, fill);
    }

    /// The same without a place: the type, and the lines.
    pub fn fitting(&self, text: &str, room: Rect, size: f32) -> (Type<'u>, Vec<String>) {
        let mut size = size;
        loop {
            let face = self.hei(size.max(LEAST_MM));
            let mut lines = face.fit(text, room.width);
            let most = (((room.height + 0.01) / (face.size * LEADING)) as usize).max(1);
            if lines.len() <= most || size <= self.least.max(LEAST_MM) {
                face.shorten(&mut lines, most, room.width);
                return (face, lines);
            }
            size *= 0.95;
        }
    }
}

/// The ground of a part that is of a grade: its colour, so light that a sign of the grade
/// stands out on it.
pub(super) fn tint(grade: Grade) -> String {
    grade.colour().fill.lightened(80).hex()
}
