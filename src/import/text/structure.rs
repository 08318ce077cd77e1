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
    head.number == 1 && head.inserted.is_none() && head.rank <= Rank::First
}

fn starts(all: &[Paragraph]) -> Vec<Start> {
    let mut out: Vec<Start> = Vec::new();
    let mut from = 0;
    let mut at = 0;
    let numbered = all.iter().any(|p| {
        let rank = p.head.as_ref().map(|head| head.rank);
        matches!(rank, Some(Rank::Article | Rank::First))
    });
    while at < all.len() {
        let lower = || is_list(all, from, at, numbered);
        let label = all[at].head.as_ref();
        let Some(label) = label.filter(|head| opens(head) || lower()) else {
            at += 1;
            continue;
        };
        // 第一节 and 第一条 go on in the chapter that they stand in.
        let title = title_above(all, from, at);
        let is_first = out.is_empty();
        let start = match title {
            Some(start) => Some(start),
            None if is_first => guessed(all, from, at).or(Some(untitled(at))),
            // 第一条 anew, with a line above that may be a title though it does not end as one.
            None if label.rank == Rank::Article => guessed(all, from, at),
            None => None,
        };
        if let Some(start) = start {
            out.push(start);
            // The chapter's first section and first article open nothing.
            let mut next = at + 1;
            let mut rank = label.rank;
            while let Some(paragraph) = all.get(next).filter(|_| rank < Rank::Article) {
                match &paragraph.head {
                    Some(head) if opens(head) && head.rank > rank => rank = head.rank,
                    None if !may_end(&paragraph.line) => {}
                    _ => break,
                }
                next += 1;
            }
            from = next;
            at = next;
        } else {
            at += 1;
            from = at;
        }
    }
    if out.is_empty() {
        // A text that begins in the midst of a regulation is one all the same.
        let counts = |p: &Paragraph| p.head.as_ref().is_some_and(|h| h.rank <= Rank::First);
        let first = all.iter().position(counts);
        out.extend(first.map(|first| {
            let title = title_above(all, 0, first).or_else(|| guessed(all, 0, first));
            title.unwrap_or(untitled(first))
        }));
    }
    out
}

/// A regulation without a title.
fn untitled(at: usize) -> Start {
    Start {
        title: at,
        title_lines: 0,
        is_unsure: true,
    }
}

/// Whether 1. or （一） counts a regulation of its own, such as the duties of a post: right below
/// its title, where nothing counts by 第一条 or 一、, or where that title stands out.
fn is_list(all: &[Paragraph], from: usize, at: usize, numbered: bool) -> bool {
    let low = |head: &Head| head.number == 1 && matches!(head.rank, Rank::Second | Rank::Third);
    let Some(above) = at.checked_sub(1).filter(|above| *above >= from) else {
        return false;
    };
    let title = &all[above];
    let hints = title.line.hints;
    let stands_out = hints.heading.is_some_and(|level| level <= 1)
        || hints.centred
        || hints.page_begins
        || hints.gap;
    all[at].head.as_ref().is_some_and(low)
        && title.head.is_none()
        && may_end(&title.line)
        && (stands_out || !numbered)
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
