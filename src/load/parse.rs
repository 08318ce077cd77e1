//! One file's text to a raw table, with every syntax error as a finding.

use super::repair::{self, repair, Repaired, Slip};
use super::syntax::chinese;
use super::{Table, Value};
use crate::date::Date;
use crate::diagnostic::code_point::hidden;
use crate::diagnostic::{Code, Finding, Place, SourceId, Spanned};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// Nesting that no rules file needs; deeper input would only exhaust the stack.
const DEEPEST: usize = 100;

/// Syntax errors reported of one file; whatever has more is no rules file.
const MOST_ERRORS: usize = 100;

/// Reads `text`. What stands around a syntax error is still returned, and what was meant is
/// read where an input method put other marks.
pub fn parse(source: SourceId, text: &str, findings: &mut Vec<Finding>) -> Table {
    let (root, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let mut reader = Converter::new(source, text, None, findings);
        return reader.table(root.get_ref(), 0..0, 0);
    }
    let repaired = repair(text);
    let (root, errors) = DeTable::parse_recoverable(&repaired.text);
    let mut errors: Vec<_> = errors
        .into_iter()
        .map(|error| (visible(&repaired.text, error.span().unwrap_or(0..0)), error))
        .collect();
    errors.sort_by_key(|(span, _)| span.start);
    let mut bad: Vec<Range<usize>> = Vec::new();
    let mut torn: BTreeSet<usize> = BTreeSet::new();
    let mut faults = slips(text, &repaired);
    for (span, error) in errors {
        if error.message().contains("key") && !error.message().contains("duplicate") {
            torn.insert(repaired.head_before(span.start));
        }
        let (message, help) = chinese(error.message(), &repaired.text[span.clone()]);
        let place = visible(text, repaired.original(span.clone()));
        faults.push((place, false, message, help.to_owned()));
        match bad.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => bad.push(span),
        }
    }
    report(source, text, faults, findings);
    let mut reader = Converter::new(source, text, Some(&repaired), findings);
    reader.bad = bad;
    reader.torn = torn;
    reader.table(root.get_ref(), 0..0, 0)
}

/// A fault: where, whether it is a slip that was mended, what is wrong, what to do.
type Fault = (Range<usize>, bool, String, String);

/// The slips of each line as one fault.
fn slips(text: &str, repaired: &Repaired) -> Vec<Fault> {
    let mut lines = LineCounter::new(text);
    let mut sorted: Vec<&Slip> = repaired.slips.iter().collect();
    sorted.sort_by_key(|slip| slip.range.start);
    let numbers: Vec<usize> = sorted.iter().map(|s| lines.line(s.range.start)).collect();
    let mut out = Vec::new();
    let mut from = 0;
    while from < sorted.len() {
        let same = numbers[from..].iter().take_while(|&&n| n == numbers[from]);
        let to = from + same.count();
        let (message, help) = repair::words(&sorted[from..to]);
        out.push((
            visible(text, sorted[from].range.clone()),
            true,
            message,
            help,
        ));
        from = to;
    }
    out
}

/// Reports one fault a line: one slip of the pen makes the parser stumble several times.
fn report(source: SourceId, text: &str, mut faults: Vec<Fault>, findings: &mut Vec<Finding>) {
    faults.sort_by_key(|(place, slip, ..)| (place.start, !slip));
    let mut lines = LineCounter::new(text);
    let mut by_line: BTreeMap<usize, Fault> = BTreeMap::new();
    for fault in faults {
        let slot = by_line.entry(lines.line(fault.0.start));
        match slot {
            Entry::Vacant(slot) => {
                slot.insert(fault);
            }
            // A slip explains what the parser says of its line.
            Entry::Occupied(mut slot) if fault.1 && !slot.get().1 => {
                slot.insert(fault);
            }
            Entry::Occupied(_) => {}
        }
    }
    let unreported = by_line.len().saturating_sub(MOST_ERRORS);
    for (place, _, message, help) in by_line.into_values().take(MOST_ERRORS) {
        let place = Place::new(source, place);
        findings.push(Finding::error(Code::BrokenToml, place, message).help(help));
    }
    if unreported > 0 {
        let message = format!("这个文件里还有 {unreported} 行写得不对");
        let help = "查看它是不是规则文件；改好前面的再查一遍";
        let place = Place::new(source, 0..0);
        findings.push(Finding::error(Code::BrokenToml, place, message).help(help));
    }
}

