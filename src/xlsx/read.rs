//! From the bytes of an XLSX file to cells, whoever wrote it; and to the registers in it, where it
//! is a workbook of ours.
//!
//! Cells are read one by one, never as a filled rectangle: a file of a few hundred bytes may have
//! a cell in the last row and column that there can be.

use super::base::{Marks, NAME, SHEET, TABLE};
use crate::date::Date;
use crate::jinja::guard;
use crate::register::{Given, GivenCell, GivenRow};
use calamine::{DataRef, Reader, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// The most that the parts of a file may hold unpacked, in bytes.
const MOST_BYTES: u64 = 256 << 20;
/// The most cells of a file.
const MOST_CELLS: usize = 4_000_000;
/// Rows in which the hidden row of keys may stand, where someone has put rows above it.
const KEYS_WITHIN: u32 = 10;

/// A workbook as it was read.
#[derive(Debug, Clone, Default)]
pub struct ReadBook {
    /// Its sheets, those that are hidden too.
    pub sheets: Vec<ReadSheet>,
}

/// A sheet as it was read.
#[derive(Debug, Clone, Default)]
pub struct ReadSheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub is_hidden: bool,
    /// What is not empty, by row and column from 0.
    pub cells: BTreeMap<(u32, u32), ReadCell>,
    /// Merged cells: first row and column, last row and column.
    pub merged: Vec<(u32, u32, u32, u32)>,
}

/// A cell as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadCell {
    /// What it says: a day as 2013-01-18, a number without what a float adds.
    pub said: String,
    /// Whether it is an error: #REF!
    pub is_error: bool,
    /// Whether it is computed.
    pub is_formula: bool,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It needs a password.
    Password,
    /// It is larger than any register, packed small.
    TooLarge,
    /// It is damaged, or no XLSX file; what the reader says.
    Damaged(String),
}

/// Reads a workbook.
///
/// # Errors
/// [`Unreadable`].
pub fn read(bytes: &[u8]) -> Result<ReadBook, Unreadable> {
    bounded(bytes)?;
    // calamine reckons with whatever ranges a file has: one that ends before it begins is a panic
    // there where arithmetic is checked.
    let read = guard(|| parts(bytes));
    read.unwrap_or_else(|| Err(Unreadable::Damaged("ranges".to_owned())))
}

fn parts(bytes: &[u8]) -> Result<ReadBook, Unreadable> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let sheets: Vec<(String, bool)> = (book.sheets_metadata().iter())
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut out = ReadBook::default();
    let mut count = 0;
    for (name, is_hidden) in sheets {
        let mut sheet = ReadSheet {
            name: name.clone(),
            is_hidden,
            ..ReadSheet::default()
        };
        match book.worksheet_cells_reader(&name) {
            Ok(cells) => count = sheet.fill(cells, count)?,
            // A sheet of a chart has no cells.
            Err(XlsxError::WorksheetNotFound(_)) => continue,
            Err(error) => return Err(unreadable(error)),
        }
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        sheet.merged = (merged.into_iter())
            .filter(|range| range.start.0 <= range.end.0 && range.start.1 <= range.end.1)
            .map(|range| (range.start.0, range.start.1, range.end.0, range.end.1))
            .collect();
        out.sheets.push(sheet);
    }
    Ok(out)
}

/// Looks whether the parts of a file stay within bounds: a zip of a few kilobytes may unpack to
/// gigabytes.
fn bounded(bytes: &[u8]) -> Result<(), Unreadable> {
    const OLE: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];
    if bytes.starts_with(&OLE) {
        return Err(Unreadable::Password);
    }
    let damaged = |error: &dyn std::fmt::Display| Unreadable::Damaged(error.to_string());
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut left = MOST_BYTES;
    for at in 0..zip.len() {
        let file = zip.by_index(at).map_err(|error| damaged(&error))?;
        // What a part says of its own size need not be so.
        let size = std::io::copy(&mut file.take(left + 1), &mut std::io::sink())
            .map_err(|error| damaged(&error))?;
        left = left.checked_sub(size).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

fn unreadable(error: XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Password,
        other => Unreadable::Damaged(other.to_string()),
    }
}

fn said(value: &DataRef<'_>) -> ReadCell {
    let text = match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => plain(text),
        DataRef::SharedString(text) => plain(text),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "是".to_owned(),
        DataRef::Bool(false) => "否".to_owned(),
        DataRef::DateTime(day) if day.is_datetime() => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            let date = i16::try_from(year).ok().and_then(|year| {
                let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
                Date::new(year, month, day)
            });
            date.map_or_else(String::new, |date| date.to_string())
        }
        DataRef::DateTime(span) => span.as_f64().to_string(),
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    };
    ReadCell {
        said: text,
        is_error: matches!(value, DataRef::Error(_)),
        is_formula: false,
    }
}

/// A text with line breaks as we write them.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The name of a cell: C5.
pub fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", row + 1)
}

impl ReadBook {
    /// The registers in it and what they said when they were exported; `None` where it is no
    /// workbook of registers of ours.
    pub fn registers(&self) -> Option<(Marks, Vec<Given>)> {
        if self.is_table() {
            return None;
        }
        let marks = self.sheets.iter().find(|sheet| sheet.name == NAME)?;
        let pair = |row: u32| {
            let said = |column| {
                marks
                    .cells
                    .get(&(row, column))
                    .map(|cell| cell.said.as_str())
            };
            Some((said(0)?, said(1).unwrap_or_default()))
        };
        let rows: std::collections::BTreeSet<u32> =
            marks.cells.keys().map(|(row, _)| *row).collect();
        let marks = Marks::read(rows.into_iter().filter_map(pair));
        let given = self.sheets.iter().filter(|sheet| sheet.name != NAME);
        Some((marks, given.filter_map(ReadSheet::given).collect()))
    }
}

