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
    /// What an atom gives and takes where it stands.
    pub(super) own: Vec<Own>,
    /// Of all atoms before an index; one more than there are atoms.
    pub(super) sums: Vec<Sums>,
}

/// What an atom gives and takes beside its neighbours.
#[derive(Clone, Default)]
pub(super) struct Own {
    /// Blank taken from its left because of the one before it.
    pub(super) lead_trim: Pt,
    /// Blank taken from its right because of the one after it.
    pub(super) trail_trim: Pt,
    /// Gap or nothing after it.
    pub(super) gap: Pt,
    /// What may be squeezed at it, and in which class.
    pub(super) squeeze: (usize, Pt),
    /// Whether the place after it may be stretched.
    pub(super) stretches: bool,
}

/// Running sums.
#[derive(Clone, Default)]
pub(super) struct Sums {
    /// Natural width.
    pub(super) width: Pt,
    /// What may be squeezed, by class.
    squeezes: [Pt; SQUEEZES],
    /// Natural width less all that may be squeezed.
    pub(super) narrow: Pt,
    /// Places that may be stretched.
    pub(super) places: u32,
    /// Word spaces.
    pub(super) spaces: u32,
    /// Gaps between hanzi and Latin.
    pub(super) gaps: u32,
}

impl<'a> Prepared<'a> {
    pub(super) fn new(atoms: &'a [Atom], measure: &Measure) -> Self {
        let n = atoms.len();
        let class: Vec<Class> = atoms.iter().map(|a| Class::of(a.c)).collect();
        let mut p = Self {
            atoms,
            class: Vec::new(),
            own: vec![Own::default(); n],
            sums: vec![Sums::default(); n + 1],
        };
        for i in 1..n {
            let (before, after) = (class[i - 1], class[i]);
            let blank = shared_blank(before, after);
            if blank > 0.0 {
                // The blank of the smaller size is the one that shows.
                let blank = blank * atoms[i - 1].size.min(atoms[i].size);
                if after == Class::Opening {
                    p.own[i].lead_trim = blank;
                } else {
                    p.own[i - 1].trail_trim = blank;
                }
            }
            if meets_latin(before, after) && atoms[i - 1].c != BOX && atoms[i].c != BOX {
                p.own[i - 1].gap = measure.latin_gap_em * atoms[i - 1].size.min(atoms[i].size);
            }
        }
        let label = label_end(atoms, &class);
        for i in 0..n {
            let Atom {
                size, advance, c, ..
            } = atoms[i];
            p.own[i].squeeze = match class[i] {
                Class::Space => (0, (advance - SPACE_LEAST_EM * size).max(0.0)),
                Class::Pause => (1, size / 2.0 - p.own[i].trail_trim),
                _ if p.own[i].gap > 0.0 => (2, (p.own[i].gap - GAP_LEAST_EM * size).max(0.0)),
                Class::Opening => (BRACKETS, size / 2.0 - p.own[i].lead_trim),
                Class::Closing => (BRACKETS, size / 2.0 - p.own[i].trail_trim),
                Class::Stop => (4, size / 2.0 - p.own[i].trail_trim),
                _ => (0, 0.0),
            };
            if i < label {
                p.own[i].squeeze = (0, 0.0);
            }
            let next = class.get(i + 1).copied();
            p.own[i].stretches = match (class[i], next) {
                (_, None) => false,
                (Class::Dash, Some(Class::Dash)) => false,
                (Class::Latin | Class::Slash | Class::Connector, Some(Class::Latin)) => false,
                (Class::Latin, Some(Class::Slash | Class::Connector)) => false,
                (Class::Latin, Some(Class::Dash)) | (Class::Dash, Some(Class::Latin)) => false,
                // The blank of 第一条　 is part of a label and keeps its width.
                (Class::FullSpace, _) | (_, Some(Class::FullSpace)) => false,
                _ => c != '\n',
            };
            p.sums[i + 1].width =
                p.sums[i].width + advance - p.own[i].lead_trim - p.own[i].trail_trim + p.own[i].gap;
            p.sums[i + 1].squeezes = p.sums[i].squeezes;
            p.sums[i + 1].squeezes[p.own[i].squeeze.0] += p.own[i].squeeze.1;
            p.sums[i + 1].narrow = p.sums[i + 1].width - p.sums[i + 1].squeezes.iter().sum::<Pt>();
            p.sums[i + 1].places = p.sums[i].places + u32::from(p.own[i].stretches);
            p.sums[i + 1].spaces = p.sums[i].spaces + u32::from(class[i] == Class::Space);
            p.sums[i + 1].gaps = p.sums[i].gaps + u32::from(p.own[i].gap > 0.0);
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
        let mut width = self.sums[j].width - self.sums[i].width - self.own[last].gap;
        width -= self.start_trim(i) - self.own[i].lead_trim;
        width -= self.end_trim(last) - self.own[last].trail_trim;
        let mut squeeze = self.sums[j].squeezes;
        for (class, amount) in squeeze.iter_mut().enumerate() {
            *amount -= self.sums[i].squeezes[class];
        }
        if self.class[i] == Class::Opening {
            squeeze[self.own[i].squeeze.0] -= self.own[i].squeeze.1;
        }
        let tail = self.class[last];
        if (tail.is_trailing_blank() || self.own[last].gap > 0.0) && last > i {
            squeeze[self.own[last].squeeze.0] -= self.own[last].squeeze.1;
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
