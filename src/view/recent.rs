//! What was done last, for the entry page: articles amended, records of the ledgers that the
//! edition shows; those of one ledger on one day are one line.

use super::anchors::{Anchors, Link};
use super::issue::Issue;
use super::records::{record_groups, RecordRow};
use crate::date::Date;
use serde::Serialize;
use std::cmp::Reverse;

/// So many lines are shown.
const SHOWN: usize = 6;

/// A thing that was done.
#[derive(Debug, Clone, Serialize)]
pub struct Recent {
    /// 3月22日; of another year with it.
    pub day: String,
    /// The article that was amended, or the ledger with the record; and where that is.
    pub what: Link,
    /// 修订; about whom the record is.
    pub note: String,
}

/// The last things done in the unit up to the day of the issue, the latest first.
pub(super) fn recent(issue: &Issue, anchors: Anchors) -> Vec<Recent> {
    let mut all: Vec<(Date, Recent)> = Vec::new();
    for regulation in &issue.unit().regulations {
        for amendment in &regulation.amendments {
            let day = amendment.day.value;
            let path = &amendment.article.value;
            let text = regulation.path_chinese(path);
            let recent = Recent {
                day: said(day, issue.as_of),
                what: Link {
                    text: format!("{}{text}", regulation.short.value),
                    href: anchors.place(regulation, Some(path)),
                },
                note: if amendment.before.is_empty() {
                    "增加".to_owned()
                } else {
                    "修订".to_owned()
                },
            };
            all.push((day, recent));
        }
    }
    for group in record_groups(issue, anchors) {
        for rows in group.rows.chunk_by(|a, b| a.day == b.day) {
            let (Some(first), Some(day)) = (rows.first(), rows[0].day) else {
                continue;
            };
            let what = Link {
                text: group.title.to_owned(),
                href: anchors.id(&first.id),
            };
            let recent = Recent {
                day: said(day, issue.as_of),
                what,
                note: about(rows),
            };
            all.push((day, recent));
        }
    }
    all.retain(|(day, _)| issue.as_of.is_none_or(|today| *day <= today));
    all.sort_by_key(|(day, _)| Reverse(*day));
    all.into_iter()
        .map(|(_, recent)| recent)
        .take(SHOWN)
        .collect()
}

/// A day, without its year where that is this year.
fn said(day: Date, today: Option<Date>) -> String {
    match today {
        Some(today) if today.0.year() == day.0.year() => {
            format!("{}月{}日", day.0.month(), day.0.day())
        }
        _ => day.chinese(),
    }
}

/// 财政所; 财政所等3件. A record that names nobody goes by who did it, else by what it says.
fn about(rows: &[RecordRow]) -> String {
    let said = |row: &RecordRow| {
        let words = [&row.object, &row.by, &row.note];
        let word = words.into_iter().find(|word| !word.is_empty());
        word.cloned().unwrap_or_default()
    };
    let first = rows.first().map(said).unwrap_or_default();
    match rows.len() {
        1 => first,
        n => format!("{first}等{n}件"),
    }
}
