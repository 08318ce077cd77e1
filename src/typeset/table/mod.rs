//! Tables: rows, merged cells, and the cutting of rows over pages.

mod cut;
mod paint;
mod plan;
mod rules;

use super::document::NodeId;
use super::length::{Colour, Pt};
use super::slice::{Meta, Shifted, Slice};
use super::style::Valign;

/// A table in the galley.
pub struct Table {
    /// Its place among the pages.
    pub meta: Meta,
    /// Slices shown above it on its further pages, and on its first where it begins one and the
    /// table it is joined to stands on the page before. Such as have a place stand there on all its
    /// pages but the last: they close them.
    pub repeats: Vec<Slice>,
    pub(in crate::typeset) left: Pt,
    pub(in crate::typeset) columns: Vec<Pt>,
    pub(in crate::typeset) head: Vec<Row>,
    pub(in crate::typeset) rows: Vec<Row>,
    /// What stands below the frame on every page: a legend, and those notes that a row of the
    /// page leads to.
    pub(in crate::typeset) foot: Vec<FootRow>,
    /// How high the lines are that end its last page below it, which must not be nearly empty:
    /// nothing where none follow, `None` where more than a few lines do.
    pub below: Option<Pt>,
    /// How high all is that follows up to the next page, other tables too; `None` where no page has
    /// room for it.
    pub rest: Option<Pt>,
    /// Whether its last rows are on one page with all that follows up to the next one, however much
    /// that is.
    pub with_next: bool,
    /// What each row may be higher by, to share what its page leaves blank.
    pub stretch: Pt,
    /// Whether the frame of the table above it is its upper edge.
    pub(in crate::typeset) joined: bool,
    /// What goes on from above the row at which the last part began.
    pub(in crate::typeset) above: Above,
    pub(in crate::typeset) grid: (Colour, Pt),
    pub(in crate::typeset) frame: Pt,
}

/// Rows of earlier pages with cells that reach down to a row. Kept from part to part: a class may
/// go on over thousands of pages, and none of them looks through all rows before it.
#[derive(Default)]
pub(in crate::typeset) struct Above {
    row: usize,
    reaching: Vec<usize>,
}

#[derive(Default)]
pub(in crate::typeset) struct Row {
    pub(in crate::typeset) height: Pt,
    pub(in crate::typeset) cells: Vec<Cell>,
    pub(in crate::typeset) anchors: Vec<String>,
    /// The notes in the foot that it leads to, by their places there.
    pub(in crate::typeset) notes: Vec<usize>,
}

/// A row below the frame.
pub(in crate::typeset) struct FootRow {
    pub(in crate::typeset) row: Row,
    /// Whether it is a note: one with an id stands only on pages that lead to it.
    pub(in crate::typeset) note: bool,
    /// The first row that leads to it.
    pub(in crate::typeset) first: usize,
    /// Its width where no line of it is broken.
    pub(in crate::typeset) width: Pt,
}

pub(in crate::typeset) struct Cell {
    pub(in crate::typeset) column: usize,
    pub(in crate::typeset) columns: usize,
    pub(in crate::typeset) rows: usize,
    pub(in crate::typeset) content: Vec<Slice>,
    /// The content again with （续）, for a merged cell, or a short one of a tall row, that a page
    /// breaks.
    pub(in crate::typeset) continued: Vec<Slice>,
    /// Whether it is such a short cell on a further page.
    pub(in crate::typeset) again: bool,
    pub(in crate::typeset) padding: (Pt, Pt),
    pub(in crate::typeset) valign: Valign,
    pub(in crate::typeset) fill: Option<Colour>,
    /// The line above it, where it has one of its own.
    pub(in crate::typeset) above: Option<(Colour, Pt)>,
    pub(in crate::typeset) node: NodeId,
}

/// A part of a table on one page.
pub struct Part {
    /// Height.
    pub height: Pt,
    /// What it shows, from the left of the type area and its own top.
    pub pieces: Vec<Shifted>,
    /// Ids and their distance from its top.
    pub anchors: Vec<(String, Pt)>,
    /// Row after its last.
    pub end: usize,
}

impl Table {
    /// Gives the structure nodes that it names their numbers in a larger structure.
    pub fn renumber(&mut self, number: &impl Fn(NodeId) -> NodeId) {
        let foot = self.foot.iter_mut().map(|foot| &mut foot.row);
        let rows = self.head.iter_mut().chain(&mut self.rows).chain(foot);
        for cell in rows.flat_map(|row| &mut row.cells) {
            cell.node = number(cell.node);
            let slices = cell.content.iter_mut().chain(&mut cell.continued);
            slices.for_each(|slice| slice.renumber(number));
        }
    }

