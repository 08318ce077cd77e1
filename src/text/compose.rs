//! The Chinese line filler: a paragraph's characters into lines with both edges straight.
//!
//! Breaks are chosen for the whole paragraph at once (the set with the least total cost),
//! then each line is squeezed or stretched in the order of CLREQ 3.2.4: the blanks of
//! word spaces, brackets, pause marks, hanzi–Latin gaps and stops give way; what is too
//! short is stretched at word spaces, at hanzi–Latin gaps, then between all characters.
//! Marks that meet share their blanks, a mark at a line end and an opening bracket at a line
//! start lose their outer half (GB/T 15834 5.1.10).

use super::break_points::break_points;
use super::font::shared_blank;
use super::{Class, Glyph, Prohibition};

/// A length in points, 1/72 inch.
pub type Pt = f32;

/// Stands for an inline box in a paragraph's text.
pub const BOX: char = '\u{fffc}';

/// One character or box of a paragraph, measured.
#[derive(Debug, Clone, Copy)]
pub struct Atom {
    /// The character; [`BOX`] for a box.
    pub c: char,
    /// Its glyph; `None` for a box.
    pub glyph: Option<Glyph>,
    /// Its em.
    pub size: Pt,
    /// Its whole width before any squeezing, tracking included.
    pub advance: Pt,
    /// The caller's number for its run (colour, link, structure).
    pub run: u32,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    /// Width of the lines.
    pub width: Pt,
    /// Blank at the left of the first line.
    pub first_indent: Pt,
    /// Blank at the left of the other lines.
    pub rest_indent: Pt,
    /// Whether both edges are straight.
    pub justify: bool,
    /// Gap between hanzi and Latin, in em.
    pub latin_gap_em: f32,
    /// What may not start or end a line.
    pub prohibition: Prohibition,
}

/// One composed line.
#[derive(Debug, Clone)]
pub struct Line {
    /// First atom.
    pub start: usize,
    /// Atom after the last; blanks at the end are not part of the line.
    pub end: usize,
    /// Left of each atom's box, from the left of the measure. An opening bracket whose blank
    /// was trimmed has its box begin before the visible line.
    pub x: Vec<Pt>,
    /// Where the visible line begins.
    pub left: Pt,
    /// Where the visible line ends.
    pub right: Pt,
}

/// Hanzi–Latin gaps squeeze to this and stretch to that, in em (CLREQ 3.2.4).
const GAP_LEAST_EM: f32 = 0.125;
const GAP_MOST_EM: f32 = 0.5;
/// Word spaces squeeze to this and stretch to that.
const SPACE_LEAST_EM: f32 = 0.25;
const SPACE_MOST_EM: f32 = 0.5;
/// Number of squeeze classes: word space, bracket, pause mark, gap, stop.
const SQUEEZES: usize = 5;
/// Lines may be this much too wide without being squeezed: rounding of sums.
const EPSILON: Pt = 1e-3;

/// A paragraph prepared for breaking: widths as running sums.
struct Prepared<'a> {
    atoms: &'a [Atom],
    /// Blank taken from the left of an atom because of the one before it.
    lead_trim: Vec<Pt>,
    /// Blank taken from the right of an atom because of the one after it.
    trail_trim: Vec<Pt>,
    /// Gap or nothing after an atom.
    gap: Vec<Pt>,
    /// What may be squeezed at an atom, and in which class.
    squeeze: Vec<(usize, Pt)>,
    /// Whether the place after an atom may be stretched.
    stretches: Vec<bool>,
    /// Running sums over the atoms before index k: natural width, squeeze by class, stretches.
    width: Vec<Pt>,
    squeezes: Vec<[Pt; SQUEEZES]>,
    places: Vec<u32>,
}

