//! A text as lines of characters, what nobody sees taken out and what only looks like a Chinese
//! character put right.

use crate::diagnostic::code_point::{oddity, Oddity};
use crate::import::account::{Account, Why};
use crate::import::paper::{is_blank, Glyph, Hints, Line};
use unicode_normalization::UnicodeNormalization;

/// The lines of `text` that hold anything; `hints` has what a document says of each, blank ones
/// counted.
pub fn lines(text: &str, hints: &[Hints], account: &mut Account) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let (mut number, mut gap, mut page_begins) = (0, false, false);
    let mut glyphs: Vec<Glyph> = Vec::new();
    let mut indent = 0;
    let mut end_line = |glyphs: &mut Vec<Glyph>, indent: &mut usize, page: &mut bool| {
        let mut hints = hints.get(number).copied().unwrap_or_default();
        number += 1;
        while glyphs.last().is_some_and(|g| is_blank(g.c)) {
            glyphs.pop();
        }
        if glyphs.is_empty() {
            gap = true;
        } else {
            hints.gap |= std::mem::take(&mut gap);
            hints.page_begins |= std::mem::take(page);
            out.push(Line {
                glyphs: std::mem::take(glyphs),
                indent: *indent,
                hints,
            });
        }
        *indent = 0;
    };
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let range = at as u32..(at + c.len_utf8()) as u32;
        match c {
            '\r' if characters.peek().is_some_and(|(_, next)| *next == '\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                end_line(&mut glyphs, &mut indent, &mut page_begins);
            }
            '\u{c}' => {
                // A page's end within a line ends the line too, but is none that was counted.
                if !glyphs.is_empty() {
                    end_line(&mut glyphs, &mut indent, &mut page_begins);
                }
                page_begins = true;
            }
            c if is_blank(c) => {
                if glyphs.is_empty() {
                    indent += if c == '\u{3000}' || c == '\t' { 2 } else { 1 };
                } else {
                    glyphs.push(Glyph {
                        c,
                        start: range.start,
                        end: range.end,
                    });
                }
            }
            c => {
                if let Some(c) = put_right(c, range.clone(), account) {
                    glyphs.push(Glyph {
                        c,
                        start: range.start,
                        end: range.end,
                    });
                }
            }
        }
    }
    end_line(&mut glyphs, &mut indent, &mut page_begins);
    out
}

/// The character that is meant; `None` where none is.
fn put_right(c: char, range: std::ops::Range<u32>, account: &mut Account) -> Option<char> {
    match oddity(c) {
        Some(
            Oddity::Control
            | Oddity::Invisible
            | Oddity::Direction
            | Oddity::LineBreak
            | Oddity::Variation,
        ) => {
            account.change(range, "", Why::Invisible);
            None
        }
        Some(Oddity::Radical | Oddity::Compatibility) => {
            let meant = std::iter::once(c).nfkc().next().filter(|&meant| meant != c);
            if let Some(meant) = meant {
                account.change(range, meant, Why::LookAlike);
            } else {
                let message = format!("“{c}”是部首，不是汉字");
                account.doubt(range, message, "照原件改成汉字");
            }
            Some(meant.unwrap_or(c))
        }
        Some(Oddity::Lost) => {
            account.doubt(range, "这里的字在转换时丢了", "照原件补上");
            Some(c)
        }
        Some(Oddity::Private) => {
            account.doubt(
                range,
                "这里是各台电脑自造的字，别处看不见",
                "照原件改成字库里有的字",
            );
            Some(c)
        }
        Some(Oddity::Blank) | None => Some(c),
    }
}
