//! # 查什么
//! 写得不对的破折号和省略号：破折号是两个连写的“—”，省略号是六个点“……”；省略号和“等”
//! 不同用。
//!
//! # 为什么
//! 用减号、句号、一个“…”凑成的，印出来长短不一。
//!
//! # 例子
//! “教育、制度、监督...”“廉政风险--权力运行中的风险”。
//!
//! # 依据
//! GB/T 15834—2011 4.10.2、4.11.2、附录 A.9。

use crate::check::texts::{hanzi, mark, Text};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Severity};
use std::ops::Range;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DashOrEllipsis,
    source: include_str!("dash_or_ellipsis.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in context.texts_with("-－—–─….。·".chars()) {
        let mut at = 0;
        while at < text.chars.len() {
            let c = text.chars[at];
            let end = text.skip(at, |x| x == c);
            match c {
                '-' | '－' | '—' | '–' | '─' => dash(text, at..end, findings),
                '…' | '.' | '。' | '·' => dots(text, at..end, findings),
                _ => {}
            }
            at = end.max(at + 1);
        }
    }
}

fn fault(text: &Text<'_>, range: Range<usize>, message: String, right: &str) -> Finding {
    let place = text.place(range);
    Finding::error(RULE.code, place, message)
        .help(format!("写成“{right}”"))
        .basis("GB/T 15834—2011 4.10.2、4.11.2")
        .edit(place, right)
}

fn dash(text: &Text<'_>, range: Range<usize>, findings: &mut Vec<Finding>) {
    let (c, length) = (text.chars[range.start], range.len());
    let chinese = |c: Option<char>| c.is_some_and(|c| hanzi(c) || mark(c));
    let beside = chinese(text.before(range.start)) || chinese(text.at(range.end));
    // One — is the 一字线 of a range, one - joins words and numbers.
    let range_of_time = text
        .before(range.start)
        .is_some_and(|c| "年月日".contains(c))
        && text.at(range.end).is_some_and(|c| c.is_ascii_digit());
    if !beside || range_of_time || length == 1 || (c == '—' && length == 2) {
        return;
    }
    let shown = text.slice(range.start..range.end.min(range.start + 6));
    findings.push(fault(text, range, format!("破折号写成了“{shown}”"), "——"));
}

fn dots(text: &Text<'_>, range: Range<usize>, findings: &mut Vec<Finding>) {
    let (c, length) = (text.chars[range.start], range.len());
    let chinese = |c: Option<char>| c.is_some_and(|c| hanzi(c) || mark(c));
    let beside = chinese(text.before(range.start)) || chinese(text.at(range.end));
    let good = match c {
        // Twelve dots stand for lines left out.
        '…' => length == 2 || length == 4,
        '.' => length < 3 || !beside,
        _ => length < 3,
    };
    if !good {
        let shown = text.slice(range.start..range.end.min(range.start + 6));
        findings.push(fault(
            text,
            range.clone(),
            format!("省略号写成了“{shown}”"),
            "……",
        ));
    }
    if c == '…' && (text.before(range.start) == Some('等') || text.at(range.end) == Some('等'))
    {
        let mut finding = fault(text, range, "省略号和“等”同用".to_owned(), "……");
        finding.severity = Severity::Warning;
        finding.edits.clear();
        findings.push(Finding {
            help: Some("只留一样".to_owned()),
            basis: Some("GB/T 15834—2011 附录 A.9.2".to_owned()),
            ..finding
        });
    }
}
