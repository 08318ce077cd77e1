//! Widths as a template gives them, moved from column to column where that makes the table lower.
//!
//! A width is chosen for the words of one unit; another's are longer elsewhere, and a column that
//! lacks a character's width for most of its lines costs a page. So widths go over in small steps,
//! each from those columns and to those that make the rows lowest. A column keeps most of its
//! width, and what its longest label, number and name need; what `print.toml` lays down stays.

use super::columns::{self, gathered, need};
use super::grid::Placed;
use super::Galley;
use crate::typeset::inline::{Inline, Part};
use crate::typeset::length::{Pt, MM};
use crate::typeset::style::Align;
use std::collections::BTreeMap;

/// Rows that are looked at: those of a longer table are much alike.
const ROWS: usize = 240;
/// The least that goes over, and how often it goes over at a time.
const STEP: Pt = 0.5 * MM;
const AT_A_TIME: [i32; 3] = [4, 2, 1];
/// The least and the most that a column may have of its width.
const SHARE: [f32; 2] = [0.5, 2.0];
/// What a line counts that a cell would need more to cut no word, against one of all its row.
const WHOLE_WORDS: f32 = 0.1;
/// What a clause of so many em or fewer counts, in lines, that has no room on a line: 重大事项当日｜报.
const WHOLE_CLAUSE: f32 = 0.1;
const CLAUSE_EM: f32 = 8.0;
/// What the length of a text counts in lines of its column: a step that makes no row lower yet may
/// lead to one that does.
const LENGTH: f32 = 0.02;
/// A step that gains less is none.
const LEAST_GAIN: Pt = 0.01;

/// Sums of widths may come out a hair wider than their line.
const EPSILON: Pt = 0.01;

/// A cell of one column.
struct Text {
    column: usize,
    row: usize,
    rows: usize,
    size: Pt,
    leading: Pt,
    padding: (Pt, Pt),
    /// Its lines where only forced breaks end them, in parts: such as may not be cut, and words.
    lines: Vec<[Vec<Part>; 2]>,
}

impl Text {
    fn of(galley: &mut Galley, cell: &Placed, inline: &Inline, row: usize) -> Self {
        let style = &cell.style;
        Self {
            column: cell.column,
            row,
            rows: cell.rows,
            size: style.size,
            leading: style.leading,
            padding: (style.pt(style.own.padding_x), style.pt(style.own.padding_y)),
            lines: inline.parts(&mut galley.with),
        }
    }

    /// Its height in a column of that width, and what it costs there beside its height.
    fn heights(&self, width: Pt) -> [Pt; 2] {
        let inner = (width - 2.0 * self.padding.0).max(1.0);
        let lines = |way: usize| -> usize {
            let lines = self.lines.iter().map(|line| count(&line[way], inner));
            lines.sum()
        };
        let cut = lines(1).saturating_sub(lines(0)) as Pt;
        let short = inner + EPSILON..CLAUSE_EM * self.size;
        let clauses = self.lines.iter().flat_map(|line| clauses(&line[1]));
        let broken = clauses.filter(|clause| short.contains(clause)).count() as Pt;
        // What fits on its line wants no more.
        let whole = |line: &[Vec<Part>; 2]| line[0].iter().map(|part| part.width).sum::<Pt>();
        let length = self.lines.iter().map(|line| (whole(line) / inner).max(1.0));
        let length: Pt = length.sum();
        let height = lines(0) as Pt * self.leading + 2.0 * self.padding.1;
        let beside = WHOLE_WORDS * cut + WHOLE_CLAUSE * broken + LENGTH * length;
        [height, self.leading * beside]
    }
}

/// How wide the clauses are that the parts make up.
fn clauses(parts: &[Part]) -> impl Iterator<Item = Pt> + '_ {
    let clauses = parts.split_inclusive(|part| part.ends_clause);
    clauses.map(|clause| {
        let hidden = clause.last().map_or(0.0, |last| last.width - last.shown);
        clause.iter().map(|part| part.width).sum::<Pt>() - hidden
    })
}

/// How many lines the parts fill, none of them cut.
fn count(parts: &[Part], inner: Pt) -> usize {
    let (mut lines, mut filled) = (1, 0.0);
    for part in parts {
        if filled > 0.0 && filled + part.shown > inner + EPSILON {
            lines += 1;
            filled = 0.0;
        }
        filled += part.width;
    }
    lines
}

/// A table whose widths are looked for.
struct Fitting {
    /// Its cells of one column; those over the fewest rows first, for a merged cell asks only for
    /// what the cells beside it leave it short of.
    texts: Vec<Text>,
    rows: usize,
    /// The widths that are given, and the least and the most that columns may have.
    given: Vec<Pt>,
    least: Vec<Pt>,
    most: Vec<Pt>,
    /// For each column, by how many steps it is wider than given: the heights of its cells.
    known: Vec<BTreeMap<i32, Vec<[Pt; 2]>>>,
}

impl Fitting {
    fn width(&self, column: usize, steps: i32) -> Pt {
        self.given[column] + steps as Pt * STEP
    }