impl<'a> Prepared<'a> {
    fn new(atoms: &'a [Atom], measure: &Measure) -> Self {
        let n = atoms.len();
        let class: Vec<Class> = atoms.iter().map(|a| Class::of(a.c)).collect();
        let mut p = Self {
            atoms,
            lead_trim: vec![0.0; n],
            trail_trim: vec![0.0; n],
            gap: vec![0.0; n],
            squeeze: vec![(0, 0.0); n],
            stretches: vec![false; n],
            width: vec![0.0; n + 1],
            squeezes: vec![[0.0; SQUEEZES]; n + 1],
            places: vec![0; n + 1],
        };
        for i in 1..n {
            let (before, after) = (class[i - 1], class[i]);
            let blank = shared_blank(before, after);
            if blank > 0.0 {
                // The blank of the smaller size is the one that shows.
                let blank = blank * atoms[i - 1].size.min(atoms[i].size);
                if after == Class::Opening {
                    p.lead_trim[i] = blank;
                } else {
                    p.trail_trim[i - 1] = blank;
                }
            }
            if meets_latin(before, after) && atoms[i - 1].c != BOX && atoms[i].c != BOX {
                p.gap[i - 1] = measure.latin_gap_em * atoms[i - 1].size.min(atoms[i].size);
            }
        }
        for i in 0..n {
            let Atom {
                size, advance, c, ..
            } = atoms[i];
            p.squeeze[i] = match class[i] {
                Class::Space => (0, (advance - SPACE_LEAST_EM * size).max(0.0)),
                Class::Opening => (1, size / 2.0 - p.lead_trim[i]),
                Class::Closing => (1, size / 2.0 - p.trail_trim[i]),
                Class::Pause => (2, size / 2.0 - p.trail_trim[i]),
                Class::Stop => (4, size / 2.0 - p.trail_trim[i]),
                _ if p.gap[i] > 0.0 => (3, (p.gap[i] - GAP_LEAST_EM * size).max(0.0)),
                _ => (0, 0.0),
            };
            let next = class.get(i + 1).copied();
            p.stretches[i] = match (class[i], next) {
                (_, None) => false,
                (Class::Dash, Some(Class::Dash)) => false,
                (Class::Latin | Class::Slash | Class::Connector, Some(Class::Latin)) => false,
                (Class::Latin, Some(Class::Slash | Class::Connector)) => false,
                (Class::Latin, Some(Class::Dash)) | (Class::Dash, Some(Class::Latin)) => false,
                // The blank of 第一条　 is part of a label and keeps its width.
                (Class::FullSpace, _) | (_, Some(Class::FullSpace)) => false,
                _ => c != '\n',
            };
            p.width[i + 1] = p.width[i] + advance - p.lead_trim[i] - p.trail_trim[i] + p.gap[i];
            p.squeezes[i + 1] = p.squeezes[i];
            p.squeezes[i + 1][p.squeeze[i].0] += p.squeeze[i].1;
            p.places[i + 1] = p.places[i] + u32::from(p.stretches[i]);
        }
        p
    }

    /// Blank at the left of a line that begins with atom `i`.
    fn start_trim(&self, i: usize) -> Pt {
        let atom = &self.atoms[i];
        if Class::of(atom.c) == Class::Opening {
            atom.size / 2.0
        } else {
            0.0
        }
    }

    /// Blank at the right of a line that ends with atom `i`.
    fn end_trim(&self, i: usize) -> Pt {
        let atom = &self.atoms[i];
        if Class::of(atom.c).is_trailing_blank() {
            atom.size / 2.0
        } else {
            0.0
        }
    }

    /// Visible width of atoms `i..j` as a line, and what can be squeezed of it by class.
    fn line(&self, i: usize, j: usize) -> (Pt, [Pt; SQUEEZES]) {
        let last = j - 1;
        let mut width = self.width[j] - self.width[i] - self.gap[last];
        width -= self.start_trim(i) - self.lead_trim[i];
        width -= self.end_trim(last) - self.trail_trim[last];
        let mut squeeze = self.squeezes[j];
        for (class, amount) in squeeze.iter_mut().enumerate() {
            *amount -= self.squeezes[i][class];
        }
        if Class::of(self.atoms[i].c) == Class::Opening {
            squeeze[self.squeeze[i].0] -= self.squeeze[i].1;
        }
        let tail = Class::of(self.atoms[last].c);
        if (tail.is_trailing_blank() || self.gap[last] > 0.0) && last > i {
            squeeze[self.squeeze[last].0] -= self.squeeze[last].1;
        }
        (width, squeeze)
    }

