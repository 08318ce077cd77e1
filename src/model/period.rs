//! Stretches of the calendar that records answer for: 2012, 2012-h2, 2012-q3, 2012-07.

use super::grade::vocabulary;
use super::Date;

vocabulary! {
    /// How often something is due.
    Frequency {
        /// Once a month.
        Month "month" "每月",
        /// Once a quarter.
        Quarter "quarter" "每季度",
        /// Once in January to June, once in July to December.
        HalfYear "half-year" "每半年",
        /// Once a calendar year.
        Year "year" "每年",
        /// Never more than two years after the last time.
        TwoYears "two-years" "每两年",
    }
}

/// A calendar month, quarter, half-year or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: i16,
    /// Length in months: 1, 3, 6 or 12.
    months: i8,
    /// Its number within the year, from 1.
    number: i8,
}

impl Period {
    /// The period of that frequency around `day`; for every two years, its calendar year.
    pub fn around(day: Date, frequency: Frequency) -> Self {
        let months = match frequency {
            Frequency::Month => 1,
            Frequency::Quarter => 3,
            Frequency::HalfYear => 6,
            Frequency::Year | Frequency::TwoYears => 12,
        };
        Self {
            year: day.0.year(),
            months,
            number: (day.0.month() - 1) / months + 1,
        }
    }

