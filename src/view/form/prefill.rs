//! What the rules know of a record that is not made yet.

use super::shape::{empty, FieldView, Fill, Written};
use crate::fields::{Column, Field, Holds};
use crate::model::ledger::{LedgerEntry, LedgerIs};
use crate::model::GradingObject;
use crate::view::records::column;

/// Fills in what the rules know of a record that is not made yet.
pub(super) fn known(fill: &Fill, entry: &LedgerEntry, field: &Field, view: &mut FieldView) {
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
            let period = fill.answers.and_then(|duty| duty.period);
            view.value = period.map_or(String::new(), |period| period.chinese());
        }
        (Some(Holds::Integer), _) if field.kept.range.is_some_and(|range| range.0 > 0) => {
            let period = fill.answers.and_then(|duty| duty.period);
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
