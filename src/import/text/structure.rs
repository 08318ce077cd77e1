//! Which paragraphs are a regulation: where each begins, and what stands before the first.

use super::body;
use super::draft::Draft;
use super::heads::{head, Head, Rank};
use super::titles::{ends_like_a_title, may_be_part, may_end};
use crate::import::account::{Account, Why};
use crate::import::paper::{is_blank, Line};
use std::collections::BTreeSet;

/// How many paragraphs may stand between a title and the first article.
const FARTHEST: usize = 40;
/// A title has at most so many lines.
const MOST_TITLE_LINES: usize = 5;

/// A paragraph with the number at its head.
pub struct Paragraph {
    pub line: Line,
    pub head: Option<Head>,
}

/// The regulations in `lines`, which are paragraphs.
pub fn regulations(lines: Vec<Line>, name: &str, account: &mut Account) -> Vec<Draft> {
    let lines = without_contents(lines, account);
    let all: Vec<Paragraph> = lines
        .into_iter()
        .map(|line| Paragraph {
            head: head(&line.glyphs),
            line,
        })
        .collect();
    let starts = starts(&all);
    let mut out = Vec::new();
    let first = starts.first().map_or(all.len(), |start| start.title);
    if let [first, .., last] | [first @ last] = &all[..first] {
        let range = first.line.range().start..last.line.range().end;
        account.change(range, "", Why::NoPlace);
    }
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(all.len(), |next| next.title);
        out.push(body::regulation(
            &all[start.title..end],
            start,
            name,
            account,
        ));
    }
    out
}

/// Where a regulation begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The first line of its title.
    pub title: usize,
    /// How many lines its title has; none where it has no title.
    pub title_lines: usize,
    /// Whether that is its title is not certain.
    pub is_unsure: bool,
}

/// What may be the first number of a regulation.
fn opens(head: &Head) -> bool {
    head.number == 1 && !head.is_inserted && head.rank <= Rank::First
}

fn starts(all: &[Paragraph]) -> Vec<Start> {
    let mut out: Vec<Start> = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while at < all.len() {
        let Some(label) = all[at].head.as_ref().filter(|head| opens(head)) else {
            at += 1;
            continue;
        };
        // 第一节 and 第一条 go on in the chapter that they stand in.
        let title = title_above(all, from, at);
        let is_first = out.is_empty();
        let start = match title {
            Some(start) => Some(start),
            // 一、 below an article is an item of it.
            None if is_first => Some(Start {
                title: at,
                title_lines: 0,
                is_unsure: true,
            }),
            // 第一条 anew, with a line above that may be a title though it does not end as one.
            None if label.rank == Rank::Article => guessed(all, from, at),
            None => None,
        };
        if let Some(start) = start {
            out.push(start);
            // The chapter's first article opens nothing.
            let mut next = at + 1;
            while all
                .get(next)
                .is_some_and(|p| p.head.is_none() && !may_end(&p.line))
                || all
                    .get(next)
                    .and_then(|p| p.head.as_ref())
                    .is_some_and(|h| opens(h) && h.rank > label.rank && h.rank <= Rank::Article)
            {
                next += 1;
            }
            from = next;
            at = next;
        } else {
            at += 1;
            from = at;
        }
    }
    out
}

/// The title above the first number of a regulation, with what may stand between: the date in
/// brackets, the number of the document, a preamble.
fn title_above(all: &[Paragraph], from: usize, first: usize) -> Option<Start> {
    let lowest = from.max(first.saturating_sub(FARTHEST));
    for at in (lowest..first).rev() {
        let paragraph = &all[at];
        if paragraph
            .head
            .as_ref()
            .is_some_and(|h| h.rank <= Rank::Article)
        {
            return None;
        }
        if !may_end(&paragraph.line) || paragraph.head.is_some() {
            continue;
        }
        let mut title = at;
        while title > lowest
            && at - title + 1 < MOST_TITLE_LINES
            && !all[title].line.hints.gap
            && !all[title].line.hints.page_begins
            && may_be_part(&all[title - 1].line)
            && all[title - 1].line.hints.heading.is_none()
            && !ends_like_a_title(&all[title - 1].line.bare())
        {
            title -= 1;
        }
        return Some(Start {
            title,
            title_lines: at - title + 1,
            is_unsure: false,
        });
    }
    None
}

