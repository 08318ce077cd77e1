//! Strings in the quotes of TOML, and in those of an input method.

use super::header::{is_header, is_key};
use super::slip::Kind;
use super::{Repairer, COMMAS};

const QUOTES: [char; 4] = ['"', '“', '”', '＂'];

impl Repairer<'_> {
    /// A string that begins with `"` or `'`.
    pub(super) fn string(&mut self) {
        let rest = self.rest();
        let quote = if rest.starts_with('\'') { "'" } else { "\"" };
        let long = quote.repeat(3);
        if rest.starts_with(&long) {
            return self.long_string(&long);
        }
        if self.three_quotes() {
            return self.foreign_long_string();
        }
        let line_end = self.line_end();
        let line = &self.text[self.at + 1..line_end];
        let escapes = quote == "\"";
        let mut chars = line.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' if escapes => {
                    chars.next();
                }
                '"' | '\'' if quote.starts_with(c) => {
                    return self.text_up_to(self.at + 1 + at + 1);
                }
                _ => {}
            }
        }
        // Closed with a quote of another kind: the last one that a value could end with.
        let closing = line
            .char_indices()
            .rev()
            .find(|&(at, c)| "”“’‘＂＇".contains(c) && ends_value(&line[at + c.len_utf8()..]));
        let Some((at, c)) = closing else {
            return self.text_up_to(line_end);
        };
        self.text_up_to(self.at + 1 + at);
        let kind = Kind::Foreign(c, quote.to_owned());
        self.mend(self.at + c.len_utf8(), quote, kind);
    }

    fn long_string(&mut self, quotes: &str) {
        let start = self.at + quotes.len();
        let body = &self.text[start..];
        let mut from = 0;
        let closing = loop {
            let Some(at) = body[from..].find(quotes).map(|at| from + at) else {
                break None;
            };
            let escaped = body[..at].chars().rev().take_while(|&c| c == '\\').count() % 2 == 1;
            if quotes.starts_with('\'') || !escaped {
                break Some(at);
            }
            from = at + 1;
        };
        // Quotes that open the next text close none: there the head of a table, or a key,
        // stands before them.
        let open_next = closing.is_none_or(|at| {
            let line_start = body[..at].rfind('\n').map_or(0, |n| n + 1);
            is_key(&body[line_start..at]) && body[line_start..at].trim_end().ends_with('=')
        });
        let unclosed = open_next.then(|| self.next_head(start)).flatten();
        if let Some(end) = unclosed {
            self.text_up_to(end);
            let last = self.text[..end].trim_end();
            let length = last.chars().last().map_or(0, char::len_utf8);
            self.report(last.len() - length..last.len(), Kind::UnclosedText);
            self.put(end, quotes);
            return;
        }
        let mut end = closing.map_or(self.text.len(), |at| start + at + quotes.len());
        // Up to two more quotes belong to the text.
        let more = self.text[end..].chars();
        end += more.take(2).take_while(|&c| quotes.starts_with(c)).count();
        self.text_up_to(end);
    }

    /// Where the line ends before the next head of a table, or key with a text of its own.
    fn next_head(&self, start: usize) -> Option<usize> {
        let mut at = start;
        for line in self.text[start..].split_inclusive('\n') {
            let long_text = is_key(line) && line.trim_end().ends_with("\"\"\"");
            if at > start && (is_header(line.trim_end()) || long_text) {
                return Some(at - 1);
            }
            at += line.len();
        }
        None
    }

    /// Whether three quotes stand here, at least one of them foreign.
    fn three_quotes(&self) -> bool {
        let head: Vec<char> = self.rest().chars().take(3).collect();
        let quotes = head.len() == 3 && head.iter().all(|c| QUOTES.contains(c));
        // `"” #` and an empty “” close at once.
        quotes && head.iter().any(|&c| c != '"')
    }

    /// A string in “ ”, ‘ ’, 「 」 or ＂ ＂.
    pub(super) fn foreign_string(&mut self, open: char) {
        if QUOTES.contains(&open) && self.three_quotes() {
            return self.foreign_long_string();
        }
        let closers: &[char] = match open {
            '“' => &['”', '"', '＂', '“'],
            '”' => &['“', '”', '"'],
            '‘' => &['’', '\'', '＇', '‘'],
            '’' => &['‘', '’'],
            '「' => &['」'],
            '『' => &['』'],
            '＂' => &['＂', '"', '”'],
            _ => &['＇', '\''],
        };
        let start = self.at + open.len_utf8();
        let line_end = self.line_end();
        let line = &self.text[start..line_end];
        let closing = closers.iter().find_map(|&closer| {
            let found = line.match_indices(closer);
            let mut at = found.map(|(at, _)| at);
            at.find(|at| ends_value(&line[at + closer.len_utf8()..]))
                .map(|at| (at, closer))
        });
        let Some((length, closer)) = closing else {
            return self.text_up_to(line_end);
        };
        self.mend(start, "\"", Kind::Foreign(open, "\"".into()));
        self.escaped_up_to(start + length);
        let end = self.at + closer.len_utf8();
        if closer == '"' {
            self.keep(end);
        } else {
            self.mend(end, "\"", Kind::Foreign(closer, "\"".into()));
        }
    }

    fn foreign_long_string(&mut self) {
        let three = |rest: &str| rest.chars().take(3).filter(|c| QUOTES.contains(c)).count() == 3;
        let length = |rest: &str| rest.chars().take(3).map(char::len_utf8).sum::<usize>();
        let start = self.at + length(self.rest());
        let body = &self.text[start..];
        let closing = body.char_indices().find(|&(at, _)| three(&body[at..]));
        let first = self.peek().unwrap_or('“');
        let foreign = self
            .rest()
            .chars()
            .take(3)
            .find(|&c| c != '"')
            .unwrap_or(first);
        self.mend(start, "\"\"\"", Kind::Foreign(foreign, "\"\"\"".into()));
        let Some((at, _)) = closing else {
            let end = self.text.len();
            return self.text_up_to(end);
        };
        self.escaped_up_to(start + at);
        let end = self.at + length(self.rest());
        // Told where the text begins; the same slip at its end is no second one.
        self.put(end, "\"\"\"");
    }

    /// Text that was not written for TOML's quotes: its own " and \ are no marks.
    fn escaped_up_to(&mut self, end: usize) {
        while let Some(at) = self.text[self.at..end].find(['"', '\\']) {
            self.text_up_to(self.at + at);
            let escaped = format!("\\{}", &self.text[self.at..self.at + 1]);
            self.put(self.at + 1, &escaped);
        }
        self.text_up_to(end);
    }
}

/// Whether what follows a quote shows that the value ends there.
fn ends_value(rest: &str) -> bool {
    let next = rest.trim_start().chars().next();
    next.is_none_or(|c| COMMAS.contains(&c) || "]］】}｝#＃".contains(c))
}
