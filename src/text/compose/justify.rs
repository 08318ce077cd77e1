//! One line with both edges straight: squeezed or stretched in the order of CLREQ 3.2.4.

use super::prepared::{Prepared, SPACE_LEAST_EM};
use super::{Line, Measure, Pt, EPSILON, SQUEEZES};
use crate::text::Class;
use std::ops::Range;

/// Hanzi–Latin gaps stretch to this, in em (CLREQ 3.2.4).
const GAP_MOST_EM: f32 = 0.5;
/// Word spaces stretch to this.
const SPACE_MOST_EM: f32 = 0.5;
/// Characters are drawn apart by this at most. With a blank of a quarter em between them (四分
/// アキ, the last step of JIS X 4051 before text comes apart) they still read as words; a line
/// that would need more keeps its natural width and ends short of the edge.
pub(super) const APART_MOST_EM: f32 = 0.25;

/// A measure of fewer characters than this is narrow: a single character that a line lacks draws the
/// others apart so that it is seen (CLREQ lets such lines end short).
const NARROW_EM: f32 = 14.0;
/// In a narrow measure characters are drawn apart by this at most, and the line ends short by the
/// rest: near enough to the edge to be read as one.
const APART_NARROW_EM: f32 = 0.08;

/// The blank that stretches a line, by kind of place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stretch {
    /// At each word space.
    space: Pt,
    /// At each hanzi–Latin gap.
    gap: Pt,
    /// At each place that may be drawn apart.
    all: Pt,
}

impl Stretch {
    /// What makes the line of these atoms wider by `lack`; `None` if it had to come apart.
    pub(super) fn of(
        p: &Prepared,
        line: Range<usize>,
        mut lack: Pt,
        measure: &Measure,
    ) -> Option<Self> {
        let em = p.atoms[line.start].size;
        let (from, to) = (&p.sums[line.start], &p.sums[line.end - 1]);
        let (spaces, gaps) = (to.spaces - from.spaces, to.gaps - from.gaps);
        let mut stretch = Self::default();
        if spaces > 0 {
            let most = (SPACE_MOST_EM - SPACE_LEAST_EM) * em;
            stretch.space = (lack / spaces as f32).min(most);
            lack -= stretch.space * spaces as f32;
        }
        if gaps > 0 && lack > 0.0 {
            // A third of the lack at most goes to the gaps alone: a line with one gap and
            // twenty hanzi looks better when all give a little.
            let most = (GAP_MOST_EM - measure.latin_gap_em).max(0.0) * em / 2.0;
            stretch.gap = (lack / 3.0 / gaps as f32).min(most);
            lack -= stretch.gap * gaps as f32;
        }
        let places = to.places - from.places;
        if places > 0 {
            stretch.all = lack / places as f32;
            lack = 0.0;
        }
        let fits = lack <= EPSILON && stretch.all <= APART_MOST_EM * em + EPSILON;
        if measure.width < NARROW_EM * em {
            stretch.all = stretch.all.min(APART_NARROW_EM * em);
        }
        fits.then_some(stretch)
    }
}

/// Places the atoms of one line.
pub(super) fn set_line(
    p: &Prepared,
    start: usize,
    end: usize,
    first: bool,
    last: bool,
    measure: &Measure,
) -> Line {
    let left = if first {
        measure.first_indent
    } else {
        measure.rest_indent
    };
    let end = p.visible_end(start, end);
    let (width, squeeze) = p.line(start, end);
    let room = measure.width - left;
    // Squeezed blank of each class as a share of what it has.
    let mut share = [0.0; SQUEEZES];
    let mut stretch = Stretch::default();
    let mut excess = width - room;
    if excess > EPSILON {
        for (class, &amount) in squeeze.iter().enumerate() {
            if amount > 0.0 && excess > 0.0 {
                let used = amount.min(excess);
                share[class] = used / amount;
                excess -= used;
            }
        }
    } else if measure.justify && !last {
        stretch = Stretch::of(p, start..end, -excess, measure).unwrap_or_default();
    }
    let mut x = Vec::with_capacity(end - start);
    let mut pen = left - p.start_trim(start);
    for k in start..end {
        let atom = &p.atoms[k];
        let class = p.class[k];
        let squeezed = share[p.own[k].squeeze.0] * p.own[k].squeeze.1;
        if k > start {
            pen -= p.own[k].lead_trim;
            if class == Class::Opening {
                pen -= squeezed;
            }
        }
        x.push(pen);
        pen += atom.advance;
        if k + 1 < end {
            pen -= p.own[k].trail_trim;
            pen += p.own[k].gap;
            if class != Class::Opening {
                pen -= squeezed;
            }
            if class == Class::Space {
                pen += stretch.space;
            }
            if p.own[k].gap > 0.0 {
                pen += stretch.gap;
            }
            if p.own[k].stretches {
                pen += stretch.all;
            }
        } else {
            pen -= p.end_trim(k);
        }
    }
    Line {
        start,
        end,
        x,
        left,
        right: pen,
    }
}
