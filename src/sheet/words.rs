//! Type, and lines of it that surely fit their measure. All lengths are in millimetres.

use super::geometry::{Anchor, Point, Rect, TextLine};
use crate::text::break_points::break_points;
use crate::text::{sense, Class, FontRole, Fonts, Prohibition};

/// The face of all wall text (looks/README section 1: 仿宋 is too thin for a wall).
const ROLE: FontRole = FontRole::Hei;
/// Nothing on a sheet is smaller: it is what can just be read from two metres, in mm; on a sheet
/// of A4 at arm's length, in points.
pub const SMALLEST_MM: f32 = 9.5;
/// Baseline below the middle of the em box, in em: hanzi sit with 12 % of it below.
pub const BASELINE_BELOW_MIDDLE_EM: f32 = 0.38;

/// A face at a size: what texts are measured, broken and placed in.
#[derive(Clone, Copy)]
pub struct Type<'f> {
    fonts: &'f Fonts,
    role: FontRole,
    /// In mm.
    pub size: f32,
}

/// Wall text.
pub fn hei(fonts: &Fonts, size: f32) -> Type<'_> {
    Type::new(fonts, ROLE, size)
}

/// Figures that count, and the names of sheets.
pub fn song(fonts: &Fonts, size: f32) -> Type<'_> {
    Type::new(fonts, FontRole::Xiaobiaosong, size)
}

impl<'f> Type<'f> {
    /// The face of `role` at `size` mm.
    pub fn new(fonts: &'f Fonts, role: FontRole, size: f32) -> Self {
        Self { fonts, role, size }
    }

