//! What an expression may call: functions and filters over everything that the rules hold.
//!
//! All are pure: the same rules and the same day give the same answer.

use super::{Entity, Facts};
use crate::date::Date;
use crate::load;
use minijinja::value::{Kwargs, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind};
use std::sync::Arc;

/// A function or a filter, as the documents tell it.
#[derive(Debug)]
pub(in crate::check) struct Helper {
    /// Its name.
    pub name: &'static str,
    /// How it is written.
    pub written: &'static str,
    /// What it gives.
    pub says: &'static str,
    /// An expression that uses it, of a department.
    pub example: &'static str,
}

impl Helper {
    /// Whether it is written behind `|`.
    pub fn is_filter(&self) -> bool {
        self.written.starts_with('|')
    }
}

/// The filters of minijinja that an expression may use.
pub(in crate::check) const BUILT_IN_FILTERS: [&str; 21] = [
    "abs",
    "count",
    "default",
    "first",
    "int",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "round",
    "select",
    "selectattr",
    "sort",
    "sum",
    "unique",
];

/// The tests of minijinja that an expression may use.
pub(in crate::check) const BUILT_IN_TESTS: [&str; 13] = [
    "defined",
    "divisibleby",
    "endingwith",
    "eq",
    "even",
    "false",
    "in",
    "ne",
    "none",
    "number",
    "odd",
    "startingwith",
    "true",
];

/// All helpers.
pub(in crate::check) fn helpers() -> &'static [Helper] {
    const fn helper(
        name: &'static str,
        written: &'static str,
        says: &'static str,
        example: &'static str,
    ) -> Helper {
        Helper {
            name,
            written,
            says,
            example,
        }
    }
    const ALL: &[Helper] = &[
        helper(
            "all",
            "all('post')",
            "规则里的这一种，全部",
            "all('post') | length > 1",
        ),
        helper(
            "records",
            "records('inspection', it)",
            "这种台账里关于这个对象的记录：写到它的，和可以列出对象而没有列的；不写对象的，全部记录",
            "records('inspection', it) | length >= 1",
        ),
        helper(
            "posts",
            "posts(it)",
            "内设机构或者机构的岗位，风险点所在的岗位",
            "posts(it) | length > 0",
        ),
        helper(
            "risks",
            "risks(it)",
            "岗位、内设机构、流程环节的风险点，措施管的风险点",
            "risks(it) | length >= 1",
        ),
        helper(
            "measures",
            "measures(it)",
            "风险点、岗位、内设机构、流程环节的措施",
            "measures(it) | length >= 2",
        ),
        helper(
            "workflows",
            "workflows(it)",
            "内设机构或者机构的工作流程",
            "workflows(it) | length >= 1",
        ),
        helper(
            "steps",
            "steps(it)",
            "工作流程的环节，内设机构各个流程的环节",
            "steps(it) | length >= 3",
        ),
        helper(
            "actors",
            "actors(step)",
            "环节由谁办：岗位、内设机构、机构",
            "actors(steps(it) | first) | length >= 1",
        ),
        helper(
            "head",
            "head(it)",
            "内设机构的负责人，没有的为 none",
            "head(it) is not none",
        ),
        helper(
            "department",
            "department(x)",
            "岗位、流程、记录是哪个内设机构的，没有的为 none",
            "department(head(it)) == it",
        ),
        helper(
            "name",
            "name(it)、name('grade', it.grade)",
            "对象的名称；词表里一个词的名称",
            "name('grade', it.grade) != ''",
        ),
        helper(
            "days",
            "days(a, b)",
            "从 a 到 b 几天，a 不算",
            "days('2013-01-04', '2013-01-11') == 7",
        ),
        helper(
            "workdays",
            "workdays(a, b)",
            "从 a 到 b 几个工作日，a 不算",
            "workdays('2013-01-04', '2013-01-11') <= 7",
        ),
        helper("year", "year(day)", "日期的年", "year(today) >= 2000"),
        helper("month", "month(day)", "日期的月", "month(today) <= 12"),
        helper(
            "in_year",
            "| in_year(2013)",
            "这一年的记录（或者日期）",
            "records('audit') | in_year(2013) | length >= 0",
        ),
        helper(
            "between",
            "| between(a, b)",
            "从 a 到 b（都算）的记录（或者日期）",
            "records('audit') | between('2013-01-01', today) | length >= 0",
        ),
        helper(
            "matching",
            "| matching('grade', 'high')",
            "这个键写着这个值，或者写着的几个里有它，或者文字里有它的",
            "posts(it) | matching('role', 'accountant') | length >= 0",
        ),
        helper(
            "day",
            "| day",
            "2013-01-18 写成 2013年1月18日",
            "(today | day) != ''",
        ),
    ];
    ALL
}

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
        let heads = |post: &Entity| {
            let role = post.text("role");
            role.is_some_and(|role| known.heads.contains(role)) && refers(post, of)
        };
        let head = known.all("post").find(heads);
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
            .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("{list} 里没有 {term}")))
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
            .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "两个日期相隔太远"))
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
                    return Err(Error::new(ErrorKind::UndefinedError, message));
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
                    Error::new(ErrorKind::InvalidOperation, message)
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
        Error::new(ErrorKind::InvalidOperation, message)
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
        Error::new(ErrorKind::InvalidOperation, message)
    })
}

