//! Reading the parameters of a norm. A bad one is a finding of its own (`bad-norm-parameter`),
//! so here it is simply absent.

use crate::date::Date;
use crate::diagnostic::Spanned;
use crate::load::{Table, Value};
use crate::model::{Extent, Grade, Norm, Power, Powers, Risk};

/// The whole number under `key`.
pub fn count(norm: &Norm, key: &str) -> Option<i64> {
    number(&norm.get(key)?.value)
}

/// Whether the flag under `key` is set.
pub fn flag(norm: &Norm, key: &str) -> bool {
    matches!(norm.get(key).map(|v| &v.value), Some(Value::Boolean(true)))
}

/// The grade under `key`.
pub fn grade(norm: &Norm, key: &str) -> Option<Grade> {
    norm.word(key).and_then(Grade::from_key)
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

/// The pairs of words under `key`.
pub fn pairs<'n>(norm: &'n Norm, key: &str) -> Vec<(&'n str, &'n str)> {
    let items = match norm.get(key).map(|value| &value.value) {
        Some(Value::Array(items)) => items.as_slice(),
        _ => &[],
    };
    items
        .iter()
        .filter_map(|item| match &item.value {
            Value::Array(pair) => match pair.as_slice() {
                [a, b] => Some((string(&a.value)?, string(&b.value)?)),
                _ => None,
            },
            _ => None,
        })
        .collect()
}

/// The grade that a norm of kind `grade-by-powers` gives to `powers`: the highest whose
/// condition holds, else low. `None` where the norm states no condition or the powers are not
/// known.
pub fn grade_by_powers(norm: &Norm, powers: Option<&Powers>) -> Option<Grade> {
    let powers = powers?;
    let stated: Vec<Grade> = Grade::ALL
        .iter()
        .copied()
        .filter(|grade| table(norm, grade.key()).is_some())
        .collect();
    if stated.is_empty() {
        return None;
    }
    let holds = |grade: &Grade| {
        table(norm, grade.key()).is_some_and(|table| {
            table.entries.iter().any(|(key, list)| match key.as_str() {
                "any-full" => any_power(&list.value, powers, Some(Extent::Full)),
                "any-part" => any_power(&list.value, powers, None),
                _ => false,
            })
        })
    };
    Some(stated.into_iter().rev().find(holds).unwrap_or(Grade::Low))
}

/// Whether one of the powers listed is held; to the `extent`, if one is asked for.
fn any_power(list: &Value, powers: &Powers, extent: Option<Extent>) -> bool {
    let Value::Array(items) = list else {
        return false;
    };
    items.iter().any(|item| {
        string(&item.value)
            .and_then(Power::from_key)
            .and_then(|power| powers.get(power))
            .is_some_and(|held| extent.is_none_or(|wanted| wanted == held))
    })
}

/// The sum of the factors that a norm of kind `grade-by-factors` counts; all four where it
/// names none. `None` where the risk point has no scores.
pub fn factor_sum(norm: &Norm, risk: &Risk) -> Option<i64> {
    let factors = risk.factors.as_ref()?;
    let score = |name: &str| match name {
        "likelihood" => factors.likelihood,
        "harm" => factors.harm,
        "discretion" => factors.discretion,
        "money" => factors.money,
        _ => 0,
    };
    if norm.get("factors").is_none() {
        return Some(i64::from(factors.sum()));
    }
    let counted = norm.words("factors");
    Some(counted.map(|(name, _)| i64::from(score(name))).sum())
}

/// The day `01-31` of a year.
pub fn month_day(text: &str, year: i16) -> Option<Date> {
    let (month, day) = text.split_once('-')?;
    let number = |text: &str| (text.len() == 2).then(|| text.parse::<i8>().ok()).flatten();
    Date::new(year, number(month)?, number(day)?)
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
