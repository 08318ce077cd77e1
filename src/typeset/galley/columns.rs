//! Widths of a table's columns, from what its cells hold.
//!
//! No column is narrower than its widest word, date or short label while the sheet has room for
//! all of them, and none wider than its widest line. Where it has not, the widest give way first,
//! down to a few characters. What is left between is dealt out in small shares, each to the column where
//! it makes the table lower: a column that already fits gets nothing more, and one with long
//! texts gets most.

use super::grid::Placed;
use super::Galley;
use crate::typeset::inline::{Inline, Widths};
use crate::typeset::length::Pt;
use crate::typeset::style::Align;
use scraper::ElementRef;

/// Rows that are measured; of a longer table every second, third and so on, and what
/// spans as many.
const SAMPLE: usize = 240;
/// Shares in which the room is dealt out.
const SHARES: usize = 120;
/// A line of a head that is no longer is never cut: 序号.
const HEAD_EM: f32 = 2.0;
/// A label of so many em stays on one line.
const LABEL_EM: f32 = 4.0;
/// So does one of so many with a number in it.
const NUMBER_EM: f32 = 5.0;
/// Running text gets at least so many em, or it reads like a shopping list.
const TEXT_EM: f32 = 7.0;
/// A longer word, as the name of a file, does not ask for a column as wide: it is cut. The number
/// of an identity card or of an account (9.5 em) is not.
const WORD_EM: f32 = 10.0;
/// Where the sheet is too narrow for all words and labels, a column keeps so many em of them.
const LEAST_EM: f32 = 3.0;
/// What a cell made lower counts against a row made lower.
const COMFORT: f32 = 0.3;
/// How much longer than its line a text becomes by being broken, in lines: ends of lines
/// stay ragged.
const RAGGED: f32 = 0.4;

/// The share of the table that `style="width:12%"` gives a column.
pub(super) fn percentage(col: ElementRef) -> Option<f32> {
    let style = col.value().attr("style")?;
    let value = style
        .split(';')
        .find_map(|part| part.trim().strip_prefix("width:"))?;
    value
        .trim()
        .strip_suffix('%')?
        .parse()
        .ok()
        .map(|p: f32| (p / 100.0).clamp(0.005, 1.0))
}

/// Widths brought to fill `width` exactly.
pub(super) fn scaled(widths: Vec<Pt>, width: Pt) -> Vec<Pt> {
    let total: Pt = widths.iter().sum();
    widths.into_iter().map(|w| w * width / total).collect()
}

/// What a cell asks of its columns.
pub(super) struct Need {
    row: usize,
    column: usize,
    columns: usize,
    rows: usize,
    /// Width that a column has on any sheet, with the padding.
    floor: Pt,
    /// Width that cuts no word nor label, with the padding.
    pub least: Pt,
    /// Width on one line, with the padding.
    most: Pt,
    padding: (Pt, Pt),
    leading: Pt,
    /// Widths of its lines where only forced breaks end them.
    lines: Vec<Pt>,
}

impl Need {
    /// Its height in a cell of that width.
    fn height(&self, width: Pt) -> Pt {
        let inner = (width - 2.0 * self.padding.0).max(1.0);
        let lines: f32 = self
            .lines
            .iter()
            .map(|line| line / inner)
            .map(|n| if n <= 1.001 { 1.0 } else { n + RAGGED })
            .sum();
        // The eighth power of a taller one would be no number any more.
        (lines * self.leading + 2.0 * self.padding.1).min(20_000.0)
    }
}

/// Widths of the columns; `fixed` has those that print.toml lays down. Rows come with whether
/// they belong to the head.
pub(super) fn from_content<'p, 'a: 'p>(
    galley: &mut Galley,
    rows: impl Iterator<Item = (bool, &'p [Placed<'a>])>,
    fixed: &[Option<Pt>],
    width: Pt,
) -> Vec<Pt> {
    let mut needs: Vec<Need> = measured(rows)
        .map(|(row, head, cell)| {
            let inline = gathered(galley, cell);
            need(galley, cell, &inline, (row, head))
        })
        .collect();
    let count = fixed.len();
    let (mut floor, mut widths, mut most) = (vec![0.0; count], vec![0.0; count], vec![0.0; count]);
    // Cells of one column first: a merged cell asks only for what they leave it short of.
    needs.sort_by_key(|need| (need.columns, need.row, need.column));
    for need in &needs {
        let span = need.column..need.column + need.columns;
        spread(&mut floor[span.clone()], need.floor);
        spread(&mut widths[span.clone()], need.least);
        spread(&mut most[span], need.most);
    }
    for (c, given) in fixed.iter().enumerate() {
        if let Some(given) = *given {
            (floor[c], widths[c], most[c]) = (given, given, given);
        }
    }
    let room = width - widths.iter().sum::<Pt>();
    if room > 0.0 {
        deal(&mut widths, &most, &needs, room);
    } else {
        widths = levelled(&floor, &widths, width);
    }
    scaled(widths.into_iter().map(|w| w.max(1.0)).collect(), width)
}

