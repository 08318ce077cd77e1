//! Half-width marks and blanks inside words, put right where that is certain (GB/T 15834—2011,
//! clause 4).

use crate::import::account::{Account, Why};
use crate::import::paper::{is_blank, is_hanzi, is_mark, Glyph};
use std::collections::BTreeMap;

/// Puts one text right; its blanks too where `closes` says so.
pub fn put_right(text: &mut Vec<Glyph>, closes: bool, account: &mut Account) {
    if closes {
        close_up(text, account);
    }
    // What was put right may show what its neighbour should be: "甲". ends with “甲”。
    for _ in 0..2 {
        for (at, wanted) in wanted(text) {
            let old = text[at];
            account.change(old.start..old.end, wanted, Why::Mark);
            text[at].c = wanted;
        }
    }
    runs(text, account);
}

fn is_chinese(c: char) -> bool {
    is_hanzi(c) || is_mark(c)
}

/// Takes blanks out between Chinese characters; beside figures and letters they stay.
fn close_up(text: &mut Vec<Glyph>, account: &mut Account) {
    let mut out: Vec<Glyph> = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        if !is_blank(text[at].c) {
            out.push(text[at]);
            at += 1;
            continue;
        }
        let end = (at..text.len())
            .find(|&i| !is_blank(text[i].c))
            .unwrap_or(text.len());
        let before = out.last().map(|g| g.c);
        let after = text.get(end).map(|g| g.c);
        let mark = |c: Option<char>| c.is_some_and(|c| is_mark(c) || ",;:?!()\"".contains(c));
        let chinese = |c: Option<char>| c.is_some_and(is_chinese);
        let closes =
            chinese(before) && (chinese(after) || mark(after)) || mark(before) && chinese(after);
        if closes {
            // A blank of no bytes was put in by ourselves.
            if text[at].start < text[end - 1].end {
                account.change(text[at].start..text[end - 1].end, "", Why::Blank);
            } else {
                out.extend(&text[at..end]);
            }
        } else {
            out.extend(&text[at..end]);
        }
        at = end;
    }
    *text = out;
}

/// What should stand instead of half-width marks, by their places.
fn wanted(text: &[Glyph]) -> Vec<(usize, char)> {
    let c = |at: usize| text.get(at).map(|g| g.c);
    let before = |at: usize| at.checked_sub(1).and_then(c);
    let chinese = |c: Option<char>| c.is_some_and(is_chinese);
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let beside = |at: usize| chinese(before(at)) || chinese(c(at + 1));
    let pairs = pairs(text);
    let mut out = Vec::new();
    for (at, glyph) in text.iter().enumerate() {
        let between_digits = digit(before(at)) && digit(c(at + 1));
        let wanted = match glyph.c {
            ',' if beside(at) && !between_digits => Some('，'),
            ';' if beside(at) => Some('；'),
            ':' if beside(at) && !between_digits => Some('：'),
            '?' if beside(at) => Some('？'),
            '!' if beside(at) => Some('！'),
            '.' if chinese(before(at))
                && !word(c(at + 1))
                && c(at + 1) != Some('.')
                && before(at) != Some('…') =>
            {
                Some('。')
            }
            '(' | ')' | '<' | '>' | '"' => {
                let pair = pairs.get(&at);
                pair.and_then(|&(open, close)| {
                    let inner = chinese(c(open + 1));
                    let touches = beside(open) || beside(close);
                    let (left, right, certain) = match glyph.c {
                        '(' | ')' => ('（', '）', touches),
                        '<' | '>' => ('《', '》', inner),
                        _ => ('“', '”', touches),
                    };
                    certain.then_some(if at == open { left } else { right })
                })
            }
            _ => None,
        };
        out.extend(wanted.map(|wanted| (at, wanted)));
    }
    out
}

/// Pairs of brackets and quotes, by the place of either half.
fn pairs(text: &[Glyph]) -> BTreeMap<usize, (usize, usize)> {
    let mut out = BTreeMap::new();
    let mut pair = |from, at| {
        out.insert(from, (from, at));
        out.insert(at, (from, at));
    };
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut quote: Option<usize> = None;
    for (at, glyph) in text.iter().enumerate() {
        match glyph.c {
            '(' | '（' => open.push(('(', at)),
            '<' => open.push(('<', at)),
            ')' | '）' | '>' => {
                let wanted = if glyph.c == '>' { '<' } else { '(' };
                if let Some((_, from)) = open.pop_if(|(c, _)| *c == wanted) {
                    pair(from, at);
                }
            }
            '"' => match quote.take() {
                Some(from) => pair(from, at),
                None => quote = Some(at),
            },
            _ => {}
        }
    }
    out
}

/// Rows of dots and of hyphens that stand for …… and ——.
fn runs(text: &mut Vec<Glyph>, account: &mut Account) {
    let mut at = 0;
    while at < text.len() {
        let c = text[at].c;
        let run = text[at..].iter().take_while(|g| g.c == c).count();
        let wanted = match c {
            '.' if run >= 3 => '…',
            '。' if run >= 3 => '…',
            '-' if run == 2 => '—',
            _ => {
                at += run;
                continue;
            }
        };
        let chinese = |at: Option<usize>| {
            at.and_then(|at| text.get(at))
                .is_some_and(|g| is_chinese(g.c))
        };
        if !chinese(at.checked_sub(1)) && !chinese(Some(at + run)) {
            at += run;
            continue;
        }
        let (start, end) = (text[at].start, text[at + run - 1].end);
        account.change(start..end, String::from_iter([wanted, wanted]), Why::Mark);
        text[at].c = wanted;
        text[at + 1].c = wanted;
        text.drain(at + 2..at + run);
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceId;
    use crate::import::paper;

    fn put(text: &str) -> String {
        let mut glyphs: Vec<Glyph> = text
            .char_indices()
            .map(|(at, c)| Glyph {
                c,
                start: at as u32,
                end: (at + c.len_utf8()) as u32,
            })
            .collect();
        put_right(&mut glyphs, true, &mut Account::new(SourceId(0)));
        paper::text(&glyphs)
    }

    #[test]
    fn what_is_certain_is_put_right() {
        for (text, wanted) in [
            ("各站所,各岗位;", "各站所，各岗位；"),
            ("包括:(一)甲", "包括：（一）甲"),
            ("以下简称\"本办法\".", "以下简称“本办法”。"),
            ("依照<会计法>办理", "依照《会计法》办理"),
            ("总　　则", "总则"),
            ("廉 政 风 险", "廉政风险"),
            ("办理 , 送达", "办理，送达"),
            ("等事项...", "等事项……"),
            ("一岗双责--党风", "一岗双责——党风"),
            // Not certain, or right.
            ("5 万元", "5 万元"),
            ("50,000元", "50,000元"),
            ("1.5万元", "1.5万元"),
            ("10:30开会", "10:30开会"),
            ("GB/T 9704(2012)", "GB/T 9704(2012)"),
            ("a<b", "a<b"),
            ("说\"甲", "说\"甲"),
        ] {
            assert_eq!(put(text), wanted, "{text}");
        }
    }
}
