//! The grading tables: departments, posts, risk points, trace; and the list of measures.

use super::common::{powers, powers_held, Anchors, GradeView, Issue, Link, PowerView, Site};
use super::norms::{grade_by_powers, Subject};
use super::regulation::number;
use super::risks::{self, Group, RiskRow};
use super::search::unit_name;
use crate::model::{Department, GradingObject, GradingStepKind, Measure, Post, Risk, Town, Unit};
use serde::Serialize;

/// The four tables that have a page of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableKind {
    /// 站所廉政风险等级表.
    Departments,
    /// 岗位廉政风险等级表.
    Posts,
    /// 廉政风险点及防控措施一览表.
    Risks,
    /// 条文、风险点、措施对照表.
    Trace,
}

impl TableKind {
    /// All of them, in the order of the handbook.
    pub const ALL: [Self; 4] = [Self::Departments, Self::Posts, Self::Risks, Self::Trace];

    /// File name without its ending.
    pub fn key(self) -> &'static str {
        match self {
            Self::Departments => "departments",
            Self::Posts => "posts",
            Self::Risks => "risks",
            Self::Trace => "trace",
        }
    }

    /// Title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Departments => "站所廉政风险等级表",
            Self::Posts => "岗位廉政风险等级表",
            Self::Risks => "廉政风险点及防控措施一览表",
            Self::Trace => "条文、风险点和措施对照表",
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
    /// Risk points with measures.
    pub risks: Vec<RiskRow>,
    /// From article to measure.
    pub trace: Vec<TraceRow>,
    /// Measures in full.
    pub measures: Vec<MeasureRow>,
    /// Whether holders are shown.
    pub holders: bool,
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
    pub title: &'static str,
    /// Its sheet.
    pub pdf: Option<String>,
    /// The four tables: title, file, whether this one.
    pub siblings: Vec<(&'static str, String, bool)>,
    /// The rows.
    pub tables: TablesView,
}

impl TablePage {
    /// The page `tables/<kind>.html`.
    pub fn new(issue: &Issue, kind: TableKind) -> Self {
        let file = |k: TableKind| format!("{}.html", k.key());
        Self {
            site: Site::new(issue, "../"),
            kind,
            title: kind.title(),
            pdf: issue.outputs.pdf.then(|| format!("{}.pdf", kind.key())),
            siblings: TableKind::ALL
                .map(|k| (k.title(), file(k), k == kind))
                .to_vec(),
            tables: TablesView::new(issue, Anchors::from(issue, "../handbook.html")),
        }
    }
}

