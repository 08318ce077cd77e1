//! The powers on the notice of grades, and the marks that say how far each is held.

use super::canvas::Canvas;
use super::SMALLEST_MM;
use crate::flow::{Point, Rect, TextLine};
use crate::model::{Powers, Unit};
use crate::text::{FontRole, Fonts};
use crate::view::common;
use serde::Serialize;

/// A power with its extent.
#[derive(Debug, Clone, Serialize)]
pub struct PowerCell {
    /// Its ground.
    pub rect: Rect,
    /// 财务管理.
    pub name: TextLine,
    /// How far; no mark where it is not known.
    pub mark: Option<Mark>,
    /// The same in a word.
    pub word: TextLine,
}

/// A full, half or empty circle: how far a power is held.
#[derive(Debug, Clone, Serialize)]
pub struct Mark {
    /// `full`, `part` or `none`.
    pub extent: &'static str,
    /// Its middle.
    pub at: Point,
    /// Its radius, in mm.
    pub radius: f32,
    /// The left half as SVG path data.
    pub half: String,
}

impl Mark {
    /// The mark of an extent, by its key.
    pub fn new(extent: &'static str, at: Point, radius: f32) -> Self {
        let n = |mm: f32| (f64::from(mm) * 100.0).round() / 100.0;
        let (x, r) = (n(at.x), n(radius));
        let half = format!(
            "M{x} {}A{r} {r} 0 0 0 {x} {}Z",
            n(at.y - radius),
            n(at.y + radius)
        );
        Self {
            extent,
            at,
            radius,
            half,
        }
    }
}

const ROLE: FontRole = FontRole::Hei;
/// Between two cells, in mm.
pub const GAP_MM: f32 = 6.0;
/// Between the block of the grade and what stands beside it, in mm.
pub const BESIDE_BLOCK_MM: f32 = 12.0;

/// So many powers at most stand three in a row.
const FEW: usize = 6;
/// A cell is at least so wide where name and extent share a line, in mm.
const ONE_LINE_MM: f32 = 112.0;

/// How the cells of the powers stand beside the block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PowerGrid {
    left: f32,
    width: f32,
    height: f32,
    columns: usize,
    rows: usize,
    /// Whether the name stands above the mark, for want of width.
    stacked: bool,
}

const WORD_MM: f32 = 12.0;
const SIDE_MM: f32 = 7.0;
const RADIUS_MM: f32 = 4.8;
/// From the mark to its word.
const BESIDE_MARK_MM: f32 = 3.6;

/// What a cell leaves for the name: beside mark and word, or the whole line above them.
fn name_room(width: f32, stacked: bool) -> f32 {
    // 全部 and 部分 have two characters.
    let beside = 2.0 * SIDE_MM + 2.0 * RADIUS_MM + BESIDE_MARK_MM + 2.0 * WORD_MM;
    if stacked {
        width - 4.0
    } else {
        width - SIDE_MM - beside
    }
}

impl PowerGrid {
    /// For `count` powers beside a block that ends at `left`; cells of one line are `height` mm
    /// high. Six at most stand three in a row; more in two rows of one line where the sheet is
    /// wide enough, else four in a row or more, the name above the mark. Where the longest name,
    /// so many ems wide, does not fit, the cells grow wider.
    pub fn of(count: usize, longest_em: f32, canvas: &Canvas, left: f32, height: f32) -> Self {
        const STACKED_MM: f32 = 38.0;
        const LOW_STACKED_MM: f32 = 34.0;
        let left = left + BESIDE_BLOCK_MM;
        let room = canvas.right - left;
        let wide = |columns: usize| (room - (columns - 1) as f32 * GAP_MM) / columns as f32;
        let halves = count.div_ceil(2);
        let usual = if count <= FEW {
            (3, false)
        } else if wide(halves) >= ONE_LINE_MM {
            (halves, false)
        } else {
            (count.div_ceil(3).clamp(4, 6), true)
        };
        let widest = [usual]
            .into_iter()
            .chain((1..=usual.0.min(4)).rev().map(|columns| (columns, true)));
        let fits = |&(columns, stacked): &(usize, bool)| {
            name_room(wide(columns), stacked) >= longest_em * SMALLEST_MM
        };
        let (columns, stacked) = widest.clone().find(fits).unwrap_or((1, true));
        let rows = count.div_ceil(columns).max(1);
        let height = match (stacked, rows) {
            (false, _) => height,
            (true, ..=2) => STACKED_MM,
            (true, _) => LOW_STACKED_MM,
        };
        Self {
            left,
            width: wide(columns),
            height,
            columns,
            rows,
            stacked,
        }
    }

