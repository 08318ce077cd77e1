//! The characters of a TOML string, each with the bytes it was written with, so that a
//! finding inside a text stands under the right characters and a fix replaces only them.

use std::ops::Range;

/// The characters of the string `value` that is written as `raw`, quotes and all. Should this
/// reading ever differ from the parser's, the place of each is the whole text.
pub(crate) fn characters(raw: &str, value: &str) -> Vec<(char, Range<usize>)> {
    let placed = decode(raw).filter(|placed| {
        let read = placed.iter().map(|(c, _)| *c).filter(|&c| c != '\r');
        read.eq(value.chars().filter(|&c| c != '\r'))
    });
    placed.unwrap_or_else(|| value.chars().map(|c| (c, 0..raw.len())).collect())
}

/// The characters of a TOML string as written in `raw`, quotes and all, each with its bytes.
fn decode(raw: &str) -> Option<Vec<(char, Range<usize>)>> {
    let (quote, escapes) = [("\"\"\"", true), ("'''", false), ("\"", true), ("'", false)]
        .into_iter()
        .find(|(quote, _)| raw.starts_with(quote))?;
    let mut at = quote.len();
    let end = raw
        .len()
        .checked_sub(quote.len())
        .filter(|&end| end >= at && raw.get(end..) == Some(quote))?;
    if quote.len() == 3 {
        // A line break right after the opening quotes is not part of the text.
        let body = &raw[at..end];
        at += match body.strip_prefix("\r\n").or(body.strip_prefix('\n')) {
            Some(rest) => body.len() - rest.len(),
            None => 0,
        };
    }
    let mut out = Vec::new();
    while at < end {
        let c = raw[at..end].chars().next()?;
        let (value, length) = match c {
            '\\' if escapes => escape(&raw[at..end])?,
            _ => (Some(c), c.len_utf8()),
        };
        out.extend(value.map(|value| (value, at..at + length)));
        at += length;
    }
    Some(out)
}

/// The character that the escape at the head of `text` stands for (none for a line that is
/// continued), and the bytes it takes.
fn escape(text: &str) -> Option<(Option<char>, usize)> {
    let kind = text[1..].chars().next()?;
    let hex = |digits: usize| -> Option<(Option<char>, usize)> {
        let code = u32::from_str_radix(text.get(2..2 + digits)?, 16).ok()?;
        Some((Some(char::from_u32(code)?), 2 + digits))
    };
    let plain = |c: char| Some((Some(c), 2));
    match kind {
        'n' => plain('\n'),
        't' => plain('\t'),
        'r' => plain('\r'),
        'b' => plain('\u{8}'),
        'f' => plain('\u{c}'),
        'e' => plain('\u{1b}'),
        '"' | '\\' => plain(kind),
        'x' => hex(2),
        'u' => hex(4),
        'U' => hex(8),
        ' ' | '\t' | '\r' | '\n' => {
            let rest = text[1..].trim_start_matches([' ', '\t', '\r', '\n']);
            Some((None, text.len() - rest.len()))
        }
        _ => None,
    }
}
