//! Records, as their ledgers declare them.

use super::order;
use crate::build::reader::Reader;
use crate::build::registry::{Kind, Registry};
use crate::build::{entities, level, records, Id};
use crate::diagnostic::words::quoted;
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::fields::{Field, Holds};
use crate::load::Loaded;
use crate::model::ledger::{FieldValue, Ledger, LedgerEntry, Record, Values};
use crate::model::vocabulary::{find, Entry, Term};
use crate::model::{Filing, GradingObject, Period, Records};
use std::collections::{BTreeMap, BTreeSet};

/// Reads every record, ledger by ledger.
pub(in crate::build) fn records(
    registry: &Registry<'_>,
    loaded: &Loaded,
    found: &mut Vec<Finding>,
) -> Records {
    let mut all = Vec::new();
    for &ledger in &registry.ledgers {
        let kind = Kind::Record(ledger);
        all.extend(entities(registry, kind, found, |reader, id, registry| {
            record(reader, id, registry, ledger)
        }));
    }
    let mut records = Records::of(all, &registry.vocabulary);
    records.partly_lost = loaded.findings.iter().any(|finding| {
        matches!(
            finding.code,
            Code::BrokenToml | Code::NotUtf8 | Code::UnreadableFile
        )
    });
    let all = registry.kinds().flat_map(|kind| registry.list(kind));
    let heads: BTreeSet<Place> = all.map(|raw| raw.place).collect();
    let faults = loaded.findings.iter().chain(found.iter());
    let places = faults.filter_map(|finding| finding.place);
    // A fault belongs to the last table that began before it.
    let head_of = |place: Place| heads.range(..=place).next_back().copied();
    records.faulty = places.filter_map(head_of).collect();
    records
}

