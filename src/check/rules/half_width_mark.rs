//! # 查什么
//! 紧挨汉字的半角标点（, . ; : ? ! ( ) " ' < >）。
//!
//! # 为什么
//! 中文文稿用中文标点；半角标点多半是输入法没有切换。
//!
//! # 例子
//! “各站所,各岗位”。
//!
//! # 依据
//! GB/T 15834—2011 第 4 章、5.1。

use crate::check::texts::{chinese_digit, hanzi, mark, Text};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::HalfWidthMark,
    source: include_str!("half_width_mark.rs"),
    norms: &[],
    run,
};

/// How far the other half of a pair is looked for.
const FARTHEST: usize = 200;

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in context.texts_with(",;:?!.()<>\"'".chars()) {
        for at in 0..text.chars.len() {
            if let Some(right) = wanted(text, at) {
                let c = text.chars[at];
                let place = text.place(at..at + 1);
                findings.push(
                    Finding::error(RULE.code, place, format!("汉字旁边用了半角的“{c}”"))
                        .help(format!("改成“{right}”"))
                        .basis("GB/T 15834—2011 第 4 章")
                        .edit(place, right),
                );
            }
        }
    }
}

/// The Chinese mark that should stand at number `at`, if what stands there is not one.
fn wanted(text: &Text<'_>, at: usize) -> Option<char> {
    let c = text.chars[at];
    if !c.is_ascii_punctuation() {
        return None;
    }
    let chinese = |c: Option<char>| c.is_some_and(|c| hanzi(c) || mark(c));
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let (before, after) = (text.before(at), text.at(at + 1));
    let beside = chinese(before) || chinese(after);
    match c {
        ',' if beside && !number(text, at) => Some('，'),
        ';' if beside => Some('；'),
        ':' if beside && !number(text, at) => Some('：'),
        '?' if beside => Some('？'),
        '!' if beside => Some('！'),
        // 1. at the head of a line is a label, a row of dots an ellipsis, 1.5 a number, and
        // a.b a name.
        '.' if chinese(before)
            && !word(after)
            && after != Some('.')
            && before != Some('…')
            && !label(text, at) =>
        {
            Some('。')
        }
        '(' => paired(text, at, 1).map(|()| '（'),
        ')' => paired(text, at, -1).map(|()| '）'),
        '<' => angle(text, at, '<', '>', 1).map(|()| '《'),
        '>' => angle(text, at, '<', '>', -1).map(|()| '》'),
        '"' | '\'' => quote(text, at, c),
        _ => None,
    }
}

/// Whether only a number stands before on the line: 三. is a label, which has its own rule.
fn label(text: &Text<'_>, at: usize) -> bool {
    let line = text.lines.iter().find(|line| line.contains(&at));
    line.is_some_and(|line| text.chars[line.start..at].iter().all(|&c| chinese_digit(c)))
}

/// Whether digits stand on both sides.
fn number(text: &Text<'_>, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(text.before(at)) && digit(text.at(at + 1))
}

/// Whether the bracket at `at`, or its other half, touches Chinese: both are changed together.
fn paired(text: &Text<'_>, at: usize, step: isize) -> Option<()> {
    let touches = |at: usize| {
        let side = |c: Option<char>| c.is_some_and(|c| hanzi(c) || mark(c));
        side(text.before(at)) || side(text.at(at + 1))
    };
    if touches(at) {
        return Some(());
    }
    let (own, other) = if step > 0 { ('(', ')') } else { (')', '(') };
    let mut depth = 0;
    let mut i = at;
    for _ in 0..FARTHEST {
        i = i.checked_add_signed(step)?;
        let c = text.at(i)?;
        if c == own {
            depth += 1;
        } else if c == other {
            if depth == 0 {
                return touches(i).then_some(());
            }
            depth -= 1;
        }
    }
    None
}

/// Whether `at` is one half of a `<…>` that opens before a Chinese character.
fn angle(text: &Text<'_>, at: usize, open: char, close: char, step: isize) -> Option<()> {
    let mut i = at;
    for _ in 0..FARTHEST {
        i = i.checked_add_signed(step)?;
        let c = text.at(i)?;
        if c == open || c == close {
            let (first, last) = if step > 0 { (at, i) } else { (i, at) };
            let inner = text.at(first + 1).is_some_and(hanzi);
            return (inner && text.chars[first] == open && text.chars[last] == close).then_some(());
        }
    }
    None
}

/// The curved form of a straight quote, where the quotes of the line come in pairs and this
/// pair touches Chinese.
fn quote(text: &Text<'_>, at: usize, c: char) -> Option<char> {
    let line = text.lines.iter().find(|line| line.contains(&at))?;
    if line.len() > FARTHEST * 10 {
        return None;
    }
    let all: Vec<usize> = line.clone().filter(|&i| text.chars[i] == c).collect();
    let index = all.iter().position(|&i| i == at)?;
    let other = *all.get(index ^ 1)?;
    if all.len() % 2 == 1 {
        return None;
    }
    let side = |c: Option<char>| c.is_some_and(|c| hanzi(c) || mark(c));
    let touches = [at, other]
        .iter()
        .any(|&i| side(text.before(i)) || side(text.at(i + 1)));
    let curved = match (c, index % 2) {
        ('"', 0) => '“',
        ('"', _) => '”',
        (_, 0) => '‘',
        _ => '’',
    };
    touches.then_some(curved)
}
