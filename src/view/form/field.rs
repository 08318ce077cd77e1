//! A key of a ledger as a field of its form: what it is called, which articles ask for it, what
//! there is to choose from, and what is written.

use super::article::short;
use super::prefill::known;
use super::shape::{empty, Choice, FieldView, Fill, Written, DAY};
use crate::check::forms::OfKey;
use crate::fields::{Field, Holds, Table};
use crate::model::ledger::{FieldValue, Ledger, LedgerEntry, Values};
use crate::model::{Filing, GradingObject, Unit};
use crate::view::records::shown;

/// More departments than this are written, not ticked.
const MOST_TICKS: usize = 40;
/// Blank rows of a small table.
const BLANK_ROWS: usize = 4;
/// An example of so many characters is of something short.
const SHORT: usize = 12;

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
        Some(holds @ (Holds::Text { many: true } | Holds::Reference { many: true, .. })) => {
            view.wide = true;
            view.lines = 2;
            view.grows = matches!(holds, Holds::Text { .. });
        }
        Some(Holds::Text { many: false }) => {
            let example = field.example.as_deref().unwrap_or("").trim_matches('"');
            let long = example.is_empty() || example.chars().count() > SHORT;
            // A sentence or a remark may be longer than the example of it, a number is not.
            let is_number = field.about.ends_with('号');
            let long = (long || !field.required) && !is_number;
            view.wide = long;
            view.grows = long;
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
