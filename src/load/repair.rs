//! Slips of a Chinese input method around the values of a rules file: ＝ for =, “ for ", ，
//! for `,`. A file that TOML refuses is read as it was meant, so that each slip is one finding
//! at its place, and nothing that depends on the value is called missing.
//!
//! Only what stands outside of strings and comments is touched, and a mended file still has an
//! error: nothing is generated from a guess.

mod header;
mod map;
mod slip;
mod strings;

pub(super) use slip::{words, Slip};

use map::Map;
use slip::{bare, blank, half_width, half_width_word, Kind};
use std::ops::Range;

/// A text that can be read, and what was wrong with it.
pub(super) struct Repaired {
    pub text: String,
    pub slips: Vec<Slip>,
    /// Keys and names of tables that can be no key, by their place in `text`: quoted, so that
    /// their values can be passed over.
    pub bad_keys: Vec<Range<usize>>,
    /// Keys without a value, by the place in `text` where they stood.
    pub lost_keys: Vec<(usize, String)>,
    /// Where heads of tables begin in `text`.
    heads: Vec<usize>,
    map: Map,
}

impl Repaired {
    /// The head of the table that the place `at` of `text` is in; 0 before the first.
    pub fn head_before(&self, at: usize) -> usize {
        let next = self.heads.partition_point(|&head| head <= at);
        next.checked_sub(1).map_or(0, |i| self.heads[i])
    }

    /// Whether a key at `span` of `text` is one that can be no key.
    pub fn is_bad_key(&self, span: Range<usize>) -> bool {
        let next = self.bad_keys.partition_point(|bad| bad.end < span.start);
        let bad = self.bad_keys.get(next);
        bad.is_some_and(|bad| bad.start <= span.start && span.end <= bad.end)
    }

    /// The bytes of the original text that `range` of the repaired one stands for.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        self.map.original(range)
    }
}

/// Reads `text` as it was meant.
pub(super) fn repair(text: &str) -> Repaired {
    let mut repairer = Repairer {
        text,
        at: 0,
        known_line_end: 0,
        open: Vec::new(),
        out: Repaired {
            text: String::with_capacity(text.len()),
            slips: Vec::new(),
            bad_keys: Vec::new(),
            lost_keys: Vec::new(),
            heads: Vec::new(),
            map: Map::default(),
        },
    };
    while repairer.at < text.len() {
        repairer.line();
    }
    repairer.out
}

struct Repairer<'t> {
    text: &'t str,
    /// How far the text is read.
    at: usize,
    known_line_end: usize,
    /// The brackets that are open in a value: `[` or `{`.
    open: Vec<char>,
    out: Repaired,
}

/// Brackets in brackets that are closed where the closing ones are missing.
const DEEPEST: usize = 8;
/// What stands for = between a key and its value.
const EQUALS: [char; 4] = ['=', '＝', '：', ':'];
/// What stands for a comma between two values.
const COMMAS: [char; 3] = [',', '，', '、'];

