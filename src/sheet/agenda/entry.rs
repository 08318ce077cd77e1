//! What the sheet says: duties of one kind in one month, whoever owes them, as one entry.

use crate::check::duties::{Duty, State};
use crate::date::Date;
use crate::diagnostic::Place;
use crate::duty::{Agenda, Row};
use crate::model::{Actor, Unit};
use crate::text::closed;
use std::collections::BTreeSet;

/// An entry.
#[derive(Debug, Clone)]
pub(super) struct Entry<'a> {
    /// What it stands for, with the gravest of what became of it.
    pub row: Row<'a>,
    /// What is to be done.
    pub title: String,
    /// Whose it is.
    pub whose: String,
    /// Who does it where that is not plain.
    pub who: String,
    /// Whether a sheet on a wall may say whose it is, and of which grade.
    pub names: bool,
    /// Its year, month and day: of several the next that is not done yet, else the last.
    pub day: (i16, i8, i8),
    /// What stands behind that day: others are due later in the month where it is the first.
    pub until: &'static str,
    /// Whether it comes more often than three times in the year.
    pub is_regular: bool,
}

impl Entry<'_> {
    /// Key of its kind.
    pub fn kind(&self) -> &'static str {
        let ledger = self.row.first().ledger;
        ledger.map_or("grading", |ledger| ledger.key())
    }

    /// What is to be done without its time.
    pub fn plain(&self) -> &str {
        &self.row.first().plain
    }

    /// Where its norm stands.
    pub fn norm(&self) -> Place {
        self.row.first().norm
    }

    /// Who does it for whom: 镇纪委 for what it does with ten departments.
    pub fn in_charge(&self) -> String {
        match (self.whose.as_str(), self.who.as_str()) {
            (whose, "" | "本人") => whose.to_owned(),
            // The head of a department is its name too.
            (whose, who) if self.row.duties.len() == 1 && who.starts_with(whose) => who.to_owned(),
            (whose, who) => format!("{who}（{whose}）"),
        }
    }

    /// The same where there is little room: bodies by their short names, of several posts the first.
    pub fn in_charge_in_short(&self, unit: &Unit) -> String {
        if !self.names {
            return self.in_charge();
        }
        let objects: Vec<Actor> = self.row.duties.iter().filter_map(|d| d.object).collect();
        let who = &self.row.first().who;
        let named = if objects.is_empty() { who } else { &objects };
        let some = match &named[..] {
            [Actor::Post(first), rest @ ..] if !rest.is_empty() => {
                format!("{}等{}人", unit[*first].name.value, named.len())
            }
            _ => String::new(),
        };
        let mut said = match self.who.as_str() {
            _ if some.is_empty() => self.in_charge(),
            "" | "本人" => return some,
            _ if objects.is_empty() => self.in_charge(),
            who => format!("{who}（{}个岗位）", named.len()),
        };
        for actor in objects.iter().chain(who) {
            if let Actor::Organ(organ) = actor {
                let organ = &unit[*organ];
                let short = organ.short.as_ref().unwrap_or(&organ.name);
                said = said.replace(organ.name.value.as_str(), &short.value);
            }
        }
        said
    }

    /// The same in words.
    pub fn words(&self, agenda: &Agenda) -> String {
        let (year, month, day) = self.day;
        let with = |before: &str, text: &str, after: &str| match text {
            "" => String::new(),
            text => format!("{before}{text}{after}"),
        };
        let other = (year != agenda.year).then(|| format!("{year}年"));
        let state = agenda.tells().then(|| self.row.state.chinese());
        format!(
            "{}{month}月{day}日{}：{}{}{}{}",
            other.unwrap_or_default(),
            self.until,
            self.title,
            with("（", &self.whose, "）"),
            with("，", &self.who, "办"),
            with("，", state.unwrap_or_default(), "")
        )
    }
}

/// How often in a year a kind of work comes at least that stands in the strip.
const OFTEN: usize = 4;

/// What the duties of an entry have in common.
fn key(duty: &Duty) -> impl PartialEq + '_ {
    let (day, object) = (duty.day.0, duty.object.map(Actor::kind));
    // What follows on records of several days is one matter of its month.
    let of_day = duty.follows.is_none().then(|| day.day());
    let month = (day.year(), day.month(), of_day);
    (
        (duty.norm, &duty.plain, duty.period, duty.nth, object),
        month,
    )
}

/// All entries, by day.
pub(super) fn entries<'a>(unit: &Unit, agenda: &'a Agenda) -> Vec<Entry<'a>> {
    let mut groups: Vec<Vec<&Duty>> = Vec::new();
    for duty in &agenda.duties {
        // They are by day: what is alike stands near the end.
        let mut recent = groups.iter_mut().rev();
        match recent.find(|group| key(group[0]) == key(duty)) {
            Some(group) => group.push(duty),
            None => groups.push(vec![duty]),
        }
    }
    let of = |noun: &str| -> usize {
        let same = groups.iter().filter(|group| group[0].plain == noun);
        let own = same.filter(|group| group[0].day.0.year() == agenda.year);
        let months = own.map(|group| group[0].day.0.month());
        months.collect::<BTreeSet<_>>().len()
    };
    let mut out: Vec<Entry> = (groups.iter())
        .map(|group| entry(unit, agenda, group.clone(), of(&group[0].plain) >= OFTEN))
        .collect();
    out.sort_by_key(|entry| entry.day);
    out
}

/// Whether it says after what it comes: 检查后谈话.
fn is_after(unit: &Unit, duty: &Duty) -> bool {
    let mut records = unit.records.all.iter();
    let record = records.find(|record| Some(record.place) == duty.follows);
    let after = record.map(|record| format!("{}后", record.ledger.entry().short));
    after.is_some_and(|after| duty.plain.starts_with(&after))
}

fn entry<'a>(unit: &Unit, agenda: &Agenda, duties: Vec<&'a Duty>, often: bool) -> Entry<'a> {
    let states = duties.iter().map(|duty| agenda.state(duty));
    let gravest = states.max_by_key(|state| state.gravity());
    let state = gravest.unwrap_or(State::Open);
    let first = duties[0];
    // Of several the next that is not done yet; of what is done the last.
    let open = duties.iter().filter(|duty| !agenda.state(duty).is_done());
    let next = open.map(|duty| duty.day).min();
    let last = duties.iter().map(|duty| duty.day).max();
    let day = next.or(last).unwrap_or(first.day).0;
    let follows = first.follows.is_some();
    let mut title = first.plain_title(agenda.year);
    // What comes after inspections of a month may be due before all of them are.
    let begun = |duty: &&Duty| duty.begun.map(|day| (day.0.year(), day.0.month()));
    let months: BTreeSet<_> = duties.iter().filter_map(begun).collect();
    if months.iter().all(|(year, _)| *year == agenda.year) && is_after(unit, first) {
        let months: Vec<String> = months.iter().map(|(_, month)| month.to_string()).collect();
        title.insert_str(0, &format!("{}月", months.join("、")));
    }
    if follows && duties.len() > 1 {
        title.push_str(&format!("（{}件）", duties.len()));
    }
    let row = Row { duties, state };
    let (whose, who) = row.parties_on_wall(unit);
    let whose = closed(&whose);
    Entry {
        names: row.names_objects(unit),
        row,
        title,
        whose,
        who,
        day: (day.year(), day.month(), day.day()),
        until: if last > Some(Date(day)) { "起" } else { "前" },
        // What follows on a record comes as records do.
        is_regular: often && !follows && day.year() == agenda.year,
    }
}
