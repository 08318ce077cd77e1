//! What the rows of tables tell of, as it will be written.

use crate::date::Date;

/// An entity to be written: its kind, its keys with their values as TOML, remarks.
#[derive(Debug, Clone)]
pub struct Entity {
    /// The file that it was read from first.
    pub file: String,
    /// `risk`.
    pub kind: String,
    /// Its keys.
    pub keys: Vec<(String, Written)>,
    /// What stands in columns that nobody knows: head and text.
    pub remarks: Vec<(String, String)>,
}

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// A text, or an id.
    Text(String),
    /// A number.
    Number(i64),
    /// A day.
    Day(Date),
    /// Yes or no.
    YesNo(bool),
    /// Several texts.
    Texts(Vec<String>),
}

impl Entity {
    pub fn new(kind: &str, id: &str) -> Self {
        let keys = if id.is_empty() {
            Vec::new()
        } else {
            vec![("id".to_owned(), Written::Text(id.to_owned()))]
        };
        Self {
            file: String::new(),
            kind: kind.to_owned(),
            keys,
            remarks: Vec::new(),
        }
    }

    pub fn set(&mut self, key: &str, value: Written) {
        match self.keys.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => *old = value,
            None => self.keys.push((key.to_owned(), value)),
        }
    }

    pub fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() && !self.has(key) {
            self.set(key, Written::Text(text.to_owned()));
        }
    }

    pub fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|(known, _)| known == key)
    }

    pub fn add(&mut self, key: &str, text: &str) {
        match self.keys.iter_mut().find(|(known, _)| known == key) {
            Some((_, Written::Texts(texts))) => {
                if !texts.iter().any(|known| known == text) {
                    texts.push(text.to_owned());
                }
            }
            _ => self.set(key, Written::Texts(vec![text.to_owned()])),
        }
    }
}

pub(super) fn text_of(entity: &Entity, key: &str) -> String {
    match entity.keys.iter().find(|(known, _)| known == key) {
        Some((_, Written::Text(text))) => text.clone(),
        _ => String::new(),
    }
}
