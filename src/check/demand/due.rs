//! Norms of kind `due`: records of a ledger are kept for each of something so often, or each year
//! by a day. What was done after its time is found as well as what was not done.

use super::special::{self, Spared};
use super::{help, Breach, Demand, Fault, Faults, Held, Scope};
use crate::check::calendar::{after_days, after_years, list, periods};
use crate::check::facts::{Entity, Facts};
use crate::check::norm::read;
use crate::check::Context;
use crate::date::Date;
use crate::diagnostic::{Code, Place};
use crate::load::Value;
use crate::model::{Frequency, Norm, Period};

/// What a norm asks, and the records that show whether it was done.
struct Duty<'n> {
    norm: &'n Norm,
    ledger: &'n str,
    /// What its records are called.
    noun: String,
    /// How many there are in a period.
    times: i64,
    /// The first day that a record answers for.
    kept: Date,
    as_of: Date,
}

/// How often somebody owes it, and where the norm says so.
#[derive(Clone, Copy)]
pub(super) struct Often {
    pub frequency: Frequency,
    place: Place,
    by_grade: bool,
}

pub(super) fn hold(scope: &Scope<'_, '_>, demand: &Demand<'_>) -> Result<Held, Faults> {
    let norm = demand.norm;
    let context = scope.context;
    let ledger = norm.word("ledger").unwrap_or_default();
    let expressions = &scope.expressions;
    if !has_time(expressions.facts, ledger) {
        let place = norm
            .get("ledger")
            .map_or(norm.kind.place, |value| value.place);
        let fault = Fault {
            place,
            message: format!("{ledger} 的记录没有日期，也没有期间，看不出哪一期办了没有"),
            help: "在 [[ledger]] 的 fields 里写上一个 type = \"day\" 的键".to_owned(),
        };
        return Err(fault.into());
    }
    let records = expressions.chosen(norm, "records", expressions.all(ledger))?;
    let mut subjects = Vec::new();
    for (kind, _) in norm.words("each") {
        subjects.extend(expressions.chosen(norm, "where", expressions.all(kind))?);
    }
    // A ledger that nobody keeps yet says nothing of anybody.
    let Some(kept) = kept_since(&records) else {
        return Ok(Held::without_records());
    };
    let duty = Duty {
        norm,
        ledger,
        noun: context.noun(norm),
        times: times(norm),
        kept,
        as_of: context.as_of,
    };
    let is_sound = |record: &Entity| context.unit.records.sound(record.place);
    // One that could not be read, or has no day, may be the one that is looked for. One of whom
    // nobody knows may be anybody's.
    let lost = context.unit.records.partly_lost;
    let unclear = lost || (records.iter()).any(|r| !is_sound(r) && r.about().is_none());
    let mut missing = Vec::new();
    let mut late = Vec::new();
    let spared = spared(scope, demand);
    for subject in &subjects {
        let Some(often) = often(context, norm, subject.text("grade")) else {
            continue;
        };
        // A more special norm asks it of this one.
        let spared_on = |day: Date| spared.on(subject, day);
        let own = records.iter().filter(|record| record.concerns(subject));
        let (sound, faulty): (Vec<&Entity>, Vec<&Entity>) = own.partition(|r| is_sound(r));
        for breach in duty.late(often, &sound, &spared_on) {
            // What was done late for several was done late once.
            if !late
                .iter()
                .any(|known: &Breach| known.place == breach.place)
            {
                late.push(breach);
            }
        }
        let dated = sound.iter().all(|record| answers_for(record).is_some());
        if unclear || !faulty.is_empty() || !dated {
            continue;
        }
        if let Some(lack) = duty.lack(often, &sound, &spared_on) {
            missing.push((subject, often, lack));
        }
    }
    let mut breaches = tell(scope, &duty, missing);
    breaches.extend(late);
    Ok(Held::with(breaches))
}

