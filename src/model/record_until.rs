//! The records that were there on a day: what was done later says nothing of it.

use super::ledger::{FieldValue, Values};
use super::record::Records;
use super::vocabulary::Vocabulary;
use super::Date;
use crate::diagnostic::Spanned;
use std::collections::BTreeMap;

/// The new place, among the records of its ledger, of each that stays.
type Moved = BTreeMap<(usize, u32), u32>;

impl Records {
    /// Those that were there on `day`: a record of March is not there in February.
    pub fn until(self, day: Date, vocabulary: &Vocabulary) -> Self {
        let days = self.all.iter().map(|record| self.day_of(record));
        let is_later: Vec<bool> = days.map(|own| own.is_some_and(|own| own > day)).collect();
        if !is_later.contains(&true) {
            return self;
        }
        let mut counts: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
        let mut moved = Moved::new();
        let (mut later, mut kept) = (Vec::new(), Vec::new());
        for (record, is_later) in self.all.into_iter().zip(is_later) {
            let rank = record.ledger.rank();
            let (written, there) = counts.entry(rank).or_default();
            match is_later {
                true => later.push(record.place_of_day()),
                false => {
                    moved.insert((rank, *written), *there);
                    *there += 1;
                    kept.push(record);
                }
            }
            *written += 1;
        }
        for record in &mut kept {
            refer(&mut record.values, &moved);
        }
        Self {
            partly_lost: self.partly_lost,
            faulty: self.faulty,
            later,
            ..Self::of(kept, vocabulary)
        }
    }
}

/// Refers to other records by their new places; not to those that are not there.
fn refer(values: &mut Values, moved: &Moved) {
    values.0.retain_mut(|(_, value)| stays(value, moved));
}

fn stays(value: &mut Spanned<FieldValue>, moved: &Moved) -> bool {
    match &mut value.value {
        FieldValue::Record(ledger, index) => match moved.get(&(ledger.rank(), *index)) {
            Some(now) => {
                *index = *now;
                true
            }
            None => false,
        },
        FieldValue::List(items) => {
            items.retain_mut(|item| stays(item, moved));
            true
        }
        FieldValue::Table(table) => {
            refer(table, moved);
            true
        }
        _ => true,
    }
}
