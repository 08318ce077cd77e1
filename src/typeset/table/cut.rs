//! Where a table is cut between pages.
//!
//! A page should be full, but rather than break a merged cell, or leave one row of a group
//! alone, it ends a little earlier; and where little would be left for the last page, the last
//! two share what there is.

use super::Table;
use crate::typeset::length::Pt;

/// What a cell broken by the page costs, as a share of the page left blank.
const BROKEN: f32 = 0.12;
/// What a single row of it on the first of the two pages costs beyond that.
const LONELY: f32 = 0.3;
/// What a single row of it on the further page costs: there its name is said again.
const LAST: f32 = 0.08;
/// A page is not emptied further than to this share for the sake of its end.
const LEAST_FULL: f32 = 0.6;
/// With less than this share of a page left for the last one, the last two share.
const SHORT: f32 = 0.5;

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
            let before = shown.clone();
            row.notes.iter().for_each(|&note| shown[note] = true);
            if shown != before {
                foot = self.height_of(&self.foot_lines(&shown));
            }
            if height + foot > room + 0.01 {
                break;
            }
            end += 1;
        }
        end
    }

    /// The row before which the part from `start`, that could reach `reach`, best ends.
    pub(super) fn ending(&self, start: usize, reach: usize, room: Pt) -> usize {
        if reach >= self.rows.len() || reach <= start + 1 {
            return reach;
        }
        let height = |from: usize, to: usize| -> Pt {
            self.rows[from..to].iter().map(|row| row.height).sum()
        };
        let full = height(start, reach);
        // What is left, as far as it matters.
        let mut rest = 0.0;
        for row in &self.rows[reach..] {
            rest += row.height;
            if rest >= SHORT * room {
                break;
            }
        }
        let wanted = if self.alone && rest < SHORT * room {
            (full + rest) / 2.0
        } else {
            full
        };
        let least = LEAST_FULL * wanted;
        let mut best = (f32::MAX, reach);
        let mut so_far = full;
        for end in (start + 1..=reach).rev() {
            if so_far < least {
                break;
            }
            let cost = (wanted - so_far).abs() / full + self.broken(start, end);
            if cost < best.0 {
                best = (cost, end);
            }
            so_far -= self.rows[end - 1].height;
        }
        best.1
    }

    /// What it costs to end a page before row `end`, by the merged cells that go on there.
    fn broken(&self, start: usize, end: usize) -> f32 {
        let cells = (self.involved(start, end))
            .flat_map(|at| self.rows[at].cells.iter().map(move |cell| (at, cell)));
        // Cells of the same rows break together.
        let mut broken: Vec<(usize, usize)> = cells
            .filter(|(at, cell)| at + cell.rows > end)
            .map(|(at, cell)| (at, at + cell.rows))
            .collect();
        broken.sort_unstable();
        broken.dedup();
        let cost = |&(from, to): &(usize, usize)| {
            let lonely = if end - from.max(start) < 2 {
                LONELY
            } else {
                0.0
            };
            let last = if to - end < 2 { LAST } else { 0.0 };
            BROKEN + lonely + last
        };
        broken.iter().map(cost).sum()
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

    /// The rows of the foot that are shown, by lines: short notes stand side by side. Each comes
    /// with its distance from the left.
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
                    free_from = if foot.note { 0.0 } else { whole };
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
