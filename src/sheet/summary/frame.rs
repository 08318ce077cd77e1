//! Where the cells of the heat map stand, and which risk points are in each.

use crate::model::vocabulary::Factor;
use crate::model::{Risk, Unit};
use crate::sheet::geometry::Rect;

/// Where the cells stand.
pub(super) struct Frame {
    /// The room of them all, in mm.
    pub whole: Rect,
    pub columns: usize,
    pub rows: usize,
    /// The factor whose scores are the columns.
    pub across: Factor,
    /// The one whose scores are the rows.
    pub down: Factor,
}

impl Frame {
    /// The place of one, by its column and its row from the top.
    pub fn cell(&self, column: usize, row: usize) -> Rect {
        let width = self.whole.width / self.columns as f32;
        let height = self.whole.height / self.rows as f32;
        let x = self.whole.x + column as f32 * width;
        Rect::new(x, self.whole.y + row as f32 * height, width, height)
    }

    /// The risk points of one.
    pub fn risks<'t>(&self, unit: &'t Unit, column: usize, row: usize) -> Vec<&'t Risk> {
        let is_here = |risk: &&Risk| {
            let score_of = |factor| risk.factors.as_ref()?.get(factor).map(usize::from);
            let scores = [self.across, self.down].map(score_of);
            scores == [Some(column + 1), Some(self.rows - row)]
        };
        unit.risks.iter().filter(is_here).collect()
    }
}
