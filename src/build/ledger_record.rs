//! Records of the ledgers that the unit declares itself.

use super::reader::Reader;
use super::record::{filing, period};
use super::registry::{Kind, Registry};
use super::Id;
use crate::diagnostic::words::quoted;
use crate::diagnostic::{Code, Spanned};
use crate::fields::{Field, Holds};
use crate::model::ledger::{FieldValue, Ledger, LedgerEntry, Record};
use crate::model::vocabulary::find;
use crate::model::{GradingObject, RecordKind};

/// Reads one record of a ledger.
pub(super) fn record(
    reader: &mut Reader<'_, '_>,
    id: Id,
    registry: &Registry<'_>,
    ledger: Ledger,
) -> Record {
    let entry: &'static LedgerEntry = ledger.entry();
    let of = |key: &str| {
        let holds = format!("ref:{key}");
        let mut fields = entry.table.fields.iter();
        fields.any(|field| field.key == key && field.holds == holds)
    };
    let object = match (of("department"), of("post")) {
        (true, true) => super::records::object(reader, registry),
        (true, false) => {
            let department = reader.reference("department", registry);
            department.map(GradingObject::Department)
        }
        (false, true) => reader.reference("post", registry).map(GradingObject::Post),
        (false, false) => None,
    };
    let read = |field: &&Field| {
        let whose = matches!(field.key.as_str(), "department" | "post") && of(&field.key);
        field.key != "id" && !whose
    };
    let fields: Vec<&'static Field> = entry.table.fields.iter().filter(read).collect();
    Record {
        ledger,
        id: entry.has_ids().then_some(id),
        object,
        values: values(reader, registry, entry, &fields),
        place: reader.place,
    }
}

