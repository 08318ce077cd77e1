//! Reads a page while it is being written: what is wrong with it, and which parts of it can be set
//! each by itself.
//!
//! A part is a stretch of the children of a section in the page's `<main>`, from one heading,
//! section or article to another. It is read with the tags of the elements that it is in, and what
//! it holds is nested as it is in the whole page, since no element reaches out of it.

use super::{Fault, Scan};
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
use std::io::{self, Write};
use std::ops::Range;

/// A tag has no more attributes: each is held against all others, since none may come twice.
const MOST_ATTRIBUTES: usize = 200;
/// The elements that a part is in.
pub const AROUND: [&str; 4] = ["html", "body", "main", "section"];
/// The elements that a part may begin with, but for the first of a section.
const BEGINNINGS: &[&str] = &["section", "article", "h2", "h3", "h4"];
/// The elements whose text is no markup, and is not set.
pub(super) const UNREAD: [&str; 2] = ["script", "style"];
/// A part has at least so many bytes, the last of a section left out: a tree has its own cost.
const LEAST_BYTES: usize = 8 << 10;

/// A part of a page.
#[derive(Debug)]
pub struct Part {
    /// Its number in the page, from 0.
    pub number: usize,
    /// It with the elements that it is in.
    pub html: String,
    /// Whether it is all that its section holds.
    pub alone: bool,
}

/// A page that was read.
#[derive(Debug, Default)]
pub struct Page {
    /// The whole of it.
    pub html: String,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    /// Where its parts are.
    parts: Vec<Range<usize>>,
    /// What its scripts and style sheets say, which no tree needs.
    unread: Vec<Range<usize>>,
}

impl Page {
    /// What is not in its parts, with a mark for each of them, without scripts and style sheets.
    pub fn frame(&self) -> String {
        self.but_for(&self.parts)
    }

    /// All of it but scripts and style sheets.
    pub fn whole(&self) -> String {
        self.but_for(&[])
    }

    fn but_for(&self, parts: &[Range<usize>]) -> String {
        let parts = parts.iter().enumerate();
        let parts = parts.map(|(number, part)| (part, format!("<!--{}-->", mark(number))));
        let unread = self.unread.iter().map(|text| (text, String::new()));
        let mut left_out: Vec<_> = parts.chain(unread).collect();
        left_out.sort_by_key(|(range, _)| range.start);
        let (mut frame, mut at) = (String::new(), 0);
        for (range, instead) in left_out {
            // A script within a part has gone with it.
            if range.start >= at {
                frame.push_str(&self.html[at..range.start]);
                frame.push_str(&instead);
                at = range.end;
            }
        }
        frame.push_str(&self.html[at..]);
        frame
    }

    /// How many parts it has.
    pub fn parts(&self) -> usize {
        self.parts.len()
    }
}

/// What the comment says that stands for a part.
pub fn mark(number: usize) -> String {
    format!("part {number}")
}

/// The section that is being read.
struct Section {
    /// The tags of the elements that its parts are in.
    around: String,
    /// Where the part begins that is being read.
    from: usize,
    /// How many ended before.
    parts: usize,
}

/// Reads a page.
pub struct Reader<F> {
    page: Page,
    tokenizer: Tokenizer<Scan>,
    queue: BufferQueue,
    /// Where the piece begins that was not read yet, and up to where no other does.
    at: usize,
    searched: usize,
    section: Option<Section>,
    /// The script or style sheet that is being passed over.
    raw: Option<&'static str>,
    /// Takes the parts.
    take: F,
}

impl<F: FnMut(Part)> Reader<F> {
    /// Hands each part to `take` when its end was read.
    pub fn new(take: F) -> Self {
        Self {
            page: Page::default(),
            tokenizer: Tokenizer::new(Scan::default(), TokenizerOpts::default()),
            queue: BufferQueue::default(),
            at: 0,
            searched: 0,
            section: None,
            raw: None,
            take,
        }
    }

    /// Reads a whole page.
    pub fn of(page: &str, take: F) -> Page {
        let mut reader = Self::new(take);
        reader.page.html.push_str(page);
        reader.pieces();
        reader.end()
    }

    /// What was read.
    pub fn end(mut self) -> Page {
        self.piece(self.page.html.len());
        let over = self.tokenizer.sink.0.borrow().over();
        if !over {
            self.tokenizer.end();
        }
        let mut state = self.tokenizer.sink.0.take();
        if !over {
            state.end();
        }
        self.page.faults = state.faults;
        self.page
    }

    /// Reads what is there. The tokenizer does not say where it is; given the page tag by tag, it
    /// is in the last one whenever it has something to tell.
    fn pieces(&mut self) {
        while let Some(next) = self.page.html[self.searched..].find('<') {
            let end = self.searched + next;
            self.searched = match self.raw {
                None => self.piece(end),
                Some(name) => match self.ends(end, name) {
                    Some(true) => self.raw_text(end),
                    Some(false) => end + 1,
                    None => return,
                },
            };
        }
        self.searched = self.page.html.len();
    }

    /// Whether the text of a script or style sheet ends at `at`; `None` while that cannot be told.
    fn ends(&self, at: usize, name: &str) -> Option<bool> {
        let rest = &self.page.html.as_bytes()[at..];
        let tag = ["</".as_bytes(), name.as_bytes()].concat();
        let there = rest.len().min(tag.len());
        match rest[..there].eq_ignore_ascii_case(&tag[..there]) {
            true if there < tag.len() => None,
            is_it => Some(is_it),
        }
    }

