//! # 查什么
//! 并列的书名号之间、引号之间用了顿号（》、《，”、“）。
//!
//! # 为什么
//! 书名号、引号已经把各项分开，通常不再用顿号；中间插有括号说明的不在此列。
//!
//! # 例子
//! “《纪律处分条例》、《公务员法》”。
//!
//! # 依据
//! GB/T 15834—2011 4.5.3.5。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::CommaBetweenPairs,
    source: include_str!("comma_between_pairs.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in context.texts_with(['、']) {
        for at in text.find_all("、") {
            let around = (text.before(at), text.at(at + 1));
            if !matches!(around, (Some('》'), Some('《')) | (Some('”'), Some('“'))) {
                continue;
            }
            let place = text.place(at..at + 1);
            let what = if around.0 == Some('》') {
                "书名号"
            } else {
                "引号"
            };
            findings.push(
                Finding::warning(RULE.code, place, format!("并列的{what}之间用了顿号"))
                    .help("删去顿号")
                    .basis("GB/T 15834—2011 4.5.3.5")
                    .edit(place, ""),
            );
        }
    }
}
