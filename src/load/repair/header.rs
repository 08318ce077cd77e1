//! The head of a table: ［unit］, 【post】, [[post].

use super::slip::{bare, blank, half_width_word, Kind};
use super::Repairer;

const OPENS: [char; 3] = ['[', '［', '【'];
const CLOSES: [char; 3] = [']', '］', '】'];

impl Repairer<'_> {
    /// The head of a table, to the end of its line.
    pub(super) fn header(&mut self) {
        let line_end = self.line_end();
        let start = self.at;
        self.out.heads.push(self.out.text.len());
        let line = &self.text[start..line_end];
        let opens = line.chars().take_while(|c| OPENS.contains(c)).count();
        let from: usize = line.chars().take(opens).map(char::len_utf8).sum();
        let inside = line[from..].find(|c| CLOSES.contains(&c) || "#＃\n".contains(c));
        let name = &line[from..from + inside.unwrap_or(line.len() - from)];
        let after = &line[from + name.len()..];
        let closes = after.chars().take_while(|c| CLOSES.contains(c)).count();
        let plain = line[..from].is_ascii() && after.chars().take(closes).all(|c| c == ']');
        let brackets = opens.max(closes).min(2);
        if opens != closes || opens > 2 {
            // Told whole, with the marks: one head is one finding.
            let close_length: usize = after.chars().take(closes).map(char::len_utf8).sum();
            let words: Vec<String> = name
                .split(['.', '．'])
                .map(|w| half_width_word(w.trim()))
                .collect();
            let head = format!(
                "{}{}{}",
                "[".repeat(brackets),
                words.join("."),
                "]".repeat(brackets)
            );
            let end = start
                + from
                + name.trim_end().len()
                + if closes > 0 {
                    name.len() - name.trim_end().len() + close_length
                } else {
                    0
                };
            return match is_header(&head) {
                true => {
                    self.mend(end, &head, Kind::Header(head.clone()));
                    self.finish_line();
                }
                false => self.keep(line_end),
            };
        }
        if plain && name.is_ascii() {
            self.keep(line_end);
            return;
        }
        for _ in 0..opens {
            self.mend_char('[');
        }
        while self.at < line_end && !self.peek().is_none_or(|c| CLOSES.contains(&c)) {
            match self.peek() {
                Some('.' | '．' | '。') => self.mend_char('.'),
                Some(c) if blank(c).is_some() => self.blanks(),
                Some(_) if bare(self.rest()) > 0 => self.word(),
                _ => self.keep_char(),
            }
        }
        for _ in 0..closes {
            self.mend_char(']');
        }
        self.finish_line();
    }

    fn finish_line(&mut self) {
        self.blanks();
        if matches!(self.peek(), Some('#' | '＃')) {
            self.comment();
        }
        let end = self.line_end();
        self.keep(end);
    }
}

/// Whether a line is the head of a table as the rules have them.
pub(super) fn is_header(line: &str) -> bool {
    let line = line.trim_end();
    let inside = line
        .strip_prefix("[[")
        .and_then(|l| l.strip_suffix("]]"))
        .or(line.strip_prefix('[').and_then(|l| l.strip_suffix(']')));
    inside.is_some_and(|name| {
        let known = |c: char| c.is_ascii_lowercase() || c == '-' || c == '.';
        name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(known)
    })
}

/// Whether a line begins with a key and an equals sign.
pub(super) fn is_key(line: &str) -> bool {
    let word = bare(line);
    let key = &line[..word];
    let after = line[word..].trim_start();
    key.starts_with(|c: char| c.is_ascii_lowercase()) && after.starts_with(['=', '＝'])
}
