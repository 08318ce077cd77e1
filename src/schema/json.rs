//! The JSON Schema (draft 7, which the TOML engines of editors know) of a rules file.

use super::norms;
use crate::build::preset;
use crate::fields::{table, tables, Field, Holds, Table};
use crate::model::ledger::Ledger;
use crate::model::vocabulary::{Entry, Term};
use crate::model::Unit;
use serde_json::{json, Map, Value};

/// The schema of any file of the rules. Of a unit that is known its ids and words may be
/// written; else anything of that form.
pub fn schema(unit: Option<&Unit>) -> Value {
    let mut properties = Map::new();
    for table in tables().iter().filter(|table| !table.inner) {
        if table.name.contains('.') {
            continue;
        }
        let mut own = unit.into_iter().flat_map(|unit| &unit.own_fields);
        let own = own.find(|own| own.of.key() == table.name);
        let one = object(own.map_or(table, |own| &own.of.entry().table), unit);
        let schema = if table.many { list(one) } else { one };
        properties.insert(table.name.clone(), schema);
    }
    for ledger in ledgers(unit) {
        let entry = ledger.entry();
        let one = described(object(&entry.table, unit), &entry.name);
        properties.insert(entry.id.clone(), list(one));
    }
    // The older spelling.
    properties.insert("town".into(), properties["unit"].clone());
    let title = unit.map_or("", |unit| unit.profile.name.as_str());
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": format!("{title}规则文件"),
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

/// The ledgers of the unit, else of every unit.
fn ledgers(unit: Option<&Unit>) -> &[Ledger] {
    unit.map_or(preset::ledgers(), |unit| &unit.ledgers)
}

/// The schema of one table, with the tables below it.
fn object(of: &Table, unit: Option<&Unit>) -> Value {
    let mut properties = Map::new();
    for field in &of.fields {
        let schema = described(value(field, unit), field.says());
        properties.insert(field.key.clone(), schema);
    }
    for below in tables() {
        let Some(key) = below.name.strip_prefix(&of.name) else {
            continue;
        };
        let Some(key) = key.strip_prefix('.').filter(|key| !key.contains('.')) else {
            continue;
        };
        let one = if below.name == "regulation.norm" {
            norms::norm(unit)
        } else {
            object(below, unit)
        };
        let schema = if below.many { list(one) } else { one };
        properties.insert(key.to_owned(), schema);
    }
    if of.name == "regulation" {
        // A regulation without chapters has its articles right below it.
        let article = table("regulation.chapter.article");
        if let Some(article) = article {
            properties.insert("article".into(), list(object(article, unit)));
        }
    }
    let names = |wanted: &dyn Fn(&Field) -> bool| -> Vec<&str> {
        let fields = of.fields.iter().filter(|field| wanted(field));
        fields.map(|field| field.key.as_str()).collect()
    };
    // A unit that has no factors scores nothing.
    let scores = unit.is_none_or(|unit| !unit.vocabulary.factors.is_empty());
    let required = names(&|field| {
        field.required && !field.unless && (scores || field.holds() != Some(Holds::Scores))
    });
    let mut out = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        out["required"] = json!(required);
    }
    if let Some(key) = &of.unless {
        let needed = names(&|field| field.required && field.unless);
        out["anyOf"] = json!([{ "required": [key] }, { "required": needed }]);
    }
    if !of.either.is_empty() {
        let each: Vec<Value> = of
            .either
            .iter()
            .map(|key| json!({ "required": [key] }))
            .collect();
        out["oneOf"] = json!(each);
    }
    out
}

/// The schema of `[unit.fields]`: by kind of table, keys with their type or all that a field of a
/// ledger has but its key.
fn own_fields(unit: Option<&Unit>) -> Value {
    let Some(field) = table("ledger-field") else {
        return json!(true);
    };
    let mut whole = object(field, unit);
    whole["properties"]["key"] = json!(false);
    whole["required"] = json!(["type"]);
    let types = field.fields.iter().find(|field| field.key == "type");
    let short = types.map_or(text(), |field| value(field, unit));
    let keys = json!({ "type": "object", "additionalProperties": one_of(vec![short, whole]) });
    json!({ "type": "object", "additionalProperties": keys })
}

