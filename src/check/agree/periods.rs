//! How often and by when, in a norm and in its article.

use super::quantity::Quantity;
use super::{Difference, Pair, Sort};
use crate::check::norm::{kinds, read};
use crate::diagnostic::{Place, Spanned};
use crate::load::Value;
use crate::model::ledger::Ledger;
use crate::model::{Frequency, Grade, Norm, Unit};
use std::collections::BTreeSet;

pub(super) fn compare(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    periods(pair, out);
    deadline(pair, out);
}

/// How often, by grade: what the article says of one of the things it speaks of.
struct Statement {
    often: (i64, i64),
    grades: Vec<Grade>,
    /// 其他的
    rest: bool,
    line: Place,
}

/// How often a norm of kind `due` says, for one of its grades or for all.
struct Said<'n> {
    grade: Option<Grade>,
    /// How the rules write it: `grades.high = "half-year"`.
    written: String,
    value: &'n Spanned<Value>,
    frequency: Frequency,
}

fn periods(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    let times = read::count(norm, "times").unwrap_or(1);
    // Where the norm says so many times in one period for all, that is a number like others.
    let counted = norm.get("times").is_some() && months(norm).is_some();
    let once = kinds::DUE.is_of(norm) && times == 1 && !counted;
    let Some(ledger) = norm.word("ledger").filter(|_| once) else {
        return;
    };
    let (all, spoken) = statements(pair, ledger);
    let unit = pair.context.unit;
    for &grade in &unit.vocabulary.grades {
        let lacks = norm.get("grades").is_some() && read::of_grade(norm, grade).is_none();
        let told = all.iter().find(|s| s.grades.contains(&grade));
        if let (true, Some(told), Some(place)) = (lacks, told, norm.get("grades")) {
            let message = format!(
                "条文对{}写了{}，norm 没有写",
                grade.chinese(),
                shown_often(told.often)
            );
            let line = Some(told.line);
            out.push(Difference::new(Sort::Lacking, place.place, message, line));
        }
    }
    for said in said(pair) {
        let of = |wanted: &dyn Fn(&Statement) -> bool| -> Vec<&Statement> {
            all.iter().filter(|s| wanted(s)).collect()
        };
        let general = of(&|s| s.grades.is_empty() && !s.rest);
        let ways = match said.grade {
            Some(grade) => vec![of(&|s| s.grades.contains(&grade)), of(&|s| s.rest), general],
            None => vec![general],
        };
        let stated = ways.into_iter().find(|list| !list.is_empty());
        let months = months_of(said.frequency);
        let Some(stated) = stated else {
            if spoken.is_some() {
                let whose = said.grade.map_or("", |grade| grade.chinese());
                let message = format!(
                    "{}：条文没有写{whose}{}一次",
                    said.written,
                    said.frequency.chinese()
                );
                let place = said.value.place;
                out.push(Difference::new(Sort::Beyond, place, message, spoken));
            }
            continue;
        };
        let agrees = |s: &&Statement| s.often.0 == months.saturating_mul(s.often.1);
        if stated.iter().any(agrees) {
            continue;
        }
        let message = format!(
            "{}（{}一次），条文写的是{}",
            said.written,
            said.frequency.chinese(),
            shown_often(stated[0].often)
        );
        let line = Some(stated[0].line);
        out.push(Difference::new(
            Sort::Differs,
            said.value.place,
            message,
            line,
        ));
    }
}

/// What the norm says, grade by grade, or once for all.
fn said<'c>(pair: &Pair<'c, '_>) -> Vec<Said<'c>> {
    let norm = pair.demand.norm;
    let read = |grade: Option<Grade>, key: String, value: &'c Spanned<Value>| {
        let Value::String(word) = &value.value else {
            return None;
        };
        Some(Said {
            grade,
            written: format!("{key} = \"{word}\""),
            value,
            frequency: Frequency::from_key(word)?,
        })
    };
    if let Some(every) = norm.get("every") {
        return read(None, "every".to_owned(), every).into_iter().collect();
    }
    let grades = pair.context.unit.vocabulary.grades.iter();
    grades
        .filter_map(|&grade| {
            let value = read::of_grade(norm, grade)?;
            read(Some(grade), format!("grades.{}", grade.key()), value)
        })
        .collect()
}

