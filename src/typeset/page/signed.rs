//! A document whose signature would leave a hole on the page before it: "当公文排版后所剩空白处不能容下
//! 印章或签发人签名章、成文日期时，可以采取调整行距、字距的措施解决" (GB/T 9704 7.3.5.5). The signature needs
//! two lines of the text on its page, and these leave the page before. All lines are drawn apart until
//! the last of them stands on the last row; or all are closed up until the signature fits on it.

use super::together::{places, Place};
use super::SLACK;
use crate::typeset::galley::Piece;
use crate::typeset::length::Pt;
use crate::typeset::style::Stylesheet;

/// The pitch of the lines may become so much of what it is: closer, text of 3号 reads as set solid;
/// further apart, as typed.
const PITCH: [f32; 2] = [0.87, 1.2];
/// What the eye does not see from one page to the next.
const UNSEEN: [f32; 2] = [0.95, 1.05];

/// Sets the lines of a part of a document further apart, or closer, where that is called for.
pub(super) fn fill(pieces: &mut [Piece], style: &Stylesheet) {
    let is_signature = |piece: &Piece| matches!(piece, Piece::Slice(s) if s.meta.signature);
    let Some(signature) = pieces.iter().position(is_signature) else {
        return;
    };
    let Some((room, half, pitch)) = rows(&pieces[signature], style) else {
        return;
    };
    let places = places(pieces, room);
    let page = places[signature].page;
    let Some(last) = places.iter().rposition(|place| place.page + 1 == page) else {
        return;
    };
    // What stands above the title keeps its measures, and so does the first line of a page.
    let is_title = |piece: &Piece| matches!(piece, Piece::Slice(s) if !s.meta.outline.is_empty());
    let title = pieces.iter().position(is_title).unwrap_or(1);
    let on_first = places.iter().rposition(|place| place.page == 0);
    if let Some(first) = on_first.filter(|first| title < *first) {
        let missing = room - places[first].end;
        if missing < pitch - SLACK {
            blanks(&mut pieces[title..=first], missing);
        }
    }
    let missing = room - places[last].end;
    if missing < pitch - SLACK {
        return;
    }
    let end = pieces.iter().rposition(is_signature).unwrap_or(signature);
    let before = |places: &[Place]| {
        let first = places.iter().position(|place| place.page + 1 == page)?;
        let last = places.iter().rposition(|place| place.page + 1 == page)?;
        Some((title.max(first + 1).min(last), last))
    };
    let height = |pieces: &[Piece]| -> Pt { pieces.iter().map(Piece::height).sum() };
    // All of it on this page; first, where no 版记 wants the next one anyway.
    let Some((from, _)) = before(&places) else {
        return;
    };
    let has_foot = pieces[end + 1..].iter().any(|piece| piece.foot() > 0.0);
    let closer = (missing - height(&pieces[last + 1..=end])) / height(&pieces[from..=end]);
    let [least, most] = if page == 1 { PITCH } else { UNSEEN };
    let may_close = (least..=most).contains(&(1.0 + closer));
    if may_close && !(page == 1 && has_foot) {
        return spread(&mut pieces[from..=end], closer);
    }
    // Or this page to its foot, and all at one pitch, but for what the eye does not see.
    let foot: Pt = pieces[end + 1..].iter().map(Piece::foot).sum();
    let fits = |places: &[Place]| places[end].page == page && places[end].end + foot <= room - half;
    let had_room = fits(&places);
    let above: Vec<Pt> = (pieces.iter_mut())
        .map(|piece| piece.meta_mut().above)
        .collect();
    for percent in 0..20u8 {
        let share = f32::from(percent) / 100.0;
        spread(&mut pieces[title..=end], share);
        let set = self::places(pieces, room);
        if let Some((from, last)) = before(&set) {
            let more = (room - set[last].end) / height(&pieces[from..=last]);
            let pitch = (1.0 + share) * (1.0 + more);
            if more <= UNSEEN[1] - 1.0 && pitch <= PITCH[1] {
                spread(&mut pieces[from..=end], more);
                if !had_room || fits(&self::places(pieces, room)) {
                    return;
                }
            }
        }
        for (piece, above) in pieces.iter_mut().zip(&above) {
            piece.meta_mut().above = *above;
        }
    }
    if may_close {
        return spread(&mut pieces[from..=end], closer);
    }
    // Where the 版记 would need a leaf more for that, this page alone.
    let share = missing / height(&pieces[from..=last]);
    if 1.0 + share <= PITCH[1] {
        spread(&mut pieces[from..=last], share);
    }
}

/// Shares `missing` out among the blanks above pieces: the lines of text keep their pitch, and the
/// last stands on the last row of a page whose first rows a mark took ("撑满版心", 5.2.3).
fn blanks(pieces: &mut [Piece], missing: Pt) {
    let whole: Pt = (pieces.iter_mut())
        .map(|piece| piece.meta_mut().above)
        .sum();
    if whole > 0.0 {
        for piece in pieces {
            piece.meta_mut().above *= 1.0 + missing / whole;
        }
    }
}

/// Sets pieces further apart, or closer, by a share of their heights.
fn spread(pieces: &mut [Piece], share: f32) {
    for piece in pieces {
        let more = piece.height() * share;
        piece.meta_mut().above += more;
    }
}

/// The room of a page with rows, the blank at its ends, and the height of a row; `None` where the
/// sheet of a line has none.
fn rows(line: &Piece, style: &Stylesheet) -> Option<(Pt, Pt, Pt)> {
    let Piece::Slice(line) = line else {
        return None;
    };
    let sheet = style.sheets.get(&*line.meta.sheet)?;
    let half = sheet.half_leading.as_ref()?.pt(0.0, 0.0);
    let room = sheet.body_height.pt(0.0, 0.0) + 2.0 * half;
    Some((room, half, line.height))
}