    /// Number of body rows; grows when a row taller than a page is cut.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no body rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether a part from `start` goes on from the page before: with rows of its own, or as one
    /// frame with the table there. `top` says that it begins a page.
    pub fn goes_on(&self, start: usize, top: bool) -> bool {
        top && (start > 0 || self.joined)
    }

    /// Height of the repeated slices and the head.
    fn overhead(&self, goes_on: bool) -> Pt {
        let repeats: Pt = if goes_on {
            let above = above(&self.repeats);
            above.map(|s| s.meta.above + s.height).sum()
        } else {
            0.0
        };
        repeats + self.head.iter().map(|r| r.height).sum::<Pt>() + self.frame
    }

    /// What closes a page from which it goes on, each with its distance from the top of the type
    /// area.
    pub fn closing(&self) -> impl Iterator<Item = (Pt, &Slice)> {
        let placed = |slice: &Slice| slice.meta.place;
        (self.repeats.iter()).filter_map(move |slice| Some((placed(slice)?, slice)))
    }

    /// Whether slices stand above it where it goes on.
    pub fn has_lines_above(&self) -> bool {
        above(&self.repeats).next().is_some()
    }

    /// The least height that makes sense on a page: head and first row.
    pub fn least(&self, start: usize) -> Pt {
        self.overhead(self.goes_on(start, true)) + self.rows.get(start).map_or(0.0, |r| r.height)
    }

    /// Its height on one page, which it does not begin.
    pub fn whole_height(&self) -> Pt {
        let rows: Pt = self.rows.iter().map(|row| row.height).sum();
        self.overhead(false) + rows + self.foot_height(0, self.rows.len())
    }

    /// The height with which it begins well: head and two rows.
    pub fn beginning(&self) -> Pt {
        let rows = self.rows.iter().take(2);
        self.overhead(false) + rows.map(|row| row.height).sum::<Pt>()
    }

    /// Takes rows from `start` that fit in `room`: as many as end well. On a fresh page at least
    /// one row is taken: one taller than the page is cut between its lines. Gives `None` where
    /// nothing fits and the page is not fresh, or fewer than `least` rows of more do. `top` says that
    /// the part begins its page; `further` is the room of the pages after it. What a part shows is
    /// taken out of the table: none is made to be thrown away.
    pub fn part(
        &mut self,
        start: usize,
        (room, further): (Pt, Pt),
        (fresh, least): (bool, usize),
        top: bool,
    ) -> Option<Part> {
        let goes_on = self.goes_on(start, top);
        let overhead = self.overhead(goes_on);
        self.note_above(start);
        let mut end = self.reach(start, room - overhead);
        if end == start && start < self.rows.len() {
            if !fresh {
                return None;
            }
            let foot = self.foot_height(start, start + 1);
            self.cut_row(start, room - overhead - foot);
            end = start + 1;
        }
        let rows = plan::Room {
            here: room - overhead,
            further: further - self.overhead(true),
        };
        end = self.ending(start, end, &rows);
        // Merged cells may need more than the rows that stayed with them.
        while end > start + 1 && self.height(start, end, goes_on) > room + 0.01 {
            end -= 1;
        }
        if end < self.rows.len() && end - start < least {
            return None;
        }
        if self.stretch > 0.0 {
            self.stretch_rows(start, end, (room, goes_on), &rows);
        }
        Some(self.paint(start, end, goes_on))
    }

    /// Shares what a page leaves blank among its rows, from `start` to `end`. Where the next page
    /// ends the table, the rows of both take alike: they are read as one.
    fn stretch_rows(
        &mut self,
        start: usize,
        end: usize,
        (room, goes_on): (Pt, bool),
        rooms: &plan::Room,
    ) {
        let len = self.rows.len();
        let share = |blank: Pt, rows: usize| blank / rows.max(1) as Pt;
        let below = self.below.or(self.rest).unwrap_or(room);
        let last = end == len;
        let blank = room - if last { below } else { 0.0 } - self.height(start, end, goes_on);
        let mut each = share(blank, end - start);
        let mut to = end;
        if !last && self.ends_here(end, rooms.further) {
            let rest: Pt = self.rows[end..].iter().map(|row| row.height).sum();
            let taken = rest + self.foot_height(end, len) + below;
            each = each.min(share(rooms.further - taken, len - end));
            to = len;
        }
        let each = each.clamp(0.0, self.stretch);
        self.rows[start..to]
            .iter_mut()
            .for_each(|row| row.height += each);
        if to > end {
            self.stretch = 0.0;
        }
    }

