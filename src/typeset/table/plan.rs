//! Where the pages of a table end.
//!
//! On the fewest pages, and those alike full; but rather than break a merged cell, or leave one row
//! of a group alone, a page ends a little earlier. The pages are planned together, as far ahead as
//! it matters: what one page leaves over, another has to take.

use super::{content_height, Table};
use crate::typeset::length::Pt;

/// What a page costs.
const PAGE: f32 = 1.0;
/// What a page costs that is left blank, by the square of its blank share.
const BLANK: f32 = 4.0;
/// What a cell broken by the page costs.
const BROKEN: f32 = 0.25;
/// What a single row of it costs beyond that, on either page.
const LONELY: f32 = 0.3;
/// What it costs beyond that to break a part of a group that has fewer rows than so many: a risk
/// point with three measures.
const SHORT: f32 = 0.3;
const FEW_ROWS: usize = 4;
/// So many pages are planned ahead.
const PAGES_AHEAD: f32 = 7.0;

/// A merged cell: its rows, and what it needs where it begins and where it goes on.
struct Merged {
    from: usize,
    to: usize,
    need: Pt,
    need_again: Pt,
}

/// The room of the pages of a table: of the one at hand, and of those that follow, without head.
pub(super) struct Room {
    pub here: Pt,
    pub further: Pt,
}

impl Table {
    /// The row before which the page best ends that begins with row `start` and could reach the
    /// row `reach`.
    pub(super) fn ending(&self, start: usize, reach: usize, room: &Room) -> usize {
        let rest = self.rows.len() - start;
        let whole = reach == self.rows.len();
        if reach <= start + 1 || whole && (rest < FEW_ROWS || self.ends_here(start, room.here)) {
            return reach;
        }
        let end = self.horizon(start, room);
        let merged = self.merged(start, end);
        // Sheets that are held side by side are as full as each other in millimetres; any other page
        // is by what it has room for.
        let page = |own: Pt| if self.with_next { room.further } else { own }.max(1.0);
        // The cost of the rows from each on, and where the first page of them ends.
        let mut best: Vec<(f32, usize)> = vec![(f32::MAX, end); end - start + 1];
        best[end - start] = (0.0, end);
        for from in (start..end).rev() {
            let room = if from == start {
                room.here
            } else {
                room.further
            };
            let reach = self.reach(from, room).clamp(from + 1, end);
            let mut height: Pt = self.rows[from..reach].iter().map(|row| row.height).sum();
            for to in (from + 1..=reach).rev() {
                let lack = lack(&merged, &self.rows, from, to);
                let taken = height + lack + self.foot_height(from, to);
                height -= self.rows[to - 1].height;
                if taken > room + 0.01 && to > from + 1 {
                    continue;
                }
                let blank = ((room - taken) / page(room)).max(0.0);
                let few = self.few(to - from);
                let own = if to < end {
                    PAGE + BLANK * blank.powi(2) + broken(&merged, from, to) + few
                } else if end < self.rows.len() {
                    // It goes on, who knows how far.
                    PAGE * (1.0 - blank)
                } else {
                    let lonely = if to - from < 2 { LONELY } else { 0.0 };
                    let below = self.below.unwrap_or(room - taken);
                    if taken + below > room + 0.01 && to > from + 1 {
                        continue;
                    }
                    let blank = ((room - taken - below) / page(room)).max(0.0);
                    PAGE + BLANK * blank.powi(2) + few.max(lonely)
                };
                let cost = own + best[to - start].0;
                if cost < best[from - start].0 {
                    best[from - start] = (cost, to);
                }
            }
        }
        best[0].1.min(reach)
    }

    /// What it costs that a page of a table that is a sheet by itself has so few rows: its pages are
    /// held side by side. Squared: two that lack one each before one that lacks two.
    fn few(&self, rows: usize) -> f32 {
        let lacking = FEW_ROWS.saturating_sub(rows).pow(2) as f32;
        SHORT * if self.with_next { lacking } else { 0.0 }
    }

    /// Whether the rows from `start` fit in `room` with what stands below the table.
    pub(super) fn ends_here(&self, start: usize, room: Pt) -> bool {
        let rows: Pt = self.rows[start..].iter().map(|row| row.height).sum();
        let foot = self.foot_height(start, self.rows.len());
        rows + foot + self.below.unwrap_or(0.0) <= room + 0.01
    }

    /// The row to which pages are planned that begin with row `start`.
    fn horizon(&self, start: usize, room: &Room) -> usize {
        let mut left = PAGES_AHEAD * room.further.max(room.here);
        let mut end = start;
        while end < self.rows.len() && left > 0.0 {
            left -= self.rows[end].height;
            end += 1;
        }
        end
    }

    /// The merged cells of the rows from `start` to `end`, those of the same rows once.
    fn merged(&self, start: usize, end: usize) -> Vec<Merged> {
        let mut merged: Vec<Merged> = Vec::new();
        let cells = (self.involved(start, end))
            .flat_map(|at| self.rows[at].cells.iter().map(move |cell| (at, cell)));
        for (from, cell) in cells.filter(|(_, cell)| cell.rows > 1) {
            let pad = 2.0 * cell.padding.1;
            let need = content_height(&cell.content) + pad;
            let need_again = content_height(&cell.continued) + pad;
            let to = from + cell.rows;
            match merged
                .iter_mut()
                .rev()
                .find(|m| (m.from, m.to) == (from, to))
            {
                Some(same) => {
                    same.need = same.need.max(need);
                    same.need_again = same.need_again.max(need_again);
                }
                None => merged.push(Merged {
                    from,
                    to,
                    need,
                    need_again,
                }),
            }
        }
        merged
    }
}

/// How much taller the rows of a page become for the cells that it breaks.
fn lack(merged: &[Merged], rows: &[super::Row], start: usize, end: usize) -> Pt {
    let is_broken = |cell: &&Merged| {
        let shown = cell.from < end && cell.to > start;
        shown && (cell.from < start || cell.to > end)
    };
    let lack = |cell: &Merged| {
        let shown = &rows[cell.from.max(start)..cell.to.min(end)];
        let have: Pt = shown.iter().map(|row| row.height).sum();
        let need = match cell.from < start {
            true => cell.need_again,
            false => cell.need,
        };
        (need - have).max(0.0)
    };
    merged.iter().filter(is_broken).map(lack).fold(0.0, Pt::max)
}

/// What it costs to end the page that begins with row `start` before row `end`, by the merged cells
/// that go on there.
fn broken(merged: &[Merged], start: usize, end: usize) -> f32 {
    let broken = || {
        merged
            .iter()
            .filter(|cell| cell.from < end && cell.to > end)
    };
    let cost = |cell: &Merged| {
        let alone = |rows: usize| if rows < 2 { LONELY } else { 0.0 };
        let part = broken().any(|other| other.from <= cell.from && other.to > cell.to)
            || broken().any(|other| other.from < cell.from && other.to >= cell.to);
        let short = part && cell.to - cell.from < FEW_ROWS;
        let short = if short { SHORT } else { 0.0 };
        BROKEN + alone(end - cell.from.max(start)) + alone(cell.to - end) + short
    };
    broken().map(cost).sum()
}
