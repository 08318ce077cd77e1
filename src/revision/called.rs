//! What things are called in lists of changes: a code, a name, and what a whole one says.

use super::pair::{is_counted, number};
use super::state::State;
use crate::check::norm;
use crate::fields::{Field, Holds};
use crate::model::{ArticleNumber, ArticlePath, Extent, Form, Period, Regulation};
use crate::register::{Entity, Key, BETWEEN, NONE};
use serde::Serialize;

/// A longer name is cut: the text of a risk point that has no other.
const LONGEST: usize = 18;

/// What something is called.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Called {
    /// Its id or code; of a part what it is part of; may be empty.
    pub code: String,
    /// Its name; may be empty.
    pub name: String,
}

/// What the entity at `at` is called in its state.
pub(super) fn called(state: &State, at: usize) -> Called {
    let entity = &state.entities[at];
    let parent = entity.parent.map(|parent| &state.entities[parent]);
    let id = entity.id.clone().unwrap_or_default();
    match entity.kind.as_str() {
        kind if kind.starts_with("regulation.") => Called {
            code: parent.map_or(String::new(), |of| short(of).to_owned()),
            name: of_regulation(state, at),
        },
        "workflow.step" => Called {
            code: parent.map_or(String::new(), |of| of.name.clone()),
            name: joined(&id, entity.said("text").unwrap_or_default()),
        },
        "risk" | "measure" => Called {
            code: id.to_uppercase(),
            name: named(entity),
        },
        "settlement" => Called {
            code: id.to_uppercase(),
            name: cut(&entity.name),
        },
        "regulation" => Called {
            code: id,
            name: short(entity).to_owned(),
        },
        "unit.notice" | "unit.posters" | "unit" | "words" | "score" => Called::default(),
        _ => {
            let name = match entity.name.is_empty() {
                true => of_record(entity),
                false => cut(&entity.name),
            };
            Called { code: id, name }
        }
    }
}

/// What a key of something is called. What a norm demands is called as its kind describes it.
pub(super) fn head(entity: &Entity, key: &Key) -> String {
    let kind = entity.said("kind").filter(|_| key.field.is_none());
    let known = norm::all().iter().find(|known| Some(known.name) == kind);
    let parameter = known.and_then(|kind| kind.parameters.iter().find(|of| of.key == key.key));
    parameter.map_or_else(|| key.head.clone(), |parameter| cut(parameter.meaning))
}

/// What a key says, for people: a time in words, and of a power that it is held wholly too.
pub(super) fn value(key: &Key) -> String {
    let whole = |power: &str| match power.ends_with('）') {
        true => power.to_owned(),
        false => format!("{power}（{}）", Extent::Full.chinese()),
    };
    match key.field.and_then(Field::holds) {
        Some(Holds::Period) => match Period::parse(&key.said) {
            Some(period) => period.chinese(),
            None => key.said.clone(),
        },
        Some(Holds::Held) if !matches!(key.said.as_str(), "" | NONE) => {
            let powers = key.said.split(BETWEEN).map(whole);
            powers.collect::<Vec<_>>().join(BETWEEN)
        }
        _ => key.said.clone(),
    }
}

/// 第五条, 第二章: the number of what is counted.
pub(super) fn number_of(state: &State, at: usize) -> String {
    let entity = &state.entities[at];
    let read = number(entity).and_then(|number| ArticleNumber::parse(&number));
    let Some(number) = read else {
        return cut(&entity.name);
    };
    let is_parts = regulation(state, at).is_some_and(|of| of.form == Form::Parts);
    match entity.kind.as_str() {
        "regulation.chapter" => number.chinese("章"),
        "regulation.chapter.section" => number.chinese("节"),
        _ if is_parts => number.chinese("部分"),
        _ => number.chinese("条"),
    }
}