impl ReadBook {
    /// Whether it is a table of ours to send on, which is not read back: a cell of it may say what
    /// stands in several places of the rules.
    pub fn is_table(&self) -> bool {
        let marks = self.sheets.iter().find(|sheet| sheet.name == NAME);
        let first = marks.and_then(|sheet| sheet.cells.values().next());
        first.is_some_and(|cell| cell.said == TABLE)
    }
}

impl ReadSheet {
    /// Takes in the cells of a sheet, `count` having been read before; gives how many there are now.
    fn fill(
        &mut self,
        mut cells: XlsxCellReader<'_, Cursor<&[u8]>>,
        mut count: usize,
    ) -> Result<usize, Unreadable> {
        while let Some(cell) = cells.next_cell_with_formula().map_err(unreadable)? {
            count += 1;
            if count > MOST_CELLS {
                return Err(Unreadable::TooLarge);
            }
            let read = ReadCell {
                is_formula: cell.formula.is_some(),
                ..said(&cell.value)
            };
            if !read.said.is_empty() || read.is_formula {
                self.cells.insert(cell.pos, read);
            }
        }
        Ok(count)
    }

    /// The register in it, where there is one.
    fn given(&self) -> Option<Given> {
        let (&(keys_at, key_column), of) = (self.cells.iter())
            .take_while(|((row, _), _)| *row < KEYS_WITHIN)
            .find(|(_, cell)| cell.said.starts_with(SHEET))?;
        let columns: Vec<(u32, String)> = (self
            .cells
            .range((keys_at, key_column + 1)..(keys_at + 1, 0)))
        .chain(self.cells.range((keys_at, 0)..(keys_at, key_column)))
        .map(|((_, column), cell)| (*column, cell.said.clone()))
        .collect();
        let last = self.cells.keys().map(|(row, _)| *row).max()?;
        // The head is the row below the keys.
        let rows = (keys_at + 2..=last).filter_map(|row| {
            let at = |column: u32| self.cells.get(&(row, column));
            let cells: Vec<GivenCell> = columns
                .iter()
                .map(|(column, _)| GivenCell {
                    said: at(*column).map_or_else(String::new, |cell| cell.said.clone()),
                    at: cell_name(row, *column),
                })
                .collect();
            let key = at(key_column).map(|cell| cell.said.clone());
            let is_empty = key.is_none() && cells.iter().all(|cell| cell.said.trim().is_empty());
            (!is_empty).then_some(GivenRow { key, cells })
        });
        Some(Given {
            key: of.said.trim_start_matches(SHEET).to_owned(),
            title: self.name.clone(),
            rows: rows.collect(),
            columns: columns.iter().map(|(_, key)| key.clone()).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn zipped(parts: &[(&str, usize)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (name, size) in parts {
            zip.start_file(*name, options).expect("part");
            let block = [b' '; 1 << 16];
            for _ in 0..size / block.len() {
                zip.write_all(&block).expect("bytes");
            }
        }
        zip.finish().expect("zip").into_inner()
    }

    #[test]
    fn what_unpacks_beyond_bounds_or_is_no_workbook_is_refused() {
        let bomb = zipped(&[("xl/workbook.xml", 200 << 20), ("xl/styles.xml", 100 << 20)]);
        assert!(bomb.len() < 2 << 20);
        assert_eq!(read(&bomb).err(), Some(Unreadable::TooLarge));
        let locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
        assert_eq!(read(locked).err(), Some(Unreadable::Password));
        for damaged in [&b""[..], b"PK\x03\x04", &zipped(&[("a", 1 << 16)])] {
            assert!(matches!(read(damaged), Err(Unreadable::Damaged(_))));
        }
    }

    #[test]
    fn a_cell_in_the_last_corner_is_one_cell() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "甲").expect("cell");
        sheet.write_string(1_048_575, 16_383, "乙").expect("cell");
        let bytes = book.save_to_buffer().expect("workbook");
        let read = read(&bytes).expect("workbook");
        assert_eq!(read.sheets[0].cells.len(), 2);
        assert_eq!(cell_name(1_048_575, 16_383), "XFD1048576");
    }

    #[test]
    fn what_a_cell_holds_is_said_as_people_write_it() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2013, 1, 4).expect("day");
        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
        sheet
            .write_datetime_with_format(0, 0, &day, &format)
            .expect("cell");
        sheet.write_number(0, 1, 5.0).expect("cell");
        sheet.write_boolean(0, 2, true).expect("cell");
        sheet
            .write_formula(0, 3, rust_xlsxwriter::Formula::new("=1+1").set_result("2"))
            .expect("cell");
        sheet.write_string(0, 4, "一\n二").expect("cell");
        sheet
            .merge_range(1, 0, 2, 1, "并", &rust_xlsxwriter::Format::new())
            .expect("cell");
        let bytes = book.save_to_buffer().expect("workbook");
        let read = read(&bytes).expect("workbook");
        let sheet = &read.sheets[0];
        let said = |column| sheet.cells[&(0, column)].said.as_str();
        assert_eq!(
            [said(0), said(1), said(2), said(3), said(4)],
            ["2013-01-04", "5", "是", "2", "一\n二"]
        );
        assert!(sheet.cells[&(0, 3)].is_formula && !sheet.cells[&(0, 1)].is_formula);
        assert_eq!(sheet.merged, [(1, 0, 2, 1)]);
    }
}
