//! Wall sheets cut up for an office printer: tiles with overlap, cutting marks and labels,
//! after a plan of how they go together.

use super::caption::{caption, width};
use super::document::{Document, Item, Node, Page, Path, ROOT};
use super::length::{Colour, Pt, MM};
use crate::text::Fonts;

/// The margin that office printers leave blank, and where marks and labels stand.
pub const MARGIN: Pt = 10.0 * MM;
/// What two neighbours both show, for pasting.
pub const OVERLAP: Pt = 10.0 * MM;
const MARK_WIDTH: Pt = 0.4;
const LABEL_SIZE: Pt = 9.0;
const GREY: Colour = Colour(110, 110, 110);
const ACCENT: Colour = Colour(0xAE, 0x12, 0x20);

/// How a sheet is cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// Width of the paper, as it lies.
    pub paper_width: Pt,
    /// Height of the paper, as it lies.
    pub paper_height: Pt,
    /// Tiles side by side.
    pub columns: usize,
    /// Tiles one below the other.
    pub rows: usize,
}

impl Grid {
    /// The way, paper upright or lying, that needs fewer tiles for a sheet of that size.
    pub fn of(sheet: (Pt, Pt), paper: (Pt, Pt)) -> Self {
        let (short, long) = (paper.0.min(paper.1), paper.0.max(paper.1));
        let cut = |paper_width: Pt, paper_height: Pt| {
            let count = |whole: Pt, paper: Pt| {
                let step = paper - 2.0 * MARGIN - OVERLAP;
                // A hair over does not ask for another row.
                (((whole - OVERLAP) / step - 1e-3).ceil() as usize).max(1)
            };
            Self {
                paper_width,
                paper_height,
                columns: count(sheet.0, paper_width),
                rows: count(sheet.1, paper_height),
            }
        };
        let (upright, lying) = (cut(short, long), cut(long, short));
        if lying.columns * lying.rows < upright.columns * upright.rows {
            lying
        } else {
            upright
        }
    }

    /// What a tile can show.
    fn window(&self) -> (Pt, Pt) {
        (
            self.paper_width - 2.0 * MARGIN,
            self.paper_height - 2.0 * MARGIN,
        )
    }

    /// Left and top of a tile's window on the sheet, row and column from 0.
    fn origin(&self, row: usize, column: usize) -> (Pt, Pt) {
        let (width, height) = self.window();
        (
            column as f32 * (width - OVERLAP),
            row as f32 * (height - OVERLAP),
        )
    }
}

/// The tiles of all sheets of a document on paper of that size, each sheet after its plan.
pub fn tiles(document: &Document, paper: (Pt, Pt), paper_name: &str, fonts: &Fonts) -> Document {
    let mut out = Document {
        title: format!("{}（{paper_name} 拼贴）", document.title),
        // The tiles are a picture of a sheet that is read elsewhere: the plan says so.
        structure: vec![Node {
            role: "Document",
            parent: ROOT,
            alt: None,
            span: (1, 1),
            scope: None,
        }],
        ..Document::default()
    };
    for sheet in &document.pages {
        let grid = Grid::of((sheet.width, sheet.height), paper);
        out.pages
            .push(plan(document, sheet, grid, paper_name, fonts));
        for row in 0..grid.rows {
            for column in 0..grid.columns {
                out.pages
                    .push(tile(document, sheet, grid, (row, column), fonts));
            }
        }
    }
    out
}

fn blank(grid: Grid, items: Vec<Item>) -> Page {
    Page {
        width: grid.paper_width,
        height: grid.paper_height,
        items,
        ..Page::default()
    }
}

/// The paint of a sheet, without its marks of structure.
fn paint(sheet: &Page) -> impl Iterator<Item = &Item> {
    sheet
        .items
        .iter()
        .filter(|item| matches!(item, Item::Glyphs(_) | Item::Path(_)))
}

