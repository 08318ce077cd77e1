//! Lengths as print.toml writes them.

/// A length in points, 1/72 inch. All of `typeset` and `pdf` counts in points, with y
/// growing downwards from the top of the page until the painter turns it over.
pub type Pt = f32;

/// Points in a millimetre.
pub const MM: Pt = 72.0 / 25.4;

/// The sizes that Chinese offices name. 3号 is 15.75 pt: 28 characters fill 156 mm
/// (GB/T 9704 5.2.3), which 16 pt would not.
const NAMED: &[(&str, Pt)] = &[
    ("初号", 42.0),
    ("小初", 36.0),
    ("1号", 26.25),
    ("小1号", 24.0),
    ("2号", 21.0),
    ("小2号", 18.0),
    ("3号", 15.75),
    ("小3号", 15.0),
    ("4号", 14.0),
    ("小4号", 12.0),
    ("5号", 10.5),
    ("小5号", 9.0),
    ("6号", 7.5),
];

/// A length: absolute, or relative to the font size or to the leading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Length {
    /// `14pt`, `2mm`, `3号`.
    Pt(Pt),
    /// `2字`: as many characters wide.
    Em(f32),
    /// `1.5行`: as many lines high.
    Line(f32),
}

impl Length {
    /// Reads `3号`, `14pt`, `2mm`, `2字`, `1.5行` or `0`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((_, pt)) = NAMED.iter().find(|(name, _)| *name == text) {
            return Some(Self::Pt(*pt));
        }
        if text == "0" {
            return Some(Self::Pt(0.0));
        }
        let number = |suffix: &str| -> Option<f32> {
            text.strip_suffix(suffix)?
                .trim()
                .parse()
                .ok()
                .filter(|n: &f32| n.is_finite())
        };
        number("pt")
            .map(Self::Pt)
            .or_else(|| number("mm").map(|n| Self::Pt(n * MM)))
            .or_else(|| number("字").map(Self::Em))
            .or_else(|| number("行").map(Self::Line))
    }

    /// In points, for a font size and leading.
    pub fn pt(self, size: Pt, leading: Pt) -> Pt {
        match self {
            Self::Pt(pt) => pt,
            Self::Em(n) => n * size,
            Self::Line(n) => n * leading,
        }
    }
}

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Black, as GB/T 9704 5.2.4 wants text.
    pub const BLACK: Self = Self(0, 0, 0);

    /// Reads `#AE1220` or `#abc`.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.trim().strip_prefix('#')?;
        let digit = |i: usize| hex.get(i..=i).and_then(|d| u8::from_str_radix(d, 16).ok());
        match hex.len() {
            6 => Some(Self(
                digit(0)? * 16 + digit(1)?,
                digit(2)? * 16 + digit(3)?,
                digit(4)? * 16 + digit(5)?,
            )),
            3 => Some(Self(digit(0)? * 17, digit(1)? * 17, digit(2)? * 17)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_offices_write() {
        assert_eq!(Length::parse("3号"), Some(Length::Pt(15.75)));
        assert_eq!(Length::parse("小4号"), Some(Length::Pt(12.0)));
        assert_eq!(Length::parse("2字"), Some(Length::Em(2.0)));
        assert_eq!(Length::parse("1.5行"), Some(Length::Line(1.5)));
        assert_eq!(Length::parse("3 cm"), None);
        assert_eq!(Length::parse("NaNpt"), None);
        assert_eq!(Colour::parse("#AE1220"), Some(Colour(0xae, 0x12, 0x20)));
        assert_eq!(Colour::parse("#abc"), Some(Colour(0xaa, 0xbb, 0xcc)));
        assert_eq!(Colour::parse("#é1220"), None);
    }
}