fn value(field: &Field, unit: Option<&Unit>) -> Value {
    let many = |many: bool, one: Value| if many { list(one) } else { one };
    let Some(holds) = field.holds() else {
        return json!(true);
    };
    match holds {
        Holds::Text { many: all } => many(all, text()),
        Holds::TextOrTexts => one_of(vec![text(), list(text())]),
        Holds::Day { many: all } => many(all, json!({ "type": "string", "format": "date" })),
        Holds::Integer => json!({ "type": "integer" }),
        Holds::Period => {
            json!({ "type": "string", "pattern": "^[0-9]{4}(-(h[12]|q[1-4]|[01][0-9]))?$" })
        }
        Holds::Grid => list(list(json!({ "type": "integer" }))),
        Holds::YesNo => json!({ "type": "boolean" }),
        Holds::Id => json!({ "type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$" }),
        Holds::Colour => json!({ "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" }),
        Holds::Preset => {
            let presets = preset::PRESETS.iter();
            choice(presets.map(|preset| (preset.key.to_owned(), preset.title.to_owned())))
        }
        Holds::Word { words, many: all } if field.kept.names.is_empty() => {
            many(all, json!({ "type": "string", "enum": words }))
        }
        Holds::Word { words, many: all } => {
            let named = words.iter().zip(&field.kept.names);
            let named = named.map(|(word, name)| ((*word).to_owned(), name.clone()));
            many(all, choice(named))
        }
        Holds::Reference { kind, many: all } => many(all, reference(kind, unit)),
        Holds::Actor { many: all } => {
            let kinds = ["post", "department", "organ"];
            let any = kinds.iter().map(|kind| reference(kind, unit));
            many(all, one_of(any.collect()))
        }
        Holds::Cite { many: all } => {
            let cite = json!({
                "type": "string",
                "pattern": "^[a-z][a-z0-9-]*(:[0-9]+(/[0-9]+)?(\\.[0-9]+)*)?$",
            });
            many(all, cite)
        }
        Holds::Term {
            list: name,
            many: all,
        } => many(all, term(name, unit)),
        Holds::Held => {
            let extent = json!({ "type": "string", "enum": ["full", "part"] });
            by_term(unit, |unit| terms(&unit.vocabulary.powers), extent)
        }
        Holds::Scores => {
            let score = json!({ "type": "integer", "minimum": 1, "maximum": 9 });
            by_term(unit, |unit| terms(&unit.vocabulary.factors), score)
        }
        Holds::OwnKeys => own_fields(unit),
        Holds::Choices => {
            let named = table("choice").map_or(json!(true), |choice| object(choice, unit));
            list(one_of(vec![text(), named]))
        }
        Holds::GradeWords => by_term(unit, |unit| terms(&unit.vocabulary.grades), text()),
        Holds::Table { name, many: all } => {
            let own = unit.into_iter().flat_map(|unit| &unit.own_fields);
            let entries = (own.map(|own| own.of)).chain(ledgers(unit).iter().copied());
            let mut inner = entries.flat_map(|ledger| &ledger.entry().inner);
            let of_a_ledger = inner.find(|table| table.name == name);
            let inner = match of_a_ledger.or(table(name)) {
                // A field of a ledger holds such fields itself.
                Some(table) if table.fields.iter().any(|f| f.holds.ends_with(name)) => json!(true),
                Some(table) => object(table, unit),
                None => json!(true),
            };
            many(all, inner)
        }
    }
}

/// A table whose keys are terms of the unit.
fn by_term(
    unit: Option<&Unit>,
    terms: impl Fn(&Unit) -> Vec<(String, String)>,
    each: Value,
) -> Value {
    let Some(unit) = unit else {
        return json!({ "type": "object", "additionalProperties": each });
    };
    let properties: Map<String, Value> = terms(unit)
        .into_iter()
        .map(|(key, name)| (key, described(each.clone(), &name)))
        .collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn terms<E: Entry>(list: &[Term<E>]) -> Vec<(String, String)> {
    let pairs = list.iter().map(|term| (term.key(), term.chinese()));
    pairs
        .map(|(key, name)| (key.to_owned(), name.to_owned()))
        .collect()
}

fn term(list: &str, unit: Option<&Unit>) -> Value {
    let Some(unit) = unit else {
        return match list {
            "level" => json!({ "type": ["string", "integer"] }),
            _ => text(),
        };
    };
    let words = &unit.vocabulary;
    let known = match list {
        "grade" => terms(&words.grades),
        "power" => terms(&words.powers),
        "role" => terms(&words.roles),
        "focus" => terms(&words.focuses),
        "level" => terms(&words.levels),
        "meeting-kind" => terms(&words.meeting_kinds),
        "theme" => terms(&words.themes),
        _ => terms(&words.decision_kinds),
    };
    if list == "level" {
        let numbers = json!({ "type": "integer", "minimum": 1, "maximum": known.len() });
        return one_of(vec![numbers, choice(known.into_iter())]);
    }
    choice(known.into_iter())
}

/// The id of an entity of that kind, with their names beside them.
pub(super) fn reference(kind: &str, unit: Option<&Unit>) -> Value {
    let Some(unit) = unit else {
        return text();
    };
    let pair = |id: &str, name: &str| (id.to_owned(), name.to_owned());
    let known: Vec<(String, String)> = match kind {
        "organ" => (unit.organs.iter()).map(|o| pair(&o.id, &o.name)).collect(),
        "department" => (unit.departments.iter())
            .map(|d| pair(&d.id, &d.name))
            .collect(),
        "post" => unit.posts.iter().map(|p| pair(&p.id, &p.name)).collect(),
        "class" => unit.classes.iter().map(|c| pair(&c.id, &c.name)).collect(),
        "risk" => (unit.risks.iter())
            .map(|r| pair(&r.id, &r.behaviour))
            .collect(),
        "measure" => (unit.measures.iter())
            .map(|m| pair(&m.id, &m.text))
            .collect(),
        "workflow" => (unit.workflows.iter())
            .map(|w| pair(&w.id, &w.name))
            .collect(),
        ledger => {
            let records = unit.records.all.iter().filter(|r| r.ledger.key() == ledger);
            let ids = records.filter_map(|r| r.id.as_ref());
            ids.map(|id| pair(id, "")).collect()
        }
    };
    choice(known.into_iter())
}

/// One of these words, each with what it means; any text where there are none yet.
fn choice(known: impl Iterator<Item = (String, String)>) -> Value {
    let (words, names): (Vec<String>, Vec<String>) = known.unzip();
    if words.is_empty() {
        return text();
    }
    json!({
        "type": "string",
        "enum": words,
        "x-taplo": { "docs": { "enumValues": names } },
    })
}

pub(super) fn one_of(mut any: Vec<Value>) -> Value {
    match any.len() {
        1 => any.remove(0),
        _ => json!({ "anyOf": any }),
    }
}

pub(super) fn text() -> Value {
    json!({ "type": "string" })
}

pub(super) fn list(of: Value) -> Value {
    json!({ "type": "array", "items": of })
}

pub(super) fn described(mut schema: Value, says: &str) -> Value {
    if let (Value::Object(object), false) = (&mut schema, says.is_empty()) {
        object.insert("description".into(), json!(says));
    }
    schema
}
