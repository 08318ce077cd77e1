//! The sheet a poster is composed on, and where its parts stand.
//!
//! There are two compositions, upright on 600 × 900 and lying on 900 × 600 units, where a unit
//! is a millimetre on the board of that size (looks/README section 2). Every other size shows
//! one of them larger or smaller, so that it is read from as many times its own height: a board
//! from two metres, a sheet of A3 from one. Sheets of another shape (ISO 216) get the
//! difference as margin. All lengths called `mm` in the modules beside this one are units.

use crate::model::{Orientation, PosterSettings};
use crate::sheet::flow::frame::{LYING, UPRIGHT};
use serde::Serialize;

/// Long and short side of a composition, in units.
const LONG: f32 = 900.0;
const SHORT: f32 = 600.0;

/// A sheet with its composition.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Canvas {
    /// Width of the trimmed sheet, in mm on paper.
    pub width_mm: f32,
    /// Height of the trimmed sheet, in mm on paper.
    pub height_mm: f32,
    /// The part of the composition's plane that the sheet shows: left, top, width, height.
    pub view: [f32; 4],
    /// Whether the long side is up.
    pub landscape: bool,
    /// Left edge of the body.
    pub left: f32,
    /// Right edge of the body.
    pub right: f32,
    /// Middle of the facts row.
    pub facts_middle: f32,
    /// The rule below the facts: where the body begins.
    pub top: f32,
    /// Where the body ends.
    pub bottom: f32,
    /// The rule above the foot.
    pub foot: f32,
    /// Height of the cells of a strip.
    pub cell_height: f32,
    /// A strip's head and cells, counted from the strip's upper edge.
    pub strip_head: f32,
    /// Upper edge of a strip's cells, counted likewise.
    pub strip_cells: f32,
    /// Height of a whole strip.
    pub strip_height: f32,
}

impl Canvas {
    /// The sheet that the unit wants.
    pub fn of(settings: &PosterSettings) -> Self {
        let (short, long) = settings.size.sides_mm();
        let landscape = settings.orientation == Orientation::Landscape;
        // What the sheet is wider than two to three, as margin on both sides.
        let wide = LONG * short / long;
        let margin = (wide - SHORT) / 2.0;
        if landscape {
            Self {
                width_mm: long,
                height_mm: short,
                view: [0.0, hundredth(-margin), LONG, hundredth(wide)],
                landscape,
                left: LYING.left,
                right: LYING.right,
                facts_middle: 44.0,
                top: 66.0,
                bottom: 560.0,
                foot: 568.0,
                cell_height: 44.0,
                strip_head: 16.0,
                strip_cells: 32.0,
                strip_height: 84.0,
            }
        } else {
            Self {
                width_mm: short,
                height_mm: long,
                view: [hundredth(-margin), 0.0, hundredth(wide), LONG],
                landscape,
                left: UPRIGHT.left,
                right: UPRIGHT.right,
                facts_middle: 164.2,
                top: 186.0,
                bottom: 802.0,
                foot: 817.0,
                cell_height: 68.0,
                strip_head: 17.4,
                strip_cells: 35.0,
                strip_height: 112.0,
            }
        }
    }

    /// Width of the body.
    pub fn body(&self) -> f32 {
        self.right - self.left
    }

    /// Middle of the body.
    pub fn centre(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    /// Millimetres on paper of one unit.
    pub fn unit_mm(&self) -> f32 {
        self.width_mm.max(self.height_mm) / LONG
    }
}

fn hundredth(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PosterSize;

    #[test]
    fn every_sheet_shows_the_whole_composition_undistorted() {
        for &size in PosterSize::ALL {
            for &orientation in Orientation::ALL {
                let settings = PosterSettings {
                    size,
                    orientation,
                    ..PosterSettings::default()
                };
                let canvas = Canvas::of(&settings);
                let [x, y, w, h] = canvas.view;
                let (full_w, full_h) = if canvas.landscape {
                    (900.0, 600.0)
                } else {
                    (600.0, 900.0)
                };
                assert!(x <= 0.0 && y <= 0.0 && x + w >= full_w - 0.1 && y + h >= full_h - 0.1);
                assert!(
                    (canvas.width_mm / w - canvas.height_mm / h).abs() < 1e-3,
                    "{size:?}"
                );
                assert!((canvas.width_mm / w - canvas.unit_mm()).abs() < 1e-3);
            }
        }
    }
}