impl Repairer<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Where the line ends.
    fn line_end(&mut self) -> usize {
        // Asked at every string, and a line may be as long as a file.
        if self.at > self.known_line_end || self.known_line_end == 0 {
            let rest = self.rest();
            self.known_line_end = self.at + rest.find(['\n', '\r']).unwrap_or(rest.len());
        }
        self.known_line_end
    }

    /// Takes the text up to `end` as it is.
    fn keep(&mut self, end: usize) {
        // A text of several lines may have led past the end of a line.
        let end = end.max(self.at);
        self.out.map.same(self.out.text.len(), self.at);
        self.out.text.push_str(&self.text[self.at..end]);
        self.at = end;
    }

    fn keep_char(&mut self) {
        if let Some(c) = self.peek() {
            self.keep(self.at + c.len_utf8());
        }
    }

    /// Puts `with` in the stead of the text up to `end`.
    fn put(&mut self, end: usize, with: &str) {
        self.out.map.other(self.out.text.len(), self.at..end);
        self.out.text.push_str(with);
        self.at = end;
        self.out.map.same(self.out.text.len(), self.at);
    }

    /// The same, and reports it.
    fn mend(&mut self, end: usize, with: &str, kind: Kind) {
        let range = self.at..end;
        self.report(range, kind);
        self.put(end, with);
    }

    fn report(&mut self, range: Range<usize>, kind: Kind) {
        self.out.slips.push(Slip { range, kind });
    }

    /// Puts the ASCII that the character at hand was meant for.
    fn mend_char(&mut self, meant: char) {
        let Some(c) = self.peek() else { return };
        if c == meant {
            self.keep_char();
        } else {
            let kind = Kind::Foreign(c, meant.to_string());
            self.mend(self.at + c.len_utf8(), &meant.to_string(), kind);
        }
    }

    /// One line outside of all values.
    fn line(&mut self) {
        self.blanks();
        match self.peek() {
            None => {}
            Some('\n' | '\r') => self.keep_char(),
            Some('#' | '＃') => self.comment(),
            Some('[' | '［' | '【') => self.header(),
            Some(_) if self.key() => self.value(),
            Some(_) => {}
        }
    }

    /// Blanks that TOML does not know become spaces; what cannot be seen goes. Its own
    /// finding, that of foreign characters, tells of all but the wide blank.
    fn blanks(&mut self) {
        while let Some(c) = self.peek() {
            let end = self.at + c.len_utf8();
            match blank(c) {
                Some(_) if c == '\u{3000}' => self.mend_char(' '),
                Some(with) if with.chars().eq([c]) => self.keep(end),
                Some(with) => self.put(end, with),
                None => return,
            }
        }
    }

    fn comment(&mut self) {
        self.mend_char('#');
        let end = self.line_end();
        if self.at < end {
            self.text_up_to(end);
        }
    }

    /// Takes a text up to `end` without control characters, which TOML refuses and which have
    /// a finding of their own.
    fn text_up_to(&mut self, end: usize) {
        let control = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');
        while let Some(at) = self.text[self.at..end].find(control) {
            self.keep(self.at + at);
            self.put(self.at + 1, "");
        }
        self.keep(end);
    }

    /// A key and its equals sign; whether a value follows.
    fn key(&mut self) -> bool {
        let end = self.line_end();
        let line = &self.text[self.at..end];
        let quote = line.find(['"', '\'', '“', '‘', '「', '『', '＂', '＇', '{', '[', '#']);
        let before = &line[..quote.filter(|&at| at > 0).unwrap_or(line.len())];
        let equals = before.find(EQUALS);
        if equals.is_none() && !line.starts_with(['"', '\'']) {
            return self.key_alone(end, quote.map(|at| self.at + at));
        }
        loop {
            self.word();
            self.blanks();
            match self.peek() {
                Some('.' | '．' | '。') => self.mend_char('.'),
                Some(c) if EQUALS.contains(&c) => {
                    self.mend_char('=');
                    return true;
                }
                // Something that no key has; the parser says what.
                _ => {
                    self.keep(end);
                    return false;
                }
            }
            self.blanks();
        }
    }

    /// A key without an equals sign: the sign is put where a value follows.
    fn key_alone(&mut self, end: usize, quote: Option<usize>) -> bool {
        let start = self.at;
        let word = bare(self.rest());
        let key = half_width_word(&self.rest()[..word]);
        let value = self.text[start + word..end].trim_start();
        if key.is_empty() {
            self.keep(end);
            return false;
        }
        if value.is_empty() || value.starts_with('#') {
            self.out.lost_keys.push((self.out.text.len(), key));
            self.report(start..start + word, Kind::NoValue);
            self.put(start + word, "");
            self.keep(end);
            return false;
        }
        let value_at = end - value.len();
        let plain = value.starts_with(|c: char| c.is_ascii_digit())
            || value.starts_with("true")
            || value.starts_with("false");
        if quote != Some(value_at) && !plain {
            self.keep(end);
            return false;
        }
        self.word();
        self.mend(self.at, " = ", Kind::NoEquals);
        true
    }

    /// A part of a key, or the name of a table.
    fn word(&mut self) {
        match self.peek() {
            Some('"' | '\'') => return self.string(),
            None => return,
            _ => {}
        }
        let end = self.at + bare(self.rest());
        if end == self.at {
            // Not a word at all; the parser says what is wrong.
            return self.keep_char();
        }
        let written = &self.text[self.at..end];
        let word = half_width_word(written);
        let good = !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        if !good {
            let kind = Kind::BadKey(written.to_owned());
            let start = self.out.text.len();
            let quoted = format!("\"{}\"", word.replace(['"', '\\'], ""));
            self.mend(end, &quoted, kind);
            self.out.bad_keys.push(start..self.out.text.len());
        } else if word == written {
            self.keep(end);
        } else if written.chars().any(|c| half_width(c).is_some()) {
            self.mend(end, &word, Kind::Word(written.to_owned(), word.clone()));
        } else {
            self.put(end, &word);
        }
    }

    /// A value and what follows it, up to the end of its last line.
    fn value(&mut self) {
        self.open.clear();
        while let Some(c) = self.peek() {
            if blank(c).is_some() {
                self.blanks();
                continue;
            }
            match c {
                '\n' | '\r' if self.open.is_empty() => return,
                '\n' | '\r' => {
                    if self.ends_unclosed() {
                        return;
                    }
                    self.keep_char();
                }
                '#' | '＃' => self.comment(),
                '[' | '［' | '【' => {
                    self.open.push('[');
                    self.mend_char('[');
                }
                '{' | '｛' => {
                    self.open.push('{');
                    self.mend_char('{');
                    self.inline_key();
                }
                ']' | '］' | '】' => {
                    self.open.pop();
                    self.mend_char(']');
                }
                '}' | '｝' => {
                    self.open.pop();
                    self.mend_char('}');
                }
                c if COMMAS.contains(&c) && !self.open.is_empty() => {
                    self.mend_char(',');
                    if self.open.last() == Some(&'{') {
                        self.inline_key();
                    }
                }
                '"' | '\'' => self.string(),
                '“' | '”' | '‘' | '’' | '「' | '『' | '＂' | '＇' => {
                    self.foreign_string(c)
                }
                _ => self.plain_value(),
            }
        }
        if !self.open.is_empty() {
            self.ends_unclosed();
        }
    }

    /// A key inside braces.
    fn inline_key(&mut self) {
        loop {
            self.blanks();
            if self.peek().is_none_or(|c| "}｝\n\r".contains(c)) {
                return;
            }
            self.word();
            self.blanks();
            match self.peek() {
                Some('.' | '．') => self.mend_char('.'),
                Some(c) if EQUALS.contains(&c) => return self.mend_char('='),
                _ => return,
            }
        }
    }

    /// A number, a day, true or false.
    fn plain_value(&mut self) {
        let stop = |c: char| {
            COMMAS.contains(&c) || "]］】}｝#＃\n\r=＝\"“”‘".contains(c) || blank(c).is_some()
        };
        let length = self.rest().find(stop).unwrap_or(self.rest().len());
        let end = self.at + length;
        let written = self.text[self.at..end].to_owned();
        let word = half_width_word(&written);
        if let Some(day) = slip::day(&word) {
            return self.mend(end, &day, Kind::Day(written, day.clone()));
        }
        if word != written && word.is_ascii() && !word.is_empty() {
            return self.mend(end, &word, Kind::Word(written, word.clone()));
        }
        // Text without quotes: all of it, since its commas are its own.
        let end = match self.open.is_empty() && !word.is_ascii() {
            true => self.line_end(),
            false => end,
        };
        if end == self.at {
            self.keep_char();
        } else {
            self.text_up_to(end);
        }
    }

    /// At a line's end inside brackets: closes them where the next line begins something new.
    fn ends_unclosed(&mut self) -> bool {
        let next = self.rest().trim_start();
        let line = next.lines().next().unwrap_or_default();
        let begins = next.is_empty() || header::is_header(line) || header::is_key(line);
        // What nobody would nest so deep is no slip, and closed it would cost the parser more.
        if self.open.len() > DEEPEST {
            return false;
        }
        // Braces may hold keys on lines of their own.
        if !begins || (self.open.contains(&'{') && !header::is_header(line)) {
            return false;
        }
        let close: String = self
            .open
            .drain(..)
            .rev()
            .map(|open| if open == '[' { ']' } else { '}' })
            .collect();
        // Told at the last character that is written.
        let before = self.text[..self.at].trim_end();
        let last = before.chars().last().map_or(0, char::len_utf8);
        self.report(
            before.len() - last..before.len(),
            Kind::Unclosed(close.clone()),
        );
        self.put(self.at, &close);
        true
    }
}

#[cfg(test)]
mod tests;
