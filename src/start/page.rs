//! From a template of a rules file to its text.

use crate::model::number::chinese_number;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};
use serde::Serialize;

/// How wide a list may be to stand in one line.
const WIDEST_LIST: usize = 60;

/// How many choices a comment offers.
const MOST_NAMED: usize = 12;

/// The text that `template` makes of `context`.
///
/// # Errors
/// A fault of the template, which tests would have found.
pub fn render(template: &str, context: &impl Serialize) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()?;
    environment.set_syntax(syntax);

    environment.add_filter("toml", toml_value);
    environment.add_filter("lines", lines);
    environment.add_filter("chinese", chinese);
    environment.add_filter("named", named);
    environment.render_str(template, Value::from(Serde(context)))
}

/// A value as TOML writes it.
fn toml_value(value: Value) -> Result<String, Error> {
    let value = toml::Value::try_from(&value).map_err(|error| {
        Error::new(ErrorKind::InvalidOperation, "no TOML value").with_source(error)
    })?;
    Ok(match value {
        toml::Value::Table(table) if table.is_empty() => "{}".to_owned(),
        toml::Value::Table(table) => {
            let pairs = table.iter().map(|(key, value)| format!("{key} = {value}"));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    })
}

/// A list of texts, each in a line of its own where together they would be too wide.
fn lines(value: Value) -> Result<String, Error> {
    let one = toml_value(value.clone())?;
    if one.chars().count() <= WIDEST_LIST {
        return Ok(one);
    }
    let mut out = "[\n".to_owned();
    for item in value.try_iter()? {
        out += &format!("  {},\n", toml_value(item)?);
    }
    out.push(']');
    Ok(out)
}

/// The choices that a comment offers: `czs 财政所 · dgs 电管所`.
fn named(list: Value) -> Result<String, Error> {
    let mut out = Vec::new();
    for item in list.try_iter()? {
        if out.len() == MOST_NAMED {
            out.push("……".to_owned());
            break;
        }
        let (id, name) = (item.get_attr("id")?, item.get_attr("name")?);
        out.push(format!("{id} {name}").trim_end().to_owned());
    }
    Ok(out.join(" · "))
}

/// 一, 二, 三.
fn chinese(number: u16) -> String {
    chinese_number(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_written_as_toml() {
        let context = json!({
            "text": "一\"二\\三", "list": ["甲", "乙"], "empty": {},
            "powers": { "finance": "full" }, "long": ["甲".repeat(40), "乙".repeat(40)],
        });
        let written = |template| render(template, &context).expect("renders");
        for (template, value) in [
            ("a = {{ text|toml }}", "一\"二\\三"),
            ("a = {{ list|toml }}", "甲乙"),
        ] {
            let table: toml::Table = written(template).parse().expect("TOML");
            let read = match &table["a"] {
                toml::Value::Array(items) => items.iter().filter_map(|i| i.as_str()).collect(),
                other => other.as_str().unwrap_or_default().to_owned(),
            };
            assert_eq!(read, value);
        }
        assert_eq!(written("{{ empty|toml }}"), "{}");
        assert_eq!(written("{{ powers|toml }}"), "{ finance = \"full\" }");
        assert!(written("{{ long|lines }}").starts_with("[\n  \"甲"));
        assert_eq!(written("{{ 12|chinese }}"), "十二");
    }
}
