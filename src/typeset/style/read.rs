//! Typed reading of one table of `print.toml`: each value within its limits, and a finding at the value
//! for whatever is not.

use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::load::{Table, Value};
use crate::text::FontRole;
use crate::typeset::length::{Colour, Length, Pt};
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer};
use std::collections::BTreeMap;
use std::fmt;

/// What a value may be; a length in points, and as a multiple of 字 or 行.
#[derive(Clone, Copy)]
pub(super) enum Limits {
    /// Whatever its type allows.
    Any,
    /// A length between these points, or so many times the size or the leading.
    Length((Pt, Pt), (f32, f32)),
    /// A length that nothing is there to be relative to.
    Absolute(Pt, Pt),
    /// A number.
    Number(f32, f32),
}

impl Limits {
    /// A font size: what a page can show and an eye can read.
    pub const SIZE: Self = Self::Length((1.0, 400.0), (0.1, 20.0));
    /// A distance of baselines.
    pub const LEADING: Self = Self::Length((1.0, 800.0), (0.1, 50.0));
    /// A blank, a width or a height: none is larger than the largest wall sheet.
    pub const BLANK: Self = Self::Length((0.0, 3000.0), (0.0, 200.0));
    /// The thickness of a rule.
    pub const LINE: Self = Self::Length((0.0, 60.0), (0.0, 4.0));
    /// A blank between characters, which may also draw them together.
    pub const TRACKING: Self = Self::Length((-20.0, 200.0), (-0.5, 20.0));
    /// A side of a sheet of paper.
    pub const PAPER: Self = Self::Absolute(30.0, 6000.0);
    /// A margin.
    pub const MARGIN: Self = Self::Absolute(0.0, 3000.0);
}

/// What is wrong with a value, and what to do.
pub(super) struct Fault {
    message: String,
    pub help: String,
}

/// What a key of `print.toml` may hold.
pub(super) trait Read: Sized {
    /// Reads the value of `key`.
    fn read(key: &str, value: &Spanned<Value>, limits: Limits) -> Result<Self, Fault>;
}

fn wrong_type(key: &str, value: &Value, wanted: &str, example: &str) -> Fault {
    Fault {
        message: format!("{key} 应当是{wanted}，这里是{}", value.kind()),
        help: format!("写成 {key} = {example}"),
    }
}

fn text<'v>(key: &str, value: &'v Value, example: &str) -> Result<&'v str, Fault> {
    match value {
        Value::String(text) => Ok(text),
        _ => Err(wrong_type(key, value, "带引号的文字", example)),
    }
}

impl Read for Length {
    fn read(key: &str, value: &Spanned<Value>, limits: Limits) -> Result<Self, Fault> {
        let text = text(key, value, "\"14pt\"")?;
        let relative = !matches!(limits, Limits::Absolute(..));
        let forms = if relative {
            "3号、14pt、2mm、2字 或者 1.5行"
        } else {
            "3号、14pt 或者 2mm"
        };
        let length = Self::parse(text).ok_or_else(|| Fault {
            message: format!("{key} 的 {} 不是长度", quoted(text)),
            help: format!("长度带引号和单位，写成 {forms}"),
        })?;
        let within = match (length, limits) {
            (Self::Pt(pt), Limits::Length((least, most), _) | Limits::Absolute(least, most)) => {
                (least..=most).contains(&pt)
            }
            (Self::Em(times) | Self::Line(times), Limits::Length(_, (least, most))) => {
                (least..=most).contains(&times)
            }
            (Self::Em(_) | Self::Line(_), Limits::Absolute(..)) => false,
            _ => true,
        };
        if within {
            return Ok(length);
        }
        let help = match limits {
            Limits::Length((a, b), (c, d)) => {
                format!("可以写 {a}pt 到 {b}pt；用字、行写，{c} 到 {d}")
            }
            Limits::Absolute(a, b) => {
                format!("可以写 {a}pt 到 {b}pt；这里不能用字、行")
            }
            _ => String::new(),
        };
        Err(Fault {
            message: format!("{key} 不能是 {}", quoted(text)),
            help,
        })
    }
}

impl Read for Colour {
    fn read(key: &str, value: &Spanned<Value>, _: Limits) -> Result<Self, Fault> {
        let text = text(key, value, "\"#AE1220\"")?;
        Self::parse(text).ok_or_else(|| Fault {
            message: format!("{key} 的 {} 不是颜色", quoted(text)),
            help: "写成 \"#AE1220\" 或者 \"#abc\"".to_string(),
        })
    }
}

