//! Which column of a table is what: by the names that columns usually have, in any order.

use super::grid::{Grid, GridCell};
use crate::fields::{self, Field};
use crate::model::ledger::Ledger;
use crate::model::Unit;
use std::collections::BTreeMap;

/// Rows in which the head of a table is looked for: a title and a line of facts stand above it.
const HEAD_WITHIN: usize = 12;
/// No register has more columns; what has is compared column by column, which would take long.
const MOST_COLUMNS: usize = 500;
/// Names of the column that only counts.
const NUMBER: [&str; 4] = ["序号", "编号", "号", "NO."];

/// What a column is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It only counts the rows.
    Number,
    /// A key of a kind of entity: `risk`, `behaviour`.
    Key(String, String),
    /// Nobody knows.
    Unknown,
}

/// The head of a table.
#[derive(Debug, Clone)]
pub struct Heads {
    /// The first row of the head, and the first below it.
    pub rows: (usize, usize),
    /// What each column is.
    pub roles: Vec<Role>,
    /// What each column is called.
    pub names: Vec<String>,
    /// The columns that are so by a part of their name only.
    pub unsure: Vec<usize>,
    /// The ledger whose records they are, where they are records.
    pub ledger: Option<Ledger>,
}

/// What a person says of odd heads: by their name `kind.key`, or `-` for what only counts.
pub type Mapping = BTreeMap<String, String>;

/// A head as it is compared: without blanks, marks and the unit's word for integrity.
fn plain(text: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !"：:*＊、/／（）()".contains(*c);
    let text: String = text.chars().filter(kept).collect();
    text.replace("廉政", "").replace("廉洁", "")
}

/// The head of a table; `None` where none of its first rows has two columns that are known.
pub fn heads(grid: &Grid, unit: &Unit, mapping: &Mapping) -> Option<Heads> {
    let width = grid.rows.first().map_or(0, Vec::len);
    if width > MOST_COLUMNS {
        return None;
    }
    let known = known(unit);
    let mut best: Option<(usize, Heads)> = None;
    for at in 0..grid.rows.len().min(HEAD_WITHIN) {
        for tall in 1..=2 {
            let Some(head) = read(grid, at, tall, &known, unit, mapping) else {
                continue;
            };
            let sure = head.roles.iter().filter(|role| **role != Role::Unknown);
            let count = sure.count() * 2 - head.unsure.len();
            // A second row of the head is one only where it says more.
            if best.as_ref().is_none_or(|(most, _)| count > *most) {
                best = Some((count, head));
            }
        }
    }
    best.map(|(_, head)| head)
}

/// All names of columns, plain, with what they are.
fn known(unit: &Unit) -> Vec<(String, String, String)> {
    const KINDS: [&str; 5] = ["risk", "measure", "department", "post", "authority"];
    let mut out = Vec::new();
    for kind in KINDS {
        let table = fields::table(kind);
        for field in table.map_or(&[][..], |table| &table.fields) {
            let also = field.also.iter().map(String::as_str);
            for name in also {
                out.push((plain(name), kind.to_owned(), field.key.clone()));
            }
        }
    }
    let words = unit.words();
    let own = [
        (&words.department, "department", "name"),
        (&words.leader_in_charge, "department", "leader"),
    ];
    for (word, kind, key) in own {
        out.push((plain(word), kind.to_owned(), key.to_owned()));
    }
    out
}

