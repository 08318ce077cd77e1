//! How many rows of a table a page has room for, with the foot that they need.

use super::Table;
use crate::typeset::length::Pt;

impl Table {
    /// The row after the last one that fits in `room` with those from `start`, and with the foot
    /// that they need.
    pub(super) fn reach(&self, start: usize, room: Pt) -> usize {
        let mut shown = self.shown(start, start);
        let mut foot = self.height_of(&self.foot_lines(&shown));
        let mut height = 0.0;
        let mut end = start;
        while let Some(row) = self.rows.get(end) {
            height += row.height;
            let mut more = false;
            for &note in &row.notes {
                more |= !std::mem::replace(&mut shown[note], true);
            }
            if more {
                foot = self.height_of(&self.foot_lines(&shown));
            }
            if height + foot > room + 0.01 {
                break;
            }
            end += 1;
        }
        end
    }

    /// Height of the foot below the rows from `start` to `end`.
    pub(super) fn foot_height(&self, start: usize, end: usize) -> Pt {
        self.height_of(&self.foot_lines(&self.shown(start, end)))
    }

    /// Which rows of the foot stand below the rows from `start` to `end`.
    pub(super) fn shown(&self, start: usize, end: usize) -> Vec<bool> {
        let mut shown: Vec<bool> = self.foot.iter().map(|foot| !foot.note).collect();
        for row in &self.rows[start..end.min(self.rows.len())] {
            row.notes.iter().for_each(|&note| shown[note] = true);
        }
        shown
    }

    /// The rows of the foot that are shown, by lines: short notes stand side by side, the first
    /// of them beside the legend. Each comes with its distance from the left.
    pub(super) fn foot_lines(&self, shown: &[bool]) -> Vec<Vec<(usize, Pt)>> {
        /// Blank between two notes.
        const BETWEEN: Pt = 12.0;
        let whole: Pt = self.columns.iter().sum();
        let mut lines: Vec<Vec<(usize, Pt)>> = Vec::new();
        let mut free_from = whole;
        for at in (0..self.foot.len()).filter(|&at| shown[at]) {
            let foot = &self.foot[at];
            match lines.last_mut() {
                Some(line) if foot.note && free_from + foot.width <= whole => {
                    line.push((at, free_from));
                }
                _ => {
                    free_from = 0.0;
                    lines.push(vec![(at, 0.0)]);
                }
            }
            free_from += foot.width + BETWEEN;
        }
        lines
    }

    fn height_of(&self, lines: &[Vec<(usize, Pt)>]) -> Pt {
        let height = |line: &Vec<(usize, Pt)>| {
            let rows = line.iter().map(|(at, _)| self.foot[*at].row.height);
            rows.fold(0.0, Pt::max)
        };
        lines.iter().map(height).sum()
    }
}
