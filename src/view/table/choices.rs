//! What the rows of a table can be chosen by on the screen: the departments and bodies, grades, classes
//! and posts that its rows have, each with its name.

use super::Table;
use crate::model::Unit;
use serde::Serialize;

/// One thing to choose by.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// The attribute of the rows, behind `data-`.
    pub key: &'static str,
    /// What it is called: 站所, 等级, 类别, 岗位.
    pub label: String,
    /// Each id that some row has, with its name, in the order of the unit.
    pub all: Vec<(String, String)>,
    /// How many of them are what the label says: among departments stand bodies too.
    pub count: usize,
}

/// The choices that some rows of a table differ in.
pub(in crate::view) fn choices(table: &Table, unit: &Unit) -> Vec<Choice> {
    let facets = || table.rows.iter().map(|row| &row.facets);
    // The bodies first, as in the tables.
    let bodies = unit.organs.iter().map(|o| (&o.id.value, &o.name.value));
    let departments = unit
        .departments
        .iter()
        .map(|d| (&d.id.value, &d.name.value));
    let divisions = (bodies.chain(departments))
        .filter(|(id, _)| facets().any(|f| f.departments.contains(id)))
        .map(|(id, name)| (id.clone(), name.clone()));
    let posts = unit.posts.iter();
    let posts = posts
        .filter(|p| facets().any(|f| f.posts.contains(&p.id.value)))
        .map(|p| (p.id.value.clone(), p.name.value.clone()));
    let grades = unit.vocabulary.grades.iter();
    let grades = grades
        .filter(|g| facets().any(|f| f.grade == Some(g.key())))
        .map(|g| (g.key().to_owned(), g.chinese().to_owned()));
    let classes = unit.classes.iter();
    let classes = classes
        .filter(|c| facets().any(|f| f.class.as_ref() == Some(&c.id.value)))
        .map(|c| (c.id.value.clone(), c.name.value.clone()));
    let all = [
        (
            "department",
            unit.words().department.clone(),
            divisions.collect(),
        ),
        ("grade", "等级".to_owned(), grades.collect()),
        ("class", "类别".to_owned(), classes.collect()),
        ("post", "岗位".to_owned(), posts.collect()),
    ];
    let body = |id: &String| unit.organs.iter().any(|o| o.id.value == *id);
    let choice = |(key, label, all): (_, _, Vec<(String, String)>)| Choice {
        key,
        label,
        count: all
            .iter()
            .filter(|(id, _)| key != "department" || !body(id))
            .count(),
        all,
    };
    let choices = all.into_iter().map(choice);
    choices.filter(|choice| choice.all.len() > 1).collect()
}
