//! Norms of kind `due`: records of a ledger are kept for each of something so often, or each year
//! by a day. What was done after its time is found as well as what was not done.

use super::{help, noun, Breach, Faults, Held, Scope};
use crate::check::calendar::{after_days, after_years, list, periods};
use crate::check::facts::Entity;
use crate::check::norm::read;
use crate::check::Context;
use crate::date::Date;
use crate::diagnostic::{Code, Place};
use crate::load::Value;
use crate::model::{Frequency, InForce, Norm, Period};

/// What a norm asks, and the records that show whether it was done.
struct Duty<'n> {
    norm: &'n Norm,
    ledger: &'n str,
    /// What its records are called.
    noun: String,
    /// How many there are in a period.
    times: i64,
    records: Vec<Entity>,
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

pub(super) fn hold(scope: &Scope<'_, '_>, norm: &Norm) -> Result<Held, Faults> {
    let ledger = norm.word("ledger").unwrap_or_default();
    let expressions = &scope.expressions;
    let records = expressions.chosen(norm, "records", expressions.all(ledger))?;
    let mut subjects = Vec::new();
    for (kind, _) in norm.words("each") {
        subjects.extend(expressions.chosen(norm, "where", expressions.all(kind))?);
    }
    // A ledger that nobody keeps yet says nothing of anybody.
    let Some(kept) = records.iter().filter_map(answers_for).map(|d| d.0).min() else {
        return Ok(Held::without_records());
    };
    let duty = Duty {
        norm,
        ledger,
        noun: noun(scope.context, norm, ledger),
        times: read::count(norm, "times").unwrap_or(1),
        records,
        kept,
        as_of: scope.context.as_of,
    };
    let lost = scope.context.unit.records.partly_lost;
    let mut missing = Vec::new();
    let mut late = Vec::new();
    let mut owing = 0;
    for subject in &subjects {
        let Some(often) = often(scope.context, norm, subject.text("grade")) else {
            continue;
        };
        owing += 1;
        let own = duty.records.iter().filter(|r| r.concerns(subject));
        let (sound, faulty): (Vec<&Entity>, Vec<&Entity>) =
            own.partition(|record| scope.context.unit.records.sound(record.place));
        late.extend(duty.late(often, subject, &sound));
        // One that could not be read, or has no day, may be the one that is looked for. One of
        // whom nobody knows may be anybody's.
        let unclear = duty.records.iter().any(|record| {
            let sound = scope.context.unit.records.sound(record.place);
            !sound && record.about().is_none()
        });
        let unclear = unclear || lost || !faulty.is_empty();
        if unclear || sound.iter().any(|record| answers_for(record).is_none()) {
            continue;
        }
        if let Some(lack) = duty.lack(often, &sound) {
            missing.push((subject, often, lack));
        }
    }
    let mut breaches = tell(scope, &duty, owing, missing);
    breaches.extend(late);
    Ok(Held::with(breaches))
}

impl Duty<'_> {
    /// The last day for a period.
    fn deadline(&self, period: Period) -> Date {
        deadline(self.norm, period)
    }

    fn is_bounded(&self) -> bool {
        self.norm.get("by").is_some() || self.norm.get("grace-days").is_some()
    }

    /// The periods whose deadline is over.
    fn over(&self, often: Often) -> Vec<Period> {
        let force = self.norm.force;
        let is_over = |period: &Period| self.deadline(*period) < self.as_of;
        if self.norm.get("by").is_none() {
            let mut all = periods(often.frequency, force, self.kept, self.as_of);
            all.retain(is_over);
            return all;
        }
        // Owed within the period, so that it need not be over.
        let first = Period::around(self.kept, often.frequency);
        let all = std::iter::successors(Some(first), |period| period.next());
        let over = all.take_while(is_over);
        over.filter(|period| force.holds(self.deadline(*period)))
            .collect()
    }

    /// What somebody lacks who has these records.
    fn lack(&self, often: Often, own: &[&Entity]) -> Option<String> {
        let noun = &self.noun;
        let spans = || own.iter().filter_map(|record| answers_for(record));
        if often.frequency == Frequency::TwoYears {
            let last = spans().map(|span| span.1).max();
            let since = last.or(self.norm.force.from).unwrap_or(self.kept);
            let due = after_years(since, 2);
            let over = after_days(due, grace(self.norm)) < self.as_of;
            if !over || self.norm.force.on(due) == InForce::NoLonger {
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
        missing.retain(|period| count(period) < times);
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
    fn late(&self, often: Often, subject: &Entity, own: &[&Entity]) -> Vec<Breach> {
        let mut out = Vec::new();
        if !self.is_bounded() || often.frequency == Frequency::TwoYears {
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
            if day <= deadline || enough || !bound {
                continue;
            }
            out.push(
                Breach::new(
                    record.place_of_day(),
                    format!(
                        "{}{}的{}{}才办，期限是{}",
                        subject.name(),
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

/// The last day for a period: the day of the year that the norm names, else so long after its end.
pub(in crate::check) fn deadline(norm: &Norm, period: Period) -> Date {
    let by = norm.word("by");
    let by = by.and_then(|by| read::month_day(by, period.first().0.year()));
    by.unwrap_or_else(|| after_days(period.last(), grace(norm)))
}

fn grace(norm: &Norm) -> i64 {
    read::count(norm, "grace-days").unwrap_or(0)
}

/// The first and the last day of what a record answers for: the time that it says it is about,
/// else its own day.
fn answers_for(record: &Entity) -> Option<(Date, Date)> {
    match record.period() {
        Some(about) => Some((about.first(), about.last())),
        None => record.day().map(|day| (day, day)),
    }
}

/// One finding for each who lacks something; one for all, where all `owing` lack the same.
fn tell(
    scope: &Scope<'_, '_>,
    duty: &Duty<'_>,
    owing: usize,
    missing: Vec<(&Entity, Often, String)>,
) -> Vec<Breach> {
    let help = help(
        duty.norm,
        &format!("已经做了的，补记 [[{}]]；没有做的，补做", duty.ledger),
    );
    let vocabulary = &scope.context.unit.vocabulary;
    let grade = |subject: &Entity| vocabulary.grade(subject.text("grade")?);
    if let [(first, often, lack), rest @ ..] = missing.as_slice() {
        let alike = rest.iter().all(|(_, _, other)| other == lack);
        let kinds: Vec<&str> = duty.norm.words("each").map(|(kind, _)| kind).collect();
        if let (true, true, [kind]) = (alike && missing.len() == owing, owing > 1, kinds.as_slice())
        {
            let all = match *kind {
                "department" => scope.context.unit.words().department.as_str(),
                "post" => "岗位",
                _ => "机构",
            };
            let message = format!("各{all}{lack}");
            return vec![Breach::new(often.place, message, help)];
        }
        if first.kind() == "unit" {
            return vec![Breach::new(often.place, lack.clone(), help)];
        }
    }
    let one = |(subject, often, lack): (&Entity, Often, String)| {
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
