//! `[unit.fields.post]`: keys of the unit's own on what every unit has, and what is written under
//! them.

use super::ledger::field::field;
use super::ledger::record::values;
use super::ledger::{consistent, order};
use super::like;
use super::reader::Reader;
use super::registry::{Kind, Registry};
use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::fields::{self, Field, Spoken};
use crate::load::{Table, Value};
use crate::model::ledger::{Ledger, LedgerEntry};
use crate::model::own::{Own, OwnFields};
use crate::model::vocabulary::Term;
use std::collections::BTreeMap;

/// What may have keys of the unit's own beside records.
const KINDS: [Kind; 8] = [
    Kind::Department,
    Kind::Post,
    Kind::Organ,
    Kind::Class,
    Kind::Risk,
    Kind::Measure,
    Kind::Workflow,
    Kind::Authority,
];

/// How the table of the unit itself is called.
const UNIT: &str = "unit";

/// What `[unit.fields]` declares. Those of ledgers are keys of these ledgers from then on.
pub(super) fn declared(
    units: &[(Place, &Table)],
    ledgers: &mut [Ledger],
    findings: &mut Vec<Finding>,
) -> Vec<OwnFields> {
    let mut out: Vec<OwnFields> = Vec::new();
    for (_, unit) in units {
        let Some((_, written)) = unit.get("fields") else {
            continue;
        };
        let Some(kinds) = table(written, "fields", "[unit.fields.post]", findings) else {
            continue;
        };
        for (kind, written) in &kinds.entries {
            let example = format!("[unit.fields.{}]", kind.value);
            let Some(keys) = table(written, kind, &example, findings) else {
                continue;
            };
            let ledger = ledgers.iter().position(|ledger| ledger.key() == kind.value);
            let known = KINDS.iter().map(|kind| kind.key()).chain([UNIT]);
            let base = match ledger {
                Some(index) => ledgers[index].entry().clone(),
                None if known.clone().any(|known| known == kind.value) => as_ledger(&kind.value),
                None => {
                    let keys = ledgers.iter().map(|ledger| ledger.key());
                    let all: Vec<&str> = known.chain(keys).collect();
                    findings.push(no_such_kind(kind, &all));
                    continue;
                }
            };
            let from = base.table.fields.len();
            let entry = extended(base, keys, findings);
            match ledger {
                Some(index) => ledgers[index] = Term::new(entry),
                None => out.push(OwnFields {
                    of: Term::new(entry),
                    from,
                }),
            }
        }
    }
    out
}

fn table<'t>(
    value: &'t Spanned<Value>,
    key: &str,
    example: &str,
    findings: &mut Vec<Finding>,
) -> Option<&'t Table> {
    match &value.value {
        Value::Table(table) => Some(table),
        other => {
            let message = format!("{key} 应当是表，这里是{}", other.kind());
            let help = format!("写成 {example}");
            findings.push(Finding::error(Code::WrongType, value.place, message).help(help));
            None
        }
    }
}

fn no_such_kind(kind: &Spanned<String>, all: &[&str]) -> Finding {
    let message = format!("{} 不能加自己的键", quoted(kind));
    let help = match nearest(kind, all.iter().copied()) {
        Some(near) => format!("是不是要写 {near}？"),
        None => format!("可以写：{}", all.join("、")),
    };
    Finding::error(Code::UnknownKey, kind.place, message).help(help)
}

/// A table that every unit has, in the form of a ledger.
fn as_ledger(key: &str) -> LedgerEntry {
    LedgerEntry {
        form: None,
        form_title: None,
        mark: None,
        short: String::new(),
        rank: 0,
        id: key.to_owned(),
        name: super::called(key).unwrap_or("单位").to_owned(),
        title: String::new(),
        is: None,
        day: None,
        table: fields::table(key).cloned().unwrap_or_default(),
        inner: Vec::new(),
        public: Vec::new(),
        about_public: false,
        beside: None,
        spoken: Spoken::default(),
    }
}

/// The same with more keys: each a table as a field of a ledger is, or its type alone.
fn extended(mut entry: LedgerEntry, keys: &Table, findings: &mut Vec<Finding>) -> LedgerEntry {
    let mut places = BTreeMap::new();
    for (key, written) in &keys.entries {
        let mut short = Table::default();
        let table = match &written.value {
            Value::Table(table) => table,
            _ => {
                let word = Spanned::new("type".to_owned(), key.place);
                short.entries.push((word, written.clone()));
                &short
            }
        };
        let taken = entry
            .table
            .fields
            .iter()
            .any(|field| field.key == key.value)
            || fields::table(&format!("{}.{}", entry.id, key.value)).is_some();
        if taken {
            let message = format!("{}已经有 {} 这个键", entry.name, quoted(key));
            let finding = Finding::error(Code::DuplicateId, key.place, message);
            findings.push(finding.help("换一个键名"));
            continue;
        }
        let place = match written.value {
            Value::Table(_) => written.place,
            _ => key.place,
        };
        let mut referred = Vec::new();
        let mut inner = Vec::new();
        let named = Some(key);
        let read = field(
            findings,
            table,
            place,
            &entry.id,
            named,
            &mut inner,
            &mut referred,
        );
        if let Some((field, shown)) = read {
            entry.public.extend(shown.then(|| field.key.clone()));
            places.insert(field.key.clone(), place);
            entry.table.fields.push(field);
            entry.inner.append(&mut inner);
        }
    }
    consistent::check(&entry.table, &places, findings);
    entry
}

/// Asks `reader` for the keys of the unit's own, so that they are not told as unknown.
pub(super) fn known(reader: &mut Reader<'_, '_>, registry: &Registry<'_>, kind: &str) {
    let own = registry.own.iter().filter(|own| own.of.key() == kind);
    for field in own.flat_map(|own| own.fields()) {
        reader.raw(&field.key);
    }
}

/// What is written under keys of the unit's own, kind by kind in the order declared.
pub(super) fn read(registry: &Registry<'_>, findings: &mut Vec<Finding>) -> Vec<Own> {
    let mut out = Vec::new();
    for own in &registry.own {
        let fields: Vec<&'static Field> = own.fields().iter().collect();
        let mut read = |table, place: Place, label, models: Vec<&Table>, index: usize| {
            let mut reader = Reader::new(table, place, label, findings);
            reader.like(
                fields.iter().map(|field| field.key.as_str()).collect(),
                models,
            );
            let values = values(&mut reader, registry, own.of.entry(), &fields);
            order::check(&values, &mut reader);
            // The other keys have been read already.
            reader.rest();
            if !values.0.is_empty() {
                out.push(Own {
                    of: own.of,
                    index,
                    values,
                });
            }
        };
        let kind = KINDS.iter().find(|kind| kind.key() == own.of.key());
        let Some(&kind) = kind else {
            for (place, table) in registry.units() {
                read(table, place, "[unit] ".to_owned(), Vec::new(), 0);
            }
            continue;
        };
        // One without an id is in no list, and has been told.
        let entities = registry.list(kind).iter().enumerate();
        for (index, raw) in entities.filter(|(_, raw)| raw.id.is_some()) {
            let id = raw.id.as_ref().map_or("", |id| id.value);
            let label = format!("{} {id} ", registry.named(kind));
            let mut told = Vec::new(); // With the other keys.
            let mut reader = Reader::new(raw.table, raw.place, String::new(), &mut told);
            let models = match kind {
                Kind::Department => like::models(&mut reader, raw, registry),
                _ => Vec::new(),
            };
            read(raw.table, raw.place, label, models, index);
        }
    }
    out
}
