//! The Chinese line filler: a paragraph's characters into lines with both edges straight.
//!
//! Breaks are chosen for the whole paragraph at once (the set with the least total cost),
//! then each line is squeezed or stretched in the order of CLREQ 3.2.4: the blanks of
//! word spaces, pause marks, hanzi–Latin gaps, brackets and stops give way; what is too
//! short is stretched at word spaces, at hanzi–Latin gaps, then between all characters, and
//! where that would draw the characters too far apart, long words are cut or the line ends short.
//! Marks that meet share their blanks, a mark at a line end and an opening bracket at a line
//! start lose their outer half (GB/T 15834 5.1.10).

mod breaks;
mod justify;
mod prepared;
#[cfg(test)]
mod tests;

use super::break_points::break_points;
use super::{Glyph, Prohibition};
use breaks::{choose_breaks, cut_words, emergency_breaks, is_one_line};
use justify::set_line;
use prepared::Prepared;

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
    /// How far it goes on with a word: a ragged line rather ends elsewhere. Both edges straight
    /// ask too much already to ask for that.
    pub goes_on: GoesOn,
}

/// What a line that ends before a character would cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GoesOn {
    /// No word.
    #[default]
    No,
    /// A word of the language.
    Word,
    /// A word of the field, or a name of the unit.
    Term,
    /// A date, or a date and what was done then.
    Date,
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

/// Number of squeeze classes: word space, pause mark, gap, bracket, stop. CLREQ lets brackets give
/// way first; but （一）高级（红色） above （二）中级(橙色) reads as a fault, and half a comma does not.
const SQUEEZES: usize = 5;
/// The class of brackets.
const BRACKETS: usize = 3;
/// Lines may be this much too wide without being squeezed: rounding of sums.
const EPSILON: Pt = 1e-3;

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
    let p = Prepared::new(atoms, measure);
    let ends = match is_one_line(&p, measure) {
        true => vec![atoms.len()],
        false => {
            let text: String = atoms.iter().map(|a| a.c).collect();
            let points = break_points(&text, measure.prohibition);
            choose_breaks(&p, &points, measure)
                .or_else(|| cut_words(&p, &points, measure))
                .unwrap_or_else(|| emergency_breaks(&p, measure))
        }
    };
    let mut lines = Vec::with_capacity(ends.len());
    let mut start = 0;
    for (k, &end) in ends.iter().enumerate() {
        let last = k + 1 == ends.len();
        lines.push(set_line(&p, start, end, k == 0, last, measure));
        start = end;
    }
    lines
}
