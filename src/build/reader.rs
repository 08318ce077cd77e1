//! Typed reading of one raw table, with a finding at the field for every fault.

use crate::date::Date;
use crate::diagnostic::words::{meant, nearest_key, quoted};
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::load::{Table, Value};
use crate::model::grade::Vocabulary;
use crate::model::vocabulary::{find, Entry, Term};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// Reads one table. A getter records its key as known; [`Reader::finish`] reports the rest.
/// A required value that is missing or wrong is replaced by a plain default, so that the
/// entity stays and hides no other fault.
pub(super) struct Reader<'a, 'f> {
    table: &'a Table,
    /// Tables of the same kind that stand in for what this one does not write, the nearest
    /// first, and the keys that they may stand in for.
    models: (Vec<&'static str>, Vec<&'a Table>),
    /// Whether a fault told of already explains whatever is missing.
    pub excused: bool,
    /// The head of the table, where what is missing is reported.
    pub place: Place,
    /// What the table is, for messages: 站所 czs.
    pub label: String,
    known: Vec<&'static str>,
    /// Required keys that are not there. Reported at the end: a misspelt key explains one.
    missing: Vec<(&'static str, Finding)>,
    pub findings: &'f mut Vec<Finding>,
}

impl<'a, 'f> Reader<'a, 'f> {
    pub fn new(
        table: &'a Table,
        place: Place,
        label: String,
        findings: &'f mut Vec<Finding>,
    ) -> Self {
        Self {
            table,
            models: (Vec::new(), Vec::new()),
            excused: false,
            place,
            label,
            known: Vec::new(),
            missing: Vec::new(),
            findings,
        }
    }

    /// Lets the `models` stand in for what the table does not write under `keys`.
    pub fn like(&mut self, keys: Vec<&'static str>, models: Vec<&'a Table>) {
        self.models = (keys, models);
    }

    /// What is written under `key`, here or in a table that stands in for this one.
    fn written(&self, key: &str) -> Option<&'a Spanned<Value>> {
        let (keys, models) = &self.models;
        let models = if keys.contains(&key) {
            models.as_slice()
        } else {
            &[]
        };
        let mut tables = std::iter::once(&self.table).chain(models);
        tables.find_map(|table| table.get(key).map(|(_, value)| value))
    }

    /// Reports what is missing, and the keys that no getter asked for.
    pub fn finish(mut self) {
        for (key, _) in &self.table.entries {
            if self.known.contains(&key.value.as_str()) {
                continue;
            }
            let message = format!("{}没有 {} 这个键", self.label, quoted(key));
            // A slip in a required key is one fault, not two.
            let unexplained = self.missing.iter().map(|(missing, _)| *missing);
            let help = match nearest_key(key, unexplained)
                .or(nearest_key(key, self.known.iter().copied()))
            {
                Some(near) => {
                    self.missing.retain(|(missing, _)| *missing != near);
                    format!("是不是要写 {near}？")
                }
                None => {
                    // A key may be asked for twice.
                    let mut seen = BTreeSet::new();
                    let known = self.known.iter().filter(|key| seen.insert(**key));
                    let known: Vec<&str> = known.copied().collect();
                    format!("可以写的键：{}", known.join("、"))
                }
            };
            self.findings
                .push(Finding::error(Code::UnknownKey, key.place, message).help(help));
        }
        let missing = self.missing.into_iter().map(|(_, finding)| finding);
        self.findings.extend(missing);
    }

    /// Reports what is missing, and gives the entries that no getter asked for, which are
    /// left to someone else.
    pub fn rest(self) -> Vec<(Spanned<String>, Spanned<Value>)> {
        let missing = self.missing.into_iter().map(|(_, finding)| finding);
        self.findings.extend(missing);
        let unread = |(key, _): &&(Spanned<String>, _)| !self.known.contains(&key.value.as_str());
        self.table.entries.iter().filter(unread).cloned().collect()
    }

