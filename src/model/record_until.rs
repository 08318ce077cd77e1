//! The records that were there on a day: what was done later says nothing of it.

use super::ledger::{FieldValue, Values};
use super::record::Records;
use super::vocabulary::Vocabulary;
use super::{Date, Grading, Unit};
use crate::diagnostic::Spanned;
use std::collections::BTreeMap;

/// The new place, among the records of its ledger, of each that stays.
type Moved = BTreeMap<(usize, u32), u32>;

impl Records {
    /// Those that were there on `day`: a record of March is not there in February.
    pub fn until(self, day: Date, vocabulary: &Vocabulary) -> Self {
        let days = self.all.iter().map(|record| self.day_of(record));
        let is_later: Vec<bool> = days.map(|own| own.is_some_and(|own| own > day)).collect();
        let filed_later = self
            .all
            .iter()
            .any(|record| files_after(&record.values, day));
        if !is_later.contains(&true) && !filed_later {
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
            record
                .values
                .0
                .retain(|(_, value)| !is_filing_after(&value.value, day));
        }
        Self {
            partly_lost: self.partly_lost,
            faulty: self.faulty,
            later,
            ..Self::of(kept, vocabulary)
        }
    }
}

impl Unit {
    /// Takes for today the day `day`, on which what is in force and what was done depend.
    pub fn take_for_today(&mut self, day: Date) {
        self.profile.as_of = Some(day);
        self.records = std::mem::take(&mut self.records).until(day, &self.vocabulary);
        let is_later = |grading: &Grading| grading.decided().is_some_and(|own| own > day);
        let all = std::mem::take(&mut self.gradings);
        let (later, there): (Vec<_>, Vec<_>) = all.into_iter().partition(is_later);
        self.gradings = there;
        let places = later.iter().map(|grading| grading.place);
        self.records.later.extend(places);
        self.records.later.sort();
        self.later_gradings = later;
    }
}

/// Whether the record is said to be filed on a later day: it is not filed yet.
fn files_after(values: &Values, day: Date) -> bool {
    let mut values = values.0.iter();
    values.any(|(_, value)| is_filing_after(&value.value, day))
}

fn is_filing_after(value: &FieldValue, day: Date) -> bool {
    match value {
        FieldValue::Filing(filing) => filing.date.as_ref().is_some_and(|own| own.value > day),
        _ => false,
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
