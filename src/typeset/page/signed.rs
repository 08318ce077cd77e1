//! A document whose signature would leave a hole on the page before it: "当公文排版后所剩空白处不能容下
//! 印章或签发人签名章、成文日期时，可以采取调整行距、字距的措施解决" (GB/T 9704 7.3.5.5). The signature needs
//! two lines of the text on its page, and these leave the page before. Its lines are drawn apart until
//! the last of them stands on the last row; or all are closed up until the signature fits on it.

use super::together::places;
use super::SLACK;
use crate::typeset::galley::Piece;
use crate::typeset::length::Pt;
use crate::typeset::style::Stylesheet;

/// The pitch of the lines may become so much of what it is: closer, text of 3号 reads as set solid;
/// further apart, as typed.
const PITCH: [f32; 2] = [0.87, 1.2];

/// Sets the lines of a part of a document further apart, or closer, where that is called for.
pub(super) fn fill(pieces: &mut [Piece], style: &Stylesheet) {
    let is_signature = |piece: &Piece| matches!(piece, Piece::Slice(s) if s.meta.signature);
    let Some(signature) = pieces.iter().position(is_signature) else {
        return;
    };
    let Some((room, pitch)) = rows(&pieces[signature], style) else {
        return;
    };
    let places = places(pieces, room);
    let page = places[signature].page;
    let Some(last) = places.iter().rposition(|place| place.page + 1 == page) else {
        return;
    };
    let missing = room - places[last].end;
    if missing < pitch - SLACK {
        return;
    }
    // What stands above the title keeps its measures, and so does the first line of a page.
    let first = places.iter().position(|place| place.page + 1 == page);
    let first = first.unwrap_or(last);
    let is_title = |piece: &Piece| matches!(piece, Piece::Slice(s) if !s.meta.outline.is_empty());
    let title = pieces[first..=last].iter().position(is_title);
    let from = first + title.unwrap_or(1);
    let end = pieces.iter().rposition(is_signature).unwrap_or(signature);
    let height = |pieces: &[Piece]| -> Pt { pieces.iter().map(Piece::height).sum() };
    let ways = [
        // All of it on this page, or this page to its foot.
        (end, missing - height(&pieces[last + 1..=end])),
        (last, missing),
    ];
    for (to, left) in ways {
        let Some(lines) = pieces.get_mut(from..=to) else {
            continue;
        };
        let share = left / height(lines);
        if !(PITCH[0]..=PITCH[1]).contains(&(1.0 + share)) {
            continue;
        }
        for piece in lines {
            let more = piece.height() * share;
            piece.meta_mut().above += more;
        }
        return;
    }
}

/// The room of a page with rows, and the height of one; `None` where the sheet of a line has none.
fn rows(line: &Piece, style: &Stylesheet) -> Option<(Pt, Pt)> {
    let Piece::Slice(line) = line else {
        return None;
    };
    let sheet = style.sheets.get(&*line.meta.sheet)?;
    let half = sheet.half_leading.as_ref()?.pt(0.0, 0.0);
    Some((sheet.body_height.pt(0.0, 0.0) + 2.0 * half, line.height))
}
