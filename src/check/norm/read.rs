//! Reading the parameters of a norm. A bad one is a finding of its own (`bad-norm-parameter`),
//! so here it is simply absent.

use super::kinds;
use crate::date::Date;
use crate::diagnostic::{Place, Spanned};
use crate::load::{Table, Value};
use crate::model::vocabulary::{find, Factor};
use crate::model::{Extent, Grade, Norm, Power, Powers, Risk, Unit};

/// The whole number under `key`.
pub fn count(norm: &Norm, key: &str) -> Option<i64> {
    number(&norm.get(key)?.value)
}

/// Whether the flag under `key` is set.
pub fn flag(norm: &Norm, key: &str) -> bool {
    matches!(norm.get(key).map(|v| &v.value), Some(Value::Boolean(true)))
}

/// The grade under `key`.
pub fn grade(unit: &Unit, norm: &Norm, key: &str) -> Option<Grade> {
    norm.word(key).and_then(|word| unit.vocabulary.grade(word))
}

/// The warning level under `key`, by its number from 1.
pub fn level(unit: &Unit, norm: &Norm, key: &str) -> Option<i64> {
    level_of(unit, &norm.get(key)?.value)
}

/// Whether a norm on levels by place says that of it and the level by person the stricter counts.
pub fn stricter_counts(norm: &Norm) -> bool {
    kinds::WARNING_LEVEL_BY_PLACE.is_of(norm) && norm.word("precedence") == Some("stricter")
}

/// The warning level that the table under `key` has for `entry`, by its number from 1.
pub fn entry_level(unit: &Unit, norm: &Norm, key: &str, entry: &str) -> Option<i64> {
    level_of(unit, &table(norm, key)?.get(entry)?.1.value)
}

fn level_of(unit: &Unit, value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        Value::String(id) => {
            let rank = find(&unit.vocabulary.levels, id)?.rank();
            Some(rank as i64 + 1)
        }
        _ => None,
    }
}

/// What the table `grades` has for a grade, and where.
pub fn of_grade(norm: &Norm, grade: Grade) -> Option<&Spanned<Value>> {
    Some(&table(norm, "grades")?.get(grade.key())?.1)
}

/// The words that the table `grades` lists for a grade, each with its place.
pub fn listed_for(norm: &Norm, grade: Grade) -> impl Iterator<Item = (&str, Place)> {
    let items = match of_grade(norm, grade).map(|value| &value.value) {
        Some(Value::Array(items)) => items.as_slice(),
        _ => &[],
    };
    items
        .iter()
        .filter_map(|item| Some((string(&item.value)?, item.place)))
}

/// The table under `key`.
pub fn table<'n>(norm: &'n Norm, key: &str) -> Option<&'n Table> {
    match &norm.get(key)?.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

/// The number that the table under `key` has for `entry`.
pub fn entry_count(norm: &Norm, key: &str, entry: &str) -> Option<i64> {
    number(&table(norm, key)?.get(entry)?.1.value)
}

/// The text that the table under `key` has for `entry`.
pub fn entry<'n>(norm: &'n Norm, key: &str, entry: &str) -> Option<Spanned<&'n str>> {
    let (_, value) = table(norm, key)?.get(entry)?;
    Some(Spanned::new(string(&value.value)?, value.place))
}

/// A group of things under a key: each with what it is called.
pub struct Group<'n> {
    /// The things, each by one name or more.
    pub things: Vec<Vec<Spanned<&'n str>>>,
    /// Where the group is written.
    pub place: Place,
}

/// The groups under `key`.
pub fn groups<'n>(norm: &'n Norm, key: &str) -> Vec<Group<'n>> {
    fn names(value: &Spanned<Value>) -> Vec<Spanned<&str>> {
        let items = match &value.value {
            Value::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(value),
        };
        let named = items.iter();
        named
            .filter_map(|item| Some(Spanned::new(string(&item.value)?, item.place)))
            .collect()
    }
    let items = match norm.get(key).map(|value| &value.value) {
        Some(Value::Array(items)) => items.as_slice(),
        _ => &[],
    };
    items
        .iter()
        .filter_map(|item| match &item.value {
            Value::Array(things) => Some(Group {
                things: things.iter().map(names).collect(),
                place: item.place,
            }),
            _ => None,
        })
        .collect()
}

/// The grade that a norm of kind `grade-by-powers` gives to `powers`: the gravest whose
/// condition holds, else the least grave. `None` where the norm states no condition or the
/// powers are not known.
pub fn grade_by_powers(unit: &Unit, norm: &Norm, powers: Option<&Powers>) -> Option<Grade> {
    Some(graded_by_powers(unit, norm, powers)?.0)
}

