//! Where the cells of the heat map stand, and which risk points are in each.

use crate::model::vocabulary::Factor;
use crate::model::{Factors, Risk, Unit};
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
        let at = |factors: &Factors| {
            let score_of = |factor| factors.get(factor).map(usize::from);
            score_of(self.down) == Some(self.rows - row)
                && score_of(self.across) == Some(column + 1)
        };
        let risks = unit.risks.iter();
        risks
            .filter(|r| r.factors.as_ref().is_some_and(|f| at(f)))
            .collect()
    }
}
