//! What general norms want done by a day, whether it is done or not: of each period of a `due`, of
//! each record of a `within` or a `covered` with a time.

use super::due::{
    answers_for, deadline, grace, is_bounded, kept_since, often, spans, times, two_years_on,
};
use super::{covered, due, within, Demand, Faults, Scope};
use crate::check::calendar::after_days;
use crate::check::facts::Entity;
use crate::check::norm::kinds::{COVERED, DUE, WITHIN};
use crate::check::norm::Kind;
use crate::check::workdays::Deadline;
use crate::check::Context;
use crate::date::Date;
use crate::diagnostic::Place;
use crate::model::{Frequency, Norm, Period};

/// Something that is to be done by a day.
pub(in crate::check) struct Owed<'t> {
    pub demand: Demand<'t>,
    /// Whose it is; nobody in particular's where it is the unit's.
    pub subject: Option<Entity>,
    /// The record that it follows on.
    pub record: Option<Entity>,
    /// What is to be done.
    pub noun: String,
    /// The same without the name of the record.
    pub plain: String,
    /// For which time.
    pub period: Option<Period>,
    /// Which one of how many in that time, from 1, where there are several.
    pub nth: Option<(i64, i64)>,
    /// The day that its time is counted from.
    pub begun: Option<Date>,
    /// By which day it is to be done; of several in a period, so that they are spread evenly.
    pub day: Date,
    /// After which day it is late.
    pub last: Date,
    /// Whether it is late when done after `last`, where the norm says by when.
    pub is_bounded: bool,
    /// When it was done, and where that is written.
    pub done: Option<(Date, Place)>,
    /// What is to be said of the count of days; empty where all holidays are known.
    pub note: String,
    /// Whether the records are kept that would show it done.
    pub is_kept: bool,
}

impl<'t> Owed<'t> {
    pub(super) fn new(
        demand: &Demand<'t>,
        noun: String,
        day: Date,
        done: Option<(Date, Place)>,
    ) -> Self {
        Self {
            demand: demand.clone(),
            subject: None,
            record: None,
            plain: noun.clone(),
            noun,
            period: None,
            nth: None,
            begun: None,
            day,
            last: day,
            is_bounded: true,
            done,
            note: String::new(),
            is_kept: true,
        }
    }

    pub(super) fn of(mut self, subject: Option<Entity>) -> Self {
        self.subject = subject;
        self
    }

    pub(super) fn after(mut self, record: Entity, begun: Date, deadline: &Deadline) -> Self {
        self.record = Some(record);
        self.begun = Some(begun);
        self.note = deadline.note();
        self
    }
}

/// What norms of a kind want done.
type Owes<'t> = fn(&Scope<'_, 't>, &Demand<'t>, Date) -> Result<Vec<Owed<'t>>, Faults>;

/// Everything that general norms want done by `end`, or wanted done before.
pub(in crate::check) fn owed<'t>(context: &Context<'t>, end: Date) -> Vec<Owed<'t>> {
    let scope = Scope {
        context,
        expressions: super::Expressions::new(context),
    };
    let kinds: [(&Kind, Owes<'t>); 3] = [
        (&DUE, periodic),
        (&WITHIN, |scope, demand, _| within::owed(scope, demand)),
        (&COVERED, |scope, demand, _| covered::owed(scope, demand)),
    ];
    let mut out = Vec::new();
    for demand in context.demands_by(end) {
        let kind = kinds.iter().find(|(kind, _)| kind.is_of(demand.norm));
        let Some((_, owes)) = kind else { continue };
        // What is wrong with a norm is a finding; it wants nothing before that is put right. One that
        // is not in force yet has not been held against anything.
        let known = (context.outcomes.iter()).find(|o| o.demand.ordinal == demand.ordinal);
        let sound = match known {
            Some(outcome) => outcome.faults.is_empty(),
            None => scope.expressions.faults(demand.norm).is_empty(),
        };
        let found = match sound {
            true => owes(&scope, &demand, end).unwrap_or_default(),
            false => Vec::new(),
        };
        out.extend(found.into_iter().filter(|owed| owed.day <= end));
    }
    out
}

