//! One file's text to a raw table, with every syntax error as a finding.

use super::{Table, Value};
use crate::date::Date;
use crate::diagnostic::{Code, Finding, Place, SourceId, Spanned};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Nesting that no rules file needs; deeper input would only exhaust the stack.
const DEEPEST: usize = 100;

/// Syntax errors reported of one file; whatever has more is no rules file.
const MOST_ERRORS: usize = 100;

/// Reads `text`. What stands around a syntax error is still returned.
pub(crate) fn parse(source: SourceId, text: &str, findings: &mut Vec<Finding>) -> Table {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut errors: Vec<_> = errors
        .into_iter()
        .map(|error| (visible(text, error.span().unwrap_or(0..0)), error))
        .collect();
    errors.sort_by_key(|(span, _)| span.start);
    let mut bad: Vec<Range<usize>> = Vec::new();
    let (mut line, mut counted_to, mut last_line) = (0, 0, None);
    let (mut reported, mut unreported) = (0, 0);
    for (span, error) in errors {
        line += text[counted_to..span.start].matches('\n').count();
        counted_to = span.start;
        let place = Place::new(source, span.clone());
        // One slip of the pen makes the parser stumble several times on the same line.
        if last_line == Some(line) {
        } else if reported < MOST_ERRORS {
            let (message, help) = chinese(error.message(), &text[span.clone()]);
            findings.push(Finding::error(Code::BrokenToml, place, message).help(help));
            reported += 1;
        } else {
            unreported += 1;
        }
        last_line = Some(line);
        match bad.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => bad.push(span),
        }
    }
    if unreported > 0 {
        let message = format!("这个文件里还有 {unreported} 行写得不对");
        let help = "查看它是不是规则文件；改好前面的再查一遍";
        let place = Place::new(source, 0..0);
        findings.push(Finding::error(Code::BrokenToml, place, message).help(help));
    }
    let mut reader = Converter {
        source,
        bad,
        findings,
    };
    reader.table(root.get_ref(), 0)
}

/// Brings a span onto character borders within the text, and gives an empty one a character
/// to underline.
fn visible(text: &str, span: Range<usize>) -> Range<usize> {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    if start == end {
        end += text[start..]
            .chars()
            .next()
            .filter(|&c| c != '\n' && c != '\r')
            .map_or(0, char::len_utf8);
    }
    start..end
}

struct Converter<'f> {
    source: SourceId,
    /// Where the parser stumbled: in order, apart from each other.
    bad: Vec<Range<usize>>,
    findings: &'f mut Vec<Finding>,
}

impl Converter<'_> {
    fn table(&mut self, table: &DeTable<'_>, depth: usize) -> Table {
        let mut entries = Vec::with_capacity(table.len());
        let mut broken = Vec::new();
        for (key, value) in table {
            match self.value(value, depth + 1) {
                Some(value) => {
                    let place = Place::new(self.source, key.span());
                    entries.push((Spanned::new(key.get_ref().to_string(), place), value));
                }
                None => broken.push(key.get_ref().to_string()),
            }
        }
        // The parser sorts by key; people write in an order of their own.
        entries.sort_by_key(|(key, _)| key.place);
        Table { entries, broken }
    }

    /// The value, or `None` where it could not be read, which is then a finding.
    fn value(
        &mut self,
        spanned: &toml::Spanned<DeValue<'_>>,
        depth: usize,
    ) -> Option<Spanned<Value>> {
        let place = Place::new(self.source, spanned.span());
        if depth > DEEPEST {
            self.fault(Code::BrokenToml, place, "套得太深", "把它拆开来写");
            return None;
        }
        let value = match spanned.get_ref() {
            DeValue::Array(array) => Value::Array(
                array
                    .iter()
                    .filter_map(|item| self.value(item, depth + 1))
                    .collect(),
            ),
            DeValue::Table(table) => Value::Table(self.table(table, depth)),
            // A scalar that the parser stumbled over is a stand-in, not what was written.
            _ if self.stumbled(spanned.span()) => return None,
            DeValue::String(string) => Value::String(string.to_string()),
            DeValue::Boolean(boolean) => Value::Boolean(*boolean),
            DeValue::Integer(integer) => {
                match i64::from_str_radix(integer.as_str(), integer.radix()) {
                    Ok(number) => Value::Integer(number),
                    Err(_) => {
                        self.fault(Code::BadValue, place, "整数太大", "查看是否多写了几位");
                        return None;
                    }
                }
            }
            DeValue::Float(float) => Value::Float(float.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Datetime(datetime) => {
                let day = datetime
                    .date
                    .filter(|_| datetime.time.is_none() && datetime.offset.is_none());
                let Some(day) = day else {
                    let help = "去掉时刻，写成 2013-01-18";
                    self.fault(Code::WrongType, place, "日期里不写时刻", help);
                    return None;
                };
                let date = i16::try_from(day.year)
                    .ok()
                    .zip(i8::try_from(day.month).ok())
                    .zip(i8::try_from(day.day).ok())
                    .and_then(|((year, month), day)| Date::new(year, month, day));
                let Some(date) = date else {
                    self.fault(Code::BadValue, place, "没有这一天", "查看年、月、日");
                    return None;
                };
                Value::Date(date)
            }
        };
        Some(Spanned::new(value, place))
    }

    fn stumbled(&self, span: Range<usize>) -> bool {
        let next = self.bad.partition_point(|bad| bad.end < span.start);
        self.bad.get(next).is_some_and(|bad| bad.start <= span.end)
    }

    fn fault(&mut self, code: Code, place: Place, message: &str, help: &str) {
        self.findings
            .push(Finding::error(code, place, message).help(help));
    }
}

