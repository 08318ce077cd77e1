//! A paragraph with its widths known: what its marks share, what may give way, where it may
//! be drawn apart (CLREQ 3.1.6 and 3.2.4).

use super::{Atom, Measure, Pt, BOX, BRACKETS, SQUEEZES};
use crate::text::font::shared_blank;
use crate::text::Class;

/// Hanzi–Latin gaps squeeze to this, in em (CLREQ 3.2.4).
const GAP_LEAST_EM: f32 = 0.125;
/// Word spaces squeeze to this.
pub(super) const SPACE_LEAST_EM: f32 = 0.25;

/// A paragraph prepared for breaking: widths as running sums.
pub(super) struct Prepared<'a> {
    pub(super) atoms: &'a [Atom],
    /// The class of each atom.
    pub(super) class: Vec<Class>,
    /// Blank taken from the left of an atom because of the one before it.
    pub(super) lead_trim: Vec<Pt>,
    /// Blank taken from the right of an atom because of the one after it.
    pub(super) trail_trim: Vec<Pt>,
    /// Gap or nothing after an atom.
    pub(super) gap: Vec<Pt>,
    /// What may be squeezed at an atom, and in which class.
    pub(super) squeeze: Vec<(usize, Pt)>,
    /// Whether the place after an atom may be stretched.
    pub(super) stretches: Vec<bool>,
    /// Running sums over the atoms before index k: natural width, squeeze by class, stretches.
    pub(super) width: Vec<Pt>,
    squeezes: Vec<[Pt; SQUEEZES]>,
    /// Natural width less all that may be squeezed.
    pub(super) narrow: Vec<Pt>,
    pub(super) places: Vec<u32>,
    /// Running sums as well: word spaces, and hanzi–Latin gaps.
    pub(super) spaces: Vec<u32>,
    pub(super) gaps: Vec<u32>,
}

impl<'a> Prepared<'a> {
    pub(super) fn new(atoms: &'a [Atom], measure: &Measure) -> Self {
        let n = atoms.len();
        let class: Vec<Class> = atoms.iter().map(|a| Class::of(a.c)).collect();
        let mut p = Self {
            atoms,
            class: Vec::new(),
            lead_trim: vec![0.0; n],
            trail_trim: vec![0.0; n],
            gap: vec![0.0; n],
            squeeze: vec![(0, 0.0); n],
            stretches: vec![false; n],
            width: vec![0.0; n + 1],
            squeezes: vec![[0.0; SQUEEZES]; n + 1],
            narrow: vec![0.0; n + 1],
            places: vec![0; n + 1],
            spaces: vec![0; n + 1],
            gaps: vec![0; n + 1],
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
        let label = label_end(atoms, &class);
        for i in 0..n {
            let Atom {
                size, advance, c, ..
            } = atoms[i];
            p.squeeze[i] = match class[i] {
                Class::Space => (0, (advance - SPACE_LEAST_EM * size).max(0.0)),
                Class::Pause => (1, size / 2.0 - p.trail_trim[i]),
                _ if p.gap[i] > 0.0 => (2, (p.gap[i] - GAP_LEAST_EM * size).max(0.0)),
                Class::Opening => (BRACKETS, size / 2.0 - p.lead_trim[i]),
                Class::Closing => (BRACKETS, size / 2.0 - p.trail_trim[i]),
                Class::Stop => (4, size / 2.0 - p.trail_trim[i]),
                _ => (0, 0.0),
            };
            if i < label {
                p.squeeze[i] = (0, 0.0);
            }
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
            p.narrow[i + 1] = p.width[i + 1] - p.squeezes[i + 1].iter().sum::<Pt>();
            p.places[i + 1] = p.places[i] + u32::from(p.stretches[i]);
            p.spaces[i + 1] = p.spaces[i] + u32::from(class[i] == Class::Space);
            p.gaps[i + 1] = p.gaps[i] + u32::from(p.gap[i] > 0.0);
        }
        p.class = class;
        p
    }

    /// Blank at the left of a line that begins with atom `i`.
    pub(super) fn start_trim(&self, i: usize) -> Pt {
        if self.class[i] == Class::Opening {
            self.atoms[i].size / 2.0
        } else {
            0.0
        }
    }

    /// Blank at the right of a line that ends with atom `i`.
    pub(super) fn end_trim(&self, i: usize) -> Pt {
        if self.class[i].is_trailing_blank() {
            self.atoms[i].size / 2.0
        } else {
            0.0
        }
    }

    /// Visible width of atoms `i..j` as a line, and what can be squeezed of it by class.
    pub(super) fn line(&self, i: usize, j: usize) -> (Pt, [Pt; SQUEEZES]) {
        let last = j - 1;
        let mut width = self.width[j] - self.width[i] - self.gap[last];
        width -= self.start_trim(i) - self.lead_trim[i];
        width -= self.end_trim(last) - self.trail_trim[last];
        let mut squeeze = self.squeezes[j];
        for (class, amount) in squeeze.iter_mut().enumerate() {
            *amount -= self.squeezes[i][class];
        }
        if self.class[i] == Class::Opening {
            squeeze[self.squeeze[i].0] -= self.squeeze[i].1;
        }
        let tail = self.class[last];
        if (tail.is_trailing_blank() || self.gap[last] > 0.0) && last > i {
            squeeze[self.squeeze[last].0] -= self.squeeze[last].1;
        }
        (width, squeeze)
    }

    /// The last atom of a line that would end at break point `j`: blanks there do not show.
    pub(super) fn visible_end(&self, i: usize, mut j: usize) -> usize {
        while j > i + 1 && self.class[j - 1] == Class::Space {
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

/// The end of the label that a paragraph begins with, （一） or （12）; 0 where it has none. Labels
/// of one level are alike on all lines, however full: nothing is squeezed in them.
fn label_end(atoms: &[Atom], class: &[Class]) -> usize {
    const LONGEST: usize = 6;
    if class.first() != Some(&Class::Opening) {
        return 0;
    }
    let counts = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c);
    let end = class
        .iter()
        .take(LONGEST)
        .position(|class| *class == Class::Closing);
    match end {
        Some(end) if end > 1 && atoms[1..end].iter().all(|atom| counts(atom.c)) => end + 1,
        _ => 0,
    }
}
