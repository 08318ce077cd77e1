//! Sizes of type and space in a chart, from the handsome down to the smallest allowed.
//!
//! looks/README section 3 gives the handsome ones; section 2 the limits: names and steps of
//! 13 mm, running text of 11 and small facts of 9.5 can be read from two metres, and nothing
//! on a sheet may be smaller than 9.5.

use crate::model::ChartStyle;

/// Radius of a number's circle, in mm.
pub const NUMBER_RADIUS_MM: f32 = 8.6;
/// White edge around a number's circle, in mm.
pub const NUMBER_EDGE_MM: f32 = 1.0;
/// First track beside a node, in mm.
pub const TRACK_MM: f32 = 12.0;
/// Distance of the next tracks, in mm.
pub const TRACK_STEP_MM: f32 = 7.0;
/// Width of edges, in mm.
pub const EDGE_WIDTH_MM: f32 = 1.3;
/// Length of an arrow head, in mm.
pub const HEAD_LENGTH_MM: f32 = 6.4;
/// Width of an arrow head, in mm.
pub const HEAD_WIDTH_MM: f32 = 5.8;
/// An edge to a node in another actor's lane turns aside this far above it, in mm: the head
/// and a rounded corner stand below the turn, the number beside it.
pub const BEND_MM: f32 = 10.4;
/// A label of more characters is shown in the pill of its edge.
pub const LABEL_CHARACTERS: usize = 4;
/// Radius of an edge's corners, in mm.
pub const CORNER_MM: f32 = 3.0;
/// No type on a sheet may be smaller, in mm.
pub const SMALLEST_TYPE_MM: f32 = 9.5;
/// A row of a chart with few steps is not taller than this, in mm.
pub const TALLEST_ROW_MM: f32 = 130.0;

/// A size of type with the height of its lines, in mm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leaded {
    /// The size.
    pub size: f32,
    /// From line to line.
    pub leading: f32,
}

impl Leaded {
    /// The height of a line in type that had to be smaller, in mm.
    pub fn at(&self, size: f32) -> f32 {
        size * self.leading / self.size
    }
}

const fn type_on(size: f32, leading: f32) -> Leaded {
    Leaded { size, leading }
}

/// The sizes of one try, all in mm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// What a step does.
    pub title: Leaded,
    /// Blank above and below the title together.
    pub title_blank: f32,
    /// Who and time limit, and the height of the strip with one line.
    pub strip: Leaded,
    /// What a decision asks.
    pub question: Leaded,
    /// Condition below a question.
    pub condition: f32,
    /// Height of a diamond.
    pub diamond: f32,
    /// Texts of risks.
    pub cell: Leaded,
    /// Texts of measures; their leading is in proportion to that of risks.
    pub measure: f32,
    /// Who answers.
    pub small: Leaded,
    /// Row height beyond the risks, the measures, and the node, there never under 10.
    pub beside: [f32; 3],
    /// Between risks, and between measures.
    pub gaps: [f32; 2],
}

/// The largest handsome one, for a chart that has the sheet to itself.
const WIDE: Scale = Scale {
    title: type_on(19.0, 23.0),
    title_blank: 9.0,
    strip: type_on(13.5, 19.0),
    question: type_on(18.5, 23.0),
    condition: 15.0,
    diamond: 84.0,
    beside: [12.0, 10.0, 22.0],
    ..HANDSOME
};

/// looks/README section 3.
const HANDSOME: Scale = Scale {
    title: type_on(13.6, 16.5),
    title_blank: 6.5,
    strip: type_on(10.0, 14.0),
    question: type_on(13.0, 16.2),
    condition: 11.0,
    diamond: 60.0,
    cell: type_on(11.0, 14.0),
    measure: 11.0,
    small: type_on(9.5, 12.6),
    beside: [12.0, 10.0, 14.0],
    gaps: [9.0, 6.0],
};

/// The handsome one beside wide columns of text, on a lying sheet (looks/tables, posters).
const LYING: Scale = Scale {
    title: type_on(13.6, 16.0),
    title_blank: 5.0,
    strip: type_on(10.0, 13.5),
    question: type_on(13.0, 15.6),
    diamond: 57.0,
    cell: type_on(12.6, 15.4),
    measure: 12.2,
    small: type_on(10.6, 12.6),
    beside: [8.0, 6.0, 10.0],
    gaps: [4.0, 3.0],
    ..HANDSOME
};

/// The tightest that can still be read from two metres.
const TIGHT: Scale = Scale {
    title: type_on(13.0, 15.0),
    title_blank: 5.0,
    strip: type_on(9.5, 12.5),
    question: type_on(13.0, 15.0),
    condition: 11.0,
    diamond: 56.0,
    cell: type_on(11.0, 12.4),
    measure: 11.0,
    small: type_on(9.5, 10.8),
    beside: [6.0, 5.0, 10.0],
    gaps: [4.0, 3.0],
};

/// As large, with less blank: actors' lanes are narrow, and their steps have many lines.
const SNUG: Scale = Scale {
    title: type_on(13.0, 14.2),
    title_blank: 4.0,
    strip: type_on(9.5, 11.5),
    question: type_on(13.0, 14.2),
    diamond: 48.0,
    ..TIGHT
};

/// The smallest allowed.
const SMALLEST: Scale = Scale {
    title: type_on(10.0, 11.6),
    title_blank: 4.0,
    strip: type_on(9.5, 11.5),
    question: type_on(9.5, 11.0),
    condition: 9.5,
    diamond: 46.0,
    cell: type_on(9.5, 10.8),
    measure: 9.5,
    small: type_on(9.5, 10.4),
    beside: [5.0, 4.0, 10.0],
    gaps: [3.0, 2.5],
};

impl Scale {
    /// All tries for a style in order, the handsome first; `lying` for a sheet so laid.
    pub fn ladder(style: ChartStyle, lying: bool) -> Vec<Self> {
        const STEPS: [f32; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
        let handsome = match style {
            ChartStyle::Risk if lying => LYING,
            _ => HANDSOME,
        };
        let wide = STEPS[..4].iter().map(|&t| WIDE.towards(&HANDSOME, t));
        let above = STEPS.iter().map(|&t| handsome.towards(&TIGHT, t));
        let snug = std::iter::once(SNUG).filter(|_| style == ChartStyle::Lanes);
        let below = STEPS[1..].iter().map(|&t| TIGHT.towards(&SMALLEST, t));
        wide.filter(|_| style == ChartStyle::Plain)
            .chain(above)
            .chain(snug)
            .chain(below)
            .collect()
    }

    /// Whether all of it can be read from two metres.
    pub fn is_readable_from_two_metres(&self) -> bool {
        self.title.size >= TIGHT.title.size && self.cell.size >= TIGHT.cell.size
    }

    fn towards(&self, other: &Self, t: f32) -> Self {
        let mix = |a: f32, b: f32| a + (b - a) * t;
        let both = |a: Leaded, b: Leaded| type_on(mix(a.size, b.size), mix(a.leading, b.leading));
        Self {
            title: both(self.title, other.title),
            title_blank: mix(self.title_blank, other.title_blank),
            strip: both(self.strip, other.strip),
            question: both(self.question, other.question),
            condition: mix(self.condition, other.condition),
            diamond: mix(self.diamond, other.diamond),
            cell: both(self.cell, other.cell),
            measure: mix(self.measure, other.measure),
            small: both(self.small, other.small),
            beside: std::array::from_fn(|i| mix(self.beside[i], other.beside[i])),
            gaps: std::array::from_fn(|i| mix(self.gaps[i], other.gaps[i])),
        }
    }
}
