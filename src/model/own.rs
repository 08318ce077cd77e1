//! Keys of the unit's own on what every unit has: departments, posts, risk points and the rest.

use super::ledger::{Ledger, Values};
use crate::fields::Field;

/// The keys that the unit has added to tables of a kind.
#[derive(Debug, Clone, Copy)]
pub struct OwnFields {
    /// The tables with all their keys, in the form of a ledger; its key is the name of the tables.
    pub of: Ledger,
    /// Where the unit's own keys begin among them.
    pub from: usize,
}

impl OwnFields {
    /// The unit's own keys.
    pub fn fields(self) -> &'static [Field] {
        &self.of.entry().table.fields[self.from..]
    }
}

/// What one of them says under keys of the unit's own.
#[derive(Debug, Clone)]
pub struct Own {
    /// What it is, as [`OwnFields::of`] has it.
    pub of: Ledger,
    /// Its place in the unit's list of its kind; 0 for the unit itself.
    pub index: usize,
    /// What it says.
    pub values: Values,
}
