//! Whether two norms are about the same thing, and where they differ.

mod grades;

pub(in crate::check) use grades::grades_named;

use super::shapes::ORGAN;
use super::{kinds, read, Allowed, Kind, Listed, Parameter, Shape};
use crate::check::grading::actor;
use crate::check::Context;
use crate::load::Value;
use crate::model::{Frequency, Norm, Unit};
use std::collections::BTreeSet;

/// What two norms say of one thing.
pub(in crate::check) struct Comparison {
    /// What they are about, in Chinese.
    pub about: String,
    /// What they say in different values; nothing where they agree.
    pub differing: Vec<String>,
}

/// How two norms speak of one thing; `None` where they do not. In one regulation a special
/// provision goes before the general one, so that the two may differ.
pub(in crate::check) fn compare(
    context: &Context<'_>,
    first: &Norm,
    second: &Norm,
    one_regulation: bool,
) -> Option<Comparison> {
    let unit = context.unit;
    if first.kind.value != second.kind.value {
        return across_kinds(unit, first, second);
    }
    let kind = Kind::find(&second.kind)?;
    if kinds::EACH.is_of(first) {
        return expressions(kind, first, second);
    }
    let condition = extent(kind, "where", first, second);
    let chosen = !matches!(condition, Extent::Same);
    // Of what both choose their opinions tell, thing by thing.
    if let Some(comparison) = grades::compare(unit, kind, first, second) {
        return (!chosen).then_some(comparison);
    }
    let identity = kind.identity?;
    let (mut first_is_wider, mut second_is_wider) = (false, false);
    let condition = kind.parameter("where").map(|parameter| &parameter.key);
    let condition = condition.filter(|key| !identity.contains(key));
    for key in identity.iter().chain(condition) {
        match extent(kind, key, first, second) {
            Extent::Same => {}
            Extent::FirstIsWider => first_is_wider = true,
            Extent::SecondIsWider => second_is_wider = true,
            Extent::Apart => return None,
        }
    }
    let special = one_regulation && first_is_wider != second_is_wider;
    (!special).then(|| Comparison {
        about: about(context, kind, first),
        differing: differing(unit, kind, first, second),
    })
}

/// What a norm is about, in words of the ledger that it names.
fn about(context: &Context<'_>, kind: &Kind, norm: &Norm) -> String {
    let Some(ledger) = norm.word("ledger") else {
        return kind.title.to_owned();
    };
    let name = context.ledger_name(ledger);
    match norm.word("start").zip(norm.word("end")) {
        Some((start, end)) => format!("{name}从 {start} 到 {end} 的天数"),
        None => name,
    }
}

/// How far two norms reach, by one of the parameters that say what they are about.
enum Extent {
    Same,
    FirstIsWider,
    SecondIsWider,
    Apart,
}

fn extent(kind: &Kind, key: &str, first: &Norm, second: &Norm) -> Extent {
    // A norm that leaves out which of the words it is about, or a condition, is about all.
    let shape = kind.parameter(key).map(|parameter| parameter.shape);
    let narrows = matches!(shape, Some(Shape::Word(_))) || key == "where";
    match (first.get(key), second.get(key)) {
        (None, None) => Extent::Same,
        (None, Some(_)) if narrows => Extent::FirstIsWider,
        (Some(_), None) if narrows => Extent::SecondIsWider,
        (Some(a), Some(b)) if read::same(&a.value, &b.value) => Extent::Same,
        (Some(a), Some(b)) => {
            let (a, b) = (words(&a.value), words(&b.value));
            let apart = a.is_disjoint(&b) || key == "where";
            match (a.is_superset(&b), b.is_superset(&a)) {
                _ if apart => Extent::Apart,
                (true, false) => Extent::FirstIsWider,
                (false, true) => Extent::SecondIsWider,
                _ => Extent::Same,
            }
        }
        _ => Extent::Apart,
    }
}

/// A word, or a list of words.
fn words<'v>(value: &'v Value) -> BTreeSet<&'v str> {
    let items = match value {
        Value::Array(items) => items.iter().map(|item| &item.value).collect(),
        other => vec![other],
    };
    let word = |value: &'v Value| match value {
        Value::String(text) => Some(text.as_str()),
        _ => None,
    };
    items.into_iter().filter_map(word).collect()
}

/// Parameters that say how a norm is told, not what it asks.
const TELLING: [&str; 5] = ["help", "severity", "message", "at", "called"];

