//! The page maker: cuts the galley into pages, numbers them, resolves references.

mod give_way;
mod laid;
mod leader;
mod number;
mod signed;
mod together;

use super::document::{Destination, Document, Item, OutlineEntry, Page, PageLabel};
use super::galley::{Galley, Piece};
use super::length::Pt;
use super::slice::{Meta, Slice};
use super::style::{Break, Numbering, Sheet, Stylesheet};
use super::svg::Drawing;
use super::table::Table;
use crate::diagnostic::{Code, Finding};
use crate::text::Fonts;
use laid::{Laid, LaidPiece};
use std::sync::Arc;
use together::{below, group_height};

/// A page of text has about so many pieces.
const PIECES: usize = 32;
/// Sums of heights may be this much over the page: rounding.
const SLACK: Pt = 0.05;
/// Lines below a table that take less than this share of a page do not stand on one without it.
const FEW: f32 = 0.3;

/// Cuts a galley into pages.
pub fn paginate(galley: Galley, style: &Stylesheet, fonts: &Fonts) -> (Document, Vec<Finding>) {
    let Galley {
        title,
        pieces,
        with,
        mut findings,
        ..
    } = galley;
    let mut maker = Maker {
        style,
        fonts,
        document: Document {
            title,
            structure: with.structure,
            ..Document::default()
        },
        at: None,
        numbering: Numbering::None,
        number: 0,
        counted: Vec::new(),
        laid: Vec::new(),
        places: Vec::new(),
        overfull: 0,
    };
    let mut pieces: std::collections::VecDeque<Piece> = pieces.into();
    give_way::give_way(&mut pieces, style);
    while let Some(piece) = pieces.pop_front() {
        match piece {
            Piece::Slice(slice) => {
                let half = maker.sheet_of(&slice.meta.sheet).half_leading;
                let half = half.map_or(0.0, |half| half.pt(0.0, 0.0));
                let group = group_height(&slice, pieces.iter(), half);
                maker.slice(slice, group);
            }
            Piece::Table(table) => {
                maker.table(*table, pieces.iter());
            }
            Piece::Foot(slices, meta) => maker.foot(slices, &meta),
            Piece::Sheet(drawing, meta, node) => maker.sheet(drawing, &meta, node),
        }
    }
    maker.finish();
    if maker.overfull > 0 {
        findings.push(Finding::placeless(
            Code::Overfull,
            format!("有 {} 处内容比一页还高，排到了版心之外", maker.overfull),
        ));
    }
    (maker.document, findings)
}

/// The page being filled.
struct At {
    sheet: Arc<str>,
    /// Left and top of the type area, as read.
    left: Pt,
    top: Pt,
    /// Height of the type area as read.
    room: Pt,
    /// What a line stands out of the type area by, above and below its characters; in `room` at
    /// both ends.
    half: Pt,
    /// Distance from the top of the type area.
    y: Pt,
}

struct Maker<'a> {
    style: &'a Stylesheet,
    fonts: &'a Fonts,
    document: Document,
    at: Option<At>,
    numbering: Numbering,
    number: usize,
    /// How far the other series have come.
    counted: Vec<(Numbering, usize)>,
    /// What stands on each page, in order.
    laid: Vec<Laid>,
    /// Ids and where they stand, in order.
    places: Vec<(String, Destination)>,
    overfull: usize,
}

impl<'a> Maker<'a> {
    fn page_index(&self) -> usize {
        self.document.pages.len().saturating_sub(1)
    }

