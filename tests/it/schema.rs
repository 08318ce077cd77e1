//! The JSON Schema and the document of the format say what the reader of the rules says.

#![allow(clippy::disallowed_methods)] // UPDATE_EXPECT asks for new output.

use crate::common::Unit;
use lianfang::fields;
use lianfang::schema::{markdown, schema};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    crate::common::root()
}

fn checked(rules: &Path) -> lianfang::Checked {
    let day = lianfang::date::Date::new(2013, 3, 31).expect("a day");
    lianfang::check(rules, None, day)
}

/// TOML as the engines of editors show it to a schema: days are texts.
fn json(value: &toml::Value) -> serde_json::Value {
    match value {
        toml::Value::Datetime(day) => serde_json::Value::String(day.to_string()),
        toml::Value::Array(items) => items.iter().map(json).collect(),
        toml::Value::Table(table) => {
            let entries = table.iter().map(|(key, value)| (key.clone(), json(value)));
            serde_json::Value::Object(entries.collect())
        }
        other => serde_json::to_value(other).expect("plain"),
    }
}

/// What the schema of a unit says of each of its files.
fn faults(rules: &Path) -> Vec<String> {
    let checked = checked(rules);
    let schema = schema(Some(&checked.unit));
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let mut out = Vec::new();
    for file in crate::common::files(rules)
        .iter()
        .filter(|f| f.ends_with(".toml"))
    {
        let text = std::fs::read_to_string(rules.join(file)).expect("rules");
        let Ok(table) = text.parse::<toml::Table>() else {
            continue;
        };
        let value = json(&toml::Value::Table(table));
        for error in validator.iter_errors(&value) {
            out.push(format!("{file} {}: {error}", error.instance_path()));
        }
    }
    out
}

/// The sample, every test unit, and every unit whose rules have no fault of form.
fn sound() -> Vec<PathBuf> {
    let mut all = vec![root().join("rules")];
    for folder in ["tests/units", "tests/towns"] {
        let entries = std::fs::read_dir(root().join(folder)).expect("folder");
        all.extend(entries.map(|entry| entry.expect("entry").path()));
    }
    all.retain(|rules| {
        let written = crate::common::files(rules)
            .iter()
            .any(|f| f.ends_with(".toml"));
        let of_form = |f: &lianfang::diagnostic::Finding| {
            f.code.number() < 100 || matches!(f.code.number(), 105 | 106)
        };
        written && !checked(rules).findings.iter().any(of_form)
    });
    all.sort();
    all
}

#[test]
fn rules_without_a_fault_of_form_keep_to_the_schema() {
    let all = sound();
    assert!(all.len() > 20, "{all:?}");
    for rules in all {
        let faults = faults(&rules);
        assert!(faults.is_empty(), "{}: {faults:#?}", rules.display());
    }
}

#[test]
fn faults_of_form_are_faults_by_the_schema() {
    for (from, to) in [
        ("grade = \"high\"", "grade = \"hihg\""),
        ("leader = \"zz\"", "leader = \"zzz\""),
        ("name = \"财政所\"", "nmae = \"财政所\""),
        ("order = 1", "order = \"1\""),
        ("finance = \"full\"", "finance = \"all\""),
        ("finance = \"full\"", "money = \"full\""),
        ("role = \"head\"", "role = \"chief\""),
        ("kind = \"镇直站所\"\n", ""),
    ] {
        let unit = Unit::small();
        unit.replace("czs.toml", from, to);
        assert!(!faults(&unit.path("rules")).is_empty(), "{to}");
    }
    for (from, to) in [
        ("kind = \"grade-by-list\"", "kind = \"grade-by-lists\""),
        ("subject = \"department\"", "subject = \"departement\""),
    ] {
        let unit = Unit::small();
        unit.replace("r1.toml", from, to);
        assert!(!faults(&unit.path("rules")).is_empty(), "{to}");
    }
}