impl Read for f32 {
    fn read(key: &str, value: &Spanned<Value>, limits: Limits) -> Result<Self, Fault> {
        let number = match &value.value {
            Value::Integer(n) => *n as f32,
            Value::Float(n) => *n as f32,
            other => return Err(wrong_type(key, other, "数", "0.25，不加引号")),
        };
        match limits {
            Limits::Number(least, most) if !(least..=most).contains(&number) => Err(Fault {
                message: if number.abs() < 1e7 {
                    format!("{key} 不能是 {number}")
                } else {
                    format!("{key} 不能是 {number:e}")
                },
                help: format!("可以写 {least} 到 {most}"),
            }),
            _ => Ok(number),
        }
    }
}

impl Read for u8 {
    fn read(key: &str, value: &Spanned<Value>, limits: Limits) -> Result<Self, Fault> {
        let Value::Integer(number) = value.value else {
            return Err(wrong_type(key, value, "整数", "1，不加引号"));
        };
        // Checked before the cast, so that nothing is lost by it.
        let (least, most) = match limits {
            Limits::Number(least, most) => (least as i64, most as i64),
            _ => (0, 255),
        };
        if (least..=most).contains(&number) {
            return Ok(number as u8);
        }
        Err(Fault {
            message: format!("{key} 不能是 {number}"),
            help: format!("可以写 {least} 到 {most} 的整数"),
        })
    }
}

impl Read for bool {
    fn read(key: &str, value: &Spanned<Value>, _: Limits) -> Result<Self, Fault> {
        match value.value {
            Value::Boolean(yes) => Ok(yes),
            _ => Err(wrong_type(key, value, "是非", "true 或者 false，不加引号")),
        }
    }
}

impl Read for String {
    fn read(key: &str, value: &Spanned<Value>, _: Limits) -> Result<Self, Fault> {
        text(key, value, "\"……\"").map(str::to_string)
    }
}

impl<T: Read> Read for Spanned<T> {
    fn read(key: &str, value: &Spanned<Value>, limits: Limits) -> Result<Self, Fault> {
        Ok(Spanned::new(T::read(key, value, limits)?, value.place))
    }
}

impl Read for Vec<Spanned<String>> {
    fn read(key: &str, value: &Spanned<Value>, limits: Limits) -> Result<Self, Fault> {
        match &value.value {
            Value::Array(items) => items
                .iter()
                .map(|item| Spanned::read(&format!("{key} 的每一项"), item, limits))
                .collect(),
            other => Err(wrong_type(key, other, "列表", "[\"……\"]")),
        }
    }
}

/// Marks the types whose values are words.
macro_rules! words {
    ($($kind:ty),*) => {$(
        impl Read for $kind {
            fn read(key: &str, value: &Spanned<Value>, _: Limits) -> Result<Self, Fault> {
                word(key, value)
            }
        }
    )*};
}
words!(
    FontRole,
    super::Align,
    super::Break,
    super::ColumnWidths,
    super::Display,
    super::Marker,
    super::Numbering,
    super::ProhibitionName,
    super::Role,
    super::Valign
);

/// A word of a closed set. Serde knows the set, so it is written down once only.
pub(super) fn word<T: DeserializeOwned>(key: &str, value: &Spanned<Value>) -> Result<T, Fault> {
    let text = text(key, value, "\"……\"")?;
    let deserializer: StrDeserializer<Words> = text.into_deserializer();
    T::deserialize(deserializer).map_err(|Words(words)| {
        let near = nearest(text, words.iter().copied());
        let near = near.map_or(String::new(), |near| format!("是不是要写 \"{near}\"？"));
        Fault {
            message: format!("{key} 不能是 {}", quoted(text)),
            help: format!("{near}可以写：{}", words.join("、")),
        }
    })
}

/// The words that serde would have taken.
#[derive(Debug)]
struct Words(&'static [&'static str]);

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("、"))
    }
}

impl std::error::Error for Words {}

impl serde::de::Error for Words {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(&[])
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self(expected)
    }
}

