//! The powers on the notice of grades, and the marks that say how far each is held.

use super::canvas::Canvas;
use super::excess::excess;
use crate::model::held;
use crate::model::{Powers, Unit};
use crate::sheet::cell::{Cell, Mark};
use crate::sheet::geometry::{Anchor, Point, Rect};
use crate::sheet::words::{hei, SMALLEST_MM};
use crate::text::Fonts;

/// Between two cells, in mm.
pub const GAP_MM: f32 = 5.0;
/// Between the block of the grade and what stands beside it, in mm.
pub const BESIDE_BLOCK_MM: f32 = 12.0;

/// So many powers at most stand three in a row.
const FEW: usize = 6;
/// A cell is at least so wide where name and extent share a line, in mm.
const ONE_LINE_MM: f32 = 112.0;

/// How the cells of the powers stand beside the block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PowerGrid {
    left: f32,
    width: f32,
    height: f32,
    columns: usize,
    rows: usize,
    /// Whether the name stands above the mark, for want of width.
    stacked: bool,
    /// In how many lines a long name is set.
    lines: usize,
}

const WORD_MM: f32 = 12.0;
const SIDE_MM: f32 = 7.0;
const RADIUS_MM: f32 = 4.8;
/// What mark and word take of a cell with a name of two lines above them.
pub const MARK_LINE_MM: f32 = 18.0;
/// From the mark to its word.
const BESIDE_MARK_MM: f32 = 3.6;

/// What a cell leaves for the name: beside mark and word, or the whole line above them.
fn name_room(width: f32, stacked: bool) -> f32 {
    // 全部 and 部分 have two characters.
    let beside = 2.0 * SIDE_MM + 2.0 * RADIUS_MM + BESIDE_MARK_MM + 2.0 * WORD_MM;
    width - if stacked { 4.0 } else { SIDE_MM + beside }
}

impl PowerGrid {
    /// For `count` powers beside a block that ends at `left`; cells of one line are `height` mm
    /// high. Six at most stand three in a row; more in two rows of one line where the sheet is
    /// wide enough, else four in a row or more, the name above the mark. Where the longest name,
    /// so many ems wide, does not fit, the cells grow wider.
    pub fn of(count: usize, longest_em: f32, canvas: &Canvas, left: f32, height: f32) -> Self {
        const STACKED_MM: f32 = 38.0;
        const LOW_STACKED_MM: f32 = 34.0;
        const TWO_LINES_MM: f32 = 46.0;
        let left = left + BESIDE_BLOCK_MM;
        let room = canvas.right - left;
        let wide = |columns: usize| (room - (columns - 1) as f32 * GAP_MM) / columns as f32;
        let halves = count.div_ceil(2);
        let usual = match count {
            ..=FEW => (3, false),
            _ if wide(halves) >= ONE_LINE_MM => (halves, false),
            _ => (count.div_ceil(3).clamp(4, 6), true),
        };
        let stacked = |lines: usize, least: usize| {
            let columns = (least..=usual.0.min(4)).rev();
            columns.map(move |n| (n, true, lines))
        };
        // One line where two columns at least have room for it, else two.
        let mut candidates = [(usual.0, usual.1, 1)]
            .into_iter()
            .chain(stacked(1, 2))
            .chain(stacked(2, 1));
        let fits = |&(columns, stacked, lines): &(usize, bool, usize)| {
            // Lines are broken where the words allow it, and so are not quite even.
            let line_em = match lines {
                1 => longest_em,
                _ => longest_em / 2.0 + 2.0,
            };
            name_room(wide(columns), stacked) >= line_em * SMALLEST_MM
        };
        let (columns, stacked, lines) = candidates.find(fits).unwrap_or((1, true, 2));
        let rows = count.div_ceil(columns).max(1);
        let height = match (stacked, rows) {
            (false, _) => height,
            (true, _) if lines > 1 => TWO_LINES_MM,
            (true, ..=2) => STACKED_MM.max(height),
            (true, _) => LOW_STACKED_MM,
        };
        Self {
            left,
            width: wide(columns),
            height,
            columns,
            rows,
            stacked,
            lines,
        }
    }

    /// From the first row's top to the last row's foot, in mm.
    pub fn whole_height(&self) -> f32 {
        self.rows as f32 * (self.height + GAP_MM) - GAP_MM
    }

    fn cell(&self, index: usize, top: f32) -> Rect {
        let x = self.left + (index % self.columns) as f32 * (self.width + GAP_MM);
        let y = top + (index / self.columns) as f32 * (self.height + GAP_MM);
        Rect::new(x, y, self.width, self.height)
    }
}

/// How wide the longest name of a power is, in ems.
pub fn longest_name(unit: &Unit, fonts: &Fonts) -> f32 {
    let powers = unit.vocabulary.powers.iter();
    hei(fonts, 1.0).widest(powers.map(|power| power.chinese()))
}

