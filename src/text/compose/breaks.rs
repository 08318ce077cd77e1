//! Which break points are taken: the set with the least total cost over the paragraph.

use super::justify::{Stretch, APART_MOST_EM};
use super::prepared::{Prepared, Sums};
use super::{Atom, GoesOn, Measure, Pt, BRACKETS, EPSILON};
use crate::text::break_points::{cuts, Cut};
use crate::text::Class;
use std::collections::VecDeque;

/// What a line costs by being there: of two ways to set a paragraph the shorter one is
/// better where its blanks are not all used up.
const A_LINE: f32 = 60.0;

/// What it costs to give up all that the marks of a line may: a little more than to draw a line of 28
/// characters apart by one.
const SQUEEZED: f32 = 40.0;

/// What it costs to squeeze brackets or stops of a line wholly, beside the rest: as much as to draw
/// a line of 28 characters apart by one.
const BRACKET: f32 = 90.0;

/// What a line costs that does not reach the edge, where one may be left so: more than any line
/// that does, less than to cut a word that people read.
const A_RAGGED_LINE: f32 = 2e4;

/// What a ragged line costs that ends inside a word, and inside one of the field: it may rather be
/// five characters short, or seven.
const A_SPLIT_WORD: f32 = 25.0;
const A_SPLIT_TERM: f32 = 50.0;
/// Inside a date, or between it and what was done then: whatever the lines look like.
const A_SPLIT_DATE: f32 = 400.0;

/// What a last line of one character costs, its marks beside: more than to draw the lines before it
/// apart a little, less than to leave one ragged.
const LONELY: f32 = 400.0;

/// Whether the atoms from `start` to `end`, the last of a longer paragraph, are one character
/// with its marks, or a number with its unit: 6个：
fn is_lonely(p: &Prepared, start: usize, end: usize) -> bool {
    /// A character between two marks; a longer line is none.
    const MOST: usize = 4;
    let line = &p.class[start..end];
    let are = |wanted: Class| line.iter().filter(|class| **class == wanted).count();
    let marks = line.iter().filter(|class| class.is_half_blank()).count();
    let characters = line.len() - marks - are(Class::Latin);
    start > 0 && line.len() <= MOST && characters <= 1 && marks < line.len()
}

/// Which lines may be chosen.
#[derive(Clone, Copy, PartialEq)]
enum Lines {
    /// With both edges straight, and full enough by themselves: the others are seldom wanted and
    /// are most of the work.
    NearlyFull,
    /// With both edges straight.
    Straight,
    /// Also such as stop short of the edge.
    Ragged,
}

/// What a line costs: nothing when it fits by itself, little when marks give way, more when
/// characters are drawn apart; `None` when it can neither be squeezed nor stretched enough.
fn line_cost(
    p: &Prepared,
    (i, j): (usize, usize),
    last: bool,
    measure: &Measure,
    lines: Lines,
) -> Option<f32> {
    let room = measure.width
        - if i == 0 {
            measure.first_indent
        } else {
            measure.rest_indent
        };
    let end = p.visible_end(i, j);
    let (width, squeeze) = p.line(i, end);
    let em = p.atoms[i].size;
    let a_line = if measure.justify { A_LINE } else { 0.0 };
    let excess = width - room;
    if excess > EPSILON {
        let mut left = excess;
        let mut cost = 8.0 + a_line;
        for (class, &amount) in squeeze.iter().enumerate() {
            if left <= EPSILON {
                break;
            }
            if amount <= 0.0 {
                continue;
            }
            let used = amount.min(left);
            // 先挤进，后推出 (CLREQ 3.1.5): blanks given up weigh less than a line more. But a comma
            // without any is seen, and a line that is drawn apart by a character is not; and rather
            // push a character down than squeeze brackets beside others that are not.
            let share = used / amount;
            cost += SQUEEZED * share.powi(2) * (1.0 + class as f32 * 0.3);
            cost += if class >= BRACKETS {
                BRACKET * share
            } else {
                0.0
            };
            left -= used;
        }
        return (left <= EPSILON).then_some(cost);
    }
    if last {
        return Some(if is_lonely(p, i, end) {
            a_line + LONELY
        } else {
            a_line
        });
    }
    if !measure.justify {
        return Some((excess / em).powi(2));
    }
    let lack = -excess;
    if lack <= EPSILON {
        return Some(a_line);
    }
    let places = p.sums[end - 1].places - p.sums[i].places;
    // Without a place this is no number, and the line no straight one.
    let each_em = lack / em / places as f32;
    if each_em > APART_MOST_EM && Stretch::of(p, i..end, lack, measure).is_none() {
        let ragged = A_RAGGED_LINE + 100.0 * (lack / em).powi(2);
        return (lines == Lines::Ragged).then_some(ragged);
    }
    let wide = if each_em > 0.2 { 500.0 } else { 0.0 };
    Some(a_line + 10.0 * (each_em / 0.02).powi(2).min(1e4) + wide)
}

