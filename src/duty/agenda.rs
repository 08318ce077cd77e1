//! The duties of a year for the readers of an edition.

use crate::check::duties::{of_year, Duty, State};
use crate::date::Date;
use crate::model::{Actor, Edition};

/// What is due within so many days is near, where nobody says otherwise.
pub const NEAR_DAYS: i64 = 30;

/// What the files of the current year are called by.
const STEM: &str = "calendar";

fn dated(year: i16) -> String {
    format!("{STEM}-{year:04}")
}

/// The duties of a year, as far as an edition may show them.
#[derive(Debug, Clone)]
pub struct Agenda {
    /// The year.
    pub year: i16,
    /// The day taken for today.
    pub as_of: Date,
    /// By day.
    pub duties: Vec<Duty>,
    /// Whether what became of them may be told.
    pub edition: Edition,
}

impl Agenda {
    /// For the readers of `edition`: what of all duties is due in the year.
    pub fn new(edition: Edition, as_of: Date, year: i16, all: &[Duty]) -> Self {
        let shown = |duty: &Duty| match edition {
            Edition::Internal => Some(duty.clone()),
            Edition::Public => public(duty.clone()),
        };
        Self {
            year,
            as_of,
            duties: of_year(all, as_of, year).filter_map(shown).collect(),
            edition,
        }
    }

    /// Whether it tells what became of duties; to the public it is a plan.
    pub fn tells(&self) -> bool {
        self.edition == Edition::Internal
    }

    /// What has become of a duty today.
    pub fn state(&self, duty: &Duty) -> State {
        match self.tells() {
            true => duty.state(self.as_of, NEAR_DAYS),
            false => State::Open,
        }
    }

    /// What its files are called by: the current year has the plain name, so that a subscription
    /// goes on from year to year; what is made of another year lies beside it.
    pub fn stem(&self) -> String {
        match self.year == self.as_of.0.year() {
            true => STEM.to_owned(),
            false => dated(self.year),
        }
    }

    /// What else its files may be called by: what they were made as before the year began.
    pub fn other_stem(&self) -> String {
        match self.year == self.as_of.0.year() {
            true => dated(self.year),
            false => STEM.to_owned(),
        }
    }

    /// Whether something is due.
    pub fn is_empty(&self) -> bool {
        self.duties.is_empty()
    }
}

/// What the public may know of a duty: what the regulations, which are public, make of the calendar,
/// not what follows on a record or on the day somebody took office, nor what became of it; and whose
/// it is where its ledger shows that.
fn public(duty: Duty) -> Option<Duty> {
    duty.period.filter(|_| duty.follows.is_none())?;
    let is_post = matches!(duty.object, Some(Actor::Post(_)));
    let shown = !is_post || duty.ledger?.entry().about_public;
    shown.then_some(Duty { done: None, ..duty })
}
