//! What an expression may call: functions and filters over everything that the rules hold.
//!
//! All are pure: the same rules and the same day give the same answer.

use super::{Entity, Facts};
use crate::date::Date;
use crate::load;
use minijinja::value::{Kwargs, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind};
use std::borrow::Cow;
use std::sync::Arc;

/// Puts all helpers into an environment.
pub(in crate::check) fn add(environment: &mut Environment<'static>, facts: &Arc<Facts>) {
    let with = |run: fn(&Arc<Facts>, &Entity) -> Vec<Value>| {
        let facts = Arc::clone(facts);
        move |of: Value| -> Result<Value, Error> {
            let entity = entity(&of)?;
            Ok(Value::from(run(&facts, entity)))
        }
    };
    environment.add_function("posts", with(posts));
    environment.add_function("risks", with(risks));
    environment.add_function("measures", with(measures));
    environment.add_function("workflows", with(workflows));
    environment.add_function("steps", with(steps));
    environment.add_function("actors", |of: Value| of.get_attr("actors"));
    let known = Arc::clone(facts);
    environment.add_function("all", move |kind: &str| {
        known.declared(kind).ok_or_else(|| no_kind(kind))?;
        Ok(Value::from(known.list(kind)))
    });
    let known = Arc::clone(facts);
    environment.add_function("records", move |kind: &str, of: Option<Value>| {
        known.declared(kind).ok_or_else(|| no_kind(kind))?;
        let Some(of) = of else {
            return Ok(Value::from(known.list(kind)));
        };
        let of = entity(&of)?;
        let about = known.all(kind).filter(|record| record.concerns(of));
        Ok(about.map(Value::from_object).collect())
    });
    let known = Arc::clone(facts);
    environment.add_function("head", move |of: Value| {
        let of = entity(&of)?;
        let head = known.head(of);
        Ok::<_, Error>(head.map_or(Value::from(()), Value::from_object))
    });
    let known = Arc::clone(facts);
    environment.add_function("department", move |of: Value| {
        if of.is_none() {
            return Ok(of);
        }
        let of = entity(&of)?;
        if of.kind == "department" {
            return Ok(Value::from_object(of.clone()));
        }
        let own = of
            .text("department")
            .and_then(|id| known.entity("department", id));
        let post = || known.entity("post", of.text("post")?);
        let own = own.or_else(|| known.entity("department", post()?.text("department")?));
        Ok::<_, Error>(own.map_or(Value::from(()), Value::from_object))
    });
    let known = Arc::clone(facts);
    environment.add_function("name", move |of: Value, term: Option<&str>| {
        let Some(term) = term else {
            return Ok(match entity(&of) {
                Ok(entity) => entity.name(),
                Err(_) => of.to_string(),
            });
        };
        let list = of.as_str().unwrap_or_default().to_owned();
        let found = known
            .terms
            .iter()
            .find(|((of, id), _)| *of == list && id == term);
        found
            .map(|(_, name)| name.clone())
            .ok_or_else(|| told(ErrorKind::InvalidOperation, format!("{list} 里没有 {term}")))
    });
    environment.add_function("days", |a: &str, b: &str| {
        let (a, b) = (day(a)?, day(b)?);
        Ok::<_, Error>((b.0 - a.0).get_days())
    });
    let known = Arc::clone(facts);
    environment.add_function("workdays", move |a: &str, b: &str| {
        known
            .workdays
            .between(day(a)?, day(b)?)
            .ok_or_else(|| told(ErrorKind::InvalidOperation, "两个日期相隔太远"))
    });
    environment.add_function("year", |a: &str| Ok::<_, Error>(day(a)?.0.year()));
    environment.add_function("month", |a: &str| Ok::<_, Error>(day(a)?.0.month()));
    environment.add_filter("day", |a: &str| Ok::<_, Error>(day(a)?.chinese()));
    environment.add_filter("in_year", |list: Value, year: i16| {
        pick(&list, |day| day.0.year() == year)
    });
    environment.add_filter("between", |list: Value, a: &str, b: &str| {
        let (a, b) = (day(a)?, day(b)?);
        pick(&list, |day| a <= day && day <= b)
    });
    environment.add_filter(
        "matching",
        |list: Value, key: &str, wanted: Value, rest: Kwargs| {
            rest.assert_all_used()?;
            let mut out = Vec::new();
            for item in list.try_iter()? {
                let written = item.get_attr(key)?;
                if written.is_undefined() {
                    let message = format!("没有 {key} 这个键");
                    return Err(told(ErrorKind::UndefinedError, message));
                }
                if holds(&written, &wanted) {
                    out.push(item);
                }
            }
            Ok::<_, Error>(Value::from(out))
        },
    );
}

/// Whether what is written is what is wanted, has it among its items, or its text in it.
fn holds(written: &Value, wanted: &Value) -> bool {
    if written == wanted {
        return true;
    }
    match (written.as_str(), wanted.as_str()) {
        (Some(text), Some(part)) => text.contains(part),
        _ if written.kind() == ValueKind::Seq => written
            .try_iter()
            .is_ok_and(|mut items| items.any(|item| item == *wanted)),
        // The keys of a table, such as the powers that are held.
        (None, Some(key)) if written.kind() == ValueKind::Map => written
            .get_attr(key)
            .is_ok_and(|value| !value.is_undefined()),
        _ => false,
    }
}