/// Counts lines up to places that come in order.
struct LineCounter<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl<'t> LineCounter<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            line: 0,
        }
    }

    fn line(&mut self, at: usize) -> usize {
        let bytes = &self.text.as_bytes()[self.at.min(at)..at];
        self.line += bytes.iter().filter(|&&byte| byte == b'\n').count();
        self.at = self.at.max(at);
        self.line
    }
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

struct Converter<'t, 'f> {
    source: SourceId,
    text: &'t str,
    /// The text that was read, where it is not the original.
    repaired: Option<&'t Repaired>,
    /// Where the parser stumbled: in order, apart from each other.
    bad: Vec<Range<usize>>,
    /// Heads of tables that hold a key which could not be read.
    torn: BTreeSet<usize>,
    findings: &'f mut Vec<Finding>,
}

impl<'t, 'f> Converter<'t, 'f> {
    fn new(
        source: SourceId,
        text: &'t str,
        repaired: Option<&'t Repaired>,
        findings: &'f mut Vec<Finding>,
    ) -> Self {
        Self {
            source,
            text,
            repaired,
            bad: Vec::new(),
            torn: BTreeSet::new(),
            findings,
        }
    }

    /// The place in the file of what was read at `span`.
    fn place(&self, span: Range<usize>) -> Place {
        let range = match self.repaired {
            Some(repaired) => visible(self.text, repaired.original(span)),
            None => span,
        };
        Place::new(self.source, range)
    }

    /// The table whose head, or braces, are at `span`.
    fn table(&mut self, table: &DeTable<'_>, span: Range<usize>, depth: usize) -> Table {
        let mut entries = Vec::with_capacity(table.len());
        let mut broken = Vec::new();
        let mut torn = false;
        if let Some(repaired) = self.repaired {
            let head = repaired.head_before(span.start);
            let own = |at: usize| repaired.head_before(at) == head;
            // Values in braces have no head of their own.
            if !repaired.text[span.start..].starts_with('{') {
                torn = self.torn.contains(&head);
                let lost = repaired.lost_keys.iter().filter(|(at, _)| own(*at));
                broken.extend(lost.map(|(_, key)| key.clone()));
            }
        }
        for (key, value) in table {
            if self.repaired.is_some_and(|r| r.is_bad_key(key.span())) {
                torn = true;
                continue;
            }
            match self.value(value, depth + 1) {
                Some(value) => {
                    let place = self.place(key.span());
                    entries.push((Spanned::new(key.get_ref().to_string(), place), value));
                }
                None => broken.push(key.get_ref().to_string()),
            }
        }
        // The parser sorts by key; people write in an order of their own.
        entries.sort_by_key(|(key, _)| key.place);
        Table {
            entries,
            broken,
            torn,
        }
    }

    /// The value, or `None` where it could not be read, which is then a finding.
    fn value(
        &mut self,
        spanned: &toml::Spanned<DeValue<'_>>,
        depth: usize,
    ) -> Option<Spanned<Value>> {
        let place = self.place(spanned.span());
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
            DeValue::Table(table) => {
                Value::Table(Arc::new(self.table(table, spanned.span(), depth)))
            }
            // A scalar that the parser stumbled over is a stand-in, not what was written.
            _ if self.stumbled(spanned.span()) => return None,
            DeValue::String(string) => Value::String(plain_id(string)),
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

/// A string of the file. One that is an id but for what cannot be seen is taken for the id, so
/// that only the character is reported, not all that refers to it.
fn plain_id(string: &str) -> String {
    if string.is_ascii() || !string.chars().any(hidden) {
        return string.to_owned();
    }
    let seen: String = string.chars().filter(|&c| !hidden(c)).collect();
    let id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.:".contains(c);
    match !seen.is_empty() && seen.chars().all(id) {
        true => seen,
        false => string.to_owned(),
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
        let text = "[unit]\nname = \"镇\"\nphone = 中文\nissued = 2012-07-10\n";
        let root = parse(SourceId(0), text, &mut findings);
        let Some((
            _,
            Spanned {
                value: Value::Table(unit),
                ..
            },
        )) = root.get("unit")
        else {
            panic!("{root:?}");
        };
        assert!(unit.get("name").is_some() && unit.get("issued").is_some());
        assert_eq!(unit.broken, ["phone"]);
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