/// Lines are first looked for among those that fill at least this share of the measure.
const FULL_ENOUGH: f32 = 0.7;

/// Which lines are looked at, by sums that only grow along the paragraph: where a line may begin
/// that ends at a point moves forward with that point, however many points there are.
struct Window<'p> {
    p: &'p Prepared<'p>,
    lines: Lines,
    justify: bool,
    /// The narrowest and the widest room of a line.
    room: (Pt, Pt),
    /// The largest em: blank of two at most is hidden at the ends of a line.
    em: Pt,
}

impl<'p> Window<'p> {
    fn of(p: &'p Prepared<'p>, measure: &Measure, lines: Lines) -> Self {
        let (first, rest) = (measure.first_indent, measure.rest_indent);
        Self {
            p,
            lines,
            justify: measure.justify,
            room: (
                measure.width - first.max(rest),
                measure.width - first.min(rest),
            ),
            em: p.atoms.iter().map(|atom| atom.size).fold(0.0, Pt::max),
        }
    }

    /// Whether a line of atoms `a..b` is too long however it is squeezed.
    fn too_long(&self, a: usize, b: usize) -> bool {
        self.p.sums[b].narrow - self.p.sums[a].narrow > self.room.1 + 2.0 * self.em
    }

    /// Whether a line of atoms `a..b`, not the last, is too short to be looked at.
    fn too_short(&self, a: usize, b: usize) -> bool {
        match self.lines {
            Lines::NearlyFull => self.width(a, b) < FULL_ENOUGH * self.room.0,
            Lines::Straight => self.justify && self.stops_short(a, b),
            Lines::Ragged => false,
        }
    }

    fn width(&self, a: usize, b: usize) -> Pt {
        self.p.sums[b].width - self.p.sums[a].width
    }

    /// Whether a line stops short of the edge however it is drawn apart.
    fn stops_short(&self, a: usize, b: usize) -> bool {
        let (from, to) = (&self.p.sums[a], &self.p.sums[b]);
        let within = |of: fn(&Sums) -> u32| of(to) - of(from);
        let places = within(|s| s.places) + within(|s| s.spaces) + within(|s| s.gaps);
        let give = APART_MOST_EM * self.em * places as Pt + 2.0 * self.em;
        self.width(a, b) + give < self.room.0
    }

    /// No more than what [`line_cost`] says of a line that is not the last, and cheaper to say.
    fn at_least(&self, a: usize, b: usize) -> f32 {
        let lack = (self.room.0 - self.width(a, b)) / self.em - 2.0;
        match self.justify {
            _ if lack <= 0.0 => 0.0,
            false => lack.powi(2),
            true if self.stops_short(a, b) => A_RAGGED_LINE + 100.0 * lack.powi(2),
            true => 0.0,
        }
    }
}

/// Whether all of it fits on one line as it is, so that no break is better than none.
pub(super) fn is_one_line(p: &Prepared, measure: &Measure) -> bool {
    let (whole, _) = p.line(0, p.visible_end(0, p.atoms.len()));
    whole <= measure.width - measure.first_indent + EPSILON
}

/// The breaks of least total cost, or `None` where some stretch of text cannot be set so that
/// every line but the last reaches the edge.
pub(super) fn choose_breaks(
    p: &Prepared,
    points: &[usize],
    measure: &Measure,
) -> Option<Vec<usize>> {
    let cost = |at: usize| match p.atoms.get(at).map(|atom| atom.goes_on) {
        Some(GoesOn::Word) if !measure.justify => A_SPLIT_WORD,
        Some(GoesOn::Term) if !measure.justify => A_SPLIT_TERM,
        Some(GoesOn::Date) if !measure.justify => A_SPLIT_DATE,
        _ => 0.0,
    };
    let nodes: Vec<(usize, f32)> = points.iter().map(|&at| (at, cost(at))).collect();
    straight(p, &nodes, measure)
}

