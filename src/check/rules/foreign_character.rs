//! # 查什么
//! 规则文件里看不见的字符（零宽空格、软连字符、方向控制符、控制字符），丢了字留下的 U+FFFD，私用区
//! 的字符，不是普通空格的空白，以及样子像汉字、实际是部首（⼋、⼗）或者兼容字的字符。正文、键名、
//! 编号、注释和文件名都查。
//!
//! # 为什么
//! 看不见的字符使查找、引用和核对落空；方向控制符使人读到的与写的不一样；部首字符在别的机器上
//! 显示不出来，“第⼋条”也认不出是第八条。
//!
//! # 例子
//! 从 PDF 里复制的“按照第⼋⼗条”，其中“⼋⼗”是部首 U+2F0B、U+2F17。
//!
//! # 依据
//! GB/T 15834—2011 没有这些符号；汉字用 GB 18030 的统一汉字。

use crate::check::{Context, Rule};
use crate::diagnostic::code_point::{name, oddity, Oddity};
use crate::diagnostic::{Code, Finding, Place, Severity, SourceId};
use crate::load::{Table, Value};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ForeignCharacter,
    source: include_str!("foreign_character.rs"),
    norms: &[],
    run,
};

/// Findings of one file; whatever has more has one cause for them.
const MOST: usize = 500;

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let loaded = context.loaded;
    let unreadable = |id: SourceId| {
        let mut faults = loaded.findings.iter();
        faults.any(|f| f.code == Code::NotUtf8 && f.place.is_some_and(|p| p.source == id))
    };
    for (id, source) in loaded.sources.iter() {
        if source.path.chars().any(|c| oddity(c).is_some()) {
            let message = format!("文件名里有 {}", names(&source.path));
            let finding = Finding::error(RULE.code, Place::new(id, 0..0), message);
            findings.push(finding.help("给文件改名"));
        }
        // Where bytes were lost, U+FFFD stands for them and is told as that.
        if unreadable(id) {
            continue;
        }
        let mut found = Vec::new();
        raw(id, &source.text, &mut found);
        let root = loaded.tables.iter().find(|(of, _)| *of == id);
        if let Some((_, table)) = root {
            escapes(&source.text, table, &mut found);
        }
        let more = found.len().saturating_sub(MOST);
        found.truncate(MOST);
        findings.append(&mut found);
        if more > 0 {
            let message = format!("这个文件里还有 {more} 处这样的字符");
            let finding = Finding::error(RULE.code, Place::new(id, 0..0), message);
            findings.push(finding.help("改好前面的再查一遍"));
        }
    }
}

