//! The registers of the rules as a workbook that can be edited and read back.

use super::{base, Book, Cell, Column, Head, Row, Sheet, Tint};
use crate::model::Unit;
use crate::register::{self, Register};
use unicode_width::UnicodeWidthStr;

/// The narrowest and the widest column, in half-width characters.
const WIDTH: (usize, usize) = (6, 26);
/// The width of a column of long texts.
const LONG: usize = 44;
/// Room for the button of a head's filter.
const BUTTON: usize = 3;

/// The workbook of a unit's registers.
pub fn book(registers: &[Register], unit: &Unit) -> Book {
    let mut sheets: Vec<Sheet> = registers
        .iter()
        .map(|register| sheet(register, unit))
        .collect();
    sheets.push(base::sheet(registers));
    let profile = &unit.profile;
    Book {
        title: format!("{}{}风险防控底表", profile.name, unit.words().integrity),
        author: profile.issuers.join("、"),
        day: profile.issued,
        sheets,
    }
}

fn sheet(register: &Register, unit: &Unit) -> Sheet {
    let columns: Vec<Column> = (0..register.columns.len())
        .map(|at| column(register, at, unit))
        .collect();
    let head = |column: &register::Column| Head {
        text: column.head.clone(),
        columns: 1,
        rows: 1,
    };
    let key = format!("{}{}", base::SHEET, register.key);
    let keys = register.columns.iter().map(|column| column.key.clone());
    // What a row is called stays in sight: its id and its name, or what it is part of.
    let named = register.columns.iter().take(2);
    let frozen = named
        .filter(|column| matches!(&*column.key, "id" | "name" | "^"))
        .count();
    Sheet {
        name: register.title.clone(),
        keys: [key].into_iter().chain(keys).collect(),
        columns,
        head: vec![register.columns.iter().map(head).collect()],
        rows: register.rows.iter().map(row).collect(),
        frozen,
        ..Sheet::default()
    }
}

fn row(row: &register::Row) -> Row {
    Row {
        key: row.key.clone(),
        cells: row.cells.iter().map(cell).collect(),
    }
}

fn cell(cell: &register::Cell) -> Cell {
    match cell {
        register::Cell::Empty => Cell::Empty,
        register::Cell::Text(text) => Cell::Text(text.clone()),
        // Whole numbers of rules are far below what a float holds exactly.
        register::Cell::Number(number) => Cell::Number(*number as f64),
        register::Cell::Day(day) => Cell::Day(*day),
    }
}

fn column(register: &Register, at: usize, unit: &Unit) -> Column {
    let declared = &register.columns[at];
    let said: Vec<String> = register
        .rows
        .iter()
        .map(|row| row.cells[at].said())
        .collect();
    let lines = said.iter().flat_map(|said| said.lines());
    let widest = lines.map(UnicodeWidthStr::width).max().unwrap_or(0);
    let head = declared.head.width() + BUTTON;
    let is_wide = widest > WIDTH.1 && (declared.long || widest > 2 * WIDTH.1);
    let most = if is_wide { LONG } else { WIDTH.1 };
    let is_empty = said.iter().all(String::is_empty);
    Column {
        width: (widest + 1).max(head).clamp(WIDTH.0, most) as f64,
        is_centred: widest <= 10 && !declared.long,
        is_hidden: is_empty && !declared.required,
        choices: declared.choices.clone(),
        tints: tints(&declared.choices, unit),
    }
}

/// The colours of a column that holds grades.
pub(super) fn tints(choices: &[String], unit: &Unit) -> Vec<Tint> {
    let grades = &unit.vocabulary.grades;
    let of_grades = choices.len() == grades.len()
        && grades
            .iter()
            .zip(choices)
            .all(|(grade, choice)| grade.chinese() == choice);
    if !of_grades {
        return Vec::new();
    }
    let tint = |grade: &crate::model::Grade| Tint {
        text: grade.chinese().to_owned(),
        fill: rgb(grade.colour().fill),
        ink: rgb(grade.colour().text),
    };
    grades.iter().map(tint).collect()
}

fn rgb(colour: crate::model::vocabulary::Rgb) -> u32 {
    let crate::model::vocabulary::Rgb(red, green, blue) = colour;
    u32::from(red) << 16 | u32::from(green) << 8 | u32::from(blue)
}