    /// The value of `key`, of whatever type.
    pub fn raw(&mut self, key: &'static str) -> Option<&'a Spanned<Value>> {
        self.known.push(key);
        self.written(key)
    }

    /// Whether `key` is written, readable or not.
    pub fn has(&self, key: &str) -> bool {
        self.written(key).is_some() || self.table.broken.iter().any(|k| k == key)
    }

    pub fn fault(&mut self, code: Code, place: Place, message: String, help: impl Into<String>) {
        self.findings
            .push(Finding::error(code, place, message).help(help));
    }

    /// Reports `key` as missing, unless it is there but unreadable.
    pub fn missing(&mut self, key: &'static str, example: &str) {
        let explained = self.excused || self.table.torn;
        if explained || self.has(key) || self.missing.iter().any(|(known, _)| *known == key) {
            return;
        }
        let message = format!("{}没有写 {key}", self.label);
        let help = format!("加上 {key} = {example}");
        let finding = Finding::error(Code::MissingKey, self.place, message).help(help);
        self.missing.push((key, finding));
    }

    fn wrong_type(&mut self, what: &str, value: &Spanned<Value>, wanted: &str, example: &str) {
        let message = format!("{what} 应当是{wanted}，这里是{}", value.kind());
        let help = format!("写成 {example}");
        self.fault(Code::WrongType, value.place, message, help);
    }

    /// The value of `key` if it has the type that `pick` wants.
    fn typed<T>(
        &mut self,
        key: &'static str,
        wanted: &str,
        example: &str,
        pick: impl Fn(&'a Value) -> Option<T>,
    ) -> Option<Spanned<T>> {
        let value = self.raw(key)?;
        match pick(&value.value) {
            None if is_blank(&value.value) => {
                let help = format!("写成 {key} = {example}");
                self.empty(key, value.place, help);
                None
            }
            Some(picked) => Some(Spanned::new(picked, value.place)),
            None => {
                self.wrong_type(key, value, wanted, &format!("{key} = {example}"));
                None
            }
        }
    }

    fn required<T>(
        &mut self,
        key: &'static str,
        example: &str,
        value: Option<Spanned<T>>,
        default: T,
    ) -> Spanned<T> {
        value.unwrap_or_else(|| {
            self.missing(key, example);
            Spanned::new(default, self.place)
        })
    }

    pub fn opt_string(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.text(key, "写上内容，或者删去这一行")
    }

    /// A text; `if_empty` is what to do about one that says nothing.
    pub fn text(&mut self, key: &'static str, if_empty: &str) -> Option<Spanned<String>> {
        let text = self.typed(key, "文字", "\"……\"", as_string)?;
        if text.trim().is_empty() {
            self.empty(key, text.place, if_empty);
            return None;
        }
        Some(Spanned::new(text.value.to_owned(), text.place))
    }

    /// Reports a value that is still to be filled in.
    fn empty(&mut self, key: &str, place: Place, help: impl Into<String>) {
        self.fault(Code::BadValue, place, format!("{key} 是空的"), help);
    }

    pub fn string(&mut self, key: &'static str) -> Spanned<String> {
        let value = self.text(key, "写上内容");
        self.required(key, "\"……\"", value, String::new())
    }

    pub fn opt_strings(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        let mut out = Vec::new();
        for item in self.items(key, "[\"……\"]") {
            match &item.value {
                Value::String(text) if !text.trim().is_empty() => {
                    out.push(Spanned::new(text.clone(), item.place));
                }
                Value::String(_) => {
                    let message = format!("{key} 里有一项是空的");
                    self.fault(
                        Code::BadValue,
                        item.place,
                        message,
                        "写上内容，或者删去这一项",
                    );
                }
                _ => self.wrong_type(&format!("{key} 的每一项"), item, "文字", "\"……\""),
            }
        }
        out
    }

    pub fn strings(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        self.missing(key, "[\"……\"]");
        self.opt_strings(key)
    }

    /// The items of an array.
    pub fn items(&mut self, key: &'static str, example: &str) -> &'a [Spanned<Value>] {
        self.typed(key, "数组", example, |value| match value {
            Value::Array(items) => Some(items.as_slice()),
            _ => None,
        })
        .map_or(&[], |items| items.value)
    }

    pub fn opt_integer(
        &mut self,
        key: &'static str,
        range: RangeInclusive<i64>,
    ) -> Option<Spanned<i64>> {
        // The least that a machine can hold is no example.
        let example = range.start().max(&0).min(range.end()).to_string();
        let number = self.typed(key, "整数", &example, as_integer)?;
        if range.contains(&number.value) {
            return Some(number);
        }
        let message = format!("{key} 不能是 {}", number.value);
        let help = if *range.end() == i64::MAX {
            format!("写 {} 或者更大的数", range.start())
        } else {
            format!("写 {} 到 {} 之间的数", range.start(), range.end())
        };
        self.fault(Code::BadValue, number.place, message, help);
        None
    }

    pub fn integer(&mut self, key: &'static str, range: RangeInclusive<i64>) -> Spanned<i64> {
        let start = *range.start();
        let value = self.opt_integer(key, range);
        self.required(key, &start.to_string(), value, start)
    }

    pub fn boolean(&mut self, key: &'static str) -> bool {
        self.typed(key, "真假值", "true", |value| match value {
            Value::Boolean(b) => Some(*b),
            _ => None,
        })
        .is_some_and(|b| b.value)
    }

    pub fn opt_date(&mut self, key: &'static str) -> Option<Spanned<Date>> {
        self.typed(key, "日期", "2013-01-18（不加引号）", |value| match value {
            Value::Date(date) => Some(*date),
            _ => None,
        })
    }

    pub fn date(&mut self, key: &'static str) -> Option<Spanned<Date>> {
        let date = self.opt_date(key);
        if date.is_none() {
            self.missing(key, "2013-01-18");
        }
        date
    }

    /// Days in an array.
    pub fn opt_dates(&mut self, key: &'static str) -> Vec<Spanned<Date>> {
        let mut out = Vec::new();
        for item in self.items(key, "[2013-01-18]") {
            match &item.value {
                Value::Date(date) => out.push(Spanned::new(*date, item.place)),
                _ => self.wrong_type(
                    &format!("{key} 的每一项"),
                    item,
                    "日期",
                    "2013-01-18（不加引号）",
                ),
            }
        }
        out
    }

    pub fn opt_word<V: Vocabulary>(&mut self, key: &'static str) -> Option<Spanned<V>> {
        let text = self.typed(key, "文字", &example_word::<V>(), as_string)?;
        let word = self.pick_word(key, text.value, text.place)?;
        Some(Spanned::new(word, text.place))
    }

    pub fn word<V: Vocabulary>(&mut self, key: &'static str, default: V) -> Spanned<V> {
        let value = self.opt_word(key);
        self.required(key, &example_word::<V>(), value, default)
    }

    /// The value that `text` stands for; anything else is a finding that lists what there is.
    pub fn pick_word<V: Vocabulary>(&mut self, key: &str, text: &str, place: Place) -> Option<V> {
        let found = V::all().iter().copied().find(|v| v.word() == text);
        if found.is_none() {
            let known = || V::all().iter().map(|v| (v.word(), v.name()));
            self.not_allowed(key, text, place, known);
        }
        found
    }

    /// The term of a unit's list that `key` names.
    pub fn opt_term<E: Entry>(
        &mut self,
        key: &'static str,
        list: &[Term<E>],
    ) -> Option<Spanned<Term<E>>> {
        let text = self.typed(key, "文字", &example_term(list), as_string)?;
        let term = self.pick_term(key, text.value, text.place, list)?;
        Some(Spanned::new(term, text.place))
    }

    /// The same, required; `default` in place of what is missing or wrong.
    pub fn term<E: Entry>(
        &mut self,
        key: &'static str,
        list: &[Term<E>],
        default: Term<E>,
    ) -> Spanned<Term<E>> {
        let value = self.opt_term(key, list);
        // Which of them it is nobody knows: the first would be a guess that is followed.
        let all: Vec<String> = list
            .iter()
            .map(|term| format!("{}（{}）", term.key(), term.chinese()))
            .collect();
        let example = format!("\"……\"，可以写：{}", all.join("、"));
        self.required(key, &example, value, default)
    }

    /// The terms that the items under `key` name.
    pub fn terms<E: Entry>(
        &mut self,
        key: &'static str,
        list: &[Term<E>],
    ) -> Vec<Spanned<Term<E>>> {
        let mut out = Vec::new();
        for text in self.opt_strings(key) {
            if let Some(term) = self.pick_term(key, &text, text.place, list) {
                out.push(Spanned::new(term, text.place));
            }
        }
        out
    }

    /// The term that `text` names; anything else is a finding that lists what there is.
    pub fn pick_term<E: Entry>(
        &mut self,
        key: &str,
        text: &str,
        place: Place,
        list: &[Term<E>],
    ) -> Option<Term<E>> {
        let found = find(list, text);
        if found.is_none() {
            let known = || list.iter().map(|term| (term.key(), term.chinese()));
            self.not_allowed(key, text, place, known);
        }
        found
    }

    /// The finding of a word that is none of those known, each with its name.
    pub fn not_allowed<'w, I: Iterator<Item = (&'w str, &'w str)>>(
        &mut self,
        key: &str,
        text: &str,
        place: Place,
        known: impl Fn() -> I,
    ) {
        let message = match text.trim() {
            "" => format!("{key} 是空的"),
            _ => format!("{key} 不能是 {}", quoted(text)),
        };
        let near = meant(text, known());
        let near = near.map_or(String::new(), |near| format!("是不是要写 \"{near}\"？"));
        let all: Vec<String> = known()
            .map(|(word, name)| format!("\"{word}\"（{name}）"))
            .collect();
        let help = format!("{near}可以写：{}", all.join("、"));
        self.fault(Code::BadValue, place, message, help);
    }

    /// A table within the table.
    pub fn table(&mut self, key: &'static str, example: &str) -> Option<Spanned<&'a Table>> {
        self.typed(key, "表", example, as_table)
    }

    /// The tables of an array of tables.
    pub fn tables(&mut self, key: &'static str, example: &str) -> Vec<Spanned<&'a Table>> {
        let mut out = Vec::new();
        for item in self.items(key, example) {
            match as_table(&item.value) {
                Some(table) => out.push(Spanned::new(table, item.place)),
                None => self.wrong_type(&format!("{key} 的每一项"), item, "表", example),
            }
        }
        out
    }
}

fn example_term<E: Entry>(list: &[Term<E>]) -> String {
    list.first()
        .map_or(String::new(), |term| format!("\"{}\"", term.key()))
}

fn example_word<V: Vocabulary>() -> String {
    V::all()
        .first()
        .map_or(String::new(), |v| format!("\"{}\"", v.word()))
}

/// Whether a value is a text that says nothing.
fn is_blank(value: &Value) -> bool {
    matches!(value, Value::String(text) if text.trim().is_empty())
}

fn as_string(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn as_integer(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}

fn as_table(value: &Value) -> Option<&Table> {
    match value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}
