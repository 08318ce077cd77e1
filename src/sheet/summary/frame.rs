//! Where the cells of the heat map stand, and which risk points are in each.

use crate::model::vocabulary::Factor;
use crate::model::{Factors, Risk, Unit};

/// Where the cells stand.
pub(super) struct Frame {
    /// Left, top, width and height of them all, in mm.
    pub whole: [f64; 4],
    pub columns: usize,
    pub rows: usize,
    /// The factor whose scores are the columns.
    pub across: Factor,
    /// The one whose scores are the rows.
    pub down: Factor,
}

impl Frame {
    /// Width and height of one, in mm.
    pub fn cell_size(&self) -> [f64; 2] {
        let [_, _, w, h] = self.whole;
        [w / self.columns as f64, h / self.rows as f64]
    }

    /// Left, top, width and height of one, by its column and its row from the top.
    pub fn cell(&self, column: usize, row: usize) -> [f64; 4] {
        let [w, h] = self.cell_size();
        let [x, y, ..] = self.whole;
        [x + column as f64 * w, y + row as f64 * h, w, h]
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
