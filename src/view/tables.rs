//! The grading tables: departments, posts, risk points, trace; and the list of measures.

use super::authorities::AuthoritiesView;
use super::common::{powers, Anchors, GradeView, Issue, Link, PowerView, Site};
use super::risks::{self, Group, RiskRow};
use super::search::division_name;
use super::trace::{measures, trace, MeasureRow, TraceRow};
use super::why::{self, WhyView};
use crate::check::norm::shown::{grade_by_powers, Subject};
use crate::model::held::powers_held;
use crate::model::Words;
use crate::model::{Department, Division, GradingObject, GradingStepKind, Post, Unit};
use crate::sheet::dress;
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

/// The rows of all tables.
#[derive(Debug, Clone, Serialize)]
pub struct TablesView {
    /// Departments.
    pub departments: Vec<DepartmentRow>,
    /// Posts.
    pub posts: Vec<PostRow>,
    /// The matters that powers are exercised in.
    pub authorities: AuthoritiesView,
    /// Risk points with measures.
    pub risks: Vec<RiskRow>,
    /// From article to measure.
    pub trace: Vec<TraceRow>,
    /// Measures in full.
    pub measures: Vec<MeasureRow>,
    /// Whether holders are shown.
    pub holders: bool,
    /// Whether one of them has a telephone that is shown.
    pub phones: bool,
    /// Who manages which grade; empty where the unit does not say.
    pub managed: String,
    /// What is done at each warning level; empty where the unit does not say.
    pub disposals: String,
    /// Whether the unit has warning levels.
    pub levels: bool,
    /// Whether a department has not said which powers it holds.
    pub some_unknown: bool,
    /// The names of the six powers.
    pub power_names: Vec<&'static str>,
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
    /// The rows.
    pub tables: TablesView,
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
            tables: TablesView::new(issue, anchors),
            why: why::rows(issue, anchors, kind),
        }
    }
}

impl TablesView {
    /// All tables, with links by `anchors`.
    pub fn new(issue: &Issue, anchors: Anchors) -> Self {
        let unit = issue.unit();
        let departments = unit.departments.iter().enumerate();
        Self {
            departments: departments
                .map(|(i, d)| department(issue, anchors, i, d))
                .collect(),
            posts: posts(issue, anchors),
            authorities: AuthoritiesView::new(unit, anchors),
            risks: risks::rows(issue, anchors),
            trace: trace(unit, anchors),
            measures: measures(unit, anchors),
            holders: issue.internal(),
            phones: issue.internal() && unit.posts.iter().any(|p| p.phone.is_some()),
            managed: managed(unit),
            disposals: disposals(unit),
            levels: !unit.vocabulary.levels.is_empty(),
            some_unknown: unit.departments.iter().any(|d| d.powers.is_none()),
            power_names: (unit.vocabulary.powers.iter())
                .map(|p| p.chinese())
                .collect(),
        }
    }
}

/// 一级由主要领导管理，二级由分管领导管理。
fn managed(unit: &Unit) -> String {
    let grades = unit.vocabulary.grades.iter().map(|grade| grade.entry());
    let said = grades.filter(|grade| !grade.managed_by.is_empty());
    sentence(
        said.map(|grade| format!("{}由{}管理", grade.name, grade.managed_by)),
        "，",
    )
}

