//! Widths by running sums: a long text has many parts to choose its lines from.

use super::font::shared_blank;
use super::{Class, FontRole, Fonts};

/// The widths of all parts of a text.
pub(super) struct Widths<'t> {
    chars: &'t [char],
    /// Before each character and at the end: the width so far in em, without the outer halves;
    /// in double precision, so that a difference is as good as a sum.
    sums: Vec<f64>,
}

impl<'t> Widths<'t> {
    /// Measures `chars`.
    pub fn of(fonts: &Fonts, role: FontRole, chars: &'t [char]) -> Self {
        let mut widths = Self {
            chars,
            sums: Vec::with_capacity(chars.len() + 1),
        };
        let mut sum = 0.0;
        for (at, &c) in chars.iter().enumerate() {
            widths.sums.push(sum);
            let advance = fonts.glyph(role, c).map_or(1.0, |glyph| glyph.advance);
            sum += f64::from(advance - widths.shared_before(at));
        }
        widths.sums.push(sum);
        widths
    }

    /// [`Fonts::width`] of a part without the blanks around it.
    pub fn between(&self, mut start: usize, mut end: usize) -> f32 {
        while start < end && self.chars[start].is_whitespace() {
            start += 1;
        }
        while start < end && self.chars[end - 1].is_whitespace() {
            end -= 1;
        }
        if start == end {
            return 0.0;
        }
        let inner = (self.sums[end] - self.sums[start]) as f32 + self.shared_before(start);
        let class = |at: usize| Class::of(self.chars[at]);
        let halves = usize::from(class(start) == Class::Opening)
            + usize::from(class(end - 1).is_trailing_blank());
        inner - 0.5 * halves as f32
    }

    /// The blank that a character shares with the one before it.
    fn shared_before(&self, at: usize) -> f32 {
        let class = |at: usize| Class::of(self.chars[at]);
        match at {
            0 => 0.0,
            _ => shared_blank(class(at - 1), class(at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_width_of_a_part_is_that_of_its_text() {
        let fonts = Fonts::shipped().unwrap();
        let text = "　（“公务卡”，《办法》、〔2012〕 7号。”） no. 5，";
        let chars: Vec<char> = text.chars().collect();
        let widths = Widths::of(&fonts, FontRole::Hei, &chars);
        for start in 0..chars.len() {
            for end in start..=chars.len() {
                let part: String = chars[start..end].iter().collect();
                let whole = fonts.width(FontRole::Hei, part.trim());
                let found = widths.between(start, end);
                assert!((found - whole).abs() < 1e-4, "{part}: {found}, {whole}");
            }
        }
    }
}