/// Reads one record of a ledger.
fn record(reader: &mut Reader<'_, '_>, id: Id, registry: &Registry<'_>, ledger: Ledger) -> Record {
    let entry: &'static LedgerEntry = ledger.entry();
    let of = |key: &str| {
        let holds = format!("ref:{key}");
        let mut fields = entry.table.fields.iter();
        fields.any(|field| field.key == key && field.holds == holds)
    };
    let object = match (of("department"), of("post")) {
        (true, true) => records::object(reader, registry),
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
    let values = values(reader, registry, entry, &fields);
    order::check(&values, reader);
    Record {
        ledger,
        id: entry.has_ids().then_some(id),
        object,
        values,
        place: reader.place,
    }
}

pub(in crate::build) fn values(
    reader: &mut Reader<'_, '_>,
    registry: &Registry<'_>,
    entry: &'static LedgerEntry,
    fields: &[&'static Field],
) -> Values {
    let mut out = Vec::new();
    for &field in fields {
        let key: &'static str = &field.key;
        if field.required {
            reader.missing(key, &example(registry, field));
        }
        let place = reader.raw(key).map_or(reader.place, |value| value.place);
        let value = value(reader, registry, entry, field);
        out.extend(value.map(|value| (field, Spanned::new(value, place))));
    }
    Values(out)
}

/// What to write under a field that is missing.
fn example(registry: &Registry<'_>, field: &Field) -> String {
    fn terms<E: Entry>(list: &[Term<E>]) -> String {
        // Which of them it is nobody knows: the first would be a guess that is followed.
        let all = list
            .iter()
            .map(|term| format!("{}（{}）", term.key(), term.chinese()));
        format!("\"……\"，可以写：{}", all.collect::<Vec<_>>().join("、"))
    }
    let vocabulary = &registry.vocabulary;
    let plain = match field.holds() {
        Some(Holds::Day { many: false }) => "2013-01-18",
        Some(Holds::Integer) if field.kept.range.is_some() => {
            return field.example.clone().unwrap_or_else(|| "1".to_owned());
        }
        Some(Holds::Integer) => "1",
        Some(Holds::YesNo) => "true",
        Some(Holds::Period) => "\"2012-h2\"",
        Some(Holds::Table { many: false, .. }) => "{ …… }",
        Some(Holds::Reference { many: false, .. } | Holds::Actor { many: false }) => "\"编号\"",
        Some(Holds::Word { words, many: false }) => {
            return format!("\"{}\"", words.first().copied().unwrap_or_default());
        }
        Some(Holds::Term { list: "grade", .. }) => return terms(&vocabulary.grades),
        Some(Holds::Term { list: "level", .. }) => "1",
        Some(Holds::Term {
            list: "meeting-kind",
            ..
        }) => return terms(&vocabulary.meeting_kinds),
        Some(Holds::Term { .. }) => return terms(&vocabulary.decision_kinds),
        Some(
            Holds::Text { many: true }
            | Holds::Day { .. }
            | Holds::Word { .. }
            | Holds::Reference { .. }
            | Holds::Actor { .. }
            | Holds::Table { .. },
        ) => "[\"……\"]",
        _ => "\"……\"",
    };
    plain.to_owned()
}

fn value(
    reader: &mut Reader<'_, '_>,
    registry: &Registry<'_>,
    entry: &'static LedgerEntry,
    field: &'static Field,
) -> Option<FieldValue> {
    let key: &'static str = &field.key;
    let vocabulary = &registry.vocabulary;
    let list =
        |items: Vec<Spanned<FieldValue>>| (!items.is_empty()).then_some(FieldValue::List(items));
    match field.holds()? {
        Holds::Text { many: false } => Some(FieldValue::Text(reader.opt_string(key)?.value)),
        Holds::Text { many: true } => {
            let texts = reader.opt_strings(key).into_iter();
            list(
                texts
                    .map(|text| Spanned::new(FieldValue::Text(text.value), text.place))
                    .collect(),
            )
        }
        Holds::Day { many: false } => Some(FieldValue::Day(reader.opt_date(key)?.value)),
        Holds::Day { many: true } => {
            let days = reader.opt_dates(key).into_iter();
            list(
                days.map(|day| Spanned::new(FieldValue::Day(day.value), day.place))
                    .collect(),
            )
        }
        Holds::Integer => {
            let (least, most) = field.kept.range.unwrap_or((i64::MIN, i64::MAX));
            let number = reader.opt_integer(key, least..=most)?;
            Some(FieldValue::Number(number.value))
        }
        Holds::Period => Some(FieldValue::Period(period(reader, key)?.value)),
        Holds::YesNo => reader
            .has(key)
            .then(|| FieldValue::Flag(reader.boolean(key))),
        Holds::Word { words, many } => {
            let chosen = choice(reader, field, &words, many);
            match many {
                true => list(chosen),
                false => chosen.into_iter().next().map(|chosen| chosen.value),
            }
        }
        Holds::Term { list, .. } => match list {
            "grade" => {
                let grade = reader.opt_term(key, &vocabulary.grades)?;
                Some(FieldValue::Grade(grade.value))
            }
            "level" => Some(FieldValue::Level(level(reader, key, registry)?.value)),
            "meeting-kind" => {
                let kind = reader.opt_term(key, &vocabulary.meeting_kinds)?;
                Some(FieldValue::MeetingKind(kind.value))
            }
            _ => {
                let kind = reader.opt_term(key, &vocabulary.decision_kinds)?;
                Some(FieldValue::DecisionKind(kind.value))
            }
        },
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
                let ledger = find(&registry.ledgers, other)?;
                let mut found = Vec::new();
                for id in written(reader, key, many) {
                    let kind = [Kind::Record(ledger)];
                    if let Some((_, index)) = registry.resolve(key, &id, &kind, reader.findings) {
                        let record = FieldValue::Record(ledger, index as u32);
                        found.push(Spanned::new(record, id.place));
                    }
                }
                match many {
                    true => list(found),
                    false => found.pop().map(|found| found.value),
                }
            }
        },
        Holds::Table { name: "filed", .. } => {
            let filing = filing(reader, registry, key)?;
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
                let label = match many {
                    true => format!("{key} 的这一项"),
                    false => format!("{}的 {key} ", reader.label),
                };
                let mut inner = Reader::new(table.value, table.place, label, reader.findings);
                let fields: Vec<&'static Field> = of.fields.iter().collect();
                let row = values(&mut inner, registry, entry, &fields);
                inner.finish();
                rows.push(Spanned::new(FieldValue::Table(row), table.place));
            }
            order::unique(of, &mut rows, reader);
            match many {
                true => list(rows),
                false => rows.pop().map(|row| row.value),
            }
        }
        _ => None,
    }
}