/// The powers, from `top` down: the name, the mark, and how far it is held in a word.
pub fn power_cells(
    unit: &Unit,
    fonts: &Fonts,
    grid: &PowerGrid,
    powers: Option<&Powers>,
    top: f32,
) -> Vec<Cell> {
    const NAME_MM: f32 = 13.0;
    let (words, longest) = (hei(fonts, WORD_MM), longest_name(unit, fonts));
    (unit.vocabulary.powers.iter().enumerate())
        .map(|(i, &power)| {
            let rect = grid.cell(i, top);
            let (extent, word) = held::extent(powers, power);
            let name = power.chinese();
            let mark_width = 2.0 * RADIUS_MM + BESIDE_MARK_MM;
            let room = name_room(rect.width, grid.stacked);
            let face = hei(fonts, NAME_MM).within(name, room, SMALLEST_MM);
            let quarter = rect.height / 4.0;
            let (text, right, word_x, y) = if grid.stacked {
                let lines = match grid.lines > 1 && face.width(name) > room {
                    true => face.fit(name, room),
                    false => vec![name.to_owned()],
                };
                // Under two lines the mark keeps the foot of the cell.
                let (middle, foot) = match grid.lines > 1 {
                    true => (rect.middle() - MARK_LINE_MM / 2.0 + 1.0, MARK_LINE_MM / 2.0),
                    false => (rect.middle() - quarter + 1.0, quarter + 1.0),
                };
                let leading = face.size * 1.2;
                let name = face.around(&lines, leading, rect.axis(), middle, Anchor::Middle);
                let x = rect.axis() + (mark_width - words.width(word)) / 2.0;
                (name, rect.right(), x, rect.bottom() - foot)
            } else {
                // Behind the names, not at the cell's end, where the next cell's name is nearer.
                let (x, middle) = (rect.x + SIDE_MM, rect.middle());
                let word = x + room.min(longest * NAME_MM) + SIDE_MM + mark_width;
                (vec![face.start(name, x, middle)], x + room, word, middle)
            };
            let below = if text.len() > 1 { MARK_LINE_MM } else { 0.0 };
            let cut = excess(&text, (rect.x, right, rect.height - below));
            Cell {
                rect,
                text,
                mark: powers.map(|_| Mark {
                    extent,
                    at: Point::new(word_x - RADIUS_MM - BESIDE_MARK_MM, y),
                    radius: RADIUS_MM,
                }),
                note: vec![words.start(word, word_x, y)],
                cut,
                ..Cell::default()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Orientation, PosterSettings};

    /// An upright sheet and a lying one.
    fn both() -> [Canvas; 2] {
        [Orientation::Portrait, Orientation::Landscape].map(|orientation| {
            Canvas::of(&PosterSettings {
                orientation,
                ..PosterSettings::default()
            })
        })
    }

    #[test]
    fn cells_of_any_number_of_powers_stay_apart_and_on_the_sheet() {
        for canvas in both() {
            for count in 0..=18 {
                let grid = PowerGrid::of(count, 4.0, &canvas, canvas.left + 158.0, 28.0);
                let cells: Vec<Rect> = (0..count).map(|i| grid.cell(i, 0.0)).collect();
                for (i, cell) in cells.iter().enumerate() {
                    assert!(cell.right() <= canvas.right + 0.1, "{count} {i}");
                    assert!(cell.bottom() <= grid.whole_height() + 0.1, "{count} {i}");
                    let apart = |other: &Rect| other.y >= cell.bottom() || other.x >= cell.right();
                    assert!(cells[i + 1..].iter().all(apart), "{count} {i}");
                }
            }
        }
    }

    #[test]
    fn a_name_of_any_length_stays_in_its_cell_and_above_its_mark_or_is_found() {
        use crate::model::vocabulary::{PowerEntry, Term};
        let fonts = Fonts::shipped().expect("fonts");
        for canvas in both() {
            for count in [1, 4, 6, 8, 12] {
                for length in (2..=80).step_by(3) {
                    let mut unit = Unit::default();
                    let power = |rank: usize| {
                        let characters = "物资设备采购验收管理".chars().cycle();
                        let name = characters.take(length).collect();
                        let id = format!("p{rank}");
                        Term::new(PowerEntry { rank, id, name })
                    };
                    unit.vocabulary.powers = (0..count).map(power).collect();
                    let longest = longest_name(&unit, &fonts);
                    let left = canvas.left + 158.0;
                    let grid = PowerGrid::of(count, longest, &canvas, left, 28.0);
                    let held = Powers::default();
                    for cell in power_cells(&unit, &fonts, &grid, Some(&held), 0.0) {
                        let all: String = cell.text.iter().map(|l| l.text.as_str()).collect();
                        assert_eq!(all.chars().count(), length);
                        if cell.cut > 0 {
                            assert!(length > 60, "{count} powers of {length}");
                            continue;
                        }
                        let rect = cell.rect;
                        let mark = cell.mark.expect("a mark");
                        for line in &cell.text {
                            let e = line.extent;
                            assert!(line.size >= SMALLEST_MM - 0.01);
                            assert!(e.x >= rect.x && e.right() <= rect.right() + 0.5);
                            assert!(e.y >= rect.y - 0.5 && e.bottom() <= rect.bottom());
                            let beside = e.right() <= mark.at.x - mark.radius;
                            let above = e.bottom() <= mark.at.y - mark.radius + 2.0;
                            assert!(beside || above, "{count} powers of {length}: {e:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_long_name_gets_a_wider_cell() {
        for canvas in both() {
            for count in 1..=12 {
                for longest in 2..=60 {
                    let longest = longest as f32;
                    let grid = PowerGrid::of(count, longest, &canvas, canvas.left + 158.0, 28.0);
                    let room = name_room(grid.width, grid.stacked);
                    let needed = longest / grid.lines as f32;
                    assert!(room >= needed * SMALLEST_MM, "{count} {longest}: {room}");
                }
            }
        }
    }
}
