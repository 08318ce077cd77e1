//! What stands on each page and in no regulation: page numbers, running heads and feet. Pasted
//! text has them between the lines, and inside sentences.

use super::heads::head;
use super::titles::{ends_like_a_body, ends_like_a_title, is_date};
use crate::import::account::{Account, Why};
use crate::import::paper::{is_blank, is_hanzi, range, trimmed, Glyph, Line};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A running head is short.
const LONGEST_HEAD: usize = 40;
/// What is repeated so often is a running head.
const OFTEN: usize = 3;

/// The lines without what belongs to their pages.
pub fn take_out(lines: Vec<Line>, account: &mut Account) -> Vec<Line> {
    let numbered: Vec<Option<PageNumber>> = lines.iter().map(alone).collect();
    let sure = in_sequence(&numbered, &lines);
    let heads = running_heads(&lines, &sure);
    let mut kept: Vec<Line> = Vec::new();
    let mut pending = false;
    for (index, mut line) in lines.into_iter().enumerate() {
        let why = match (sure[index], heads.contains(&index)) {
            (true, _) => Some(Why::PageNumber),
            (_, true) => Some(Why::RunningHead),
            _ => None,
        };
        if let Some(why) = why {
            account.change(line.range(), "", why);
            pending = true;
            continue;
        }
        line.hints.interrupted = std::mem::take(&mut pending) || line.hints.page_begins;
        kept.push(line);
    }
    inside(&mut kept, account);
    kept
}

/// A line that may be the number of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PageNumber {
    number: u32,
    /// Dashes or 第…页 say so beyond doubt.
    is_marked: bool,
}

/// The page number that is all there is in a line.
fn alone(line: &Line) -> Option<PageNumber> {
    let bare = line.bare();
    if bare.chars().count() > 16 {
        return None;
    }
    let inner = bare.trim_matches(|c| is_dash(c) || "·•*|｜".contains(c));
    let dashed = inner.len() < bare.len();
    if let Some(number) = figures(inner) {
        return Some(PageNumber {
            number,
            is_marked: dashed,
        });
    }
    let marked = |number| PageNumber {
        number,
        is_marked: true,
    };
    if let Some((number, of)) = inner.split_once(['/', '／']) {
        let number = number.trim_start_matches('第').trim_end_matches('页');
        let of = of.trim_start_matches('共').trim_end_matches('页');
        let page = inner.contains('页') || dashed;
        let number = PageNumber {
            number: figures(number)?,
            is_marked: page,
        };
        return figures(of).map(|_| number);
    }
    // 第3页, 第3页共20页, 共20页第3页, Page 3 of 20.
    let lower = inner.to_lowercase();
    if let Some(rest) = lower.strip_prefix("page") {
        return figures(rest.split("of").next()?).map(marked);
    }
    let (before, _) = inner.split_once('第')?.1.split_once('页')?;
    let rest = inner.replacen(&format!("第{before}页"), "", 1);
    let rest = rest.trim_matches(|c| ",，;；".contains(c));
    let total = rest.strip_prefix('共').and_then(|r| r.strip_suffix('页'));
    let whole = rest.is_empty() || total.is_some_and(|total| figures(total).is_some());
    let number = figures(before)
        .or_else(|| crate::model::number::parse_chinese_number(before).map(u32::from))?;
    whole.then(|| marked(number))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '—' | '－' | '–' | '―' | '−' | '─' | '~' | '～')
}

fn figures(text: &str) -> Option<u32> {
    let digits: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
            c => c,
        })
        .collect();
    let all = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    all.then(|| digits.parse().ok()).flatten()
}

/// Which of them are page numbers: those that are marked or stand at the edge of a page, and
/// plain figures that count on from page to page.
fn in_sequence(numbered: &[Option<PageNumber>], lines: &[Line]) -> Vec<bool> {
    let all: Vec<(usize, PageNumber)> = numbered
        .iter()
        .enumerate()
        .filter_map(|(index, number)| Some((index, (*number)?)))
        .collect();
    let mut sure = vec![false; numbered.len()];
    for (at, (index, page)) in all.iter().enumerate() {
        let follows = |a: u32, b: u32| b > a && b - a <= 2;
        let before = at.checked_sub(1).map(|before| all[before].1.number);
        let after = all.get(at + 1).map(|(_, page)| page.number);
        let next = lines.get(index + 1);
        sure[*index] = page.is_marked
            || lines[*index].hints.page_begins
            || next.is_some_and(|next| next.hints.page_begins)
            || before.is_some_and(|before| follows(before, page.number))
            || after.is_some_and(|after| follows(page.number, after));
    }
    sure
}