/// Those of a list of records, or of days, whose day is as wanted. A record without its day is
/// left out.
fn pick(list: &Value, wanted: impl Fn(Date) -> bool) -> Result<Value, Error> {
    let mut out = Vec::new();
    for item in list.try_iter()? {
        let of_day = match item.as_str() {
            Some(text) => Some(day(text)?),
            None => {
                let record = entity(&item)?;
                let kind = record.facts.kinds.get(&record.kind);
                let key = kind.and_then(|kind| kind.day.as_deref()).ok_or_else(|| {
                    let message = format!("{} 没有日期", record.kind);
                    told(ErrorKind::InvalidOperation, message)
                })?;
                match record.table.get(key).map(|(_, value)| &value.value) {
                    Some(load::Value::Date(day)) => Some(*day),
                    _ => None,
                }
            }
        };
        if of_day.is_some_and(&wanted) {
            out.push(item);
        }
    }
    Ok(Value::from(out))
}

fn entity(value: &Value) -> Result<&Entity, Error> {
    value.downcast_object_ref::<Entity>().ok_or_else(|| {
        let message = format!("要写规则里的一个对象，这里是{}", kind_of(value));
        told(ErrorKind::InvalidOperation, message)
    })
}

/// What a value is, in Chinese.
pub(in crate::check) fn kind_of(value: &Value) -> &'static str {
    match value.kind() {
        ValueKind::Undefined => "没有的名称",
        ValueKind::None => "none（没有写）",
        ValueKind::Bool => "是或否",
        ValueKind::Number => "数",
        ValueKind::String => "文字",
        ValueKind::Seq | ValueKind::Iterable => "一组",
        _ => "一个对象",
    }
}

fn day(text: &str) -> Result<Date, Error> {
    Date::parse(text).ok_or_else(|| {
        let message = format!("“{text}”不是日期，写成 2013-01-18");
        told(ErrorKind::InvalidOperation, message)
    })
}

/// The mark of an error whose reason is ours, and in Chinese: minijinja tells its own in English.
#[derive(Debug)]
pub(in crate::check) struct InChinese;

impl std::fmt::Display for InChinese {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

impl std::error::Error for InChinese {}

fn told(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Error {
    Error::new(kind, message).with_source(InChinese)
}

fn no_kind(kind: &str) -> Error {
    told(ErrorKind::InvalidOperation, format!("没有 {kind} 这种表"))
}

fn those(facts: &Arc<Facts>, kind: &str, wanted: impl Fn(&Entity) -> bool) -> Vec<Entity> {
    facts.all(kind).filter(|entity| wanted(entity)).collect()
}

fn values(entities: Vec<Entity>) -> Vec<Value> {
    entities.into_iter().map(Value::from_object).collect()
}

fn posts(facts: &Arc<Facts>, of: &Entity) -> Vec<Value> {
    values(posts_of(facts, of))
}

fn posts_of(facts: &Arc<Facts>, of: &Entity) -> Vec<Entity> {
    match of.kind.as_str() {
        "risk" => those(facts, "post", |post| of.refers(post)),
        _ => those(facts, "post", |post| post.refers(of)),
    }
}

fn risks(facts: &Arc<Facts>, of: &Entity) -> Vec<Value> {
    values(risks_of(facts, of))
}

fn risks_of(facts: &Arc<Facts>, of: &Entity) -> Vec<Entity> {
    match of.kind.as_str() {
        "post" => those(facts, "risk", |risk| risk.refers(of)),
        "department" | "organ" => {
            let posts = posts_of(facts, of);
            those(facts, "risk", |risk| {
                posts.iter().any(|post| risk.refers(post))
            })
        }
        "workflow.step" => named_below(facts, of, "risks", "risk"),
        _ => those(facts, "risk", |risk| of.refers(risk)),
    }
}

fn measures(facts: &Arc<Facts>, of: &Entity) -> Vec<Value> {
    if of.kind == "workflow.step" {
        return values(named_below(facts, of, "measures", "measure"));
    }
    let risks = match of.kind.as_str() {
        "risk" => vec![of.clone()],
        _ => risks_of(facts, of),
    };
    let controls = |measure: &Entity| risks.iter().any(|risk| measure.refers(risk));
    values(those(facts, "measure", controls))
}

/// The entities that the small tables under `key` name.
fn named_below(facts: &Arc<Facts>, of: &Entity, key: &str, kind: &str) -> Vec<Entity> {
    let items = match of.table.get(key).map(|(_, value)| &value.value) {
        Some(load::Value::Array(items)) => items.as_slice(),
        _ => &[],
    };
    let id = |item: &load::Value| match item {
        load::Value::Table(table) => match &table.get(kind)?.1.value {
            load::Value::String(id) => Some(id.clone()),
            _ => None,
        },
        _ => None,
    };
    let ids = items.iter().filter_map(|item| id(&item.value));
    ids.filter_map(|id| facts.entity(kind, &id)).collect()
}

fn workflows(facts: &Arc<Facts>, of: &Entity) -> Vec<Value> {
    values(those(facts, "workflow", |workflow| workflow.refers(of)))
}

fn steps(facts: &Arc<Facts>, of: &Entity) -> Vec<Value> {
    let workflows = match of.kind.as_str() {
        "workflow" => vec![of.clone()],
        _ => those(facts, "workflow", |workflow| workflow.refers(of)),
    };
    let mut out = Vec::new();
    for workflow in workflows {
        let steps = workflow.get("step");
        let steps = steps.as_ref().and_then(|steps| steps.try_iter().ok());
        out.extend(steps.into_iter().flatten());
    }
    out
}
