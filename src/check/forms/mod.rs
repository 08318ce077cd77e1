//! What the norms ask of records, key by key, for forms: which article asks for a field, who owes a
//! record and by when, where it is filed, and by which steps a grading goes.

mod chain;
mod general;
mod special;

use super::duties::{self, Duty};
use super::{grading, Context};
use crate::date::Date;
use crate::diagnostic::Place;
use crate::load::Loaded;
use crate::model::ledger::Record;
use crate::model::{Actor, Cite, Grade, GradingObject, GradingStepKind, Unit};
use std::collections::BTreeMap;

/// What norms in force ask of all records.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    ledgers: BTreeMap<String, OfLedger>,
    /// How gradings go: of each department and post, in their order.
    pub chains: Vec<Chain>,
    /// The days of publicity of a grading, and the article.
    pub publicity: Option<(i64, Cite)>,
    /// The articles that say that gradings are made again.
    pub regrade: Vec<Cite>,
    /// What a notice of each level is disposed of by: the level, the words, the article.
    pub disposals: Vec<(i64, String, Cite)>,
    /// Where information on risks comes together.
    pub centre: Option<Actor>,
    /// The questions that an assessment answers.
    pub questions: Vec<String>,
    /// The posts of the group that assesses, beside those of the department itself.
    pub members: Vec<Actor>,
    /// What is to be done by a day, and was.
    duties: Vec<Duty>,
}

/// What norms ask of the records of a ledger.
#[derive(Debug, Clone, Default)]
pub struct OfLedger {
    /// The articles that ask that they are kept.
    pub articles: Vec<Cite>,
    /// What is asked of a key.
    pub keys: BTreeMap<String, OfKey>,
    /// Who owes one.
    pub owed: Vec<Owed>,
    filings: Vec<Filing>,
    /// Who makes one about whom, where the norms say so of what goes with other records.
    by: Vec<(GradingObject, Vec<Actor>)>,
}

impl OfLedger {
    /// Who makes the record about an object, where the norms say.
    pub fn made_by(&self, object: Option<GradingObject>) -> &[Actor] {
        let owed = self.owed.iter().filter(|owed| owed.object == object);
        let owed = owed.map(|owed| owed.who.as_slice());
        let by = self.by.iter().filter(|(of, _)| Some(*of) == object);
        let mut all = owed.chain(by.map(|(_, who)| who.as_slice()));
        all.find(|who| !who.is_empty()).unwrap_or_default()
    }
}

/// What norms ask of a key.
#[derive(Debug, Clone, Default)]
pub struct OfKey {
    /// By these articles.
    pub articles: Vec<Cite>,
    /// In a few words: 10个工作日以内.
    pub hints: Vec<String>,
}

/// A record that somebody owes.
#[derive(Debug, Clone)]
pub struct Owed {
    /// Who; `None` for the unit.
    pub object: Option<GradingObject>,
    /// 每半年一次.
    pub often: String,
    /// What the norm calls it.
    pub noun: String,
    /// The article.
    pub article: Cite,
    /// Who makes it, where the norm says so.
    pub who: Vec<Actor>,
}

#[derive(Debug, Clone)]
struct Filing {
    subject: Option<String>,
    grade: Option<String>,
    with: Actor,
    article: Cite,
    norm: Place,
}

/// How a grading goes.
#[derive(Debug, Clone)]
pub struct Chain {
    /// Of what.
    pub object: GradingObject,
    /// The article.
    pub article: Cite,
    /// Its steps in order.
    pub steps: Vec<ChainStep>,
}

/// A step of a grading.
#[derive(Debug, Clone)]
pub struct ChainStep {
    /// Which.
    pub kind: GradingStepKind,
    /// Who takes it, where the norms say.
    pub by: Option<Actor>,
    /// The article.
    pub article: Cite,
}

impl Asked {
    /// What is asked of the records of the ledger with that id.
    pub fn of(&self, ledger: &str) -> Option<&OfLedger> {
        self.ledgers.get(ledger)
    }

    /// How the grading of an object goes.
    pub fn chain(&self, object: GradingObject) -> Option<&Chain> {
        self.chains.iter().find(|chain| chain.object == object)
    }

    /// Where the record of an object is filed, and by which article.
    pub fn filed(
        &self,
        ledger: &str,
        unit: &Unit,
        grounds: &super::Grounds,
        object: Option<GradingObject>,
    ) -> Option<(Actor, &Cite)> {
        let own = self.of(ledger)?;
        let fits = |filing: &&Filing| {
            let (subject, grade) = (filing.subject.as_deref(), filing.grade.as_deref());
            let Some(object) = object else {
                return subject.is_none() && grade.is_none();
            };
            let of_object: Grade = unit.object_grade(object);
            let mut norms = unit.norms();
            let norm = norms.find(|norm| norm.place == filing.norm);
            subject.is_none_or(|subject| subject == grading::subject(&object))
                && grade.is_none_or(|grade| grade == of_object.key())
                && norm.is_none_or(|norm| grounds.applies(norm, unit.place_of(object)))
        };
        let filing = own.filings.iter().find(fits)?;
        Some((filing.with, &filing.article))
    }

    /// What a record answers, or a form that is still to be filled in will: of those kept in a
    /// ledger and about an object the first that is not done.
    pub fn answered(
        &self,
        ledger: &str,
        object: Option<GradingObject>,
        record: Option<&Record>,
    ) -> Option<&Duty> {
        let object = object.map(Actor::from);
        let own = self.duties.iter().filter(|duty| {
            duty.ledger.is_some_and(|own| own.key() == ledger) && duty.object == object
        });
        match record {
            Some(record) => {
                let place = record.place_of_day();
                let mut own = own;
                own.find(|duty| duty.done.is_some_and(|done| done.place == place))
            }
            None => own
                .filter(|duty| duty.done.is_none() && duty.is_kept)
                .min_by_key(|duty| duty.last),
        }
    }

    fn ledger(&mut self, id: &str) -> &mut OfLedger {
        self.ledgers.entry(id.to_owned()).or_default()
    }

    fn key(&mut self, ledger: &str, key: &str, cite: &Cite) -> &mut OfKey {
        let own = self.ledger(ledger).keys.entry(key.to_owned()).or_default();
        note(&mut own.articles, cite);
        own
    }
}

fn note(all: &mut Vec<Cite>, cite: &Cite) {
    if !all.contains(cite) {
        all.push(cite.clone());
    }
}

/// A form that is filled in today answers something due within these years.
const AHEAD: i16 = 2;

/// What the norms of `unit`, made of `loaded`, ask on the day `as_of`.
pub fn asked(loaded: &Loaded, unit: &Unit, as_of: Date) -> Asked {
    let context = Context::new(loaded, unit, as_of);
    let mut asked = Asked::default();
    for demand in context.demands() {
        general::add(&context, &demand, &mut asked);
        special::add(&context, &demand, &mut asked);
    }
    let last = Date::new(as_of.0.year() + AHEAD, 12, 31);
    asked.duties = last.map_or_else(Vec::new, |last| duties::reckoned(&context, last));
    asked.chains = unit
        .objects()
        .filter_map(|object| chain::chain(&context, object))
        .collect();
    asked
}
