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
/// A row of a chart with few steps is not taller than this, in mm: four fill a board.
pub const TALLEST_ROW_MM: f32 = 160.0;

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

/// A column of [`MEASURES_MM`].
type Named = usize;
/// The largest handsome one, for a chart that has the sheet to itself, or few steps.
const WIDE: Named = 0;
/// looks/README section 3.
const HANDSOME: Named = 1;
/// The handsome one beside wide columns of text, on a lying sheet (looks/tables, posters).
const LYING: Named = 2;
/// The tightest that can still be read from two metres.
const TIGHT: Named = 3;
/// As large, with less blank.
const SNUG: Named = 4;
/// The smallest allowed.
const SMALLEST: Named = 5;

/// The measures of a scale in the order of its fields, type before its leading, in mm.
const MEASURES_MM: [[f32; 6]; 19] = [
    // WIDE, HANDSOME, LYING, TIGHT, SNUG, SMALLEST
    [19.0, 13.6, 13.6, 13.0, 13.0, 10.0], // title
    [23.0, 16.5, 16.0, 15.0, 14.2, 11.6], // its leading
    [9.0, 6.5, 5.0, 5.0, 4.0, 4.0],       // blank around it
    [13.5, 10.0, 10.0, 9.5, 9.5, 9.5],    // strip
    [19.0, 14.0, 13.5, 12.5, 11.5, 11.5], // its height
    [18.5, 13.0, 13.0, 13.0, 13.0, 9.5],  // question
    [23.0, 16.2, 15.6, 15.0, 14.2, 11.0], // its leading
    [15.0, 11.0, 11.0, 11.0, 11.0, 9.5],  // condition
    [84.0, 60.0, 57.0, 56.0, 48.0, 46.0], // diamond
    [13.0, 11.0, 12.6, 11.0, 11.0, 9.5],  // risks
    [16.6, 14.0, 15.4, 12.4, 12.4, 10.8], // their leading
    [13.0, 11.0, 12.2, 11.0, 11.0, 9.5],  // measures
    [11.0, 9.5, 10.6, 9.5, 9.5, 9.5],     // who answers
    [14.6, 12.6, 12.6, 10.8, 10.8, 10.4], // its leading
    [12.0, 12.0, 8.0, 6.0, 6.0, 5.0],     // beside risks
    [10.0, 10.0, 6.0, 5.0, 5.0, 4.0],     // beside measures
    [22.0, 14.0, 10.0, 10.0, 10.0, 10.0], // beside the node
    [9.0, 9.0, 4.0, 4.0, 4.0, 3.0],       // between risks
    [6.0, 6.0, 5.0, 3.0, 3.0, 2.5],       // between measures
];

impl Scale {
    /// All tries for a style in order, the handsome first; `lying` for a sheet so laid.
    pub fn ladder(style: ChartStyle, lying: bool) -> Vec<Self> {
        const STEPS: [f32; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
        let handsome = match style {
            ChartStyle::Risk if lying => LYING,
            _ => HANDSOME,
        };
        let between = |from, to| move |&share: &f32| Self::between(from, to, share);
        let wide = STEPS[..4].iter().map(between(WIDE, handsome));
        let above = STEPS.iter().map(between(handsome, TIGHT));
        let below = STEPS[1..].iter().map(between(TIGHT, SMALLEST));
        wide.filter(|_| style != ChartStyle::Lanes)
            .chain(above)
            .chain([Self::between(SNUG, SNUG, 0.0)])
            .chain(below)
            .collect()
    }

    /// Whether all of it can be read from two metres.
    pub fn is_readable_from_two_metres(&self) -> bool {
        let tight = Self::between(TIGHT, TIGHT, 0.0);
        self.title.size >= tight.title.size && self.cell.size >= tight.cell.size
    }

    /// The scale so great a share of the way from one to another.
    fn between(from: Named, to: Named, share: f32) -> Self {
        let mixed = MEASURES_MM.map(|row| row[from] + (row[to] - row[from]) * share);
        let [title, title_on, title_blank, strip, strip_on, question, question_on, ref rest @ ..] =
            mixed;
        let [condition, diamond, cell, cell_on, measure, small, small_on, ref rest @ ..] = *rest;
        let [beside @ .., risk_gap, measure_gap] = *rest;
        let type_on = |size, leading| Leaded { size, leading };
        Self {
            title: type_on(title, title_on),
            title_blank,
            strip: type_on(strip, strip_on),
            question: type_on(question, question_on),
            condition,
            diamond,
            cell: type_on(cell, cell_on),
            measure,
            small: type_on(small, small_on),
            beside,
            gaps: [risk_gap, measure_gap],
        }
    }
}