/// 预警的处置：红色，约谈、限期整改；黄色，提醒。
fn disposals(unit: &Unit) -> String {
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

/// A department's row.
#[derive(Debug, Clone, Serialize)]
pub struct DepartmentRow {
    /// From 1.
    pub number: usize,
    /// Its name.
    pub name: Link,
    /// 镇直事业单位.
    pub kind: String,
    /// 分管领导.
    pub leader: Option<Link>,
    /// The six powers.
    pub powers: Vec<PowerView>,
    /// Its grade.
    pub grade: GradeView,
    /// What the powers alone would give.
    pub computed: Option<GradeView>,
    /// The filing of this year's grading.
    pub filed: Option<String>,
}

fn department(issue: &Issue, anchors: Anchors, index: usize, d: &Department) -> DepartmentRow {
    let unit = issue.unit();
    let year = i64::from(unit.profile.grading_year);
    let this = |g: &&crate::model::Grading| {
        g.year.value == year
            && matches!(g.object, Some(GradingObject::Department(r)) if r.index as usize == index)
    };
    let filed = unit.gradings.iter().find(this).and_then(|g| {
        let step = g.steps.iter().find(|s| *s.kind == GradingStepKind::File)?;
        Some(
            step.note
                .as_ref()
                .map_or_else(|| step.date.chinese(), |n| n.value.clone()),
        )
    });
    DepartmentRow {
        number: index + 1,
        name: Link {
            text: d.name.value.clone(),
            href: anchors.department(d),
        },
        kind: d.kind.value.clone(),
        leader: d.leader.map(|p| Link {
            text: unit[p].name.value.clone(),
            href: anchors.post(&unit[p]),
        }),
        powers: powers(unit, d.powers.as_ref()),
        grade: d.grade.value.into(),
        computed: grade_by_powers(
            unit,
            &issue.grounds(),
            Subject::Department,
            d.place,
            d.powers.as_ref(),
        )
        .map(Into::into),
        filed,
    }
}

/// A post's row.
#[derive(Debug, Clone, Serialize)]
pub struct PostRow {
    /// From 1.
    pub number: usize,
    /// Its anchor.
    pub id: String,
    /// The department's cell, in the first row of its posts.
    pub department: Option<Group>,
    /// Its name.
    pub name: String,
    /// 站所负责人.
    pub role: &'static str,
    /// Powers exercised directly, in words.
    pub powers: String,
    /// Its grade.
    pub grade: GradeView,
    /// 一级, or nothing where it follows by reference.
    pub level: Option<String>,
    /// The class of the level's sign, where it has a colour.
    pub level_class: Option<String>,
    /// Since when it has had its holder.
    pub since: Option<String>,
    /// Whether it leads as 信息员.
    pub informant: bool,
    /// The holder; internal edition only.
    pub holder: Option<String>,
    /// The holder's telephone; internal edition only.
    pub phone: Option<String>,
}

/// The leadership first, then the departments in order.
fn posts(issue: &Issue, anchors: Anchors) -> Vec<PostRow> {
    let unit = issue.unit();
    let rank = |p: &Post| match p.division {
        Some(Division::Organ(o)) => (0, o.index),
        Some(Division::Department(d)) => (1, d.index),
        None => (2, 0),
    };
    let mut sorted: Vec<&Post> = unit.posts.iter().collect();
    sorted.sort_by_key(|p| rank(p));
    let mut out = Vec::new();
    for run in sorted.chunk_by(|a, b| a.division == b.division) {
        for (i, p) in run.iter().enumerate() {
            let department = (i == 0).then(|| division_cell(unit, anchors, p.division, run.len()));
            out.push(post(issue, p, out.len() + 1, department));
        }
    }
    out
}

fn division_cell(unit: &Unit, anchors: Anchors, division: Option<Division>, rows: usize) -> Group {
    let (href, grade) = match division {
        Some(Division::Department(d)) => (
            anchors.department(&unit[d]),
            Some(unit[d].grade.value.into()),
        ),
        _ => (None, None),
    };
    Group {
        names: vec![Link {
            text: division_name(unit, division).to_owned(),
            href,
        }],
        grade,
        rows,
    }
}

fn post(issue: &Issue, p: &Post, n: usize, department: Option<Group>) -> PostRow {
    let holder = p.holder.as_ref().filter(|_| issue.internal());
    let phone = p.phone.as_ref().filter(|_| issue.internal());
    PostRow {
        number: n,
        id: format!("post-{}", p.id.value),
        department,
        name: p.name.value.clone(),
        role: p.role.chinese(),
        powers: powers_held(p.powers.as_ref()),
        grade: p.grade.value.into(),
        level: p
            .warning_level
            .as_ref()
            .map(|l| issue.unit().vocabulary.level_short(l.value).to_owned()),
        level_class: (p.warning_level.as_ref())
            .and_then(|l| issue.unit().vocabulary.level(l.value))
            .and_then(dress::level_class),
        since: p.since.as_ref().map(|d| d.chinese()),
        informant: p.informant,
        holder: holder.map(|h| h.value.clone()),
        phone: phone.map(|n| n.value.clone()),
    }
}