/// Reads one table. What no getter asked for is reported by [`Reader::finish`].
pub(super) struct Reader<'a, 'f> {
    table: &'a Table,
    place: Place,
    /// What the table is, for messages.
    label: String,
    known: Vec<String>,
    /// Keys that are not there. Reported at the end: a misspelt key explains one.
    missing: Vec<(String, Finding)>,
    findings: &'f mut Vec<Finding>,
}

impl<'a, 'f> Reader<'a, 'f> {
    pub fn new(
        table: &'a Table,
        place: Place,
        label: &str,
        findings: &'f mut Vec<Finding>,
    ) -> Self {
        Self {
            table,
            place,
            label: label.to_string(),
            known: Vec::new(),
            missing: Vec::new(),
            findings,
        }
    }

    pub fn raw(&mut self, key: &str) -> Option<&'a Spanned<Value>> {
        self.known.push(key.to_string());
        self.table.get(key).map(|(_, value)| value)
    }

    fn fault(&mut self, place: Place, message: String, help: String) {
        self.findings
            .push(Finding::error(Code::BadStyle, place, message).help(help));
    }

    /// Reports what is wrong with the table as a whole.
    pub fn refuse(&mut self, place: Place, message: &str, help: &str) {
        self.fault(place, message.to_string(), help.to_string());
    }

    /// The value of a property as the code names it.
    pub fn optional<T: Read>(&mut self, name: &str, limits: Limits) -> Option<T> {
        let key = name.replace('_', "-");
        let value = self.raw(&key)?;
        T::read(&key, value, limits)
            .map_err(|fault| self.fault(value.place, fault.message, fault.help))
            .ok()
    }

    /// The value of a key that must be there.
    pub fn required<T: Read>(&mut self, key: &str, limits: Limits, example: &str) -> Option<T> {
        let found = self.optional(key, limits);
        self.missing(key, example);
        found
    }

    pub fn missing(&mut self, key: &str, example: &str) {
        if self.table.get(key).is_none() && !self.table.broken.iter().any(|k| k == key) {
            let message = format!("{}没有写 {key}", self.label);
            let help = format!("加上 {key} = {example}");
            let finding = Finding::error(Code::BadStyle, self.place, message).help(help);
            self.missing.push((key.to_string(), finding));
        }
    }

    /// The tables in the table `key`, by name.
    pub fn tables(
        &mut self,
        key: &str,
        example: &str,
    ) -> Vec<(&'a Spanned<String>, Spanned<&'a Table>)> {
        self.missing(key, example);
        match self.raw(key).map(|value| &value.value) {
            Some(Value::Table(table)) => {
                let entries = table.entries.iter();
                entries
                    .filter_map(|(name, value)| Some((name, self.table(name, value)?)))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    fn table(
        &mut self,
        key: &Spanned<String>,
        value: &'a Spanned<Value>,
    ) -> Option<Spanned<&'a Table>> {
        match &value.value {
            Value::Table(table) => Some(Spanned::new(table, key.place)),
            other => {
                let fault = wrong_type(key, other, "一段", "{ … }");
                self.fault(value.place, fault.message, fault.help);
                None
            }
        }
    }

    /// All values of a table of colours, by name: any name may be used in a drawing.
    pub fn colours(&mut self) -> BTreeMap<String, Colour> {
        let mut out = BTreeMap::new();
        for (name, _) in &self.table.entries {
            if let Some(colour) = self.optional(name, Limits::Any) {
                out.insert(name.value.clone(), colour);
            }
        }
        out
    }

    /// Reports what is missing, and the keys that no getter asked for.
    pub fn finish(mut self) {
        for (key, _) in &self.table.entries {
            if self.known.contains(&key.value) {
                continue;
            }
            // A slip in a required key is one fault, not two.
            let missing = self.missing.iter().map(|(key, _)| key.as_str());
            let near = nearest(key, missing)
                .or_else(|| nearest(key, self.known.iter().map(String::as_str)))
                .map(str::to_string);
            let help = match &near {
                Some(near) => format!("是不是要写 {near}？"),
                None => format!("可以写的：{}", self.known.join("、")),
            };
            self.missing.retain(|(key, _)| near.as_ref() != Some(key));
            let message = format!("{}没有 {} 这一项", self.label, quoted(key));
            self.findings
                .push(Finding::error(Code::BadStyle, key.place, message).help(help));
        }
        let missing = self.missing.into_iter().map(|(_, finding)| finding);
        self.findings.extend(missing);
    }
}
