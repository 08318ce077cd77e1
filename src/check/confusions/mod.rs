//! Words that are commonly written wrong, and the right form: data, kept in `table.txt`.

use super::texts::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A wrong word.
pub(super) struct Confusion {
    /// What is written.
    pub wrong: &'static str,
    /// What should be.
    pub right: &'static str,
    /// Whether it is always wrong: an error that `--fix` mends. Otherwise a warning.
    pub certain: bool,
    /// Its length in characters.
    pub length: usize,
    /// What makes it right by standing across it, and what must follow in the sentence.
    exceptions: Vec<(&'static str, Option<&'static str>)>,
}

/// The table, ready to be looked up.
pub(super) struct Confusions {
    /// Whether a form begins with two characters that have this hash: nearly always the answer
    /// is no, and the rest need not be asked.
    begins: Vec<bool>,
    /// The forms by their first two characters, the longest first.
    forms: BTreeMap<(char, char), Vec<Confusion>>,
    /// Everyday words; one that crosses the border of a form shows that it is none.
    words: BTreeSet<(char, char)>,
}

const BUCKETS: usize = 1 << 15;

fn bucket(a: char, b: char) -> usize {
    ((a as usize) * 131 + b as usize) % BUCKETS
}

/// The first two characters of a word.
fn head(word: &str) -> Option<(char, char)> {
    let mut chars = word.chars();
    Some((chars.next()?, chars.next()?))
}

/// The lines of a file of data, without its comments.
fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#'))
}

impl Confusions {
    /// The one table, read when it is first asked for.
    pub fn all() -> &'static Self {
        static ALL: OnceLock<Confusions> = OnceLock::new();
        ALL.get_or_init(|| Self::read(include_str!("table.txt"), include_str!("words.txt")))
    }

    fn read(table: &'static str, words: &'static str) -> Self {
        let mut begins = vec![false; BUCKETS];
        let mut forms: BTreeMap<(char, char), Vec<Confusion>> = BTreeMap::new();
        for confusion in lines(table).filter_map(entry) {
            if let Some((a, b)) = head(confusion.wrong) {
                begins[bucket(a, b)] = true;
                forms.entry((a, b)).or_default().push(confusion);
            }
        }
        for alike in forms.values_mut() {
            alike.sort_by_key(|confusion| std::cmp::Reverse(confusion.length));
        }
        let words = lines(words).flat_map(str::split_whitespace);
        Self {
            begins,
            forms,
            words: words.filter_map(head).collect(),
        }
    }

    /// The wrong words of a text with their places, the longest at each place, none within
    /// another.
    pub fn found(&self, text: &Text<'_>) -> Vec<(usize, &Confusion)> {
        let mut found = Vec::new();
        let mut free = 0;
        for (at, pair) in text.chars.windows(2).enumerate() {
            let (a, b) = (pair[0], pair[1]);
            if at < free || !self.begins[bucket(a, b)] {
                continue;
            }
            let alike = self.forms.get(&(a, b)).into_iter().flatten();
            let mut here = alike.filter(|c| text.has(at, c.wrong));
            if let Some(confusion) = here.find(|c| !self.by_chance(text, at, c)) {
                found.push((at, confusion));
                free = at + confusion.length;
            }
        }
        found
    }

    /// Whether the form at `at` is part of something right.
    fn by_chance(&self, text: &Text<'_>, at: usize, confusion: &Confusion) -> bool {
        let end = at + confusion.length;
        let word = |a: Option<char>, b: Option<char>| {
            a.zip(b).is_some_and(|pair| self.words.contains(&pair))
        };
        let crossed = word(text.before(at), text.at(at)) || word(text.at(end - 1), text.at(end));
        crossed
            || (confusion.exceptions.iter()).any(|(word, then)| {
                let length = word.chars().count();
                let from = (at + 1).saturating_sub(length);
                let stands = (from..end).any(|i| i + length > at && text.has(i, word));
                stands && then.is_none_or(|then| follows(text, end, then))
            })
    }
}

/// Whether a word stands in the rest of the sentence.
fn follows(text: &Text<'_>, from: usize, word: &str) -> bool {
    let end = text.skip(from, |c| !"。；\n".contains(c));
    (from..end).any(|i| text.has(i, word))
}

fn entry(line: &'static str) -> Option<Confusion> {
    let mut parts = line.split_whitespace();
    let (wrong, right) = (parts.next()?, parts.next()?);
    let rest: Vec<&'static str> = parts.collect();
    let exceptions = rest.iter().filter_map(|part| part.strip_prefix('-'));
    let split = |word: &'static str| match word.split_once('…') {
        Some((word, then)) => (word, Some(then)),
        None => (word, None),
    };
    Some(Confusion {
        wrong,
        right,
        certain: !rest.contains(&"?"),
        length: wrong.chars().count(),
        exceptions: exceptions.map(split).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> Vec<Confusion> {
        lines(include_str!("table.txt"))
            .map(|line| entry(line).unwrap())
            .collect()
    }

    /// Whether two words share characters where one goes on beyond the other, or hold each other.
    fn meet(a: &str, b: &str) -> bool {
        let ends = |a: &str, b: &str| {
            let mut tails = a.char_indices().map(|(i, _)| &a[i..]);
            tails.any(|tail| b.starts_with(tail))
        };
        a.contains(b) || ends(a, b) || ends(b, a)
    }

    #[test]
    fn every_entry_is_of_use_and_none_mends_into_another() {
        let entries = entries();
        assert!(entries.len() >= 1_500, "{}", entries.len());
        let wrong: BTreeSet<&str> = entries.iter().map(|c| c.wrong).collect();
        assert_eq!(wrong.len(), entries.len(), "a form is listed twice");
        for c in &entries {
            assert!(c.length >= 2, "{}", c.wrong);
            for form in &wrong {
                assert!(!c.right.contains(form), "{} holds {form}", c.right);
            }
            for (word, then) in &c.exceptions {
                assert!(*word != c.wrong || then.is_some(), "{word}");
                assert!(meet(word, c.wrong), "{word} does not meet {}", c.wrong);
            }
        }
    }

    #[test]
    fn every_line_says_no_more_than_an_entry() {
        for line in lines(include_str!("table.txt")) {
            let mut parts = line.split(' ').skip(2);
            let known = parts.all(|part| part == "?" || part.starts_with('-'));
            assert!(known && line.split(' ').count() >= 2, "{line}");
        }
        let sorted: Vec<(&str, &str)> = entries().iter().map(|c| (c.right, c.wrong)).collect();
        assert!(sorted.is_sorted(), "by the right form, then the wrong one");
    }

    #[test]
    fn no_everyday_word_is_idle_or_wrong() {
        let entries = entries();
        let ends: BTreeSet<char> = entries
            .iter()
            .filter_map(|c| c.wrong.chars().last())
            .collect();
        let begins: BTreeSet<char> = entries
            .iter()
            .filter_map(|c| c.wrong.chars().next())
            .collect();
        let mut seen = BTreeSet::new();
        for word in lines(include_str!("words.txt")).flat_map(str::split_whitespace) {
            let (a, b) = head(word).unwrap();
            assert!(seen.insert((a, b)), "{word} twice");
            assert!(ends.contains(&a) || begins.contains(&b), "{word}");
            assert!(entries.iter().all(|c| c.wrong != word), "{word}");
        }
    }
}
