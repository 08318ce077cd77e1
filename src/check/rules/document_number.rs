//! # 查什么
//! 发文字号的年份没有用六角括号〔〕括起；序号前加“第”，或者编虚位（01）。
//!
//! # 为什么
//! 文件按字号查找，写法要一律。
//!
//! # 例子
//! “向政发[2012]5号”“联席会议纪要〔2013〕第1号”。
//!
//! # 依据
//! GB/T 9704—2012 7.2.5；GB/T 15834—2011 4.9.3.4。

use crate::check::texts::{digit, hanzi, Text};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DocumentNumber,
    source: include_str!("document_number.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in context.texts_with("〔[［(（【".chars()) {
        for at in 0..text.chars.len() {
            check(text, at, findings);
        }
    }
}

/// A document number whose bracket opens at `at`.
fn check(text: &Text<'_>, at: usize, findings: &mut Vec<Finding>) {
    let opens = matches!(text.chars[at], '〔' | '[' | '［' | '(' | '（' | '【');
    if !opens || !text.before(at).is_some_and(hanzi) {
        return;
    }
    let close = text.skip(at + 1, digit);
    if close != at + 5 || !text.at(close).is_some_and(|c| "〕]］)）】".contains(c)) {
        return;
    }
    let ordinal = text.at(close + 1) == Some('第');
    let from = close + 1 + usize::from(ordinal);
    let to = text.skip(from, digit);
    if to == from || text.at(to) != Some('号') {
        return;
    }
    if (text.chars[at], text.chars[close]) != ('〔', '〕') {
        let shown = text.slice(at..close + 1);
        findings.push(
            Finding::error(
                RULE.code,
                text.place(at..close + 1),
                format!("发文字号的年份写成了“{shown}”"),
            )
            .help(format!("写成“〔{}〕”", text.slice(at + 1..close)))
            .basis("GB/T 9704—2012 7.2.5")
            .edit(text.place(at..at + 1), '〔')
            .edit(text.place(close..close + 1), '〕'),
        );
    }
    let zeros = text.skip(from, |c| c == '0').min(to - 1);
    if ordinal || zeros > from {
        let place = text.place(close + 1..zeros);
        findings.push(
            Finding::warning(RULE.code, place, "发文字号的序号不加“第”，不编虚位")
                .help(format!("写成“{}号”", text.slice(zeros..to)))
                .basis("GB/T 9704—2012 7.2.5")
                .edit(place, ""),
        );
    }
}
