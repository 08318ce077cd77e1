//! # 查什么
//! “等”前面用了顿号。
//!
//! # 为什么
//! 列举之后的“等”紧接最后一项。“等级”“等候”一类的词不在此列。
//!
//! # 例子
//! “财政所、派出所、等站所”。
//!
//! # 依据
//! GB/T 15834—2011 附录 B.1.2。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::CommaBeforeDeng,
    source: include_str!("comma_before_deng.rs"),
    norms: &[],
    run,
};

/// What makes another word of 等: 等级, 等候.
const OTHER_WORDS: &str = "级待候额同次价号效值分距边高宽长差速量于不闲离";

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in context.texts_with(['等']) {
        for at in text.find_all("、等") {
            if text.at(at + 2).is_some_and(|c| OTHER_WORDS.contains(c)) {
                continue;
            }
            let place = text.place(at..at + 1);
            findings.push(
                Finding::warning(RULE.code, place, "“等”前面用了顿号")
                    .help("删去顿号")
                    .basis("GB/T 15834—2011 附录 B.1.2")
                    .edit(place, ""),
            );
        }
    }
}
