//! # 查什么
//! 制度的 `effective`、`issued` 与条文写的施行日期、发布日期不一样。
//!
//! # 为什么
//! 从哪一天起算数，条文说了算；程序照 `effective` 认哪一天施行，写错了就认错。
//!
//! # 例子
//! 条文写“自2012年7月15日起施行”，`[[regulation]]` 写 `effective = 2012-07-10`。
//!
//! # 依据
//! 制度自己的条文：“自某日起施行”“于某日发布”“自发布之日起施行”。

use crate::check::agree::quantity::{quantities, Quantity};
use crate::check::{Context, Rule};
use crate::date::Date;
use crate::diagnostic::{Code, Finding, Spanned};
use crate::model::Line;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::EffectiveOffText,
    source: include_str!("effective_off_text.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for regulation in &context.unit.regulations {
        let (issued, effective) = (regulation.issued.as_ref(), regulation.effective.as_ref());
        let lines = regulation.articles().flat_map(|a| &a.lines);
        for line in lines.chain(&regulation.preamble) {
            let said = |words: &[&str]| day_before(line, words);
            for (own, day, what) in [
                (
                    effective,
                    said(&["起施行", "起实施", "起执行", "起生效"]),
                    "施行",
                ),
                (issued, said(&["发布", "印发", "公布"]), "发布"),
            ] {
                let (Some(own), Some(day)) = (own, day) else {
                    continue;
                };
                if own.value != day {
                    findings.push(differ(own, day, what, line));
                }
            }
            let at_once = ["发布之日起施行", "印发之日起施行", "公布之日起施行"];
            if let (Some(issued), Some(effective)) = (issued, effective) {
                let now = at_once.iter().any(|words| line.text.contains(words));
                if now && issued.value != effective.value {
                    findings.push(differ(effective, issued.value, "施行", line));
                }
            }
        }
    }
}

fn differ(own: &Spanned<Date>, day: Date, what: &str, line: &Line) -> Finding {
    let message = format!("写的是{}{what}，条文写的是{}", own.chinese(), day.chinese());
    Finding::error(RULE.code, own.place, message)
        .help("条文对的，改这里；条文写错的，按程序修订条文")
        .related(line.place, "条文在这里")
}

/// The day right before one of the words, in a sentence that speaks of no other document.
fn day_before(line: &Line, words: &[&str]) -> Option<Date> {
    for sentence in line.text.split(['。', '；']) {
        // Few speak of such a day at all.
        let speaks = words.iter().any(|word| sentence.contains(word));
        if !speaks || sentence.contains('《') {
            continue;
        }
        let chars: Vec<char> = sentence.chars().collect();
        for found in quantities(&chars) {
            let Quantity::Day(Some(year), month, day) = found.quantity else {
                continue;
            };
            let after: String = chars[found.range.end..].iter().take(4).collect();
            if words.iter().any(|word| after.starts_with(word)) {
                let small = |n: i64| i8::try_from(n).ok();
                return Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?);
            }
        }
    }
    None
}
