//! A table, declared once: what its columns are, what stands in its rows, which rows belong
//! together. The screen, the paper and whoever takes the table elsewhere read this.
//!
//! Every row has a cell for every column. Which cells are merged follows from the groups that a
//! row is in and from the depth that a column is merged at: the register of risk points groups
//! its rows by class and within it by risk point, so that a class's name is written once for all
//! its points, and a point once for all its measures.

mod cell;
pub(super) mod changes;
pub(super) mod choices;
mod cited;
mod concerned;
pub(super) mod coverage;
pub(super) mod departments;
pub(super) mod kind;
mod legend;
pub(super) mod measures;
pub(super) mod posts;
pub(super) mod powers;
pub(super) mod risks;
mod sets;
pub(super) mod settlements;
pub(super) mod sheet;
pub(super) mod sheet_year;
pub(super) mod station;
pub(super) mod steps;
pub(super) mod trace;
pub mod years;

pub(super) use cell::{listed, parts};
pub use cell::{Cell, Piece};
pub use kind::TableKind;

use serde::Serialize;

/// A table.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// What its anchor and its classes are called by.
    pub key: &'static str,
    /// Its title.
    pub title: String,
    /// What it shows, for who cannot see it.
    pub caption: String,
    /// Its columns, those without any value left out.
    pub columns: Vec<Column>,
    /// The rows of its head.
    pub head: Vec<Vec<Head>>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What its signs mean; on paper below it on every page.
    pub legend: Vec<Piece>,
    /// Notes that rows lead to; on paper below those pages that lead there.
    pub notes: Vec<Note>,
}

/// A column.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// What it is called in data.
    pub key: &'static str,
    /// Its head, by lines.
    pub head: Vec<String>,
    /// What several columns beside each other have as a common head.
    pub over: Option<String>,
    /// Its share of the width, in percent.
    pub share: f32,
    /// How its cells are dressed.
    pub class: &'static str,
    /// Whether its cells name their row, or the group of rows that they are merged over.
    pub names: bool,
    /// The depth of the groups that it is merged over; never where there is none.
    pub merged: Option<usize>,
    /// What stands before its cells where each row is a card, as on a phone.
    pub card: Option<String>,
    /// Whether it goes where no row has a value.
    optional: bool,
}

impl Column {
    /// A column of that width on the sheet, in mm; a `|` in its head parts lines.
    pub fn new(key: &'static str, head: &str, width_mm: f32) -> Self {
        Self {
            key,
            head: head.split('|').map(str::to_owned).collect(),
            over: None,
            share: width_mm,
            class: "",
            names: false,
            merged: None,
            card: None,
            optional: false,
        }
    }

    /// One of several with a common head.
    pub fn under(self, over: &str) -> Self {
        Self {
            over: Some(over.to_owned()),
            ..self
        }
    }

    /// One whose cells are dressed as that class.
    pub fn class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }

    /// One whose cells name their rows.
    pub fn names(self) -> Self {
        Self {
            names: true,
            ..self
        }
    }

    /// One that is merged over the groups of a depth.
    pub fn merged(self, depth: usize) -> Self {
        Self {
            merged: Some(depth),
            ..self
        }
    }

    /// One before whose cells that stands where each row is a card.
    pub fn card(self, word: &str) -> Self {
        Self {
            card: Some(word.to_owned()),
            ..self
        }
    }

    /// One that is left out where no row has a value.
    pub fn optional(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }
}

/// A cell of the head.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Its words, by lines.
    pub lines: Vec<String>,
    /// Columns it covers.
    pub columns: usize,
    /// Rows of the head it covers.
    pub rows: usize,
}

