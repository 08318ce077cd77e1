//! One line with both edges straight: squeezed or stretched in the order of CLREQ 3.2.4.

use super::prepared::{Prepared, SPACE_LEAST_EM};
use super::{Line, Measure, EPSILON, SQUEEZES};
use crate::text::Class;

/// Hanzi–Latin gaps stretch to this, in em (CLREQ 3.2.4).
const GAP_MOST_EM: f32 = 0.5;
/// Word spaces stretch to this.
const SPACE_MOST_EM: f32 = 0.5;

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
    // Squeezed blank of each class as a share of what it has; added blank by kind of place.
    let mut share = [0.0; SQUEEZES];
    let (mut space_add, mut gap_add, mut all_add) = (0.0, 0.0, 0.0);
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
        let mut lack = -excess;
        let inner = start..end - 1;
        let em = p.atoms[start].size;
        let spaces = inner
            .clone()
            .filter(|&k| p.class[k] == Class::Space)
            .count();
        let gaps = inner.clone().filter(|&k| p.gap[k] > 0.0).count();
        if spaces > 0 {
            let most = (SPACE_MOST_EM - SPACE_LEAST_EM) * em;
            space_add = (lack / spaces as f32).min(most);
            lack -= space_add * spaces as f32;
        }
        if gaps > 0 && lack > 0.0 {
            // A third of the lack at most goes to the gaps alone: a line with one gap and
            // twenty hanzi looks better when all give a little.
            let most = (GAP_MOST_EM - measure.latin_gap_em).max(0.0) * em / 2.0;
            gap_add = (lack / 3.0 / gaps as f32).min(most);
            lack -= gap_add * gaps as f32;
        }
        let places = p.places[end - 1] - p.places[start];
        if places > 0 {
            all_add = lack / places as f32;
        }
    }
    let mut x = Vec::with_capacity(end - start);
    let mut pen = left - p.start_trim(start);
    for k in start..end {
        let atom = &p.atoms[k];
        let class = p.class[k];
        let squeezed = share[p.squeeze[k].0] * p.squeeze[k].1;
        if k > start {
            pen -= p.lead_trim[k];
            if class == Class::Opening {
                pen -= squeezed;
            }
        }
        x.push(pen);
        pen += atom.advance;
        if k + 1 < end {
            pen -= p.trail_trim[k];
            pen += p.gap[k];
            if class != Class::Opening {
                pen -= squeezed;
            }
            if class == Class::Space {
                pen += space_add;
            }
            if p.gap[k] > 0.0 {
                pen += gap_add;
            }
            if p.stretches[k] {
                pen += all_add;
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