/// A line without its figures at either end, in which a running head differs from page to page.
fn without_number(line: &Line) -> (String, bool) {
    let bare = line.bare();
    let number = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || is_dash(c);
    // 某某制度汇编 第12页
    let page = bare
        .strip_suffix('页')
        .and_then(|before| before.rsplit_once('第'));
    let page = page.filter(|(_, shown)| !shown.is_empty() && shown.chars().all(number));
    let text = page.map_or(bare.as_str(), |(before, _)| before);
    let text = text.trim_matches(number);
    (text.to_owned(), text.len() < bare.len())
}

/// The lines that are running heads: short, the same again and again, beside page numbers or
/// pages' ends or in the midst of a sentence.
fn running_heads(lines: &[Line], page_numbers: &[bool]) -> BTreeSet<usize> {
    let mut found: BTreeMap<String, Vec<(usize, bool)>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        if page_numbers[index] || line.glyphs.len() > LONGEST_HEAD * 2 {
            continue;
        }
        let (text, is_numbered) = without_number(line);
        let count = text.chars().count();
        // A label is one wherever it stands; 第一章 总则 may head its pages, though.
        let label = head(&line.glyphs);
        let chapter = label
            .as_ref()
            .is_some_and(|l| l.rank <= super::heads::Rank::Section);
        if !(2..=LONGEST_HEAD).contains(&count) || label.is_some() && !chapter {
            continue;
        }
        // 附件1, 附件2 and 附件3 count annexes, not pages.
        let is_annex = ["附件", "附表", "附录", "附图"].contains(&text.as_str());
        // The same body signs many papers, a day below its name.
        let next = (index + 1..lines.len()).find(|&next| !page_numbers[next]);
        let signs = is_date(&line.bare())
            || ends_like_a_body(&text) && next.is_some_and(|at| is_date(&lines[at].bare()));
        if text.ends_with(['。', '；', '：', '，', '、']) || is_annex || signs {
            continue;
        }
        found.entry(text).or_default().push((index, is_numbered));
    }
    let full = full_width(lines);
    let pages = page_numbers.iter().filter(|is_one| **is_one).count();
    let mut out = BTreeSet::new();
    for (text, places) in found {
        let at_edge = |index: usize| {
            let beside = |other: Option<usize>| {
                other.is_some_and(|o| page_numbers.get(o).copied().unwrap_or_default())
            };
            let next = lines.get(index + 1);
            lines[index].hints.page_begins
                || next.is_some_and(|next| next.hints.page_begins)
                || beside(index.checked_sub(1))
                || beside(Some(index + 1))
        };
        let breaks_in = |index: usize| {
            let before = (0..index).rev().find(|&before| !page_numbers[before]);
            before.map(|before| &lines[before]).is_some_and(|line| {
                let ends = line.last().is_some_and(|c| "。；：！？.;:!?".contains(c));
                let heading = head(&line.glyphs)
                    .is_some_and(|label| label.rank <= super::heads::Rank::Section);
                !ends && !heading && line.glyphs.len() > 12
            })
        };
        let paged = places
            .iter()
            .filter(|(i, n)| *n || at_edge(*i) || breaks_in(*i));
        let paged: Vec<usize> = paged.map(|(index, _)| *index).collect();
        let first = places[0].0;
        // Where pages end for certain, twice is enough, and once in the midst of a sentence.
        let certain = paged.iter().all(|&index| at_edge(index));
        let once = paged.iter().all(|&index| breaks_in(index));
        let enough = match paged.len() {
            0 => false,
            1 | 2 if head(&lines[first].glyphs).is_some() => false,
            1 => certain && once && is_short(&lines[paged[0]], full),
            2 => certain && paged.iter().all(|&at| is_short(&lines[at], full)),
            // Odd and even pages may have heads of their own.
            often => {
                let numbered = places.iter().all(|(_, is_numbered)| *is_numbered);
                often * 5 >= pages * 2 && (numbered || is_short(&lines[paged[0]], full))
            }
        };
        if !enough || paged.len() * 2 < places.len() {
            continue;
        }
        // The title itself stands there once, before the first article or the date below it.
        let is_title = ends_like_a_title(&text) && !places[0].1 && !breaks_in(first);
        let is_chapter = head(&lines[first].glyphs).is_some() && !places[0].1;
        out.extend(
            paged
                .into_iter()
                .filter(|&index| index != first || !(is_title || is_chapter)),
        );
    }
    out
}