fn tile(
    document: &Document,
    sheet: &Page,
    grid: Grid,
    (row, column): (usize, usize),
    fonts: &Fonts,
) -> Page {
    let (x, y) = grid.origin(row, column);
    let (window_width, window_height) = grid.window();
    // The last ones end with the sheet.
    let shown = (
        window_width.min(sheet.width - x),
        window_height.min(sheet.height - y),
    );
    let window = [MARGIN, MARGIN, MARGIN + shown.0, MARGIN + shown.1];
    let mut items = vec![Item::Artifact, Item::Clip(window)];
    for item in paint(sheet) {
        if item
            .bounds()
            .is_some_and(|b| overlaps(b, [x, y, x + shown.0, y + shown.1]))
        {
            let mut item = item.clone();
            item.shift(MARGIN - x, MARGIN - y);
            items.push(item);
        }
    }
    items.push(Item::Unclip);
    items.extend(cutting_marks(window));
    items.extend(pasting_marks(grid, (row, column), window));
    let label = format!("第 {} 行第 {} 列　{}", row + 1, column + 1, document.title);
    let below = (MARGIN + 8.0 * MM, grid.paper_height - 3.4 * MM);
    items.extend(caption(fonts, &label, LABEL_SIZE, Colour::BLACK, below));
    items.push(Item::End);
    blank(grid, items)
}

