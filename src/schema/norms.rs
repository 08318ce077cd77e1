//! What a norm may hold, by its kind.

use super::json::{described, list, one_of, reference, text};
use crate::check::norm::{all, Allowed, Entity, Kind, Listed, Shape};
use crate::model::Unit;
use serde_json::{json, Map, Value};

/// The schema of `[[regulation.norm]]`: the kind decides what else may be written.
pub(super) fn norm(unit: Option<&Unit>) -> Value {
    let kinds: Vec<&str> = all().iter().map(|kind| kind.name).collect();
    let titles: Vec<&str> = all().iter().map(|kind| kind.title).collect();
    let each: Vec<Value> = all().iter().map(|kind| of_kind(kind, unit)).collect();
    // Every key of any kind, so that an editor has something to offer before the kind stands.
    json!({
        "type": "object",
        "required": ["article", "kind"],
        "properties": {
            "article": described(text(), "本制度内的条号：12.1"),
            "kind": {
                "type": "string",
                "enum": kinds,
                "description": "norm 的种类",
                "x-taplo": { "docs": { "enumValues": titles } },
            },
            "until": day(UNTIL),
        },
        "allOf": each,
    })
}

const FROM: &str = "从哪一天起这样要求；不写就从本制度施行之日起";
const UNTIL: &str = "这样要求到哪一天为止";

fn day(meaning: &str) -> Value {
    described(json!({ "type": "string", "format": "date" }), meaning)
}

fn of_kind(kind: &Kind, unit: Option<&Unit>) -> Value {
    let mut properties = Map::new();
    properties.insert("article".into(), json!(true));
    properties.insert("kind".into(), json!(true));
    properties.insert("from".into(), day(FROM));
    properties.insert("effective".into(), day(FROM));
    properties.insert("until".into(), day(UNTIL));
    for parameter in kind.all_parameters() {
        let schema = described(shape(&parameter.shape, unit), parameter.meaning);
        properties.insert(parameter.key.into(), schema);
    }
    let required = kind.parameters.iter().filter(|p| p.required);
    let required: Vec<&str> = required.map(|p| p.key).collect();
    let mut then = json!({ "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        then["required"] = json!(required);
    }
    json!({
        "if": { "properties": { "kind": { "const": kind.name } }, "required": ["kind"] },
        "then": then,
    })
}

fn shape(shape: &Shape, unit: Option<&Unit>) -> Value {
    let entities = |entities: &[Entity], others: &[&str]| {
        let kinds: Vec<&str> = entities
            .iter()
            .map(|entity| match entity {
                Entity::Department => "department",
                Entity::Post => "post",
                Entity::Organ => "organ",
                Entity::Class => "class",
            })
            .collect();
        let mut any: Vec<Value> = kinds.iter().map(|kind| reference(kind, unit)).collect();
        if !others.is_empty() {
            any.push(json!({ "enum": others }));
        }
        one_of(any)
    };
    match shape {
        Shape::Word(allowed) => words(*allowed, unit),
        Shape::Words(allowed) => list(words(*allowed, unit)),
        Shape::OneOrMore(each) => {
            let one = self::shape(each, unit);
            one_of(vec![one.clone(), list(one)])
        }
        Shape::Text | Shape::Expression => text(),
        Shape::Texts => list(text()),
        Shape::Count(low, i64::MAX) => json!({ "type": "integer", "minimum": low }),
        Shape::Count(low, high) => {
            json!({ "type": "integer", "minimum": low, "maximum": high })
        }
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::MonthDay => json!({ "type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$" }),
        Shape::Groups(each) => {
            let each = self::shape(each, unit);
            let thing = one_of(vec![each.clone(), list(each)]);
            list(json!({ "type": "array", "items": thing, "minItems": 2 }))
        }
        Shape::Id(kinds, others) => entities(kinds, others),
        Shape::Ids(kinds) => list(entities(kinds, &[])),
        Shape::Powers => {
            let powers = list(words(Allowed::Listed(Listed::Powers), unit));
            json!({
                "type": "object",
                "properties": { "any-full": powers, "any-part": powers },
                "additionalProperties": false,
            })
        }
        Shape::Level => one_of(vec![
            json!({ "type": "integer", "minimum": 1 }),
            words(Allowed::Listed(Listed::Levels), unit),
        ]),
        Shape::Each(each) => json!({ "type": "array", "items": self::shape(each, unit) }),
        Shape::Entries(allowed, each) => {
            let each = self::shape(each, unit);
            match known(*allowed, unit) {
                Some(keys) => {
                    let properties: Map<String, Value> =
                        keys.into_iter().map(|key| (key, each.clone())).collect();
                    json!({
                        "type": "object",
                        "properties": properties,
                        "additionalProperties": false,
                    })
                }
                None => json!({ "type": "object", "additionalProperties": each }),
            }
        }
    }
}

/// The words that may be written, where they are known.
fn known(allowed: Allowed, unit: Option<&Unit>) -> Option<Vec<String>> {
    match (allowed, unit) {
        (Allowed::Listed(_), None) => None,
        (_, Some(unit)) => Some(allowed.words(unit)),
        (_, None) => Some(allowed.words(&Unit::default())),
    }
}

fn words(allowed: Allowed, unit: Option<&Unit>) -> Value {
    match known(allowed, unit) {
        Some(words) if !words.is_empty() => json!({ "type": "string", "enum": words }),
        _ => text(),
    }
}