/// Widths as they are given, but that no column is narrower than its widest label, number or code
/// while the others have so much to spare: another unit's grades have longer names, and its classes
/// hundreds of risk points.
pub(super) fn given<'p, 'a: 'p>(
    galley: &mut Galley,
    rows: impl Iterator<Item = (bool, &'p [Placed<'a>])>,
    given: Vec<Pt>,
    width: Pt,
) -> Vec<Pt> {
    let mut widths = scaled(given, width);
    let mut uncut = vec![0.0; widths.len()];
    for (_, head, cell) in measured(rows).filter(|(.., cell)| cell.columns == 1) {
        let inline = gathered(galley, cell);
        // What is cut anyway must not keep other columns from what they need.
        let longest = WORD_EM * cell.style.size;
        let mut inner = inline.uncut(&mut galley.with, &cell.style).min(longest);
        if head {
            let lines = need(galley, cell, &inline, (0, true)).lines.into_iter();
            let short = lines.filter(|line| *line <= HEAD_EM * cell.style.size + 0.5);
            inner = short.fold(inner, f32::max);
        }
        uncut[cell.column] = outer(cell, inner).max(uncut[cell.column]);
    }
    let pairs = || widths.iter().zip(&uncut);
    let lack: Pt = pairs().map(|(width, uncut)| (uncut - width).max(0.0)).sum();
    let spare: Pt = pairs().map(|(width, uncut)| (width - uncut).max(0.0)).sum();
    if lack > 0.0 && lack < spare {
        for (width, uncut) in widths.iter_mut().zip(uncut) {
            let over = *width - uncut;
            *width = if over > 0.0 {
                *width - over * lack / spare
            } else {
                uncut
            };
        }
    }
    widths
}

/// The cells that are measured, with their rows and whether those belong to the head.
fn measured<'p, 'a: 'p>(
    rows: impl Iterator<Item = (bool, &'p [Placed<'a>])>,
) -> impl Iterator<Item = (usize, bool, &'p Placed<'a>)> {
    let rows: Vec<_> = rows.collect();
    let step = rows.len().div_ceil(SAMPLE).max(1);
    let rows = rows.into_iter().enumerate();
    rows.flat_map(move |(row, (head, cells))| {
        let sampled = head || row % step == 0;
        // What spans many rows stands in few of them, which may be none that is measured.
        let measured = cells
            .iter()
            .filter(move |cell| sampled || cell.rows >= step);
        measured.map(move |cell| (row, head, cell))
    })
}

/// What a cell holds.
pub(super) fn gathered(galley: &mut Galley, cell: &Placed) -> Inline {
    let mut inline = Inline::default();
    inline.children(&mut galley.with, cell.element, &cell.style, None);
    inline
}

/// The width of a cell of that width within.
fn outer(cell: &Placed, inner: Pt) -> Pt {
    // Half a point more: a sum of widths may come out a hair wider than their line.
    inner + 2.0 * cell.style.pt(cell.style.own.padding_x) + 0.5
}

/// Widths between `floor` and `least` that fill `width`: all as wide as each other, but for
/// those that need less or may not become so narrow.
fn levelled(floor: &[Pt], least: &[Pt], width: Pt) -> Vec<Pt> {
    let at = |level: Pt| -> Vec<Pt> {
        let columns = floor.iter().zip(least);
        columns
            .map(|(&floor, &least)| least.min(level).max(floor))
            .collect()
    };
    let (mut low, mut high) = (0.0, width);
    // Halved until a rounding error is left.
    for _ in 0..32 {
        let middle = (low + high) / 2.0;
        if at(middle).iter().sum::<Pt>() <= width {
            low = middle;
        } else {
            high = middle;
        }
    }
    at(low)
}

