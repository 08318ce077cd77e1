//! The annex that says what was done when: the unit's records, ledger by ledger, each by date.
//! What is printed of a record, and where, its ledger says; the public edition has what its
//! ledger lets it show (`super::public`), and no ledger that shows nothing.

mod value;

pub(super) use self::value::{said, shown};

use self::value::filled;
use super::anchors::{number, Anchors, Link};
use super::issue::Issue;
use super::shared::taken_out;
use super::table::{self, listed, Cell, Declared, Row, Table};
use crate::date::Date;
use crate::fields::{Column, Field, Holds};
use crate::model::ledger::{FieldValue, Ledger, Record};
use crate::model::{GradingObject, Unit};
use serde::Serialize;
use std::collections::BTreeMap;

/// The records of one ledger.
#[derive(Debug, Clone, Serialize)]
pub struct RecordGroup {
    /// Its anchor.
    pub id: String,
    /// What they are.
    pub title: &'static str,
    /// 二, its place among those that have records.
    pub number: String,
    /// Each, by date.
    #[serde(skip)]
    pub rows: Vec<RecordRow>,
    /// How many they are; those of one day of which the same is said share a row.
    pub count: usize,
    /// The same as they are shown, without what is said of all of them.
    pub table: Table,
    /// What is said of all of them above the table.
    pub shared: Option<String>,
}

/// A record.
#[derive(Debug, Clone, Serialize)]
pub struct RecordRow {
    /// The anchor of its row: the ledger, and the place there of the first one in the row.
    pub id: String,
    /// 2013年1月4日.
    pub date: String,
    /// About whom, or what.
    pub object: String,
    /// Where that is, if it is a department or a post.
    pub href: Option<String>,
    /// Who did it, or where it was sent.
    pub by: String,
    /// Its number, result or contents.
    pub note: String,
    /// What it is for, 2012年下半年, and all else that `note` says.
    period: Option<(String, String)>,
    /// Its day.
    #[serde(skip)]
    pub(super) day: Option<Date>,
    /// What the object is called as a head: 站所, 岗位, 事项.
    #[serde(skip)]
    object_head: String,
    /// What those in `by` are called: 检查人, 备案.
    #[serde(skip)]
    by_heads: Vec<String>,
}

/// Every ledger that the unit keeps and the edition shows.
pub fn record_groups(issue: &Issue, anchors: Anchors) -> Vec<RecordGroup> {
    let unit = issue.unit();
    let shown = |ledger: &Ledger| issue.internal() || !ledger.entry().public.is_empty();
    let ledgers: Vec<Ledger> = unit.ledgers.iter().copied().filter(shown).collect();
    let beside = Beside::of(unit, &ledgers);
    let groups = ledgers.iter().map(|&ledger| {
        let records = of_ledger(unit, ledger).enumerate();
        let records = records.filter(|(_, record)| other(record, &ledgers).is_none());
        let rows = records.map(|(index, record)| {
            let mut row = row(unit, record, index);
            row.href = record.object.and_then(|object| match object {
                GradingObject::Department(d) => anchors.department(&unit[d]),
                GradingObject::Post(p) => anchors.post(&unit[p]),
            });
            let more = beside.0.get(&(ledger.key(), index));
            let parts = std::iter::once(&row.note).chain(more.into_iter().flatten());
            row.note = joined(parts.map(String::as_str));
            row
        });
        let mut rows: Vec<RecordRow> = rows.collect();
        rows.sort_by_key(|row| row.day);
        let by = rows.iter().filter(|row| !row.by.is_empty()).count();
        if by < rows.len().div_ceil(2) {
            // A column for the sake of a few rows takes the room of the last one.
            for row in &mut rows {
                let by = std::mem::take(&mut row.by);
                row.note = joined([by.as_str(), row.note.as_str()].into_iter());
            }
        }
        (ledger, gathered(rows))
    });
    let kept = groups.filter(|(_, rows)| !rows.is_empty()).enumerate();
    kept.map(|(at, (ledger, rows))| {
        let title = ledger.entry().title.as_str();
        let (table, shared) = table(unit, title, &rows);
        RecordGroup {
            id: format!("records-{}", ledger.key()),
            title,
            number: number(at as i64 + 1),
            count: rows.len(),
            table,
            shared,
            rows,
        }
    })
    .collect()
}

/// The records by date, those of one day that differ in their object alone behind each other, under
/// one anchor.
fn gathered(rows: Vec<RecordRow>) -> Vec<RecordRow> {
    let mut out: Vec<RecordRow> = Vec::new();
    for mut row in rows {
        let alike = |other: &RecordRow| {
            (&other.object_head, &other.by, &other.note) == (&row.object_head, &row.by, &row.note)
        };
        let has_object = row.day.is_some() && !row.object.is_empty();
        let mut of_day = (0..out.len())
            .rev()
            .take_while(|&at| out[at].day == row.day);
        match of_day.find(|&at| has_object && alike(&out[at])) {
            Some(at) => {
                row.id = out[at].id.clone();
                out.insert(at + 1, row);
            }
            None => out.push(row),
        }
    }
    out
}

