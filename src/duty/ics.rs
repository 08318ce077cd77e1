//! Duties as an iCalendar file (RFC 5545): an event on the last day of each, for the whole day, with
//! two reminders on working days. What many owe alike is one event.

use super::{object_name, who_name, Agenda};
use crate::check::duties::{Duty, State};
use crate::date::Date;
use crate::model::Unit;
use icalendar::{Alarm, Calendar, Component, Event, EventLike, EventStatus};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Reminders come at nine in the morning.
const HOUR: i64 = 9;
/// Of more people than these an event only says how many they are.
const NAMED: usize = 20;

/// What was published of each event before, by its UID: its day, and its number of changes.
#[derive(Debug, Default, Clone)]
pub struct Published(BTreeMap<String, (String, u32)>);

impl Published {
    /// Reads a calendar; of a file that is none nothing is known.
    pub fn read(text: &str) -> Self {
        let calendar: Result<Calendar, _> = text.parse();
        let components = calendar.map_or_else(|_| Vec::new(), |calendar| calendar.components);
        let events = components.iter().filter_map(|component| {
            let event = component.as_event()?;
            let day = event.property_value("DTSTART")?.to_owned();
            let sequence = event.get_sequence().unwrap_or(0);
            Some((event.get_uid()?.to_owned(), (day, sequence)))
        });
        Self(events.collect())
    }

    /// What two files say: of each event what was changed oftener.
    pub fn and(mut self, other: Self) -> Self {
        for (uid, event) in other.0 {
            let known = self.0.entry(uid).or_insert_with(|| event.clone());
            if known.1 < event.1 {
                *known = event;
            }
        }
        self
    }

    /// The number of changes of an event: one more than before where its day is another.
    fn sequence(&self, uid: &str, day: &str) -> u32 {
        match self.0.get(uid) {
            Some((before, sequence)) => sequence.saturating_add(u32::from(before != day)),
            None => 0,
        }
    }
}

/// The calendar of `duties`, which are among those of the agenda, called `name`.
pub fn write(
    unit: &Unit,
    agenda: &Agenda,
    name: &str,
    duties: &[&Duty],
    published: &Published,
) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//lianfang//duties//ZH"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"))
        .name(name);
    let mut alike: Vec<Vec<&Duty>> = Vec::new();
    let mut places: BTreeMap<(&str, Date), usize> = BTreeMap::new();
    for duty in duties {
        let place = *places.entry((&duty.common, duty.day)).or_insert_with(|| {
            alike.push(Vec::new());
            alike.len() - 1
        });
        alike[place].push(duty);
    }
    for duties in &alike {
        calendar.push(event(unit, agenda, name, duties, published));
    }
    calendar.to_string()
}

fn event(
    unit: &Unit,
    agenda: &Agenda,
    calendar: &str,
    duties: &[&Duty],
    published: &Published,
) -> Event {
    let first = duties[0];
    let day = first.day;
    let uid = uid(unit, calendar, &first.common);
    let stamp = basic(day);
    let open: Vec<&&Duty> = duties.iter().filter(|duty| duty.done.is_none()).collect();
    let gravest = open.iter().map(|duty| agenda.state(duty));
    let gravest = gravest.max_by_key(|state| state.gravity());
    let is_done = agenda.tells() && open.is_empty();
    let title = first.title(agenda.year);
    let whose = match duties {
        [only] => object_name(unit, only).to_owned(),
        many => format!("{} 个", many.len()),
    };
    let mark = match gravest {
        _ if is_done && duties.iter().any(|d| agenda.state(d) == State::Proposed) => "已建议：",
        _ if is_done => "已办：",
        Some(State::Late) => "逾期：",
        _ => "",
    };
    let mut said = vec![format!("依据：{}", unit.cite(&first.article))];
    let mut who: Vec<String> = Vec::new();
    for name in duties.iter().map(|duty| who_name(unit, &duty.who)) {
        if !name.is_empty() && !who.contains(&name) {
            who.push(name);
        }
    }
    match who.len() {
        0 => {}
        1..=NAMED => said.push(format!("由谁办：{}", who.join("、"))),
        many => said.push(format!("由谁办：{many} 个")),
    }
    if agenda.tells() && duties.len() > 1 && !is_done {
        let names: Vec<&str> = open.iter().map(|d| object_name(unit, d)).collect();
        match names.len() {
            1..=NAMED => said.push(format!("还没有办的：{}", names.join("、"))),
            many => said.push(format!("还没有办的：{many} 个")),
        }
    }
    if !first.note.is_empty() {
        said.push(first.note.trim_matches(['（', '）']).to_owned());
    }
    let now = format!("{}T000000Z", basic(agenda.as_of));
    let mut event = Event::new();
    event
        .uid(&uid)
        .add_property("DTSTAMP", &now)
        .sequence(published.sequence(&uid, &stamp))
        .summary(&format!("{mark}{title}（{whose}）"))
        .description(&said.join("\n"))
        .status(EventStatus::Confirmed)
        .add_property("TRANSP", "TRANSPARENT");
    all_day(&mut event, day);
    if let Some(ledger) = first.ledger {
        event.add_multi_property("CATEGORIES", &ledger.entry().name);
    }
    if !is_done {
        let mut remind = first.remind.to_vec();
        remind.dedup();
        for on in remind {
            let days = i64::from((day.0 - on.0).get_days());
            let before = after_hours(HOUR - 24 * days);
            let mut alarm = Alarm::display(&title, before);
            // Else the library would give it the clock's time and a random name.
            alarm
                .uid(&format!("{days}-{uid}"))
                .add_property("DTSTAMP", &now);
            event.alarm(alarm.done());
        }
    }
    event.done()
}

fn all_day(event: &mut Event, day: Date) {
    let next = Date(day.0.saturating_add(jiff::Span::new().days(1)));
    for (key, day) in [("DTSTART", day), ("DTEND", next)] {
        let mut property = icalendar::Property::new(key, basic(day));
        event.append_property(property.add_parameter("VALUE", "DATE").done());
    }
}

fn after_hours(hours: i64) -> icalendar::Trigger {
    icalendar::Trigger::from(chrono::Duration::hours(hours))
}

/// The same in every run: of the unit, the calendar, and what the duty is known by.
fn uid(unit: &Unit, calendar: &str, common: &str) -> String {
    let parts = [&unit.profile.code, &unit.profile.name, calendar, common];
    let digest = Sha256::digest(parts.join("\0"));
    let hex: String = digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{hex}@lianfang")
}

/// `20130331`.
fn basic(day: Date) -> String {
    let day = day.0;
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}
