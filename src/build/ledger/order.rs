//! What the keys of a record ask of each other: days in order, two that exclude each other, rows
//! that differ.

use crate::build::reader::Reader;
use crate::diagnostic::words::quoted;
use crate::diagnostic::{Code, Finding, Spanned};
use crate::fields::{Field, Table};
use crate::model::ledger::{FieldValue, Values};
use crate::model::Date;
use std::collections::BTreeMap;

/// Reports what the keys of a record do not keep.
pub(in crate::build) fn check(values: &Values, reader: &mut Reader<'_, '_>) {
    for (field, value) in &values.0 {
        let other = |key: &Option<String>| values.get(key.as_deref()?);
        if let Some(first) = other(&field.kept.not_before) {
            for (what, day) in days(field, value) {
                not_before(field, first, &what, &day, reader);
            }
        }
        let Some(key) = &field.kept.not_with else {
            continue;
        };
        let named = values.0.iter().find(|(field, _)| field.key == *key);
        if let Some((first, _)) = named {
            let message = format!("{}又写了 {key}，又写了 {}", reader.label, field.key);
            let help = format!(
                "{}写 {key}，{}写 {}，只留一个",
                first.about, field.about, field.key
            );
            reader.fault(Code::BadValue, value.place, message, help);
        }
    }
}

/// Every day under a key, each with what it is called.
fn days(field: &Field, value: &Spanned<FieldValue>) -> Vec<(String, Spanned<Date>)> {
    match &value.value {
        FieldValue::Day(day) => vec![(field.about.clone(), Spanned::new(*day, value.place))],
        FieldValue::Filing(filing) => {
            let day = filing.date.iter();
            day.map(|day| (format!("{}日期", field.about), day.clone()))
                .collect()
        }
        FieldValue::List(items) => items.iter().flat_map(|item| days(field, item)).collect(),
        FieldValue::Table(row) => (row.0.iter())
            .flat_map(|(field, value)| days(field, value))
            .collect(),
        _ => Vec::new(),
    }
}

/// Reports a day that cannot come before another one, or before a period, of the same record.
fn not_before(
    field: &Field,
    first: &Spanned<FieldValue>,
    what: &str,
    day: &Spanned<Date>,
    reader: &mut Reader<'_, '_>,
) {
    match first.value {
        FieldValue::Day(begin) if day.value < begin => {
            let message = format!("{what}（{}）早于 {begin}", day.value);
            reader.findings.push(
                Finding::error(Code::BadValue, day.place, message)
                    .help("查看两个日期")
                    .related(first.place, "应当在这一天以后"),
            );
        }
        FieldValue::Period(period) if day.value < period.first() => {
            let message = format!("{what}（{}）早于{}", day.value, period.chinese());
            let other = field.kept.not_before.as_deref().unwrap_or_default();
            let help = format!("期间还没有开始；查看 {} 和 {other}", field.key);
            reader.fault(Code::BadValue, day.place, message, help);
        }
        _ => {}
    }
}

/// Reports rows of a small table that say the same where each says something of its own, and
/// leaves the first.
pub(super) fn unique(of: &Table, rows: &mut Vec<Spanned<FieldValue>>, reader: &mut Reader<'_, '_>) {
    for field in of.fields.iter().filter(|field| field.kept.unique) {
        let mut seen = BTreeMap::new();
        rows.retain(|row| {
            let FieldValue::Table(values) = &row.value else {
                return true;
            };
            let Some(text) = values.text(&field.key) else {
                return true;
            };
            let Some(first) = seen.get(&text.value) else {
                seen.insert(text.value, text.place);
                return true;
            };
            reader.findings.push(
                Finding::error(
                    Code::BadValue,
                    text.place,
                    format!("{} 写了两次", quoted(&text)),
                )
                .help("同样的只写一次，分几天做的写做完的一天")
                .related(*first, "第一次写在这里"),
            );
            false
        });
    }
}