    /// The last atom of a line that would end at break point `j`: blanks there do not show.
    fn visible_end(&self, i: usize, mut j: usize) -> usize {
        while j > i + 1 && matches!(Class::of(self.atoms[j - 1].c), Class::Space) {
            j -= 1;
        }
        j
    }
}

fn meets_latin(a: Class, b: Class) -> bool {
    matches!(
        (a, b),
        (Class::Han, Class::Latin) | (Class::Latin, Class::Han)
    )
}

/// Breaks and sets a paragraph. Forced breaks are `\n` atoms. Returns no line for no atoms.
pub fn compose(atoms: &[Atom], measure: &Measure) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for segment in atoms.split_inclusive(|a| a.c == '\n') {
        let text = segment.strip_suffix_newline();
        let mut m = *measure;
        if start > 0 {
            // A line after a forced break is no first line.
            m.first_indent = m.rest_indent;
        }
        if !text.is_empty() {
            for mut line in compose_segment(text, &m) {
                line.start += start;
                line.end += start;
                lines.push(line);
            }
        }
        start += segment.len();
    }
    lines
}

trait StripNewline {
    fn strip_suffix_newline(&self) -> &Self;
}
impl StripNewline for [Atom] {
    fn strip_suffix_newline(&self) -> &Self {
        match self {
            [rest @ .., last] if last.c == '\n' => rest,
            all => all,
        }
    }
}

fn compose_segment(atoms: &[Atom], measure: &Measure) -> Vec<Line> {
    let text: String = atoms.iter().map(|a| a.c).collect();
    let p = Prepared::new(atoms, measure);
    let points = break_points(&text, measure.prohibition);
    let ends = choose_breaks(&p, &points, measure)
        .unwrap_or_else(|| emergency_breaks(&p, &points, measure));
    let mut lines = Vec::with_capacity(ends.len());
    let mut start = 0;
    for (k, &end) in ends.iter().enumerate() {
        let last = k + 1 == ends.len();
        lines.push(set_line(&p, start, end, k == 0, last, measure));
        start = end;
    }
    lines
}

/// What a line costs by being there: of two ways to set a paragraph the shorter one is
/// better where its blanks are not all used up.
const A_LINE: f32 = 60.0;

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
            // 先挤进，后推出 (CLREQ 3.1.5): whole blanks given up weigh less than a line more.
            cost += 16.0 * (used / amount).powi(2) * (1.0 + class as f32 * 0.3);
            left -= used;
        }
        return (left <= EPSILON).then_some(cost);
    }
    if last {
        return Some(a_line);
    }
    if !measure.justify {
        return Some((excess / em).powi(2));
    }
    let places = p.places[end - 1] - p.places[i];
    if places == 0 {
        return Some(1e4 + (excess / em).powi(2));
    }
    let each_em = -excess / em / places as f32;
    let wide = if each_em > 0.2 { 500.0 } else { 0.0 };
    Some(a_line + 10.0 * (each_em / 0.02).powi(2).min(1e4) + wide)
}

