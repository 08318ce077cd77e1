//! What kinds of work there are on a calendar: those of ledgers, and grading. Each has a sign of one
//! character, no two alike.

use super::Agenda;
use crate::model::Unit;
use std::collections::BTreeSet;

/// A kind of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Id of its ledger; `grading` for grading.
    pub key: &'static str,
    /// Its sign.
    pub mark: char,
    /// What it is called: 自查.
    pub word: String,
}

/// Key, sign and word of grading, which has no ledger.
const GRADING: (&str, char, &str) = ("grading", '定', "评定");

/// The kinds of the duties of an agenda, as the unit declares its ledgers.
pub fn kinds(unit: &Unit, agenda: &Agenda) -> Vec<Kind> {
    let there: BTreeSet<Option<&str>> = (agenda.duties.iter())
        .map(|duty| duty.ledger.map(|ledger| ledger.key()))
        .collect();
    let mut kinds: Vec<(&'static str, Option<char>, String)> = (unit.ledgers.iter())
        .filter(|ledger| there.contains(&Some(ledger.key())))
        .map(|ledger| {
            (
                ledger.key(),
                ledger.entry().mark,
                ledger.entry().short.clone(),
            )
        })
        .collect();
    if there.contains(&None) {
        let (key, mark, word) = GRADING;
        kinds.push((key, Some(mark), word.to_owned()));
    }
    // Declared signs go first, so that one that is chosen never takes another's.
    let mut taken: BTreeSet<char> = kinds.iter().filter_map(|(_, mark, _)| *mark).collect();
    let mut used = BTreeSet::new();
    let mut sign = |mark: Option<char>, word: &str| {
        let declared = mark.filter(|mark| used.insert(*mark));
        let free = || {
            word.chars()
                .filter(|c| c.is_alphanumeric())
                .find(|c| !taken.contains(c) && !used.contains(c))
        };
        let sign = declared
            .or_else(free)
            .or(word.chars().next())
            .unwrap_or('办');
        taken.insert(sign);
        sign
    };
    let all = kinds.into_iter();
    all.map(|(key, mark, word)| Kind {
        key,
        mark: sign(mark, &word),
        word,
    })
    .collect()
}