/// What the first cell says that has not room for two characters side by side, where it needs it.
pub(super) fn too_narrow<'p, 'a: 'p>(
    galley: &mut Galley,
    cells: impl Iterator<Item = &'p Placed<'a>>,
    columns: &[Pt],
) -> Option<String> {
    for cell in cells {
        let style = &cell.style;
        let width: Pt = columns[cell.column..cell.column + cell.columns]
            .iter()
            .sum();
        let inner = width - 2.0 * style.pt(style.own.padding_x);
        let upright = style.align == Align::Upright && inner >= style.size;
        if upright || inner >= 2.0 * style.size {
            continue;
        }
        let inline = gathered(galley, cell);
        if inline.max_width(&mut galley.with, style) > inner + 0.5 {
            return Some(inline.text());
        }
    }
    None
}

/// Raises columns evenly until they hold `need` together.
fn spread(columns: &mut [Pt], need: Pt) {
    let lack = need - columns.iter().sum::<Pt>();
    if lack > 0.0 {
        let share = lack / columns.len() as f32;
        columns.iter_mut().for_each(|width| *width += share);
    }
}

/// The width of a cell that breaks no line, with the padding.
pub(super) fn on_one_line(galley: &mut Galley, cell: &Placed) -> Pt {
    let inline = gathered(galley, cell);
    need(galley, cell, &inline, (0, false)).most
}

/// What a cell that holds `inline` asks, in a row that belongs to the head or not.
pub(super) fn need(
    galley: &mut Galley,
    cell: &Placed,
    inline: &Inline,
    (row, head): (usize, bool),
) -> Need {
    let style = &cell.style;
    let Widths { lines, word } = inline.widths(&mut galley.with, style, WORD_EM * style.size);
    let widest = lines.iter().copied().fold(0.0, f32::max);
    let padding = (style.pt(style.own.padding_x), style.pt(style.own.padding_y));
    let running = !head && matches!(style.align, Align::Left | Align::Justify | Align::Sense);
    let whole = if running { TEXT_EM } else { LABEL_EM } * style.size;
    // 5个工作日 is no two words.
    let number = inline.text().contains(|c: char| c.is_ascii_digit());
    let whole = if number {
        whole.max(NUMBER_EM * style.size)
    } else {
        whole
    };
    let labels = lines.iter().copied().filter(|line| *line <= whole + 0.5);
    let label = labels.fold(0.0, f32::max);
    let text = if running { whole.min(widest) } else { 0.0 };
    let asked = word.max(label).max(text);
    Need {
        row,
        column: cell.column,
        columns: cell.columns,
        rows: cell.rows,
        floor: outer(cell, asked.min(LEAST_EM * style.size)),
        least: outer(cell, asked),
        most: outer(cell, widest),
        padding,
        leading: style.leading,
        lines,
    }
}

/// Deals out `room` where it makes the rows lower, up to what each column can use; what is
/// left then goes to all alike.
fn deal(widths: &mut [Pt], most: &[Pt], needs: &[Need], room: Pt) {
    // Height of a row as a norm of its cells' heights, nearly their maximum: so a share that
    // alone lowers nothing still counts where two tall cells stand side by side.
    const NORM: i32 = 8;
    let rows = needs.iter().map(|need| need.row + 1).max().unwrap_or(0);
    let mut of_column: Vec<Vec<&Need>> = vec![Vec::new(); widths.len()];
    for need in needs.iter().filter(|need| need.columns == 1) {
        of_column[need.column].push(need);
    }
    // A merged cell is no taller than its rows together: each bears its part.
    let power = |need: &Need, width: Pt| (need.height(width) / need.rows as f32).powi(NORM);
    let mut sums = vec![0.0f32; rows];
    for (column, needs) in of_column.iter().enumerate() {
        for need in needs {
            sums[need.row] += power(need, widths[column]);
        }
    }
    let height = |sum: f32| sum.max(0.0).sqrt().sqrt().sqrt();
    let share = room / SHARES as f32;
    let mut left = room;
    while left > share / 2.0 {
        let gain = |column: usize| -> f32 {
            let (old, new) = (widths[column], widths[column] + share);
            of_column[column]
                .iter()
                .map(|need| {
                    let sum = sums[need.row];
                    let changed = sum - power(need, old) + power(need, new);
                    // A cell with fewer lines reads better even where its row stays as tall.
                    let own = COMFORT * (need.height(old) - need.height(new));
                    need.rows as f32 * (height(sum) - height(changed)) + own
                })
                .sum()
        };
        let best = (0..widths.len())
            .filter(|&c| widths[c] < most[c])
            .map(|c| (gain(c), c))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, column)) = best else { break };
        for need in &of_column[column] {
            sums[need.row] += power(need, widths[column] + share) - power(need, widths[column]);
        }
        widths[column] += share;
        left -= share;
    }
    let total: Pt = widths.iter().sum();
    widths
        .iter_mut()
        .for_each(|width| *width += left * *width / total);
}
