//! What is due again and again: `period-by-grade` norms held against dated records.

use super::calendar::{after_days, after_years, list, number, periods};
use super::norm::{kinds, must, read, shapes::AT_LEAST_ONE, Kind, Parameter};
use super::{is_written, Context};
use crate::date::Date;
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::load::Value;
use crate::model::{
    Department, Frequency, Gathering, Grade, GradingObject, InForce, Norm, RecordKind, Ref,
};
use std::collections::BTreeMap;

/// What one record shows: that something was done of someone, from one day to another.
/// `None` is what could not be read, which is a finding already.
pub(super) struct Entry {
    pub object: Option<GradingObject>,
    pub days: Option<(Date, Date)>,
}

impl Entry {
    /// Something done of a department on one day.
    pub fn on_day(department: Option<Ref<Department>>, day: Option<&Spanned<Date>>) -> Self {
        Self {
            object: department.map(GradingObject::Department),
            days: day.map(|day| (day.value, day.value)),
        }
    }
}

/// A kind of record that is due for every department (and post).
pub(super) struct Duty {
    pub code: Code,
    pub record: RecordKind,
    /// What is missing, in words: 自查报告.
    pub noun: &'static str,
    /// Whether posts owe it too, where the norm names no `subject`.
    pub posts: bool,
}

/// One that owes something.
struct Debtor<'t> {
    object: GradingObject,
    name: &'t str,
    place: Place,
    grade: Grade,
}

impl<'t> Context<'t> {
    /// Reports everyone who lacks a record of `duty` for a period that is over. Without any
    /// record of that kind there is nothing to hold anyone against.
    pub(super) fn hold(
        &self,
        duty: &Duty,
        entries: impl Iterator<Item = Entry>,
        findings: &mut Vec<Finding>,
    ) {
        let entries: Vec<Entry> = entries.collect();
        let first = entries.iter().filter_map(|e| e.days).map(|days| days.0);
        let unclear = entries.iter().any(|e| e.object.is_none());
        let (Some(kept), false, false) = (first.min(), unclear, self.unit.records.partly_lost)
        else {
            return;
        };
        for (norm, article) in self.norms_ever(&kinds::PERIOD_BY_GRADE) {
            if norm.word("record") != Some(duty.record.key()) {
                continue;
            }
            let grace = number(norm, "grace-days").map_or(0, |days| days.value);
            let over = |day: Date| after_days(day, grace) < self.as_of;
            for debtor in self.debtors(norm.word("subject"), duty.posts) {
                let Some((frequency, place)) = frequency(norm, debtor.grade) else {
                    continue;
                };
                let own = || entries.iter().filter(|e| e.object == Some(debtor.object));
                if own().any(|entry| entry.days.is_none()) {
                    continue;
                }
                let days = || own().filter_map(|entry| entry.days);
                let lack = if frequency == Frequency::TwoYears {
                    let last = days().map(|days| days.1).max();
                    let since = last.or(norm.force.from).unwrap_or(kept);
                    let due = after_years(since, 2);
                    if !over(due) || norm.force.on(due) == InForce::NoLonger {
                        continue;
                    }
                    let since = since.chinese();
                    match last {
                        Some(_) => format!("自{since}以来已满两年没有{}", duty.noun),
                        None => format!("{since}起算，已满两年没有{}", duty.noun),
                    }
                } else {
                    let mut due = periods(frequency, norm.force, kept, self.as_of);
                    due.retain(|p| over(p.last()) && !days().any(|(a, b)| p.holds(a, b)));
                    if due.is_empty() {
                        continue;
                    }
                    format!("缺{}的{}", list(&due), duty.noun)
                };
                let grade = debtor.grade.chinese();
                let message = format!("{}（{grade}）{lack}", debtor.name);
                findings.push(
                    Finding::error(duty.code, debtor.place, message)
                        .help(format!(
                            "已经做了的，补记 [[{}]]；没有做的，补做",
                            duty.record.key()
                        ))
                        .basis(article.as_str())
                        .related(place, format!("{grade}{}一次", frequency.chinese())),
                );
            }
        }
    }

