//! Citations in running text: 《…办法》第十三条, 本办法第四条, 前款第（一）项.

use super::texts::{chinese_digit, Text};
use super::Context;
use crate::model::number::parse_chinese_number;
use crate::model::{Form, Regulation};
use std::ops::Range;

/// What is cited.
pub(super) enum Target {
    Article(u16),
    Chapter(u16),
    Item { article: u16, item: u16 },
}

/// A citation of one of the town's own regulations.
pub(super) struct Citation {
    /// Index of the regulation.
    pub regulation: usize,
    pub target: Target,
    /// 第十三条, 第（一）项.
    pub range: Range<usize>,
}

/// Words a regulation calls itself by.
const OWN: [&str; 8] = [
    "本办法",
    "本细则",
    "本措施",
    "本划分",
    "本规定",
    "本制度",
    "本规则",
    "本方案",
];
/// Words before 第X条 after which it is an article of the same text.
const BARE: [&str; 9] = [
    "按照", "依照", "根据", "违反", "符合", "适用", "依据", "执行", "属于",
];
/// What may stand between two citations of the same regulation.
const JOINTS: [&str; 6] = ["至", "、", "和", "及", "或者", "到"];

/// What the next 第 refers to, after what has been read.
#[derive(Clone, Copy)]
struct Last {
    end: usize,
    /// `None` for a regulation that is not the town's.
    regulation: Option<usize>,
    article: Option<u16>,
}

/// The citations in `text`, in order.
pub(super) fn citations(context: &Context<'_>, text: &Text<'_>) -> Vec<Citation> {
    if !text.chars.contains(&'第') {
        return Vec::new();
    }
    let home = context.home(text);
    let mut out = Vec::new();
    let mut last: Option<Last> = None;
    for line in &text.lines {
        for at in line.clone() {
            if text.chars[at] != '第' {
                continue;
            }
            let Some((number, unit, end)) = ordinal(text, at) else {
                continue;
            };
            let joined = last.filter(|l| {
                JOINTS
                    .iter()
                    .any(|j| text.has(l.end, j) && l.end + j.chars().count() == at)
                    || l.end == at
            });
            if unit == "项" {
                // 第（一）项 of the article just named, else of the one it stands in.
                let (regulation, article) = match joined {
                    Some(l) => (l.regulation, l.article),
                    None if follows(text, at, &["前款", "本条", "该条", "第一款", "第二款"]) => {
                        (home.map(|h| h.0), home.and_then(|h| h.1))
                    }
                    None => continue,
                };
                last = Some(Last {
                    end,
                    regulation,
                    article,
                });
                if let (Some(regulation), Some(article)) = (regulation, article) {
                    out.push(Citation {
                        regulation,
                        target: Target::Item {
                            article,
                            item: number,
                        },
                        range: at..end,
                    });
                }
                continue;
            }
            let regulation = match joined {
                Some(l) => l.regulation,
                None if text.before(at) == Some('》') => titled(text, line.start, at)
                    .and_then(|t| named(context.town.regulations.as_slice(), &t)),
                None if follows(text, at, &OWN) => home.map(|h| h.0),
                None if bare(text, line.start, at) => home.map(|h| h.0),
                None => None,
            };
            let chapter = unit == "章";
            last = Some(Last {
                end,
                regulation,
                article: (!chapter).then_some(number),
            });
            let Some(regulation) = regulation else {
                continue;
            };
            // 第三部分 of a regulation of articles is a heading inside one of them.
            let parts = context.town.regulations[regulation].form == Form::Parts;
            let target = match unit {
                "章" => Target::Chapter(number),
                "部分" if !parts => continue,
                _ => Target::Article(number),
            };
            out.push(Citation {
                regulation,
                target,
                range: at..end,
            });
        }
    }
    out
}

/// The number and unit of the ordinal at `at`: 第十三条, 第（一）项.
fn ordinal(text: &Text<'_>, at: usize) -> Option<(u16, &'static str, usize)> {
    let opened = matches!(text.at(at + 1), Some('（' | '('));
    let from = at + 1 + usize::from(opened);
    let end = text.skip(from, |c| chinese_digit(c) || c.is_ascii_digit());
    let shown = text.slice(from..end);
    let number = shown
        .parse()
        .ok()
        .or_else(|| parse_chinese_number(&shown))?;
    if opened {
        let closed = matches!(text.at(end), Some('）' | ')'));
        return (closed && text.at(end + 1) == Some('项')).then_some((number, "项", end + 2));
    }
    let unit = ["条", "章", "部分"]
        .into_iter()
        .find(|u| text.has(end, u))?;
    let end = end + unit.chars().count();
    // 第三条线, 第一条件.
    let other = unit == "条" && text.at(end).is_some_and(|c| "线件路例目理".contains(c));
    (!other).then_some((number, unit, end))
}

fn follows(text: &Text<'_>, at: usize, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let from = at.checked_sub(word.chars().count());
        from.is_some_and(|from| text.has(from, word))
    })
}

/// Whether an ordinal without a name before it speaks of the text it stands in.
fn bare(text: &Text<'_>, start: usize, at: usize) -> bool {
    text.in_regulation()
        && (at == start
            || text.before(at).is_some_and(|c| "。；：，".contains(c))
            || follows(text, at, &BARE))
}

/// The title that ends before `at`.
fn titled(text: &Text<'_>, start: usize, at: usize) -> Option<String> {
    let open = (start..at).rev().find(|&i| text.chars[i] == '《')?;
    Some(text.slice(open + 1..at - 1))
}

/// The regulation with that title, short or full.
pub(super) fn named(regulations: &[Regulation], title: &str) -> Option<usize> {
    regulations
        .iter()
        .position(|r| r.title.value == title || r.short.value == title)
}
