//! A key of a ledger as a field of its form: what it is called, which articles ask for it, what
//! there is to choose from, and what is known already.

use super::article::short;
use crate::check::forms::{Asked, OfKey, Owed};
use crate::check::Grounds;
use crate::fields::{Column, Field, Holds, Table};
use crate::model::ledger::{FieldValue, Ledger, LedgerEntry, LedgerIs, Record, Values};
use crate::model::{Actor, Filing, GradingObject, Unit};
use crate::view::common::{Anchors, GradeView, Link};
use crate::view::records::{column, shown};
use serde::Serialize;
use std::borrow::Cow;

/// The blanks of a day to be written.
pub(super) const DAY: &str = "　　　年　　月　　日";
/// More departments than this are written, not ticked.
const MOST_TICKS: usize = 40;
/// Blank rows of a small table.
const BLANK_ROWS: usize = 4;
/// An example of so many characters is of something short.
const SHORT: usize = 12;

/// A field.
#[derive(Debug, Clone, Serialize)]
pub struct FieldView {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What to write, in a few words.
    pub hint: String,
    /// The articles that ask for it.
    pub articles: Vec<Link>,
    /// `text`, `day`, `choice`, `filing`, `table`, `parts` or `whose`.
    pub kind: &'static str,
    /// What is known; empty where nothing is.
    pub value: String,
    /// What stands there to be written into: 　年　月　日.
    pub blank: String,
    /// The grade of what is known.
    pub chip: Option<GradeView>,
    /// What there is to tick.
    pub options: Vec<Choice>,
    /// Whether only one of these may be ticked.
    pub single: bool,
    /// How many lines there are to write on.
    pub lines: usize,
    /// Whether it takes a row of its own.
    pub wide: bool,
    /// The columns of a small table, or the parts of one that stands once.
    pub columns: Vec<FieldView>,
    /// The rows of a small table: for each column what is known, or what stands there.
    pub rows: Vec<Vec<Written>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Written {
    /// What is known.
    pub value: String,
    /// What stands there to be written into.
    pub blank: String,
}

/// Something to tick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What it is called.
    pub word: String,
    /// As a grade.
    pub grade: Option<GradeView>,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// What a form is filled with.
pub(super) struct Fill<'a> {
    pub unit: &'a Unit,
    pub asked: &'a Asked,
    pub anchors: Anchors<'a>,
    /// Whom it is about.
    pub object: Option<GradingObject>,
    /// What is owed next.
    pub owed: Option<&'a Owed>,
    /// The record that it shows.
    pub record: Option<&'a Record>,
    pub grounds: Cow<'a, Grounds>,
}

/// The fields of a ledger's form.
pub(super) fn fields(fill: &Fill, ledger: Ledger) -> Vec<FieldView> {
    let entry = ledger.entry();
    let mut out = Vec::new();
    let mut whose = false;
    for field in &entry.table.fields {
        if field.key == "id" {
            out.push(id(fill, field));
        } else if entry.table.either.contains(&field.key) || is_whose(entry, field) {
            // One field for both, where a record is of the one or the other.
            if !whose {
                out.extend(of_whom(fill, entry));
            }
            whose = true;
        } else {
            out.push(of_key(fill, entry, field));
        }
    }
    out
}

/// Whether a field says whose a record is.
fn is_whose(entry: &LedgerEntry, field: &Field) -> bool {
    let named = matches!(field.key.as_str(), "department" | "post");
    // What the ledger declares itself has a name.
    named && entry.table.fields.iter().any(|f| std::ptr::eq(f, field)) && field.about_is_given()
}

impl Field {
    /// Whether the ledger has it without naming it: whose a record is.
    fn about_is_given(&self) -> bool {
        matches!(
            (self.key.as_str(), self.holds.as_str(), self.about.as_str()),
            ("department", "ref:department", "") | ("post", "ref:post", "岗位")
        )
    }
}

/// An empty field of that name.
fn empty(key: &str, label: &str) -> FieldView {
    FieldView {
        key: key.to_owned(),
        label: label.to_owned(),
        hint: String::new(),
        articles: Vec::new(),
        kind: "text",
        value: String::new(),
        blank: String::new(),
        chip: None,
        options: Vec::new(),
        single: true,
        lines: 1,
        wide: false,
        columns: Vec::new(),
        rows: Vec::new(),
    }
}

fn id(fill: &Fill, field: &Field) -> FieldView {
    let id = fill.record.and_then(|record| record.id.as_ref());
    FieldView {
        value: id.map_or(String::new(), |id| id.value.clone()),
        ..empty(&field.key, "编号")
    }
}

