//! The tables of the pages as workbooks to send on: every value in its row, so that they can be
//! sorted and filtered; what is merged on paper is repeated here.

use super::{base, registers::tints, Book, Cell, Column, Head, Row, Sheet};
use crate::view::table::{self, Piece, Table};
use crate::view::Issue;

/// The width of a sheet in half-width characters, which its columns share: an A4 lying on its side.
const WHOLE_WIDTH: f32 = 150.0;
/// The narrowest column.
const NARROWEST: f32 = 5.5;
/// Classes of columns whose texts begin at the left.
const LEFT: [&str; 3] = ["text", "who", "term"];

/// The workbook of a table of an issue.
pub fn book(table: &Table, issue: &Issue) -> Book {
    let profile = &issue.unit().profile;
    let title = format!("{}{}", profile.name, table.title);
    let sheet = sheet(table, &title, issue);
    Book {
        title,
        author: profile.issuers.join("、"),
        day: profile.issued,
        sheets: vec![sheet, base::of_table()],
    }
}

fn sheet(table: &Table, title: &str, issue: &Issue) -> Sheet {
    let grades = issue.unit().vocabulary.grades.iter();
    let grades: Vec<String> = grades.map(|grade| grade.chinese().to_owned()).collect();
    let column = |(at, column): (usize, &table::Column)| {
        let mut cells = table.rows.iter().map(|row| &row.cells[at]);
        let has_grades = cells.any(|cell| {
            let pieces = cell.lines.iter().flatten();
            pieces.clone().count() == 1 && pieces.into_iter().any(|p| matches!(p, Piece::Chip(_)))
        });
        Column {
            width: f64::from((WHOLE_WIDTH * column.share / 100.0).max(NARROWEST).round()),
            is_centred: !LEFT.contains(&column.class),
            tints: match has_grades {
                true => tints(&grades, issue.unit()),
                false => Vec::new(),
            },
            ..Column::default()
        }
    };
    let head = |cell: &table::Head| Head {
        // A head's lines are parts of one word there: 序号, 编号 apart only where they are two.
        text: cell.lines.join("\n"),
        columns: cell.columns,
        rows: cell.rows,
    };
    let row = |row: &table::Row| Row {
        key: String::new(),
        cells: row.cells.iter().map(cell).collect(),
    };
    let legend = table.legend.iter().map(said).collect::<String>();
    let notes = table
        .notes
        .iter()
        .map(|note| format!("{} {}", note.mark, note.text));
    let names = |column: &&table::Column| !column.names;
    let before = table.columns.iter().take_while(names).count();
    Sheet {
        name: table.title.clone(),
        title: title.to_owned(),
        columns: table.columns.iter().enumerate().map(column).collect(),
        head: (table.head.iter())
            .map(|row| row.iter().map(head).collect())
            .collect(),
        rows: table.rows.iter().map(row).collect(),
        // Up to what names the rows, where that leaves room for the rest.
        frozen: if before < 3 { before + 1 } else { 0 },
        notes: [legend]
            .into_iter()
            .chain(notes)
            .filter(|note| !note.is_empty())
            .collect(),
        ..Sheet::default()
    }
}

fn cell(cell: &table::Cell) -> Cell {
    let line = |line: &Vec<Piece>| line.iter().map(said).collect::<String>();
    let lines: Vec<String> = cell
        .lines
        .iter()
        .map(line)
        .filter(|line| !line.is_empty())
        .collect();
    let text = lines.join("\n");
    // 2013 is a number, 000001 and 12388-2 are words.
    let number = text
        .parse::<u32>()
        .ok()
        .filter(|number| number.to_string() == text);
    match number {
        _ if text.is_empty() => Cell::Empty,
        Some(number) => Cell::Number(f64::from(number)),
        None => Cell::Text(text),
    }
}

/// What a piece says on paper.
fn said(piece: &Piece) -> String {
    match piece {
        Piece::Text(text)
        | Piece::Whole(text)
        | Piece::Strong(text)
        | Piece::Own(text)
        | Piece::Small(text)
        | Piece::Gone(text)
        | Piece::New(text)
        | Piece::Added(text) => text.clone(),
        Piece::Graded(_, word) => word.clone(),
        Piece::State(_, word) => format!("（{word}）"),
        Piece::Listed(link, mark) => format!("{}{mark}", link.text),
        Piece::Link(link) | Piece::SmallLink(link) | Piece::Note(link) => link.text.clone(),
        Piece::Chip(grade) => grade.word.to_owned(),
        Piece::Level(_, name) => name.clone(),
        Piece::Power(power) => match power.key {
            "full" => "●".to_owned(),
            "part" => "◐".to_owned(),
            "none" => String::new(),
            _ => power.word.to_owned(),
        },
        Piece::Brief(_, whole) => whole.clone(),
        Piece::Nothing => "—".to_owned(),
        Piece::FullMark => "●".to_owned(),
        Piece::PartMark => "◐".to_owned(),
        // They lead on, on the screen alone.
        Piece::Ref(_) | Piece::Refs(_) | Piece::Ways(_) => String::new(),
    }
}
