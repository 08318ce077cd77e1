//! The six powers on the notice of grades, and the marks that say how far each is held.

use super::canvas::Canvas;
use crate::flow::{Point, Rect, TextLine};
use crate::model::{Powers, Town};
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

/// The six powers in two rows beside the block, their cells `height` mm high.
pub fn power_cells(
    town: &Town,
    fonts: &Fonts,
    canvas: &Canvas,
    powers: Option<&Powers>,
    height: f32,
    block: Rect,
) -> Vec<PowerCell> {
    const NAME_MM: f32 = 13.0;
    const WORD_MM: f32 = 12.0;
    const SIDE_MM: f32 = 7.0;
    const RADIUS_MM: f32 = 4.8;
    let left = block.right() + BESIDE_BLOCK_MM;
    let width = (canvas.right - left - 2.0 * GAP_MM) / 3.0;
    town.vocabulary
        .powers
        .iter()
        .enumerate()
        .map(|(i, &power)| {
            let x = left + (i % 3) as f32 * (width + GAP_MM);
            let y = block.y + (i / 3) as f32 * (height + GAP_MM);
            let rect = Rect::new(x, y, width, height);
            let (extent, word) = common::extent(powers, power);
            let word_x = rect.right() - SIDE_MM - fonts.width(ROLE, word) * WORD_MM;
            PowerCell {
                rect,
                name: TextLine::start(
                    fonts,
                    ROLE,
                    power.chinese(),
                    NAME_MM,
                    x + SIDE_MM,
                    rect.middle(),
                ),
                mark: powers.map(|_| {
                    let at = Point::new(word_x - RADIUS_MM - 3.6, rect.middle());
                    Mark::new(extent, at, RADIUS_MM)
                }),
                word: TextLine::start(fonts, ROLE, word, WORD_MM, word_x, rect.middle()),
            }
        })
        .collect()
}
