//! Every Chinese text of the rules, character by character with its place: what the rules of
//! the 300s read. Taken from the raw tables, so that no kind of text is forgotten.

use super::norm;
use crate::diagnostic::{Place, SourceId, Sources};
use crate::load::{characters, Loaded, Table, Value};
use rayon::prelude::*;
use std::ops::Range;

/// Keys whose values quote what is wrong, name documents, or keep what an article read before
/// it was amended, which nobody may change any more: no running text.
const NO_PROSE: [&str; 3] = ["wrong-names", "documents", "before"];
/// Tables that quote what is wrong, or speak to the tool.
const NO_PROSE_TABLES: [&str; 2] = ["term", "waiver"];

/// No article is as long as this; what is, is no text, and would only cost time.
const LONGEST: usize = 20_000;

/// One string of the rules that holds Chinese.
pub(super) struct Text<'t> {
    /// The top-level table it stands in: `regulation`, `post`.
    pub table: &'t str,
    /// Its key: `text`, `duties`.
    pub key: &'t str,
    /// Number of the top-level table among all: the same for all texts of one regulation.
    pub unit: usize,
    /// Its characters.
    pub chars: Vec<char>,
    /// The lines of the text, as ranges of `chars`, without the blanks around them.
    pub lines: Vec<Range<usize>>,
    source: SourceId,
    /// Where each character stands in its file; as small as places are, for there are as many as
    /// characters.
    bytes: Vec<Range<u32>>,
}

impl<'t> Text<'t> {
    /// The place of some of its characters.
    pub fn place(&self, range: Range<usize>) -> Place {
        let start = self.bytes.get(range.start).map_or(0, |b| b.start);
        let last = range.end.max(range.start + 1) - 1;
        let end = self.bytes.get(last).map_or(start, |b| b.end);
        Place::new(self.source, start as usize..end.max(start) as usize)
    }

    /// Where it begins.
    pub fn start(&self) -> (SourceId, u32) {
        let start = self.bytes.first().map_or(0, |b| b.start);
        (self.source, start)
    }

    /// Whether it is part of a regulation.
    pub fn in_regulation(&self) -> bool {
        self.table == "regulation"
    }

    /// Some of its characters as a string.
    pub fn slice(&self, range: Range<usize>) -> String {
        self.chars[range].iter().collect()
    }

    /// The character before number `at` on the same line.
    pub fn before(&self, at: usize) -> Option<char> {
        let c = *self.chars.get(at.checked_sub(1)?)?;
        (c != '\n').then_some(c)
    }

    /// The character number `at`, unless a line ends there.
    pub fn at(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied().filter(|&c| c != '\n')
    }

    /// Whether `word` stands at number `at`.
    pub fn has(&self, at: usize, word: &str) -> bool {
        word.chars()
            .enumerate()
            .all(|(i, c)| self.chars.get(at + i) == Some(&c))
    }

    /// Where `word` stands; nowhere where it is empty.
    pub fn find_all<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let first = word.chars().next();
        // The first character decides nearly always, and there are many words to look for.
        let heads = self.chars.iter().enumerate();
        let heads = heads.filter(move |(_, c)| Some(**c) == first);
        heads
            .map(|(at, _)| at)
            .filter(move |&at| self.has(at, word))
    }

    /// Whether number `at` stands between “ and ”.
    pub fn quoted(&self, at: usize) -> bool {
        let mut open = false;
        for &c in &self.chars[..at.min(self.chars.len())] {
            match c {
                '“' | '「' => open = true,
                '”' | '」' | '\n' => open = false,
                _ => {}
            }
        }
        open
    }

    /// Number after the run of characters that `wanted` accepts, from `at` on.
    pub fn skip(&self, at: usize, wanted: impl Fn(char) -> bool) -> usize {
        let rest = self.chars[at.min(self.chars.len())..].iter();
        at + rest.take_while(|&&c| wanted(c)).count()
    }
}

/// Many words to look for at once. Their first characters decide nearly always.
pub(super) struct Words {
    /// Whether a word begins with a character that has this number, modulo its length.
    begins: Vec<bool>,
    /// The words in order, with their numbers.
    words: Vec<(Vec<char>, usize)>,
}

