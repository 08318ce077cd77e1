//! 岗位廉政风险一览表: for each post a sheet with its risk points, what is done about each, and
//! who watches over it.

use super::anchors::{Anchors, Link};
use super::chip::GradeView;
use super::issue::Issue;
use super::levels::levels;
use super::site::Site;
use super::table::{sheet, sheet_year, Table, TableKind};
use super::wall::posters;
use super::why;
use crate::check::norm::shown::{grade_by_powers, score, Subject};
use crate::duty::Agenda;
use crate::model::held::powers_of_post;
use crate::model::{DefenceLine, Division, Measure, Post, Risk, Unit};
use serde::Serialize;
use std::cmp::Reverse;

/// The page with all sheets.
#[derive(Debug, Clone, Serialize)]
pub struct PostSheets {
    /// The frame.
    pub site: Site,
    /// 岗位廉政风险一览表.
    pub title: String,
    /// 2013年度.
    pub year: String,
    /// Its PDF.
    pub pdf: Option<String>,
    /// Whether measures are sorted by the three lines of defence.
    pub by_lines: bool,
    /// 2013年要做的事.
    pub work: String,
    /// When they were made, for they say what is due.
    pub day: Option<String>,
    /// By whom.
    pub by: String,
    /// Whether a holder signs: internal edition only.
    pub signed: bool,
    /// The sheets, in the order of the posts.
    pub sheets: Vec<PostSheet>,
}

/// The sheet of one post.
#[derive(Debug, Clone, Serialize)]
pub struct PostSheet {
    /// `sheet-czs-kj`.
    pub id: String,
    /// `XYY-CZS-KJ-2013`.
    pub code: String,
    /// 会计.
    pub name: String,
    /// Where it belongs; empty where its own name says it.
    pub unit: String,
    /// Its grade.
    pub grade: GradeView,
    /// What is known of it: label and words.
    pub facts: Vec<(String, String)>,
    /// Its risk points, the gravest first.
    pub risks: Table,
    /// What the year brings.
    pub work: Vec<Table>,
    /// The states whose signs stand there: key and word.
    pub states: Vec<(&'static str, &'static str)>,
    /// Whether something of it is the holder's own to do.
    pub has_own: bool,
    /// Who answers: 直接责任人, 部门责任人, 责任领导.
    pub responsible: String,
    /// What may not lie in one hand with it: the pair, and why.
    pub apart: Vec<(String, String)>,
    /// Who watches over it: label and words.
    pub watched: Vec<(String, String)>,
    /// Who takes reports.
    pub receiver: String,
    /// The number behind it, in brackets, which no line parts; empty where there is none.
    pub receiver_phone: String,
    /// Where one can go on from it, on the screen: its department, its row, the posters.
    pub ways: Vec<Link>,
}

/// So many who answer for the measures are named at the head of them.
const MOST_NAMED: usize = 3;

/// File name of the page without its ending.
pub const POST_SHEETS: &str = "post-sheets";

impl PostSheets {
    /// The page `tables/post-sheets.html`.
    pub fn new(issue: &Issue, agenda: Option<&Agenda>) -> Self {
        let unit = issue.unit();
        let anchors = Anchors::from(issue, "../handbook.html");
        let sorted = !unit.measures.is_empty() && unit.measures.iter().all(|m| m.line.is_some());
        let lines = if sorted { DefenceLine::ALL } else { &[] };
        let posts = unit.posts.iter().zip(grounds(issue, anchors));
        let sheets: Vec<PostSheet> = posts
            .map(|(post, grounds)| sheet_of(issue, agenda, anchors, (post, &grounds), lines))
            .filter(|sheet| !sheet.risks.rows.is_empty())
            .collect();
        Self {
            site: Site::new(issue, "../"),
            title: title(unit),
            year: format!("{}年度", unit.profile.grading_year),
            pdf: issue.outputs.pdf.then(|| format!("{POST_SHEETS}.pdf")),
            by_lines: !lines.is_empty(),
            work: agenda.map_or_else(String::new, |agenda| format!("{}年要做的事", agenda.year)),
            day: issue.as_of.map(|day| day.chinese()),
            by: unit.profile.compiler.clone(),
            signed: issue.internal(),
            sheets,
        }
    }
}

