//! Content between two places where a line may end, for whoever counts lines without setting them.

use super::{Atom, Inline};
use crate::text::class::Class;
use crate::text::sense;
use crate::typeset::length::Pt;
use crate::typeset::setting::Setting;

/// Content between two places where a line may end.
pub struct Part {
    /// Its width where more follows on its line.
    pub width: Pt,
    /// Its width at the end of a line, where a mark loses half of it.
    pub shown: Pt,
    /// Whether a clause ends with it: 重大事项当日报，
    pub ends_clause: bool,
}

impl Part {
    fn of(atoms: &[Atom]) -> Self {
        let width = atoms.iter().map(|atom| atom.advance).sum();
        let hidden = atoms.last().map_or(0.0, |atom| match Class::of(atom.c) {
            class if class.is_trailing_blank() => 0.5 * atom.size,
            _ => 0.0,
        });
        let ends_clause = atoms.last().is_some_and(|atom| {
            atom.c != '、' && matches!(Class::of(atom.c), Class::Pause | Class::Stop)
        });
        Self {
            width,
            shown: width - hidden,
            ends_clause,
        }
    }
}

impl Inline {
    /// The content in parts that no line cuts, by forced lines: parts that lines by sense never
    /// cut, and such as words and names are.
    pub fn parts(&self, with: &mut Setting) -> Vec<[Vec<Part>; 2]> {
        let atoms = self.atoms(with);
        let terms = &with.fonts.terms;
        let lines = atoms
            .split(|atom| atom.c == '\n')
            .filter(|line| !line.is_empty());
        let parts = |line: &[Atom], ends: Vec<usize>| {
            let starts = std::iter::once(0).chain(ends.iter().copied());
            let parts = starts
                .zip(&ends)
                .map(|(start, &end)| Part::of(&line[start..end]));
            parts.collect()
        };
        lines
            .map(|line| {
                let chars: Vec<char> = line.iter().map(|atom| atom.c).collect();
                sense::term_and_name_ends(terms, &chars).map(|ends| parts(line, ends))
            })
            .collect()
    }
}
