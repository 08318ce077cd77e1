//! # 查什么
//! 用两位数写的年份（12年7月）。
//!
//! # 为什么
//! 年份写全四位，才不会与年数混淆。
//!
//! # 例子
//! “自12年7月15日起施行”。
//!
//! # 依据
//! GB/T 15835—2011；GB/T 9704—2012 7.3.5.4。

use crate::check::texts::digit;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ShortYear,
    source: include_str!("short_year.rs"),
    norms: &[],
    run,
};

/// What after 12年 shows that a year is meant, not a number of years.
const YEAR_SIGNS: [&str; 7] = ["度", "底", "初", "版", "上半年", "下半年", "以来"];

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in context.texts_with(['年']) {
        for at in text.find_all("年") {
            let digits = text.chars[..at]
                .iter()
                .rev()
                .take_while(|&&c| digit(c))
                .count();
            let start = at - digits;
            if digits != 2 || text.before(start).is_some_and(|c| ".-—～/第".contains(c)) {
                continue;
            }
            // 12年7月 is a date; 12年7个月 is a time.
            let day = text.skip(at + 1, digit);
            let month = day > at + 1 && text.at(day) == Some('月');
            if month || YEAR_SIGNS.iter().any(|sign| text.has(at + 1, sign)) {
                let place = text.place(start..at + 1);
                let shown = text.slice(start..at + 1);
                findings.push(
                    Finding::warning(RULE.code, place, format!("年份“{shown}”只写了两位"))
                        .help("写全四位，例如 2012年")
                        .basis("GB/T 15835—2011"),
                );
            }
        }
    }
}
