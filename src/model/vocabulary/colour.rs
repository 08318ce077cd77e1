//! The colours of grades and warning levels: given by the unit, with the tones that go with
//! them derived where it does not give them.

/// Contrast of a text with its ground, WCAG 2.2, 1.4.3.
pub const TEXT_CONTRAST: f64 = 4.5;
/// Contrast of the edge of a sign with white paper, WCAG 2.2, 1.4.11.
pub const EDGE_CONTRAST: f64 = 3.0;

/// Paper.
pub(super) const WHITE: Rgb = Rgb(0xFF, 0xFF, 0xFF);
/// The ink of all pages.
pub(super) const INK: Rgb = Rgb(0x1C, 0x19, 0x17);

/// Red, green and blue of sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads `#D7191F`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self(byte(0)?, byte(2)?, byte(4)?))
    }

    /// `#D7191F`.
    pub fn hex(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }

    /// Relative luminance, WCAG 2.2.
    pub fn luminance(self) -> f64 {
        let linear = |byte: u8| {
            let value = f64::from(byte) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Contrast ratio of two colours, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Whether the eye may take one for the other: less than a tenth apart in each part.
    pub fn is_like(self, other: Self) -> bool {
        let near = |a: u8, b: u8| a.abs_diff(b) < 26;
        near(self.0, other.0) && near(self.1, other.1) && near(self.2, other.2)
    }

    /// White or ink, whichever reads better on it.
    pub fn text_on(self) -> Self {
        if self.contrast(WHITE) >= self.contrast(INK) {
            WHITE
        } else {
            INK
        }
    }

    /// The same with so much white in it.
    pub fn lightened(self, percent: u32) -> Self {
        let part = |byte: u8| (255 - (255 - u32::from(byte)) * (100 - percent) / 100) as u8;
        Self(part(self.0), part(self.1), part(self.2))
    }

    fn darkened(self, percent: u32) -> Self {
        let part = |byte: u8| (u32::from(byte) * (100 - percent) / 100) as u8;
        Self(part(self.0), part(self.1), part(self.2))
    }
}

/// A colour with its tones, on white paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colour {
    /// 红色.
    pub name: String,
    /// The ground of a sign.
    pub fill: Rgb,
    /// Its edge, which holds a light ground on white paper.
    pub edge: Rgb,
    /// The word on it.
    pub text: Rgb,
}

impl Colour {
    /// A colour with the tones that go with it.
    pub fn new(name: String, fill: Rgb) -> Self {
        let text = fill.text_on();
        // As dark as a text may be, so that the edge holds beside other edges too.
        let edge = (0..=100)
            .step_by(5)
            .map(|percent| fill.darkened(percent))
            .find(|edge| edge.contrast(WHITE) >= TEXT_CONTRAST && *edge != fill)
            .unwrap_or(INK);
        Self {
            name,
            fill,
            edge,
            text,
        }
    }

    /// The same sign in black print: the `rank`-th of `count`, the gravest black, the last
    /// white, between them greys that grow lighter.
    pub fn grey(rank: usize, count: usize) -> Self {
        let level = if rank == 0 {
            0x00
        } else if rank + 1 >= count {
            0xFF
        } else {
            // Steps that can be told apart in a photocopy, as far as the number allows.
            let step = 0x38.min(0xA0 / (count - 2).max(1));
            (0xC8 - (count - 2 - rank) * step) as u8
        };
        let fill = Rgb(level, level, level);
        let black = Rgb(0, 0, 0);
        let text = if fill.contrast(WHITE) >= TEXT_CONTRAST {
            WHITE
        } else {
            black
        };
        Self {
            name: String::new(),
            fill,
            edge: black,
            text,
        }
    }

    /// Whether a word in the ground's colour can be read on white.
    pub fn reads_on_white(&self) -> bool {
        self.fill.contrast(WHITE) >= TEXT_CONTRAST
    }

    /// Whether the word can be read on its ground.
    pub fn is_readable(&self) -> bool {
        self.text.contrast(self.fill) >= TEXT_CONTRAST
    }

    /// Whether the sign can be seen on white paper.
    pub fn is_visible(&self) -> bool {
        self.edge.contrast(WHITE) >= EDGE_CONTRAST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_tones_can_be_read_whatever_the_ground() {
        for red in (0..=255).step_by(17) {
            for green in (0..=255).step_by(17) {
                for blue in (0..=255).step_by(51) {
                    let colour = Colour::new(String::new(), Rgb(red, green, blue));
                    assert!(colour.is_visible(), "{}", colour.fill.hex());
                    // Between the two inks there is a grey that neither reads well on.
                    let best = colour.fill.contrast(WHITE).max(colour.fill.contrast(INK));
                    assert_eq!(colour.is_readable(), best >= TEXT_CONTRAST);
                }
            }
        }
    }

    #[test]
    fn greys_of_two_to_six_grades_differ_and_can_be_read() {
        for count in 2..=6 {
            let greys: Vec<Colour> = (0..count).map(|rank| Colour::grey(rank, count)).collect();
            assert!(greys.iter().all(Colour::is_readable), "{greys:?}");
            assert!(greys.windows(2).all(|pair| pair[0].fill < pair[1].fill));
        }
        assert_eq!(Colour::grey(1, 3).fill.hex(), "#C8C8C8");
    }
}