/// What stands in a text as it is.
fn raw(id: SourceId, text: &str, findings: &mut Vec<Finding>) {
    let mut chars = text.char_indices().peekable();
    let mut before = None;
    while let Some((start, c)) = chars.next() {
        let Some(kind) = oddity(c) else {
            before = Some(c);
            continue;
        };
        // Neighbours of one kind are one finding.
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            if oddity(next) != Some(kind) {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let run = start..end;
        let after = chars.peek().map(|(_, c)| *c);
        if !belongs(kind, &text[run.clone()], before, after) {
            findings.push(finding(id, kind, text, run, before, after));
        }
        before = Some(c);
    }
}

/// Whether the characters do their work where they stand: a variant of a Chinese character, a
/// joiner in a script that has joiners.
fn belongs(kind: Oddity, run: &str, before: Option<char>, after: Option<char>) -> bool {
    let near = |wanted: fn(char) -> bool| before.is_some_and(wanted) || after.is_some_and(wanted);
    // Mongolian, Arabic (which Uyghur is written in), Tibetan and Indic scripts.
    let joins = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{900}'..='\u{fff}' | '\u{1800}'..='\u{18af}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let picture = |c: char| c as u32 >= 0x1F000 && (c as u32) < 0x20000 || c == '\u{fe0f}';
    let all = |wanted: &[char]| run.chars().all(|c| wanted.contains(&c));
    match kind {
        Oddity::Variation => before.is_some_and(|c| {
            let ideograph =
                matches!(c as u32, 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF);
            let symbol = !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control();
            ideograph || (symbol || c.is_ascii_digit()) && all(&['\u{fe0e}', '\u{fe0f}'])
        }),
        Oddity::Invisible => {
            let joiner = all(&[
                '\u{200c}', '\u{200d}', '\u{180b}', '\u{180c}', '\u{180d}', '\u{180e}', '\u{180f}',
            ]);
            joiner && (near(joins) || near(picture))
        }
        Oddity::Direction => all(&['\u{200e}', '\u{200f}', '\u{61c}']) && near(joins),
        Oddity::Blank => all(&['\u{202f}']) && near(joins),
        _ => false,
    }
}

fn finding(
    id: SourceId,
    kind: Oddity,
    text: &str,
    range: Range<usize>,
    before: Option<char>,
    after: Option<char>,
) -> Finding {
    let run = &text[range.clone()];
    let codes = names(run);
    let place = Place::new(id, range);
    let right = meant(kind, run);
    let (message, help) = match kind {
        Oddity::Control => (format!("有控制字符 {codes}"), "删去"),
        Oddity::Invisible => (format!("有看不见的字符 {codes}"), "删去"),
        Oddity::Direction => (
            format!("有改变文字方向的字符 {codes}，读到的与写的可能不一样"),
            "看清实际写的是什么，删去",
        ),
        Oddity::LineBreak => (
            format!("有看不见的换行符 {codes}"),
            "要换行的，换成普通的换行；不要的删去",
        ),
        Oddity::Lost => (format!("有 {codes}，原来的字已经丢了"), "照原件补上"),
        Oddity::Variation => (format!("有异体选择符 {codes}，前面不是汉字"), "删去"),
        Oddity::Private => (
            format!("有私用区的字符 {codes}，换一台机器就显示不出来"),
            "改用有统一编码的字；确实没有的，在字库里备好这个字，写一条豁免",
        ),
        Oddity::Blank => (format!("有特殊的空白 {codes}"), "换成普通空格"),
        Oddity::Radical => match &right {
            Some(right) => (
                format!("写的是部首 {codes}，不是汉字“{right}”"),
                "改成汉字；多半是从 PDF 里复制来的",
            ),
            None => (format!("写的是部首 {codes}，不是汉字"), "照原件改成汉字"),
        },
        Oddity::Compatibility => match &right {
            Some(right) => (
                format!("写的是兼容字 {codes}，统一的编码是“{right}”"),
                "改成统一编码的字；是人名用字的，核对以后再改",
            ),
            None => (format!("写的是兼容字 {codes}"), "照原件改成汉字"),
        },
    };
    let warns = matches!(
        kind,
        Oddity::Variation | Oddity::Private | Oddity::Blank | Oddity::Compatibility
    );
    let finding = Finding {
        severity: if warns {
            Severity::Warning
        } else {
            Severity::Error
        },
        ..Finding::error(RULE.code, place, message).help(help)
    };
    // Beside letters that are written from the right, a mark may be needed.
    let from_right = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{590}'..='\u{8ff}'));
    let certain = !(kind == Oddity::Direction && (from_right(before) || from_right(after)));
    match right.filter(|_| certain) {
        Some(right) => finding.edit(place, right),
        None => finding,
    }
}

/// What is certainly meant.
fn meant(kind: Oddity, run: &str) -> Option<String> {
    match kind {
        Oddity::Control => run.chars().all(|c| c.is_ascii_control()).then(String::new),
        Oddity::Invisible => run
            .chars()
            .all(|c| !('\u{fff9}'..='\u{fffb}').contains(&c))
            .then(String::new),
        Oddity::Direction | Oddity::Variation => Some(String::new()),
        Oddity::Blank => Some(" ".repeat(run.chars().count())),
        Oddity::Radical | Oddity::Compatibility => run.chars().map(character).collect(),
        Oddity::LineBreak | Oddity::Lost | Oddity::Private => None,
    }
}

/// The Chinese character that a radical or a compatibility form stands for.
fn character(c: char) -> Option<char> {
    // What Unicode does not say, or says of the traditional form, and PDFs mean.
    const SIMPLIFIED: &str = "⼾户⾭青⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙";
    let pairs: Vec<char> = SIMPLIFIED.chars().collect();
    let listed = pairs
        .chunks(2)
        .find(|pair| pair[0] == c)
        .map(|pair| pair[1]);
    listed.or_else(|| {
        let mut plain = std::iter::once(c).nfkc();
        plain.next().filter(|&plain| plain != c)
    })
}

/// `U+2F0B、U+2F17`; each once, and not more than a reader takes in.
fn names(text: &str) -> String {
    const SHOWN: usize = 5;
    let mut codes: Vec<String> = Vec::new();
    for c in text.chars().filter(|&c| oddity(c).is_some()) {
        let code = name(c);
        if !codes.contains(&code) {
            codes.push(code);
        }
        if codes.len() > SHOWN {
            codes.pop();
            return format!("{} 等", codes.join("、"));
        }
    }
    codes.join("、")
}

/// What stands in a text as an escape: `\u202e`. Somebody wrote that on purpose, so that no
/// edit is certain.
fn escapes(text: &str, table: &Table, findings: &mut Vec<Finding>) {
    for (_, value) in &table.entries {
        escapes_in(text, &value.value, value.place, findings);
    }
}

fn escapes_in(text: &str, value: &Value, place: Place, findings: &mut Vec<Finding>) {
    match value {
        Value::Table(table) => escapes(text, table, findings),
        Value::Array(items) => {
            for item in items {
                escapes_in(text, &item.value, item.place, findings);
            }
        }
        Value::String(_) => {
            let (start, end) = (place.start as usize, place.end as usize);
            let raw = text.get(start..end).unwrap_or_default();
            if !raw.starts_with('"') || !raw.contains('\\') {
                return;
            }
            let mut at = 0;
            while let Some(next) = raw[at..].find('\\') {
                at += next + 1;
                let digits = match raw[at..].chars().next() {
                    Some('u') => 4,
                    Some('U') => 8,
                    Some('x') => 2,
                    Some(c) => {
                        at += c.len_utf8();
                        continue;
                    }
                    None => return,
                };
                let code = raw.get(at + 1..at + 1 + digits);
                let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
                let odd = code
                    .and_then(char::from_u32)
                    .filter(|&c| oddity(c).is_some());
                if let Some(c) = odd {
                    let place = Place::new(place.source, start + at - 1..start + at + 1 + digits);
                    let message = format!("用转义写了 {}", name(c));
                    let finding = Finding::error(RULE.code, place, message);
                    findings.push(finding.help("删去，或者写出要写的字"));
                }
                at += 1;
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The messages and what `--fix` makes of a text.
    fn found(text: &str) -> (Vec<String>, String) {
        let mut findings = Vec::new();
        raw(SourceId(0), text, &mut findings);
        let mut mended = text.to_owned();
        for edit in findings.iter().rev().flat_map(|f| &f.edits) {
            let range = edit.place.start as usize..edit.place.end as usize;
            mended.replace_range(range, &edit.text);
        }
        (findings.into_iter().map(|f| f.message).collect(), mended)
    }

    #[test]
    fn every_radical_of_kangxi_is_mended() {
        for code in 0x2F00..=0x2FD5 {
            let c = char::from_u32(code).unwrap();
            let right = character(c).unwrap();
            assert!(('\u{4e00}'..='\u{9fff}').contains(&right), "{c} {right}");
        }
        assert_eq!(
            found("按照第⼋⼗条、⻔⼾"),
            (
                vec![
                    "写的是部首 U+2F0B、U+2F17，不是汉字“八十”".into(),
                    "写的是部首 U+2ED4、U+2F3E，不是汉字“门户”".into()
                ],
                "按照第八十条、门户".into()
            )
        );
        // A radical that is no character by itself.
        assert_eq!(found("⺮").1, "⺮");
    }

    #[test]
    fn what_is_certain_is_mended_and_what_is_lost_is_not() {
        for (text, mended) in [
            ("廉\u{200b}政\u{ad}风\u{feff}险\u{2060}点", "廉政风险点"),
            ("名\u{202e}称\u{2066}\u{2069}", "名称"),
            ("a\u{a0}b\u{2003}\u{2003}c", "a b  c"),
            ("a\u{1}\u{7f}b", "ab"),
            ("\u{f9dc}一\u{2f800}", "隆一丽"),
            ("标\u{e0041}\u{e007f}签", "标签"),
            ("a\u{fe0f}b", "ab"),
            // Nobody knows what stood there.
            ("丢\u{fffd}字\u{fffc}", "丢\u{fffd}字\u{fffc}"),
            ("甲\u{2028}乙\u{e000}", "甲\u{2028}乙\u{e000}"),
            ("\u{85}\u{fff9}", "\u{85}\u{fff9}"),
        ] {
            let (messages, fixed) = found(text);
            assert!(!messages.is_empty(), "{text:?}");
            assert_eq!(fixed, mended, "{text:?}");
        }
    }

    #[test]
    fn scripts_that_need_them_keep_them() {
        for text in [
            "ᠮᠣᠩᠭᠣᠯ\u{180b} ᠬᠡᠯᠡ\u{202f}ᠪᠡᠷ",
            "葛\u{e0100}城",
            "☎\u{fe0f} 1\u{fe0f}\u{20e3}",
            "ئۇيغۇر\u{200c}چە\u{200f}",
            "👨\u{200d}👩",
            "全角　空格，ＡＢＣ１２３—…“”‘’·〔〕①㎡㈠℃﨑",
        ] {
            assert_eq!(found(text).0, Vec::<String>::new(), "{text}");
        }
    }
}