/// The parameters for which both say something, and not the same. What only one of them says
/// is no contradiction.
fn differing(unit: &Unit, kind: &'static Kind, first: &Norm, second: &Norm) -> Vec<String> {
    let is_due = kinds::DUE.is_of(first);
    let identity = kind.identity.unwrap_or_default();
    let mut out = Vec::new();
    for parameter in kind.parameters {
        let key = parameter.key;
        let often = is_due && matches!(key, "every" | "grades" | "times");
        if identity.contains(&key) || TELLING.contains(&key) || often {
            continue;
        }
        let other_key = match key {
            "within-days" => "within-workdays",
            "within-workdays" => "within-days",
            key => key,
        };
        let Some(a) = first.get(key) else { continue };
        match (second.get(key), second.get(other_key)) {
            (Some(b), _) if !agree(key, &a.value, &b.value) => {
                out.push(said(unit, parameter, [(key, &a.value), (key, &b.value)]));
            }
            // One counts days, the other working days.
            (None, Some(b)) => {
                out.push(said(
                    unit,
                    parameter,
                    [(key, &a.value), (other_key, &b.value)],
                ));
            }
            _ => {}
        }
    }
    if is_due {
        out.extend(how_often(unit, first, second));
    }
    out
}

/// The parameter, with both values where they are short.
fn said(unit: &Unit, parameter: &Parameter, values: [(&str, &Value); 2]) -> String {
    let [a, b] = values.map(|(key, value)| {
        Some(match (key, value) {
            ("within-days", Value::Integer(days)) => format!("{days} 天"),
            ("within-workdays", Value::Integer(days)) => format!("{days} 个工作日"),
            (_, Value::Integer(number)) => number.to_string(),
            (_, Value::String(word)) => called(unit, parameter.shape, word),
            _ => return None,
        })
    });
    let values = a.zip(b);
    let values = values.map_or(String::new(), |(a, b)| format!("，{a}和{b}"));
    format!("{}（{}{values}）", parameter.key, parameter.meaning)
}

/// What a word of a norm is called in Chinese.
fn called(unit: &Unit, shape: Shape, word: &str) -> String {
    let name = match shape {
        Shape::Id(..) => actor(unit, word).map(|actor| unit.actor_name(&actor).to_owned()),
        Shape::Word(Allowed::Listed(Listed::Grades)) => {
            let grade = unit.vocabulary.grade(word);
            grade.map(|grade| grade.chinese().to_owned())
        }
        Shape::Word(Allowed::Listed(Listed::Roles)) => {
            let role = unit.vocabulary.role(word);
            role.map(|role| role.chinese().to_owned())
        }
        _ => None,
    };
    name.unwrap_or_else(|| word.to_owned())
}

/// Whether two values of a parameter say the same: what lists words says so in any order, but for
/// steps.
fn agree(key: &str, a: &Value, b: &Value) -> bool {
    let lists = matches!((a, b), (Value::Array(_), Value::Array(_)));
    let all_words = |value: &Value| match value {
        Value::Array(items) => items.len() == words(value).len(),
        _ => false,
    };
    match lists && key != "steps" && all_words(a) && all_words(b) {
        true => words(a) == words(b),
        false => read::same(a, b),
    }
}

