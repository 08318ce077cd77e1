//! What stands under a key of a record, in words.

use super::{column, joined};
use crate::fields::{Column, Field};
use crate::model::ledger::{FieldValue, Record, Values};
use crate::model::{Filing, Unit};

/// What stands under a key in the words of its ledger, else behind `name`.
pub(in crate::view) fn said(
    unit: &Unit,
    values: &Values,
    field: &Field,
    value: &FieldValue,
    name: &str,
) -> String {
    match &field.kept.says {
        Some(says) => filled(unit, values, says, Some((field, value))),
        None => format!("{name}{}", shown(unit, field, value)),
    }
}

/// A sentence with its `own` in the place of `{}`, and what stands under keys in that of their names:
/// nothing where nothing stands.
pub(super) fn filled(
    unit: &Unit,
    values: &Values,
    says: &str,
    own: Option<(&Field, &FieldValue)>,
) -> String {
    let shown = |(field, value): (&Field, &FieldValue), behind: &str| match value {
        FieldValue::Number(number) if is_counted(behind) => in_myriads(*number),
        _ => shown(unit, field, value),
    };
    let mut out = String::new();
    let mut rest = says;
    while let Some((before, after)) = rest.split_once('{') {
        out += before;
        let Some((name, behind)) = after.split_once('}') else {
            rest = after;
            break;
        };
        let named = values.0.iter().find(|(field, _)| field.key == name);
        match (name, named) {
            ("", _) => out.extend(own.map(|own| shown(own, behind))),
            ("words.department", _) => out += &unit.words().department,
            (_, Some((field, value))) => out += &shown((field, &value.value), behind),
            (_, None) => {}
        }
        rest = behind;
    }
    out + rest
}

/// A value by itself.
pub(in crate::view) fn shown(unit: &Unit, field: &Field, value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) => field.called(text).to_owned(),
        FieldValue::Day(day) => day.chinese(),
        FieldValue::Period(period) => period.chinese(),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Flag(flag) => (if *flag { "是" } else { "否" }).to_owned(),
        FieldValue::Grade(grade) => grade.chinese().to_owned(),
        FieldValue::Level(level) => match unit.vocabulary.level_name(*level) {
            "" => String::new(),
            _ => unit.vocabulary.level_warning(*level),
        },
        FieldValue::MeetingKind(kind) => kind.chinese().to_owned(),
        FieldValue::DecisionKind(kind) => kind.chinese().to_owned(),
        FieldValue::Actor(actor) => unit.actor_name(actor).to_owned(),
        FieldValue::Record(ledger, index) => {
            let record = unit.records.nth(*ledger, *index);
            record.map_or(String::new(), |record| referred(unit, record))
        }
        FieldValue::Filing(filing) => filed(unit, filing),
        FieldValue::List(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| shown(unit, field, &item.value))
                .collect();
            items.join("、")
        }
        FieldValue::Table(row) => {
            let printed = row
                .0
                .iter()
                .filter(|(field, _)| column(field, None) != Column::Nowhere);
            let cells: Vec<String> = printed
                .map(|(field, value)| said(unit, row, field, &value.value, ""))
                .collect();
            match cells.as_slice() {
                [only] => only.clone(),
                cells => format!("（{}）", joined(cells.iter().map(String::as_str))),
            }
        }
    }
}

/// Whether a number before these words counts something: {}元, {}人. {}万元 counts in myriads itself,
/// {}号 says which; and so may a number with nothing behind it.
fn is_counted(behind: &str) -> bool {
    let next = behind.chars().next();
    next.is_some_and(|next| next.is_alphabetic() && !['万', '亿', '号'].contains(&next))
}

/// 9800, 486万, 12.8万, 1.2亿: exact, and of more than four digits in myriads (GB/T 15835 4.1.1),
/// so that those beside each other are in one form.
fn in_myriads(number: i64) -> String {
    let (unit, digits, word) = match number.unsigned_abs() {
        0..10_000 => return number.to_string(),
        10_000..100_000_000 => (10_000, 4, "万"),
        _ => (100_000_000, 8, "亿"),
    };
    let (whole, rest) = (number / unit, (number % unit).abs());
    let rest = format!("{rest:0digits$}");
    match rest.trim_end_matches('0') {
        "" => format!("{whole}{word}"),
        rest => format!("{whole}.{rest}{word}"),
    }
}

/// The keys of the name that a record goes by.
const NAMES: [&str; 3] = ["title", "name", "subject"];

/// What another record goes by: its name, else 2013年3月20日联席会议.
fn referred(unit: &Unit, record: &Record) -> String {
    let entry = record.ledger.entry();
    let mut names = NAMES.iter().filter_map(|key| record.values.text(key));
    if let Some(name) = names.next() {
        return name.value;
    }
    let day = record.day().map_or(String::new(), |day| day.chinese());
    let mut fields = entry.table.fields.iter();
    // What it is about says more than the name of its ledger, unless that is whose it is.
    let about = fields.find_map(|field| {
        let value = record.values.get(&field.key)?;
        let is_about = column(field, entry.day.as_deref()) == Column::Object;
        is_about.then(|| said(unit, &record.values, field, &value.value, ""))
    });
    format!("{day}{}", about.as_deref().unwrap_or(&entry.title))
}

/// 报旗纪委，自查备案〔2013〕1号.
fn filed(unit: &Unit, filing: &Filing) -> String {
    let with = filing.with.map_or("", |with| unit.actor_name(&with));
    let number = filing.number.as_ref().map_or("", |number| number.as_str());
    joined([format!("报{with}").as_str(), number].into_iter())
}

#[cfg(test)]
mod tests {
    use super::{in_myriads, is_counted};

    #[test]
    fn a_number_of_many_digits_is_said_in_myriads_and_stays_exact() {
        for (number, said) in [
            (0, "0"),
            (9_800, "9800"),
            (10_000, "1万"),
            (128_000, "12.8万"),
            (128_456, "12.8456万"),
            (4_860_000, "486万"),
            (4_860_050, "486.005万"),
            (120_000_000, "1.2亿"),
            (-35_000, "-3.5万"),
        ] {
            assert_eq!(in_myriads(number), said);
        }
    }

    #[test]
    fn a_number_that_counts_nothing_is_said_as_it_is() {
        for counted in ["元", "人次，", "平方米"] {
            assert!(is_counted(counted), "{counted}");
        }
        for other in ["", "，其中", "万元", "亿元", "号", "}"] {
            assert!(!is_counted(other), "{other}");
        }
    }
}