fn straight(p: &Prepared, nodes: &[(usize, f32)], measure: &Measure) -> Option<Vec<usize>> {
    let near = if measure.justify {
        least_cost(p, nodes, measure, Lines::NearlyFull)
    } else {
        None
    };
    near.or_else(|| least_cost(p, nodes, measure, Lines::Straight))
}

/// For text that has no breaks of its own to set it by: those of least cost where words too may
/// be cut. First only at marks and in runs longer than any word; then a line may rather stop
/// short of the edge; a word that people read is cut only if it is wider than the line. `None`
/// where a single character is.
pub(super) fn cut_words(p: &Prepared, points: &[usize], measure: &Measure) -> Option<Vec<usize>> {
    let chars: Vec<char> = p.atoms.iter().map(|atom| atom.c).collect();
    let cuts = cuts(&chars, measure.prohibition);
    let mut points = points.iter().copied().peekable();
    let mut nodes = Vec::with_capacity(chars.len());
    for (at, cut) in cuts.into_iter().enumerate() {
        if points.next_if_eq(&at).is_some() {
            nodes.push((at, 0.0));
        } else if let Some(cut) = cut {
            let cost = match cut {
                Cut::Joint => 3e3,
                Cut::Endless => 5e3,
                Cut::Word => 1e6,
            };
            // Where lines are ragged anyway their costs are a hundredth of the others'.
            nodes.push((at, if measure.justify { cost } else { cost / 100.0 }));
        }
    }
    let kept: Vec<(usize, f32)> = nodes.iter().copied().filter(|n| n.1 < 1e4).collect();
    let kept = if measure.justify { &kept } else { &nodes };
    straight(p, kept, measure).or_else(|| least_cost(p, &nodes, measure, Lines::Ragged))
}

