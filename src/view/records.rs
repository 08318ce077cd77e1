//! The annex that says what was done when: the unit's records, each kind by date.
//!
//! The public edition has only what shows that the regulations are kept: notices, complaints,
//! cases, rotations and changes of duties stay in the house. What it shows of the others is
//! settled before (`super::public`).

use super::common::Issue;
use crate::date::Date;
use crate::diagnostic::Spanned;
use crate::model::ledger::{FieldValue, Record};
use crate::model::{
    Actor, Decision, Department, Filing, Gathering, GradingObject, Notice, Ref, Unit,
};
use serde::Serialize;

/// The records of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct RecordGroup {
    /// What they are.
    pub title: &'static str,
    /// Each, by date.
    pub rows: Vec<RecordRow>,
}

/// A record.
#[derive(Debug, Clone, Serialize)]
pub struct RecordRow {
    /// 2013年1月4日.
    pub date: String,
    /// About whom, or what.
    pub object: String,
    /// Who did it, or where it was sent.
    pub by: String,
    /// Its number, result or contents.
    pub note: String,
    #[serde(skip)]
    day: Option<Date>,
}

type Text = Option<Spanned<String>>;

/// Every kind of record that the unit keeps and the edition shows.
pub fn record_groups(issue: &Issue) -> Vec<RecordGroup> {
    let unit = issue.unit();
    let inside = issue.internal();
    let mut groups = Groups(Vec::new());
    let records = &unit.records;
    let searches = records.risk_searches.iter();
    groups.add(
        "风险查找和预警方案",
        searches
            .map(|r| {
                row(
                    &r.date,
                    object(unit, r.object),
                    String::new(),
                    words(&r.plan),
                )
            })
            .collect(),
    );
    let checks = records.self_checks.iter();
    groups.add(
        "自查报告",
        checks
            .map(|r| {
                let period = r.period.as_ref().map_or(String::new(), |p| p.chinese());
                let note = joined(&[period, words(&r.result)]);
                row(&r.date, object(unit, r.object), filed(unit, &r.filed), note)
            })
            .collect(),
    );
    let inspections = records.inspections.iter().enumerate();
    groups.add(
        "定期检查",
        inspections
            .map(|(index, r)| {
                let note = joined(&[words(&r.result), talk(unit, index)]);
                row(
                    &r.date,
                    department(unit, r.department),
                    actor(unit, &r.by),
                    note,
                )
            })
            .collect(),
    );
    let meetings = records.meetings.iter();
    groups.add(
        "会议",
        meetings
            .map(|r| {
                let note = joined(&[words(&r.number), words(&r.topic)]);
                row(
                    &r.date,
                    r.kind.chinese().into(),
                    filed(unit, &r.filed),
                    note,
                )
            })
            .collect(),
    );
    let appraisals = records.appraisals.iter();
    groups.add(
        "民主评议",
        appraisals
            .map(|r| {
                let names = r.supervision.iter().map(|s| department(unit, s.department));
                let note = match names.collect::<Vec<_>>() {
                    names if !names.is_empty() => {
                        format!("列为监察重点：{}", names.join("、"))
                    }
                    _ => String::new(),
                };
                row(
                    &r.date,
                    format!("{}{}", r.grade.chinese(), unit.words().department),
                    actor(unit, &r.by),
                    note,
                )
            })
            .collect(),
    );
    let audits = records.audits.iter();
    groups.add(
        "内部审计",
        audits
            .map(|r| {
                let who = department(unit, r.department);
                row(&r.date, who, actor(unit, &r.by), words(&r.result))
            })
            .collect(),
    );
    let decisions = records.decisions.iter();
    groups.add("重大决策", decisions.map(|r| decision(unit, r)).collect());
    let studies = records.law_studies.iter();
    groups.add(
        "法律法规学习",
        studies.map(|r| gathering(unit, r)).collect(),
    );
    let checks = records.asset_checks.iter();
    groups.add("固定资产核对", checks.map(|r| gathering(unit, r)).collect());
    own_ledgers(&mut groups, issue);
    if !inside {
        return groups.0;
    }
    let changes = records.duty_changes.iter();
    groups.add(
        "职责变动",
        changes
            .map(|r| {
                let kind = r.kind.chinese().to_owned();
                row(
                    &r.date,
                    object(unit, r.object),
                    String::new(),
                    joined(&[kind, words(&r.note)]),
                )
            })
            .collect(),
    );
    let rotations = records.rotations.iter();
    groups.add(
        "交流轮岗",
        rotations
            .map(|r| {
                let post = r.post.map_or(String::new(), |p| unit[p].name.value.clone());
                let kind = r.kind.chinese().to_owned();
                row(
                    &r.date,
                    post,
                    String::new(),
                    joined(&[kind, words(&r.note)]),
                )
            })
            .collect(),
    );
    let notices = records.notices.iter();
    groups.add("预警通知书", notices.map(|r| notice(unit, r)).collect());
    let complaints = records.complaints.iter();
    groups.add(
        "信访举报和初核",
        complaints
            .map(|r| {
                let checked = day(&r.checked, "初核");
                let by = joined(&[actor(unit, &r.checked_by), checked]);
                row(&r.date, object(unit, r.object), by, words(&r.result))
            })
            .collect(),
    );
    let cases = records.cases.iter();
    groups.add(
        "案件",
        cases
            .map(|r| {
                let officers = r.officers.iter().map(|&o| unit[o].name.as_str());
                let officers = officers.collect::<Vec<_>>().join("、");
                let note = joined(&[
                    words(&Some(r.subject.clone())),
                    day(&r.filed, "立案"),
                    day(&r.refused, "不予立案"),
                ]);
                row(&r.received, department(unit, r.department), officers, note)
            })
            .collect(),
    );
    groups.0
}