type Values = Vec<(&'static str, Spanned<FieldValue>)>;

fn values(
    reader: &mut Reader<'_, '_>,
    registry: &Registry<'_>,
    entry: &'static LedgerEntry,
    fields: &[&'static Field],
) -> Values {
    let mut out = Vec::new();
    for field in fields {
        let key: &'static str = &field.key;
        if field.required {
            reader.missing(key, example(field));
        }
        let place = reader.raw(key).map_or(reader.place, |value| value.place);
        let value = value(reader, registry, entry, field);
        out.extend(value.map(|value| (key, Spanned::new(value, place))));
    }
    out
}

/// What to write under a field that is missing.
fn example(field: &Field) -> &'static str {
    match field.holds.split(':').next() {
        Some("day") => "2013-01-18",
        Some("integer") => "1",
        Some("yes") => "true",
        Some("period") => "\"2012-h2\"",
        Some("table") => "{ …… }",
        Some("ref" | "actor") => "\"编号\"",
        Some(word) if word.ends_with('s') => "[\"……\"]",
        _ => "\"……\"",
    }
}

fn value(
    reader: &mut Reader<'_, '_>,
    registry: &Registry<'_>,
    entry: &'static LedgerEntry,
    field: &'static Field,
) -> Option<FieldValue> {
    let key: &'static str = &field.key;
    let texts = |texts: Vec<Spanned<String>>| {
        let texts: Vec<FieldValue> = texts
            .into_iter()
            .map(|t| FieldValue::Text(t.value))
            .collect();
        (!texts.is_empty()).then_some(FieldValue::List(texts))
    };
    match field.holds()? {
        Holds::Text { many: false } => Some(FieldValue::Text(reader.opt_string(key)?.value)),
        Holds::Text { many: true } => texts(reader.opt_strings(key)),
        Holds::Day { many: false } => Some(FieldValue::Day(reader.opt_date(key)?.value)),
        Holds::Day { many: true } => {
            let days = reader.opt_dates(key).into_iter();
            Some(FieldValue::List(
                days.map(|d| FieldValue::Day(d.value)).collect(),
            ))
        }
        Holds::Integer => {
            let number = reader.opt_integer(key, i64::MIN..=i64::MAX)?;
            Some(FieldValue::Number(number.value))
        }
        Holds::Period => Some(FieldValue::Period(period(reader, key)?.value)),
        Holds::YesNo => reader
            .has(key)
            .then(|| FieldValue::Flag(reader.boolean(key))),
        Holds::Word { words, many } => {
            let written = match many {
                true => reader.opt_strings(key),
                false => reader.opt_string(key).into_iter().collect(),
            };
            let mut chosen = Vec::new();
            for word in written {
                if words.contains(&word.as_str()) {
                    chosen.push(FieldValue::Text(word.value));
                } else {
                    let help = format!("可以写：{}", words.join("、"));
                    let message = format!("{key} 不能是 {}", quoted(&word));
                    reader.fault(Code::BadValue, word.place, message, help);
                }
            }
            match many {
                true => Some(FieldValue::List(chosen)),
                false => chosen.pop(),
            }
        }
        Holds::Actor { many } => actors(
            reader,
            registry,
            key,
            many,
            &[Kind::Post, Kind::Department, Kind::Organ],
        ),
        Holds::Reference { kind, many } => match kind {
            "department" => actors(reader, registry, key, many, &[Kind::Department]),
            "post" => actors(reader, registry, key, many, &[Kind::Post]),
            "organ" => actors(reader, registry, key, many, &[Kind::Organ]),
            other => {
                let kind = record_kind(registry, other)?;
                let written = match many {
                    true => reader.opt_strings(key),
                    false => reader.opt_string(key).into_iter().collect(),
                };
                let mut found = Vec::new();
                for id in written {
                    if registry
                        .resolve(key, &id, &[kind], reader.findings)
                        .is_some()
                    {
                        found.push(FieldValue::Record(id.value));
                    }
                }
                match many {
                    true => Some(FieldValue::List(found)),
                    false => found.pop(),
                }
            }
        },
        Holds::Table { name: "filed", .. } => {
            let filing = filing(reader, registry, key, None)?;
            Some(FieldValue::Filing(Box::new(filing)))
        }
        Holds::Table { name, many } => {
            let of = entry.inner.iter().find(|table| table.name == name)?;
            let tables = match many {
                true => reader.tables(key, "[{ …… }]"),
                false => reader.table(key, "{ …… }").into_iter().collect(),
            };
            let mut rows = Vec::new();
            for table in tables {
                let label = format!("{key} 的这一项");
                let mut inner = Reader::new(table.value, table.place, label, reader.findings);
                let fields: Vec<&'static Field> = of.fields.iter().collect();
                let row = values(&mut inner, registry, entry, &fields);
                inner.finish();
                let row = row.into_iter().map(|(key, value)| (key, value.value));
                rows.push(FieldValue::Table(row.collect()));
            }
            match many {
                true => Some(FieldValue::List(rows)),
                false => rows.pop(),
            }
        }
        _ => None,
    }
}

/// The kind of records that a ledger, the unit's own or not, has.
fn record_kind(registry: &Registry<'_>, name: &str) -> Option<Kind> {
    let own = find(&registry.ledgers, name).map(Kind::Own);
    let shipped = RecordKind::ALL.iter().find(|kind| kind.key() == name);
    own.or(shipped.map(|kind| Kind::Record(*kind)))
}

fn actors(
    reader: &mut Reader<'_, '_>,
    registry: &Registry<'_>,
    key: &'static str,
    many: bool,
    kinds: &[Kind],
) -> Option<FieldValue> {
    let written = match many {
        true => reader.opt_strings(key),
        false => reader.opt_string(key).into_iter().collect(),
    };
    let mut found = Vec::new();
    for id in written {
        let actor = registry.actor_of(key, &id, kinds, reader.findings);
        found.extend(actor.map(FieldValue::Actor));
    }
    match many {
        true => (!found.is_empty()).then_some(FieldValue::List(found)),
        false => found.pop(),
    }
}