/// The parser's reason and what to do, in Chinese. `found` is the text it stumbled over.
fn chinese(message: &str, found: &str) -> (String, &'static str) {
    let has = |part: &str| message.contains(part);
    let (reason, help) = if has("duplicate key") {
        ("同一个键（或者表）写了两次", "删去其中一个")
    } else if has("missing value") || (has("must be quoted") && found.is_empty()) {
        ("等号后面缺少值", "补上值，文字要加引号")
    } else if has("key with no value") {
        ("键后面缺少等号和值", "写成 键 = 值")
    } else if has("unquoted key") || has("invalid key") {
        ("键名写得不对", "键名用小写英文字母和连字符，不加引号")
    } else if has("must be quoted") {
        ("文字没有加引号", "文字两头加上英文双引号 \"")
    } else if has("multi-line") {
        (
            "多行文字没有写完，或者里面有不能直接写的字符",
            "结尾要有三个英文双引号 \"\"\"；反斜杠写成 \\\\",
        )
    } else if has("basic string") || has("literal string") || has("escape") {
        (
            "文字没有写完，或者里面有不能直接写的字符",
            "文字两头都要有英文双引号 \"；里面的 \" 写成 \\\"，反斜杠写成 \\\\",
        )
    } else if has("extra `=`") {
        ("等号多写了一个", "一行只写一个 =")
    } else if has("unclosed array table") {
        ("[[表名]] 没有写完", "两头各写两个方括号")
    } else if has("unclosed table") {
        ("[表名] 没有写完", "补上右方括号 ]")
    } else if has("comma between array") {
        ("数组里两项之间缺少逗号", "两项之间加上英文逗号 ,")
    } else if has("comma between key") {
        ("花括号里两项之间缺少逗号", "两项之间加上英文逗号 ,")
    } else if has("extra comma") {
        ("逗号多写了一个", "删去多余的逗号")
    } else if has("unclosed array") {
        ("数组没有写完", "补上右方括号 ]")
    } else if has("unclosed inline table") {
        ("花括号没有写完", "补上右花括号 }")
    } else if has("inline table") || has("assignment between") {
        ("花括号里写得不对", "写成 { 键 = 值, 键 = 值 }")
    } else if has("date") || has("day") || has("month") || has("time") || has("hour") {
        ("日期写得不对", "写成 2013-01-18，不加引号，月和日都写两位")
    } else if has("leading zero") {
        ("数字前面多了 0", "去掉前面的 0；编号一类的文字要加引号")
    } else if has("number") || has("integer") || has("float") || has("digit") || has("radix") {
        ("数字写得不对", "只写数字；文字要加引号")
    } else if has("unexpected key or value") {
        ("一行里多写了东西", "一行只写一个 键 = 值；注释前面加 #")
    } else if has("recursion") || has("recurse") {
        ("套得太深", "把它拆开来写")
    } else if has("carriage return") || has("newline") {
        ("换行符不对", "把文件的换行存成 LF 或者 CRLF")
    } else {
        (
            "写法不合 TOML 的规定",
            "对照 docs/rules-format.md 改写这一行",
        )
    };
    let found = found.lines().next().unwrap_or_default().trim();
    if found.is_empty() || found.chars().count() > 20 {
        (reason.into(), help)
    } else {
        (format!("{reason}：{found}"), help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let mut findings = Vec::new();
        parse(SourceId(0), text, &mut findings);
        findings
            .into_iter()
            .map(|f| {
                let line = f
                    .place
                    .map_or(0, |p| text[..p.start as usize].matches('\n').count());
                format!("{}:{}", line + 1, f.message)
            })
            .collect()
    }

    #[test]
    fn every_syntax_error_of_a_file_is_reported() {
        let text = "a = \"x\nb = 中文\nc =\nd = 2013-1-5\ne = 1\ne = 2\nf = [1, 2\n";
        assert_eq!(
            faults(text),
            [
                "1:文字没有写完，或者里面有不能直接写的字符",
                "2:文字没有加引号：中文",
                "3:等号后面缺少值",
                "4:日期写得不对：2013-1-5",
                "6:同一个键（或者表）写了两次：e",
                "7:数组没有写完",
            ]
        );
    }

    #[test]
    fn what_stands_around_an_error_is_read() {
        let mut findings = Vec::new();
        let text = "[town]\nname = \"镇\"\nphone = 中文\nissued = 2012-07-10\n";
        let root = parse(SourceId(0), text, &mut findings);
        let Some((
            _,
            Spanned {
                value: Value::Table(town),
                ..
            },
        )) = root.get("town")
        else {
            panic!("{root:?}");
        };
        assert!(town.get("name").is_some() && town.get("issued").is_some());
        assert_eq!(town.broken, ["phone"]);
    }

    #[test]
    fn hostile_input_ends_in_findings() {
        for text in [
            "[".repeat(100_000),
            "a=".to_owned() + &"[".repeat(100_000),
            "a".to_owned() + &".a".repeat(100_000) + "=1",
            "[a".to_owned() + &".a".repeat(100_000) + "]",
            "\0\u{1}\"\"\"\r".to_owned(),
            "a={".repeat(10_000),
            ("[[a".to_owned()
                + &".a".repeat(70)
                + "]]\nb"
                + &".b".repeat(70)
                + "="
                + &"[".repeat(70)),
        ] {
            assert!(!faults(&text).is_empty());
        }
    }
}