/// How often two norms want records of one ledger, where they differ: for all, or by grade.
fn how_often(unit: &Unit, first: &Norm, second: &Norm) -> Option<String> {
    let period = |norm: &Norm, grade: crate::model::Grade| {
        let every = norm.word("every").map(str::to_owned);
        every.or_else(|| match &read::of_grade(norm, grade)?.value {
            Value::String(word) => Some(word.clone()),
            _ => None,
        })
    };
    let times = |norm: &Norm| read::count(norm, "times").unwrap_or(1);
    let mut names = Vec::new();
    for &grade in &unit.vocabulary.grades {
        let (Some(a), Some(b)) = (period(first, grade), period(second, grade)) else {
            continue;
        };
        if (&a, times(first)) != (&b, times(second)) {
            let by_grade = first.get("grades").or(second.get("grades")).is_some();
            let whose = if by_grade { grade.chinese() } else { "" };
            let shown = |period: &str, times: i64| {
                let frequency = Frequency::from_key(period);
                let period = frequency.map_or_else(|| period.to_owned(), |f| f.chinese().into());
                match times {
                    1 => period,
                    times => format!("{period} {times} 次"),
                }
            };
            let (a, b) = (shown(&a, times(first)), shown(&b, times(second)));
            let name = format!("{whose}多久一次，{a}和{b}");
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    (!names.is_empty()).then(|| names.join("；"))
}

/// Two expressions that are one but for the numbers that they compare with.
fn expressions(kind: &'static Kind, first: &Norm, second: &Norm) -> Option<Comparison> {
    let plain = |norm: &Norm, key: &str| norm.word(key).map(without_numbers);
    let (test, numbers) = plain(first, "test")?;
    let (other, others) = plain(second, "test")?;
    let same = first.word("each") == second.word("each") && test == other;
    let whole = |norm: &Norm| norm.word("where").map(|text| text.replace(' ', ""));
    if !same || whole(first) != whole(second) || numbers.is_empty() {
        return None;
    }
    let differ = (numbers.iter().zip(&others))
        .filter(|(a, b)| a != b)
        .map(|(a, b)| format!("算式里的数，{a}和{b}"));
    Some(Comparison {
        about: kind.title.to_owned(),
        differing: differ.collect(),
    })
}

/// An expression without blanks and without the numbers behind <, >, <=, >=, and those numbers.
fn without_numbers(expression: &str) -> (String, Vec<String>) {
    let (mut text, mut numbers) = (String::new(), Vec::new());
    let mut chars = expression.chars().filter(|c| *c != ' ').peekable();
    let mut compares = false;
    while let Some(c) = chars.next() {
        if compares && c.is_ascii_digit() {
            let mut number = c.to_string();
            while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                number.push(digit);
            }
            numbers.push(number);
            text.push('#');
        } else {
            text.push(c);
        }
        compares = matches!(c, '<' | '>') || c == '=' && compares;
    }
    (text, numbers)
}

/// How a norm of one kind gives a quantity: the kind, the words that it must have, and the key.
type Reading = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
);

/// Quantities that norms of several kinds give: what each is, how it is given, and the parameters
/// by which the two must be about the same.
const QUANTITIES: &[(&str, &[Reading], &[&str])] = &[
    (
        "大额资金的起点",
        &[
            ("decision-kinds", &[], "large-sum-from"),
            ("large-sum-minutes", &[], "from"),
        ],
        &[],
    ),
    (
        "等级评定报哪里备案",
        &[
            ("grading-procedure", &[], "filed-with"),
            ("filing", &[("record", "grading")], "with"),
        ],
        &["subject"],
    ),
];

/// Norms of different kinds that give one quantity.
fn across_kinds(unit: &Unit, first: &Norm, second: &Norm) -> Option<Comparison> {
    QUANTITIES.iter().find_map(|(about, readings, common)| {
        let read = |norm: &'_ Norm| {
            let mut readings = readings.iter();
            let (_, _, key) = readings.find(|(kind, words, _)| {
                *norm.kind.value == **kind
                    && words.iter().all(|(key, word)| norm.word(key) == Some(word))
            })?;
            norm.get(key).map(|value| value.value.clone())
        };
        let (a, b) = (read(first)?, read(second)?);
        let meets = |key: &&str| {
            let (one, other) = (first.get(key), second.get(key));
            one.is_none() || other.is_none() || is_same(first, second, key)
        };
        common.iter().all(meets).then(|| Comparison {
            about: (*about).to_owned(),
            differing: match (agree("", &a, &b), a, b) {
                (true, ..) => Vec::new(),
                (_, Value::Integer(a), Value::Integer(b)) => vec![format!("{a} 和 {b}")],
                (_, Value::String(a), Value::String(b)) => {
                    let [a, b] = [a, b].map(|word| called(unit, ORGAN, &word));
                    vec![format!("{a}和{b}")]
                }
                _ => vec!["写的不一样".to_owned()],
            },
        })
    })
}

/// What a norm is about, where its kind does not say which parameters tell.
const ABOUT: [&str; 7] = [
    "subject", "record", "class", "role", "each", "needs", "duties",
];

/// Whether the two, which stand in one regulation, are the readings of one article about one
/// thing at different times.
pub(in crate::check) fn are_versions(first: &Norm, second: &Norm) -> bool {
    let dated = |norm: &Norm| norm.from.is_some() || norm.until.is_some();
    let one_article =
        first.kind.value == second.kind.value && first.article.value == second.article.value;
    if !one_article || !(dated(first) || dated(second)) {
        return false;
    }
    let keys = Kind::find(&first.kind).and_then(|kind| kind.identity);
    let keys = keys.unwrap_or(&ABOUT);
    keys.iter().all(|key| is_same(first, second, key))
}

fn is_same(first: &Norm, second: &Norm, key: &str) -> bool {
    match (first.get(key), second.get(key)) {
        (Some(a), Some(b)) => read::same(&a.value, &b.value),
        (None, None) => true,
        _ => false,
    }
}
