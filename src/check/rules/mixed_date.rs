//! # 查什么
//! 一个日期里汉字数字和阿拉伯数字混用（二〇一二年7月1日、2012年七月1日）。
//!
//! # 为什么
//! 同一个日期用同一种数字。
//!
//! # 例子
//! “二〇一二年7月15日”。
//!
//! # 依据
//! GB/T 15835—2011 4.3（“不写二〇〇八年8月8日”）。

use crate::check::texts::{chinese_digit, Text};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::number::parse_chinese_number;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::MixedDate,
    source: include_str!("mixed_date.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in context.texts_with(['年']) {
        for at in text.find_all("年") {
            findings.extend(date(text, at));
        }
    }
}

/// The date whose 年 stands at `at`, if it mixes digits.
fn date(text: &Text<'_>, at: usize) -> Option<Finding> {
    let digits = |c: char| c.is_ascii_digit() || chinese_digit(c);
    let start = at
        - text.chars[..at]
            .iter()
            .rev()
            .take_while(|&&c| digits(c))
            .count();
    let month = text.skip(at + 1, digits);
    if at - start != 4 || month == at + 1 || text.at(month) != Some('月') {
        return None;
    }
    let mut parts = vec![(start, at), (at + 1, month)];
    let day = text.skip(month + 1, digits);
    if day > month + 1 && text.at(day) == Some('日') {
        parts.push((month + 1, day));
    }
    let arabic =
        |&(from, to): &(usize, usize)| text.chars[from..to].iter().all(char::is_ascii_digit);
    if parts.iter().all(arabic) || !parts.iter().any(arabic) {
        return None;
    }
    let end = parts.last().map_or(month, |p| p.1) + 1;
    let message = format!("日期“{}”混用两种数字", text.slice(start..end));
    let place = text.place(start..end);
    let finding = Finding::error(RULE.code, place, message).basis("GB/T 15835—2011 4.3");
    let mut right = String::new();
    for (&(from, to), unit) in parts.iter().zip(['年', '月', '日']) {
        let shown = text.slice(from..to);
        let value = if arabic(&(from, to)) {
            shown
        } else if unit == '年' {
            let digit = |c| {
                "〇一二三四五六七八九"
                    .chars()
                    .position(|d| d == c || (d == '〇' && c == '零'))
            };
            let digits: Option<String> = shown
                .chars()
                .map(|c| char::from_digit(digit(c)? as u32, 10))
                .collect();
            match digits {
                Some(digits) => digits,
                None => return Some(finding.help("一律用阿拉伯数字")),
            }
        } else {
            match parse_chinese_number(&shown) {
                Some(value) => value.to_string(),
                None => return Some(finding.help("一律用阿拉伯数字")),
            }
        };
        right.push_str(&value);
        right.push(unit);
    }
    Some(finding.help(format!("写成“{right}”")).edit(place, right))
}
