//! A month of the calendar: its days, each with the gravest sign of what is due.

use super::line::Line;
use super::words::StateView;
use crate::date::Date;
use crate::duty::Agenda;
use crate::model::holiday::is_worked;
use crate::model::Unit;
use serde::Serialize;

/// A month.
#[derive(Debug, Clone, Serialize)]
pub struct Month {
    /// From 1.
    pub number: i8,
    /// How many days of the week before are in its first week.
    pub offset: i8,
    /// Its days.
    pub days: Vec<Day>,
}

/// A day.
#[derive(Debug, Clone, Serialize)]
pub struct Day {
    /// From 1.
    pub date: i8,
    /// Whether nobody works.
    pub off: bool,
    /// Whether it is today.
    pub today: bool,
    /// The gravest of what is due, and where that stands.
    pub due: Option<(StateView, String)>,
    /// How many are due.
    pub count: usize,
}

impl Month {
    /// The month with that number of the agenda's year, with the lines that are due in it.
    pub fn new(unit: &Unit, agenda: &Agenda, number: i8, lines: &[&Line]) -> Self {
        let first = Date::new(agenda.year, number, 1);
        let length = first.map_or(0, |first| first.0.days_in_month());
        let day = |date: i8| {
            let day = Date::new(agenda.year, number, date);
            let due = lines.iter().filter(|line| line.date == date);
            Day {
                date,
                off: day.is_some_and(|day| !is_worked(unit, day)),
                today: day == Some(agenda.as_of),
                count: due.clone().count(),
                due: due
                    .max_by_key(|line| line.state.is.gravity())
                    .map(|line| (line.state, line.id.clone())),
            }
        };
        Self {
            number,
            offset: first.map_or(0, |first| first.0.weekday().to_monday_zero_offset()),
            days: (1..=length).map(day).collect(),
        }
    }
}
