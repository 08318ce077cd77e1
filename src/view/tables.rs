//! The grading tables: departments, posts, risk points, trace; and the list of measures.

use super::anchors::Anchors;
use super::chip::GradeView;
use super::issue::Issue;
use super::site::Site;
use super::table::choices::{choices, Choice};
use super::table::{departments, measures, posts, powers, risks, trace, Table, TableKind};
use super::wall::{body_posters, posters};
use super::why::{self, WhyView};
use serde::Serialize;

/// All tables.
#[derive(Debug, Clone, Serialize)]
pub struct TablesView {
    /// Departments, their powers and grades; `None` where the unit has none.
    pub departments: Option<Table>,
    /// Posts.
    pub posts: Table,
    /// The matters that powers are exercised in; `None` where the rules list none.
    pub powers: Option<Table>,
    /// Risk points with measures.
    pub risks: Table,
    /// Measures in full.
    pub measures: Table,
    /// From article to measure.
    pub trace: Table,
}

/// What stands above the rows of a department, where they are put together.
#[derive(Debug, Clone, Serialize)]
pub struct Band {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its grade; a body that is no department has none.
    pub grade: Option<GradeView>,
    /// Who is in charge of it.
    pub leader: Option<String>,
    /// Where the handbook tells of it.
    pub chapter: Option<String>,
    /// Whether posters of it are written.
    pub posters: bool,
}

/// A page with one table.
#[derive(Debug, Clone, Serialize)]
pub struct TablePage {
    /// The frame.
    pub site: Site,
    /// Which table.
    pub kind: TableKind,
    /// Its title.
    pub title: String,
    /// Its sheet.
    pub pdf: Option<String>,
    /// Its workbook.
    pub xlsx: Option<String>,
    /// The tables: title in short, file, whether this one.
    pub siblings: Vec<(String, String, bool)>,
    /// The table.
    pub table: Table,
    /// What its rows can be chosen by, on the screen only.
    pub choices: Vec<Choice>,
    /// The departments that rows can be put together by, on the screen only.
    pub bands: Vec<Band>,
    /// How each grade in it comes about, on the screen only.
    pub why: Vec<WhyView>,
}

impl TablePage {
    /// The page `tables/<kind>.html`.
    pub fn new(issue: &Issue, kind: TableKind) -> Self {
        let anchors = Anchors::from(issue, "../handbook.html");
        let file = |k: TableKind| format!("{}.html", k.key());
        let table = table(kind, issue, anchors);
        Self {
            site: Site::new(issue, "../"),
            kind,
            title: kind.title(issue.unit().words()),
            pdf: issue.outputs.pdf.then(|| format!("{}.pdf", kind.key())),
            xlsx: (issue.outputs.xlsx).then(|| format!("{}.xlsx", kind.key())),
            siblings: (TableKind::of(issue.unit()).into_iter())
                .map(|k| (k.short(issue.unit().words()), file(k), k == kind))
                .collect(),
            choices: choices(&table, issue.unit()),
            bands: bands(issue, anchors, &table),
            table,
            why: why::rows(issue, anchors, kind),
        }
    }
}

/// The bodies and departments that some row concerns, where a row may concern several.
fn bands(issue: &Issue, anchors: Anchors, table: &Table) -> Vec<Band> {
    let unit = issue.unit();
    let several = (table.rows.iter()).any(|row| row.facets.departments.len() > 1);
    let concerned = |id: &String| {
        let mut rows = table.rows.iter();
        several && rows.any(|row| row.facets.departments.contains(id))
    };
    let bodies = unit.organs.iter().enumerate().map(|(at, o)| Band {
        id: o.id.value.clone(),
        name: o.name.value.clone(),
        grade: None,
        leader: None,
        chapter: anchors.body(at),
        posters: !body_posters(issue, at, "").is_empty(),
    });
    let departments = unit.departments.iter().enumerate().map(|(at, d)| Band {
        id: d.id.value.clone(),
        name: d.name.value.clone(),
        grade: Some(d.grade.value.into()),
        leader: d.leader.map(|post| unit[post].name.value.clone()),
        chapter: anchors.department(d),
        posters: !posters(issue, at, "").is_empty(),
    });
    (bodies.chain(departments))
        .filter(|band| concerned(&band.id))
        .collect()
}

impl TablesView {
    /// All tables, with links by `anchors`; the list of measures under its own title.
    pub fn new(issue: &Issue, anchors: Anchors, measures: &str) -> Self {
        let unit = issue.unit();
        let there = |kind| {
            TableKind::of(unit)
                .contains(&kind)
                .then(|| table(kind, issue, anchors))
        };
        Self {
            departments: there(TableKind::Departments),
            posts: posts::table(issue, anchors),
            powers: there(TableKind::Powers),
            risks: risks::table(issue, anchors),
            measures: measures::table(unit, anchors, measures.to_owned()),
            trace: trace::table(unit, anchors),
        }
    }
}

/// The table of an issue.
fn table(kind: TableKind, issue: &Issue, anchors: Anchors) -> Table {
    match kind {
        TableKind::Departments => departments::table(issue, anchors),
        TableKind::Posts => posts::table(issue, anchors),
        TableKind::Powers => powers::table(issue.unit(), anchors),
        TableKind::Risks => risks::table(issue, anchors),
        TableKind::Trace => trace::table(issue.unit(), anchors),
    }
}
