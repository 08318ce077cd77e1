//! # 查什么
//! 序号后面的标点：（一）（1）后面不加标点；“一”后面用顿号；“1”后面用下脚点；“第一”“首先”
//! 后面用逗号。
//!
//! # 为什么
//! 序号的写法一律，程序也靠它认出条、项；写成“一许可审批”的认不出是序号。
//!
//! # 例子
//! “（一）、定人员”“一.定人员”“1、定人员”“第一、定人员”。
//!
//! # 依据
//! GB/T 15834—2011 附录 B.3.1 至 B.3.4。

use crate::check::texts::{chinese_digit, hanzi, Text};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::number::{chinese_number, parse_chinese_number};
use std::ops::Range;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::LabelMark,
    source: include_str!("label_mark.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in &context.texts {
        for line in &text.lines {
            mark_after(text, line.start, findings);
            ordinal(text, line.clone(), findings);
        }
        bare(text, findings);
    }
}

fn fault(text: &Text<'_>, range: Range<usize>, message: String, help: &str) -> Finding {
    Finding::warning(RULE.code, text.place(range), message)
        .help(help)
        .basis("GB/T 15834—2011 附录 B.3")
}

/// The mark after the label that begins at `at`.
fn mark_after(text: &Text<'_>, at: usize, findings: &mut Vec<Finding>) {
    let bracket = |c: Option<char>, set: &str| c.is_some_and(|c| set.contains(c));
    let opened = bracket(text.at(at), "（(");
    let from = at + usize::from(opened);
    let chinese = text.skip(from, chinese_digit);
    let arabic = text.skip(from, |c| c.is_ascii_digit());
    let end = chinese.max(arabic);
    // Longer ones are years and amounts.
    if end == from || end - from > 3 {
        return;
    }
    let Some(mark) = text.at(if opened { end + 1 } else { end }) else {
        return;
    };
    let shown = text.slice(at..end + usize::from(opened));
    if opened {
        if bracket(text.at(end), "）)") && "、，。．.：".contains(mark) {
            let range = end + 1..end + 2;
            let place = text.place(range.clone());
            let message = format!("{shown}后面加了“{mark}”");
            findings.push(fault(text, range, message, "括号序号后面不加标点").edit(place, ""));
        }
        return;
    }
    let item = text.at(end + 1).is_some_and(|c| hanzi(c) || c == ' ');
    let (wrong, right) = if chinese > arabic {
        (".．，".contains(mark), '、')
    } else {
        // “5、6号” is a pair of numbers, not a label.
        ("、，．".contains(mark), '.')
    };
    // 一， may also begin a sentence: only a line that others like it follow is a label.
    if !wrong || !item || (mark == '，' && text.lines.len() < 2) {
        return;
    }
    let place = text.place(end..end + 1);
    let message = format!("序号“{shown}”后面用了“{mark}”");
    findings.push(
        fault(
            text,
            end..end + 1,
            message,
            &format!("写成“{shown}{right}”"),
        )
        .edit(place, right),
    );
}

/// 第一、 and 首先、 at the head of a clause.
fn ordinal(text: &Text<'_>, line: Range<usize>, findings: &mut Vec<Finding>) {
    for at in line.clone() {
        let head = at == line.start || text.before(at).is_some_and(|c| "。；：".contains(c));
        if !head || text.at(at) != Some('第') {
            continue;
        }
        let end = text.skip(at + 1, chinese_digit);
        // 第一、第二条 counts articles.
        if end > at + 1
            && text.at(end) == Some('、')
            && text.at(end + 1) != Some('第')
            && !text.at(end + 1).is_some_and(chinese_digit)
        {
            let place = text.place(end..end + 1);
            let shown = text.slice(at..end);
            findings.push(
                fault(
                    text,
                    end..end + 1,
                    format!("“{shown}”后面用了顿号"),
                    "改成逗号",
                )
                .edit(place, '，'),
            );
        }
    }
}

/// A first line without 、 before a line with 二、.
fn bare(text: &Text<'_>, findings: &mut Vec<Finding>) {
    if !text.in_regulation() || text.key != "text" {
        return;
    }
    let number = |line: &Range<usize>| {
        let end = text.skip(line.start, chinese_digit);
        let value = parse_chinese_number(&text.slice(line.start..end))?;
        Some((value, end))
    };
    for line in &text.lines {
        let Some((value, end)) = number(line) else {
            continue;
        };
        let labelled = |line: &Range<usize>| {
            number(line).is_some_and(|(v, end)| v == value + 1 && text.at(end) == Some('、'))
        };
        let item = text.at(end).is_some_and(|c| hanzi(c) && c != '是');
        if item && text.lines.iter().any(labelled) {
            let shown = text.slice(line.start..end);
            let message = format!("序号“{shown}”后面缺少顿号");
            let place = text.place(line.start..end);
            findings.push(
                fault(text, line.start..end, message, &format!("写成“{shown}、”"))
                    .edit(place, format!("{}、", chinese_number(value))),
            );
        }
    }
}