/// The breaks of least total cost among `nodes`, offsets with what a break there costs.
fn least_cost(
    p: &Prepared,
    nodes: &[(usize, f32)],
    measure: &Measure,
    lines: Lines,
) -> Option<Vec<usize>> {
    let n = p.atoms.len();
    if is_one_line(p, measure) {
        return Some(vec![n]);
    }
    let window = Window::of(p, measure, lines);
    let at = |node: usize| if node == 0 { 0 } else { nodes[node - 1].0 };
    // For each node, the cost of the best way there and the node before it on that way.
    let mut best: Vec<Option<(f64, usize)>> = vec![None; nodes.len() + 1];
    best[0] = Some((0.0, 0));
    let mut reached = 0;
    let mut begins = 0..0;
    // Where a line may begin, without what is no cheaper than a place behind it: from any place
    // on, the first that is left is the cheapest.
    let mut cheapest: VecDeque<(usize, f64)> = VecDeque::new();
    for j in 1..=nodes.len() {
        let (b, break_cost) = nodes[j - 1];
        // Squeezing halves a line at most: what is thrice the measure from the last place that
        // could be reached is out of reach, and so is all behind it.
        if p.line(reached, p.visible_end(reached, b)).0 > 3.0 * window.room.1 {
            return None;
        }
        let last = b == n;
        // Blanks at the end of a line do not show, however many there are.
        let shown = p.visible_end(0, b);
        while begins.start < j && window.too_long(at(begins.start), shown) {
            begins.start += 1;
        }
        while begins.end < j && (last || !window.too_short(at(begins.end), b)) {
            begins.end += 1;
        }
        if let Some((cost, _)) = best[j - 1] {
            while cheapest.back().is_some_and(|&(_, other)| other >= cost) {
                cheapest.pop_back();
            }
            cheapest.push_back((j - 1, cost));
        }
        while cheapest.front().is_some_and(|&(i, _)| i < begins.start) {
            cheapest.pop_front();
        }
        let mut from = 0;
        for i in begins.clone() {
            let Some((before, _)) = best[i] else { continue };
            let a = at(i);
            if let (false, Some((cost, _))) = (last, best[j]) {
                let least = f64::from(window.at_least(a, b) + break_cost);
                while cheapest.get(from).is_some_and(|&(k, _)| k < i) {
                    from += 1;
                }
                // The shorter the line, the more it costs by itself.
                let floor = cheapest.get(from).map_or(before, |&(_, floor)| floor);
                if floor + least > cost {
                    break;
                }
                if before + least > cost {
                    continue;
                }
            }
            let Some(mut cost) = line_cost(p, (a, b), last, measure, lines) else {
                continue;
            };
            cost += break_cost;
            if last && i > 0 && lonely(&p.atoms[a..b]) {
                // No single character on a last line (CLREQ 3.2.2).
                cost += 5e3;
            }
            let cost = before + f64::from(cost);
            if best[j].is_none_or(|(old, _)| cost <= old) {
                best[j] = Some((cost, i));
                reached = b;
            }
        }
    }
    let mut ends = Vec::new();
    let mut node = nodes.len();
    while node > 0 {
        ends.push(at(node));
        node = best[node]?.1;
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

/// For a measure narrower than one of its characters or boxes: as much on each line as fits,
/// and at least one.
pub(super) fn emergency_breaks(p: &Prepared, measure: &Measure) -> Vec<usize> {
    let n = p.atoms.len();
    let mut ends = Vec::new();
    let mut start = 0;
    while start < n {
        let indent = if start == 0 {
            measure.first_indent
        } else {
            measure.rest_indent
        };
        let fits = |end: &usize| {
            let (width, squeeze) = p.line(start, p.visible_end(start, *end));
            width - squeeze.iter().sum::<Pt>() <= measure.width - indent + EPSILON
        };
        let end = (start + 1..=n).take_while(fits).last();
        start = end.unwrap_or(start + 1);
        ends.push(start);
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Prohibition;

    /// What [`least_cost`] says, found by looking at every line between two breaks.
    fn least_of_all(
        p: &Prepared,
        nodes: &[(usize, f32)],
        measure: &Measure,
        lines: Lines,
    ) -> Option<Vec<usize>> {
        let n = p.atoms.len();
        let mut best: Vec<Option<(f64, Vec<usize>)>> = vec![Some((0.0, Vec::new()))];
        for &(b, break_cost) in nodes {
            let mut here: Option<(f64, Vec<usize>)> = None;
            for way in best.iter().flatten() {
                let a = way.1.last().copied().unwrap_or(0);
                let Some(cost) = line_cost(p, (a, b), b == n, measure, lines) else {
                    continue;
                };
                let alone = b == n && a > 0 && lonely(&p.atoms[a..b]);
                let cost = cost + break_cost + if alone { 5e3 } else { 0.0 };
                let cost = way.0 + f64::from(cost);
                if here.as_ref().is_none_or(|(old, _)| cost <= *old) {
                    here = Some((cost, [&way.1[..], &[b]].concat()));
                }
            }
            best.push(here);
        }
        best.pop()?.map(|(_, ends)| ends)
    }

    #[test]
    fn lines_that_are_not_looked_at_are_never_the_best() {
        let mut state = 0x9e37_79b9_u64;
        let mut below = |n: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) as usize % n
        };
        let pools = ["廉政风险防控，。（）", "https:/.-?=&", "字a 1，/"].map(|pool| pool.chars());
        let (mut ragged, mut cases) = (0, 0);
        for case in 0..600 {
            let pool: Vec<char> = pools[case % pools.len()].clone().collect();
            let atoms: Vec<Atom> = (0..10 + below(90))
                .map(|_| {
                    let c = pool[below(pool.len())];
                    Atom {
                        c,
                        glyph: None,
                        size: 10.0,
                        advance: if c.is_ascii() { 5.0 } else { 10.0 },
                        run: 0,
                        goes_on: Default::default(),
                    }
                })
                .collect();
            let measure = Measure {
                width: 60.0 + 10.0 * below(12) as f32,
                first_indent: 20.0,
                rest_indent: 0.0,
                justify: below(4) > 0,
                latin_gap_em: 0.25,
                prohibition: Prohibition::Basic,
            };
            let p = Prepared::new(&atoms, &measure);
            let mut nodes: Vec<(usize, f32)> = (1..atoms.len())
                .filter_map(|at| Some((at, *[0.0, 3e3, 5e3, 1e6].get(below(8))?)))
                .collect();
            nodes.push((atoms.len(), 0.0));
            for lines in [Lines::Straight, Lines::Ragged] {
                let all = least_of_all(&p, &nodes, &measure, lines);
                let (whole, _) = p.line(0, p.visible_end(0, atoms.len()));
                if whole > measure.width - measure.first_indent {
                    assert_eq!(least_cost(&p, &nodes, &measure, lines), all, "case {case}");
                    cases += usize::from(all.is_some());
                    ragged += usize::from(all.is_some() && lines == Lines::Ragged);
                }
            }
        }
        assert!(cases > 300 && ragged > 200, "{cases}, {ragged}");
    }
}
