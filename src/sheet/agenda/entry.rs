//! What the sheet says: duties of one kind in one month, whoever owes them, as one entry.

use crate::check::duties::{Duty, State};
use crate::date::Date;
use crate::diagnostic::Place;
use crate::duty::{Agenda, Row};
use crate::model::{Actor, Grade, Unit};
use std::collections::BTreeMap;

/// An entry.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Key of its kind.
    pub kind: &'static str,
    /// What is to be done.
    pub title: String,
    /// The same without its time.
    pub noun: String,
    /// Whose it is.
    pub whose: String,
    /// Whether it is one department's or post's.
    pub is_one: bool,
    /// Whether it is the unit's own.
    pub is_units: bool,
    /// Who does it where that is not plain.
    pub who: String,
    /// The grade that all whose it is have.
    pub grade: Option<Grade>,
    /// Its year, month and day: of several the next that is not done yet, else the last.
    pub day: (i16, i8, i8),
    /// What stands behind that day: others are due later in the month where it is the first.
    pub until: &'static str,
    /// The gravest of what became of it.
    pub state: State,
    /// Whether it comes more often than three times in the year.
    pub is_regular: bool,
    /// Where its norm stands.
    pub norm: Place,
}

impl Entry {
    /// The same in words.
    pub fn words(&self, agenda: &Agenda) -> String {
        let (year, month, day) = self.day;
        let year = match year == agenda.year {
            true => String::new(),
            false => format!("{year}年"),
        };
        let who = match self.who.as_str() {
            "" => String::new(),
            who => format!("，{who}办"),
        };
        let state = match agenda.tells() {
            true => format!("，{}", self.state.chinese()),
            false => String::new(),
        };
        let whose = match self.whose.as_str() {
            "" => String::new(),
            whose => format!("（{whose}）"),
        };
        format!(
            "{year}{month}月{day}日{}：{}{whose}{who}{state}",
            self.until, self.title
        )
    }
}

/// How often in a year a kind of work comes at least that stands in the strip.
const OFTEN: usize = 4;
/// All entries, by day.
pub(super) fn entries(unit: &Unit, agenda: &Agenda) -> Vec<Entry> {
    let mut groups: Vec<Vec<&Duty>> = Vec::new();
    let mut places: BTreeMap<_, usize> = BTreeMap::new();
    for duty in &agenda.duties {
        let object = duty.object.map(Actor::kind);
        let day = duty.day.0;
        // What follows on records of several days is one matter of its month.
        let of_day = match duty.follows {
            Some(_) => 0,
            None => day.day(),
        };
        let key = (duty.norm, &duty.plain, duty.period, duty.nth, object);
        let place = *places
            .entry((key, day.year(), day.month(), of_day))
            .or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
        groups[place].push(duty);
    }
    let of = |noun: &str| -> usize {
        let same = groups.iter().filter(|group| group[0].plain == noun);
        let own = same.filter(|group| group[0].day.0.year() == agenda.year);
        let months = own.map(|group| group[0].day.0.month());
        months.collect::<std::collections::BTreeSet<_>>().len()
    };
    let mut out: Vec<Entry> = (groups.iter())
        .map(|group| entry(unit, agenda, group, of(&group[0].plain) >= OFTEN))
        .collect();
    out.sort_by_key(|entry| entry.day);
    out
}

fn entry(unit: &Unit, agenda: &Agenda, duties: &[&Duty], often: bool) -> Entry {
    let states = duties.iter().map(|duty| agenda.state(duty));
    let gravest = states.max_by_key(|state| state.gravity());
    let gravest = gravest.unwrap_or(State::Open);
    let row = Row {
        duties: duties.to_vec(),
        state: gravest,
    };
    let first = duties[0];
    let (whose, who) = row.parties(unit);
    // Of several the next that is not done yet; of what is done the last.
    let open = duties.iter().filter(|duty| !agenda.state(duty).is_done());
    let next = open.map(|duty| duty.day).min();
    let last = duties.iter().map(|duty| duty.day).max();
    let day = next.or(last).unwrap_or(first.day).0;
    let follows = first.follows.is_some();
    let mut title = first.plain_title(agenda.year);
    if follows && duties.len() > 1 {
        title.push_str(&format!("（{}件）", duties.len()));
    }
    Entry {
        kind: first.ledger.map_or("grading", |ledger| ledger.key()),
        title,
        noun: first.plain.clone(),
        is_one: duties.len() == 1,
        is_units: first.object.is_none(),
        whose,
        who,
        grade: row.grade(unit),
        day: (day.year(), day.month(), day.day()),
        until: if last > Some(Date(day)) { "起" } else { "前" },
        state: gravest,
        // What follows on a record comes as records do.
        is_regular: often && !follows && day.year() == agenda.year,
        norm: first.norm,
    }
}
