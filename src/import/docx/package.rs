//! The parts of a document's archive, each of a bounded size.

use super::Unreadable;
use std::io::{Cursor, Read as _};
use zip::result::ZipError;
use zip::ZipArchive;

/// A part has no more bytes: the text of the longest handbook has a hundredth of it.
const LARGEST_BYTES: u64 = 64 * 1024 * 1024;

/// An archive.
pub struct Package<'b>(ZipArchive<Cursor<&'b [u8]>>);

impl<'b> Package<'b> {
    /// Opens the archive.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes));
        archive.map(Self).map_err(|_| Unreadable::Damaged)
    }

    /// Whether it has a part of that name.
    pub fn has(&self, name: &str) -> bool {
        self.0.index_for_name(name).is_some()
    }

    /// The text of a part; `None` where there is none.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let file = match self.0.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(Unreadable::Locked)
            }
            Err(_) => return Err(Unreadable::Damaged),
        };
        // What the archive says of its sizes is not to be trusted: so many bytes are read at most.
        let mut bytes = Vec::new();
        let read = file.take(LARGEST_BYTES + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > LARGEST_BYTES {
            return Err(Unreadable::TooLarge);
        }
        read.map_err(|_| Unreadable::Damaged)?;
        let text = match bytes.as_slice() {
            [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0,
            [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0,
            bytes => String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)),
        };
        Ok(Some(text.into_owned()))
    }
}
