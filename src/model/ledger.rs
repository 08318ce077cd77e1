//! Ledgers (台账): the kinds of records that a unit keeps beside those of its preset, as
//! `[[ledger]]` declares them, and the records in them.

use super::vocabulary::{Entry, Term};
use super::{Actor, Date, Filing, GradingObject, Id, Period};
use crate::diagnostic::{Place, Spanned};
use crate::fields::Table;

/// A ledger: a handle that is copied and compared like a number.
pub type Ledger = Term<LedgerEntry>;

/// `[[ledger]]`
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerEntry {
    /// Its place in the list.
    pub rank: usize,
    /// Its id, which is also the name of its tables.
    pub id: String,
    /// What its records are called: 廉洁讲座.
    pub name: String,
    /// The key of the day that a record counts from; `None` where its records have no day.
    pub day: Option<String>,
    /// Its keys, those of whose records it is among them.
    pub table: Table,
    /// The small tables within its records, by the name that [`Table::fields`] give them.
    pub inner: Vec<Table>,
    /// The keys that the public edition may show; none unless said.
    pub public: Vec<String>,
}

impl LedgerEntry {
    /// Whether its records carry an id.
    pub fn has_ids(&self) -> bool {
        self.table.fields.iter().any(|field| field.key == "id")
    }
}

impl Entry for LedgerEntry {
    fn id(&self) -> &str {
        &self.id
    }
    fn name(&self) -> &str {
        &self.name
    }
    fn rank(&self) -> usize {
        self.rank
    }
}

/// A record of a ledger.
#[derive(Debug, Clone)]
pub struct Record {
    /// Which ledger it stands in.
    pub ledger: Ledger,
    /// Its id, where its ledger has ids.
    pub id: Option<Id>,
    /// Whose it is: a department or a post.
    pub object: Option<GradingObject>,
    /// What it says, by key, in the order that the ledger declares; what could not be read is
    /// left out.
    pub values: Vec<(&'static str, Spanned<FieldValue>)>,
    /// Place of the table's head.
    pub place: Place,
}

/// What a key of a record says.
#[derive(Debug, Clone)]
pub enum FieldValue {
    /// Words, or one of a choice.
    Text(String),
    /// A day.
    Day(Date),
    /// A stretch of the calendar.
    Period(Period),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A department, a post or a body.
    Actor(Actor),
    /// The id of another record.
    Record(String),
    /// Where it is filed.
    Filing(Box<Filing>),
    /// Several of one kind.
    List(Vec<FieldValue>),
    /// A small table.
    Table(Vec<(&'static str, FieldValue)>),
}

impl Record {
    /// What it says under `key`.
    pub fn get(&self, key: &str) -> Option<&Spanned<FieldValue>> {
        let (_, value) = self.values.iter().find(|(known, _)| *known == key)?;
        Some(value)
    }

    /// The day that it counts from.
    pub fn day(&self) -> Option<Date> {
        match self.get(self.ledger.entry().day.as_deref()?)?.value {
            FieldValue::Day(day) => Some(day),
            _ => None,
        }
    }
}