fn overlaps(a: [Pt; 4], b: [Pt; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// Solid marks in the margin, in line with the window's edges: cut here.
fn cutting_marks([left, top, right, bottom]: [Pt; 4]) -> Vec<Item> {
    let (near, far) = (1.5 * MM, 6.5 * MM);
    let mut out = Vec::new();
    for (x, to_x) in [(left, -1.0), (right, 1.0)] {
        for (y, to_y) in [(top, -1.0), (bottom, 1.0)] {
            for (from, to) in [
                ((x + to_x * near, y), (x + to_x * far, y)),
                ((x, y + to_y * near), (x, y + to_y * far)),
            ] {
                out.push(Item::Path(Path::line(from, to, Colour::BLACK, MARK_WIDTH)));
            }
        }
    }
    out
}

/// Dashed marks in the margin where the neighbour's edge comes to lie.
fn pasting_marks(
    grid: Grid,
    (row, column): (usize, usize),
    [left, top, right, bottom]: [Pt; 4],
) -> Vec<Item> {
    let (near, far) = (1.5 * MM, 6.5 * MM);
    let mut out = Vec::new();
    let mut mark = |from, to| {
        let mut path = Path::line(from, to, GREY, MARK_WIDTH);
        path.dash = vec![2.0, 1.5];
        out.push(Item::Path(path));
    };
    let mut across = |x: Pt| {
        mark((x, top - near), (x, top - far));
        mark((x, bottom + near), (x, bottom + far));
    };
    if column > 0 {
        across(left + OVERLAP);
    }
    if column + 1 < grid.columns {
        across(right - OVERLAP);
    }
    let mut down = |y: Pt| {
        mark((left - near, y), (left - far, y));
        mark((right + near, y), (right + far, y));
    };
    if row > 0 {
        down(top + OVERLAP);
    }
    if row + 1 < grid.rows {
        down(bottom - OVERLAP);
    }
    out
}

/// The first page: the sheet in small with its cuts, and how to put it together.
fn plan(document: &Document, sheet: &Page, grid: Grid, paper_name: &str, fonts: &Fonts) -> Page {
    const TITLE_SIZE: Pt = 20.0;
    const TEXT_SIZE: Pt = 12.0;
    const LEADING: Pt = 20.0;
    let (mut items, left) = (vec![Item::Artifact], 2.0 * MARGIN);
    // On lying paper the words stand beside the small sheet, on upright paper above it.
    let lying = grid.paper_width > grid.paper_height;
    let title = format!("{}　拼贴图", document.title);
    let whole = grid.paper_width - 2.0 * left;
    let room = if lying { 0.46 * whole } else { whole };
    let title_size = TITLE_SIZE.min(room / width(fonts, &title, 1.0).max(1.0));
    let mut y = 24.0 * MM;
    items.extend(caption(fonts, &title, title_size, Colour::BLACK, (left, y)));
    let count = grid.columns * grid.rows;
    let lines = [
        format!(
            "成品 {:.0} × {:.0} 毫米，{} 行 {} 列，用 {paper_name} 纸 {count} 张。",
            sheet.width / MM,
            sheet.height / MM,
            grid.rows,
            grid.columns
        ),
        "1. 打印时选“实际大小”（100%），不要选“适合页面”，单面打印。".to_string(),
        "2. 每张的左下角印着行号和列号。除第一列以外，沿左边的实线标记裁去左边的白边；除第一行以外，裁去上边的白边。"
            .to_string(),
        "3. 从左上角起，把右边、下边的一张压在前一张上，边对齐虚线标记，重叠 10 毫米，图案对准后粘牢。".to_string(),
        "4. 全部粘好以后，沿四周的实线标记裁去外边。".to_string(),
    ];
    y += 4.0 * MM;
    for line in &lines {
        for part in folded(fonts, line, TEXT_SIZE, room) {
            y += LEADING;
            items.extend(caption(fonts, &part, TEXT_SIZE, Colour::BLACK, (left, y)));
        }
    }
    let (from, y, beside) = if lying {
        (left + room + MARGIN, 2.0 * MARGIN, whole - room - MARGIN)
    } else {
        (left, y + 10.0 * MM, whole)
    };
    let scale = (beside / sheet.width).min((grid.paper_height - y - 2.0 * MARGIN) / sheet.height);
    let (small_width, small_height) = (sheet.width * scale, sheet.height * scale);
    let x = from + (beside - small_width) / 2.0;
    let frame = [x, y, x + small_width, y + small_height];
    items.push(Item::Clip(frame));
    for item in paint(sheet) {
        let mut item = item.clone();
        item.scale(scale);
        item.shift(x, y);
        items.push(item);
    }
    items.push(Item::Unclip);
    items.extend(cuts(
        grid,
        (x, y),
        (small_width, small_height),
        scale,
        fonts,
    ));
    items.push(Item::End);
    blank(grid, items)
}

/// The edges of the tiles over the small sheet, and their numbers.
fn cuts(
    grid: Grid,
    (x, y): (Pt, Pt),
    (width_all, height_all): (Pt, Pt),
    scale: f32,
    fonts: &Fonts,
) -> Vec<Item> {
    let mut out = Vec::new();
    let mut line = |from, to| {
        // A light line below a dark one shows on any ground.
        out.push(Item::Path(Path::line(from, to, Colour(255, 255, 255), 2.2)));
        out.push(Item::Path(Path::line(from, to, ACCENT, 0.9)));
    };
    for column in 1..grid.columns {
        let at = x + (grid.origin(0, column).0 + OVERLAP / 2.0) * scale;
        line((at, y), (at, y + height_all));
    }
    for row in 1..grid.rows {
        let at = y + (grid.origin(row, 0).1 + OVERLAP / 2.0) * scale;
        line((x, at), (x + width_all, at));
    }
    let size = 13.0;
    for row in 0..grid.rows {
        for column in 0..grid.columns {
            let label = format!("{}-{}", row + 1, column + 1);
            let (left, top) = grid.origin(row, column);
            let (window_width, window_height) = grid.window();
            let right = (left + window_width) * scale;
            let bottom = (top + window_height) * scale;
            let middle = (
                x + (left * scale + right.min(width_all)) / 2.0,
                y + (top * scale + bottom.min(height_all)) / 2.0,
            );
            let wide = width(fonts, &label, size);
            let plate = Path::rect(
                middle.0 - wide / 2.0 - 5.0,
                middle.1 - size * 0.75,
                wide + 10.0,
                size * 1.5,
                Colour(255, 255, 255),
            );
            out.push(Item::Path(Path {
                stroke: Some((ACCENT, 0.7)),
                ..plate
            }));
            let at = (middle.0 - wide / 2.0, middle.1 + size * 0.36);
            out.extend(caption(fonts, &label, size, ACCENT, at));
        }
    }
    out
}

/// A line in parts that fit `room`; a mark never begins one.
fn folded(fonts: &Fonts, text: &str, size: Pt, room: Pt) -> Vec<String> {
    let mut out = vec![String::new()];
    for c in text.chars() {
        let Some(last) = out.last_mut() else { break };
        let full = width(fonts, last, size) + size > room;
        if full && !"，。、；：）”".contains(c) {
            out.push(c.to_string());
        } else {
            last.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paper_lies_the_way_that_needs_fewer() {
        let a3 = (297.0 * MM, 420.0 * MM);
        let board = Grid::of((600.0 * MM, 900.0 * MM), a3);
        assert_eq!((board.columns, board.rows), (2, 4));
        assert!(board.paper_width > board.paper_height);
        let small = Grid::of((277.0 * MM, 400.0 * MM), a3);
        assert_eq!((small.columns, small.rows), (1, 1));
    }

    #[test]
    fn the_tiles_reach_over_the_whole_sheet() {
        for (w, h) in [(600.0, 900.0), (841.0, 1189.0), (1200.0, 800.0)] {
            for paper in [(297.0, 420.0), (210.0, 297.0)] {
                let grid = Grid::of((w * MM, h * MM), (paper.0 * MM, paper.1 * MM));
                let (x, y) = grid.origin(grid.rows - 1, grid.columns - 1);
                let (window_width, window_height) = grid.window();
                assert!(x + window_width >= w * MM - 1.0 && y + window_height >= h * MM - 1.0);
                assert!(x < w * MM && y < h * MM);
            }
        }
    }

    #[test]
    fn marks_for_pasting_stand_where_the_neighbours_end() {
        let grid = Grid::of((600.0 * MM, 900.0 * MM), (210.0 * MM, 297.0 * MM));
        let (width, height) = grid.window();
        let window = [MARGIN, MARGIN, MARGIN + width, MARGIN + height];
        let column_from = |column: usize| grid.origin(0, column).0;
        for column in 0..grid.columns {
            let mut wanted = Vec::new();
            if column > 0 {
                wanted.push(column_from(column - 1) + width - column_from(column));
            }
            if column + 1 < grid.columns {
                wanted.push(column_from(column + 1) - column_from(column));
            }
            let marks = pasting_marks(grid, (0, column), window);
            for [left, top, right, bottom] in marks.iter().filter_map(Item::bounds) {
                assert!(left > 0.0 && right < grid.paper_width, "on the paper");
                assert!(top > 0.0 && bottom < grid.paper_height, "on the paper");
            }
            let upright = marks.iter().filter_map(Item::bounds);
            let upright = upright.filter(|[left, top, right, bottom]| right - left < bottom - top);
            let found: Vec<Pt> = upright
                .map(|[left, _, right, _]| (left + right) / 2.0)
                .collect();
            assert_eq!(found.len(), 2 * wanted.len(), "above and below");
            for (found, wanted) in found.chunks(2).zip(wanted) {
                let from_window = found.iter().map(|x| x - MARGIN - wanted);
                assert!(
                    from_window.into_iter().all(|off| off.abs() < 0.1),
                    "{found:?}"
                );
            }
        }
    }

    #[test]
    fn the_plan_numbers_every_tile_on_the_small_sheet() {
        let grid = Grid::of((600.0 * MM, 900.0 * MM), (297.0 * MM, 420.0 * MM));
        let ((x, y), scale) = ((50.0, 80.0), 0.2);
        let (width, height) = (600.0 * MM * scale, 900.0 * MM * scale);
        let fonts = Fonts::shipped().expect("fonts");
        let items = cuts(grid, (x, y), (width, height), scale, &fonts);
        let filled = |item: &&Item| matches!(item, Item::Path(path) if path.fill.is_some());
        let plates = items.iter().filter(filled).filter_map(Item::bounds);
        let plates: Vec<[Pt; 4]> = plates.collect();
        assert_eq!(plates.len(), grid.columns * grid.rows);
        for (k, &[left, top, right, bottom]) in plates.iter().enumerate() {
            assert!(left > x && right < x + width, "{plates:?}");
            assert!(top > y && bottom < y + height, "{plates:?}");
            let others = &plates[k + 1..];
            assert!(!others.iter().any(|other| overlaps(*other, plates[k])));
        }
    }
}
