//! What must be on one page.

use super::SLACK;
use crate::typeset::galley::Piece;
use crate::typeset::length::Pt;
use crate::typeset::slice::Slice;
use crate::typeset::style::Break;
use crate::typeset::table::Table;

/// Whether a piece begins on a new page.
pub(super) fn breaks_before(piece: &Piece) -> bool {
    match piece {
        Piece::Slice(slice) => slice.meta.break_before != Break::None,
        Piece::Table(table) => table.meta.break_before != Break::None,
        Piece::Foot(..) => false,
        Piece::Sheet(..) => true,
    }
}

/// The room that `pieces` need below a table on a page of one `room`, up to the next page: for those
/// that have their place on it, from there to its foot. `None` where more than lines follows, and
/// the table does not have to be with all of it.
pub(super) fn below<'p>(
    table: &Table,
    pieces: impl Iterator<Item = &'p Piece>,
    room: Pt,
) -> Option<Pt> {
    let (mut height, mut need): (Pt, Pt) = (0.0, 0.0);
    for piece in pieces.take_while(|piece| !breaks_before(piece)) {
        match piece {
            // It takes no room.
            Piece::Slice(slice) if slice.meta.overlap && slice.meta.place.is_some() => continue,
            Piece::Slice(slice) => {
                let place = slice.meta.place.filter(|_| table.with_next);
                let above = height + slice.meta.above;
                need = need.max(place.map_or(0.0, |place| room - place + above));
            }
            _ if table.with_next => {}
            _ => return None,
        }
        height += piece.height();
    }
    Some(height.max(need))
}

/// The room that `pieces` take up to the next page, where a page of one `room` has it.
pub(super) fn rest<'p>(pieces: impl Iterator<Item = &'p Piece>, room: Pt) -> Option<Pt> {
    let mut height = 0.0;
    for piece in pieces.take_while(|piece| !breaks_before(piece)) {
        height += piece.height();
        if height > room {
            return None;
        }
    }
    Some(height)
}

/// Height of a slice with all that must be on its page: the slices it keeps with, and the
/// first part of a table, whose frame keeps clear of the `half` leading below the type area.
pub(super) fn group_height<'p>(
    first: &Slice,
    rest: impl IntoIterator<Item = &'p Piece>,
    half: Pt,
) -> Pt {
    let mut height = first.height;
    let mut keep = first.keep_with_next;
    for piece in rest {
        if !keep {
            break;
        }
        match piece {
            Piece::Slice(slice) => {
                if slice.meta.break_before != Break::None {
                    break;
                }
                height += slice.meta.above + slice.meta.drop + slice.height;
                keep = slice.keep_with_next;
            }
            Piece::Table(table) => {
                height += table.meta.above + table.beginning() + half;
                break;
            }
            Piece::Foot(..) | Piece::Sheet(..) => break,
        }
    }
    height
}

/// Where a slice stands: its page, counted from the first, and where it ends there.
pub(super) struct Place {
    pub page: usize,
    pub end: Pt,
}

/// Where the slices of a part stand, as the page maker sets them on pages of one `room`; what
/// else is among them takes no room.
pub(super) fn places(pieces: &[Piece], room: Pt) -> Vec<Place> {
    let (mut page, mut y) = (0, 0.0);
    let place = |(at, piece): (usize, &Piece)| {
        if let Piece::Slice(slice) = piece {
            let group = group_height(slice, &pieces[at + 1..], 0.0);
            let wanted = if group <= room { group } else { slice.height };
            let top = |y: Pt| {
                let above = if y > 0.0 { slice.meta.above } else { 0.0 } + slice.meta.drop;
                slice.meta.place.unwrap_or(0.0).max(y + above)
            };
            if top(y) + wanted > room + SLACK && y > 0.0 {
                page += 1;
                y = 0.0;
            }
            y = top(y) + slice.height;
        }
        Place { page, end: y }
    };
    pieces.iter().enumerate().map(place).collect()
}
