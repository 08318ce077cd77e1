//! The frame of every page: whose it is, its date, what the bar leads to.

use super::chip::GradeView;
use super::issue::Issue;
use super::table::kind::TableKind;
use crate::date::Date;
use crate::model::{Unit, Words};
use crate::sheet::dress;
use serde::Serialize;

/// File of the output folder with the search and its data, for pages that do not carry them.
pub const SEARCH_FILE: &str = "search.js";

/// The frame of every page: names, the bar's links.
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    /// 向阳峪镇.
    pub unit: String,
    /// 廉政风险防控制度汇编.
    pub title: String,
    /// 2012年版.
    pub edition: String,
    /// 内部版 or 公开版.
    pub edition_kind: &'static str,
    /// Whether the rules still have errors.
    pub draft: bool,
    /// Path to the output folder from this page: empty or `../`.
    pub root: &'static str,
    /// Day of the data.
    pub as_of: Option<Date>,
    /// What the unit calls things.
    pub words: Words,
    /// The grades, the gravest first, for legends.
    pub grades: Vec<GradeView>,
    /// The colours of the grades, as CSS.
    pub grade_style: String,
    /// 监督举报电话.
    pub hotline: String,
    /// The unit's own number.
    pub phone: String,
    /// Who takes complaints.
    pub receiver: String,
    /// Who compiles.
    pub compiler: String,
    /// The handbook, if it is written as HTML.
    pub handbook: Option<String>,
    /// The tables, if they are written as HTML.
    pub tables: Option<String>,
    /// The list of departments on the index, if there are any.
    pub departments: Option<String>,
    /// The posters in small, if there are posters.
    pub posters: Option<String>,
    /// The work of the year, if there is some.
    pub calendar: Option<String>,
    /// The search and what it looks through, if there is a handbook that it can lead to.
    pub search: Option<String>,
}

impl Site {
    /// The frame of a page `root` away from the output folder.
    pub fn new(issue: &Issue, root: &'static str) -> Self {
        let profile = &issue.unit().profile;
        let outputs = &issue.outputs;
        let link = |on: bool, to: &str| on.then(|| format!("{root}{to}"));
        Self {
            unit: profile.name.clone(),
            title: profile.title.clone(),
            edition: profile.edition.clone(),
            edition_kind: issue.edition().chinese(),
            draft: issue.draft,
            root,
            as_of: issue.as_of,
            words: issue.unit().words().clone(),
            grades: (issue.unit().vocabulary.grades.iter())
                .map(|&grade| grade.into())
                .collect(),
            grade_style: style(issue.unit()),
            hotline: profile.hotline.clone(),
            phone: profile.phone.clone(),
            receiver: profile.receiver.clone(),
            compiler: profile.compiler.clone(),
            handbook: link(outputs.html && outputs.handbook, "handbook.html"),
            tables: TableKind::of(issue.unit())
                .first()
                .filter(|_| outputs.html && outputs.tables)
                .map(|first| format!("{root}tables/{}.html", first.key())),
            departments: link(!issue.unit().departments.is_empty(), "index.html#stations"),
            posters: link(
                outputs.html && outputs.any_posters(issue.unit()),
                "posters/index.html",
            ),
            calendar: (outputs.calendar.as_ref())
                .filter(|_| outputs.html)
                .map(|stem| format!("{root}{stem}.html")),
            search: link(outputs.html && outputs.handbook, SEARCH_FILE),
        }
    }
}

/// The colours of the unit: its accent, its grades.
fn style(unit: &Unit) -> String {
    let theme = unit.profile.posters.theme;
    let frame = theme.map(dress::frame_css).unwrap_or_default();
    frame + &dress::css(&unit.vocabulary)
}
