//! A source as lines of characters that know where they came from.

use std::ops::Range;

/// A character and the bytes of the source that it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// The character; another than the source's where that was put right.
    pub c: char,
    /// First byte in the source.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

/// What a document says of a line besides its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints {
    /// The level of a heading's style, from 1; 0 for that of a title.
    pub heading: Option<u8>,
    /// It stands in the middle of its line.
    pub centred: bool,
    /// It is an entry of a list of contents.
    pub contents: bool,
    /// A page begins with it.
    pub page_begins: bool,
    /// A blank line stands before it.
    pub gap: bool,
    /// Something was taken out before it, in the midst of a sentence perhaps.
    pub interrupted: bool,
    /// It is a row of a table.
    pub row: bool,
}

/// A line, or, once broken lines are joined, a paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its characters, without blanks at either end.
    pub glyphs: Vec<Glyph>,
    /// How far its first character stands from the edge, in halves of a character.
    pub indent: usize,
    /// What else is known of it.
    pub hints: Hints,
}

impl Line {
    /// Its characters as a text.
    pub fn text(&self) -> String {
        text(&self.glyphs)
    }

    /// The same without blanks, by which lines are known again.
    pub fn bare(&self) -> String {
        self.glyphs
            .iter()
            .map(|g| g.c)
            .filter(|c| !is_blank(*c))
            .collect()
    }

    /// Its bytes in the source.
    pub fn range(&self) -> Range<u32> {
        range(&self.glyphs)
    }

    /// How wide it is, in halves of a Chinese character.
    pub fn width(&self) -> usize {
        self.glyphs
            .iter()
            .map(|g| if g.c.is_ascii() { 1 } else { 2 })
            .sum()
    }

    /// The last character that is no closing quote or bracket.
    pub fn last(&self) -> Option<char> {
        let mut all = self.glyphs.iter().rev().map(|g| g.c);
        all.find(|c| !"”’\"'）)」』 \u{3000}".contains(*c))
    }
}

/// Characters as a text.
pub fn text(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|g| g.c).collect()
}

/// The bytes from the first to the last of them.
pub fn range(glyphs: &[Glyph]) -> Range<u32> {
    match (glyphs.first(), glyphs.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    }
}

/// Without the blanks at either end.
pub fn trimmed(glyphs: &[Glyph]) -> &[Glyph] {
    let Some(from) = glyphs.iter().position(|g| !is_blank(g.c)) else {
        return &[];
    };
    let to = glyphs.iter().rposition(|g| !is_blank(g.c)).unwrap_or(from);
    &glyphs[from..=to]
}

/// Whether it is a blank, of whatever width.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

/// Whether it is a Chinese character.
pub fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Whether it is a mark of a Chinese text.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301b}')
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
        || matches!(c, '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？')
}
