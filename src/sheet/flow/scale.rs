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

/// The sizes of one try, all in mm. Leadings are heights of lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// What a step does.
    pub title: f32,
    /// Leading of the same.
    pub title_leading: f32,
    /// Blank above and below the title together.
    pub title_blank: f32,
    /// Who and time limit.
    pub strip: f32,
    /// Height of the strip with one line.
    pub strip_height: f32,
    /// What a decision asks.
    pub question: f32,
    /// Leading of the same.
    pub question_leading: f32,
    /// Condition below a question.
    pub condition: f32,
    /// Height of a diamond.
    pub diamond: f32,
    /// Texts of risks.
    pub cell: f32,
    /// Texts of measures.
    pub measure: f32,
    /// Leading of a risk's text; a measure's is in proportion.
    pub cell_leading: f32,
    /// Who answers.
    pub small: f32,
    /// Leading of the same.
    pub small_leading: f32,
    /// Row height beyond the risks.
    pub beside_risks: f32,
    /// Row height beyond the measures.
    pub beside_measures: f32,
    /// Row height beyond the node, never under 10.
    pub beside_node: f32,
    /// Between risks.
    pub risk_gap: f32,
    /// Between measures.
    pub measure_gap: f32,
}

/// The largest handsome one, for a chart that has the sheet to itself.
const WIDE: Scale = Scale {
    title: 19.0,
    title_leading: 23.0,
    title_blank: 9.0,
    strip: 13.5,
    strip_height: 19.0,
    question: 18.5,
    question_leading: 23.0,
    condition: 15.0,
    diamond: 84.0,
    beside_node: 22.0,
    ..HANDSOME
};

/// looks/README section 3.
const HANDSOME: Scale = Scale {
    title: 13.6,
    title_leading: 16.5,
    title_blank: 6.5,
    strip: 10.0,
    strip_height: 14.0,
    question: 13.0,
    question_leading: 16.2,
    condition: 11.0,
    diamond: 60.0,
    cell: 11.0,
    measure: 11.0,
    cell_leading: 14.0,
    small: 9.5,
    small_leading: 12.6,
    beside_risks: 12.0,
    beside_measures: 10.0,
    beside_node: 14.0,
    risk_gap: 9.0,
    measure_gap: 6.0,
};

/// The handsome one beside wide columns of text, on a lying sheet (looks/tables, posters).
const LYING: Scale = Scale {
    title_leading: 16.0,
    title_blank: 5.0,
    strip_height: 13.5,
    question_leading: 15.6,
    diamond: 57.0,
    cell: 12.6,
    measure: 12.2,
    cell_leading: 15.4,
    small: 10.6,
    beside_risks: 8.0,
    beside_measures: 6.0,
    beside_node: 10.0,
    risk_gap: 4.0,
    measure_gap: 3.0,
    ..HANDSOME
};

/// The tightest that can still be read from two metres.
const TIGHT: Scale = Scale {
    title: 13.0,
    title_leading: 15.0,
    title_blank: 5.0,
    strip: 9.5,
    strip_height: 12.5,
    question: 13.0,
    question_leading: 15.0,
    condition: 11.0,
    diamond: 56.0,
    cell: 11.0,
    measure: 11.0,
    cell_leading: 12.4,
    small: 9.5,
    small_leading: 10.8,
    beside_risks: 6.0,
    beside_measures: 5.0,
    beside_node: 10.0,
    risk_gap: 4.0,
    measure_gap: 3.0,
};

/// As large, with less blank: actors' lanes are narrow, and their steps have many lines.
const SNUG: Scale = Scale {
    title_leading: 14.2,
    title_blank: 4.0,
    strip_height: 11.5,
    question_leading: 14.2,
    diamond: 48.0,
    ..TIGHT
};

/// The smallest allowed.
const SMALLEST: Scale = Scale {
    title: 10.0,
    title_leading: 11.6,
    title_blank: 4.0,
    strip: 9.5,
    strip_height: 11.5,
    question: 9.5,
    question_leading: 11.0,
    condition: 9.5,
    diamond: 46.0,
    cell: 9.5,
    measure: 9.5,
    cell_leading: 10.8,
    small: 9.5,
    small_leading: 10.4,
    beside_risks: 5.0,
    beside_measures: 4.0,
    beside_node: 10.0,
    risk_gap: 3.0,
    measure_gap: 2.5,
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
        self.title >= TIGHT.title && self.cell >= TIGHT.cell
    }

    fn towards(&self, other: &Self, t: f32) -> Self {
        let mix = |a: f32, b: f32| a + (b - a) * t;
        Self {
            title: mix(self.title, other.title),
            title_leading: mix(self.title_leading, other.title_leading),
            title_blank: mix(self.title_blank, other.title_blank),
            strip: mix(self.strip, other.strip),
            strip_height: mix(self.strip_height, other.strip_height),
            question: mix(self.question, other.question),
            question_leading: mix(self.question_leading, other.question_leading),
            condition: mix(self.condition, other.condition),
            diamond: mix(self.diamond, other.diamond),
            cell: mix(self.cell, other.cell),
            measure: mix(self.measure, other.measure),
            cell_leading: mix(self.cell_leading, other.cell_leading),
            small: mix(self.small, other.small),
            small_leading: mix(self.small_leading, other.small_leading),
            beside_risks: mix(self.beside_risks, other.beside_risks),
            beside_measures: mix(self.beside_measures, other.beside_measures),
            beside_node: mix(self.beside_node, other.beside_node),
            risk_gap: mix(self.risk_gap, other.risk_gap),
            measure_gap: mix(self.measure_gap, other.measure_gap),
        }
    }
}
