//! Part 4 of the handbook: each department's duties, rules and workflows.

use super::anchors::{number, workflow_id, Anchors, Link};
use super::chip::GradeView;
use super::form::list;
use super::issue::Issue;
use super::table::{station as points, steps, Table};
use super::wall::{body_posters, posters, Poster};
use crate::model::held::powers_held;
use crate::model::workflow::Step;
use crate::model::{Department, GradingObject, Organ, Post, Ref, Risk, Unit, Workflow};
use points::RISKS_PART;
use serde::Serialize;
use std::collections::BTreeMap;

/// One department.
#[derive(Debug, Clone, Serialize)]
pub struct StationView {
    /// Its id.
    pub id: String,
    /// 财政所.
    pub name: String,
    /// 四、财政所.
    pub heading: String,
    /// What only a department has; none for a body that is none.
    pub profile: Option<Profile>,
    /// Its posts with their grades.
    pub posts: Vec<(Link, GradeView)>,
    /// （一）工作职责, （二）工作制度, each with what stands below it; none has nothing there.
    pub lists: Vec<TextList>,
    /// Pairs that one person may not hold: 会计与出纳（钱账分管）.
    pub separations: Vec<String>,
    /// 工作流程.
    pub workflows: Vec<WorkflowView>,
    /// （四）风险点.
    pub risks_heading: String,
    /// The risk points that concern it, but not all departments; two columns of them, to be
    /// read down the first one first.
    pub risks: Vec<[Option<StationRisk>; 2]>,
    /// What stands above each column of them: the first leads to what this list leaves out.
    pub risks_heads: [String; 2],
    /// The same with what is done about them, for the screen.
    pub measures: Table,
    /// Its posters, if they are written.
    pub posters: Vec<Poster>,
    /// The forms that are filled in for it, if they are made.
    pub forms: Vec<Link>,
}

/// Duties or rules of a department.
#[derive(Debug, Clone, Serialize)]
pub struct TextList {
    /// `duties`, `rules`.
    pub kind: &'static str,
    /// （一）工作职责.
    pub heading: String,
    /// One after the other.
    pub texts: Vec<String>,
}

/// What a department is, in a few words.
#[derive(Debug, Clone, Serialize)]
pub struct Profile {
    /// Its grade.
    pub grade: GradeView,
    /// Who manages it for that grade, where the unit says.
    pub managed_by: &'static str,
    /// 镇直事业单位.
    pub kind: String,
    /// 分管领导.
    pub leader: Option<Link>,
    /// The powers held, in words.
    pub powers: String,
}

/// A workflow as a table.
#[derive(Debug, Clone, Serialize)]
pub struct WorkflowView {
    /// Its anchor.
    pub id: String,
    /// （三）工作流程：财政资金拨付.
    pub heading: String,
    /// Its steps.
    pub table: Table,
}

/// A risk point that concerns a department, but not all of them.
#[derive(Debug, Clone, Serialize)]
pub struct StationRisk {
    /// `CW-1`, and where it is.
    pub code: Link,
    /// In short.
    pub text: String,
    /// Its grade.
    pub grade: GradeView,
}

/// All departments in order, then the bodies that have workflows of their own.
pub fn stations(issue: &Issue, anchors: Anchors) -> Vec<StationView> {
    let unit = issue.unit();
    let departments = unit.departments.iter().enumerate();
    let mut out: Vec<StationView> = departments
        .map(|(i, d)| station(issue, anchors, i, d))
        .collect();
    for (index, organ) in unit.organs.iter().enumerate() {
        if unit.workflows_of_organ(index).next().is_some() {
            let number = out.len() + 1;
            out.push(body(issue, anchors, number, index, organ));
        }
    }
    out
}

fn body(issue: &Issue, anchors: Anchors, place: usize, index: usize, organ: &Organ) -> StationView {
    let unit = issue.unit();
    let workflows = unit.workflows_of_organ(index).enumerate();
    let risks = risks_of_body(unit, index);
    let count = unit.workflows_of_organ(index).count();
    let parts = count + usize::from(!risks.is_empty());
    StationView {
        id: organ.id.value.clone(),
        name: organ.name.value.clone(),
        heading: format!("{}、{}", number(place as i64), organ.name.value),
        profile: None,
        posts: posts(anchors, unit.posts_of_organ(index)),
        lists: Vec::new(),
        separations: Vec::new(),
        workflows: workflows
            .map(|(i, w)| workflow(unit, anchors, (parts > 1).then_some(i + 1), w))
            .collect(),
        risks_heading: format!(
            "（{}）风险点{}",
            number(count as i64 + 1),
            elsewhere(unit, &risks, unit.workflows_of_organ(index), false)
        ),
        measures: points::table(unit, anchors, &organ.name.value, &risks),
        risks: in_two_columns(anchors, &risks),
        risks_heads: risks_heads(),
        posters: body_posters(issue, index, ""),
        forms: Vec::new(),
    }
}

fn posts<'t>(anchors: Anchors, posts: impl Iterator<Item = &'t Post>) -> Vec<(Link, GradeView)> {
    let link = |p: &Post| Link {
        text: p.name.value.clone(),
        href: anchors.post(p),
    };
    posts.map(|p| (link(p), p.grade.value.into())).collect()
}

/// The pairs that one person of a department may not hold: 会计与出纳（钱账分管）.
pub(super) fn separations(unit: &Unit, department: usize) -> Vec<String> {
    let own = unit.separations.iter().filter(|s| s.is_of(department));
    own.map(|s| format!("{}与{}（{}）", s.first.value, s.second.value, s.note.value))
        .collect()
}