    fn sheet_of(&self, name: &str) -> &'a Sheet {
        let sheets = &self.style.sheets;
        sheets.get(name).unwrap_or(&sheets["a4"])
    }

    /// Begins pages until the piece of `meta` stands where it wants to.
    fn arrive(&mut self, meta: &Meta) {
        let series = meta.numbering != self.numbering;
        let other_sheet = self.at.as_ref().is_none_or(|at| at.sheet != meta.sheet);
        let fresh = self.at.as_ref().is_some_and(|at| at.y == 0.0);
        let wanted = meta.break_before != Break::None && !fresh;
        if !(series || other_sheet || wanted) {
            return;
        }
        if series {
            let so_far = (self.numbering, self.number);
            self.counted.retain(|(numbering, _)| *numbering != so_far.0);
            self.counted.push(so_far);
            self.numbering = meta.numbering;
            self.number = 0;
        }
        // A new series and whatever asks for an odd page begins on the front of a leaf.
        let odd = meta.break_before == Break::Odd || (series && meta.numbering != Numbering::None);
        let mirrored = self.sheet_of(&meta.sheet).mirrored;
        if odd && mirrored && self.document.pages.len() % 2 == 1 {
            self.blank();
        }
        if series {
            self.go_on(odd && mirrored);
        }
        if self.numbering == Numbering::Sheets {
            self.number = 0;
        }
        self.new_page(&meta.sheet);
    }

    /// Takes up a series where it was left: what is attached goes on with the numbers of the
    /// document before it (GB/T 9704 7.5), and no two pages of a volume have the same. On the
    /// front of a leaf the next number is odd.
    fn go_on(&mut self, front: bool) {
        let mut counted = self.counted.iter();
        let so_far = counted.find(|(numbering, _)| *numbering == self.numbering);
        let number = so_far.map_or(0, |(_, number)| *number);
        self.number = number + usize::from(front && number % 2 == 1);
    }

    /// An empty page, counted but without its number.
    fn blank(&mut self) {
        let sheet = self.sheet_of("a4");
        if self.numbering != Numbering::None && self.number > 0 {
            self.number += 1;
        }
        let page = Page {
            width: sheet.width.pt(0.0, 0.0),
            height: sheet.height.pt(0.0, 0.0),
            ..Page::default()
        };
        self.begin(page, Laid::default());
    }

    fn begin(&mut self, page: Page, mut laid: Laid) {
        laid.pieces.reserve(PIECES);
        self.document.pages.push(page);
        self.laid.push(laid);
    }

    fn new_page(&mut self, name: &Arc<str>) {
        let sheet = self.sheet_of(name);
        let (width, height) = (sheet.width.pt(0.0, 0.0), sheet.height.pt(0.0, 0.0));
        let (body_width, body_height) = (
            sheet.body_width.pt(0.0, 0.0),
            sheet.body_height.pt(0.0, 0.0),
        );
        self.number += 1;
        let even = self.document.pages.len() % 2 == 1;
        let binding = sheet.binding.pt(0.0, 0.0);
        // The binding edge is at the right of even pages.
        let left = if sheet.mirrored && even {
            width - binding - body_width
        } else {
            binding
        };
        let top = sheet.top.pt(0.0, 0.0);
        let label = number::label(self.numbering, self.number);
        let mut page = Page {
            width,
            height,
            turned: sheet.turned,
            label: PageLabel {
                shown: !label.is_empty(),
                text: label.clone(),
            },
            ..Page::default()
        };
        let upright = [left, top, body_width, body_height];
        let at = if sheet.turned {
            // Read landscape: the left margin is the foot of the upright sheet, the top its
            // left edge (GB/T 9704 clause 8).
            (page.width, page.height) = (height, width);
            At {
                sheet: name.clone(),
                left: height - top - body_height,
                top: left,
                room: body_width,
                half: 0.0,
                y: 0.0,
            }
        } else {
            let half = sheet.half_leading.map_or(0.0, |h| h.pt(0.0, 0.0));
            At {
                sheet: name.clone(),
                left,
                top: top - half,
                room: body_height + 2.0 * half,
                half,
                y: 0.0,
            }
        };
        let mut laid = Laid::default();
        let sheets = self.numbering == Numbering::Sheets;
        if sheets || !label.is_empty() {
            let place = number::Place {
                upright,
                even: even && !sheets,
                turned: page.turned,
                paper: height,
                words: match sheets {
                    true => number::Counted::Sheet(self.number),
                    false => number::Counted::Label,
                },
            };
            laid.number = Some(place);
        }
        self.begin(page, laid);
        self.at = Some(at);
    }

    fn slice(&mut self, slice: Slice, group: Pt) {
        self.arrive(&slice.meta);
        let (room, y) = self.at.as_ref().map_or((0.0, 0.0), |at| (at.room, at.y));
        let above = if y > 0.0 { slice.meta.above } else { 0.0 } + slice.meta.drop;
        let wanted = if group <= room { group } else { slice.height };
        let placed = slice.meta.place.unwrap_or(0.0).max(y + above);
        // What stands beside others may stand out of the type area, and is on their page.
        let beside = slice.meta.overlap && slice.meta.place.is_some();
        if placed + wanted > room + SLACK && y > 0.0 && !beside {
            self.new_page(&slice.meta.sheet.clone());
        }
        let Some(at) = &mut self.at else { return };
        let above = if at.y > 0.0 { slice.meta.above } else { 0.0 } + slice.meta.drop;
        let before = at.y;
        at.y = match slice.meta.place {
            Some(place) if slice.meta.overlap => place,
            place => place.unwrap_or(0.0).max(at.y + above),
        };
        if at.y + slice.height > at.room + SLACK && !beside {
            self.overfull += 1;
        }
        let (dx, dy) = (at.left, at.top + at.y);
        // What follows goes on from where it would without.
        at.y = if beside {
            before.max(f32::EPSILON)
        } else {
            at.y + slice.height
        };
        let page_index = self.document.pages.len() - 1;
        self.place(slice.meta, dy);
        let pieces = &mut self.laid[page_index].pieces;
        pieces.push(LaidPiece::Items(slice.items, slice.links, dx, dy));
        pieces.extend(slice.leader.map(|leader| LaidPiece::Leader(leader, dy)));
    }

    fn place(&mut self, meta: Meta, y: Pt) {
        let destination = Destination {
            page: self.page_index(),
            y,
        };
        let places = meta.anchors.into_iter().map(|id| (id, destination));
        self.places.extend(places);
        let entries = meta.outline.into_iter().map(|(level, title)| OutlineEntry {
            level,
            title,
            destination,
        });
        self.document.outline.extend(entries);
    }

    /// Sets a table, before `rest`.
    fn table<'p>(&mut self, mut table: Table, rest: impl Iterator<Item = &'p Piece> + Clone) {
        let meta = table.meta.clone();
        self.arrive(&meta);
        let whole = self.at.as_ref().map_or(0.0, |at| at.room);
        let all = table.with_next;
        table.rest = together::rest(rest.clone(), whole);
        let below = below(&table, rest, whole);
        table.below = below.filter(|&below| all || below < FEW * whole);
        let closing = table.closing();
        let closing = closing.map(|(place, slice)| whole - place + slice.meta.above);
        let closing = closing.fold(0.0, Pt::max);
        // What ends its last page stands there too.
        table.below = table.below.map(|below| (below - closing).max(0.0));
        let mut start = 0;
        let mut first = true;
        while first || start < table.len() {
            let Some(at) = &self.at else { return };
            let fresh = at.y == 0.0;
            // A frame has no blank of its own that may stand out of the type area, as lines have.
            let lines_first = table.goes_on(start, fresh) && table.has_lines_above();
            let above = match (fresh, lines_first) {
                (false, _) => meta.above,
                (true, true) => 0.0,
                (true, false) => at.half,
            };
            let room = at.room - at.half - at.y - above - closing;
            // A heading above that already moved here with the table leaves no fresh page,
            // yet nothing would be gained by turning over again.
            let alone = fresh || table.least(start) > at.room - 2.0 * at.half;
            let further = at.room - 2.0 * at.half - closing;
            // One row alone at the foot of a page, and the rest overleaf, reads as a mistake.
            let rows = if first && at.y > at.room / 2.0 { 2 } else { 1 };
            let Some(part) = table.part(start, (room, further), (alone, rows), fresh) else {
                self.new_page(&meta.sheet);
                continue;
            };
            let Some(at) = &mut self.at else { return };
            at.y += above;
            let (dx, top) = (at.left, at.top);
            let dy = top + at.y;
            at.y += part.height;
            if at.y > at.room + SLACK {
                self.overfull += 1;
            }
            if first {
                self.place(meta.clone(), dy);
            }
            let page = self.page_index();
            let places = part.anchors.into_iter().map(|(id, y)| {
                let y = dy + y;
                (id, Destination { page, y })
            });
            self.places.extend(places);
            let pieces = &mut self.laid[page].pieces;
            pieces.push(LaidPiece::Part(part.pieces, dx, dy));
            if part.end < table.len() {
                let closing = table.closing();
                pieces.extend(closing.map(|(place, slice)| {
                    LaidPiece::Items(slice.items.clone(), Vec::new(), dx, top + place)
                }));
            }
            start = part.end;
            table.let_go(start);
            first = false;
            if start < table.len() {
                self.new_page(&meta.sheet);
            }
        }
    }

    /// 版记: at the foot of the type area of an even page, its last rule on the edge. Where the
    /// text leaves no even page with room, a blank one goes before, and neither it nor the page
    /// of the 版记 has a number (GB/T 9704 7.4.1, 7.5).
    fn foot(&mut self, slices: Vec<Slice>, meta: &Meta) {
        self.arrive(meta);
        let gap = |slice: &Slice| slice.meta.above + slice.meta.drop;
        let height: Pt = slices.iter().map(|s| gap(s) + s.height).sum();
        let sheet = self.sheet_of(&meta.sheet);
        let half = sheet.half_leading.map_or(0.0, |h| h.pt(0.0, 0.0));
        let Some(at) = &self.at else { return };
        let even = !sheet.mirrored || self.document.pages.len().is_multiple_of(2);
        let fits = at.y + height <= at.room - half + SLACK;
        if even && !fits && sheet.mirrored {
            self.blank();
            let numbering = std::mem::replace(&mut self.numbering, Numbering::None);
            self.new_page(&meta.sheet);
            self.numbering = numbering;
        } else if !(even && fits) {
            self.new_page(&meta.sheet);
        }
        if let Some(at) = &mut self.at {
            at.y = (at.room - half - height).max(0.0);
        }
        for mut slice in slices {
            slice.meta = Meta {
                break_before: Break::None,
                place: None,
                ..slice.meta
            };
            let group = slice.height;
            self.slice(slice, group);
        }
    }

    /// A page of the drawing's own size.
    fn sheet(&mut self, drawing: Drawing, meta: &Meta, node: super::document::NodeId) {
        let page = Page {
            width: drawing.width,
            height: drawing.height,
            ..Page::default()
        };
        let all = [vec![Item::Begin(node)], drawing.items, vec![Item::End]];
        let laid = Laid {
            pieces: all
                .map(|items| LaidPiece::Items(items, Vec::new(), 0.0, 0.0))
                .into(),
            number: None,
        };
        self.begin(page, laid);
        self.at = None;
        self.place(meta.clone(), 0.0);
    }
}