/// A row.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Row {
    /// Its anchor.
    pub id: Option<String>,
    /// The groups it is in, the widest first; rows in the same one have the same number.
    #[serde(skip)]
    groups: Vec<usize>,
    /// Whether a group of the widest kind begins with it, and it is not the first.
    pub starts: bool,
    /// Whether it goes on with what the row above began.
    pub more: bool,
    /// What is special about it, as a class; mostly nothing.
    pub kind: &'static str,
    /// What rows are chosen by.
    pub facets: Facets,
    /// A cell for each column.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A row of such cells in such groups.
    pub fn new(groups: &[usize], cells: Vec<Cell>) -> Self {
        Self {
            groups: groups.to_vec(),
            cells,
            ..Self::default()
        }
    }

    /// The same with an anchor.
    pub fn at(self, id: Option<String>) -> Self {
        Self { id, ..self }
    }

    /// The same, of a special kind.
    pub fn kind(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    /// The same, chosen by these.
    pub fn of(self, facets: Facets) -> Self {
        Self { facets, ..self }
    }
}

/// What rows of a table are chosen by, as ids.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// The departments, and the bodies that are none, that it concerns.
    pub departments: Vec<String>,
    /// The posts whose own it is; what all of them have is nobody's own.
    pub posts: Vec<String>,
    /// Its grade.
    pub grade: Option<&'static str>,
    /// Its class of risk points.
    pub class: Option<String>,
}

/// A note below a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Its anchor.
    pub id: String,
    /// ③.
    pub mark: String,
    /// What it says.
    pub text: String,
}

/// What a table is declared as, before its rows are merged and its empty columns gone.
pub(super) struct Declared {
    /// What its anchor and its classes are called by.
    pub key: &'static str,
    /// Its title.
    pub title: String,
    /// What it shows, for who cannot see it.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, with a cell for each column.
    pub rows: Vec<Row>,
    /// What its signs mean.
    pub legend: Vec<Piece>,
    /// Its notes.
    pub notes: Vec<Note>,
}

impl From<Declared> for Table {
    fn from(declared: Declared) -> Self {
        let Declared {
            key,
            title,
            caption,
            mut columns,
            mut rows,
            legend,
            notes,
        } = declared;
        let filled = |at: usize, rows: &[Row]| rows.iter().any(|row| !row.cells[at].is_empty());
        for at in (0..columns.len()).rev() {
            if columns[at].optional && !filled(at, &rows) {
                let gone = columns.remove(at);
                // Its width goes to the right neighbour, of the last column to all.
                if let Some(beside) = columns.get_mut(at) {
                    beside.share += gone.share;
                }
                rows.iter_mut().for_each(|row| {
                    row.cells.remove(at);
                });
            }
        }
        let whole: f32 = columns.iter().map(|column| column.share).sum();
        for column in &mut columns {
            column.share = (column.share * 10_000.0 / whole).round() / 100.0;
        }
        merge(&columns, &mut rows);
        Self {
            key,
            title,
            caption,
            head: head(&columns),
            columns,
            rows,
            legend,
            notes,
        }
    }
}

/// Merges the cells of columns over the groups that they are merged at.
fn merge(columns: &[Column], rows: &mut [Row]) {
    for at in 1..rows.len() {
        let (above, here) = (&rows[at - 1].groups, &rows[at].groups);
        let starts = above.first() != here.first();
        let more = here.len() > 1 && above == here;
        rows[at].starts = starts;
        rows[at].more = more;
    }
    for (column, depth) in columns
        .iter()
        .enumerate()
        .filter_map(|(at, c)| Some((at, c.merged?)))
    {
        let mut from = 0;
        while from < rows.len() {
            let group = rows[from].groups.get(..=depth).map(<[usize]>::to_vec);
            let same = |row: &&Row| row.groups.get(..=depth) == group.as_deref();
            let count = match group {
                Some(_) => rows[from..].iter().take_while(same).count(),
                None => 1,
            };
            rows[from].cells[column].rows = count;
            for row in &mut rows[from + 1..from + count] {
                row.cells[column].rows = 0;
            }
            from += count;
        }
    }
}