/// Whether records of a ledger say when they were made, or what time they answer for.
fn has_time(facts: &Facts, ledger: &str) -> bool {
    let keys = facts.keys(ledger, false);
    facts.day_key(ledger).is_some() || keys.iter().any(|key| matches!(*key, "period" | "year"))
}

/// Whom a more special norm on the same records asks.
pub(super) fn spared(scope: &Scope<'_, '_>, demand: &Demand<'_>) -> Spared {
    special::spared(scope, demand, &["ledger", "records"])
}

impl Duty<'_> {
    /// The last day for a period.
    fn deadline(&self, period: Period) -> Date {
        deadline(self.norm, period)
    }

    /// The periods whose deadline is over.
    fn over(&self, often: Often) -> Vec<Period> {
        spans(self.norm, often.frequency, self.kept, self.as_of)
    }

    /// What somebody lacks who has these records.
    fn lack(&self, often: Often, own: &[&Entity], spared: &dyn Fn(Date) -> bool) -> Option<String> {
        let noun = &self.noun;
        let spans = || own.iter().filter_map(|record| answers_for(record));
        if often.frequency == Frequency::TwoYears {
            let last = spans().map(|span| span.1).max();
            let (since, due) = two_years_on(self.norm, last, Some(self.kept))?;
            if due >= self.as_of || spared(due) || !self.norm.force.holds(due) {
                return None;
            }
            let since = since.chinese();
            return Some(match last {
                Some(_) => format!("自{since}以来已满两年没有{noun}"),
                None => format!("{since}起算，已满两年没有{noun}"),
            });
        }
        let count = |period: &Period| {
            let within = spans().filter(|(first, last)| period.holds(*first, *last));
            i64::try_from(within.count()).unwrap_or(i64::MAX)
        };
        let times = self.times;
        let mut missing = self.over(often);
        missing.retain(|period| count(period) < times && !spared(period.last()));
        match (times, missing.as_slice()) {
            (_, []) => None,
            (1, _) => Some(format!("缺{}的{noun}", list(&missing))),
            (_, [only]) => Some(format!(
                "{}的{noun}有 {} 次，少于 {times} 次",
                only.chinese(),
                count(only)
            )),
            _ => Some(format!("{}的{noun}都少于 {times} 次", list(&missing))),
        }
    }

    /// What was done after its time, where the norm says by when.
    fn late(&self, often: Often, own: &[&Entity], spared: &dyn Fn(Date) -> bool) -> Vec<Breach> {
        let mut out = Vec::new();
        if !is_bounded(self.norm) || often.frequency == Frequency::TwoYears {
            return out;
        }
        let of = |record: &Entity| {
            let (first, _) = answers_for(record)?;
            Some(Period::around(first, often.frequency))
        };
        for record in own {
            let (Some(period), Some(day)) = (of(record), record.day()) else {
                continue;
            };
            let deadline = self.deadline(period);
            // What is done within a longer time than it must be is no repetition of it.
            let in_time = |other: &&&Entity| {
                of(other) == Some(period) && other.day().is_some_and(|day| day <= deadline)
            };
            let enough = own.iter().filter(in_time).count() as u64 >= self.times.unsigned_abs();
            let bound = self.norm.force.holds(period.last().min(deadline));
            if day <= deadline || enough || !bound || spared(period.last()) {
                continue;
            }
            out.push(
                Breach::new(
                    record.place_of_day(),
                    format!(
                        "{}{}的{}{}才办，期限是{}",
                        record.about().map_or(String::new(), |about| about.name()),
                        period.chinese(),
                        self.noun,
                        day.chinese(),
                        deadline.chinese()
                    ),
                    help(
                        self.norm,
                        "日期写错的，改正日期；确实迟了的，照实记着，在考核中反映",
                    ),
                )
                .told_by(Code::DoneLate)
                .related(often.place, "期限写在这里"),
            );
        }
        out
    }
}

