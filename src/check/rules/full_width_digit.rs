//! # 查什么
//! 全角的数字和字母。
//!
//! # 为什么
//! 数字用半角；全角数字占一个汉字的宽，查找时也查不到。
//!
//! # 例子
//! “２０１２年”。
//!
//! # 依据
//! GB/T 15835—2011 5.1。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::FullWidthDigit,
    source: include_str!("full_width_digit.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in context.texts_with(['０']) {
        let mut at = 0;
        while at < text.chars.len() {
            let end = text.skip(at, |c| narrow(c).is_some());
            if end > at {
                let right: String = text.chars[at..end]
                    .iter()
                    .filter_map(|&c| narrow(c))
                    .collect();
                let place = text.place(at..end);
                let message = format!("全角的“{}”", text.slice(at..end));
                findings.push(
                    Finding::error(RULE.code, place, message)
                        .help(format!("改成半角的“{right}”"))
                        .basis("GB/T 15835—2011 5.1")
                        .edit(place, right),
                );
            }
            at = end.max(at + 1);
        }
    }
}

/// The half-width form of a full-width digit or letter.
fn narrow(c: char) -> Option<char> {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xFEE0),
        '％' => Some('%'),
        _ => None,
    }
}