    /// The class that drawings give to texts of the face.
    pub fn class(&self) -> &'static str {
        match self.role {
            FontRole::Hei => "hei",
            _ => "xbs",
        }
    }

    /// The same face at another size.
    pub fn at(self, size: f32) -> Self {
        Self { size, ..self }
    }

    /// The width of `text`, in mm.
    pub fn width(&self, text: &str) -> f32 {
        self.ems(text) * self.size
    }

    /// The width of the widest of some texts, in mm.
    pub fn widest<S: AsRef<str>>(&self, texts: impl IntoIterator<Item = S>) -> f32 {
        let widths = texts.into_iter().map(|text| self.width(text.as_ref()));
        widths.fold(0.0, f32::max)
    }

    /// The same face as much smaller as `text` needs to stand within `measure` mm in one line,
    /// yet never smaller than `least`.
    pub fn within(self, text: &str, measure: f32, least: f32) -> Self {
        let fitting = measure / self.ems(text).max(1.0);
        self.at(self.size.min(fitting).max(least))
    }

    /// The same face in the first of some sizes at which something fits, else in the last of them.
    pub fn first(self, sizes: &[f32], fits: impl Fn(Self) -> bool) -> Self {
        let found = sizes.iter().find(|size| fits(self.at(**size)));
        found.or(sizes.last()).map_or(self, |size| self.at(*size))
    }

    /// The width of the boxes of all characters, the blank half of a last mark too, in em.
    pub fn boxes_em(&self, text: &str) -> f32 {
        let advance = |c| self.fonts.glyph(self.role, c).map_or(1.0, |g| g.advance);
        text.chars().map(advance).sum()
    }

    /// A line that begins at `x` and whose em box has its middle at `middle`.
    pub fn start(&self, text: &str, x: f32, middle: f32) -> TextLine {
        let size = self.size;
        TextLine {
            x,
            y: middle + BASELINE_BELOW_MIDDLE_EM * size,
            size,
            tracking: 0.0,
            anchor: Anchor::Start,
            text: text.to_string(),
            extent: Rect::new(x, middle - size / 2.0, self.width(text), size),
        }
    }

    /// A line centred on `x`. A line that ends in a mark is placed by its left end, because
    /// browsers count the mark's blank half and the PDF painter does not.
    pub fn centred(&self, text: &str, x: f32, middle: f32) -> TextLine {
        let first = text.chars().next();
        let opens = first.is_some_and(|c| Class::of(c) == Class::Opening);
        self.hung(text, (x, middle), Anchor::Middle, 0.5, opens)
    }

    /// A line that ends at `x`, placed by its left end where it ends in a mark.
    pub fn end(&self, text: &str, x: f32, middle: f32) -> TextLine {
        self.hung(text, (x, middle), Anchor::End, 1.0, false)
    }

    /// A line of which so great a share is left of `x`.
    fn hung(
        &self,
        text: &str,
        (x, middle): (f32, f32),
        anchor: Anchor,
        share: f32,
        opens: bool,
    ) -> TextLine {
        let mut line = self.start(text, x, middle);
        line.extent.x = x - line.extent.width * share;
        match ends_in_blank(text) && !opens {
            true => line.x = line.extent.x,
            false => line.anchor = anchor,
        }
        line
    }

    /// A centred line with blanks of `tracking` mm between its characters. Browsers add the
    /// blank after the last character too, so it is placed by its left end.
    pub fn tracked(&self, text: &str, tracking: f32, centre: Point) -> TextLine {
        let mut line = self.start(text, 0.0, centre.y);
        let gaps = text.chars().count().saturating_sub(1) as f32;
        line.extent.width += gaps * tracking;
        line.extent.x = centre.x - line.extent.width / 2.0;
        line.x = line.extent.x;
        line.tracking = tracking;
        line
    }

    /// Lines one below the other, each with its `anchor` at `x`; the first is in the middle of a
    /// line of height `leading` that begins at `top`.
    pub fn stack(
        &self,
        lines: &[String],
        leading: f32,
        x: f32,
        top: f32,
        anchor: Anchor,
    ) -> Vec<TextLine> {
        let place = match anchor {
            Anchor::Start => Self::start,
            Anchor::Middle => Self::centred,
            Anchor::End => Self::end,
        };
        let lines = (0..).zip(lines);
        lines
            .map(|(i, line)| place(self, line, x, top + leading * (i as f32 + 0.5)))
            .collect()
    }

    /// The same with `middle` in the midst of them all.
    pub fn around(
        &self,
        lines: &[String],
        leading: f32,
        x: f32,
        middle: f32,
        anchor: Anchor,
    ) -> Vec<TextLine> {
        let top = middle - leading * lines.len() as f32 / 2.0;
        self.stack(lines, leading, x, top, anchor)
    }

    /// The lines of `text` within `measure` mm: by sense, and through the middle of a word only
    /// where a word alone is wider than the measure. No lines for no text.
    pub fn fit(&self, text: &str, measure: f32) -> Vec<String> {
        let ems = (measure / self.size).max(1.0);
        let text = text.trim();
        if text.is_empty() {
            return Vec::new();
        }
        sense::lines(self.fonts, self.role, text, ems)
    }

    /// The lines of a running text within `measure` mm: each as full as the prohibitions allow,
    /// the last as it comes.
    pub fn filled(&self, text: &str, measure: f32) -> Vec<String> {
        let allowed = break_points(text, Prohibition::Basic);
        let characters: Vec<char> = text.chars().collect();
        let mut lines = Vec::new();
        let mut start = 0;
        while start < characters.len() {
            let line = |end: usize| String::from_iter(&characters[start..end]);
            let fitting = (start + 1..=characters.len())
                .take_while(|&end| end == start + 1 || self.width(&line(end)) <= measure);
            let full = fitting.clone().last().unwrap_or(start + 1);
            let is_allowed = |end: &usize| *end == characters.len() || allowed.contains(end);
            // Where no break is allowed so early, a word wider than the measure is cut.
            let end = fitting.filter(is_allowed).last().unwrap_or(full);
            lines.push(line(end).trim_end().to_string());
            start = end;
        }
        lines
    }

    /// The first characters of `text` that fit `measure` mm, with … where it is cut.
    pub fn cut(&self, text: &str, measure: f32) -> (String, bool) {
        if self.width(text) <= measure {
            return (text.to_string(), false);
        }
        let mut kept = String::new();
        for c in text.chars() {
            if self.width(&format!("{kept}{c}…")) > measure {
                break;
            }
            kept.push(c);
        }
        kept.push('…');
        (kept, true)
    }

    /// Drops the lines after the first `most` and gives how many characters they have. Only a
    /// draft is printed so: what is left out is shown to be.
    pub fn shorten(&self, lines: &mut Vec<String>, most: usize, measure: f32) -> usize {
        let lost = lines.iter().skip(most).map(|l| l.chars().count()).sum();
        lines.truncate(most);
        if let Some(last) = lines.last_mut().filter(|_| lost > 0) {
            *last = self.cut(&format!("{last}……"), measure).0;
        }
        lost
    }

    fn ems(&self, text: &str) -> f32 {
        self.fonts.width(self.role, text)
    }
}

fn ends_in_blank(text: &str) -> bool {
    text.chars()
        .last()
        .is_some_and(|c| Class::of(c).is_trailing_blank())
}