    fn allows(&self, column: usize, steps: i32) -> bool {
        let width = self.width(column, steps);
        steps == 0 || (self.least[column]..=self.most[column]).contains(&width)
    }

    /// What the rows cost with columns so many steps wider than given: their height, and a little
    /// for words that are cut.
    fn cost(&mut self, steps: &[i32]) -> Pt {
        for (column, &steps) in steps.iter().enumerate() {
            if !self.known[column].contains_key(&steps) {
                let width = self.width(column, steps);
                let own = self.texts.iter().filter(|text| text.column == column);
                let heights = own.map(|text| text.heights(width)).collect();
                self.known[column].insert(steps, heights);
            }
        }
        let mut heights: Vec<_> = (self.known.iter().zip(steps))
            .map(|(known, steps)| known[steps].iter())
            .collect();
        let mut rows: Vec<Pt> = vec![0.0; self.rows];
        let mut beside = 0.0;
        for text in &self.texts {
            let Some([height, own]) = heights[text.column].next() else {
                continue;
            };
            beside += own;
            let covered = &mut rows[text.row..text.row + text.rows];
            let lack = height - covered.iter().sum::<Pt>();
            if lack > 0.0 {
                let each = lack / covered.len() as Pt;
                covered.iter_mut().for_each(|row| *row += each);
            }
        }
        rows.iter().sum::<Pt>() + beside
    }

    /// By how many steps the `free` columns are wider than given where the table is lowest.
    fn steps(&mut self, free: &[usize]) -> Vec<i32> {
        let mut best = vec![0; self.given.len()];
        let mut lowest = self.cost(&best);
        for many in AT_A_TIME {
            loop {
                let mut next = None;
                for moved in moves(free) {
                    let mut tried = best.clone();
                    moved
                        .iter()
                        .for_each(|&(column, way)| tried[column] += way * many);
                    if !moved
                        .iter()
                        .all(|&(column, _)| self.allows(column, tried[column]))
                    {
                        continue;
                    }
                    let cost = self.cost(&tried);
                    if cost < lowest - LEAST_GAIN {
                        lowest = cost;
                        next = Some(tried);
                    }
                }
                match next {
                    Some(next) => best = next,
                    None => break,
                }
            }
        }
        best
    }
}

/// What may go over: a step from one column to another, from one to two, and from two to one.
fn moves(columns: &[usize]) -> Vec<Vec<(usize, i32)>> {
    let mut moves = Vec::new();
    for &one in columns {
        let others = || columns.iter().copied().filter(move |&other| other != one);
        for other in others() {
            moves.push(vec![(one, -1), (other, 1)]);
            for third in others().filter(|&third| third > other) {
                moves.push(vec![(one, -2), (other, 1), (third, 1)]);
                moves.push(vec![(one, 2), (other, -1), (third, -1)]);
            }
        }
    }
    moves
}

/// The widths of the columns of a table, of which some are `fixed`.
pub(super) fn widths<'p, 'a: 'p>(
    galley: &mut Galley,
    rows: impl Iterator<Item = (bool, &'p [Placed<'a>])>,
    given: Vec<Pt>,
    fixed: &[bool],
    width: Pt,
) -> Vec<Pt> {
    let rows: Vec<_> = rows.collect();
    let given = columns::given(galley, rows.iter().copied(), given, width);
    let [mut least, most] = SHARE.map(|share| -> Vec<Pt> {
        let shares = given.iter().map(|width| share * width);
        shares.collect()
    });
    let looked_at = rows.iter().filter(|(head, _)| *head);
    let looked_at = looked_at.chain(rows.iter().filter(|(head, _)| !head).take(ROWS));
    let (mut texts, mut row, mut heads) = (Vec::new(), 0, ROWS);
    for (head, cells) in looked_at {
        let of_one = |cell: &&Placed| cell.columns == 1 && cell.style.align != Align::Upright;
        for cell in cells.iter().filter(of_one) {
            let inline = gathered(galley, cell);
            let needed = need(galley, cell, &inline, (row, *head)).least;
            least[cell.column] = needed.min(given[cell.column]).max(least[cell.column]);
            // The head counts as a row below the others: a column that makes it higher makes all
            // pages higher.
            let at = if *head { heads } else { row };
            texts.push(Text::of(galley, cell, &inline, at));
        }
        match head {
            true => heads += 1,
            false => row += 1,
        }
    }
    texts.sort_by_key(|text| (text.rows, text.row));
    let free: Vec<usize> = (0..given.len()).filter(|&column| !fixed[column]).collect();
    let mut fitting = Fitting {
        rows: texts
            .iter()
            .map(|text| text.row + text.rows)
            .max()
            .unwrap_or(0),
        known: vec![BTreeMap::new(); given.len()],
        texts,
        given,
        least,
        most,
    };
    let steps = fitting.steps(&free);
    let columns = steps.iter().enumerate();
    columns
        .map(|(column, &steps)| fitting.width(column, steps))
        .collect()
}
