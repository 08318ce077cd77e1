//! Norms of kind `within`: from one day of a record to another at most, or at least, so long. What
//! was done late is found as well as what is not done.

use super::called::act;
use super::special::spared;
use super::{called, help, keys, records, Breach, Demand, Faults, Held, Owed, Scope};
use crate::check::calendar::{after_days, limit};
use crate::check::facts::Entity;
use crate::check::norm::read;
use crate::check::workdays::Deadline;
use crate::date::Date;
use crate::diagnostic::Place;
use crate::model::Norm;

/// What a norm says of the days of a record.
struct Limit<'s, 'c, 't, 'n> {
    scope: &'s Scope<'c, 't>,
    norm: &'n Norm,
    start: &'n str,
    /// It is done on the first of these that is written.
    ends: Vec<&'n str>,
    /// A day of the record that goes before the number of days.
    set: Option<&'n str>,
    /// What the record is called, where its time begins, and what is to be done.
    noun: String,
    begin: String,
    deed: String,
}

pub(super) fn hold(scope: &Scope<'_, '_>, demand: &Demand<'_>) -> Result<Held, Faults> {
    let Some((limit, records)) = Limit::of(scope, demand)? else {
        return Ok(Held::without_records());
    };
    let breaches = records.iter().flat_map(|record| limit.breaches(record));
    Ok(Held::with(breaches.collect()))
}

/// What such a norm wants done by a day, whether it is done or not.
pub(super) fn owed<'t>(
    scope: &Scope<'_, 't>,
    demand: &Demand<'t>,
) -> Result<Vec<Owed<'t>>, Faults> {
    let Some((limit, records)) = Limit::of(scope, demand)? else {
        return Ok(Vec::new());
    };
    let one = |record: Entity| {
        let begun = record.day_of(limit.start)?;
        let (deadline, ..) = limit.deadline(&record, begun)?;
        let done = limit.done(&record);
        let noun = named(act(&limit.noun), record.own_name(), &limit.deed);
        let done = done.map(|(key, day)| (day, record.place_of(key)));
        let mut owed = Owed::new(demand, noun, deadline.day, done);
        owed.plain = named(act(&limit.noun), None, &limit.deed);
        Some(owed.of(record.about()).after(record, begun, &deadline))
    };
    Ok(records.into_iter().filter_map(one).collect())
}

/// What is to be done with a record: 预警通知书〔2012〕1号书面报告, “盗窃案”立案.
fn named(ledger: &str, name: Option<&str>, deed: &str) -> String {
    match name {
        // A number or an id says nothing by itself.
        Some(name) if name.starts_with(|c: char| c == '〔' || c.is_ascii()) => {
            format!("{ledger}{name}{deed}")
        }
        Some(name) => format!("“{name}”{deed}"),
        None => format!("{ledger}{deed}"),
    }
}

/// What is done on a day that is called so: 立案的日期 is that of 立案.
pub(super) fn deed(day: &str) -> &str {
    match day.trim_end_matches("日期").trim_end_matches('的') {
        "" => day,
        deed => deed,
    }
}

impl<'s, 'c, 't, 'n> Limit<'s, 'c, 't, 'n> {
    /// What a norm says, and the records that it says it of; `None` where there are none of that
    /// ledger, or it says nothing that could be read.
    fn of(
        scope: &'s Scope<'c, 't>,
        demand: &Demand<'n>,
    ) -> Result<Option<(Self, Vec<Entity>)>, Faults> {
        let norm = demand.norm;
        let ledger = norm.word("ledger").unwrap_or_default();
        let of = |parameter| keys(scope, norm, ledger, parameter, true);
        let (start, ends, set) = match (of("start"), of("end"), of("deadline")) {
            (Ok(start), Ok(ends), Ok(set)) => (start, ends, set),
            (start, ends, set) => {
                let faults = [start.err(), ends.err(), set.err()];
                return Err(faults.into_iter().flatten().flatten().collect());
            }
        };
        let facts = scope.expressions.facts;
        let (Some(start), Some(_)) = (start.first(), facts.all(ledger).next()) else {
            return Ok(None);
        };
        let named: Vec<&str> = (ends.iter())
            .map(|end| deed(facts.key_name(ledger, end)))
            .collect();
        let limit = Self {
            scope,
            norm,
            start,
            ends,
            set: set.first().copied(),
            noun: scope.context.noun(norm),
            begin: facts.key_name(ledger, start).to_owned(),
            deed: named.join("或者"),
        };
        let mut records = records(scope, norm, ledger)?;
        let spared = spared(scope, demand, &["ledger", "start", "end"]);
        records.retain(|record| !spared.on(record, record.day().unwrap_or(scope.context.as_of)));
        Ok(Some((limit, records)))
    }

