//! What a chart stands in: where its columns are across a sheet, upright or lying, and how much
//! of the height it may take. All in mm on a board of 600 × 900 or 900 × 600.

use crate::model::ChartStyle;
use crate::sheet::geometry::Rect;
use serde::Serialize;

/// The room for a chart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Frame {
    /// Left edge of the left column.
    pub left: f32,
    /// Right edge of the right column.
    pub right: f32,
    /// Upper edge of the first row.
    pub top: f32,
    /// Lower edge of the last row, at most.
    pub bottom: f32,
    /// Middle of the chart's name.
    pub heading_middle: f32,
    /// Type of the same.
    pub heading: f32,
    /// Middle of the columns' heads.
    pub head_middle: f32,
    /// Where a node stands between two columns of text: left edge and width.
    pub node: Rect,
    /// Where it stands if no text is beside it.
    pub wide: Rect,
    /// Left end of a grade's chip; the right column's texts end as far from its edge.
    pub chip_left: f32,
    /// Width and height of the chip.
    pub chip: (f32, f32),
    /// Type on the chip.
    pub chip_word: f32,
    /// Left end of the texts of risks.
    pub risk_text: f32,
    /// Left end of those who answer, where they have a column of their own.
    pub persons: Option<f32>,
    /// How far right and down the legend of the upright sheet stands on this one.
    pub legend_off: (f32, f32),
    /// Size of the signs at the left of the legend, as a share of those on the upright sheet.
    pub symbols: f32,
}

/// On an upright sheet (looks/README section 3).
pub const UPRIGHT: Frame = Frame {
    left: 36.0,
    right: 564.0,
    top: 205.4,
    bottom: 774.0,
    heading_middle: 164.2,
    heading: 17.4,
    head_middle: 195.0,
    node: Rect::new(208.0, 0.0, 184.0, 0.0),
    wide: Rect::new(135.0, 0.0, 330.0, 0.0),
    chip_left: 41.0,
    chip: (21.0, 13.0),
    chip_word: 9.5,
    risk_text: 68.0,
    persons: None,
    legend_off: (0.0, 0.0),
    symbols: 1.0,
};

/// On an upright sheet from an office printer: within margins of 22 mm on A4 and between the head
/// and foot that the lists have (looks/tables), so that a row of sheets on a wall lines up.
pub const OFFICE: Frame = Frame {
    left: 64.8,
    right: 535.2,
    top: 199.0,
    bottom: 687.0,
    heading_middle: 164.5,
    head_middle: 188.0,
    node: Rect::new(212.0, 0.0, 172.0, 0.0),
    chip_left: 66.8,
    risk_text: 91.8,
    legend_off: (28.8, -92.0),
    symbols: 0.9,
    ..UPRIGHT
};

/// The same for a chart that needs more: between a head and a foot without air.
pub const OFFICE_SNUG: Frame = Frame {
    top: 152.0,
    bottom: 721.0,
    heading_middle: 118.0,
    head_middle: 141.0,
    legend_off: (OFFICE.legend_off.0, -60.5),
    ..OFFICE
};

/// The same for one that needs yet more: what the printer reaches.
pub const OFFICE_WIDE: Frame = Frame {
    left: UPRIGHT.left,
    right: UPRIGHT.right,
    node: UPRIGHT.node,
    chip_left: UPRIGHT.chip_left,
    risk_text: UPRIGHT.risk_text,
    legend_off: (0.0, OFFICE_SNUG.legend_off.1),
    symbols: UPRIGHT.symbols,
    ..OFFICE_SNUG
};

/// On a lying sheet (looks/tables, posters).
pub const LYING: Frame = Frame {
    left: 134.0,
    right: 880.0,
    top: 72.4,
    bottom: 545.0,
    heading_middle: 30.0,
    heading: 22.4,
    head_middle: 60.5,
    node: Rect::new(380.0, 0.0, 246.0, 0.0),
    wide: Rect::new(297.0, 0.0, 420.0, 0.0),
    chip_left: 138.0,
    chip: (30.0, 17.0),
    chip_word: 12.0,
    risk_text: 175.0,
    persons: Some(799.0),
    legend_off: (98.0, -238.5),
    symbols: 1.0,
};

/// Blank at the right end of the right column, in mm.
const RIGHT_END_MM: f32 = 4.0;
/// Blank between the texts of measures and those who answer, in mm.
const BEFORE_PERSONS_MM: f32 = 8.0;
/// Blank between the outermost track and the text beside it, in mm.
pub const BESIDE_TRACKS_MM: f32 = 12.0;
/// Blank between the right lane and its text, in mm.
pub const RIGHT_TEXT_BLANK_MM: f32 = 6.0;
/// A text column is never narrower, in mm, whatever the number of tracks.
const LEAST_TEXT_MM: f32 = 48.0;
/// So far the nodes may stand left of their place, in mm.
const MOST_DRAWN_MM: f32 = 30.0;
/// Most of the sheet that the tracks of one side take from the actors' lanes, in mm.
const MOST_OF_ACTORS_MM: f32 = 60.0;

impl Frame {
    /// The height for the rows, in mm.
    pub fn room(&self) -> f32 {
        self.bottom - self.top
    }

    /// Where the texts of measures end, in mm.
    pub fn measures_end(&self) -> f32 {
        let before = self.persons.map(|x| x - BEFORE_PERSONS_MM);
        before.unwrap_or(self.persons_end())
    }

    /// Where the names of those who answer end, in mm.
    pub fn persons_end(&self) -> f32 {
        self.right - RIGHT_END_MM
    }

    /// The frame with its nodes further left: where whoever answers has a column of his own, texts of
    /// measures as wide as `measure` mm get the room that those of risks, `risk` mm, leave between
    /// lanes of these widths.
    #[must_use]
    pub fn drawn_left(&self, [risk, measure]: [f32; 2], [left, right]: [f32; 2]) -> Self {
        let mut frame = *self;
        if self.persons.is_some() {
            let spare = self.node.x - left - self.risk_text - risk;
            let begin = self.node.right() + right + RIGHT_TEXT_BLANK_MM;
            let lack = begin + measure - self.measures_end();
            frame.node.x -= lack.min(spare).clamp(0.0, MOST_DRAWN_MM);
        }
        frame
    }

    /// How far off the nodes the outermost track may run on either side, in mm.
    pub fn most_track(&self, style: ChartStyle) -> f32 {
        match style {
            ChartStyle::Risk => {
                let left = self.node.x - self.risk_text;
                let right = self.measures_end() - RIGHT_TEXT_BLANK_MM - self.node.right();
                left.min(right) - LEAST_TEXT_MM - BESIDE_TRACKS_MM
            }
            ChartStyle::Plain => self.wide.x - self.left - BESIDE_TRACKS_MM,
            ChartStyle::Lanes => MOST_OF_ACTORS_MM,
        }
    }
}
