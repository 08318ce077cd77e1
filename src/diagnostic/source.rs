//! Source files and places in them.

use std::ops::Deref;

/// Number of a file within [`Sources`], in the order of their sorted paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A byte range in a source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Place {
    /// The place of the bytes `range` of `source`.
    pub fn new(source: SourceId, range: std::ops::Range<usize>) -> Self {
        // A rules file over 4 GiB is refused when it is read, so the casts lose nothing.
        Self {
            source,
            start: range.start as u32,
            end: range.end as u32,
        }
    }
}

/// A value with the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

impl<T> Spanned<T> {
    /// Joins a value with its place.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// One file as it was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path below the rules folder, with `/` on every system.
    pub path: String,
    /// Whole text without a byte-order mark. Where a file is not UTF-8, U+FFFD stands for what
    /// cannot be read, so that the finding still has a line and a column; empty where nothing
    /// could be read.
    pub text: String,
    /// Byte offset of the start of each line.
    line_starts: Vec<u32>,
    /// Characters, and those of them that UTF-16 writes as two units, before every
    /// [`STRIDE`]th byte: a line may be as long as a file, and have a finding at every byte.
    counted: Vec<(u32, u32)>,
}

/// Bytes between two counts of characters.
const STRIDE: usize = 1024;

impl Source {
    /// Indexes the lines of `text`.
    pub fn new(path: String, text: String) -> Self {
        let mut line_starts = vec![0];
        line_starts.extend(text.match_indices('\n').map(|(i, _)| i as u32 + 1));
        let mut counted = vec![(0, 0)];
        for bytes in text.as_bytes().chunks(STRIDE) {
            let (characters, wide) = counted.last().copied().unwrap_or_default();
            let more = count(bytes);
            counted.push((characters + more.0, wide + more.1));
        }
        Self {
            path,
            text,
            line_starts,
            counted,
        }
    }

    /// Line and column of a byte offset, both counted from 1, columns in characters.
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        let line = self.line_starts.partition_point(|&start| start <= offset) - 1;
        let (before, _) = self.count_to(self.line_starts[line]);
        let (to, _) = self.count_to(offset);
        (line + 1, (to - before) as usize + 1)
    }

    /// The same with columns in UTF-16 code units, as SARIF and editors count.
    pub fn line_column_utf16(&self, offset: u32) -> (usize, usize) {
        let (line, column) = self.line_column(offset);
        let (_, before) = self.count_to(self.line_starts[line - 1]);
        let (_, to) = self.count_to(offset);
        (line, column + (to - before) as usize)
    }

    /// Where a line counted from 1 begins.
    pub fn line_start(&self, number: usize) -> usize {
        self.line_starts[number - 1] as usize
    }

    /// Characters before a byte, and how many of them take two units of UTF-16.
    fn count_to(&self, offset: u32) -> (u32, u32) {
        let offset = (offset as usize).min(self.text.len());
        let stride = offset / STRIDE;
        let (characters, wide) = self.counted[stride];
        let more = count(&self.text.as_bytes()[stride * STRIDE..offset]);
        (characters + more.0, wide + more.1)
    }

    /// The text of a line counted from 1, without its end.
    pub fn line(&self, number: usize) -> &str {
        let start = self.line_starts[number - 1] as usize;
        let end = self
            .line_starts
            .get(number)
            .map_or(self.text.len(), |&e| e as usize);
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }
}

/// Characters that begin among `bytes`, and how many of them take two units of UTF-16.
fn count(bytes: &[u8]) -> (u32, u32) {
    let characters = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    let wide = bytes.iter().filter(|&&byte| byte >= 0xF0).count();
    (characters as u32, wide as u32)
}

/// All files of a run, ordered by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    root: String,
    files: Vec<Source>,
    /// How many of the files, at the front, are rules; the rest lie outside their folder.
    rules: usize,
}

impl Sources {
    /// No files yet, below `root` as the user wrote it: findings show `root/path`, which an
    /// editor or a code host can follow from where the command was run.
    pub fn below(root: &str) -> Self {
        let root = root.replace('\\', "/");
        let root = root.trim_start_matches("./").trim_end_matches('/');
        Self {
            root: if root == "." { "" } else { root }.to_owned(),
            files: Vec::new(),
            rules: 0,
        }
    }

    /// The path of a file as findings show it.
    pub fn shown_path(&self, id: SourceId) -> String {
        let path = &self.get(id).path;
        if self.root.is_empty() || id.0 as usize >= self.rules {
            path.clone()
        } else {
            format!("{}/{path}", self.root)
        }
    }

    /// Adds a file and gives its number.
    pub fn push(&mut self, source: Source) -> SourceId {
        self.rules += 1;
        self.files.push(source);
        SourceId(self.files.len() as u32 - 1)
    }

    /// Adds a file that lies outside the rules folder, such as print.toml, after the rules;
    /// its path is shown as it is.
    pub fn push_outside(&mut self, source: Source) -> SourceId {
        self.files.push(source);
        SourceId(self.files.len() as u32 - 1)
    }

    /// Gives a file another text.
    pub fn replace(&mut self, id: SourceId, text: String) {
        let file = &mut self.files[id.0 as usize];
        *file = Source::new(std::mem::take(&mut file.path), text);
    }

    /// Where a text first stands in the rules.
    pub fn find(&self, text: &str) -> Option<Place> {
        self.first(0..self.rules, text)
    }

    /// Where a text first stands in the files outside the rules.
    pub fn find_outside(&self, text: &str) -> Option<Place> {
        self.first(self.rules..self.files.len(), text)
    }

    fn first(&self, files: std::ops::Range<usize>, text: &str) -> Option<Place> {
        files.into_iter().find_map(|i| {
            let at = self.files[i].text.find(text)?;
            Some(Place::new(SourceId(i as u32), at..at + text.len()))
        })
    }

    /// The file with that number.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// All files outside the rules folder in order.
    pub fn outside(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        let files = self.files.iter().enumerate().skip(self.rules);
        files.map(|(i, source)| (SourceId(i as u32), source))
    }

    /// All rules files in order.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.files[..self.rules]
            .iter()
            .enumerate()
            .map(|(i, s)| (SourceId(i as u32), s))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_of_a_count_from_the_line_s_head() {
        let text = "财a😀\n".repeat(300) + &"所b𠀀".repeat(2000) + "\r\nend";
        let source = Source::new("a.toml".into(), text.clone());
        for (offset, _) in text.char_indices().step_by(7) {
            let before = &text[..offset];
            let head = before.rfind('\n').map_or(0, |at| at + 1);
            let line = before.matches('\n').count() + 1;
            let column = before[head..].chars().count() + 1;
            assert_eq!(source.line_column(offset as u32), (line, column));
            let units = before[head..].encode_utf16().count() + 1;
            assert_eq!(source.line_column_utf16(offset as u32), (line, units));
        }
        assert_eq!(source.line_column(u32::MAX).0, 302);
    }
}