/// Whose the record is: one field for a department, two for a post and its department.
fn of_whom(fill: &Fill, entry: &LedgerEntry) -> Vec<FieldView> {
    let unit = fill.unit;
    let word = unit.words().department.as_str();
    let has = |key: &str| entry.table.fields.iter().any(|field| field.key == key);
    let department = match fill.object {
        Some(GradingObject::Department(d)) => Some(d),
        Some(GradingObject::Post(p)) => match unit[p].division {
            Some(crate::model::Division::Department(d)) => Some(d),
            _ => None,
        },
        None => None,
    };
    let body = match fill.object {
        Some(GradingObject::Post(p)) => unit.division_name(unit[p].division).to_owned(),
        _ => String::new(),
    };
    let mut out = Vec::new();
    let is_post = matches!(fill.object, Some(GradingObject::Post(_)));
    let label = if word.is_empty() { "机构" } else { word };
    if department.is_some() || !body.is_empty() || (fill.object.is_none() && has("department")) {
        let grade = department.map(|d| unit[d].grade.value.into());
        out.push(FieldView {
            kind: "whose",
            value: department.map_or(body, |d| unit[d].name.value.clone()),
            chip: grade.filter(|_| !is_post),
            ..empty("department", label)
        });
    }
    if is_post || (fill.object.is_none() && has("post")) {
        let post = match fill.object {
            Some(GradingObject::Post(p)) => Some(&unit[p]),
            _ => None,
        };
        let holder = post.and_then(|post| post.holder.as_ref());
        let holder = holder.map_or(String::new(), |holder| format!("　{}", holder.value));
        out.push(FieldView {
            kind: "whose",
            value: post.map_or(String::new(), |post| format!("{}{holder}", post.name.value)),
            chip: post.map(|post| post.grade.value.into()),
            ..empty("post", "岗位")
        });
    }
    out
}

/// A key that the ledger declares.
fn of_key(fill: &Fill, entry: &LedgerEntry, field: &Field) -> FieldView {
    let asked = fill.asked.of(&entry.id);
    let asked: Option<&OfKey> = asked.and_then(|own| own.keys.get(&field.key));
    let articles = asked.into_iter().flat_map(|own| &own.articles);
    let articles = articles.map(|cite| short(fill.unit, fill.anchors, cite));
    let hints = asked.map_or(&[][..], |own| own.hints.as_slice());
    let written = fill.record.and_then(|record| record.values.get(&field.key));
    let written = written.map(|value| &value.value);
    let mut view = FieldView {
        articles: articles.collect(),
        hint: hints.join("；"),
        ..plain(fill.unit, field, written)
    };
    match field.holds() {
        Some(Holds::Table { name: "filed", .. }) => filing(fill, entry, written, &mut view),
        Some(Holds::Table { name, many }) => {
            let table = entry.inner.iter().find(|table| table.name == name);
            if let Some(table) = table {
                small_table(fill.unit, table, many, written, &mut view);
            }
        }
        _ => {}
    }
    if fill.record.is_none() {
        known(fill, entry, field, &mut view);
    }
    view
}