/// What is to be done anew each two years: from when they count, and the last day. They count from
/// the last time it was done, else from when the norm came into force, else from when the records
/// are kept; and nothing is due before the norm is in force.
pub(super) fn two_years_on(
    norm: &Norm,
    last: Option<Date>,
    kept: Option<Date>,
) -> Option<(Date, Date)> {
    let from = norm.force.from;
    let since = last.or(from).or(kept)?;
    let due = after_days(after_years(since, 2), grace(norm));
    Some((since, from.map_or(due, |from| due.max(from))))
}

/// The first day that a record answers for.
pub(super) fn kept_since(records: &[Entity]) -> Option<Date> {
    records.iter().filter_map(answers_for).map(|d| d.0).min()
}

/// The periods that a norm asks something for whose deadline lies before `end`, where records are
/// kept since `kept`.
pub(super) fn spans(norm: &Norm, frequency: Frequency, kept: Date, end: Date) -> Vec<Period> {
    let force = norm.force;
    let is_over = |period: &Period| deadline(norm, *period) < end;
    if norm.get("by").is_none() {
        let mut all = periods(frequency, force, kept, end);
        all.retain(is_over);
        return all;
    }
    // Owed within the period, so that it need not be over.
    let first = Period::around(kept, frequency);
    let all = std::iter::successors(Some(first), |period| period.next());
    let over = all.take_while(is_over);
    over.filter(|period| force.holds(deadline(norm, *period)))
        .collect()
}

/// The last day for a period: the day of the year that the norm names, else so long after its end.
pub(super) fn deadline(norm: &Norm, period: Period) -> Date {
    let by = norm.word("by");
    let by = by.and_then(|by| read::month_day(by, period.first().0.year()));
    by.unwrap_or_else(|| after_days(period.last(), grace(norm)))
}

/// Whether the norm says by when, so that what is done later is late.
pub(super) fn is_bounded(norm: &Norm) -> bool {
    norm.get("by").is_some() || norm.get("grace-days").is_some()
}

pub(super) fn grace(norm: &Norm) -> i64 {
    read::count(norm, "grace-days").unwrap_or(0)
}

/// The first and the last day of what a record answers for: the time that it says it is about,
/// else its own day.
pub(super) fn answers_for(record: &Entity) -> Option<(Date, Date)> {
    match record.period() {
        Some(about) => Some((about.first(), about.last())),
        None => record.day().map(|day| (day, day)),
    }
}

/// One finding for each who lacks something; one for all, where every one of a kind that there is
/// lacks the same.
fn tell(
    scope: &Scope<'_, '_>,
    duty: &Duty<'_>,
    missing: Vec<(&Entity, Often, String)>,
) -> Vec<Breach> {
    let help = help(
        duty.norm,
        &format!("已经做了的，补记 [[{}]]；没有做的，补做", duty.ledger),
    );
    if let Some((often, message)) = all_alike(scope, duty, &missing) {
        return vec![Breach::new(often.place, message, help)];
    }
    let vocabulary = &scope.context.unit.vocabulary;
    let grade = |subject: &Entity| vocabulary.grade(subject.text("grade")?);
    let one = |(subject, often, lack): (&Entity, Often, String)| {
        if subject.kind() == "unit" {
            return Breach::new(often.place, lack, help.clone());
        }
        let every = often.frequency.chinese();
        let (who, often_said) = match grade(subject).filter(|_| often.by_grade) {
            Some(grade) => (
                format!("{}（{}）", subject.name(), grade.chinese()),
                format!("{}{every}一次", grade.chinese()),
            ),
            None if duty.times == 1 => (subject.name(), format!("{every}一次")),
            None => (subject.name(), format!("{every} {} 次", duty.times)),
        };
        Breach::new(subject.place_of("id"), format!("{who}{lack}"), help.clone())
            .related(often.place, often_said)
    };
    missing.into_iter().map(one).collect()
}

