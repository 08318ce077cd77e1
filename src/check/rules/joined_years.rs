//! # 查什么
//! 连写在一起的两个年份，中间漏了起止号或者“至”：20052010年、2005年2010年。
//!
//! # 为什么
//! 从别处粘贴来的文字容易丢掉中间的起止号，一段时间就成了一个读不出的数。
//!
//! # 例子
//! “20052010年工作规划”应为“2005—2010年工作规划”。
//!
//! # 依据
//! GB/T 15834—2011 4.13.3.4；GB/T 15835—2011 4.1.4。

use crate::check::texts::Text;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::JoinedYears,
    source: include_str!("joined_years.rs"),
    norms: &[],
    run,
};

/// Digits of a year in full.
const DIGITS: usize = 4;

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in context.texts_with(['年']) {
        for at in text.find_all("年") {
            findings.extend(joined(text, at));
        }
    }
}

/// The two years that end with the 年 at `at`.
fn joined(text: &Text<'_>, at: usize) -> Option<Finding> {
    let second = year(text, at.checked_sub(DIGITS)?)?;
    let mut gap = at - DIGITS;
    // A blank, or the first 年 alone, joins no years either.
    while gap > 0 && matches!(text.chars[gap - 1], ' ' | '\u{3000}' | '年') {
        gap -= 1;
    }
    let start = gap.checked_sub(DIGITS)?;
    let first = year(text, start)?;
    let part_of_more = text
        .before(start)
        .is_some_and(|c| c.is_ascii_digit() || in_year(c));
    if part_of_more || first >= second {
        return None;
    }
    let (from, to) = (text.slice(start..gap), text.slice(at - DIGITS..at));
    let message = format!("“{}”把两个年份连在一起", text.slice(start..at + 1));
    // Where nothing stands between the two, the mark is written after the last digit of the first.
    let written = match gap == at - DIGITS {
        true => (gap - 1..gap, format!("{}—", text.chars[gap - 1])),
        false => (gap..at - DIGITS, "—".to_owned()),
    };
    Some(
        Finding::error(RULE.code, text.place(start..at + 1), message)
            .help(format!("写成“{from}—{to}年”"))
            .basis("GB/T 15834—2011 4.13.3.4")
            .edit(text.place(written.0), written.1),
    )
}

fn in_year(c: char) -> bool {
    "〇零一二三四五六七八九".contains(c)
}

/// The year between 1900 and 2099 whose digits, all of one kind, begin at `at`.
fn year(text: &Text<'_>, at: usize) -> Option<u32> {
    let digits = text.chars.get(at..at + DIGITS)?;
    let value = |c: char| match c {
        '〇' | '零' => Some(0),
        _ => c.to_digit(10).or_else(|| {
            let at = "一二三四五六七八九".chars().position(|d| d == c)?;
            u32::try_from(at + 1).ok()
        }),
    };
    let one_kind = digits.iter().all(char::is_ascii_digit) || digits.iter().all(|&c| in_year(c));
    let mut year = 0;
    for &c in digits {
        year = year * 10 + value(c)?;
    }
    (one_kind && (1900..2100).contains(&year)).then_some(year)
}
