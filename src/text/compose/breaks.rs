//! Which break points are taken: the set with the least total cost over the paragraph.

use super::prepared::Prepared;
use super::{Atom, Measure, Pt, EPSILON};
use crate::text::Class;

/// What a line costs: nothing when it fits by itself, little when marks give way, more when
/// characters are drawn apart; `None` when it cannot be squeezed enough.
fn line_cost(p: &Prepared, i: usize, j: usize, last: bool, measure: &Measure) -> Option<f32> {
    let room = measure.width
        - if i == 0 {
            measure.first_indent
        } else {
            measure.rest_indent
        };
    let end = p.visible_end(i, j);
    let (width, squeeze) = p.line(i, end);
    let em = p.atoms[i].size;
    let excess = width - room;
    if excess > EPSILON {
        let mut left = excess;
        let mut cost = 8.0;
        for (class, &amount) in squeeze.iter().enumerate() {
            if left <= EPSILON {
                break;
            }
            if amount <= 0.0 {
                continue;
            }
            let used = amount.min(left);
            cost += 40.0 * (used / amount).powi(2) * (1.0 + class as f32 * 0.3);
            left -= used;
        }
        return (left <= EPSILON).then_some(cost);
    }
    if last {
        return Some(0.0);
    }
    if !measure.justify {
        return Some((excess / em).powi(2));
    }
    let places = p.places[end - 1] - p.places[i];
    if places == 0 {
        // Worse than any other: such a line can by no means reach the edge.
        return Some(1e6 + (excess / em).powi(2));
    }
    let each_em = -excess / em / places as f32;
    Some(10.0 * (each_em / 0.02).powi(2).min(1e4) + if each_em > 0.2 { 500.0 } else { 0.0 })
}

/// A line with both edges straight is first looked for among those that fill at least this
/// share of the measure by themselves: the others are seldom wanted and are most of the work.
const FULL_ENOUGH: f32 = 0.7;

/// The breaks of least total cost, or `None` where some stretch of text cannot be set.
pub(super) fn choose_breaks(
    p: &Prepared,
    points: &[usize],
    measure: &Measure,
) -> Option<Vec<usize>> {
    let share = if measure.justify { FULL_ENOUGH } else { 0.0 };
    let near = least_cost(p, points, measure, share);
    near.or_else(|| least_cost(p, points, measure, 0.0))
}

/// The breaks of least total cost among lines that fill that share of the measure.
fn least_cost(p: &Prepared, points: &[usize], measure: &Measure, share: f32) -> Option<Vec<usize>> {
    let n = p.atoms.len();
    let (whole, _) = p.line(0, p.visible_end(0, n));
    if whole <= measure.width - measure.first_indent + EPSILON {
        return Some(vec![n]);
    }
    let widest = measure.width - measure.first_indent.min(measure.rest_indent);
    let least = share * (measure.width - measure.first_indent.max(measure.rest_indent));
    let mut nodes = Vec::with_capacity(points.len() + 1);
    nodes.push(0);
    nodes.extend_from_slice(points);
    let mut best: Vec<Option<(f32, usize)>> = vec![None; nodes.len()];
    best[0] = Some((0.0, 0));
    for j in 1..nodes.len() {
        let last = nodes[j] == n;
        for i in (0..j).rev() {
            let (a, b) = (nodes[i], nodes[j]);
            if !last && p.width[b] - p.width[a] < least {
                continue;
            }
            let (width, squeeze) = p.line(a, p.visible_end(a, b));
            if width - squeeze.iter().sum::<Pt>() > widest + EPSILON {
                break;
            }
            let Some((before, _)) = best[i] else { continue };
            let Some(mut cost) = line_cost(p, a, b, last, measure) else {
                continue;
            };
            if last && i > 0 && lonely(&p.atoms[a..b]) {
                // No single character on a last line (CLREQ 3.2.2).
                cost += 5e3;
            }
            if best[j].is_none_or(|(old, _)| before + cost < old) {
                best[j] = Some((before + cost, i));
            }
        }
    }
    let mut ends = Vec::new();
    let mut at = nodes.len() - 1;
    while at > 0 {
        ends.push(nodes[at]);
        at = best[at]?.1;
    }
    ends.reverse();
    Some(ends)
}

fn lonely(atoms: &[Atom]) -> bool {
    atoms
        .iter()
        .filter(|a| !Class::of(a.c).is_trailing_blank())
        .count()
        <= 1
}

/// For text with a word wider than the line: fill each line as far as it goes, breaking the
/// word itself where nothing else is left.
pub(super) fn emergency_breaks(p: &Prepared, points: &[usize], measure: &Measure) -> Vec<usize> {
    let n = p.atoms.len();
    let mut ends = Vec::new();
    let mut start = 0;
    while start < n {
        let room = measure.width
            - if start == 0 {
                measure.first_indent
            } else {
                measure.rest_indent
            };
        let fits = |end: &usize| {
            let (width, squeeze) = p.line(start, p.visible_end(start, *end));
            width - squeeze.iter().sum::<Pt>() <= room + EPSILON
        };
        let by_point = points
            .iter()
            .copied()
            .filter(|&e| e > start)
            .take_while(fits)
            .last();
        let end = by_point
            .or_else(|| (start + 1..=n).take_while(fits).last())
            .unwrap_or(start + 1);
        ends.push(end);
        start = end;
    }
    ends
}