    /// From the first row's top to the last row's foot, in mm.
    pub fn whole_height(&self) -> f32 {
        self.rows as f32 * (self.height + GAP_MM) - GAP_MM
    }

    fn cell(&self, index: usize, top: f32) -> Rect {
        let x = self.left + (index % self.columns) as f32 * (self.width + GAP_MM);
        let y = top + (index / self.columns) as f32 * (self.height + GAP_MM);
        Rect::new(x, y, self.width, self.height)
    }
}

/// How wide the longest name of a power is, in ems.
pub fn longest_name(unit: &Unit, fonts: &Fonts) -> f32 {
    let powers = unit.vocabulary.powers.iter();
    powers
        .map(|power| fonts.width(ROLE, power.chinese()))
        .fold(0.0, f32::max)
}

/// The powers, from `top` down.
pub fn power_cells(
    unit: &Unit,
    fonts: &Fonts,
    grid: &PowerGrid,
    powers: Option<&Powers>,
    top: f32,
) -> Vec<PowerCell> {
    const NAME_MM: f32 = 13.0;
    unit.vocabulary
        .powers
        .iter()
        .enumerate()
        .map(|(i, &power)| {
            let rect = grid.cell(i, top);
            let (extent, word) = common::extent(powers, power);
            let name = power.chinese();
            let word_width = fonts.width(ROLE, word) * WORD_MM;
            let mark_width = 2.0 * RADIUS_MM + BESIDE_MARK_MM;
            let room = name_room(rect.width, grid.stacked);
            let size = (room / fonts.width(ROLE, name).max(1.0)).clamp(SMALLEST_MM, NAME_MM);
            let (centre, quarter) = (rect.x + rect.width / 2.0, rect.height / 4.0);
            let (name, word_x, y) = if grid.stacked {
                let middle = rect.middle() - quarter + 1.0;
                let x = centre - (mark_width + word_width) / 2.0 + mark_width;
                let name = TextLine::centred(fonts, ROLE, name, size, centre, middle);
                (name, x, rect.middle() + quarter - 1.0)
            } else {
                let x = rect.right() - SIDE_MM - word_width;
                let middle = rect.middle();
                let name = TextLine::start(fonts, ROLE, name, size, rect.x + SIDE_MM, middle);
                (name, x, middle)
            };
            PowerCell {
                rect,
                name,
                mark: powers.map(|_| {
                    let at = Point::new(word_x - RADIUS_MM - BESIDE_MARK_MM, y);
                    Mark::new(extent, at, RADIUS_MM)
                }),
                word: TextLine::start(fonts, ROLE, word, WORD_MM, word_x, y),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Orientation, PosterSettings};

    #[test]
    fn cells_of_any_number_of_powers_stay_apart_and_on_the_sheet() {
        for orientation in [Orientation::Portrait, Orientation::Landscape] {
            let canvas = Canvas::of(&PosterSettings {
                orientation,
                ..PosterSettings::default()
            });
            for count in 0..=18 {
                let grid = PowerGrid::of(count, 4.0, &canvas, canvas.left + 158.0, 28.0);
                let cells: Vec<Rect> = (0..count).map(|i| grid.cell(i, 0.0)).collect();
                for (i, cell) in cells.iter().enumerate() {
                    assert!(cell.right() <= canvas.right + 0.1, "{count} {i}");
                    assert!(cell.bottom() <= grid.whole_height() + 0.1, "{count} {i}");
                    let apart = |other: &Rect| other.y >= cell.bottom() || other.x >= cell.right();
                    assert!(cells[i + 1..].iter().all(apart), "{count} {i}");
                }
            }
        }
    }

    #[test]
    fn a_long_name_gets_a_wider_cell() {
        for orientation in [Orientation::Portrait, Orientation::Landscape] {
            let canvas = Canvas::of(&PosterSettings {
                orientation,
                ..PosterSettings::default()
            });
            for count in 1..=12 {
                for longest in 2..=20 {
                    let longest = longest as f32;
                    let grid = PowerGrid::of(count, longest, &canvas, canvas.left + 158.0, 28.0);
                    let room = name_room(grid.width, grid.stacked);
                    assert!(room >= longest * SMALLEST_MM, "{count} {longest}: {room}");
                }
            }
        }
    }
}
