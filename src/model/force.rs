//! From when to when something is in force.

use super::Date;

/// The days on which a regulation or a norm is in force, both ends included. An end that is
/// not known is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Force {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

/// How a day lies to the days in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InForce {
    /// Before the first.
    NotYet,
    /// Among them.
    Now,
    /// After the last.
    NoLonger,
}

impl Force {
    /// How it stands on that day.
    pub fn on(self, day: Date) -> InForce {
        if self.from.is_some_and(|from| day < from) {
            InForce::NotYet
        } else if self.until.is_some_and(|until| until < day) {
            InForce::NoLonger
        } else {
            InForce::Now
        }
    }

    /// Whether it is in force on that day.
    pub fn holds(self, day: Date) -> bool {
        self.on(day) == InForce::Now
    }

    /// Whether both are in force on some day.
    pub fn meets(self, other: Self) -> bool {
        let begins = |a: Self, b: Self| match (a.from, b.until) {
            (Some(from), Some(until)) => from <= until,
            _ => true,
        };
        begins(self, other) && begins(other, self)
    }
}

impl InForce {
    /// What pages say of what is not in force.
    pub fn chinese(self) -> Option<&'static str> {
        match self {
            Self::NotYet => Some("尚未施行"),
            Self::Now => None,
            Self::NoLonger => Some("已经废止"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_in_force_and_an_unknown_one_is_open() {
        let day = |text| Date::parse(text).unwrap();
        let force = |from: &str, until: &str| Force {
            from: Date::parse(from),
            until: Date::parse(until),
        };
        let year = force("2012-01-01", "2012-12-31");
        for (text, stands) in [
            ("2011-12-31", InForce::NotYet),
            ("2012-01-01", InForce::Now),
            ("2012-12-31", InForce::Now),
            ("2013-01-01", InForce::NoLonger),
        ] {
            assert_eq!(year.on(day(text)), stands, "{text}");
        }
        assert!(Force::default().holds(day("0001-01-01")));
        for (other, meets) in [
            (force("2012-12-31", ""), true),
            (force("2013-01-01", ""), false),
            (force("", "2012-01-01"), true),
            (force("", "2011-12-31"), false),
            (Force::default(), true),
        ] {
            assert_eq!(year.meets(other), meets, "{other:?}");
            assert_eq!(other.meets(year), meets, "{other:?}");
        }
    }
}