/// The keys that the reader knows in the table written by `head`, and those that it asks for.
fn reader(head: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let unit = Unit::small();
    unit.write("rules/zz.toml", format!("{head}\nqqqqqqqqqqqq = 1\n"));
    let checked = checked(&unit.path("rules"));
    let (mut known, mut asked) = (BTreeSet::new(), BTreeSet::new());
    for finding in &checked.findings {
        let Some(place) = finding.place else { continue };
        if !checked.sources.get(place.source).path.ends_with("zz.toml") {
            continue;
        }
        if finding.message.contains("qqqqqqqqqqqq") {
            let help = finding.help.as_deref().unwrap_or_default();
            if let Some((_, keys)) = help.split_once("可以写的键：") {
                known.extend(keys.split('、').map(str::to_owned));
            }
        } else if let Some((_, key)) = finding.message.split_once("没有写 ") {
            asked.insert(key.trim().to_owned());
        }
    }
    (known, asked)
}

/// How the head of a table is written, below tables of its own.
fn head(name: &str, many: bool) -> String {
    let bracket = |name: &str, many: bool| match many {
        true => format!("[[{name}]]"),
        false => format!("[{name}]"),
    };
    let id = |name: &str| match fields::table(name) {
        Some(table) if table.fields.iter().any(|f| f.key == "id") => "id = \"zz-1\"\n",
        _ => "",
    };
    let mut out = String::new();
    let parts: Vec<&str> = name.split('.').collect();
    for depth in 1..parts.len() {
        let above = parts[..depth].join(".");
        let many = fields::table(&above).is_some_and(|table| table.many);
        out += &format!("{}\n{}", bracket(&above, many), id(&above));
    }
    // A list of words none of which has a name is not read as one.
    let vocabulary = ["grade", "power", "role", "factor", "level", "focus"];
    let named = vocabulary.contains(&name) || name.ends_with("-kind");
    let named = if named { "name = \"字\"\n" } else { "" };
    out + &format!("{}\n{}{named}", bracket(name, many), id(name))
}

#[test]
fn every_table_has_the_keys_that_the_reader_knows_and_asks_for() {
    let mut unlike = Vec::new();
    for table in fields::tables().iter().filter(|table| !table.inner) {
        // The kind of a norm decides its keys; the words and the score are read with the preset.
        if table.name == "regulation.norm" {
            continue;
        }
        let (known, asked) = reader(&head(&table.name, table.many));
        if known.is_empty() {
            panic!(
                "{}: the reader did not say which keys there are",
                table.name
            );
        }
        let below: Vec<String> = (fields::tables().iter())
            .filter_map(|other| other.name.strip_prefix(&format!("{}.", table.name)))
            .map(str::to_owned)
            .collect();
        let declared: BTreeSet<String> = table.fields.iter().map(|f| f.key.clone()).collect();
        let known: BTreeSet<String> = known
            .into_iter()
            .filter(|key| !below.iter().any(|b| b.split('.').next() == Some(key)))
            .filter(|key| !(table.name == "regulation" && key == "article"))
            .collect();
        if declared != known {
            let wrong: Vec<_> = declared.symmetric_difference(&known).collect();
            unlike.push(format!("{}: {wrong:?}", table.name));
        }
        // Below another table, what is asked for may be the other's.
        let own = asked.into_iter().filter(|_| !table.name.contains('.'));
        for key in own {
            let field = table.fields.iter().find(|f| f.key == key);
            let required = field.is_some_and(|f| f.required) || table.either.contains(&key);
            let nested = below.contains(&key);
            if !(required || nested) {
                unlike.push(format!("{} asks for {key}", table.name));
            }
        }
    }
    assert!(unlike.is_empty(), "{unlike:#?}");
}

#[test]
fn the_document_of_the_format_is_what_the_declaration_says() {
    let path = root().join("docs/rules-format.md");
    let said = markdown();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &said).expect("writes");
    }
    let kept = std::fs::read_to_string(&path).expect("the document");
    assert!(
        kept == said,
        "UPDATE_EXPECT=1 cargo test --test it schema::"
    );
    let blocks = said.split("```toml\n").skip(1);
    for block in blocks.filter_map(|rest| rest.split("```").next()) {
        if let Err(error) = block.parse::<toml::Table>() {
            panic!("{error}\n{block}");
        }
    }
}
