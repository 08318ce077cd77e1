//! # 查什么
//! 还没有填的地方：印出来的文字里的“××”“××××”“□□”“____”。
//!
//! # 为什么
//! 样板里代替名称、电话的记号，不改就印到墙上。
//!
//! # 例子
//! `[unit]` 里还写着 `phone = "××××"`，每张上墙图都印着“××××”。
//!
//! # 依据
//! 印出来的文字应当是填好的；没有 norm 也检查。写在引号、书名号里的（例如公文的格式
//! 《关于××的通知》）不算。单位的名称本身还没有填的，是刚写出的样板，合在一起只说一次，级别是提示。
//! 岗位的电话写“××××”的，是不公布，也不算。

use crate::check::texts::{hanzi, Text};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use std::ops::Range;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::Placeholder,
    source: include_str!("placeholder.rs"),
    norms: &[],
    run,
};

/// Signs that stand for what is still to be written, where several stand side by side.
const SIGNS: &[char] = &[
    '×', '✕', '╳', '□', '○', '＊', '*', '＿', '_', 'Ｘ', 'X', 'x',
];
/// The table of the unit, and its older spelling.
const UNIT: [&str; 2] = ["unit", "town"];

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // Of one text the first is enough: whoever fills it in sees the rest.
    let texts = context.texts_with(SIGNS.iter().copied());
    let found: Vec<(&Text<'_>, Range<usize>)> = texts
        .filter(|text| (text.table, text.key) != ("post", "phone"))
        .filter_map(|text| Some((text, placeholder(text)?)))
        .collect();
    let is_name = |text: &Text<'_>| text.key == "name" && UNIT.contains(&text.table);
    if let Some((text, range)) = found.iter().find(|(text, _)| is_name(text)) {
        let name = text.slice(0..text.chars.len());
        let more = match found.len() {
            1 => String::new(),
            many => format!("，别处还有 {} 处没有填", many - 1),
        };
        let message = format!("单位的名称还是样板里的“{name}”{more}");
        let help = "换成单位自己的名称；改好以后，还没有填的逐处报出";
        let place = text.place(range.clone());
        findings.push(Finding::info(RULE.code, place, message).help(help));
        return;
    }
    for (text, range) in found {
        let sign = text.slice(range.clone());
        let message = format!("{} 里的“{sign}”还没有填", text.key);
        findings.push(
            Finding::warning(RULE.code, text.place(range), message)
                .help("换成实际的内容；可以不写的，删去这一栏"),
        );
    }
}

/// The first run of signs that nobody has filled in.
fn placeholder(text: &Text<'_>) -> Option<Range<usize>> {
    let mut at = 0;
    let mut titles = 0_usize;
    while let Some(&c) = text.chars.get(at) {
        match c {
            '《' | '〈' => titles += 1,
            '》' | '〉' => titles = titles.saturating_sub(1),
            _ => {}
        }
        let end = text.skip(at, |other| other == c);
        if SIGNS.contains(&c) && end - at >= 2 && titles == 0 && !text.quoted(at) {
            // Letters stand for a name only beside Chinese: XX县, not the XX of a code.
            let beside = |c: Option<char>| c.is_some_and(hanzi);
            let is_word = c.is_ascii_alphabetic() || c == 'Ｘ';
            if !is_word || beside(text.before(at)) || beside(text.at(end)) {
                return Some(at..end);
            }
        }
        at = end.max(at + 1);
    }
    None
}