    /// Under which key it is written as done, and on which day.
    fn done(&self, record: &Entity) -> Option<(&'n str, Date)> {
        // What is done after today is not done yet.
        let today = self.scope.context.as_of;
        let by_today = |end| record.day_of(end).filter(|day| *day <= today);
        let mut ends = self.ends.iter();
        ends.find_map(|end| Some((*end, by_today(end)?)))
    }

    fn breaches(&self, record: &Entity) -> Vec<Breach> {
        let Some(begun) = record.day_of(self.start) else {
            return Vec::new();
        };
        let done = self.done(record);
        let late = self.too_late(record, begun, done);
        let early = done.and_then(|done| self.too_early(record, begun, done));
        late.into_iter().chain(early).collect()
    }

    /// The last day, and where it comes from.
    fn deadline(&self, record: &Entity, begun: Date) -> Option<(Deadline, Place, &'static str)> {
        let written = |key| Some((key, record.day_of(key)?));
        if let Some((key, day)) = self.set.and_then(written) {
            let place = record.place_of(key);
            return Some((Deadline::plain(day), place, "期限写在这里"));
        }
        let has = |key| self.norm.get(key).is_some();
        (has("within-days") || has("within-workdays")).then(|| {
            let deadline = self.scope.context.deadline(self.norm, begun);
            (deadline, record.place_of(self.start), "从这一天起算")
        })
    }

    fn too_late(&self, record: &Entity, begun: Date, done: Option<(&str, Date)>) -> Option<Breach> {
        let (deadline, place, why) = self.deadline(record, begun)?;
        let (subject, deed) = (called(record, &self.noun), &self.deed);
        let (day, note) = (deadline.day.chinese(), deadline.note());
        let breach = match done {
            None if deadline.day < self.scope.context.as_of => {
                let within = limit(self.norm);
                let key = self.ends.first().copied().unwrap_or_default();
                let is_set = self.set.is_some_and(|key| record.says(key));
                let (at, message) = match is_set {
                    true => (place, format!("{subject}到{day}期满，还没有{deed}")),
                    false => (
                        record.place_of("id"),
                        format!("{subject}没有{within}{deed}，期限是{day}"),
                    ),
                };
                Breach::new(
                    at,
                    message,
                    help(
                        self.norm,
                        &format!("催办；办了以后写上 {key} = 办的日期{note}"),
                    ),
                )
            }
            Some((key, done)) if done > deadline.day => Breach::new(
                record.place_of(key),
                format!("{subject}的{deed}（{}）晚于期限（{day}）", done.chinese()),
                help(
                    self.norm,
                    &format!("日期写错的，改正 {key}；确实迟了的，照实记着，在考核中反映{note}"),
                ),
            ),
            _ => return None,
        };
        Some(match breach.place == place {
            true => breach,
            false => breach.related(place, why),
        })
    }

    fn too_early(&self, record: &Entity, begun: Date, done: (&str, Date)) -> Option<Breach> {
        let least = read::count(self.norm, "at-least-days")?;
        let (key, done) = done;
        (done < after_days(begun, least)).then(|| {
            let (subject, begin, deed) = (called(record, &self.noun), &self.begin, &self.deed);
            Breach::new(
                record.place_of(key),
                format!("{subject}从{begin}到{deed}不满 {least} 天"),
                help(
                    self.norm,
                    &format!("照实记录，补足时间另办一次；只是写错的，改正 {key}"),
                ),
            )
        })
    }
}