/// Reads so many rows as a head.
fn read(
    grid: &Grid,
    at: usize,
    tall: usize,
    known: &[(String, String, String)],
    unit: &Unit,
    mapping: &Mapping,
) -> Option<Heads> {
    let rows = grid.rows.get(at..at + tall)?;
    // A title over the whole table is no part of its head.
    if !rows.iter().all(|row| is_row(row)) {
        return None;
    }
    let width = rows[0].len();
    let name = |column: usize| {
        let mut parts: Vec<&str> = Vec::new();
        for cell in rows.iter().filter_map(|row| row.get(column)) {
            if !cell.plain().is_empty() && !parts.contains(&cell.plain()) {
                parts.push(cell.plain());
            }
        }
        parts
    };
    let parts: Vec<Vec<&str>> = (0..width).map(name).collect();
    let names: Vec<String> = parts.iter().map(|parts| parts.join(" ")).collect();
    // A row of texts is no head.
    if names.iter().any(|name| name.chars().count() > 40) {
        return None;
    }
    if let Some(heads) = records((at, at + tall), &parts, &names, unit) {
        return Some(heads);
    }
    let mut roles = Vec::new();
    let mut unsure = Vec::new();
    for (column, parts) in parts.iter().enumerate() {
        let whole = plain(&names[column]);
        let own = parts.last().map_or(String::new(), |part| plain(part));
        let mapped =
            (mapping.get(&names[column])).or_else(|| parts.last().and_then(|p| mapping.get(*p)));
        let role = match mapped {
            Some(to) => match to.split_once('.') {
                Some((kind, key)) => Role::Key(kind.to_owned(), key.to_owned()),
                None => Role::Number,
            },
            None if own.is_empty() => Role::Unknown,
            None if NUMBER.contains(&own.as_str()) => Role::Number,
            None => {
                let exact = known
                    .iter()
                    .find(|(name, ..)| *name == own || *name == whole);
                let inside = || {
                    let holds = known.iter().filter(|(name, ..)| {
                        name.chars().count() > 2
                            && (own.ends_with(name.as_str()) || own.starts_with(name.as_str()))
                    });
                    holds.max_by_key(|(name, ..)| name.chars().count())
                };
                match exact {
                    Some((_, kind, key)) => Role::Key(kind.clone(), key.clone()),
                    None => match inside() {
                        Some((_, kind, key)) => {
                            unsure.push(column);
                            Role::Key(kind.clone(), key.clone())
                        }
                        None => Role::Unknown,
                    },
                }
            }
        };
        roles.push(role);
    }
    let sure = roles
        .iter()
        .filter(|role| matches!(role, Role::Key(..)))
        .count();
    (sure >= 2).then_some(Heads {
        rows: (at, at + tall),
        roles,
        names,
        unsure,
        ledger: None,
    })
}

/// The head of a table of records: that of the ledger most of whose keys are among the columns.
fn records(
    rows: (usize, usize),
    parts: &[Vec<&str>],
    names: &[String],
    unit: &Unit,
) -> Option<Heads> {
    let of = |ledger: &Ledger| {
        let fields: &'static [Field] = &ledger.entry().table.fields;
        let role = |parts: &Vec<&str>| {
            let own = parts.last().map_or(String::new(), |part| plain(part));
            if NUMBER.contains(&own.as_str()) && !own.is_empty() {
                return Role::Number;
            }
            let words = unit.words();
            let named = |field: &&'static Field| {
                let department = field.key == "department" && own == plain(&words.department);
                let head = plain(field.head());
                !own.is_empty()
                    && (head == own || department || (field.key == "department" && own == "部门"))
            };
            let field = fields.iter().find(named);
            field.map_or(Role::Unknown, |field| {
                Role::Key(ledger.key().to_owned(), field.key.clone())
            })
        };
        let roles: Vec<Role> = parts.iter().map(role).collect();
        let count = roles
            .iter()
            .filter(|role| matches!(role, Role::Key(..)))
            .count();
        let has_day = roles.iter().any(
            |role| matches!(role, Role::Key(_, key) if Some(key) == ledger.entry().day.as_ref()),
        );
        (count, has_day, *ledger, roles)
    };
    let all = unit.ledgers.iter().map(of);
    // Two columns may be there by chance: the day must be among three, unless all are known.
    let (count, has_day, ledger, roles) =
        all.max_by_key(|(count, has_day, ..)| (*has_day, *count))?;
    let filled = parts.iter().filter(|parts| !parts.is_empty()).count();
    let sure = has_day && (count >= 3 || count + 1 >= filled) && count >= 2;
    sure.then(|| Heads {
        rows,
        roles,
        names: names.to_vec(),
        unsure: Vec::new(),
        ledger: Some(ledger),
    })
}

/// Whether a row is one of a table or of its head: titles and notes are one cell over all of it.
/// A cell that goes on from the row above counts: below it there may be no more than a measure.
pub fn is_row(row: &[GridCell]) -> bool {
    let said = row
        .iter()
        .filter(|cell| !cell.is_beside && !cell.plain().is_empty());
    said.count() > 1
}

impl Heads {
    /// Whether a row with one cell goes on with the row above: the cell is a measure or a risk point
    /// in its own column, and as wide as that.
    pub fn goes_on(&self, row: &[GridCell]) -> bool {
        let mut said = row
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.plain().is_empty());
        match (said.next(), said.next()) {
            (Some((at, _)), None) => matches!(
                &self.roles[at],
                Role::Key(kind, key) if ["measure", "risk"].contains(&kind.as_str()) && key != "grade"
            ),
            _ => false,
        }
    }
}
