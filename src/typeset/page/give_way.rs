//! A regulation, or a list of contents, that would end with a few lines on a page of their own:
//! the pages before give way, a line more on each. "一般每面排22行，每行排28个字，并撑满版心。
//! 特定情况可以作适当调整" (GB/T 9704 5.2.3).

use super::signed;
use super::together::{breaks_before, places};
use super::SLACK;
use crate::typeset::galley::Piece;
use crate::typeset::length::Pt;
use crate::typeset::slice::Slice;
use crate::typeset::style::Stylesheet;
use std::collections::VecDeque;

/// A last page with no more lines than these is nearly empty.
const FEW_LINES: f32 = 5.0;
/// So many lines more stand on a page of text at most; of a list of contents, which has no grid
/// to keep.
const MOST_MORE: [usize; 2] = [1, 3];
/// Of a page with tables, whose rows keep no grid either.
const MOST_MORE_BESIDE_TABLES: usize = 2;

/// Sets the parts that end so a little closer.
pub(super) fn give_way(pieces: &mut VecDeque<Piece>, style: &Stylesheet) {
    let pieces = pieces.make_contiguous();
    let mut start = 0;
    while start < pieces.len() {
        let rest = &pieces[start + 1..];
        let end = rest.iter().position(breaks_before);
        let end = end.map_or(pieces.len(), |at| start + 1 + at);
        part(&mut pieces[start..end], style);
        start = end;
    }
}

fn part(pieces: &mut [Piece], style: &Stylesheet) {
    let Some(grid) = Grid::of(pieces, style) else {
        signed::fill(pieces, style);
        return one_page(pieces, style);
    };
    let (pages, last) = filled(pieces, grid.room);
    if pages < 2 || last > FEW_LINES * grid.pitch + SLACK {
        return;
    }
    let lists = |piece: &Piece| matches!(piece, Piece::Slice(slice) if slice.leader.is_some());
    let most = MOST_MORE[usize::from(pieces.iter().any(lists))];
    for more in 1..=most {
        let share = grid.share(more);
        let (fewer, _) = filled(pieces, grid.room / share);
        if fewer < pages {
            return grid.close_up_all(pieces, share);
        }
    }
}

/// Text with tables that is a little too much for its page is set closer on that page: a department
/// does not end with the last row of a table overleaf.
fn one_page(pieces: &mut [Piece], style: &Stylesheet) {
    let is_text = |piece: &Piece| matches!(piece, Piece::Slice(_) | Piece::Table(_));
    let text: Vec<&Slice> = (pieces.iter())
        .filter_map(|piece| match piece {
            Piece::Slice(slice) => Some(slice),
            _ => None,
        })
        .collect();
    let grid = Grid::of_slices(&text, style).filter(|_| pieces.iter().all(is_text));
    let Some(grid) = grid else { return };
    let lines: Pt = text.iter().map(|slice| slice.height).sum();
    let whole: Pt = pieces.iter().map(Piece::height).sum();
    // A frame keeps clear of the leading below the type area.
    let room = grid.room - grid.half;
    let share = (1..=MOST_MORE_BESIDE_TABLES).map(|more| grid.share(more));
    let fits = |share: &f32| whole - lines * (1.0 - share) <= room;
    if let Some(share) = share.into_iter().find(fits).filter(|_| whole > room) {
        grid.close_up_all(pieces, share);
    }
}

/// The rows of a page.
struct Grid {
    /// Height of the type area, half a leading at both ends.
    room: Pt,
    /// From row to row.
    pitch: Pt,
    /// The half leading at an end of it.
    half: Pt,
}

impl Grid {
    /// The rows that a part has, if it is text on one sheet and nothing else.
    fn of(pieces: &[Piece], style: &Stylesheet) -> Option<Self> {
        let slices: Vec<&Slice> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Slice(slice) => Some(slice),
                _ => None,
            })
            .collect::<Option<_>>()?;
        Self::of_slices(&slices, style)
    }

    fn of_slices(slices: &[&Slice], style: &Stylesheet) -> Option<Self> {
        let name = &slices.first()?.meta.sheet;
        let is_text = |slice: &&Slice| slice.meta.sheet == *name && slice.meta.place.is_none();
        let sheet = style.sheets.get(&**name)?;
        let half = sheet.half_leading.as_ref()?.pt(0.0, 0.0);
        if !slices.iter().all(is_text) {
            return None;
        }
        // Most lines are of the text.
        let mut heights: Vec<Pt> = slices.iter().map(|slice| slice.height).collect();
        heights.sort_by(Pt::total_cmp);
        let pitch = heights[heights.len() / 2];
        Some(Self {
            room: sheet.body_height.pt(0.0, 0.0) + 2.0 * half,
            pitch,
            half,
        })
    }

    /// What is left of a row's pitch with so many rows more between the same two edges: the
    /// first row's head and the last row's foot stay where they are.
    fn share(&self, more: usize) -> f32 {
        let rows = (self.room / self.pitch).round() - 1.0;
        rows / (rows + more as f32)
    }

    fn close_up_all(&self, pieces: &mut [Piece], share: f32) {
        let slices = pieces.iter_mut().filter_map(|piece| match piece {
            Piece::Slice(slice) => Some(slice),
            _ => None,
        });
        slices.for_each(|slice| self.close_up(slice, share));
    }

    /// Lowers a slice to its share. Its ink stays in the middle, but for what the first row
    /// would rise above the type area.
    fn close_up(&self, slice: &mut Slice, share: f32) {
        let less = 1.0 - share;
        let up = (slice.height * less - self.pitch * less) / 2.0;
        slice.items.iter_mut().for_each(|item| item.shift(0.0, -up));
        for link in &mut slice.links {
            link.area[1] -= up;
            link.area[3] -= up;
        }
        slice.height *= share;
        slice.meta.above *= share;
        slice.meta.drop *= share;
    }
}

/// How many pages the slices fill, and how far the last.
fn filled(pieces: &[Piece], room: Pt) -> (usize, Pt) {
    let last = places(pieces, room).pop();
    last.map_or((0, 0.0), |last| (last.page + 1, last.end))
}