/// What a norm of kind `due` wants of each, period by period.
fn periodic<'t>(
    scope: &Scope<'_, 't>,
    demand: &Demand<'t>,
    end: Date,
) -> Result<Vec<Owed<'t>>, Faults> {
    let norm = demand.norm;
    let context = scope.context;
    let expressions = &scope.expressions;
    let ledger = norm.word("ledger").unwrap_or_default();
    let records = expressions.chosen(norm, "records", expressions.all(ledger))?;
    // Of a ledger that nobody keeps yet, what is over cannot be known; it is told for this year.
    let first = kept_since(&records);
    let this = context.as_of.0.year();
    let since = Date::new(this - 1, 1, 1).unwrap_or(context.as_of);
    let spared = due::spared(scope, demand);
    let mut out = Vec::new();
    for (kind, _) in norm.words("each") {
        for subject in expressions.chosen(norm, "where", expressions.all(kind))? {
            let Some(often) = often(context, norm, subject.text("grade")) else {
                continue;
            };
            let mut own: Vec<&Entity> = records.iter().filter(|r| r.concerns(&subject)).collect();
            own.sort_by_key(|record| (record.day(), record.place));
            let round = Round {
                demand,
                noun: context.deed_noun(norm),
                own: &own,
                end,
            };
            let all = match often.frequency {
                Frequency::TwoYears => round.every_two_years(first.unwrap_or(context.as_of)),
                frequency => round.each_period(&spans(
                    norm,
                    frequency,
                    first.unwrap_or(since),
                    after_days(reach(norm, end), 1),
                )),
            };
            for mut owed in all {
                let day = owed.period.map_or(owed.last, Period::last);
                owed.is_kept = first.is_some() || owed.last >= context.as_of;
                if (owed.is_kept || owed.day.0.year() == this) && !spared.on(&subject, day) {
                    out.push(owed.of(Some(subject.clone())));
                }
            }
        }
    }
    Ok(out)
}

/// How far periods must be looked for whose share may be due by `end`: those around it are not
/// over, but several in one are spread over it.
fn reach(norm: &Norm, end: Date) -> Date {
    let whole = Period::around(end, Frequency::Year).last();
    after_days(whole, grace(norm))
}

/// What somebody owes by a norm, with the records that are kept of it, by their days.
struct Round<'r, 't> {
    demand: &'r Demand<'t>,
    noun: String,
    own: &'r [&'r Entity],
    end: Date,
}

impl<'t> Round<'_, 't> {
    fn owed(&self, day: Date, last: Date, done: Option<&Entity>) -> Owed<'t> {
        let done = done.and_then(|record| {
            let day = record.day().or_else(|| Some(answers_for(record)?.1))?;
            Some((day, record.place_of_day()))
        });
        let mut owed = Owed::new(self.demand, self.noun.clone(), day, done);
        owed.last = last;
        owed.is_bounded = is_bounded(self.demand.norm);
        owed
    }

    fn each_period(&self, periods: &[Period]) -> Vec<Owed<'t>> {
        let norm = self.demand.norm;
        let times = times(norm);
        let mut out = Vec::new();
        for &period in periods {
            let within = |record: &&&Entity| {
                answers_for(record).is_some_and(|(first, last)| period.holds(first, last))
            };
            let mut done = self.own.iter().filter(within);
            let last = deadline(norm, period);
            for nth in 1..=times {
                let day = share(period, nth, times).min(last);
                let day = if nth == times { last } else { day };
                if day > self.end {
                    break;
                }
                let mut owed = self.owed(day, last, done.next().copied());
                owed.period = Some(period);
                owed.nth = (times > 1).then_some((nth, times));
                out.push(owed);
            }
        }
        out
    }

    /// Each no more than two years after the one before.
    fn every_two_years(&self, kept: Date) -> Vec<Owed<'t>> {
        let norm = self.demand.norm;
        let spans = |record: &Entity| Some(answers_for(record)?.1);
        // What was done before anything was asked for counts as the time before the first.
        let start = norm.force.from.unwrap_or(kept);
        let dated = self.own.iter().filter(|record| spans(record).is_some());
        let (before, later): (Vec<&Entity>, Vec<&Entity>) =
            dated.copied().partition(|r| spans(r) <= Some(start));
        let mut last = before.into_iter().filter_map(spans).max();
        let mut out = Vec::new();
        for done in later.into_iter().map(Some).chain([None]) {
            let Some((since, day)) = two_years_on(norm, last, Some(kept)) else {
                break;
            };
            if day > self.end || !norm.force.holds(day) {
                break;
            }
            let mut owed = self.owed(day, day, done);
            owed.begun = Some(since);
            owed.is_bounded = true;
            out.push(owed);
            last = done.and_then(spans);
        }
        out
    }
}

/// The last day of the nth part of a period that is cut into `times` parts: of months, where it has
/// so many.
fn share(period: Period, nth: i64, times: i64) -> Date {
    let (first, last) = (period.first(), period.last());
    let months = i64::from(period.months());
    if months % times == 0 {
        let to = nth * (months / times) - 1;
        return crate::check::calendar::after_months(first, to);
    }
    let days = i64::from((last.0 - first.0).get_days()) + 1;
    after_days(first, days * nth / times - 1)
}