/// The records of a ledger as they are shown, and what is said of all of them. All these tables have
/// the same stops, in mm of the 156 of the type area: wide enough for a date and a document's number
/// on one line.
fn table(unit: &Unit, title: &str, rows: &[RecordRow]) -> (Table, Option<String>) {
    let word = &unit.words().department;
    let any = match word.is_empty() {
        true => "岗位或者事项".to_owned(),
        false => format!("{word}、岗位或者事项"),
    };
    let object = head(rows.iter().map(|row| &row.object_head), any);
    let by = rows.iter().flat_map(|row| &row.by_heads);
    let by = head(by, "经办或者报送".to_owned());
    let mut bys: Vec<String> = rows.iter().map(|row| row.by.clone()).collect();
    // What all are for has a column of its own.
    let has_period = rows.iter().all(|row| row.period.is_some());
    let said = |row: &RecordRow| match &row.period {
        Some(apart) if has_period => apart.clone(),
        _ => (String::new(), row.note.clone()),
    };
    let (periods, mut notes): (Vec<String>, Vec<String>) = rows.iter().map(said).unzip();
    let alike = [(by.as_str(), &mut bys), ("情况", &mut notes)];
    let alike = alike
        .into_iter()
        .filter_map(|(head, values)| taken_out(head, &mut values.iter_mut().collect::<Vec<_>>()));
    let alike = alike.collect::<Vec<_>>().join("；");
    let shared = (!alike.is_empty()).then(|| format!("各条的{alike}。"));
    // Those of a period are for the most part all there is to say, of several in a row.
    let has_by = bys.iter().any(|by| !by.is_empty());
    let [of_number, of_period, of_object, of_by, of_note] = match (has_period, has_by) {
        (true, true) => [12.5, 26.0, 31.0, 34.0, 25.5],
        (true, false) => [12.5, 26.0, 46.0, 0.0, 44.5],
        (false, _) => [9.0, 0.0, 30.2, 37.3, 52.5],
    };
    let columns = vec![
        table::Column::new("number", "序号", of_number).class("number"),
        table::Column::new("date", "日期", 27.0)
            .class("date")
            .optional(),
        table::Column::new("period", "期间", of_period).optional(),
        table::Column::new("object", &object, of_object)
            .names()
            .optional(),
        table::Column::new("by", &by, of_by).optional(),
        table::Column::new("note", "情况", of_note)
            .class("text")
            .optional(),
    ];
    let said: Vec<((String, String), String)> = periods.into_iter().zip(bys).zip(notes).collect();
    let mut at = 0;
    let rows = rows.chunk_by(|a, b| a.id == b.id).map(|alike| {
        let from = at + 1;
        at += alike.len();
        let ((period, by), note) = said[from - 1].clone();
        let numbers = match alike {
            [_] => from.to_string(),
            _ => format!("{from}—{at}"),
        };
        let objects = alike.iter().map(|row| Link {
            text: row.object.clone(),
            href: row.href.clone(),
        });
        let cells = vec![
            Cell::text(numbers),
            Cell::text(alike[0].date.clone()),
            Cell::text(period),
            Cell::lines([listed(objects)]),
            Cell::text(by).or_nothing(),
            Cell::text(note).or_nothing(),
        ];
        Row::new(&[], cells).at(Some(alike[0].id.clone()))
    });
    let table = Table::from(Declared {
        key: "records",
        title: title.to_owned(),
        caption: title.to_owned(),
        columns,
        rows: rows.collect(),
        legend: Vec::new(),
        notes: Vec::new(),
    });
    (table, shared)
}

/// The head of a column: what its cells are called, if that is one or two things and short, else
/// the words for all.
fn head<'r>(called: impl Iterator<Item = &'r String>, any: String) -> String {
    /// So many characters stand on one line of the column.
    const LONGEST: usize = 10;
    let mut heads: Vec<&str> = Vec::new();
    for name in called.filter(|name| !name.is_empty()) {
        if !heads.contains(&name.as_str()) {
            heads.push(name);
        }
    }
    let said = heads.join("、");
    let fits = !said.is_empty() && said.chars().count() <= LONGEST;
    if fits {
        said
    } else {
        any
    }
}

fn of_ledger(unit: &Unit, ledger: Ledger) -> impl Iterator<Item = &Record> {
    unit.records.all.iter().filter(move |r| r.ledger == ledger)
}

/// The record beside which another one is said, if the edition shows that: its ledger, and its
/// place there.
fn other(record: &Record, ledgers: &[Ledger]) -> Option<(&'static str, usize)> {
    let beside = record.ledger.entry().beside.as_ref()?;
    match record.values.get(&beside.key)?.value {
        FieldValue::Record(ledger, index) if ledgers.contains(&ledger) => {
            Some((ledger.key(), index as usize))
        }
        _ => None,
    }
}

