//! Which days are worked: the State Council's yearly notices, and what the rules add to them.

use super::{Civil, Date, Unit};
use crate::diagnostic::Spanned;
use chinese_holiday::{chinese_holiday, Ymd};
use jiff::civil::Weekday;

/// `[[holiday]]`: the days of a year that the built-in calendar does not have, or has otherwise.
#[derive(Debug, Clone)]
pub struct Holiday {
    /// The year whose calendar is known with this table.
    pub year: Spanned<i64>,
    /// Days that are not worked.
    pub off: Vec<Spanned<Date>>,
    /// Days that are worked.
    pub worked: Vec<Spanned<Date>>,
}

/// The days of which the State Council's notices are built in. What the last notice does not
/// reach is that of the next year's, which may give up a weekend at the end of December.
const KNOWN: (Civil, Civil) = (
    jiff::civil::date(2004, 1, 1),
    jiff::civil::date(2026, 12, 25),
);

/// Whether a day is worked by the State Council's calendar; `None` where that is not known.
pub fn worked_by_calendar(day: Date) -> Option<bool> {
    let (first, last) = KNOWN;
    if day.0 < first || day.0 > last {
        return None;
    }
    let year = u16::try_from(day.0.year()).ok()?;
    let (month, of_month) = (
        u8::try_from(day.0.month()).ok()?,
        u8::try_from(day.0.day()).ok()?,
    );
    Some(chinese_holiday(Ymd::new(year, month, of_month)).is_workday())
}

/// Whether a day is worked: by the rules' `[[holiday]]`, else by the State Council's calendar, else
/// from Monday to Friday.
pub fn is_worked(unit: &Unit, day: Date) -> bool {
    let has = |days: &[Spanned<Date>]| days.iter().any(|written| written.value == day);
    let mut written = unit.holidays.iter();
    match written.find(|holiday| has(&holiday.off) || has(&holiday.worked)) {
        // A day in both lists is at fault; nobody is late by it.
        Some(holiday) => !has(&holiday.off),
        None => worked_by_calendar(day).unwrap_or(in_the_week(day)),
    }
}

/// Whether a day is one of Monday to Friday.
pub fn in_the_week(day: Date) -> bool {
    !matches!(day.0.weekday(), Weekday::Saturday | Weekday::Sunday)
}
