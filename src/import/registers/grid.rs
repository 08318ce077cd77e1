//! Tables of whatever file as cells in rows and columns, with what merged cells cover filled in.

use super::super::docx;
use crate::diagnostic::{Place, Source, SourceId, Sources};
use crate::xlsx::read::{cell_name, ReadSheet};
use std::collections::BTreeMap;

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// The sheet's name, or what stands above the table.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Vec<GridCell>>,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct GridCell {
    /// What it says.
    pub said: String,
    /// What it is called: C5.
    pub at: String,
    /// Whether a merged cell above or beside says it.
    pub is_covered: bool,
    /// Whether it is one beside that says it, as in a title over the whole table.
    pub is_beside: bool,
    /// Whether it is an error of a spreadsheet.
    pub is_error: bool,
    /// Whether it is computed.
    pub is_formula: bool,
}

impl GridCell {
    /// What it says without the blanks that people set between characters.
    pub fn plain(&self) -> &str {
        self.said.trim()
    }
}

impl From<&ReadSheet> for Grid {
    fn from(sheet: &ReadSheet) -> Self {
        let last_row = sheet.cells.keys().map(|(row, _)| *row).max();
        let last_column = sheet.cells.keys().map(|(_, column)| *column).max();
        let (Some(last_row), Some(last_column)) = (last_row, last_column) else {
            return Self::default();
        };
        // Rows that hold something, and columns: a cell in the last corner of a sheet makes no
        // million rows.
        let rows: std::collections::BTreeSet<u32> = (sheet.cells.keys().map(|(row, _)| *row))
            .chain(
                sheet
                    .merged
                    .iter()
                    .flat_map(|&(top, _, end, _)| (top..=end.min(last_row)).take(MOST_COVERED)),
            )
            .collect();
        let columns: std::collections::BTreeSet<u32> =
            (sheet.cells.keys().map(|(_, column)| *column))
                .filter(|column| *column <= last_column)
                .collect();
        let mut covered: BTreeMap<(u32, u32), (u32, u32)> = BTreeMap::new();
        for &(top, left, bottom, right) in &sheet.merged {
            for row in rows.range(top..=bottom) {
                for column in columns.range(left..=right) {
                    covered.insert((*row, *column), (top, left));
                }
            }
        }
        let cell = |row: u32, column: u32| {
            let origin = covered
                .get(&(row, column))
                .copied()
                .unwrap_or((row, column));
            let read = sheet.cells.get(&origin).cloned().unwrap_or_default();
            GridCell {
                said: read.said,
                at: cell_name(row, column),
                is_covered: origin != (row, column),
                is_beside: origin.1 != column,
                is_error: read.is_error,
                is_formula: read.is_formula,
            }
        };
        Self {
            name: sheet.name.clone(),
            rows: (rows.iter())
                .map(|row| columns.iter().map(|column| cell(*row, *column)).collect())
                .collect(),
        }
    }
}

/// Rows of a merged cell that are looked at.
const MOST_COVERED: usize = 10_000;

impl From<&docx::Table> for Grid {
    fn from(table: &docx::Table) -> Self {
        let width = |row: &Vec<docx::Cell>| row.iter().map(|cell| cell.columns.max(1)).sum();
        let width: usize = table.rows.iter().map(width).max().unwrap_or(0);
        let mut rows: Vec<Vec<GridCell>> = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let mut cells: Vec<GridCell> = Vec::new();
            for cell in row {
                let column = cells.len();
                let above = rows.last().and_then(|above| above.get(column));
                let said = match above.filter(|_| cell.goes_on) {
                    Some(above) => above.said.clone(),
                    None => cell.text.clone(),
                };
                for beside in 0..cell.columns.max(1) {
                    cells.push(GridCell {
                        said: said.clone(),
                        at: cell_name(at as u32, (column + beside) as u32),
                        is_covered: cell.goes_on || beside > 0,
                        is_beside: beside > 0,
                        ..GridCell::default()
                    });
                }
            }
            while cells.len() < width {
                let at = cell_name(at as u32, cells.len() as u32);
                cells.push(GridCell {
                    at,
                    ..GridCell::default()
                });
            }
            rows.push(cells);
        }
        Self {
            name: String::new(),
            rows,
        }
    }
}