/// A key by what it holds, with what is written.
fn plain(unit: &Unit, field: &Field, written: Option<&FieldValue>) -> FieldView {
    let value = written.map_or(String::new(), |value| shown(unit, field, value));
    let vocabulary = &unit.vocabulary;
    let mut view = FieldView {
        value,
        ..empty(&field.key, &field.about)
    };
    let tick = |word: &str| Choice {
        word: word.to_owned(),
        grade: None,
        ticked: false,
    };
    match field.holds() {
        Some(Holds::Day { .. }) => {
            view.kind = "day";
            view.blank = DAY.to_owned();
        }
        Some(Holds::Word { words, many }) => {
            view.options = words.iter().map(|word| tick(field.called(word))).collect();
            view.single = !many;
        }
        Some(Holds::YesNo) => view.options = ["是", "否"].map(tick).into(),
        Some(Holds::Term { list, .. }) => match list {
            "grade" => {
                let grades = vocabulary.grades.iter();
                view.options = grades
                    .map(|&grade| Choice {
                        grade: Some(grade.into()),
                        ..tick(grade.chinese())
                    })
                    .collect();
            }
            "level" => {
                let levels = 1..=vocabulary.levels.len() as i64;
                let levels = levels.map(|level| tick(&vocabulary.level_warning(level)));
                view.options = levels.collect();
            }
            "meeting-kind" => {
                let kinds = vocabulary.meeting_kinds.iter();
                view.options = kinds.map(|kind| tick(kind.chinese())).collect();
            }
            "decision-kind" => {
                let kinds = vocabulary.decision_kinds.iter();
                view.options = kinds.map(|kind| tick(kind.chinese())).collect();
            }
            _ => {}
        },
        // Those that may be left out are all of them; an order is written, not ticked.
        Some(Holds::Reference {
            kind: "department",
            many: true,
        }) if !field.required && unit.departments.len() <= MOST_TICKS => {
            let all = unit.departments.iter();
            view.options = all.map(|d| tick(&d.name.value)).collect();
            view.single = false;
        }
        Some(Holds::Text { many: true } | Holds::Reference { many: true, .. }) => {
            view.wide = true;
            view.lines = 2;
        }
        Some(Holds::Text { many: false }) => {
            let example = field.example.as_deref().unwrap_or("").trim_matches('"');
            let long = example.is_empty() || example.chars().count() > SHORT;
            // A sentence or a remark may be longer than the example of it, a number is not.
            let is_number = field.about.ends_with('号');
            let long = (long || !field.required) && !is_number;
            view.wide = long;
            view.lines = if long { 2 } else { 1 };
        }
        _ => {}
    }
    let is_ticked = |word: &str| match written {
        Some(FieldValue::List(items)) => {
            let mut items = items.iter().map(|item| shown(unit, field, &item.value));
            items.any(|item| item == word)
        }
        Some(value) => shown(unit, field, value) == word,
        None => false,
    };
    for option in &mut view.options {
        option.ticked = is_ticked(&option.word);
    }
    if !view.options.is_empty() {
        view.kind = "choice";
        let chars = view.options.iter().map(|o| o.word.chars().count() + 3);
        view.wide = chars.sum::<usize>() > 13;
    }
    view.wide |= view.value.chars().count() > 2 * SHORT;
    view
}

/// Where a record is filed: with whom, when, under which number.
fn filing(fill: &Fill, entry: &LedgerEntry, written: Option<&FieldValue>, view: &mut FieldView) {
    view.kind = "filing";
    view.wide = true;
    if let Some(FieldValue::Filing(filing)) = written {
        view.value = filed(fill.unit, filing);
        return;
    }
    if fill.record.is_some() {
        return;
    }
    let of = fill
        .asked
        .filed(&entry.id, fill.unit, &fill.grounds, fill.object);
    let with = of.map_or("　　　　", |(with, _)| fill.unit.actor_name(&with));
    // Of whom nothing is filed there is nothing to write.
    let owed = of.is_some() || fill.object.is_none();
    view.blank = match owed {
        true => format!("报{with}　{DAY}　编号"),
        false => String::new(),
    };
    if let Some((_, article)) = of {
        view.articles = vec![short(fill.unit, fill.anchors, article)];
    }
    if !owed {
        view.articles.clear();
        view.hint = "不必报送".to_owned();
    }
}

/// 报旗纪委，2013年1月17日，自查备案〔2013〕1号.
fn filed(unit: &Unit, filing: &Filing) -> String {
    let with = filing
        .with
        .map(|with| format!("报{}", unit.actor_name(&with)));
    let day = filing.date.as_ref().map(|day| day.chinese());
    let number = filing.number.as_ref().map(|number| number.value.clone());
    let parts: Vec<String> = [with, day, number].into_iter().flatten().collect();
    parts.join("，")
}

/// The columns and rows of a small table; the parts of one that stands once.
fn small_table(
    unit: &Unit,
    table: &Table,
    many: bool,
    written: Option<&FieldValue>,
    view: &mut FieldView,
) {
    view.wide = true;
    view.value.clear();
    view.kind = if many { "table" } else { "parts" };
    if !many {
        let values = match written {
            Some(FieldValue::Table(values)) => Some(values),
            _ => None,
        };
        let part = |field: &Field| {
            let value = values.and_then(|values| values.get(&field.key));
            let mut part = plain(unit, field, value.map(|value| &value.value));
            part.wide = true;
            part.lines = part.lines.max(2);
            part
        };
        view.columns = table.fields.iter().map(part).collect();
        return;
    }
    view.columns = table.fields.iter().map(|f| plain(unit, f, None)).collect();
    let row = |values: Option<&Values>| -> Vec<Written> {
        let cells = table.fields.iter().zip(&view.columns);
        cells
            .map(|(field, column)| {
                let value = values.and_then(|values| values.get(&field.key));
                Written {
                    value: value.map_or(String::new(), |v| shown(unit, field, &v.value)),
                    blank: if column.kind == "day" {
                        "　　年　月　日".to_owned()
                    } else {
                        String::new()
                    },
                }
            })
            .collect()
    };
    let items: &[_] = match written {
        Some(FieldValue::List(items)) => items,
        _ => &[],
    };
    let rows = items.iter().filter_map(|item| match &item.value {
        FieldValue::Table(values) => Some(row(Some(values))),
        _ => None,
    });
    view.rows = rows.collect();
    // Where each row is another of a few words, there is a row for each.
    let steps = table.fields.iter().position(|field| field.kept.unique);
    match steps {
        Some(at) => {
            for option in &view.columns[at].options.clone() {
                if !view.rows.iter().any(|row| row[at].value == option.word) {
                    let mut blank = row(None);
                    blank[at].value.clone_from(&option.word);
                    view.rows.push(blank);
                }
            }
        }
        None => {
            while view.rows.len() < BLANK_ROWS {
                view.rows.push(row(None));
            }
        }
    }
}