/// Whether a unit has such sheets: some post has a risk point.
pub fn are_there(unit: &Unit) -> bool {
    (unit.posts.iter()).any(|post| unit.risks_of(post).next().is_some())
}

/// 岗位廉政风险一览表.
pub fn title(unit: &Unit) -> String {
    format!("岗位{}风险一览表", unit.words().integrity)
}

/// The risk points of a post: the gravest first, by grade and then by score.
pub(super) fn risks_of<'t>(unit: &'t Unit, post: &Post) -> Vec<(usize, &'t Risk)> {
    let mut own: Vec<(usize, &Risk)> = unit.risks_of(post).collect();
    own.sort_by_key(|(_, risk)| (risk.grade.rank(), Reverse(score(unit, risk))));
    own
}

fn sheet_of(
    issue: &Issue,
    agenda: Option<&Agenda>,
    anchors: Anchors,
    (post, grounds): (&Post, &str),
    lines: &[DefenceLine],
) -> PostSheet {
    let unit = issue.unit();
    let words = unit.words();
    let department = match post.division {
        Some(Division::Department(d)) => Some(d),
        _ => None,
    };
    let mut facts = Vec::new();
    let mut fact = |label: &str, text: &str| {
        if !text.is_empty() {
            facts.push((label.to_owned(), text.to_owned()));
        }
    };
    let note = post.note.as_ref().filter(|_| issue.internal());
    fact("职责", note.map_or("", |note| &note.value));
    fact("权力", &powers_of_post(unit, post));
    fact("定级依据", grounds);
    let computed = grade_by_powers(
        unit,
        &issue.grounds(),
        Subject::Post,
        post.place,
        post.powers.as_ref(),
    );
    let computed = computed.filter(|grade| *grade != post.grade.value);
    fact("按权力测算", computed.map_or("", |grade| grade.chinese()));
    // Nobody manages himself.
    let by = &post.grade.value.entry().managed_by;
    let by = Some(by).filter(|by| !by.split('、').any(|by| by == post.name.value));
    fact("管理", by.map_or("", |by| by));
    fact("预警级别", &levels(unit, post));

    let head = department.and_then(|d| {
        let mut posts = unit.posts_of(d.index as usize);
        posts.find(|other| other.is_head() && other.id != post.id)
    });
    let leader = department.and_then(|d| unit[d].leader).map(|p| &unit[p]);
    let leader = leader.filter(|leader| leader.id != post.id);
    let name = |post: &Post| post.name.value.clone();
    let risks = risks_of(unit, post);
    let direct = at_first_hand(unit, post, &risks);
    let mut responsible = Vec::from_iter(direct.map(|who| format!("直接责任人：{who}")));
    let mut watched = Vec::new();
    if let Some(head) = head {
        responsible.push(format!("{}责任人：{}", words.department, head.own_name()));
        watched.push((words.head.clone(), name(head)));
    }
    if let Some(leader) = leader {
        responsible.push(format!("责任领导：{}", leader.name.value));
        watched.push((words.leader_in_charge.clone(), name(leader)));
    }
    let work = agenda.map_or_else(Vec::new, |agenda| sheet_year::tables(unit, agenda, post));
    PostSheet {
        id: format!("sheet-{}", post.id.value),
        code: code(unit, post),
        name: name(post),
        unit: unit.division_name(post.division).to_owned(),
        grade: post.grade.value.into(),
        facts,
        risks: sheet::table(unit, anchors, post, &risks, lines),
        states: sheet_year::signs(&work),
        has_own: sheet_year::has_own(&work),
        work,
        responsible: responsible.join("；"),
        apart: apart(unit, post),
        watched,
        receiver: unit.profile.receiver.clone(),
        receiver_phone: unit.receiver_phone(),
        ways: ways(issue, anchors, post),
    }
}