/// What is said beside records instead of in a list of its own.
struct Beside(BTreeMap<(&'static str, usize), Vec<String>>);

impl Beside {
    fn of(unit: &Unit, ledgers: &[Ledger]) -> Self {
        let mut out: BTreeMap<_, Vec<String>> = BTreeMap::new();
        for record in &unit.records.all {
            let entry = record.ledger.entry();
            let (Some(other), Some(beside)) = (other(record, ledgers), &entry.beside) else {
                continue;
            };
            if ledgers.contains(&record.ledger) {
                let said = out.entry(other).or_default();
                said.push(filled(unit, &record.values, &beside.says, None));
                // What the sentence leaves out, but for the reference.
                let told = |key: &str| beside.says.contains(&format!("{{{key}}}"));
                said.extend(notes(unit, record, &|key| key == beside.key || told(key)));
            }
        }
        Self(out)
    }
}

fn row(unit: &Unit, record: &Record, index: usize) -> RecordRow {
    let entry = record.ledger.entry();
    let day = unit.records.day_of(record);
    let mut object = match record.object {
        Some(object) => unit.object_name(object).to_owned(),
        None => String::new(),
    };
    let word = unit.words().department.as_str();
    let mut object_head = match record.object {
        Some(GradingObject::Department(_)) => word.to_owned(),
        Some(GradingObject::Post(_)) => "岗位".to_owned(),
        None => String::new(),
    };
    let (mut by, mut by_heads) = (Vec::new(), Vec::new());
    for field in &entry.table.fields {
        let column = column(field, entry.day.as_deref());
        let Some(value) = record.values.get(&field.key) else {
            // A record that could say which departments, and does not, is about all.
            if column == Column::Object && of_departments(field) && object.is_empty() {
                object = format!("各{word}");
                object_head = word.to_owned();
            }
            continue;
        };
        let said = |name| said(unit, &record.values, field, &value.value, name);
        match column {
            Column::Object if object.is_empty() => {
                object = said("");
                object_head = match of_departments(field) {
                    true => word.to_owned(),
                    false => field.about.clone(),
                };
            }
            Column::By => {
                by.push(said(""));
                by_heads.push(field.about.clone());
            }
            Column::Object | Column::Note | Column::Nowhere => {}
        }
    }
    let note = |is_told: &dyn Fn(&str) -> bool| {
        joined(notes(unit, record, is_told).iter().map(String::as_str))
    };
    let mut values = record.values.0.iter();
    // Where the ledger says nothing about it but the period itself.
    let period = values.find_map(|(field, value)| match value.value {
        FieldValue::Period(period) if column(field, entry.day.as_deref()) == Column::Note => {
            let own = said(unit, &record.values, field, &value.value, &field.about);
            (own == period.chinese()).then(|| (own, note(&|key| key == field.key)))
        }
        _ => None,
    });
    RecordRow {
        id: format!("record-{}-{}", record.ledger.key(), index + 1),
        date: day.map_or(String::new(), |day| day.chinese()),
        object,
        href: None,
        by: joined(by.iter().map(String::as_str)),
        note: note(&|_| false),
        period,
        day,
        object_head,
        by_heads,
    }
}

/// What stands in the last column, but for the keys that are told already.
fn notes(unit: &Unit, record: &Record, is_told: &dyn Fn(&str) -> bool) -> Vec<String> {
    let day = record.ledger.entry().day.as_deref();
    let values = record
        .values
        .0
        .iter()
        .filter(|(field, _)| column(field, day) == Column::Note && !is_told(&field.key));
    let said = values.map(|(field, value)| {
        match (&value.value, &field.kept.says) {
            // Yes is said by the name alone.
            (FieldValue::Flag(true), None) => field.about.clone(),
            (FieldValue::Flag(false), None) => format!("{}：否", field.about),
            // A text says what it is itself; a number does not.
            (FieldValue::Text(text), None) => field.called(text).to_owned(),
            (other, _) => said(unit, &record.values, field, other, &field.about),
        }
    });
    said.collect()
}

/// Where a key is printed: where its ledger says; else who acted goes into one column, the
/// departments of a list into another, all else into the last.
pub(super) fn column(field: &Field, day: Option<&str>) -> Column {
    let by_kind = || match field.holds() {
        _ if day == Some(field.key.as_str()) => Column::Nowhere,
        _ if of_departments(field) => Column::Object,
        Some(
            Holds::Actor { .. }
            | Holds::Table { name: "filed", .. }
            | Holds::Reference {
                kind: "post" | "department" | "organ",
                ..
            },
        ) => Column::By,
        _ => Column::Note,
    };
    field.kept.column.unwrap_or_else(by_kind)
}

fn of_departments(field: &Field) -> bool {
    let departments = Holds::Reference {
        kind: "department",
        many: true,
    };
    field.holds() == Some(departments)
}

/// Those that are not empty, with commas between.
fn joined<'p>(parts: impl Iterator<Item = &'p str>) -> String {
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("，")
}
