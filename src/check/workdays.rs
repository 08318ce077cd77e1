//! The one count of working days.

use crate::date::{Civil, Date};
use crate::model::holiday::{in_the_week, worked_by_calendar};
use crate::model::Unit;
use jiff::ToSpan;
use std::collections::{BTreeMap, BTreeSet};

/// Which days are worked: by the rules' `[[holiday]]`, else by the State Council's calendar,
/// else from Monday to Friday.
#[derive(Debug, Clone, Default)]
pub(super) struct Workdays {
    written: BTreeMap<Date, bool>,
    years: BTreeSet<i64>,
}

/// The last day for something.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Deadline {
    pub day: Date,
    /// The years in between whose holidays are not known.
    pub unknown_years: BTreeSet<i16>,
}

impl Workdays {
    pub fn of(unit: &Unit) -> Self {
        let mut workdays = Self::default();
        for holiday in &unit.holidays {
            workdays.years.insert(holiday.year.value);
            let off = holiday.off.iter().map(|day| (day.value, false));
            let worked = holiday.worked.iter().map(|day| (day.value, true));
            // A day in both lists is at fault; nobody is late by it.
            for (day, worked) in worked.chain(off) {
                workdays.written.insert(day, worked);
            }
        }
        workdays
    }

    /// The last of `count` working days after `day`, which itself does not count.
    pub fn after(&self, day: Date, count: i64) -> Deadline {
        let mut day = day.0;
        let mut left = count.clamp(0, 10_000);
        let mut unknown_years = BTreeSet::new();
        while left > 0 && day < Civil::MAX {
            day = day.saturating_add(1.day());
            let known = self.known(Date(day));
            if known.is_none() && !self.years.contains(&i64::from(day.year())) {
                unknown_years.insert(day.year());
            }
            left -= i64::from(known.unwrap_or(in_the_week(Date(day))));
        }
        Deadline {
            day: Date(day),
            unknown_years,
        }
    }

    /// The last working day that is not after `day`; `day` itself where there is none for a month.
    pub fn by(&self, day: Date) -> Date {
        let before = |days: i64| Date(day.0.saturating_sub(days.days()));
        let mut days = (0..31).map(before);
        let worked = |day: &Date| self.known(*day).unwrap_or(in_the_week(*day));
        days.find(worked).unwrap_or(day)
    }

    /// The working days after `a` up to `b`, negative where `b` comes first; `None` where more
    /// than twenty years lie between them.
    pub fn between(&self, a: Date, b: Date) -> Option<i64> {
        const LONGEST: i32 = 7_400;
        let (from, to, sign) = if a <= b { (a, b, 1) } else { (b, a, -1) };
        if (to.0 - from.0).get_days() > LONGEST {
            return None;
        }
        let mut day = from.0;
        let mut count = 0;
        while day < to.0 {
            day = day.saturating_add(1.day());
            count += i64::from(self.known(Date(day)).unwrap_or(in_the_week(Date(day))));
        }
        Some(sign * count)
    }

    /// Whether a day is worked, as far as a calendar says so.
    fn known(&self, day: Date) -> Option<bool> {
        let written = self.written.get(&day).copied();
        written.or_else(|| worked_by_calendar(day))
    }
}

impl Deadline {
    /// A deadline that no calendar of holidays moves.
    pub fn plain(day: Date) -> Self {
        Self {
            day,
            unknown_years: BTreeSet::new(),
        }
    }

    /// What a finding that rests on it has to add; empty where all holidays are known.
    pub fn note(&self) -> String {
        let years: Vec<String> = self.unknown_years.iter().map(i16::to_string).collect();
        // Many years are no list that anybody reads.
        let years = match years.as_slice() {
            [] => return String::new(),
            [first, .., last] if years.len() > 3 => format!("{first}年至{last}年"),
            _ => format!("{}年", years.join("年、")),
        };
        format!("（{years}的放假安排没有收录，工作日只扣除了周六、周日；用 [[holiday]] 补上）")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, SourceId, Spanned};
    use crate::model::Holiday;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn after(workdays: &Workdays, from: &str, count: i64) -> String {
        workdays.after(day(from), count).day.to_string()
    }

    fn with(year: i64, off: &[&str], worked: &[&str]) -> Workdays {
        fn place<T>(value: T) -> Spanned<T> {
            Spanned::new(value, Place::new(SourceId(0), 0..0))
        }
        let days = |texts: &[&str]| texts.iter().map(|text| place(day(text))).collect();
        Workdays::of(&Unit {
            holidays: vec![Holiday {
                year: place(year),
                off: days(off),
                worked: days(worked),
            }],
            ..Unit::default()
        })
    }

    #[test]
    fn holidays_and_worked_weekends_are_those_of_the_state_council() {
        let workdays = Workdays::default();
        for (from, count, last) in [
            // A Friday; a Saturday.
            ("2013-03-01", 1, "2013-03-04"),
            ("2013-03-01", 10, "2013-03-15"),
            ("2013-03-02", 5, "2013-03-08"),
            // New Year 2013: off to January 3, worked on the weekend of January 5 and 6.
            ("2012-12-31", 1, "2013-01-04"),
            ("2012-12-31", 3, "2013-01-06"),
            // Spring Festival 2013: off from February 9 to 15, worked on 16 and 17.
            ("2013-02-08", 1, "2013-02-16"),
            ("2013-02-08", 3, "2013-02-18"),
            // The first year there is, and the parade of 2015.
            ("2004-01-16", 2, "2004-01-18"),
            ("2015-09-02", 1, "2015-09-06"),
            ("2024-10-07", 5, "2024-10-12"),
        ] {
            assert_eq!(after(&workdays, from, count), last, "{from} + {count}");
        }
        assert_eq!(workdays.after(day("2013-02-08"), 3).note(), "");
        assert_eq!(after(&workdays, "9999-12-30", i64::MAX), "9999-12-31");
        assert_eq!(after(&workdays, "2013-03-01", -1), "2013-03-01");
    }

    #[test]
    fn a_year_without_a_calendar_is_told() {
        let workdays = Workdays::default();
        let deadline = workdays.after(day("2033-02-25"), 5);
        assert_eq!(deadline.day, day("2033-03-04"));
        assert_eq!(
            deadline.note(),
            "（2033年的放假安排没有收录，工作日只扣除了周六、周日；用 [[holiday]] 补上）"
        );
        assert!(workdays
            .after(day("2003-12-30"), 2)
            .note()
            .contains("2003年的"));
        assert!(workdays
            .after(day("2030-01-01"), 2000)
            .note()
            .contains("2030年至2037年的"));
        // The end of the last year that is built in belongs to the notice of the next.
        assert!(workdays
            .after(day("2026-12-25"), 1)
            .note()
            .contains("2026年"));
    }

    #[test]
    fn the_rules_add_a_year_and_change_a_day() {
        let workdays = with(2033, &["2033-03-01"], &["2033-02-27"]);
        // Friday February 25; 27 is a worked Sunday, March 1 is off.
        let deadline = workdays.after(day("2033-02-25"), 3);
        assert_eq!(
            (deadline.day, deadline.note()),
            (day("2033-03-02"), String::new())
        );
        // A day of a year that is built in.
        let workdays = with(2013, &["2013-03-04"], &["2013-03-09"]);
        assert_eq!(after(&workdays, "2013-03-01", 1), "2013-03-05");
        assert_eq!(after(&workdays, "2013-03-08", 1), "2013-03-09");
    }
}