/// What is to be said of all of a kind at once: only where none of them is left out.
fn all_alike(
    scope: &Scope<'_, '_>,
    duty: &Duty<'_>,
    missing: &[(&Entity, Often, String)],
) -> Option<(Often, String)> {
    let [(first, often, lack), rest @ ..] = missing else {
        return None;
    };
    let alike = rest
        .iter()
        .all(|(subject, _, other)| other == lack && subject.kind() == first.kind());
    let count = scope.expressions.facts.all(first.kind()).count();
    let all = match first.kind() {
        "department" => scope.context.unit.words().department.as_str(),
        "post" => "岗位",
        "organ" => "机构",
        _ => return None,
    };
    let is_all = alike && !rest.is_empty() && missing.len() == count;
    (is_all && duty.norm.words("each").count() == 1).then(|| (*often, format!("各{all}{lack}")))
}

/// What a norm comes to for somebody: when it was last done, and when it is next due.
pub(in crate::check) struct Standing {
    /// How often, and how many times.
    pub frequency: Frequency,
    /// How many times.
    pub times: i64,
    /// What the records are called.
    pub noun: String,
    /// The last day it was done, and where the record stands.
    pub last: Option<(Date, Place)>,
    /// The last day for the next time; `None` where the norm ends before.
    pub next: Option<Date>,
}

/// How `entity`, which a norm is about, stands by it, of whose `records` some are its own.
pub(super) fn standing(
    context: &Context<'_>,
    norm: &Norm,
    entity: &Entity,
    records: &[Entity],
) -> Option<Standing> {
    let own: Vec<&Entity> = records.iter().filter(|r| r.concerns(entity)).collect();
    let kept = kept_since(records);
    let frequency = often(context, norm, entity.text("grade"))?.frequency;
    let times = times(norm);
    let dated = own.iter().filter_map(|r| Some((r.day()?, r.place)));
    let next = next(context.as_of, norm, frequency, (&own, kept));
    Some(Standing {
        frequency,
        times,
        noun: context.noun(norm),
        last: dated.max_by_key(|(day, _)| *day),
        next,
    })
}

/// The last day for the next time: of the first period whose day is not over and that is not done
/// yet.
fn next(
    today: Date,
    norm: &Norm,
    frequency: Frequency,
    (own, kept): (&[&Entity], Option<Date>),
) -> Option<Date> {
    let spans = || own.iter().filter_map(|record| answers_for(record));
    if frequency == Frequency::TwoYears {
        let last = spans().map(|span| span.1).max();
        let (_, due) = two_years_on(norm, last, kept)?;
        return norm.force.holds(due).then_some(due);
    }
    let is_done = |period: &Period| {
        let done = spans().filter(|(first, last)| period.holds(*first, *last));
        i64::try_from(done.count()).unwrap_or(i64::MAX) >= times(norm)
    };
    // A period may be over while its day is not.
    let before = Date::new(today.0.year() - 1, 1, 1)?;
    let first = Period::around(before, frequency);
    let all = std::iter::successors(Some(first), |period| period.next());
    let mut all = all.skip_while(|period| deadline(norm, *period) < today || is_done(period));
    let due = deadline(norm, all.next()?);
    norm.force.holds(due).then_some(due)
}

/// How many times in a period.
pub(super) fn times(norm: &Norm) -> i64 {
    read::count(norm, "times").unwrap_or(1)
}

/// How often: `every`, else what `grades` has for the grade; each year, where there is only a day
/// by which it is due.
pub(super) fn often(context: &Context<'_>, norm: &Norm, grade: Option<&str>) -> Option<Often> {
    let read = |value: &crate::diagnostic::Spanned<Value>, by_grade| match &value.value {
        Value::String(word) => Some(Often {
            frequency: Frequency::from_key(word)?,
            place: value.place,
            by_grade,
        }),
        _ => None,
    };
    if let Some(every) = norm.get("every") {
        return read(every, false);
    }
    if norm.get("grades").is_some() {
        let grade = context.unit.vocabulary.grade(grade?)?;
        return read(read::of_grade(norm, grade)?, true);
    }
    let by = norm.get("by")?;
    Some(Often {
        frequency: Frequency::Year,
        place: by.place,
        by_grade: false,
    })
}
