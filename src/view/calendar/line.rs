//! A row of the list: what one or many have to do by a day.

use super::words::StateView;
use crate::check::duties::State;
use crate::date::Date;
use crate::duty::{self, Agenda, Kind, Row};
use crate::model::Unit;
use crate::text::closed;
use crate::view::anchors::{Anchors, Link};
use crate::view::chip::GradeView;
use serde::Serialize;
use std::collections::BTreeSet;

/// A row.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Anchor, unique on the page.
    pub id: String,
    /// Its year and month.
    pub month: (i16, i8),
    /// Its day of the month.
    pub date: i8,
    /// 4月10日; of another year with the year.
    pub day: String,
    /// 周三.
    pub weekday: &'static str,
    /// Key of its kind.
    pub kind: &'static str,
    /// Sign of its kind.
    pub mark: char,
    /// Word of its kind.
    pub kind_word: String,
    /// What is to be done.
    pub title: String,
    /// The article.
    pub cite: Link,
    /// The regulation's brief name, and the place in it in figures: 评估预警办法, 第14条（一）.
    pub cite_brief: String,
    /// The place; empty where it is the whole regulation.
    pub cite_place: String,
    /// Whose it is.
    pub whose: String,
    /// The grade that all whose it is have.
    pub grade: Option<GradeView>,
    /// The grades where they have some of several: 中低级; empty where they have all.
    pub grades: String,
    /// Who does it.
    pub who: String,
    /// What became of it.
    pub state: StateView,
    /// How long it is still, or how long it was over.
    pub how_long: String,
    /// What its time is counted from.
    pub note: String,
    /// The day on which it was done.
    pub done: String,
    /// Ids of the departments whose it is.
    pub departments: BTreeSet<String>,
    /// Whoever does it: id, name.
    pub people: Vec<(String, String)>,
}

impl Line {
    /// Whether it is done.
    pub fn is_done(&self) -> bool {
        self.state.is.is_done()
    }
}

/// A line for each row.
pub fn lines(unit: &Unit, agenda: &Agenda, anchors: Anchors, rows: &[Row<'_>]) -> Vec<Line> {
    let kinds = duty::kinds(unit, agenda);
    let all = rows.iter().enumerate();
    all.map(|(index, row)| line(unit, agenda, anchors, &kinds, (index, row)))
        .collect()
}

fn line(
    unit: &Unit,
    agenda: &Agenda,
    anchors: Anchors,
    kinds: &[Kind],
    (index, row): (usize, &Row<'_>),
) -> Line {
    let first = row.first();
    let key = first.ledger.map_or("grading", |ledger| ledger.key());
    let kind = kinds.iter().find(|kind| kind.key == key);
    let day = first.day.0;
    let regulation = &unit[first.article.regulation];
    let text = match &first.article.path {
        Some(path) => {
            let place = regulation.path_chinese(path);
            format!("{} {place}", regulation.brief_name())
        }
        None => regulation.brief_name().to_owned(),
    };
    let departments = row
        .duties
        .iter()
        .filter_map(|duty| unit.department_of(&duty.object?));
    let mut people: Vec<(String, String)> = Vec::new();
    for actor in row.duties.iter().flat_map(|duty| &duty.who) {
        let id = unit.actor_id(actor);
        if !people.iter().any(|(known, _)| known == id) {
            people.push((id.to_owned(), unit.actor_name(actor).to_owned()));
        }
    }
    let (whose, who) = row.parties(unit);
    let whose = closed(&whose);
    Line {
        id: format!("d{}-{index}", first.day),
        month: (day.year(), day.month()),
        date: day.day(),
        day: chinese(first.day, agenda.year),
        weekday: weekday(first.day),
        kind: key,
        mark: kind.map_or('办', |kind| kind.mark),
        kind_word: kind.map_or(String::new(), |kind| kind.word.clone()),
        title: first.title(agenda.year),
        cite: Link {
            text,
            href: anchors.place(regulation, first.article.path.as_ref()),
        },
        cite_brief: regulation.brief_name().to_owned(),
        cite_place: (first.article.path.as_ref())
            .map_or(String::new(), |path| regulation.path_cited(path)),
        whose,
        grade: row.grade(unit).map(Into::into),
        grades: row.grades(unit).unwrap_or_default(),
        who,
        how_long: match agenda.tells() {
            true if row.state != State::Open => closed(&row.how_long(agenda.as_of)),
            _ => String::new(),
        },
        note: note(agenda, row),
        done: row
            .done()
            .filter(|_| agenda.tells())
            .map_or(String::new(), |d| chinese(d, agenda.year)),
        state: row.state.into(),
        departments: departments.map(|d| unit[d].id.value.clone()).collect(),
        people,
    }
}

/// 4月10日; of another year with the year.
pub fn chinese(day: Date, year: i16) -> String {
    match day.0.year() == year {
        true => format!("{}月{}日", day.0.month(), day.0.day()),
        false => day.chinese(),
    }
}

fn weekday(day: Date) -> &'static str {
    let names = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    let index = day.0.weekday().to_monday_zero_offset();
    names
        .get(usize::try_from(index).unwrap_or(0))
        .copied()
        .unwrap_or_default()
}

/// What its time is counted from, and of what is late in part whose it is.
fn note(agenda: &Agenda, row: &Row<'_>) -> String {
    let first = row.first();
    let mut parts = Vec::new();
    if let Some(begun) = first.begun.filter(|_| agenda.tells()) {
        parts.push(format!("从{}起算", chinese(begun, agenda.year)));
    }
    if !first.note.is_empty() {
        parts.push(first.note.trim_matches(['（', '）']).to_owned());
    }
    parts.join("；")
}