    /// Height of the part from `start` to `end`.
    fn height(&self, start: usize, end: usize, goes_on: bool) -> Pt {
        let above = self.overhead(goes_on) + self.foot_height(start, end);
        let involved: Vec<usize> = self.involved(start, end).collect();
        let tops = paint::tops(&self.rows, (&involved, start), above);
        tops[tops.len() - 1]
    }

    /// Lets go of what no page from row `start` on shows.
    pub fn let_go(&mut self, start: usize) {
        let shown = self.above.row..start;
        let reaching = std::mem::take(&mut self.above.reaching);
        for row in reaching.iter().copied().chain(shown) {
            let cells = &mut self.rows[row].cells;
            if !cells.iter().any(|cell| row + cell.rows > start) {
                *cells = Vec::new();
            }
        }
        self.above.reaching = reaching;
    }

    /// Notes which rows above `start` have cells that reach down to it.
    fn note_above(&mut self, start: usize) {
        let known = std::mem::take(&mut self.above);
        let (from, reaching) = match known.row <= start {
            true => (known.row, known.reaching),
            false => (0, Vec::new()),
        };
        let reaches = |&row: &usize| self.rows[row].cells.iter().any(|c| row + c.rows > start);
        self.above = Above {
            row: start,
            reaching: (reaching.into_iter().chain(from..start))
                .filter(reaches)
                .collect(),
        };
    }

    /// The body rows that a part from `start` to `end` shows something of: those above that reach
    /// down to it, as noted, then its own.
    fn involved(&self, start: usize, end: usize) -> impl Iterator<Item = usize> + '_ {
        debug_assert_eq!(self.above.row, start);
        self.above.reaching.iter().copied().chain(start..end)
    }

    /// Cuts one row so that its first part is at most `room` high; what remains becomes the
    /// next row.
    fn cut_row(&mut self, index: usize, room: Pt) {
        let row = &mut self.rows[index];
        if row.height <= room {
            return;
        }
        let mut rest = Row {
            notes: row.notes.clone(),
            ..Row::default()
        };
        row.height = 0.0;
        let single = row.cells.iter_mut().filter(|cell| cell.rows == 1);
        for cell in single {
            let pad = 2.0 * cell.padding.1;
            let again_height = pad + content_height(&cell.continued);
            if cell.again {
                row.height = row.height.max(again_height);
            }
            let mut used = pad;
            // At least one slice, or cutting would never end.
            let mut take = 0;
            while take < cell.content.len()
                && (take == 0 || used + step(&cell.content, take) <= room)
            {
                used += step(&cell.content, take);
                take += 1;
            }
            let tail = cell.content.split_off(take);
            row.height = row.height.max(used);
            // What is short and stands on this page already is said again on the next.
            let again = tail.is_empty() && !cell.continued.is_empty();
            let tail_height = match (again, tail.is_empty()) {
                (true, _) => again_height,
                (false, true) => 0.0,
                (false, false) => pad + content_height(&tail),
            };
            rest.height = rest.height.max(tail_height);
            rest.cells.push(Cell {
                column: cell.column,
                columns: cell.columns,
                rows: 1,
                content: tail,
                continued: if again {
                    cell.continued.clone()
                } else {
                    Vec::new()
                },
                again,
                padding: cell.padding,
                valign: Valign::Top,
                fill: cell.fill,
                above: None,
                node: cell.node,
            });
            cell.valign = Valign::Top;
        }
        if rest.cells.iter().any(|c| !c.content.is_empty()) {
            // Merged cells reach over the new row too.
            let involved: Vec<usize> = self.involved(index, index + 1).collect();
            for above in involved {
                for cell in &mut self.rows[above].cells {
                    if above + cell.rows > index && cell.rows > 1 {
                        cell.rows += 1;
                    }
                }
            }
            for foot in self.foot.iter_mut().filter(|foot| foot.first > index) {
                foot.first += 1;
            }
            self.rows.insert(index + 1, rest);
        }
    }
}

impl Cell {
    fn shown(&self, continued: bool) -> &[Slice] {
        if continued || self.again {
            &self.continued
        } else {
            &self.content
        }
    }
}

fn step(content: &[Slice], k: usize) -> Pt {
    content[k].height + if k > 0 { content[k].meta.above } else { 0.0 }
}

/// Height of the slices of a cell, one below the other.
pub(in crate::typeset) fn content_height(content: &[Slice]) -> Pt {
    (0..content.len()).map(|k| step(content, k)).sum()
}

/// Those of the slices that stand above a table where it goes on.
fn above(repeats: &[Slice]) -> impl Iterator<Item = &Slice> {
    let flows = |slice: &&Slice| slice.meta.place.is_none();
    repeats.iter().filter(flows)
}