impl TablesView {
    /// All tables, with links by `anchors`.
    pub fn new(issue: &Issue, anchors: Anchors) -> Self {
        let town = issue.town;
        let departments = town.departments.iter().enumerate();
        Self {
            departments: departments
                .map(|(i, d)| department(town, anchors, i, d))
                .collect(),
            posts: posts(issue, anchors),
            risks: risks::rows(issue, anchors),
            trace: trace(town, anchors),
            measures: measures(town, anchors),
            holders: issue.internal(),
            power_names: crate::model::Power::ALL
                .iter()
                .map(|p| p.chinese())
                .collect(),
        }
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

fn department(town: &Town, anchors: Anchors, index: usize, d: &Department) -> DepartmentRow {
    let year = i64::from(town.profile.grading_year);
    let this = |g: &&crate::model::Grading| {
        g.year.value == year
            && matches!(g.object, Some(GradingObject::Department(r)) if r.index as usize == index)
    };
    let filed = town.gradings.iter().find(this).and_then(|g| {
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
            text: town[p].name.value.clone(),
            href: anchors.post(&town[p]),
        }),
        powers: powers(&d.powers),
        grade: d.grade.value.into(),
        computed: grade_by_powers(town, Subject::Department, &d.powers).map(Into::into),
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
    /// Since when it has had its holder.
    pub since: Option<String>,
    /// Whether it leads as 信息员.
    pub informant: bool,
    /// The holder; internal edition only.
    pub holder: Option<String>,
}

/// The leadership first, then the departments in order.
fn posts(issue: &Issue, anchors: Anchors) -> Vec<PostRow> {
    let town = issue.town;
    let rank = |p: &Post| match p.unit {
        Some(Unit::Organ(o)) => (0, o.index),
        Some(Unit::Department(d)) => (1, d.index),
        None => (2, 0),
    };
    let mut sorted: Vec<&Post> = town.posts.iter().collect();
    sorted.sort_by_key(|p| rank(p));
    let mut out = Vec::new();
    for run in sorted.chunk_by(|a, b| a.unit == b.unit) {
        for (i, p) in run.iter().enumerate() {
            let department = (i == 0).then(|| unit_cell(town, anchors, p.unit, run.len()));
            out.push(post(issue, p, out.len() + 1, department));
        }
    }
    out
}

fn unit_cell(town: &Town, anchors: Anchors, unit: Option<Unit>, rows: usize) -> Group {
    let (href, grade) = match unit {
        Some(Unit::Department(d)) => (
            anchors.department(&town[d]),
            Some(town[d].grade.value.into()),
        ),
        _ => (None, None),
    };
    Group {
        names: vec![Link {
            text: unit_name(town, unit).to_owned(),
            href,
        }],
        grade,
        rows,
    }
}

fn post(issue: &Issue, p: &Post, n: usize, department: Option<Group>) -> PostRow {
    let holder = p.holder.as_ref().filter(|_| issue.internal());
    PostRow {
        number: n,
        id: format!("post-{}", p.id.value),
        department,
        name: p.name.value.clone(),
        role: p.role.chinese(),
        powers: powers_held(&p.powers),
        grade: p.grade.value.into(),
        level: p
            .warning_level
            .as_ref()
            .map(|l| format!("{}级", number(l.value))),
        since: p.since.as_ref().map(|d| d.chinese()),
        informant: p.informant,
        holder: holder.map(|h| h.value.clone()),
    }
}

/// A row of the trace: one measure against one risk point.
#[derive(Debug, Clone, Serialize)]
pub struct TraceRow {
    /// The class and the article that sets it up, over its risk points.
    pub class: Option<TraceClass>,
    /// The risk point, over its measures.
    pub risk: Option<TraceRisk>,
    /// The measure; nothing where no measure controls the risk point.
    pub measure: Option<MeasureRow>,
}

/// A class of risk points.
#[derive(Debug, Clone, Serialize)]
pub struct TraceClass {
    /// 许可审批.
    pub name: String,
    /// Its grade.
    pub grade: Option<GradeView>,
    /// The article that sets it up.
    pub cite: Option<Link>,
    /// Rows it spans.
    pub rows: usize,
}

/// A risk point in the trace.
#[derive(Debug, Clone, Serialize)]
pub struct TraceRisk {
    /// `XK-1`, and where it is.
    pub code: Link,
    /// The article that sets it.
    pub cite: Option<Link>,
    /// In short.
    pub text: String,
    /// Its grade.
    pub grade: GradeView,
    /// Whom it concerns.
    pub concerns: String,
    /// Rows it spans.
    pub rows: usize,
}

fn trace(town: &Town, anchors: Anchors) -> Vec<TraceRow> {
    let mut sorted: Vec<(usize, &Risk)> = town.risks.iter().enumerate().collect();
    sorted.sort_by_key(|(_, r)| r.class.map_or(i64::MAX, |c| town[c].order));
    let mut out: Vec<TraceRow> = Vec::new();
    for run in sorted.chunk_by(|a, b| a.1.class == b.1.class) {
        let first = out.len();
        for &(index, risk) in run {
            let mut measures: Vec<Option<MeasureRow>> = town
                .measures_for(index)
                .map(|m| Some(measure(town, anchors, m)))
                .collect();
            if measures.is_empty() {
                measures.push(None);
            }
            let mut cell = Some(trace_risk(anchors, risk, measures.len()));
            let rows = measures.into_iter();
            out.extend(rows.map(|m| TraceRow {
                class: None,
                risk: cell.take(),
                measure: m,
            }));
        }
        let rows = out.len() - first;
        out[first].class = Some(trace_class(town, anchors, run[0].1, rows));
    }
    out
}

fn trace_class(town: &Town, anchors: Anchors, risk: &Risk, rows: usize) -> TraceClass {
    let class = risk.class.map(|c| &town[c]);
    TraceClass {
        name: class.map_or(String::new(), |c| c.name.value.clone()),
        grade: class.map(|c| c.grade.value.into()),
        cite: class
            .and_then(|c| c.risk_article.as_ref())
            .map(|c| anchors.cite(c)),
        rows,
    }
}

fn trace_risk(anchors: Anchors, risk: &Risk, rows: usize) -> TraceRisk {
    TraceRisk {
        code: Link {
            text: risk.code(),
            href: anchors.risk(risk),
        },
        cite: risk.article.as_ref().map(|c| anchors.cite_short(c)),
        text: risk.behaviour.value.clone(),
        grade: risk.grade.value.into(),
        concerns: risk.concerns.value.clone(),
        rows,
    }
}

/// A measure in full.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureRow {
    /// The class's cell, in the first row of its measures.
    pub class: Option<Group>,
    /// Its anchor.
    pub id: String,
    /// `M-XK-1`, and where it is.
    pub code: Link,
    /// What is done.
    pub text: String,
    /// The article that sets it.
    pub cite: Option<Link>,
    /// The risk points it controls.
    pub controls: Vec<Link>,
    /// Who answers.
    pub responsible: String,
    /// How often or by when.
    pub period: String,
    /// 原有, 原文残缺, 补充.
    pub origin: &'static str,
}

fn measures(town: &Town, anchors: Anchors) -> Vec<MeasureRow> {
    let mut sorted: Vec<&Measure> = town.measures.iter().collect();
    sorted.sort_by_key(|m| m.class.map_or(i64::MAX, |c| town[c].order));
    let mut out = Vec::new();
    for run in sorted.chunk_by(|a, b| a.class == b.class) {
        for (i, m) in run.iter().enumerate() {
            let mut row = measure(town, anchors, m);
            row.class = m.class.filter(|_| i == 0).map(|c| Group {
                names: vec![Link {
                    text: town[c].name.value.clone(),
                    href: None,
                }],
                grade: Some(town[c].grade.value.into()),
                rows: run.len(),
            });
            out.push(row);
        }
    }
    out
}

fn measure(town: &Town, anchors: Anchors, m: &Measure) -> MeasureRow {
    let control = |r: &crate::model::Ref<Risk>| {
        let risk = &town[*r];
        Link {
            text: risk.code(),
            href: anchors.risk(risk),
        }
    };
    MeasureRow {
        class: None,
        id: format!("measure-{}", m.id.value),
        code: Link {
            text: m.code(),
            href: anchors.measure(m),
        },
        text: m.text.value.clone(),
        cite: m.article.as_ref().map(|c| anchors.cite_short(c)),
        controls: m.controls.iter().map(control).collect(),
        responsible: m.responsible.value.clone(),
        period: m.period.value.clone(),
        origin: m.origin.chinese(),
    }
}