/// The breaks of least total cost, or `None` where some stretch of text cannot be set.
fn choose_breaks(p: &Prepared, points: &[usize], measure: &Measure) -> Option<Vec<usize>> {
    let n = p.atoms.len();
    let (whole, _) = p.line(0, p.visible_end(0, n));
    if whole <= measure.width - measure.first_indent + EPSILON {
        return Some(vec![n]);
    }
    let widest = measure.width - measure.first_indent.min(measure.rest_indent);
    let mut nodes = Vec::with_capacity(points.len() + 1);
    nodes.push(0);
    nodes.extend_from_slice(points);
    let mut best: Vec<Option<(f32, usize)>> = vec![None; nodes.len()];
    best[0] = Some((0.0, 0));
    for j in 1..nodes.len() {
        let last = nodes[j] == n;
        for i in (0..j).rev() {
            let (a, b) = (nodes[i], nodes[j]);
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
fn emergency_breaks(p: &Prepared, points: &[usize], measure: &Measure) -> Vec<usize> {
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

/// Places the atoms of one line.
fn set_line(
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
            .filter(|&k| Class::of(p.atoms[k].c) == Class::Space)
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
        let class = Class::of(atom.c);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{FontRole, Fonts};

    fn atoms(fonts: &Fonts, text: &str) -> Vec<Atom> {
        text.chars()
            .map(|c| {
                let glyph = fonts.glyph(FontRole::Fangsong, c);
                let advance = glyph.map_or(1.0, |g| g.advance) * 10.0;
                Atom {
                    c,
                    glyph,
                    size: 10.0,
                    advance,
                    run: 0,
                }
            })
            .collect()
    }

    fn measure(width: Pt) -> Measure {
        Measure {
            width,
            first_indent: 20.0,
            rest_indent: 0.0,
            justify: true,
            latin_gap_em: 0.25,
            prohibition: Prohibition::Basic,
        }
    }

    /// A small generator, so that the cases are the same on every machine.
    struct Rng(u64);
    impl Rng {
        fn next(&mut self, below: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            (self.0 % below as u64) as usize
        }
    }

    #[test]
    fn random_paragraphs_keep_every_promise() {
        let fonts = Fonts::shipped().unwrap();
        let hanzi: Vec<char> = "廉政风险防控站所岗位审核一二三年月日个".chars().collect();
        let marks: Vec<char> = "，。、；：？！（）《》“”".chars().collect();
        let latin: Vec<char> = "2013ABc79".chars().collect();
        let mut rng = Rng(0x9e37_79b9_7f4a_7c15);
        let mut set = 0;
        while set < 4_000 {
            let mut text = String::new();
            for _ in 0..20 + rng.next(200) {
                let pool = match rng.next(20) {
                    0..=13 => &hanzi,
                    14..=16 => &marks,
                    _ => &latin,
                };
                text.push(pool[rng.next(pool.len())]);
            }
            let atoms = atoms(&fonts, &text);
            let m = measure(280.0);
            let lines = compose(&atoms, &m);
            let back: String = lines
                .iter()
                .flat_map(|l| &atoms[l.start..l.end])
                .map(|a| a.c)
                .collect();
            assert_eq!(back, text);
            let feasible = choose_breaks(
                &Prepared::new(&atoms, &m),
                &break_points(&text, m.prohibition),
                &m,
            )
            .is_some();
            for (k, line) in lines.iter().enumerate() {
                assert!(line.right <= 280.0 + 0.01, "{text}");
                if k + 1 < lines.len() && feasible {
                    assert!((line.right - 280.0).abs() < 0.01, "{} {text}", line.right);
                }
                if feasible {
                    let c = atoms[line.start].c;
                    assert!(k == 0 || !m.prohibition.forbids_start(c), "{c} {text}");
                    let c = atoms[line.end - 1].c;
                    let end = k + 1 == lines.len();
                    assert!(end || !m.prohibition.forbids_end(c), "{c} {text}");
                }
            }
            set += lines.len();
        }
    }

    #[test]
    fn twenty_eight_hanzi_fill_a_line() {
        let fonts = Fonts::shipped().unwrap();
        let atoms = atoms(&fonts, &"廉".repeat(100));
        let lines = compose(&atoms, &measure(280.0));
        let counts: Vec<usize> = lines.iter().map(|l| l.end - l.start).collect();
        assert_eq!(counts, [26, 28, 28, 18]);
    }

    #[test]
    fn a_mark_at_the_line_end_takes_half_its_width() {
        let fonts = Fonts::shipped().unwrap();
        let atoms = atoms(&fonts, &format!("{}，{}", "廉".repeat(25), "政".repeat(40)));
        let lines = compose(&atoms, &measure(280.0));
        assert_eq!(lines[0].end, 26);
        assert!((lines[0].right - 280.0).abs() < 0.01);
        // The box of the mark reaches beyond the edge, its ink does not.
        assert!((lines[0].x[25] - 275.0).abs() < 0.01);
    }
}