    /// All departments, all posts, or both, but for those whose grade could not be read.
    fn debtors(&self, subject: Option<&str>, posts: bool) -> Vec<Debtor<'t>> {
        let mut out = Vec::new();
        if subject != Some("post") {
            let departments = self.unit.departments.iter().enumerate();
            out.extend(departments.filter_map(|(index, d)| {
                let object = GradingObject::Department(Ref::new(index, d.id.place));
                is_written(&d.grade, d.place).then_some(Debtor {
                    object,
                    name: &d.name,
                    place: d.id.place,
                    grade: d.grade.value,
                })
            }));
        }
        if subject == Some("post") || (subject.is_none() && posts) {
            let posts = self.unit.posts.iter().enumerate();
            out.extend(posts.filter_map(|(index, p)| {
                let object = GradingObject::Post(Ref::new(index, p.id.place));
                is_written(&p.grade, p.place).then_some(Debtor {
                    object,
                    name: &p.name,
                    place: p.id.place,
                    grade: p.grade.value,
                })
            }));
        }
        out
    }
}

/// How often a grade owes the record, and where the norm says so.
pub(super) fn frequency(norm: &Norm, grade: Grade) -> Option<(Frequency, Place)> {
    let value = read::of_grade(norm, grade)?;
    let Value::String(word) = &value.value else {
        return None;
    };
    Some((Frequency::from_key(word)?, value.place))
}

/// The parameters of a norm that says how many times a year.
pub(super) const TIMES_A_YEAR: &[Parameter] = &[must("times-a-year", AT_LEAST_ONE, "次数")];

/// A kind of gathering that is due so many times a year.
pub(super) struct Tallied {
    pub code: Code,
    /// The kind of norm that asks for it.
    pub norm: &'static Kind,
    /// The name of its tables.
    pub table: &'static str,
    /// What it is, in words.
    pub noun: &'static str,
}

impl Context<'_> {
    /// Reports the departments that took part too seldom in a year that is over, together
    /// where they took part equally often: mostly it is the whole unit.
    pub(super) fn count(
        &self,
        tallied: &Tallied,
        gatherings: &[Gathering],
        findings: &mut Vec<Finding>,
    ) {
        let days: Option<Vec<Date>> = gatherings
            .iter()
            .map(|g| Some(g.date.as_ref()?.value))
            .collect();
        let records = &self.unit.records;
        let unclear = gatherings.iter().any(|g| !records.sound(g.place));
        let Some(kept) = days.and_then(|days| days.into_iter().min()) else {
            return;
        };
        if unclear || records.partly_lost {
            return;
        }
        for (norm, article) in self.norms_ever(tallied.norm) {
            let Some(times) = number(norm, "times-a-year") else {
                continue;
            };
            for year in periods(Frequency::Year, norm.force, kept, self.as_of) {
                if year.last() >= self.as_of {
                    continue;
                }
                let held: Vec<&Gathering> = gatherings
                    .iter()
                    .filter(|g| {
                        g.date
                            .as_ref()
                            .is_some_and(|d| year.holds(d.value, d.value))
                    })
                    .collect();
                for (count, names) in self.attendance(&held) {
                    if i64::try_from(count).unwrap_or(i64::MAX) >= times.value {
                        continue;
                    }
                    let who = match names.as_slice() {
                        names if names.len() == self.unit.departments.len() => {
                            format!("各{}", self.unit.words().department)
                        }
                        names => names.join("、"),
                    };
                    let message = format!(
                        "{who}{}的{}有 {count} 次，少于 {} 次",
                        year.chinese(),
                        tallied.noun,
                        times.value
                    );
                    let help = format!("已经做了的，补记 [[{}]]；没有做的，补做", tallied.table);
                    findings.push(
                        Finding::error(tallied.code, times.place, message)
                            .help(help)
                            .basis(article.as_str()),
                    );
                }
            }
        }
    }

    /// The departments by how often they took part.
    fn attendance(&self, held: &[&Gathering]) -> BTreeMap<usize, Vec<&str>> {
        let mut out: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for (index, department) in self.unit.departments.iter().enumerate() {
            let there = |g: &&&Gathering| {
                let mut listed = g.departments.iter();
                g.departments.is_empty() || listed.any(|d| d.index as usize == index)
            };
            let count = held.iter().filter(there).count();
            out.entry(count).or_default().push(&department.name);
        }
        out
    }
}