/// The ledgers that the unit declares itself; the public edition has those that show something.
fn own_ledgers(groups: &mut Groups, issue: &Issue) {
    let unit = issue.unit();
    for &ledger in &unit.ledgers {
        if !issue.internal() && ledger.entry().public.is_empty() {
            continue;
        }
        let records = unit.records.own.iter().filter(|r| r.ledger == ledger);
        let rows = records.map(|record| own_row(unit, record)).collect();
        groups.add(ledger.chinese(), rows);
    }
}

/// Who acted goes into one column, all else into another, each with its name where the value
/// alone would not say what it is.
fn own_row(unit: &Unit, record: &Record) -> RecordRow {
    let day = record.day();
    let (mut by, mut note) = (Vec::new(), Vec::new());
    let mut about = object(unit, record.object);
    for field in &record.ledger.entry().table.fields {
        // A record that could say which departments, and does not, is about all.
        let of_departments = field.holds == "refs:department";
        let Some(value) = record.get(&field.key) else {
            if of_departments && about.is_empty() {
                about = format!("各{}", unit.words().department);
            }
            continue;
        };
        if record.ledger.entry().day.as_deref() == Some(&field.key) {
            continue;
        }
        if of_departments && about.is_empty() {
            about = shown(unit, &value.value);
            continue;
        }
        match &value.value {
            FieldValue::Actor(_) | FieldValue::Filing(_) => by.push(shown(unit, &value.value)),
            FieldValue::List(items) if matches!(items.first(), Some(FieldValue::Actor(_))) => {
                by.push(shown(unit, &value.value));
            }
            FieldValue::Text(text) => note.push(text.clone()),
            FieldValue::Flag(true) => note.push(field.about.clone()),
            FieldValue::Flag(false) => note.push(format!("{}：否", field.about)),
            other => note.push(format!("{}{}", field.about, shown(unit, other))),
        }
    }
    RecordRow {
        date: day.map_or(String::new(), |day| day.chinese()),
        object: about,
        by: joined(&by),
        note: joined(&note),
        day,
    }
}

fn shown(unit: &Unit, value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) | FieldValue::Record(text) => text.clone(),
        FieldValue::Day(day) => day.chinese(),
        FieldValue::Period(period) => period.chinese(),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Flag(flag) => (if *flag { "是" } else { "否" }).to_owned(),
        FieldValue::Actor(actor) => unit.actor_name(actor).to_owned(),
        FieldValue::Filing(filing) => filed(unit, &Some((**filing).clone())),
        FieldValue::List(items) => {
            let items: Vec<String> = items.iter().map(|item| shown(unit, item)).collect();
            items.join("、")
        }
        FieldValue::Table(row) => {
            let cells: Vec<String> = row.iter().map(|(_, value)| shown(unit, value)).collect();
            format!("（{}）", joined(&cells))
        }
    }
}