fn shown_often((months, times): (i64, i64)) -> String {
    Quantity::Often { months, times }.chinese()
}

/// The months in which a norm of kind `due` counts, where they are the same for all.
pub(in crate::check) fn months(norm: &Norm) -> Option<i64> {
    let every = norm.word("every").and_then(Frequency::from_key);
    every.map(months_of)
}

fn months_of(frequency: Frequency) -> i64 {
    match frequency {
        Frequency::Month => 1,
        Frequency::Quarter => 3,
        Frequency::HalfYear => 6,
        Frequency::Year => 12,
        Frequency::TwoYears => 24,
    }
}

/// What the article says of how often such records are due; and the line that speaks of them, where
/// their ledger says by which words it would.
fn statements(pair: &Pair<'_, '_>, record: &str) -> (Vec<Statement>, Option<Place>) {
    let unit = pair.context.unit;
    let regulation = pair.covered.regulation;
    let declared = |ledger: &&Ledger| ledger.key() == record && ledger.entry().spoken.declared;
    let ledgers = due(unit);
    let must = ledgers.iter().any(declared);
    let mut out = Vec::new();
    let (mut topic, mut sentence, mut spoken) = (None, 0, None);
    for clause in &pair.covered.clauses {
        let grades: Vec<Grade> = (unit.vocabulary.grades.iter().copied())
            .filter(|&grade| {
                let words = [grade.chinese(), regulation.grade_word(grade)];
                words.iter().any(|word| clause.text.contains(word))
            })
            .collect();
        let rest = ["其他", "其余", "其它"]
            .iter()
            .any(|w| clause.text.contains(w));
        let anew = clause.sentence != sentence && grades.is_empty() && !rest;
        let fresh_line = sentence == 0;
        sentence = clause.sentence;
        // What is named last is what the clause is about: 召开会议，研究检查情况.
        let named = ledgers.iter().filter_map(|ledger| {
            let words = &ledger.entry().spoken.words;
            let ends = words.iter().filter_map(|word| {
                let at = clause.text.rfind(word.as_str())?;
                Some((at + word.len(), word.len()))
            });
            Some((ends.max()?, ledger.key()))
        });
        match named.max() {
            Some((_, name)) => topic = Some(name),
            // A sentence that names neither a grade nor the thing speaks of something else.
            None if anew && !fresh_line => topic = None,
            None => {}
        }
        if topic != Some(record) {
            continue;
        }
        spoken = spoken.or(must.then_some(clause.line.place));
        let often = clause.quantities.iter().find_map(|q| match q {
            Quantity::Often { months, times } => Some((*months, *times)),
            _ => None,
        });
        out.extend(often.map(|often| Statement {
            often,
            grades,
            rest,
            line: clause.line.place,
        }));
    }
    (out, spoken)
}

/// The ledgers that are kept again and again by some norm: an article that says how often speaks of
/// one of them.
fn due(unit: &Unit) -> Vec<&Ledger> {
    let norms = unit.norms().filter(|norm| kinds::DUE.is_of(norm));
    let named: BTreeSet<&str> = norms.filter_map(|norm| norm.word("ledger")).collect();
    let ledgers = unit.ledgers.iter();
    ledgers
        .filter(|ledger| named.contains(ledger.key()))
        .collect()
}

/// By which day of the year.
fn deadline(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    let Some(value) = norm.get("by").filter(|_| kinds::DUE.is_of(norm)) else {
        return;
    };
    let Some(day) = norm.word("by").and_then(|by| read::month_day(by, 2000)) else {
        return;
    };
    let wanted = (i64::from(day.0.month()), i64::from(day.0.day()));
    let days = pair.covered.clauses.iter().flat_map(|clause| {
        clause.quantities.iter().filter_map(|q| match q {
            Quantity::Day(None, month, day) => Some(((*month, *day), clause.line.place)),
            _ => None,
        })
    });
    let days: Vec<_> = days.collect();
    if days.is_empty() || days.iter().any(|(day, _)| *day == wanted) {
        return;
    }
    let ((month, day), line) = days[0];
    let message = format!(
        "by = \"{}\"，条文写的是{month}月{day}日",
        norm.word("by").unwrap_or_default()
    );
    out.push(Difference::new(
        Sort::Differs,
        value.place,
        message,
        Some(line),
    ));
}
