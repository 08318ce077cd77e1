//! Deadlines, and the periods that something is due for.

use super::workdays::Deadline;
use super::Context;
use crate::date::Date;
use crate::diagnostic::Spanned;
use crate::load::Value;
use crate::model::{Force, Frequency, Norm, Period};
use jiff::ToSpan;

/// The day `days` days after `day`; the calendar's last one where it would end.
pub(super) fn after_days(day: Date, days: i64) -> Date {
    // A span of more days than the calendar has is refused by jiff, so it is cut first.
    let days = days.clamp(0, 4_000_000);
    Date(day.0.saturating_add(days.days()))
}

/// The day `years` years after `day`.
pub(super) fn after_years(day: Date, years: i64) -> Date {
    Date(day.0.saturating_add(years.clamp(0, 9_999).years()))
}

/// The last day of the month so many months after that of `day`: how long a period of months runs
/// that is counted by months alone.
pub(super) fn after_months(day: Date, months: i64) -> Date {
    let months = months.clamp(0, 119_988).months();
    Date(day.0.saturating_add(months).last_of_month())
}

/// A whole number among a norm's parameters.
pub(super) fn number(norm: &Norm, key: &str) -> Option<Spanned<i64>> {
    let value = norm.get(key)?;
    match value.value {
        Value::Integer(number) => Some(Spanned::new(number, value.place)),
        _ => None,
    }
}

impl Context<'_> {
    /// The last day for what must follow on `day`: the norm's `within-workdays` or
    /// `within-days` later, else the day itself.
    pub(super) fn deadline(&self, norm: &Norm, day: Date) -> Deadline {
        match (number(norm, "within-workdays"), number(norm, "within-days")) {
            (Some(count), _) => self.workdays.after(day, count.value),
            (None, Some(count)) => Deadline::plain(after_days(day, count.value)),
            (None, None) => Deadline::plain(day),
        }
    }
}

/// How a message names that deadline: `在 10 个工作日内`; empty where the norm sets none.
pub(super) fn limit(norm: &Norm) -> String {
    match (number(norm, "within-workdays"), number(norm, "within-days")) {
        (Some(count), _) => format!("在 {} 个工作日内", count.value),
        (None, Some(count)) => format!("在 {} 天内", count.value),
        (None, None) => String::new(),
    }
}

/// The periods that something is due for: all that ended by `as_of` while the norm was in
/// force, from the one around the later of the day it came into force and `kept`, when the
/// first record was made. The period in which the norm came into force counts only where it
/// was in force for half of it or more.
pub(super) fn periods(frequency: Frequency, force: Force, kept: Date, as_of: Date) -> Vec<Period> {
    let effective = force.from;
    let until = force.until.map_or(as_of, |until| until.min(as_of));
    let start = effective.map_or(kept, |effective| effective.max(kept));
    let mut next = Some(Period::around(start, frequency));
    if let (Some(period), Some(effective)) = (next, effective) {
        let days = |from: Date, to: Date| (to.0 - from.0).get_days() + 1;
        let (first, last) = (period.first(), period.last());
        if effective > first && days(effective, last) * 2 < days(first, last) {
            next = period.next();
        }
    }
    let mut out = Vec::new();
    while let Some(period) = next.filter(|period| period.last() <= until) {
        out.push(period);
        next = period.next();
    }
    out
}

/// 2012年下半年、2013年上半年 — and how many more, where the list would be long.
pub(super) fn list(periods: &[Period]) -> String {
    const SHOWN: usize = 4;
    let names: Vec<String> = periods.iter().take(SHOWN).map(|p| p.chinese()).collect();
    let more = match periods.len() {
        n if n > SHOWN => format!("等 {n} 期"),
        _ => String::new(),
    };
    format!("{}{more}", names.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Civil;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn no_count_leaves_the_calendar() {
        assert_eq!(after_days(day("2013-02-28"), i64::MAX), Date(Civil::MAX));
        assert_eq!(after_years(day("2008-02-29"), 5), day("2013-02-28"));
    }

    #[test]
    fn periods_begin_with_force_or_the_first_record() {
        let names = |frequency, effective: Option<&str>, kept, until| {
            let force = Force {
                from: effective.map(day),
                until: None,
            };
            let periods = periods(frequency, force, day(kept), day(until));
            periods.into_iter().map(Period::chinese).collect::<Vec<_>>()
        };
        let half = Frequency::HalfYear;
        let force = Some("2012-07-15");
        assert_eq!(
            names(half, force, "2012-12-01", "2013-06-30"),
            ["2012年下半年", "2013年上半年"]
        );
        // Records began later than the regulation.
        assert_eq!(
            names(half, force, "2013-02-01", "2013-06-30"),
            ["2013年上半年"]
        );
        // Less than half of 2012 was left.
        assert!(names(Frequency::Year, force, "2012-12-01", "2013-12-30").is_empty());
        assert_eq!(
            names(Frequency::Year, force, "2012-12-01", "2013-12-31"),
            ["2013年"]
        );
        assert_eq!(names(half, None, "2013-06-30", "2013-06-30").len(), 1);
    }
}
