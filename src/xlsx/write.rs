//! Sheets to the bytes of an XLSX file.

use super::{base::cut, Book, Cell, Column, Sheet};
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, DocProperties,
    ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

/// Faces that every Chinese Windows and WPS has.
const SONG: &str = "宋体";
const HEI: &str = "黑体";
/// Type sizes in points: of cells, of heads, of a title.
const SIZES: (f64, f64, f64) = (10.5, 10.5, 16.0);
/// The longest name of a sheet, in characters, and what may not stand in one.
const LONGEST_NAME: usize = 31;
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// The longest list of choices that a cell may carry, in characters.
const LONGEST_LIST: usize = 255;
/// A4, as Excel counts papers.
const A4: u8 = 9;
const A3: u8 = 8;
/// The width in half-width characters from which a sheet needs the larger paper.
const WIDE: f64 = 190.0;
/// The height of a line, in points.
const LINE_HEIGHT: f64 = 14.5;
/// The highest row that Excel has, in points.
const HIGHEST: f64 = 409.0;
/// Colours: of the head, of lines.
const HEAD: u32 = 0xEFE9DF;
const LINE: u32 = 0xB8AFA3;

/// The bytes of a workbook.
///
/// # Errors
/// What Excel's format cannot hold, in the words of the writer: more than a million rows.
pub fn write(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new()
        .set_title(&book.title)
        .set_author(&book.author);
    // Without a day the writer would ask the clock.
    let (year, month, day) = book.day.map_or((2000, 1, 1), civil);
    properties = properties.set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?);
    workbook.set_properties(&properties);
    let dress = Dress::new();
    let mut taken = BTreeSet::new();
    for sheet in &book.sheets {
        let name = name(&sheet.name, &mut taken);
        put(workbook.add_worksheet(), sheet, &name, &dress)?;
    }
    workbook.save_to_buffer()
}

/// The formats that cells are dressed in.
struct Dress {
    title: Format,
    head: Format,
    text: Format,
    centred: Format,
    day: Format,
    note: Format,
}

