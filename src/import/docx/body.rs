//! The paragraphs and tables of `document.xml`.

use super::numbering::Numbering;
use super::styles::{level, Said, Styles};
use super::xml::{Element, Next, Parts};
use super::{Block, Cell, Document, Note, Table};
use crate::import::paper::Hints;

/// Tables in tables and frames in frames go no deeper.
const DEEPEST: usize = 32;
/// A cell spans no more columns.
const WIDEST: usize = 64;

/// A paragraph that is being read.
#[derive(Default)]
struct Open {
    text: String,
    style: Option<String>,
    own: Said,
    page_begins: bool,
}

/// What encloses what is read.
enum Frame {
    Table(Table),
    Row(Vec<Cell>),
    Cell(Cell),
}

struct Body<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    document: Document,
    paragraphs: Vec<Open>,
    frames: Vec<Frame>,
    /// Elements whose content is not read, by depth.
    skipped: usize,
    in_properties: usize,
    in_text: bool,
    /// A page ended; the next paragraph begins one.
    page_ended: bool,
}

/// Reads a document's body; `None` where it is no XML or nests without end.
pub fn read(text: &str, styles: &Styles, numbering: Numbering) -> Option<Document> {
    let mut body = Body {
        styles,
        numbering,
        document: Document::default(),
        paragraphs: Vec::new(),
        frames: Vec::new(),
        skipped: 0,
        in_properties: 0,
        in_text: false,
        page_ended: false,
    };
    let mut parts = Parts::new(text);
    for part in parts.by_ref() {
        match part {
            Next::Begins(element) => body.begin(&element),
            Next::Ends(name) => body.end(&name),
            Next::Text(text) => body.text(&text),
        }
        if body.frames.len() > DEEPEST * 3 || body.paragraphs.len() > DEEPEST {
            return None;
        }
    }
    (!parts.is_broken).then_some(body.document)
}

/// What is not read: what was deleted, what stands in for a newer form, codes of fields.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "rPr"
    )
}

impl Body<'_> {
    fn begin(&mut self, element: &Element) {
        let name = element.name.as_str();
        self.note(name);
        if self.skipped > 0 || is_skipped(name) {
            self.skipped += 1;
            return;
        }
        match name {
            "p" => self.paragraphs.push(Open::default()),
            "pPr" => self.in_properties += 1,
            "t" => self.in_text = true,
            "tbl" => self.frames.push(Frame::Table(Table::default())),
            "tr" => self.frames.push(Frame::Row(Vec::new())),
            "tc" => self.frames.push(Frame::Cell(Cell {
                columns: 1,
                ..Cell::default()
            })),
            "gridSpan" => {
                if let Some(Frame::Cell(cell)) = self.frames.last_mut() {
                    cell.columns = element.number().unwrap_or(1).clamp(1, WIDEST);
                }
            }
            "vMerge" => {
                if let Some(Frame::Cell(cell)) = self.frames.last_mut() {
                    cell.goes_on = element.val() != Some("restart");
                }
            }
            _ if self.in_properties > 0 => self.property(element),
            "tab" | "ptab" => self.text_of(" "),
            "br" if element.get("type") == Some("page") => self.text_of("\u{c}"),
            "br" | "cr" => self.text_of("\n"),
            "noBreakHyphen" => self.text_of("-"),
            _ => {}
        }
    }

    fn note(&mut self, name: &str) {
        let note = match name {
            "del" | "moveFrom" | "ins" => Note::Revisions,
            "footnoteReference" | "endnoteReference" => Note::Footnotes,
            "txbxContent" => Note::Frames,
            "blip" | "imagedata" => Note::Pictures,
            _ => return,
        };
        if !self.document.notes.contains(&note) {
            self.document.notes.push(note);
        }
    }

    fn property(&mut self, element: &Element) {
        let Some(open) = self.paragraphs.last_mut() else {
            return;
        };
        match element.name.as_str() {
            "pStyle" => open.style = element.val().map(str::to_owned),
            "numId" => open.own.list = element.number(),
            "ilvl" => open.own.level = element.number(),
            "outlineLvl" => open.own.heading = level(element.number()),
            "jc" => open.own.centred = Some(element.val() == Some("center")),
            "pageBreakBefore" => open.page_begins = element.is_on(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.skipped == 0 {
            // The text itself has no line's ends: those are elements.
            self.text_of(&text.replace(['\n', '\r'], " "));
        }
    }

    fn text_of(&mut self, text: &str) {
        if let Some(open) = self.paragraphs.last_mut() {
            open.text += text;
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "p" => self.paragraph(),
            "pPr" => self.in_properties = self.in_properties.saturating_sub(1),
            "t" => self.in_text = false,
            "tc" | "tr" | "tbl" => self.leave(name),
            _ => {}
        }
    }

    /// A paragraph ends.
    fn paragraph(&mut self) {
        let Some(open) = self.paragraphs.pop() else {
            return;
        };
        let style = self.styles.said(open.style.as_deref());
        let list = open.own.list.or(style.list).filter(|list| *list > 0);
        let label = list.and_then(|list| {
            let by_style = open.style.as_deref();
            let by_style = by_style.and_then(|id| self.numbering.level_of_style(list, id));
            let at = open.own.level.or(style.level).or(by_style).unwrap_or(0);
            // A paragraph without text shows no number that anybody reads.
            let is_empty = open.text.trim().is_empty();
            (!is_empty).then(|| self.numbering.next(list, at)).flatten()
        });
        let text = label.unwrap_or_default() + open.text.trim_end_matches(['\n', ' ']);
        if let Some(Frame::Cell(cell)) = self.frames.last_mut() {
            if !cell.text.is_empty() && !text.trim().is_empty() {
                cell.text.push('\n');
            }
            cell.text += text.trim();
            return;
        }
        // A page that ends within a paragraph ends before or behind its words.
        let (before, after) = text.split_once('\u{c}').unwrap_or((&text, ""));
        let split = before.len() < text.len();
        let begins = split && before.trim().is_empty() && !after.trim().is_empty();
        let hints = Hints {
            heading: open.own.heading.or(style.heading),
            centred: open.own.centred.or(style.centred).unwrap_or(false),
            contents: style.contents,
            page_begins: open.page_begins || begins || self.page_ended,
            ..Hints::default()
        };
        if !text.trim().is_empty() {
            self.page_ended = false;
        }
        self.page_ended |= split && !begins;
        let text = text.replace('\u{c}', "");
        self.document.blocks.push(Block::Paragraph { text, hints });
    }

    /// A cell, row or table ends.
    fn leave(&mut self, name: &str) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        match (frame, name, self.frames.last_mut()) {
            (Frame::Cell(cell), "tc", Some(Frame::Row(row))) => row.push(cell),
            (Frame::Row(row), "tr", Some(Frame::Table(table))) => table.rows.push(row),
            (Frame::Table(table), "tbl", None) => self.document.blocks.push(Block::Table(table)),
            // A table in a cell is text of the cell.
            (Frame::Table(table), "tbl", Some(Frame::Cell(cell))) => {
                for text in table.rows.iter().flatten().map(|inner| &inner.text) {
                    if !text.is_empty() {
                        cell.text += "\n";
                        cell.text += text;
                    }
                }
            }
            _ => {}
        }
    }
}