/// The texts under a key that holds one or several.
fn written(reader: &mut Reader<'_, '_>, key: &'static str, many: bool) -> Vec<Spanned<String>> {
    match many {
        true => reader.opt_strings(key),
        false => reader.opt_string(key).into_iter().collect(),
    }
}

/// The words of a choice that are written; any other is a finding that lists what there is.
fn choice(
    reader: &mut Reader<'_, '_>,
    field: &'static Field,
    words: &[&str],
    many: bool,
) -> Vec<Spanned<FieldValue>> {
    let key: &'static str = &field.key;
    let mut chosen = Vec::new();
    for word in written(reader, key, many) {
        if words.contains(&word.as_str()) {
            chosen.push(Spanned::new(FieldValue::Text(word.value), word.place));
        } else if words.iter().all(|word| field.called(word) == *word) {
            let help = format!("可以写：{}", words.join("、"));
            let message = format!("{key} 不能是 {}", quoted(&word));
            reader.fault(Code::BadValue, word.place, message, help);
        } else {
            let known = || words.iter().map(|word| (*word, field.called(word)));
            reader.not_allowed(key, &word, word.place, known);
        }
    }
    chosen
}

fn actors(
    reader: &mut Reader<'_, '_>,
    registry: &Registry<'_>,
    key: &'static str,
    many: bool,
    kinds: &[Kind],
) -> Option<FieldValue> {
    let mut found = Vec::new();
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    for id in written(reader, key, many) {
        if let Some(actor) = registry.actor_of(key, &id, kinds, reader.findings) {
            reader.repeated(key, &id, seen.get(&id.value).copied());
            found.push(Spanned::new(FieldValue::Actor(actor), id.place));
            seen.insert(id.value, id.place);
        }
    }
    match many {
        true => (!found.is_empty()).then_some(FieldValue::List(found)),
        false => found.pop().map(|found| found.value),
    }
}

/// A stretch of the calendar, such as the time a self-check is about.
fn period(reader: &mut Reader<'_, '_>, key: &'static str) -> Option<Spanned<Period>> {
    let text = reader.opt_string(key)?;
    let period = Period::parse(&text);
    if period.is_none() {
        let message = format!("{key} 不能是 {}", quoted(&text));
        let help = "写成 \"2012-h2\"（下半年）、\"2012-q3\"（第3季度）、\"2012-07\"（7月）或者 \"2012\"（全年）";
        reader.fault(Code::BadValue, text.place, message, help);
    }
    Some(Spanned::new(period?, text.place))
}

/// Where a record is filed.
fn filing(
    reader: &mut Reader<'_, '_>,
    registry: &Registry<'_>,
    key: &'static str,
) -> Option<Filing> {
    const EXAMPLE: &str = "{ with = \"机构编号\", date = 2013-01-18 }";
    let table = reader.table(key, EXAMPLE)?;
    let label = "这次备案".to_owned();
    let mut inner = Reader::new(table.value, table.place, label, reader.findings);
    inner.missing("with", "\"机构编号\"");
    let filing = Filing {
        with: inner.opt_actor("with", registry),
        date: inner.date("date"),
        number: inner.opt_string("number"),
        place: table.place,
    };
    inner.finish();
    Some(filing)
}
