//! Years beside each other: what was graded how, what is on record, what was done in time.

use super::Agenda;
use crate::check::duties::{Duty, State};
use crate::date::Date;
use crate::model::{Grade, GradingObject, Unit};
use std::collections::BTreeSet;

/// So many years are shown at most, the last ones.
const MOST_YEARS: usize = 6;

/// Years beside each other.
#[derive(Debug, Clone)]
pub struct Years {
    /// The years, the first first; the last is that of today.
    pub years: Vec<i16>,
    /// Of each year, the departments of each grade by the grading for it; nothing of a year without.
    pub departments: Vec<Option<Vec<(Grade, usize)>>>,
    /// The same of the posts.
    pub posts: Vec<Option<Vec<(Grade, usize)>>>,
    /// By ledger, then by kind of what is in none (a grading): what is on record, and what became of
    /// what was due, of each year.
    pub work: Vec<(String, Vec<Work>)>,
    /// By kind of what follows on a record (a notice, a complaint), what became of that of each year.
    pub followed: Vec<(String, Vec<Work>)>,
    /// What became of all work of each year.
    pub all: Vec<Tally>,
}

/// What became of the work of a year whose day has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Done in time.
    pub in_time: usize,
    /// Done late.
    pub late: usize,
    /// Not done.
    pub open: usize,
}

/// The work of a kind in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Work {
    /// How many records there are, by their day: some were made where none was due.
    pub records: usize,
    /// What became of what was due, by its day.
    pub due: Tally,
}

impl Tally {
    /// How many were due.
    pub fn due(self) -> usize {
        self.in_time + self.late + self.open
    }

    fn add(&mut self, state: State) {
        match state {
            // Where others decide, a proposal is all that is due.
            State::Done | State::Proposed => self.in_time += 1,
            State::DoneLate => self.late += 1,
            State::Late | State::Near | State::Open => self.open += 1,
        }
    }
}

impl Years {
    /// Of the duties of all years up to that of `agenda`; `None` where there is no year but one with
    /// anything to tell, or nothing may be told.
    pub fn new(unit: &Unit, agenda: &Agenda, duties: &[Duty]) -> Option<Self> {
        if !agenda.tells() {
            return None;
        }
        let as_of = agenda.as_of;
        // What is due later says nothing yet.
        let come = |duty: &&Duty| duty.done.is_some() || duty.last < as_of;
        let duties: Vec<&Duty> = duties.iter().filter(come).collect();
        let graded = unit
            .gradings
            .iter()
            .filter_map(|g| i16::try_from(g.year.value).ok());
        let years = duties.iter().map(|duty| duty.day.0.year());
        let mut years: BTreeSet<i16> = years.chain(graded).collect();
        years.insert(as_of.0.year());
        years.retain(|year| *year <= as_of.0.year());
        let years: Vec<i16> = years.into_iter().rev().take(MOST_YEARS).collect();
        let years: Vec<i16> = years.into_iter().rev().collect();
        if years.len() < 2 {
            return None;
        }
        let grades = |post: bool| {
            let of = |&year: &i16| by_grade(unit, year, post);
            years.iter().map(of).collect()
        };
        let tally = |wanted: &dyn Fn(&Duty) -> bool| -> Vec<Tally> {
            let of = |year: &i16| {
                let mut tally = Tally::default();
                let own = duties
                    .iter()
                    .filter(|d| d.day.0.year() == *year && wanted(d));
                own.for_each(|duty| tally.add(duty.state(as_of, 0)));
                tally
            };
            years.iter().map(of).collect()
        };
        let shown = |duty: &Duty| years.contains(&duty.day.0.year());
        let only_due = |wanted: &dyn Fn(&Duty) -> bool| -> Vec<Work> {
            let due = tally(wanted).into_iter();
            due.map(|due| Work { records: 0, due }).collect()
        };
        // By noun, in the order of their first day.
        let by_noun = |wanted: &dyn Fn(&Duty) -> bool| -> Vec<(String, Vec<Work>)> {
            let mut nouns: Vec<&str> = Vec::new();
            for duty in duties.iter().filter(|duty| shown(duty) && wanted(duty)) {
                if !nouns.contains(&duty.plain.as_str()) {
                    nouns.push(&duty.plain);
                }
            }
            let row = |noun: &str| only_due(&|duty| wanted(duty) && duty.plain == noun);
            nouns
                .into_iter()
                .map(|noun| (noun.to_owned(), row(noun)))
                .collect()
        };
        let by_ledger = unit.ledgers.iter().map(|ledger| {
            let mut work = only_due(&|d| d.follows.is_none() && d.ledger == Some(*ledger));
            let own = unit.records.all.iter().filter(|r| r.ledger == *ledger);
            for day in own.filter_map(|record| unit.records.day_of(record)) {
                if let Some(at) = years.iter().position(|year| *year == day.0.year()) {
                    work[at].records += 1;
                }
            }
            (ledger.entry().title.clone(), work)
        });
        let mut work: Vec<(String, Vec<Work>)> = by_ledger.collect();
        work.extend(by_noun(&|duty| {
            duty.follows.is_none() && duty.ledger.is_none()
        }));
        work.retain(|(_, years)| years.iter().any(|work| *work != Work::default()));
        Some(Self {
            departments: grades(false),
            posts: grades(true),
            work,
            followed: by_noun(&|duty| duty.follows.is_some()),
            all: tally(&|_| true),
            years,
        })
    }
}

/// How many of each grade by the gradings for a year: the last one of each object.
fn by_grade(unit: &Unit, year: i16, post: bool) -> Option<Vec<(Grade, usize)>> {
    let own = unit
        .gradings
        .iter()
        .filter(|g| g.year.value == i64::from(year));
    let is = |object: GradingObject| matches!(object, GradingObject::Post(_)) == post;
    let mut last: Vec<(GradingObject, Option<Date>, Grade)> = Vec::new();
    for grading in own {
        let Some(object) = grading.object.filter(|object| is(*object)) else {
            continue;
        };
        let (day, grade) = (grading.decided(), grading.grade.value);
        match last.iter_mut().find(|(known, ..)| *known == object) {
            Some(known) if known.1 <= day => *known = (object, day, grade),
            Some(_) => {}
            None => last.push((object, day, grade)),
        }
    }
    if last.is_empty() {
        return None;
    }
    let grades = unit.vocabulary.grades.iter().map(|&grade| {
        let of = last.iter().filter(|(.., own)| *own == grade);
        (grade, of.count())
    });
    Some(grades.collect())
}
