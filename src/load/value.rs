//! Raw TOML values, each with its place.

use crate::date::Date;
use crate::diagnostic::Spanned;
use std::sync::Arc;

/// A raw TOML value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A string.
    String(String),
    /// An integer.
    Integer(i64),
    /// A float.
    Float(f64),
    /// A boolean.
    Boolean(bool),
    /// A day. Times and offsets are refused when reading.
    Date(Date),
    /// An array.
    Array(Vec<Spanned<Value>>),
    /// A table, shared with those who keep it.
    Table(Arc<Table>),
}

/// A raw table: its entries in the order written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Keys and values.
    pub entries: Vec<(Spanned<String>, Spanned<Value>)>,
    /// Keys whose value could not be read, which is already a finding: the model must not
    /// call them missing as well.
    pub broken: Vec<String>,
    /// Whether a key itself could not be read: then no key can be called missing.
    pub torn: bool,
}

impl Table {
    /// The entry with that key.
    pub fn get(&self, key: &str) -> Option<&(Spanned<String>, Spanned<Value>)> {
        self.entries.iter().find(|(k, _)| k.value == key)
    }
}

impl Value {
    /// What kind of value it is, in Chinese.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::String(_) => "文字",
            Self::Integer(_) => "整数",
            Self::Float(_) => "小数",
            Self::Boolean(_) => "真假值",
            Self::Date(_) => "日期",
            Self::Array(_) => "数组",
            Self::Table(_) => "表",
        }
    }
}
