//! Entities as a rules file.

use super::entities::{Entity, Written};
use crate::diagnostic::{Place, SourceId, Spanned};
use crate::load::Value;
use crate::register::written;
use std::fmt::Write as _;

/// The kinds of entities in the order of a file; records come after them.
const ORDER: [&str; 6] = [
    "class",
    "department",
    "post",
    "authority",
    "risk",
    "measure",
];

/// The entities of a file as TOML.
pub(super) fn text(file: &str, entities: &[Entity]) -> String {
    let mut out = format!(
        "# 由 {} 导入；缺少的键由 lianfang check 指出\n",
        one_line(file)
    );
    let rank = |entity: &Entity| {
        ORDER
            .iter()
            .position(|kind| *kind == entity.kind)
            .unwrap_or(ORDER.len())
    };
    let mut sorted: Vec<&Entity> = entities
        .iter()
        .filter(|entity| entity.file == file)
        .collect();
    sorted.sort_by_key(|entity| rank(entity));
    for entity in sorted {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "\n[[{}]]", entity.kind);
        for (key, value) in &entity.keys {
            let _ = writeln!(out, "{key} = {}", written(&toml(value)));
        }
        for (head, said) in &entity.remarks {
            for line in said.lines() {
                let _ = writeln!(out, "# {}：{}", one_line(head), one_line(line));
            }
        }
    }
    out
}

/// A text that ends no comment before its time.
fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

fn toml(value: &Written) -> Value {
    let placed = |value| Spanned::new(value, Place::new(SourceId(0), 0..0));
    match value {
        Written::Text(text) => Value::String(text.clone()),
        Written::Number(number) => Value::Integer(*number),
        Written::Day(day) => Value::Date(*day),
        Written::YesNo(yes) => Value::Boolean(*yes),
        Written::Texts(texts) => {
            let texts = texts.iter().map(|text| placed(Value::String(text.clone())));
            Value::Array(texts.collect())
        }
    }
}