/// That grade, and the powers that meet its condition; none of them where no condition holds.
pub fn graded_by_powers(
    unit: &Unit,
    norm: &Norm,
    powers: Option<&Powers>,
) -> Option<(Grade, Vec<(Power, Extent)>)> {
    let powers = powers?;
    table(norm, "grades")?.entries.first()?;
    let grades = &unit.vocabulary.grades;
    let met = |grade: Grade| {
        let Some(Value::Table(table)) = of_grade(norm, grade).map(|value| &value.value) else {
            return Vec::new();
        };
        let meets = |(power, held): &(Power, Extent)| {
            table.entries.iter().any(|(key, list)| match key.as_str() {
                "any-full" => *held == Extent::Full && names(&list.value, power.key()),
                "any-part" => names(&list.value, power.key()),
                _ => false,
            })
        };
        powers.held().filter(meets).collect()
    };
    let graded = grades.iter().map(|&grade| (grade, met(grade)));
    let mut holding = graded.filter(|(_, met)| !met.is_empty());
    let least = || Some((*grades.last()?, Vec::new()));
    holding.next().or_else(least)
}

/// The grade that a norm of kind `grade-by-factors` gives to a score: the gravest whose
/// threshold it reaches, else the least grave.
pub fn grade_by_score(unit: &Unit, norm: &Norm, score: i64) -> Option<Grade> {
    let grades = &unit.vocabulary.grades;
    let reached =
        |grade: &&Grade| entry_count(norm, "from", grade.key()).is_some_and(|from| score >= from);
    grades.iter().find(reached).or(grades.last()).copied()
}

/// Whether the list names the word.
fn names(list: &Value, word: &str) -> bool {
    let Value::Array(items) = list else {
        return false;
    };
    items.iter().any(|item| string(&item.value) == Some(word))
}

/// The score by the factors that a norm of kind `grade-by-factors` counts; all of them where
/// it names none. `None` where the risk point has no scores, or the unit no way to score.
pub fn factor_score(unit: &Unit, norm: &Norm, risk: &Risk) -> Option<i64> {
    let factors = risk.factors.as_ref()?;
    let all = norm.get("factors").is_none();
    let counts =
        |factor: Factor| all || norm.words("factors").any(|(name, _)| name == factor.key());
    unit.vocabulary.score(&factors.of(counts))
}

/// The scores for which the unit's norms give a risk point that grade, in words: 6 分以上;
/// `None` where none gives all of them grades by scores.
pub fn scores_of(unit: &Unit, grade: Grade) -> Option<String> {
    let of_all = |norm: &&Norm| norm.get("where").is_none();
    let mut norms = unit.regulations.iter().flat_map(|r| &r.norms);
    let norm = norms.find(|n| super::kinds::GRADE_BY_FACTORS.is_of(n) && of_all(n))?;
    scores_for(unit, norm, grade)
}

/// The scores for which a norm of kind `grade-by-factors` gives that grade, in words.
pub fn scores_for(unit: &Unit, norm: &Norm, grade: Grade) -> Option<String> {
    let from = |grade: &Grade| entry_count(norm, "from", grade.key());
    let graver = unit.vocabulary.grades[..grade.rank()].iter().rev();
    let below = graver.filter_map(from).next();
    Some(match (from(&grade), below) {
        (Some(from), None) => format!("{from} 分以上"),
        (Some(from), Some(below)) if from.saturating_add(1) < below => {
            format!("{from} 到 {} 分", below - 1)
        }
        (Some(from), Some(_)) => format!("{from} 分"),
        (None, Some(below)) => format!("{} 分以下", below.saturating_sub(1)),
        (None, None) => return None,
    })
}

/// The day `01-31` of a year.
pub fn month_day(text: &str, year: i16) -> Option<Date> {
    let (month, day) = text.split_once('-')?;
    let number = |text: &str| (text.len() == 2).then(|| text.parse::<i8>().ok()).flatten();
    let (month, day) = (number(month)?, number(day)?);
    // What is due by the 29th of February is due by its last day.
    let leap = (month, day) == (2, 29);
    Date::new(year, month, day).or_else(|| Date::new(year, month, 28).filter(|_| leap))
}

/// Whether two values say the same, wherever they stand.
pub fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.value, &b.value))
        }
        (Value::Table(a), Value::Table(b)) => {
            a.entries.len() == b.entries.len()
                && a.entries.iter().all(|(key, value)| {
                    b.get(key)
                        .is_some_and(|(_, other)| same(&value.value, &other.value))
                })
        }
        _ => a == b,
    }
}

fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}

fn string(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}
