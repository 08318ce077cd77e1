//! The sheet a poster is composed on, and where its parts stand.
//!
//! A board has two compositions, upright on 600 × 900 and lying on 900 × 600 units, where a
//! unit is a millimetre on the board of that size (looks/README section 2). Every other board
//! shows one of them larger or smaller, so that it is read from as many times its own height.
//! Boards of another shape (ISO 216) get the difference as margin.
//!
//! What an office prints (A4, A3) is composed apart: it is read at arm's length, and the
//! printer leaves an edge white, so that bands become rules within margins (looks/tables). A
//! unit of an upright sheet of A4 is a point. A print shop trims what it prints, and takes no harm
//! of a band: from there a sheet of A3 is a small board. All lengths called `mm` in the modules beside this
//! one are units.

use crate::model::{Orientation, PosterSettings, PosterSize};
use crate::sheet::flow::frame::{Frame, LYING, OFFICE, OFFICE_SNUG, OFFICE_WIDE, UPRIGHT};
use serde::Serialize;

/// Long and short side of a board's composition, in units.
const LONG: f32 = 900.0;
const SHORT: f32 = 600.0;
/// Height and width of an upright office sheet: A4 in points.
const OFFICE_LONG: f32 = 841.89;
const OFFICE_SHORT: f32 = OFFICE_LONG * 210.0 / 297.0;
/// What a lying office sheet shows of the lying composition, which ends where its ink does:
/// left, top, width. All around it 10 mm of A4 stay white, twice what printers need.
const OFFICE_LYING: [f32; 3] = [-23.5, -26.0, 935.0];

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
    /// Whether an office prints it.
    pub office: bool,
    /// What rules an upright office sheet in place of a band: upper edges of the red rule and the
    /// gold one at its head, of the gold one and the red one at its foot.
    pub edges: [f32; 4],
    /// Whether its head and foot give up their air for what stands between.
    #[serde(skip)]
    pub snug: bool,
    /// On an upright sheet middle and type of the line of unit and department, and of the title.
    #[serde(skip)]
    pub head: [(f32, f32); 2],
    /// Left edge of the body.
    pub left: f32,
    /// Right edge of the body.
    pub right: f32,
    /// Type of the facts row.
    pub facts: f32,
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

const UPRIGHT_BOARD: Canvas = Canvas {
    width_mm: SHORT,
    height_mm: LONG,
    view: [0.0, 0.0, SHORT, LONG],
    landscape: false,
    office: false,
    edges: [0.0; 4],
    snug: false,
    // On the band: line boxes begin at 21 and 52 (looks/README section 2).
    head: [(34.5, 22.0), (87.0, 60.0)],
    left: UPRIGHT.left,
    right: UPRIGHT.right,
    facts: 13.0,
    facts_middle: UPRIGHT.heading_middle,
    top: 186.0,
    bottom: 802.0,
    foot: 817.0,
    cell_height: 68.0,
    strip_head: 17.4,
    strip_cells: 35.0,
    strip_height: 112.0,
};

const LYING_BOARD: Canvas = Canvas {
    landscape: true,
    left: LYING.left,
    right: LYING.right,
    facts_middle: 44.0,
    top: 66.0,
    bottom: 560.0,
    foot: 568.0,
    cell_height: 49.0,
    strip_head: 16.0,
    strip_cells: 32.0,
    strip_height: 89.0,
    ..UPRIGHT_BOARD
};

impl Canvas {
    /// The sheet that the unit wants: the same for all, so that a row of them on a wall lines up
    /// (looks/README section 2).
    pub fn of(settings: &PosterSettings) -> Self {
        let board = Self::board(settings);
        let is_office = matches!(settings.size, PosterSize::A3 | PosterSize::A4);
        if !is_office || settings.print_shop {
            return board;
        }
        if board.landscape {
            let [left, top, wide] = OFFICE_LYING;
            let tall = hundredth(wide * board.height_mm / board.width_mm);
            return Self {
                view: [left, top, wide, tall],
                office: true,
                ..board
            };
        }
        let left = hundredth((SHORT - OFFICE_SHORT) / 2.0);
        Self {
            view: [left, 0.0, hundredth(OFFICE_SHORT), OFFICE_LONG],
            office: true,
            left: OFFICE.left,
            right: OFFICE.right,
            // 18 mm of A4 above the rules and below them (looks/tables, poster-office-a4); the air
            // in the head as there, as far as a workflow of nine steps allows.
            edges: [51.0, 60.6, 779.9, 784.7],
            head: [(89.5, 14.0), (122.0, 34.0)],
            facts: 11.5,
            facts_middle: OFFICE.heading_middle,
            top: 179.5,
            bottom: 704.0,
            foot: 719.0,
            cell_height: 54.0,
            strip_head: 15.6,
            strip_cells: 29.6,
            strip_height: 95.4,
            ..board
        }
    }

    /// Whether head and foot can leave more room.
    pub fn has_air(&self) -> bool {
        self.office && !self.landscape && !self.snug
    }

    /// One that has air with a head and a foot that leave more room: for a chart that needs it.
    #[must_use]
    pub fn snug(&self) -> Self {
        Self {
            snug: true,
            edges: [28.5, 38.1, 802.4, 807.2],
            head: [(55.5, 14.0), (86.5, 32.0)],
            facts_middle: OFFICE_SNUG.heading_middle,
            top: 132.0,
            bottom: 736.0,
            foot: 748.0,
            ..self.clone()
        }
    }

    fn board(settings: &PosterSettings) -> Self {
        let (short, long) = settings.size.sides_mm();
        // What the sheet is wider than two to three, as margin on both sides.
        let wide = LONG * short / long;
        let margin = hundredth(-(wide - SHORT) / 2.0);
        let wide = hundredth(wide);
        match settings.orientation {
            Orientation::Landscape => Self {
                width_mm: long,
                height_mm: short,
                view: [0.0, margin, LONG, wide],
                ..LYING_BOARD
            },
            Orientation::Portrait => Self {
                width_mm: short,
                height_mm: long,
                view: [margin, 0.0, wide, LONG],
                ..UPRIGHT_BOARD
            },
        }
    }

    /// The room of a chart, and that of one that does not fit in it, if there is more.
    pub fn frames(&self) -> (&'static Frame, Option<&'static Frame>) {
        match (self.landscape, self.office) {
            (true, _) => (&LYING, None),
            (_, true) if self.snug => (&OFFICE_SNUG, Some(&OFFICE_WIDE)),
            (_, true) => (&OFFICE, None),
            (_, false) => (&UPRIGHT, None),
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
}

fn hundredth(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PosterSize;

    #[test]
    fn a_print_shop_gets_bands_on_any_paper() {
        let of = |print_shop| {
            let settings = PosterSettings {
                size: PosterSize::A3,
                print_shop,
                ..PosterSettings::default()
            };
            Canvas::of(&settings).office
        };
        assert_eq!([true, false].map(of), [false, true]);
    }

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
                let (full_w, full_h) = match canvas.landscape {
                    true => (900.0, 600.0),
                    false => (600.0, 900.0),
                };
                // An office sheet ends where its ink does, which keeps off its edges.
                let (left, right, foot) = match canvas.office {
                    true => (canvas.left, canvas.right, canvas.foot),
                    false => (0.0, full_w - 0.1, full_h - 0.1),
                };
                let whole = x <= left && y <= 0.0 && x + w >= right && y + h >= foot;
                assert!(whole, "{size:?} {orientation:?}");
                let unit = canvas.width_mm / w;
                assert!((unit - canvas.height_mm / h).abs() < 1e-3, "{size:?}");
            }
        }
    }
}