/// The groups, as far as they are filled.
struct Groups(Vec<RecordGroup>);

impl Groups {
    fn add(&mut self, title: &'static str, mut rows: Vec<RecordRow>) {
        rows.sort_by_key(|row| row.day);
        if !rows.is_empty() {
            self.0.push(RecordGroup { title, rows });
        }
    }
}

fn row(date: &Option<Spanned<Date>>, object: String, by: String, note: String) -> RecordRow {
    let day = date.as_ref().map(|date| date.value);
    RecordRow {
        date: day.map_or(String::new(), |day| day.chinese()),
        object,
        by,
        note,
        day,
    }
}

fn decision(unit: &Unit, r: &Decision) -> RecordRow {
    let met = r.meeting.and_then(|meeting| unit[meeting].date.clone());
    let advice = r
        .advice
        .as_ref()
        .map(|a| format!("评估建议{}", a.chinese()));
    let outcome = r.outcome.as_ref().map(|o| format!("会议{}", o.chinese()));
    let said = [advice, outcome].map(Option::unwrap_or_default);
    let date = met.or_else(|| r.submitted.clone());
    row(
        &date,
        r.title.value.clone(),
        department(unit, r.submitter),
        joined(&said),
    )
}

fn notice(unit: &Unit, r: &Notice) -> RecordRow {
    let level = match unit.vocabulary.level_name(r.level.value) {
        "" => String::new(),
        _ => unit.vocabulary.level_warning(r.level.value),
    };
    let note = joined(&[
        words(&r.number),
        words(&r.reason),
        r.due.as_ref().map_or(String::new(), |due| {
            format!("整改期限{}", due.value.chinese())
        }),
        day(&r.closed, "办结"),
    ]);
    let by = joined(&[level, words(&r.disposal)]);
    row(&r.date, object(unit, r.object), by, note)
}

fn gathering(unit: &Unit, r: &Gathering) -> RecordRow {
    let names: Vec<&str> = r
        .departments
        .iter()
        .map(|&d| unit[d].name.as_str())
        .collect();
    let who = match names.is_empty() {
        true => format!("各{}", unit.words().department),
        false => names.join("、"),
    };
    row(&r.date, who, String::new(), words(&r.note))
}

/// 2013年1月9日由副镇长与财政所所长谈话.
fn talk(unit: &Unit, index: usize) -> String {
    let mut talks = unit.records.talks.iter();
    let own = talks.find(|talk| talk.inspection.is_some_and(|i| i.index as usize == index));
    own.map_or(String::new(), |talk| {
        let by = talk.by.map_or("", |post| &unit[post].name.value);
        let date = talk.date.as_ref().map_or(String::new(), |d| d.chinese());
        format!("{date}{by}与负责人谈话")
    })
}

fn object(unit: &Unit, object: Option<GradingObject>) -> String {
    object.map_or(String::new(), |object| unit.object_name(object).to_owned())
}

fn department(unit: &Unit, department: Option<Ref<Department>>) -> String {
    department.map_or(String::new(), |d| unit[d].name.value.clone())
}

fn actor(unit: &Unit, actor: &Option<Actor>) -> String {
    actor
        .as_ref()
        .map_or(String::new(), |a| unit.actor_name(a).to_owned())
}

/// 报旗纪委，自查备案〔2013〕1号.
fn filed(unit: &Unit, filing: &Option<Filing>) -> String {
    filing.as_ref().map_or(String::new(), |filing| {
        let with = actor(unit, &filing.with);
        joined(&[format!("报{with}"), words(&filing.number)])
    })
}

/// 办结2013年2月26日.
fn day(day: &Option<Spanned<Date>>, what: &str) -> String {
    day.as_ref()
        .map_or(String::new(), |day| format!("{}{what}", day.chinese()))
}

fn words(text: &Text) -> String {
    text.as_ref()
        .map_or(String::new(), |text| text.value.clone())
}

/// Those that are not empty, with commas between.
fn joined(parts: &[String]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|p| !p.is_empty())
        .collect();
    parts.join("，")
}
