//! A Word document as paragraphs and tables: the numbers that Word makes itself are resolved,
//! headings are known by their styles, merged cells by their places.
//!
//! Only text is read. What is bounded: the size of each part, so that a small file that unpacks
//! to a huge one is refused; entities of a document type are never resolved.

mod body;
mod number;
mod numbering;
mod package;
mod styles;
mod xml;

use super::paper::Hints;
use std::fmt;

/// What a document holds.
#[derive(Debug, Default)]
pub struct Document {
    /// Its paragraphs and tables, in order.
    pub blocks: Vec<Block>,
    /// What is in it and was not read, or only in part.
    pub notes: Vec<Note>,
}

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph with the number that Word shows before it.
    Paragraph {
        /// Its text; a line's end within it is `\n`.
        text: String,
        /// What its style says.
        hints: Hints,
    },
    /// A table.
    Table(Table),
}

/// A table as a grid: a merged cell stands where it begins, and covers the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its text, a line for each paragraph.
    pub text: String,
    /// How many columns it spans.
    pub columns: usize,
    /// Whether it is the rest of the cell above it.
    pub goes_on: bool,
}

/// What was not read, or only in part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// Macros, which are never run.
    Macros,
    /// Changes that nobody accepted yet.
    Revisions,
    /// Notes at the foot or the end.
    Footnotes,
    /// Text in frames.
    Frames,
    /// Pictures.
    Pictures,
}

impl Note {
    /// What a person is told.
    pub fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Macros => ("文档里有宏，没有运行", "只读了文字"),
            Self::Revisions => (
                "文档里有没有接受的修订，照修订以后的文字读",
                "在 Word 里接受或者拒绝全部修订，再导入一次更稳妥",
            ),
            Self::Footnotes => ("脚注、尾注没有读", "要的话，照原件补进规则文件"),
            Self::Frames => ("文本框里的文字读在所在段落的后面", "照原件看放得对不对"),
            Self::Pictures => (
                "文档里有图片，图片里的字没有读",
                "图片里有条文的，照原件补进规则文件",
            ),
        }
    }
}

/// Why a document cannot be read; its text is for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// The archive is damaged, or a part is missing.
    Damaged,
    /// A part is larger than any document's.
    TooLarge,
    /// It is locked by a password.
    Locked,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "Word 文档损坏了，读不出来",
            Self::TooLarge => "文档解开以后太大，不会是制度",
            Self::Locked => "文档加了密码",
        })
    }
}

/// Reads the bytes of a .docx.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let mut package = package::Package::open(bytes)?;
    let document = package
        .part("word/document.xml")?
        .ok_or(Unreadable::Damaged)?;
    let styles = package.part("word/styles.xml")?.unwrap_or_default();
    let numbering = package.part("word/numbering.xml")?.unwrap_or_default();
    let styles = styles::Styles::read(&styles);
    let numbering = numbering::Numbering::read(&numbering);
    let mut read = body::read(&document, &styles, numbering).ok_or(Unreadable::Damaged)?;
    if package.has("word/vbaProject.bin") {
        read.notes.push(Note::Macros);
    }
    read.notes.sort_unstable();
    read.notes.dedup();
    Ok(read)
}

impl Document {
    /// The text of the document, a line for each paragraph and each row of a table, and what is
    /// known of each line.
    pub fn lines(&self) -> (String, Vec<Hints>) {
        let (mut text, mut hints) = (String::new(), Vec::new());
        let mut line = |line: &str, known: Hints| {
            text.push_str(line);
            text.push('\n');
            hints.push(known);
        };
        for block in &self.blocks {
            match block {
                Block::Paragraph { text, hints } => {
                    // Only the first line of a paragraph has what its style says of a page.
                    for (index, part) in text.split('\n').enumerate() {
                        let known = Hints {
                            page_begins: hints.page_begins && index == 0,
                            ..*hints
                        };
                        line(part, known);
                    }
                }
                Block::Table(table) => {
                    for row in &table.rows {
                        let cells = row.iter().filter(|cell| !cell.goes_on);
                        let cells: Vec<String> = cells
                            .map(|cell| cell.text.split_whitespace().collect())
                            .filter(|text: &String| !text.is_empty())
                            .collect();
                        let known = Hints {
                            row: true,
                            ..Hints::default()
                        };
                        line(&cells.join(" | "), known);
                    }
                }
            }
        }
        (text, hints)
    }
}