impl Dress {
    fn new() -> Self {
        let line = Color::RGB(LINE);
        let cell = Format::new()
            .set_font_name(SONG)
            .set_font_size(SIZES.0)
            .set_border(FormatBorder::Thin)
            .set_border_color(line)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        let plain = Format::new().set_font_name(SONG).set_font_size(SIZES.0);
        Self {
            title: Format::new()
                .set_font_name(HEI)
                .set_font_size(SIZES.2)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            head: (cell.clone().set_font_name(HEI))
                .set_font_size(SIZES.1)
                .set_background_color(Color::RGB(HEAD))
                .set_align(FormatAlign::Center),
            centred: cell.clone().set_align(FormatAlign::Center),
            day: (cell.clone().set_align(FormatAlign::Center)).set_num_format("yyyy-mm-dd"),
            text: cell,
            note: plain.set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

fn put(out: &mut Worksheet, sheet: &Sheet, name: &str, dress: &Dress) -> Result<(), XlsxError> {
    out.set_name(name)?;
    if sheet.is_hidden {
        out.set_hidden(true);
    }
    // A hidden row and column of keys, where the sheet is read back.
    let left = u16::from(!sheet.keys.is_empty());
    let mut row = 0;
    if left > 0 {
        for (at, key) in sheet.keys.iter().enumerate() {
            out.write_string(row, at as u16, key)?;
        }
        out.set_row_hidden(row)?;
        out.set_column_hidden(0)?;
        row += 1;
    }
    let width = sheet.columns.len() as u16;
    if !sheet.title.is_empty() && width > 1 {
        out.merge_range(row, left, row, left + width - 1, &sheet.title, &dress.title)?;
        out.set_row_height(row, 30)?;
        row += 1;
    }
    let first_of_head = row;
    row = head(out, sheet, row, left, dress)?;
    let first = row;
    for content in &sheet.rows {
        if left > 0 {
            out.write_string(row, 0, &content.key)?;
        }
        for (at, cell) in content.cells.iter().enumerate() {
            let plain = sheet.head.is_empty();
            let centred = sheet
                .columns
                .get(at)
                .is_some_and(|column| column.is_centred);
            let format = if centred { &dress.centred } else { &dress.text };
            let column = left + at as u16;
            match cell {
                Cell::Text(text) if plain => drop(out.write_string(row, column, text)?),
                Cell::Empty => drop(out.write_blank(row, column, format)?),
                Cell::Text(text) => {
                    let text = cut(text);
                    out.write_string_with_format(row, column, text, format)?;
                }
                Cell::Number(number) => {
                    out.write_number_with_format(row, column, *number, &dress.centred)?;
                }
                Cell::Day(date) => {
                    let (year, month, day) = civil(*date);
                    // Excel's days begin in 1900.
                    match ExcelDateTime::from_ymd(year, month, day) {
                        Ok(day) => out.write_datetime_with_format(row, column, &day, &dress.day)?,
                        Err(_) => {
                            out.write_string_with_format(row, column, date.to_string(), format)?
                        }
                    };
                }
            }
        }
        if let Some(height) = height(&content.cells, &sheet.columns) {
            out.set_row_height(row, height)?;
        }
        row += 1;
    }
    let last = row.saturating_sub(1);
    for (at, column) in sheet.columns.iter().enumerate() {
        dress_column(
            out,
            column,
            left + at as u16,
            (first, last),
            !sheet.rows.is_empty(),
        )?;
    }
    for note in &sheet.notes {
        if width > 1 {
            out.merge_range(row, left, row, left + width - 1, note, &dress.note)?;
        }
        row += 1;
    }
    if sheet.is_hidden || width == 0 {
        return Ok(());
    }
    if !sheet.rows.is_empty() && first > 0 {
        out.autofilter(first - 1, left, last, left + width - 1)?;
    }
    out.set_freeze_panes(first, left + sheet.frozen as u16)?;
    out.set_landscape();
    let whole: f64 = sheet
        .columns
        .iter()
        .filter(|c| !c.is_hidden)
        .map(|c| c.width)
        .sum();
    out.set_paper_size(if whole > WIDE { A3 } else { A4 });
    out.set_print_fit_to_pages(1, 0);
    out.set_margins(0.5, 0.5, 0.7, 0.6, 0.3, 0.3);
    out.set_print_center_horizontally(true);
    if first > first_of_head {
        out.set_repeat_rows(first_of_head, first - 1)?;
    }
    out.set_header("&L&A");
    out.set_footer("&C第 &P 页，共 &N 页");
    Ok(())
}

/// Writes the head; gives the row below it.
fn head(
    out: &mut Worksheet,
    sheet: &Sheet,
    top: u32,
    left: u16,
    dress: &Dress,
) -> Result<u32, XlsxError> {
    let mut covered = BTreeSet::new();
    for (depth, cells) in sheet.head.iter().enumerate() {
        let row = top + depth as u32;
        let mut column = left;
        for cell in cells {
            while covered.contains(&(row, column)) {
                column += 1;
            }
            let (rows, columns) = (cell.rows.max(1) as u32, cell.columns.max(1) as u16);
            for r in row..row + rows {
                covered.extend((column..column + columns).map(|c| (r, c)));
            }
            if rows == 1 && columns == 1 {
                out.write_string_with_format(row, column, &cell.text, &dress.head)?;
            } else {
                let end = (row + rows - 1, column + columns - 1);
                out.merge_range(row, column, end.0, end.1, &cell.text, &dress.head)?;
            }
            column += columns;
        }
    }
    Ok(top + sheet.head.len() as u32)
}

fn dress_column(
    out: &mut Worksheet,
    column: &Column,
    at: u16,
    (first, last): (u32, u32),
    has_rows: bool,
) -> Result<(), XlsxError> {
    if column.width > 0.0 {
        out.set_column_width(at, column.width)?;
    }
    if column.is_hidden {
        out.set_column_hidden(at)?;
    }
    if !has_rows {
        return Ok(());
    }
    let length: usize = column
        .choices
        .iter()
        .map(|choice| choice.chars().count() + 1)
        .sum();
    let has_comma = column.choices.iter().any(|choice| choice.contains(','));
    if !column.choices.is_empty() && length <= LONGEST_LIST && !has_comma {
        let list = DataValidation::new().allow_list_strings(&column.choices)?;
        // Rows that are added below are offered the same.
        out.add_data_validation(first, at, last + 200, at, &list)?;
    }
    for tint in &column.tints {
        let format = Format::new()
            .set_background_color(Color::RGB(tint.fill))
            .set_font_color(Color::RGB(tint.ink));
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(tint.text.clone()))
            .set_format(format);
        out.add_conditional_format(first, at, last + 200, at, &rule)?;
    }
    Ok(())
}

/// The height of a row whose texts take several lines, in points: LibreOffice does not find it out
/// by itself.
fn height(cells: &[Cell], columns: &[Column]) -> Option<f64> {
    let lines = |(cell, column): (&Cell, &Column)| match cell {
        Cell::Text(text) if !column.is_hidden && column.width > 1.0 => {
            // A column's width counts the margins of its cells.
            let room = (column.width - 1.0).max(1.0) as usize;
            text.split('\n')
                .map(|line| line.width().div_ceil(room).max(1))
                .sum()
        }
        _ => 1,
    };
    let most = cells.iter().zip(columns).map(lines).max()?;
    (most > 1).then(|| (most as f64 * LINE_HEIGHT + 2.0).min(HIGHEST))
}

/// A name that Excel takes, and that no sheet before has.
fn name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let clean: String = (wanted.chars())
        .filter(|c| !NOT_IN_NAMES.contains(c) && !c.is_control())
        .collect();
    let clean = clean.trim_matches('\'').trim().to_owned();
    let base = if clean.is_empty() {
        "表".to_owned()
    } else {
        clean
    };
    let cut = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let mut name = cut(&base, LONGEST_NAME);
    let mut number = 2;
    // Excel does not tell names apart by their case.
    while !taken.insert(name.to_lowercase()) {
        let tail = format!("（{number}）");
        name = cut(&base, LONGEST_NAME - tail.chars().count()) + &tail;
        number += 1;
    }
    name
}

fn civil(date: crate::date::Date) -> (u16, u8, u8) {
    let civil = date.0;
    (
        u16::try_from(civil.year()).unwrap_or(1900),
        civil.month().unsigned_abs(),
        civil.day().unsigned_abs(),
    )
}