/// What the whole of something says, a line for each key; of what is part of it how many there are.
pub(super) fn contents(state: &State, at: usize) -> String {
    const NOT: [&str; 8] = [
        "id", "name", "number", "inserted", "order", "form", "short", "title",
    ];
    let entity = &state.entities[at];
    let keys = entity.keys.iter();
    let keys = keys.filter(|key| !NOT.contains(&key.key.as_str()) && !key.said.is_empty());
    let keys: Vec<_> = keys.collect();
    let is_article = entity.kind == "regulation.chapter.article";
    let mut lines: Vec<String> = (keys.iter())
        .map(|key| match is_article {
            true => key.said.trim_end().to_owned(),
            false => format!("{}：{}", head(entity, key), value(key).trim_end()),
        })
        .collect();
    let parts = state.entities[at..].iter();
    let parts = parts.filter(|part| part.parent == Some(at));
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for part in parts {
        match counts.iter_mut().find(|(title, _)| *title == part.title) {
            Some((_, count)) => *count += 1,
            None => counts.push((&part.title, 1)),
        }
    }
    lines.extend(
        counts
            .iter()
            .map(|(title, count)| format!("{title}：{count} 个")),
    );
    lines.join("\n")
}

/// The regulation that something is part of.
pub(super) fn regulation(state: &State, at: usize) -> Option<&Regulation> {
    let entity = &state.entities[at];
    let parent = &state.entities[entity.parent?];
    let id = parent.id.as_deref()?;
    state.unit.regulations.iter().find(|of| *of.id.value == *id)
}

fn of_regulation(state: &State, at: usize) -> String {
    let entity = &state.entities[at];
    let place = || {
        let path = ArticlePath::parse(entity.said("article")?)?;
        Some(regulation(state, at)?.path_chinese(&path))
    };
    match entity.kind.as_str() {
        "regulation.chapter.article" => number_of(state, at),
        kind if is_counted(kind) => match number(entity) {
            Some(_) => format!("{} {}", number_of(state, at), cut(&entity.name)),
            None => cut(&entity.name),
        },
        "regulation.norm" => {
            let kind = entity.said("kind").unwrap_or_default();
            let known = norm::all().iter().find(|known| known.name == kind);
            let title = known.map_or(kind, |kind| kind.title);
            let place = place().unwrap_or_default();
            format!("{place}（{}）", cut(title))
        }
        "regulation.amendment" => {
            let day = entity.said("day").unwrap_or_default();
            format!("{}（{day}）", place().unwrap_or_default())
        }
        _ => cut(&entity.name),
    }
}

/// What a record is called: its day and whose it is.
fn of_record(entity: &Entity) -> String {
    let holds = |wanted: fn(&Holds<'_>) -> bool| {
        let mut keys = entity.keys.iter();
        keys.find(|key| {
            key.field
                .and_then(Field::holds)
                .is_some_and(|holds| wanted(&holds))
        })
    };
    let day = holds(|holds| matches!(holds, Holds::Day { many: false } | Holds::Period));
    let year = entity.key("year").or(day);
    let whose = holds(|holds| {
        matches!(
            holds,
            Holds::Reference {
                kind: "department" | "post" | "organ",
                ..
            } | Holds::Actor { .. }
        )
    });
    let said = [year, whose].into_iter().flatten();
    said.map(|key| cut(&value(key)))
        .collect::<Vec<_>>()
        .join(" ")
}

fn short(regulation: &Entity) -> &str {
    let short = regulation.said("brief").or(regulation.said("short"));
    short.unwrap_or(&regulation.name)
}

fn named(entity: &Entity) -> String {
    let keys = ["brief", "behaviour", "text"];
    let found = keys.iter().find_map(|key| entity.said(key));
    cut(found.unwrap_or(&entity.name))
}

fn joined(id: &str, text: &str) -> String {
    format!("{id} {}", cut(text)).trim().to_owned()
}

/// A name up to its first comma, or cut.
fn cut(text: &str) -> String {
    let text = text.lines().next().unwrap_or_default().trim();
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let clause = text
        .split(['，', '；', '。', '：'])
        .next()
        .unwrap_or_default();
    match clause.chars().count() {
        1..=LONGEST => clause.to_owned(),
        _ => text.chars().take(LONGEST - 1).chain(['…']).collect(),
    }
}