/// Who answers for the measures on the sheet of a post at first hand: the holder, where one of them is
/// his own; else those whom they name, where they are few.
fn at_first_hand(unit: &Unit, post: &Post, risks: &[(usize, &Risk)]) -> Option<String> {
    let measures = risks
        .iter()
        .flat_map(|(index, _)| unit.measures_for(*index));
    let measures: Vec<&Measure> = measures.collect();
    if measures.iter().any(|m| sheet::is_own(unit, post, m)) {
        return Some("本人".to_owned());
    }
    let mut named: Vec<&str> = Vec::new();
    for name in measures
        .iter()
        .flat_map(|m| m.responsible.value.split('、'))
    {
        if !named.contains(&name) {
            named.push(name);
        }
    }
    match named.len() {
        0 => None,
        1..=MOST_NAMED => Some(named.join("、")),
        _ => Some("各项措施各有其人".to_owned()),
    }
}

/// What may not lie in one hand with a post: the pair, and why.
pub(super) fn apart(unit: &Unit, post: &Post) -> Vec<(String, String)> {
    let separations = unit.separations.iter();
    let own = separations.filter(|s| s.posts.iter().any(|p| unit[*p].id == post.id));
    let mut out = Vec::new();
    for s in own {
        let pair = format!("{}与{}", s.first.value, s.second.value);
        let turned = format!("{}与{}", s.second.value, s.first.value);
        let known = |(known, _): &(String, String)| *known == pair || *known == turned;
        // Several departments may say the same of a post that serves them all.
        if !out.iter().any(known) {
            out.push((pair, s.note.value.clone()));
        }
    }
    out
}

/// The anchor of a post's sheet, if it has one: some risk point is its own.
pub(super) fn sheet_id(unit: &Unit, post: &Post) -> Option<String> {
    let has = unit.risks_of(post).next().is_some();
    has.then(|| format!("sheet-{}", post.id.value))
}

/// The number of a post's sheet: of the unit, the post, the year.
fn code(unit: &Unit, post: &Post) -> String {
    let year = unit.profile.grading_year.to_string();
    let parts = [&unit.profile.code, &post.id.value, &year].into_iter();
    let parts: Vec<String> = parts
        .filter(|p| !p.is_empty())
        .map(|p| p.to_uppercase())
        .collect();
    parts.join("-")
}

/// What each post has its grade for: 《…》第二部分：领导定为高级.
fn grounds(issue: &Issue, anchors: Anchors) -> Vec<String> {
    let posts = issue.unit().posts.iter();
    let mut rows = why::rows(issue, anchors, TableKind::Posts).into_iter();
    let ground = |post: &Post| {
        let graded = format!("定为{}", post.grade.value.chinese());
        let part = rows.next()?.parts.into_iter().next()?;
        let mut steps = part.steps.into_iter().rev();
        let step = steps.find(|step| step.cite.is_some() && step.text.ends_with(&graded))?;
        Some(format!("{}：{}", step.cite?.text, step.text))
    };
    posts.map(ground).map(Option::unwrap_or_default).collect()
}

fn ways(issue: &Issue, anchors: Anchors, post: &Post) -> Vec<Link> {
    let unit = issue.unit();
    let department = match post.division {
        Some(Division::Department(d)) => Some(d),
        _ => None,
    };
    let mut ways = vec![Link {
        text: "岗位页".into(),
        href: anchors.post_page(post).filter(|_| issue.outputs.html),
    }];
    ways.push(Link {
        text: "等级表中的一行".into(),
        href: anchors.post(post),
    });
    if let Some(d) = department {
        ways.push(Link {
            text: unit[d].name.value.clone(),
            href: anchors.department(&unit[d]),
        });
        let posters = posters(issue, d.index as usize, "../").into_iter();
        ways.extend(posters.map(|p| Link {
            text: p.name.to_owned(),
            href: p.html,
        }));
    }
    ways.retain(|way| way.href.is_some());
    ways
}