/// Whether a line is no part of a sentence that a margin broke: shorter than full lines, and
/// without a mark.
fn is_short(line: &Line, full: usize) -> bool {
    let plain = line.glyphs.iter().all(|g| !"，。；：、,;:".contains(g.c));
    plain && line.width() + 12 <= full
}

/// How wide the wider lines are.
fn full_width(lines: &[Line]) -> usize {
    let mut widths: Vec<usize> = lines.iter().map(Line::width).collect();
    widths.sort_unstable();
    widths.get(widths.len() * 8 / 10).copied().unwrap_or(0)
}

/// Takes page numbers out of the midst of lines: 应当— 12 —及时, with the running head before or
/// behind them.
fn inside(lines: &mut [Line], account: &mut Account) {
    let mut found: Vec<(usize, Range<usize>, u32)> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        found.extend(dashed(&line.glyphs).map(|(at, number)| (index, at, number)));
    }
    // One alone may be a range or a code; several that count on are pages.
    let rising = found
        .windows(2)
        .filter(|w| w[0].2 < w[1].2 && w[1].2 - w[0].2 <= 3)
        .count();
    if rising == 0 || rising + 1 < found.len() {
        for (index, at, _) in &found {
            account.doubt(
                range(&lines[*index].glyphs[at.clone()]),
                "像是页码，又不连着",
                "是页码的，从规则文件里删去",
            );
        }
        return;
    }
    let before = shared(&found, lines, |line, at| {
        line.glyphs[..at.start].iter().rev().map(|g| g.c).collect()
    });
    let after = shared(&found, lines, |line, at| {
        line.glyphs[at.end..].iter().map(|g| g.c).collect()
    });
    for (index, at, _) in found.iter().rev() {
        let glyphs = &mut lines[*index].glyphs;
        let from = at.start - before.min(at.start);
        let to = (at.end + after).min(glyphs.len());
        account.change(range(&glyphs[at.clone()]), "", Why::PageNumber);
        for head in [from..at.start, at.end..to] {
            if !trimmed(&glyphs[head.clone()]).is_empty() {
                account.change(range(trimmed(&glyphs[head])), "", Why::RunningHead);
            }
        }
        glyphs.drain(from..to);
    }
}

/// How many characters beside each page number are the same everywhere, blanks counted: at
/// least four are a running head.
fn shared(
    found: &[(usize, Range<usize>, u32)],
    lines: &[Line],
    beside: impl Fn(&Line, &Range<usize>) -> Vec<char>,
) -> usize {
    let mut texts = found
        .iter()
        .map(|(index, at, _)| beside(&lines[*index], at));
    let Some(first) = texts.next().filter(|_| found.len() >= OFTEN) else {
        return 0;
    };
    let same = texts.fold(first.len(), |same, text| {
        let alike = first.iter().zip(&text).take_while(|(a, b)| a == b).count();
        same.min(alike)
    });
    if same >= 4 {
        same
    } else {
        0
    }
}

/// — 12 — between Chinese characters.
fn dashed(glyphs: &[Glyph]) -> impl Iterator<Item = (Range<usize>, u32)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < glyphs.len() {
            let start = at;
            at += 1;
            if !is_dash(glyphs[start].c) {
                continue;
            }
            let blank = |mut i: usize| {
                while glyphs.get(i).is_some_and(|g| is_blank(g.c)) {
                    i += 1;
                }
                i
            };
            let from = blank(start + 1);
            let mut to = from;
            while glyphs.get(to).is_some_and(|g| g.c.is_ascii_digit()) {
                to += 1;
            }
            let shown: String = glyphs[from..to].iter().map(|g| g.c).collect();
            let close = blank(to);
            let Some(number) = figures(&shown).filter(|_| shown.len() <= 3) else {
                continue;
            };
            let closed = glyphs.get(close).is_some_and(|g| is_dash(g.c));
            let edge = |i: Option<usize>| {
                let c = i.and_then(|i| glyphs.get(i)).map(|g| g.c);
                c.is_none_or(|c| !c.is_ascii_alphanumeric() && !is_dash(c))
            };
            let hanzi = glyphs[..start].iter().rev().find(|g| !is_blank(g.c));
            let hanzi = hanzi.is_none_or(|g| is_hanzi(g.c) || !g.c.is_ascii());
            if closed && hanzi && edge(start.checked_sub(1)) && edge(Some(close + 1)) {
                at = close + 1;
                return Some((start..close + 1, number));
            }
        }
        None
    })
}