    /// Reads `2012`, `2012-h2`, `2012-q3` and `2012-07`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, part) = match text.split_once('-') {
            Some((year, part)) => (year, Some(part)),
            None => (text, None),
        };
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if year.len() != 4 || !digits(year) {
            return None;
        }
        let (months, number) = match part {
            None => (12, "1"),
            Some(part) => match (part.strip_prefix('h'), part.strip_prefix('q')) {
                (Some(half), _) => (6, half),
                (None, Some(quarter)) => (3, quarter),
                (None, None) if part.len() == 2 => (1, part),
                (None, None) => return None,
            },
        };
        let number: i8 = number.parse().ok().filter(|_| digits(number))?;
        let year = year.parse().ok().filter(|&year| year > 0)?;
        let fits = (1..=12 / months).contains(&number);
        fits.then_some(Self {
            year,
            months,
            number,
        })
    }

    /// How many months it has: 1, 3, 6 or 12.
    pub fn months(self) -> i8 {
        self.months
    }

    /// Its year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Its first day.
    pub fn first(self) -> Date {
        let month = (self.number - 1) * self.months + 1;
        // Such a day always exists: the parts of a period are within their bounds.
        Date::new(self.year, month, 1).unwrap_or(Date(super::Civil::MIN))
    }

    /// Its last day.
    pub fn last(self) -> Date {
        let month = self.number * self.months;
        let first = Date::new(self.year, month, 1).unwrap_or(Date(super::Civil::MIN));
        Date(first.0.last_of_month())
    }

    /// The period of the same length after it, or `None` where the calendar ends.
    pub fn next(self) -> Option<Self> {
        if self.number < 12 / self.months {
            let number = self.number + 1;
            return Some(Self { number, ..self });
        }
        let year = self.year.checked_add(1).filter(|&year| year <= 9999)?;
        let number = 1;
        Some(Self {
            year,
            number,
            ..self
        })
    }

    /// Whether what was done from `first` to `last` was done in it.
    pub fn holds(self, first: Date, last: Date) -> bool {
        self.first() <= first && last <= self.last()
    }

    /// How the rules write it: `2012-h2`.
    pub fn key(self) -> String {
        let (year, number) = (self.year, self.number);
        match self.months {
            12 => format!("{year:04}"),
            6 => format!("{year:04}-h{number}"),
            3 => format!("{year:04}-q{number}"),
            _ => format!("{year:04}-{number:02}"),
        }
    }

    /// The nth of so many equal parts, where that is a month, a quarter or a half-year.
    pub fn part(self, nth: i64, of: i64) -> Option<Self> {
        let of = i8::try_from(of).ok().filter(|of| *of > 0)?;
        let nth = i8::try_from(nth)
            .ok()
            .filter(|nth| (1..=of).contains(nth))?;
        let months = self.months / of;
        let fits = self.months % of == 0 && matches!(months, 1 | 3 | 6 | 12);
        let before = (self.number - 1) * of;
        fits.then_some(Self {
            year: self.year,
            months,
            number: before + nth,
        })
    }

    /// How it is said in that year: 上半年; of another year with the year.
    pub fn within(self, year: i16) -> String {
        let whole = self.chinese();
        match whole.strip_prefix(&format!("{year}年")) {
            Some("") => "年度".to_owned(),
            Some(part) if self.year == year => part.to_owned(),
            _ => whole,
        }
    }

    /// `2012年下半年`.
    pub fn chinese(self) -> String {
        let (year, number) = (self.year, self.number);
        match (self.months, number) {
            (12, _) => format!("{year}年"),
            (6, 1) => format!("{year}年上半年"),
            (6, _) => format!("{year}年下半年"),
            (3, _) => format!("{year}年第{number}季度"),
            _ => format!("{year}年{number}月"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_and_show_as_written() {
        let shown = |text| Period::parse(text).map(|p| (p.chinese(), p.first(), p.last()));
        let day = |y, m, d| Date::new(y, m, d).unwrap();
        assert_eq!(
            shown("2012-h2"),
            Some(("2012年下半年".into(), day(2012, 7, 1), day(2012, 12, 31)))
        );
        assert_eq!(
            shown("2012-q1"),
            Some(("2012年第1季度".into(), day(2012, 1, 1), day(2012, 3, 31)))
        );
        assert_eq!(
            shown("2012-02"),
            Some(("2012年2月".into(), day(2012, 2, 1), day(2012, 2, 29)))
        );
        assert_eq!(
            shown("2012"),
            Some(("2012年".into(), day(2012, 1, 1), day(2012, 12, 31)))
        );
        for wrong in [
            "",
            "12",
            "2012-",
            "2012-h3",
            "2012-h0",
            "2012-q5",
            "2012-13",
            "2012-1",
            "2012-h+1",
            "0000",
            "２０１２",
            "2012-00",
            "2012-h99999",
        ] {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_belongs_to_one_period_of_each_length() {
        use Frequency::{HalfYear, Month, Quarter, TwoYears, Year};
        for (month, day, frequency, written) in [
            (1, 1, HalfYear, "2013-h1"),
            (6, 30, HalfYear, "2013-h1"),
            (7, 1, HalfYear, "2013-h2"),
            (12, 31, HalfYear, "2013-h2"),
            (1, 1, Quarter, "2013-q1"),
            (3, 31, Quarter, "2013-q1"),
            (4, 1, Quarter, "2013-q2"),
            (6, 30, Quarter, "2013-q2"),
            (7, 1, Quarter, "2013-q3"),
            (9, 30, Quarter, "2013-q3"),
            (10, 1, Quarter, "2013-q4"),
            (12, 31, Quarter, "2013-q4"),
            (2, 28, Month, "2013-02"),
            (3, 1, Month, "2013-03"),
            (1, 1, Year, "2013"),
            (12, 31, Year, "2013"),
            (12, 31, TwoYears, "2013"),
        ] {
            let day = Date::new(2013, month, day).unwrap();
            let period = Period::around(day, frequency);
            assert_eq!(Some(period), Period::parse(written), "{written}");
            assert!(period.first() <= day && day <= period.last(), "{written}");
            assert!(period.holds(day, day), "{written}");
            let after = period.next().unwrap();
            assert!(!after.holds(day, day) && after.first() > period.last());
            assert!(!period.holds(day, after.first()), "done in the next");
        }
    }

    #[test]
    fn periods_follow_each_other_to_the_end_of_the_calendar() {
        let next = |text| Period::parse(text).unwrap().next();
        assert_eq!(next("2012-h2"), Period::parse("2013-h1"));
        assert_eq!(next("2012-q3"), Period::parse("2012-q4"));
        assert_eq!(next("2012-12"), Period::parse("2013-01"));
        assert_eq!(next("9999"), None);
        for &frequency in Frequency::ALL {
            let day = Date::new(2012, 2, 29).unwrap();
            let period = Period::around(day, frequency);
            assert!(period.holds(day, day), "{}", frequency.key());
        }
    }
}