    /// Passes over the text of a script or style sheet that ends at `end`: it is no markup, unless
    /// there is a comment in it. Gives the place from which on to look for the next tag.
    fn raw_text(&mut self, end: usize) -> usize {
        self.raw = None;
        let text = &self.page.html[self.at..end];
        if text.contains("<!--") || text.contains('\0') {
            return self.piece(end);
        }
        self.page.unread.push(self.at..end);
        self.at = end;
        end + 1
    }

    /// Reads up to the next tag, which is at `end`; of what begins with a script or style sheet
    /// only its tag. Gives the place from which on to look for the next tag.
    fn piece(&mut self, end: usize) -> usize {
        let at = std::mem::replace(&mut self.at, end);
        if at == end {
            return end + 1;
        }
        {
            let mut state = self.tokenizer.sink.0.borrow_mut();
            if state.over() {
                return end + 1;
            }
            state.pieces.push(at);
            if !state.raw() && attributes(&self.page.html[at..end]) > MOST_ATTRIBUTES {
                let what = format!("一个标记里的属性超过 {MOST_ATTRIBUTES} 个");
                state.fault(at, what, "检查循环里是否漏了结束标记");
                state.too_many = true;
            }
            if state.over() {
                return end + 1;
            }
        }
        let piece = &self.page.html[at..end];
        let begins = |name: &&str| {
            let tag = piece.get(1..=name.len());
            tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
        };
        let until = match UNREAD.iter().any(begins) {
            true => at + tag_end(piece),
            false => end,
        };
        self.feed(at..until);
        self.raw = self.tokenizer.sink.0.borrow().unread();
        if self.raw.is_some() {
            self.at = until;
        } else if until < end {
            self.feed(until..end);
        }
        self.parted(at);
        match self.raw {
            Some(_) => until,
            None => end + 1,
        }
    }

    fn feed(&mut self, range: Range<usize>) {
        self.queue.push_back(self.page.html[range].into());
        // Scripts do not run here.
        while !self.queue.is_empty() {
            let _ = self.tokenizer.feed(&self.queue);
        }
    }

    /// Ends and begins parts where the piece at `at` does.
    fn parted(&mut self, at: usize) {
        let state = self.tokenizer.sink.0.borrow();
        let open = &state.open;
        let around = open.len() >= AROUND.len()
            && open.iter().zip(AROUND).all(|((name, _), own)| name == own);
        let newest = open.last().filter(|(_, begun)| *begun == at);
        match (&self.section, newest) {
            (Some(_), _) if !around => {
                drop(state);
                self.part(at, true);
            }
            (Some(section), Some((name, _))) => {
                let begins = open.len() == AROUND.len() + 1 && BEGINNINGS.contains(&name.as_str());
                if begins && at - section.from >= LEAST_BYTES {
                    drop(state);
                    self.part(at, false);
                }
            }
            (None, Some(_)) if around && open.len() == AROUND.len() => {
                let tag = |at: usize| &self.page.html[at..at + tag_end(&self.page.html[at..])];
                let before = &self.page.html[..open[0].1];
                let tags = open.iter().map(|(_, at)| tag(*at));
                self.section = Some(Section {
                    around: [before].into_iter().chain(tags).collect(),
                    from: at + tag(at).len(),
                    parts: 0,
                });
            }
            _ => {}
        }
    }

    /// Ends a part, with which its section ends or goes on.
    fn part(&mut self, end: usize, last: bool) {
        let Some(section) = &mut self.section else {
            return;
        };
        let own = section.from..end;
        let alone = last && section.parts == 0;
        let text = &self.page.html[own.clone()];
        if !text.trim_ascii().is_empty() {
            let ends = AROUND.iter().rev().map(|name| format!("</{name}>"));
            (self.take)(Part {
                number: self.page.parts.len(),
                html: [&section.around, text]
                    .into_iter()
                    .map(str::to_string)
                    .chain(ends)
                    .collect(),
                alone,
            });
            self.page.parts.push(own);
        }
        section.from = end;
        section.parts += 1;
        if last {
            self.section = None;
        }
    }
}

impl<F: FnMut(Part)> Write for Reader<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.page.html.push_str(&String::from_utf8_lossy(bytes));
        self.pieces();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The length of the tag that a piece begins with. What stands within quotes does not end it.
fn tag_end(piece: &str) -> usize {
    let mut quote = None;
    let end = piece.find(|c| {
        match quote {
            Some(open) if open == c => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            _ => {}
        }
        quote.is_none() && c == '>'
    });
    end.map_or(piece.len(), |end| end + 1)
}

/// About how many attributes a tag has: the blanks between its < and > or its quoted values,
/// whichever are more. What stands within quotes is no attribute: a path may be long.
fn attributes(piece: &str) -> usize {
    let Some(tag) = piece.strip_prefix('<') else {
        return 0;
    };
    let (mut quote, mut blanks, mut values) = (None, 0, 0);
    for c in tag.chars() {
        match quote {
            Some(open) if open == c => quote = None,
            Some(_) => {}
            None if c == '>' => break,
            None if matches!(c, '"' | '\'') => {
                quote = Some(c);
                values += 1;
            }
            None => blanks += usize::from(c.is_ascii_whitespace() || c == '/'),
        }
    }
    blanks.max(values)
}