impl Grid {
    /// The table in comma- or tab-separated text.
    pub fn of_csv(name: &str, text: &str) -> Self {
        let first = text.lines().next().unwrap_or_default();
        let marks = [',', '\t', ';', '，'];
        let between = marks
            .into_iter()
            .max_by_key(|mark| (first.matches(*mark).count(), *mark == ','));
        let between = between.unwrap_or(',');
        let mut rows = vec![Vec::new()];
        let (mut field, mut quoted, mut was_quoted) = (String::new(), false, false);
        let mut characters = text.chars().peekable();
        let end = |field: &mut String, rows: &mut Vec<Vec<String>>| {
            if let Some(row) = rows.last_mut() {
                row.push(std::mem::take(field));
            }
        };
        while let Some(c) = characters.next() {
            match c {
                '"' if quoted && characters.peek() == Some(&'"') => {
                    field.push('"');
                    characters.next();
                }
                '"' if quoted => quoted = false,
                '"' if field.trim().is_empty() && !was_quoted => {
                    field.clear();
                    (quoted, was_quoted) = (true, true);
                }
                c if c == between && !quoted => {
                    end(&mut field, &mut rows);
                    was_quoted = false;
                }
                '\r' if !quoted && characters.peek() == Some(&'\n') => {}
                '\n' | '\r' if !quoted => {
                    end(&mut field, &mut rows);
                    was_quoted = false;
                    rows.push(Vec::new());
                }
                c => field.push(c),
            }
        }
        end(&mut field, &mut rows);
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let cell = |row: usize, column: usize, said: Option<&String>| GridCell {
            said: said.cloned().unwrap_or_default(),
            at: cell_name(row as u32, column as u32),
            ..GridCell::default()
        };
        Self {
            name: name.to_owned(),
            rows: (rows.iter().enumerate())
                .map(|(at, row)| (0..width).map(|c| cell(at, c, row.get(c))).collect())
                .filter(|row: &Vec<GridCell>| row.iter().any(|cell| !cell.plain().is_empty()))
                .collect(),
        }
    }
}

/// A table as a source that findings can point into: a line for each cell that says something.
pub struct Placed {
    source: SourceId,
    /// By the name of a cell, its bytes.
    at: BTreeMap<String, (usize, usize)>,
}

impl Placed {
    /// Puts the cells of a table among the sources.
    pub fn new(file: &str, grid: &Grid, sources: &mut Sources) -> Self {
        let mut text = String::new();
        let mut at = BTreeMap::new();
        for cell in grid.rows.iter().flatten().filter(|cell| !cell.is_covered) {
            if cell.plain().is_empty() {
                continue;
            }
            text.push_str(&cell.at);
            text.push('　');
            let start = text.len();
            text.push_str(&cell.said.replace('\n', " "));
            at.insert(cell.at.clone(), (start, text.len()));
            text.push('\n');
        }
        let path = match grid.name.is_empty() {
            true => file.to_owned(),
            false => format!("{file}〔{}〕", grid.name),
        };
        Self {
            source: sources.push_outside(Source::new(path, text)),
            at,
        }
    }

    /// Where a cell stands; the beginning of the table for an empty one.
    pub fn place(&self, cell: &GridCell) -> Place {
        let (start, end) = self.at.get(&cell.at).copied().unwrap_or((0, 0));
        Place::new(self.source, start..end)
    }

    /// The table as a whole.
    pub fn whole(&self) -> Place {
        Place::new(self.source, 0..0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_and_lines_in_quotes_are_parts_of_a_field() {
        let grid = Grid::of_csv("表", "部门,风险点\r\n财务科,\"一，二,\n\"\"三\"\"\"\r\n");
        let said: Vec<Vec<&str>> = (grid.rows.iter())
            .map(|row| row.iter().map(|cell| cell.said.as_str()).collect())
            .collect();
        assert_eq!(
            said,
            [vec!["部门", "风险点"], vec!["财务科", "一，二,\n\"三\""]]
        );
        let tabs = Grid::of_csv("表", "部门\t风险点\n财务科\t一,二\n");
        assert_eq!(tabs.rows[1][1].said, "一,二");
    }

    #[test]
    fn a_merged_cell_says_the_same_in_all_that_it_covers() {
        let mut sheet = ReadSheet::default();
        let cell = |said: &str| crate::xlsx::read::ReadCell {
            said: said.to_owned(),
            ..Default::default()
        };
        sheet.cells.insert((0, 0), cell("部门"));
        sheet.cells.insert((1, 0), cell("财务科"));
        sheet.cells.insert((1, 1), cell("一"));
        sheet.cells.insert((2, 1), cell("二"));
        sheet.merged.push((1, 0, 2, 0));
        let grid = Grid::from(&sheet);
        assert_eq!(grid.rows[2][0].said, "财务科");
        assert!(grid.rows[2][0].is_covered && !grid.rows[1][0].is_covered);
    }
}