fn station(issue: &Issue, anchors: Anchors, index: usize, d: &Department) -> StationView {
    let unit = issue.unit();
    let workflows = unit.workflows_of(index).enumerate();
    let own = own_risks(unit, index);
    let lists = lists(d);
    StationView {
        id: d.id.value.clone(),
        name: d.name.value.clone(),
        heading: format!("{}、{}", number(index as i64 + 1), d.name.value),
        profile: Some(Profile {
            grade: d.grade.value.into(),
            managed_by: &d.grade.value.entry().managed_by,
            kind: d.kind.value.clone(),
            leader: d.leader.map(|p| Link {
                text: unit[p].name.value.clone(),
                href: anchors.post(&unit[p]),
            }),
            powers: powers_held(d.powers.as_ref()),
        }),
        posts: posts(anchors, unit.posts_of(index)),
        separations: separations(unit, index),
        workflows: workflows
            .map(|(i, w)| workflow(unit, anchors, Some(lists.len() + i + 1), w))
            .collect(),
        risks_heading: format!(
            "（{}）风险点{}",
            number((lists.len() + unit.workflows_of(index).count() + 1) as i64),
            elsewhere(
                unit,
                &own,
                unit.workflows_of(index),
                unit.risks.iter().any(|risk| unit.is_common(risk))
            )
        ),
        measures: points::table(unit, anchors, &d.name.value, &own),
        risks: in_two_columns(anchors, &own),
        risks_heads: risks_heads(),
        lists,
        posters: posters(issue, index, ""),
        forms: {
            let object = GradingObject::Department(Ref::new(index, d.id.place));
            list::about(issue, object, "")
        },
    }
}

/// The duties and the rules of a department, as far as it has them.
fn lists(d: &Department) -> Vec<TextList> {
    let all = [
        ("duties", "工作职责", &d.duties),
        ("rules", "工作制度", &d.rules),
    ];
    let own = all.into_iter().filter(|(.., texts)| !texts.is_empty());
    own.enumerate()
        .map(|(at, (kind, title, texts))| TextList {
            kind,
            heading: format!("（{}）{title}", number(at as i64 + 1)),
            texts: texts.iter().map(|text| text.value.clone()).collect(),
        })
        .collect()
}

/// The risk points of a department that do not concern all, by index, the gravest first.
fn own_risks(unit: &Unit, department: usize) -> Vec<(usize, &Risk)> {
    let own =
        unit.risks.iter().enumerate().filter(|(_, risk)| {
            unit.concerned(risk).contains(&department) && !unit.is_common(risk)
        });
    let mut own: Vec<(usize, &Risk)> = own.collect();
    own.sort_by_key(|(_, risk)| *risk.grade);
    own
}

/// Those of a body, the gravest first: its posts', where the unit has no departments. Elsewhere a
/// body is made of posts of departments, whose risk points stand there.
fn risks_of_body(unit: &Unit, organ: usize) -> Vec<(usize, &Risk)> {
    if !unit.departments.is_empty() {
        return Vec::new();
    }
    let own: BTreeMap<usize, &Risk> = unit
        .posts_of_organ(organ)
        .flat_map(|post| unit.risks_of(post))
        .collect();
    let mut own = Vec::from_iter(own);
    own.sort_by_key(|(_, risk)| *risk.grade);
    own
}

/// Where the risk points are told that are not listed: those `in_common` of all departments, and
/// others that steps name; empty where there are none.
fn elsewhere<'u>(
    unit: &Unit,
    listed: &[(usize, &Risk)],
    workflows: impl Iterator<Item = &'u Workflow>,
    in_common: bool,
) -> String {
    let is_told = |named: &Risk| {
        let is_listed = |(_, risk): &(usize, &Risk)| risk.id.value == named.id.value;
        listed.iter().any(is_listed) || in_common && unit.is_common(named)
    };
    let mut steps = workflows.flat_map(|workflow| &workflow.steps);
    let named = |step: &Step| step.risks.iter().any(|risk| !is_told(&unit[risk.risk]));
    let common = in_common.then(|| format!("各{}共有的", unit.words().department));
    let others = steps.any(named).then(|| "流程所涉的其他风险点".to_owned());
    let said: Vec<String> = common.into_iter().chain(others).collect();
    match said.is_empty() {
        true => String::new(),
        false => format!("（{}见{}）", said.join("和"), RISKS_PART[0]),
    }
}

fn risks_heads() -> [String; 2] {
    [
        format!("风险点（措施见{}）", RISKS_PART[0]),
        "风险点".into(),
    ]
}

fn in_two_columns(anchors: Anchors, own: &[(usize, &Risk)]) -> Vec<[Option<StationRisk>; 2]> {
    let rows = own.len().div_ceil(2);
    let view = |(_, risk): &(usize, &Risk)| StationRisk {
        code: Link {
            text: risk.code(),
            href: anchors.risk(risk),
        },
        text: risk.in_short().value.clone(),
        grade: risk.grade.value.into(),
    };
    let at = |index: usize| own.get(index).map(view);
    (0..rows).map(|row| [at(row), at(row + rows)]).collect()
}

fn workflow(unit: &Unit, anchors: Anchors, place: Option<usize>, w: &Workflow) -> WorkflowView {
    let place = place.map_or(String::new(), |place| {
        format!("（{}）", number(place as i64))
    });
    let heading = format!("{place}工作流程：{}", w.name.value);
    WorkflowView {
        id: workflow_id(w),
        table: steps::table(unit, anchors, w, &heading),
        heading,
    }
}