/// The head: one row, or two where columns have a head in common.
fn head(columns: &[Column]) -> Vec<Vec<Head>> {
    let two = columns.iter().any(|column| column.over.is_some());
    let mut rows = vec![Vec::new(); if two { 2 } else { 1 }];
    for run in columns.chunk_by(|a, b| a.over.is_some() && a.over == b.over) {
        let own = |column: &Column, rows| Head {
            lines: column.head.clone(),
            columns: 1,
            rows,
        };
        match &run[0].over {
            None => rows[0].push(own(&run[0], if two { 2 } else { 1 })),
            Some(over) => {
                rows[0].push(Head {
                    lines: vec![over.clone()],
                    columns: run.len(),
                    rows: 1,
                });
                rows[1].extend(run.iter().map(|column| own(column, 1)));
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(columns: Vec<Column>, rows: Vec<Row>) -> Table {
        Table::from(Declared {
            key: "risks",
            title: String::new(),
            caption: String::new(),
            columns,
            rows,
            legend: Vec::new(),
            notes: Vec::new(),
        })
    }

    fn row(groups: &[usize], cells: [&str; 3]) -> Row {
        Row::new(groups, cells.map(Cell::text).to_vec())
    }

    #[test]
    fn cells_are_merged_over_the_groups_of_their_columns_depth() {
        let columns = vec![
            Column::new("class", "类别", 10.0).merged(0),
            Column::new("risk", "风险点", 20.0).merged(1),
            Column::new("measure", "措施", 30.0),
        ];
        let rows = vec![
            row(&[0, 0], ["甲", "一", "1"]),
            row(&[0, 0], ["甲", "一", "2"]),
            row(&[0, 1], ["甲", "二", "3"]),
            row(&[1, 1], ["乙", "二", "4"]),
        ];
        let table = declared(columns, rows);
        let spans = |column: usize| -> Vec<usize> {
            table
                .rows
                .iter()
                .map(|row| row.cells[column].rows)
                .collect()
        };
        assert_eq!(spans(0), [3, 0, 0, 1]);
        assert_eq!(spans(1), [2, 0, 1, 1]);
        assert_eq!(spans(2), [1, 1, 1, 1]);
        let starts: Vec<bool> = table.rows.iter().map(|row| row.starts).collect();
        assert_eq!(starts, [false, false, false, true]);
        let more: Vec<bool> = table.rows.iter().map(|row| row.more).collect();
        assert_eq!(more, [false, true, false, false]);
    }

    #[test]
    fn an_empty_column_goes_and_its_neighbour_has_its_width() {
        let columns = vec![
            Column::new("a", "甲", 10.0),
            Column::new("b", "乙", 20.0).optional(),
            Column::new("c", "丙", 30.0).optional(),
        ];
        let rows = vec![row(&[], ["1", "", "3"]), row(&[], ["1", "", ""])];
        let table = declared(columns, rows);
        let shares: Vec<f32> = table.columns.iter().map(|column| column.share).collect();
        assert_eq!(shares, [16.67, 83.33]);
        assert!(table.rows.iter().all(|row| row.cells.len() == 2));
    }

    #[test]
    fn columns_with_a_common_head_stand_below_it() {
        let columns = vec![
            Column::new("a", "序号", 10.0),
            Column::new("b", "行政|许可", 10.0).under("握有的权力"),
            Column::new("c", "行政|处罚", 10.0).under("握有的权力"),
        ];
        let rows = vec![row(&[], ["1", "2", "3"])];
        let head = declared(columns, rows).head;
        let shape = |row: &[Head]| -> Vec<(usize, usize)> {
            row.iter().map(|cell| (cell.columns, cell.rows)).collect()
        };
        assert_eq!(shape(&head[0]), [(1, 2), (2, 1)]);
        assert_eq!(shape(&head[1]), [(1, 1), (1, 1)]);
        assert_eq!(head[1][0].lines, ["行政", "许可"]);
    }
}
