//! Points, boxes and lines of text on a sheet. Every length is in millimetres from the top
//! left corner of the sheet, y downwards.

use serde::{Serialize, Serializer};

/// Writes a length with at most two decimals: a hundredth of a millimetre cannot be seen, and
/// the SVG stays short and the same on every machine.
pub fn round<S: Serializer>(mm: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(hundredth(*mm))
}

/// A length to a hundredth; −0 would read as "-0".
pub fn hundredth(mm: f32) -> f64 {
    (f64::from(mm) * 100.0).round() / 100.0 + 0.0
}

/// A point.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Point {
    /// Distance from the left, in mm.
    #[serde(serialize_with = "round")]
    pub x: f32,
    /// Distance from the top, in mm.
    #[serde(serialize_with = "round")]
    pub y: f32,
}

impl Point {
    /// The point at `x`, `y` mm.
    pub fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// A box.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Rect {
    /// Left edge, in mm.
    #[serde(serialize_with = "round")]
    pub x: f32,
    /// Top edge, in mm.
    #[serde(serialize_with = "round")]
    pub y: f32,
    /// Width, in mm.
    #[serde(serialize_with = "round")]
    pub width: f32,
    /// Height, in mm.
    #[serde(serialize_with = "round")]
    pub height: f32,
}

impl Rect {
    /// The box with that top left corner and size, in mm.
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    /// The box of that size around a centre, in mm.
    pub fn around(centre: Point, width: f32, height: f32) -> Self {
        let (x, y) = (centre.x - width / 2.0, centre.y - height / 2.0);
        Self::new(x, y, width, height)
    }

    /// Right edge, in mm.
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    /// Bottom edge, in mm.
    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// Middle of the width, in mm.
    pub fn axis(&self) -> f32 {
        self.x + self.width / 2.0
    }

    /// Middle of the height, in mm.
    pub fn middle(&self) -> f32 {
        self.y + self.height / 2.0
    }

    /// The box widened by `mm` on all four sides.
    pub fn grown(&self, mm: f32) -> Self {
        let (width, height) = (self.width + 2.0 * mm, self.height + 2.0 * mm);
        Self::new(self.x - mm, self.y - mm, width, height)
    }

    /// Whether the two share an area.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    /// Whether `other` lies within.
    pub fn contains(&self, other: &Self) -> bool {
        self.x <= other.x
            && other.right() <= self.right()
            && self.y <= other.y
            && other.bottom() <= self.bottom()
    }
}

/// Which point of a line of text `x` is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// Its left end.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

impl Anchor {
    /// As SVG writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// One line of text.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TextLine {
    /// Place of the anchor, in mm.
    #[serde(serialize_with = "round")]
    pub x: f32,
    /// The baseline, in mm.
    #[serde(serialize_with = "round")]
    pub y: f32,
    /// Size of the type, in mm.
    #[serde(serialize_with = "round")]
    pub size: f32,
    /// Blank added between characters, in mm.
    #[serde(serialize_with = "round")]
    pub tracking: f32,
    /// Which point `x` is.
    pub anchor: Anchor,
    /// The characters.
    pub text: String,
    /// The box of the ink's em squares, for those who keep out of its way.
    #[serde(skip)]
    pub extent: Rect,
}

impl TextLine {
    /// Moves the line down by `mm`.
    pub fn lower(&mut self, mm: f32) {
        self.y += mm;
        self.extent.y += mm;
    }
}