impl Words {
    /// Those words, numbered from 0.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        const HEADS: usize = 1 << 14;
        let mut begins = vec![false; HEADS];
        let mut all: Vec<(Vec<char>, usize)> = Vec::new();
        for (number, word) in words.into_iter().enumerate() {
            let word: Vec<char> = word.chars().collect();
            if let Some(&head) = word.first() {
                begins[head as usize % HEADS] = true;
                all.push((word, number));
            }
        }
        all.sort();
        Self { begins, words: all }
    }

    /// Where words stand in a text: number of the character, number of the word.
    pub fn found<'a>(&'a self, text: &'a Text<'_>) -> impl Iterator<Item = (usize, usize)> + 'a {
        let begins = |c: char| self.begins[c as usize % self.begins.len()];
        let heads = text.chars.iter().enumerate();
        let heads = heads.filter(move |(_, c)| begins(**c));
        heads.flat_map(move |(at, _)| {
            let here = self.beginning(&text.chars[at..]);
            here.into_iter().map(move |number| (at, number))
        })
    }

    /// The numbers of the words with which characters begin, in order.
    fn beginning(&self, chars: &[char]) -> Vec<usize> {
        let mut found = Vec::new();
        // Those that begin with what was read stand together, the one that ends with it first.
        let mut like = &self.words[..];
        for (at, c) in chars.iter().enumerate() {
            let from = like.partition_point(|(word, _)| word.get(at) < Some(c));
            let to = like.partition_point(|(word, _)| word.get(at) <= Some(c));
            like = &like[from..to];
            let ends = like.iter().take_while(|(word, _)| word.len() == at + 1);
            found.extend(ends.map(|(_, number)| *number));
            if like.is_empty() {
                break;
            }
        }
        found.sort_unstable();
        found
    }
}

/// The texts of all files, in order.
pub(super) fn texts(loaded: &Loaded) -> Vec<Text<'_>> {
    let files = loaded.tables.par_iter().map(|(_, root)| {
        let mut collector = Collector {
            sources: &loaded.sources,
            table: "",
            unit: 0,
            texts: Vec::new(),
        };
        collector.file(root);
        collector
    });
    let files: Vec<Collector> = files.collect();
    let (mut texts, mut before) = (Vec::new(), 0);
    for file in files {
        texts.extend(file.texts.into_iter().map(|mut text| {
            text.unit += before;
            text
        }));
        before += file.unit;
    }
    texts.sort_by_key(Text::start);
    texts
}

struct Collector<'t> {
    sources: &'t Sources,
    table: &'t str,
    unit: usize,
    texts: Vec<Text<'t>>,
}

impl<'t> Collector<'t> {
    fn file(&mut self, root: &'t Table) {
        for (key, value) in &root.entries {
            self.table = &key.value;
            if NO_PROSE_TABLES.contains(&self.table) {
                continue;
            }
            match &value.value {
                Value::Array(items) => {
                    for item in items {
                        self.unit += 1;
                        self.value(&key.value, &item.value, item.place);
                    }
                }
                other => {
                    self.unit += 1;
                    self.value(&key.value, other, value.place);
                }
            }
        }
    }

    fn table(&mut self, table: &'t Table) {
        for (key, value) in &table.entries {
            let name = key.value.as_str();
            let expression = self.table == "regulation" && norm::holds_expression(name);
            // A ledger shows how a key is written, and puts values in the place of names.
            let pattern =
                ["ledger", "unit"].contains(&self.table) && ["example", "says"].contains(&name);
            // The steps of a norm name entries of a ledger, and are held against those.
            let steps = self.table == "regulation" && name == "steps";
            if !NO_PROSE.contains(&name) && !expression && !pattern && !steps {
                self.value(&key.value, &value.value, value.place);
            }
        }
    }

    fn value(&mut self, key: &'t str, value: &'t Value, place: Place) {
        match value {
            Value::Table(table) => self.table(table),
            Value::Array(items) => {
                for item in items {
                    self.value(key, &item.value, item.place);
                }
            }
            Value::String(text) if text.len() > LONGEST * 4 => {}
            Value::String(text)
                if text
                    .chars()
                    .any(|c| hanzi(c) || c == '×' || c >= '\u{2000}') =>
            {
                self.text(key, text, place);
            }
            _ => {}
        }
    }

    fn text(&mut self, key: &'t str, value: &str, place: Place) {
        let start = place.start as usize;
        let whole = &self.sources.get(place.source).text;
        let raw = whole.get(start..place.end as usize).unwrap_or_default();
        let (chars, bytes): (Vec<char>, Vec<Range<u32>>) = characters(raw, value)
            .into_iter()
            .map(|(c, b)| (c, (start + b.start) as u32..(start + b.end) as u32))
            .unzip();
        let mut lines = Vec::new();
        let mut from = 0;
        for line in chars.split(|&c| c == '\n') {
            let blank = |c: &&char| c.is_whitespace();
            let lead = line.iter().take_while(blank).count();
            let tail = line.iter().rev().take_while(blank).count();
            if lead < line.len() {
                lines.push(from + lead..from + line.len() - tail);
            }
            from += line.len() + 1;
        }
        self.texts.push(Text {
            table: self.table,
            key,
            unit: self.unit,
            chars,
            lines,
            source: place.source,
            bytes,
        });
    }
}

/// A Chinese character.
pub(super) fn hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '〇' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A mark that only Chinese text uses.
pub(super) fn mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '（'
            | '）'
            | '《'
            | '》'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '〔'
            | '〕'
            | '【'
            | '】'
            | '—'
            | '…'
    )
}

/// The value of a digit, half-width or full-width.
pub(super) fn digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A digit of a Chinese number.
pub(super) fn chinese_digit(c: char) -> bool {
    matches!(
        c,
        '〇' | '零'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '两'
    )
}