fn no_kind(kind: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("没有 {kind} 这种表"))
}

/// Whether an entity names `of` under one of its keys.
pub(super) fn refers(entity: &Entity, of: &Entity) -> bool {
    use crate::fields::Holds;
    let Some(id) = of.text("id") else {
        return false;
    };
    let names = |value: &load::Value| matches!(value, load::Value::String(text) if text == id);
    entity.declared.table.fields.iter().any(|field| {
        let fits = match field.holds() {
            Some(Holds::Reference { kind, .. }) => kind == of.kind,
            Some(Holds::Actor { .. }) => ["post", "department", "organ"].contains(&&*of.kind),
            _ => false,
        };
        let written = entity.table.get(&field.key).map(|(_, value)| &value.value);
        fits && match written {
            Some(load::Value::Array(items)) => items.iter().any(|item| names(&item.value)),
            Some(value) => names(value),
            None => false,
        }
    })
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
        "risk" => those(facts, "post", |post| refers(of, post)),
        _ => those(facts, "post", |post| refers(post, of)),
    }
}

fn risks(facts: &Arc<Facts>, of: &Entity) -> Vec<Value> {
    values(risks_of(facts, of))
}

fn risks_of(facts: &Arc<Facts>, of: &Entity) -> Vec<Entity> {
    match of.kind.as_str() {
        "post" => those(facts, "risk", |risk| refers(risk, of)),
        "department" | "organ" => {
            let posts = posts_of(facts, of);
            those(facts, "risk", |risk| {
                posts.iter().any(|post| refers(risk, post))
            })
        }
        "workflow.step" => named_below(facts, of, "risks", "risk"),
        _ => those(facts, "risk", |risk| refers(of, risk)),
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
    let controls = |measure: &Entity| risks.iter().any(|risk| refers(measure, risk));
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
    values(those(facts, "workflow", |workflow| refers(workflow, of)))
}

fn steps(facts: &Arc<Facts>, of: &Entity) -> Vec<Value> {
    let workflows = match of.kind.as_str() {
        "workflow" => vec![of.clone()],
        _ => those(facts, "workflow", |workflow| refers(workflow, of)),
    };
    let mut out = Vec::new();
    for workflow in workflows {
        let steps = workflow.get("step");
        let steps = steps.as_ref().and_then(|steps| steps.try_iter().ok());
        out.extend(steps.into_iter().flatten());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jinja;
    use std::collections::BTreeSet;

    #[test]
    fn what_is_said_to_be_built_in_is() {
        let mut environment = Environment::new();
        jinja::limit(&mut environment);
        let state = environment.empty_state();
        for name in BUILT_IN_FILTERS {
            assert!(minijinja::tests::is_filter(&state, name), "{name}");
        }
        for name in BUILT_IN_TESTS {
            assert!(minijinja::tests::is_test(&state, name), "{name}");
        }
        let all: BTreeSet<&str> = helpers().iter().map(|helper| helper.name).collect();
        assert_eq!(all.len(), helpers().len());
        assert!(BUILT_IN_FILTERS.iter().all(|name| !all.contains(name)));
    }
}
