//! Articles and items that stand in one line, parted: each has a line of its own in the rules.

use super::heads::{head, Head, Rank};
use crate::import::account::{Account, Why};
use crate::import::paper::{is_blank, trimmed, Line};
use crate::model::ArticleNumber;

/// The paragraphs, each with one label at most.
pub fn part(lines: Vec<Line>, account: &mut Account) -> Vec<Line> {
    let mut out = Vec::new();
    let mut article = ArticleNumber::plain(0);
    for line in lines {
        let cuts = if line.hints.row {
            Vec::new()
        } else {
            cuts(&line, article)
        };
        if let Some(head) = head(&line.glyphs).filter(|head| head.rank == Rank::Article) {
            article = head.article();
        }
        let mut from = 0;
        for (at, head) in cuts {
            if head.rank == Rank::Article {
                article = head.article();
            }
            let start = line.glyphs[at].start;
            account.change(start..start, "", Why::Parted);
            out.push(piece(&line, from..at));
            from = at;
        }
        out.push(piece(&line, from..line.glyphs.len()));
    }
    out
}

fn piece(line: &Line, range: std::ops::Range<usize>) -> Line {
    let mut hints = line.hints;
    if range.start > 0 {
        hints.gap = false;
        hints.page_begins = false;
    }
    Line {
        glyphs: trimmed(&line.glyphs[range]).to_vec(),
        indent: line.indent,
        hints,
    }
}

/// Where a line is cut: before the next article, and before items that count on from one.
fn cuts(line: &Line, article: ArticleNumber) -> Vec<(usize, Head)> {
    let glyphs = &line.glyphs;
    let own = head(glyphs);
    let mut before = own
        .as_ref()
        .filter(|h| h.rank == Rank::Article)
        .map_or(article, |h| h.article());
    let mut out: Vec<(usize, Head)> = Vec::new();
    let mut items: Vec<(usize, Head)> = Vec::new();
    let mut at = own.as_ref().map_or(0, |head| head.end);
    while at < glyphs.len() {
        let mark = glyphs[..at]
            .iter()
            .rev()
            .find(|g| !is_blank(g.c))
            .map(|g| g.c);
        let Some(mark) = mark.filter(|c| "。；：.;:".contains(*c)) else {
            at += 1;
            continue;
        };
        let Some(label) = head(&glyphs[at..]) else {
            at += 1;
            continue;
        };
        let end = at + label.end;
        let gap = glyphs.get(end).is_some_and(|g| is_blank(g.c));
        match label.rank {
            Rank::Article if mark == '。' && gap && label.article().follows(before) => {
                before = label.article();
                take(&mut items, &mut out);
                out.push((at, label));
            }
            Rank::Second | Rank::Third | Rank::Fourth | Rank::Fifth => {
                let follows = items.last().is_some_and(|(_, last)| {
                    last.rank == label.rank && last.number + 1 == label.number
                });
                if !follows {
                    take(&mut items, &mut out);
                }
                if follows || label.number == 1 && "：。:".contains(mark) {
                    items.push((at, label));
                }
            }
            _ => {}
        }
        at = end;
    }
    take(&mut items, &mut out);
    out.sort_by_key(|(at, _)| *at);
    out
}

/// Items are those that count at least to two.
fn take(items: &mut Vec<(usize, Head)>, out: &mut Vec<(usize, Head)>) {
    if items.len() > 1 {
        out.append(items);
    }
    items.clear();
}