/// Fills in what the rules know of a record that is not made yet.
fn known(fill: &Fill, entry: &LedgerEntry, field: &Field, view: &mut FieldView) {
    let unit = fill.unit;
    let tick = |view: &mut FieldView, word: &str| {
        for option in &mut view.options {
            option.ticked |= option.word == word;
        }
    };
    let name = match fill.object {
        Some(object) => unit.object_name(object),
        None => "",
    };
    match (field.holds(), fill.object) {
        (Some(Holds::Period), _) => {
            let period = fill.owed.and_then(|owed| owed.period);
            view.value = period.map_or(String::new(), |period| period.chinese());
        }
        (Some(Holds::Integer), _) if field.kept.range.is_some_and(|range| range.0 > 0) => {
            let period = fill.owed.and_then(|owed| owed.period);
            let year = period.map_or(unit.profile.grading_year, |p| p.first().0.year());
            view.value = year.to_string();
        }
        (
            Some(Holds::Reference {
                kind: "department",
                many,
            }),
            Some(GradingObject::Department(_)),
        ) => match many {
            true => tick(view, name),
            false => view.value = name.to_owned(),
        },
        (
            Some(Holds::Reference {
                kind: "post",
                many: false,
            }),
            Some(GradingObject::Post(_)),
        ) if column(field, entry.day.as_deref()) == Column::Object => {
            view.value = name.to_owned();
        }
        // Whoever acts, where the norm says who does.
        (
            Some(
                Holds::Actor { .. }
                | Holds::Reference {
                    kind: "post" | "organ",
                    ..
                },
            ),
            _,
        ) if column(field, entry.day.as_deref()) == Column::By => {
            let of = fill.asked.of(&entry.id);
            let who = of.map_or(&[][..], |own| own.made_by(fill.object));
            let names: Vec<&str> = who.iter().map(|actor| unit.actor_name(actor)).collect();
            view.value = names.join("、");
        }
        (Some(Holds::Term { list: "grade", .. }), Some(object)) => {
            tick(view, unit.object_grade(object).chinese());
        }
        _ => {}
    }
    match (entry.is, field.key.as_str()) {
        (Some(LedgerIs::Decision), "answers") if !fill.asked.questions.is_empty() => {
            view.kind = "table";
            view.columns = vec![empty("question", "要回答的"), empty("answer", "回答")];
            let questions = fill.asked.questions.iter();
            view.rows = questions
                .map(|question| vec![written(question), written("")])
                .collect();
        }
        (Some(LedgerIs::Decision), "steps") => members(fill, view),
        _ => {}
    }
}

fn written(value: &str) -> Written {
    Written {
        value: value.to_owned(),
        blank: String::new(),
    }
}

/// Names the members that norms lay down for the group that assesses.
fn members(fill: &Fill, view: &mut FieldView) {
    let unit = fill.unit;
    let mut names: Vec<&str> = Vec::new();
    for actor in &fill.asked.members {
        names.push(unit.actor_name(actor));
    }
    if let Some(GradingObject::Department(d)) = fill.object {
        names.extend(unit[d].leader.map(|p| unit[p].name.as_str()));
        let mut posts = unit.posts_of(d.index as usize);
        names.extend(posts.find(|post| post.is_head()).map(|p| p.name.as_str()));
    }
    let mut seen: Vec<&str> = Vec::new();
    for name in names {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    let column = view
        .columns
        .iter()
        .position(|column| column.key == "members");
    if let (Some(at), Some(first)) = (column, view.rows.first_mut()) {
        first[at].value = seen.join("、");
    }
}

/// The words of whoever acts.
pub(super) fn actor(unit: &Unit, actor: Option<Actor>) -> String {
    actor.map_or(String::new(), |actor| unit.actor_name(&actor).to_owned())
}
