//! What was written, and what it was meant for.

use std::ops::Range;

/// Something that TOML does not take.
#[derive(Debug)]
pub(in crate::load) struct Slip {
    /// Its bytes in the original text.
    pub range: Range<usize>,
    pub kind: Kind,
}

/// What kind of slip it is.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::load) enum Kind {
    /// A mark, and the ASCII it stands for.
    Foreign(char, String),
    /// Full-width letters and digits, and the ASCII they stand for.
    Word(String, String),
    /// A day in words, and the day.
    Day(String, String),
    /// A key or the name of a table that can be none.
    BadKey(String),
    NoEquals,
    NoValue,
    /// Brackets that were not closed, and what closes them.
    Unclosed(String),
    /// A multi-line text without its closing quotes.
    UnclosedText,
    /// The head of a table whose brackets do not match, and how to write it.
    Header(String),
}

impl Kind {
    /// What is wrong, and what to do.
    fn words(&self) -> (String, String) {
        match self {
            Kind::Foreign(c, meant) => {
                let name = match c {
                    '＝' => "全角等号 ＝",
                    '：' => "全角冒号 ：",
                    ':' => "冒号 :",
                    '，' => "全角逗号 ，",
                    '、' => "顿号 、",
                    '“' | '”' => "中文引号 “ ”",
                    '‘' | '’' => "中文单引号 ‘ ’",
                    '「' | '」' | '『' | '』' => "直角引号 「 」",
                    '＂' | '＇' => "全角引号 ＂",
                    '［' | '］' => "全角方括号 ［ ］",
                    '【' | '】' => "方头括号 【 】",
                    '｛' | '｝' => "全角花括号 ｛ ｝",
                    '＃' => "全角井号 ＃",
                    '．' => "全角圆点 ．",
                    '。' => "句号 。",
                    '\u{3000}' => "全角空格",
                    _ => "全角符号",
                };
                let help = match meant.as_str() {
                    "\"" => "文字两头写英文双引号 \"".to_owned(),
                    " " => "换成半角空格".to_owned(),
                    "[" | "]" => "写成半角的 [ ]".to_owned(),
                    "{" | "}" => "写成半角的 { }".to_owned(),
                    meant => format!("写成半角的 {meant}"),
                };
                (format!("写了{name}"), help)
            }
            Kind::Word(written, meant) => (
                format!("写了全角的 {written}"),
                format!("写成半角的 {meant}"),
            ),
            Kind::Day(written, day) => (
                format!("日期写得不对：{written}"),
                format!("写成 {day}，不加引号"),
            ),
            Kind::BadKey(written) => (
                format!("键名写得不对：{}", short(written)),
                "键名用小写英文字母和连字符，不加引号".to_owned(),
            ),
            Kind::NoEquals => ("键后面缺少等号".to_owned(), "写成 键 = 值".to_owned()),
            Kind::NoValue => ("键后面缺少等号和值".to_owned(), "写成 键 = 值".to_owned()),
            Kind::Unclosed(close) if close.starts_with(']') => {
                ("数组没有写完".to_owned(), "补上右方括号 ]".to_owned())
            }
            Kind::Unclosed(_) => ("花括号没有写完".to_owned(), "补上右花括号 }".to_owned()),
            Kind::UnclosedText => (
                "多行文字没有写完，或者里面有不能直接写的字符".to_owned(),
                "结尾要有三个英文双引号 \"\"\"；反斜杠写成 \\\\".to_owned(),
            ),
            Kind::Header(head) => ("表头两边的方括号不配对".to_owned(), format!("写成 {head}")),
        }
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(20) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What is wrong on one line, and what to do: the slips of one line are one finding.
pub(in crate::load) fn words(slips: &[&Slip]) -> (String, String) {
    const MOST: usize = 4;
    let mut parts: Vec<(String, String)> = Vec::new();
    for slip in slips {
        let part = slip.kind.words();
        if parts.len() < MOST && !parts.iter().any(|(message, _)| *message == part.0) {
            parts.push(part);
        }
    }
    let (messages, mut helps): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    helps.dedup();
    (messages.join("，"), helps.join("；"))
}

/// The blank that a character outside of strings stands for; nothing for one that cannot be
/// seen at all.
pub(super) fn blank(c: char) -> Option<&'static str> {
    match c {
        ' ' => Some(" "),
        '\t' => Some("\t"),
        '\n' | '\r' => None,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            Some(" ")
        }
        c if invisible(c) => Some(""),
        _ => None,
    }
}

/// What nobody sees: no word ends there.
fn invisible(c: char) -> bool {
    crate::diagnostic::code_point::hidden(c) && !matches!(c, '\n' | '\r' | '\t')
}

/// The ASCII that a full-width form stands for, with those that stand in words.
pub(super) fn half_width(c: char) -> Option<char> {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '－' | '＿' | '．' | '：' | '＋' => {
            char::from_u32(c as u32 - 0xFEE0)
        }
        '−' | '–' => Some('-'),
        _ => None,
    }
}

/// A word with its full-width letters narrow and without what cannot be seen.
pub(super) fn half_width_word(word: &str) -> String {
    let seen = word.chars().filter(|&c| !invisible(c));
    seen.map(|c| half_width(c).unwrap_or(c)).collect()
}

/// The length of the word at the head of `rest`: all up to a blank or a mark of TOML's.
pub(super) fn bare(rest: &str) -> usize {
    let stop = |c: char| {
        c.is_ascii_whitespace()
            || matches!(blank(c), Some(" "))
            || "=＝：:.．。#＃[]［］【】{}｛｝,，、\"'“”‘’「」『』＂＇".contains(c)
    };
    rest.find(stop).unwrap_or(rest.len())
}

/// 2012年7月10日 as 2012-07-10.
pub(super) fn day(word: &str) -> Option<String> {
    let (year, rest) = word.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let of_month = rest.strip_suffix(['日', '号'])?;
    let (year, month, of_month): (u16, u8, u8) = (
        year.parse().ok()?,
        month.parse().ok()?,
        of_month.parse().ok()?,
    );
    let real =
        (1000..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&of_month);
    real.then(|| format!("{year}-{month:02}-{of_month:02}"))
}
