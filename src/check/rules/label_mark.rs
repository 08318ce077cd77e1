//! # 查什么
//! 序号后面的标点：（一）（1）后面不加标点；“一”后面用顿号；“1”后面用下脚点；“第一”“首先”
//! 后面用逗号。几行连着以“1”“2”开头而没有标点的，也算。
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
        bare_figure(text, findings);
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
        // 一般, 一律, 一次 are words.
        const WORDS: &str = "是般律旦次切经定并致贯同起人方个名些时直概年月";
        let item = text.at(end).is_some_and(|c| hanzi(c) && !WORDS.contains(c));
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

/// Lines that begin with 1, 2, 3 and go on without a mark: 1采购, 2验收.
fn bare_figure(text: &Text<'_>, findings: &mut Vec<Finding>) {
    /// What a number counts, so that it is none of a label: 3个工作日, 2013年.
    const COUNTED: &str =
        "个名人年月日天次项类条款级份件万元家户分季周时小点公亩平方米块本张种期层号两以至及、";
    if !text.in_regulation() || text.key != "text" {
        return;
    }
    let number = |line: &Range<usize>| {
        let end = text.skip(line.start, |c| c.is_ascii_digit());
        let blank = text.skip(end, |c| c == ' ');
        let value: u32 = text.slice(line.start..end).parse().ok()?;
        let item = text
            .at(blank)
            .is_some_and(|c| hanzi(c) && !COUNTED.contains(c));
        (value < 100).then_some((value, end, blank, item))
    };
    let numbers: Vec<_> = text.lines.iter().map(number).collect();
    for (index, found) in numbers.iter().enumerate() {
        let Some((value, end, blank, true)) = *found else {
            continue;
        };
        // One line may begin with a number by chance; two that follow each other do not.
        let beside = |other: Option<&Option<(u32, usize, usize, bool)>>, wanted: Option<u32>| {
            other
                .copied()
                .flatten()
                .zip(wanted)
                .is_some_and(|((v, end, _, item), wanted)| {
                    v == wanted && (item || text.at(end).is_some_and(|c| ".．、".contains(c)))
                })
        };
        let next = beside(numbers.get(index + 1), value.checked_add(1));
        let before = index.checked_sub(1).and_then(|i| numbers.get(i));
        if next || beside(before, value.checked_sub(1)) {
            let start = text.lines[index].start;
            let shown = text.slice(start..end);
            let message = format!("序号“{shown}”后面缺少下脚点");
            let place = text.place(start..blank);
            let help = format!("写成“{shown}.”");
            findings.push(fault(text, start..end, message, &help).edit(place, format!("{shown}.")));
        }
    }
}
