//! The grading tables: departments, posts, risk points, trace; and the list of measures.

use super::common::{Anchors, Issue, Site};
use super::table::{departments, measures, posts, powers, risks, trace, Table};
use super::why::{self, WhyView};
use crate::model::{Unit, Words};
use serde::Serialize;

/// The tables that have a page of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableKind {
    /// 站所廉政风险等级表.
    Departments,
    /// 岗位廉政风险等级表.
    Posts,
    /// 权力清单.
    Powers,
    /// 廉政风险点及防控措施一览表.
    Risks,
    /// 条文、风险点、措施对照表.
    Trace,
}

impl TableKind {
    /// All of them, in the order of the handbook.
    pub const ALL: [Self; 5] = [
        Self::Departments,
        Self::Posts,
        Self::Powers,
        Self::Risks,
        Self::Trace,
    ];

    /// Those that have rows in a unit.
    pub fn of(unit: &Unit) -> Vec<Self> {
        let has_rows = |kind: &Self| match kind {
            Self::Departments => !unit.departments.is_empty(),
            Self::Powers => !unit.authorities.is_empty(),
            Self::Posts | Self::Risks | Self::Trace => true,
        };
        Self::ALL.into_iter().filter(has_rows).collect()
    }

    /// The table of an issue.
    fn table(self, issue: &Issue, anchors: Anchors) -> Table {
        match self {
            Self::Departments => departments::table(issue, anchors),
            Self::Posts => posts::table(issue, anchors),
            Self::Powers => powers::table(issue.unit(), anchors),
            Self::Risks => risks::table(issue, anchors),
            Self::Trace => trace::table(issue.unit(), anchors),
        }
    }

    /// File name without its ending.
    pub fn key(self) -> &'static str {
        match self {
            Self::Departments => "departments",
            Self::Posts => "posts",
            Self::Powers => "powers",
            Self::Risks => "risks",
            Self::Trace => "trace",
        }
    }

    /// Title.
    pub fn title(self, words: &Words) -> String {
        let (department, integrity) = (&words.department, &words.integrity);
        match self {
            Self::Departments => format!("{department}{integrity}风险等级表"),
            Self::Posts => format!("岗位{integrity}风险等级表"),
            Self::Powers => "权力清单（目录）".to_owned(),
            Self::Risks => format!("{integrity}风险点及防控措施一览表"),
            Self::Trace => "条文、风险点和措施对照表".to_owned(),
        }
    }
}

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
    /// The tables: title, file, whether this one.
    pub siblings: Vec<(String, String, bool)>,
    /// The table.
    pub table: Table,
    /// How each grade in it comes about, on the screen only.
    pub why: Vec<WhyView>,
}

impl TablePage {
    /// The page `tables/<kind>.html`.
    pub fn new(issue: &Issue, kind: TableKind) -> Self {
        let anchors = Anchors::from(issue, "../handbook.html");
        let file = |k: TableKind| format!("{}.html", k.key());
        Self {
            site: Site::new(issue, "../"),
            kind,
            title: kind.title(issue.unit().words()),
            pdf: issue.outputs.pdf.then(|| format!("{}.pdf", kind.key())),
            siblings: (TableKind::of(issue.unit()).into_iter())
                .map(|k| (k.title(issue.unit().words()), file(k), k == kind))
                .collect(),
            table: kind.table(issue, anchors),
            why: why::rows(issue, anchors, kind),
        }
    }
}

impl TablesView {
    /// All tables, with links by `anchors`; the list of measures under its own title.
    pub fn new(issue: &Issue, anchors: Anchors, measures: &str) -> Self {
        let unit = issue.unit();
        let there = |kind| {
            TableKind::of(unit)
                .contains(&kind)
                .then(|| kind.table(issue, anchors))
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

/// 一级由主要领导管理，二级由分管领导管理。
pub(super) fn managed(unit: &Unit) -> String {
    let grades = unit.vocabulary.grades.iter().map(|grade| grade.entry());
    let said = grades.filter(|grade| !grade.managed_by.is_empty());
    sentence(
        said.map(|grade| format!("{}由{}管理", grade.name, grade.managed_by)),
        "，",
    )
}

/// 预警的处置：红色，约谈、限期整改；黄色，提醒。
pub(super) fn disposals(unit: &Unit) -> String {
    let levels = unit.vocabulary.levels.iter().map(|level| level.entry());
    let said = levels.filter(|level| !level.disposals.is_empty());
    let said = said.map(|level| format!("{}，{}", level.name, level.disposals.join("、")));
    match sentence(said, "；") {
        none if none.is_empty() => none,
        said => format!("预警的处置：{said}"),
    }
}

fn sentence(parts: impl Iterator<Item = String>, between: &str) -> String {
    let parts: Vec<String> = parts.collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!("{}。", parts.join(between)),
    }
}
