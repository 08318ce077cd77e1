//! # 查什么
//! 同一部制度（或者同一张表）里，同一单位的数量时而用阿拉伯数字、时而用汉字数字：5个工作日、
//! 五个工作日。提示落在较少的一种上。
//!
//! # 为什么
//! 同类的数字用同一种形式。
//!
//! # 例子
//! 前一条写“5个工作日”，后一条写“十个工作日”。
//!
//! # 依据
//! GB/T 15835—2011 4.3（同类别同形式）。

use crate::check::texts::{chinese_digit, Text};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use std::collections::BTreeMap;
use std::ops::Range;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::MixedNumbers,
    source: include_str!("mixed_numbers.rs"),
    norms: &[],
    run,
};

/// Units whose numbers are amounts wherever they stand, with what may follow them and then
/// makes a set phrase.
const UNITS: [(&str, &str); 8] = [
    ("个工作日", ""),
    ("个月", ""),
    ("万元", ""),
    ("小时", ""),
    ("日内", ""),
    ("天内", ""),
    ("年内", ""),
    ("元以", ""),
];

/// What was found of one unit in one regulation: where, with Arabic digits or not.
type Uses<'a, 't> = BTreeMap<(usize, &'static str), Vec<(&'a Text<'t>, Range<usize>, bool)>>;

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut uses = Uses::new();
    for text in context.texts.iter().filter(|t| t.in_regulation()) {
        for (unit, _) in UNITS {
            for at in text.find_all(unit) {
                if let Some((start, arabic)) = number_before(text, at) {
                    let end = at + unit.chars().count();
                    let list = uses.entry((text.unit, unit)).or_default();
                    list.push((text, start..end, arabic));
                }
            }
        }
    }
    for ((_, unit), list) in uses {
        let arabic = list.iter().filter(|(.., arabic)| *arabic).count();
        if arabic == 0 || arabic == list.len() {
            continue;
        }
        // In doubt Arabic digits are right: amounts are what they are for (4.1.1).
        let keep_arabic = arabic * 2 >= list.len();
        let other = list.iter().find(|(.., arabic)| *arabic == keep_arabic);
        for (text, range, is_arabic) in &list {
            if *is_arabic == keep_arabic {
                continue;
            }
            let message = format!("“{}”的数字形式与别处不同", text.slice(range.clone()));
            let form = if keep_arabic {
                "阿拉伯数字"
            } else {
                "汉字数字"
            };
            let finding = Finding::warning(RULE.code, text.place(range.clone()), message)
                .help(format!("“{unit}”一律用{form}"))
                .basis("GB/T 15835—2011 4.3");
            findings.push(match other {
                Some((text, range, _)) => finding.related(text.place(range.clone()), "别处这样写"),
                None => finding,
            });
        }
    }
}

/// Where the number before `at` begins, and whether it is Arabic.
fn number_before(text: &Text<'_>, at: usize) -> Option<(usize, bool)> {
    let run = |wanted: fn(char) -> bool| {
        let run = text.chars[..at].iter().rev();
        at - run.take_while(|&&c| wanted(c)).count()
    };
    let (arabic, chinese) = (run(|c| c.is_ascii_digit() || c == '.'), run(chinese_digit));
    let start = arabic.min(chinese);
    // 第五个月 is an ordinal; 三五个工作日 is an approximate number, always in Chinese.
    let ordinal = text.before(start).is_some_and(|c| "第数几".contains(c));
    let approximate = at - chinese == 2
        && text.chars[chinese..at]
            .iter()
            .all(|&c| "一二三四五六七八九两".contains(c));
    (start < at && !ordinal && !approximate).then_some((start, arabic < at))
}
