//! Calendar days, as TOML writes them.

use serde::Serialize;

/// A day of the Gregorian calendar.
pub type Civil = jiff::civil::Date;

/// A day that exists. Shown as GB/T 9704 7.3.5.4 wants it: Arabic numerals, whole year,
/// no leading zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub Civil);

impl Date {
    /// The day, or `None` where there is no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Civil::new(year, month, day).ok().map(Self)
    }

    /// Reads `2013-03-31`.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// `2013年3月31日`.
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.0.year(), self.0.month(), self.0.day())
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.chinese())
    }
}