/// The line right above, where it is short and has no mark.
fn guessed(all: &[Paragraph], from: usize, first: usize) -> Option<Start> {
    let mut at = first.checked_sub(1)?;
    // The heading of a chapter without a number is none: 附则.
    let is_note = |line: &Line| line.bare().starts_with(['（', '(']);
    while at > from && is_note(&all[at].line) {
        at -= 1;
    }
    (at >= from && may_be_part(&all[at].line) && all[at].head.is_none()).then_some(Start {
        title: at,
        title_lines: 1,
        is_unsure: true,
    })
}

/// Takes lists of contents out: 目录 and what follows it up to where its entries come again.
fn without_contents(lines: Vec<Line>, account: &mut Account) -> Vec<Line> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let bare = lines[at].bare();
        let is_heading = matches!(bare.as_str(), "目录" | "目次" | "总目录" | "Contents");
        let end = if is_heading {
            contents_end(&lines, at + 1)
        } else if is_entry(&lines[at]) && is_entry_at(&lines, at + 1) && is_entry_at(&lines, at + 2)
        {
            let more = lines[at..].iter().take_while(|line| is_entry(line)).count();
            at + more
        } else {
            at
        };
        if end == at {
            out.push(lines[at].clone());
            at += 1;
            continue;
        }
        let range = lines[at].range().start..lines[end - 1].range().end;
        account.change(range, "", Why::Contents);
        at = end;
    }
    out
}

fn is_entry_at(lines: &[Line], at: usize) -> bool {
    lines.get(at).is_some_and(is_entry)
}

/// An entry that says so: with leaders and a page number, or a style.
fn is_entry(line: &Line) -> bool {
    let text = line.text();
    let number = |c: char| c.is_ascii_digit() || "()（）-—".contains(c);
    let without = text.trim_end_matches(number);
    // Leaders, or a blank, part the page number from the words.
    let before = without.trim_end();
    let leaders = before.ends_with("..") || before.ends_with('…') || before.ends_with("··");
    let blank = before.len() < without.len() && !before.ends_with(is_stop);
    line.hints.contents || without.len() < text.len() && !before.is_empty() && (leaders || blank)
}

fn is_stop(c: char) -> bool {
    "。；：，、".contains(c)
}

/// An entry without its leaders and page number.
fn entry(line: &Line) -> String {
    let bare = line.bare();
    let end = |c: char| c.is_ascii_digit() || ".…·—-()（）_".contains(c);
    bare.trim_end_matches(end).to_owned()
}

/// Where the list of contents that begins at `from` ends.
fn contents_end(lines: &[Line], from: usize) -> usize {
    // Where entries have page numbers, what has none is no entry.
    if is_entry_at(lines, from) {
        return from
            + lines[from..]
                .iter()
                .take_while(|line| is_entry(line))
                .count();
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut at = from;
    while let Some(line) = lines.get(at) {
        let name = entry(line);
        let is_long = line.glyphs.iter().filter(|g| !is_blank(g.c)).count() > 60;
        let sentence = line.last().is_some_and(|c| "。；：，".contains(c)) && !is_entry(line);
        let page = line.hints.page_begins && at > from;
        if seen.contains(&name) || is_long || sentence || page {
            break;
        }
        let article = head(&line.glyphs).is_some_and(|h| h.rank == Rank::Article);
        if article && !is_entry(line) {
            break;
        }
        seen.insert(name);
        at += 1;
    }
    at
}
