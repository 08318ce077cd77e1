//! # 查什么
//! 年份、日期和数量的起止之间用了减号、半角波浪号等，而没有用一字线（—）或者浪纹线（～）；
//! 年份之间只用一字线。
//!
//! # 为什么
//! 减号在正文里会被读成“减”，也容易在行末断开。
//!
//! # 例子
//! “2008-2012年工作规划”。
//!
//! # 依据
//! GB/T 15834—2011 4.13。

use crate::check::texts::{digit, Text};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::RangeMark,
    source: include_str!("range_mark.rs"),
    norms: &[],
    run,
};

/// Marks that never stand between two numbers of one unit.
const JOINS: &str = "-－–~∼─―";

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in context.texts_with(JOINS.chars().chain(['～', '—'])) {
        for at in 0..text.chars.len() {
            if let Some(end) = range(text, at) {
                let place = text.place(at..end);
                let shown = text.slice(at..end);
                findings.push(
                    Finding::warning(RULE.code, place, format!("起止之间用了“{shown}”"))
                        .help("改成一字线“—”")
                        .basis("GB/T 15834—2011 4.13")
                        .edit(place, '—'),
                );
            }
        }
    }
}

/// Number after the mark at `at`, if it stands between two numbers of one unit and is no
/// right one.
fn range(text: &Text<'_>, at: usize) -> Option<usize> {
    let joins = |c: char| JOINS.contains(c);
    let c = text.chars[at];
    if !(joins(c) || c == '～' || c == '—') || text.before(at).is_some_and(joins) {
        return None;
    }
    let end = text.skip(at, |x| x == c);
    let units = "年月日时个项条万元人次天周度级号";
    // Backwards over 2008年 or 2008.
    let mut from = at;
    let unit = text.before(from).filter(|&c| units.contains(c));
    from -= usize::from(unit.is_some());
    let digits = text.chars[..from]
        .iter()
        .rev()
        .take_while(|&&c| digit(c))
        .count();
    let start = from - digits;
    let to = text.skip(end, digit);
    let after = text.at(to).filter(|&c| units.contains(c));
    if digits == 0 || digits > 4 || to == end || to - end > 4 {
        return None;
    }
    // Without a unit it may be a telephone number, a standard or a date: 2013-01-18.
    after.or(unit)?;
    if unit.is_some() && after.is_none() {
        return None;
    }
    let before = text.before(start);
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || joins(c) || "./:".contains(c)) {
        return None;
    }
    let years = digits == 4 && to - end == 4;
    let right = match c {
        '—' => end - at == 1,
        '～' => end - at == 1 && !(years && after == Some('年')),
        _ => false,
    };
    (!right).then_some(end)
}
