//! The page of one post: its grade and how that comes about, its powers, its risk points with
//! what is done about each, and the ways to all that belongs to it.

use super::anchors::{step_id, Anchors, Link};
use super::chip::{powers, GradeView, PowerView};
use super::form::list;
use super::issue::Issue;
use super::levels::levels;
use super::post_sheets::{self, apart, risks_of, sheet_id, POST_SHEETS};
use super::records::{record_groups, RecordGroup};
use super::site::Site;
use super::table::risks::answers;
use super::table::TableKind;
use super::wall::{body_posters, posters, Poster};
use super::ways::{bitten, ways, Way};
use super::why::{self, WhyPart};
use crate::model::{Division, GradingObject, Post, Ref, Risk, Unit, Workflow};
use serde::Serialize;

/// All that `posts/<id>.html` shows.
#[derive(Debug, Clone, Serialize)]
pub struct PostPage {
    /// The frame.
    pub site: Site,
    /// Its id.
    pub id: String,
    /// 会计.
    pub name: String,
    /// Its grade.
    pub grade: GradeView,
    /// Where it belongs.
    pub division: Link,
    /// What is known of it: label and words.
    pub facts: Vec<(&'static str, String)>,
    /// How its grade and level come about.
    pub why: Vec<WhyPart>,
    /// All powers of the unit, and how far it holds each.
    pub powers: Vec<PowerView>,
    /// How many of them it holds.
    pub held: usize,
    /// Its own risk points, the gravest first.
    pub risks: Vec<PostRisk>,
    /// Those that concern everybody.
    pub common: Vec<PostRisk>,
    /// What there is on record about it; as far as the edition shows.
    pub records: Vec<PostRecord>,
    /// The posts of the same department or body: where, grade, whether it is this one.
    pub beside: Vec<(Link, GradeView, bool)>,
    /// What may not lie in one hand with it: the pair, and why.
    pub apart: Vec<(String, String)>,
    /// The steps that it takes, by workflow.
    pub workflows: Vec<PostWorkflow>,
    /// The posters of its department.
    pub posters: Vec<Poster>,
    /// Its row in the table of grades.
    pub row: Option<String>,
    /// Its risk points in the register; without any those of its department.
    pub register: Option<String>,
    /// Its sheet to be printed and signed.
    pub sheet: Option<Link>,
    /// The sheets of all posts.
    pub pdf: Option<String>,
    /// The forms that are filled in for it.
    pub forms: Vec<Link>,
}

/// A risk point of a post.
#[derive(Debug, Clone, Serialize)]
pub struct PostRisk {
    /// `CW-2`, and where it is.
    pub code: Link,
    /// Its grade.
    pub grade: GradeView,
    /// The behaviour, in short.
    pub text: String,
    /// The measures: code, words, who answers.
    pub measures: Vec<(Link, String, String)>,
    /// The steps that it bites at in the workflows of the post's own department or body, by
    /// workflow, which is named where there are several.
    pub steps: ByWorkflow,
    /// Those in the workflows of others.
    pub elsewhere: Vec<Way>,
}

/// A record about a post.
#[derive(Debug, Clone, Serialize)]
pub struct PostRecord {
    /// 2013年1月18日.
    pub day: String,
    /// Its ledger, and where it is.
    pub link: Link,
    /// What it says.
    pub text: String,
}

/// The steps of a workflow that a post takes.
#[derive(Debug, Clone, Serialize)]
pub struct PostWorkflow {
    /// 财政资金拨付.
    pub name: String,
    /// Number, words and place of each.
    pub steps: Vec<(usize, Link)>,
}

impl PostPage {
    /// The pages of all posts, in their order.
    pub fn all(issue: &Issue) -> Vec<Self> {
        let unit = issue.unit();
        let anchors = Anchors::from(issue, "../handbook.html");
        let site = Site::new(issue, "../");
        let records = record_groups(issue, anchors);
        let mut why = why::rows(issue, anchors, TableKind::Posts).into_iter();
        let page = |post: (usize, &Post)| Self {
            why: why.next().map_or_else(Vec::new, |why| why.parts),
            ..page(issue, anchors, &site, &records, post)
        };
        unit.posts.iter().enumerate().map(page).collect()
    }
}

fn page(
    issue: &Issue,
    anchors: Anchors,
    site: &Site,
    records: &[RecordGroup],
    (index, post): (usize, &Post),
) -> PostPage {
    let unit = issue.unit();
    let object = GradingObject::Post(Ref::new(index, post.id.place));
    let (posters, register) = match post.division {
        Some(Division::Department(d)) => (
            posters(issue, d.index as usize, "../"),
            format!("../tables/risks.html#department={}", unit[d].id.value),
        ),
        Some(Division::Organ(o)) => (
            body_posters(issue, o.index as usize, "../"),
            "../tables/risks.html".to_owned(),
        ),
        None => (Vec::new(), "../tables/risks.html".to_owned()),
    };
    let powers = powers(unit, post.powers.as_ref());
    let own = risks_of(unit, post);
    let register = match own.is_empty() {
        true => register,
        false => format!("../tables/risks.html#post={}", post.id.value),
    };
    let own = own.into_iter();
    PostPage {
        site: site.clone(),
        id: post.id.value.clone(),
        name: post.name.value.clone(),
        grade: post.grade.value.into(),
        division: Link {
            text: unit.division_name(post.division).to_owned(),
            href: anchors.division(post.division),
        },
        facts: facts(issue, post),
        why: Vec::new(),
        held: (powers.iter())
            .filter(|power| matches!(power.key, "full" | "part"))
            .count(),
        powers,
        risks: own
            .map(|(i, risk)| point(issue, anchors, post, (i, risk)))
            .collect(),
        common: (unit.common_risks(post))
            .map(|risk| point(issue, anchors, post, risk))
            .collect(),
        records: about(records, anchors.post(post)),
        beside: beside(unit, post),
        apart: apart(unit, post),
        workflows: (unit.workflows.iter())
            .filter_map(|w| taken(unit, anchors, post, w))
            .collect(),
        posters,
        row: Some(format!("../tables/posts.html#post-{}", post.id.value)),
        register: Some(register),
        forms: list::about(issue, object, "../"),
        sheet: sheet_id(unit, post).map(|id| Link {
            text: post_sheets::title(unit),
            href: Some(format!("../tables/{POST_SHEETS}.html#{id}")),
        }),
        pdf: (issue.outputs.pdf && post_sheets::are_there(unit))
            .then(|| format!("../tables/{POST_SHEETS}.pdf")),
    }
}

/// What is known of a post in a few words; of its holder in the internal edition alone, for the
/// other has none.
fn facts(issue: &Issue, post: &Post) -> Vec<(&'static str, String)> {
    let unit = issue.unit();
    let internal = |words: &Option<crate::diagnostic::Spanned<String>>| {
        let words = words.as_ref().filter(|_| issue.internal());
        words.map(|words| words.value.clone())
    };
    let facts = [
        ("类型", Some(post.role.chinese().to_owned())),
        ("预警级别", Some(levels(unit, post))),
        ("管理", Some(post.grade.value.entry().managed_by.clone())),
        (
            "任现职",
            (post.since.as_ref()).map(|day| format!("{}起", day.chinese())),
        ),
        ("信息员", post.informant.then(|| "是".to_owned())),
        ("任职人", internal(&post.holder)),
        ("电话", internal(&post.phone)),
        ("职责", internal(&post.note)),
    ];
    let known = facts.into_iter().filter_map(|(label, words)| {
        let words = words.filter(|words| !words.is_empty())?;
        Some((label, words))
    });
    known.collect()
}

fn point(issue: &Issue, anchors: Anchors, post: &Post, (index, risk): (usize, &Risk)) -> PostRisk {
    let unit = issue.unit();
    let (steps, elsewhere) = steps(issue, anchors, post, index);
    let measures = answers(unit, index).into_iter().map(|m| {
        let code = Link {
            text: m.code(),
            href: anchors.measure(m),
        };
        let text = m.in_short();
        (code, text.value.clone(), m.responsible.value.clone())
    });
    PostRisk {
        code: Link {
            text: risk.code(),
            href: anchors.risk(risk),
        },
        grade: risk.grade.value.into(),
        text: risk.in_short().value.clone(),
        measures: measures.collect(),
        steps,
        elsewhere,
    }
}

/// The steps of workflows, under the name of each where it is needed.
type ByWorkflow = Vec<(String, Vec<Link>)>;

/// The steps that a risk point bites at: those of the post's own workflows, those of others.
fn steps(issue: &Issue, anchors: Anchors, post: &Post, risk: usize) -> (ByWorkflow, Vec<Way>) {
    let workflows = issue.unit().workflows.iter();
    let (own, others): (Vec<_>, Vec<_>) = workflows.partition(|w| w.division == post.division);
    let several = own.len() > 1;
    let own = own.into_iter().filter_map(|w| {
        let steps = bitten(w, risk).map(|at| Link {
            text: format!("第{}步", at + 1),
            href: anchors.id(&step_id(w, at)),
        });
        let steps: Vec<Link> = steps.collect();
        let name = match several {
            true => w.name.value.clone(),
            false => String::new(),
        };
        (!steps.is_empty()).then_some((name, steps))
    });
    let others = others.into_iter();
    let others = others.flat_map(|w| ways(issue, anchors, w, risk));
    (own.collect(), others.collect())
}

/// The records that are about whoever is at that place.
fn about(groups: &[RecordGroup], place: Option<String>) -> Vec<PostRecord> {
    let Some(place) = place else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for group in groups {
        let own = group.rows.iter();
        for row in own.filter(|row| row.href.as_deref() == Some(place.as_str())) {
            let href = place.split('#').next();
            out.push(PostRecord {
                day: row.date.clone(),
                link: Link {
                    text: group.title.to_owned(),
                    href: href.map(|page| format!("{page}#{}", row.id)),
                },
                text: row.note.clone(),
            });
        }
    }
    out
}

fn beside(unit: &Unit, post: &Post) -> Vec<(Link, GradeView, bool)> {
    let posts = unit.posts.iter().filter(|p| p.division == post.division);
    let entry = |p: &Post| {
        let link = Link {
            text: p.name.value.clone(),
            href: Some(format!("{}.html", p.id.value)),
        };
        (link, p.grade.value.into(), p.id == post.id)
    };
    posts.map(entry).collect()
}

/// The steps of a workflow that the post takes; nothing where it takes none.
fn taken(unit: &Unit, anchors: Anchors, post: &Post, w: &Workflow) -> Option<PostWorkflow> {
    let acts = |actor: &crate::model::Actor| actor.post().is_some_and(|p| unit[p].id == post.id);
    let steps = w.steps.iter().enumerate();
    let steps = steps.filter(|(_, step)| step.actors.iter().any(acts));
    let steps = steps.map(|(at, step)| {
        let link = Link {
            text: step.text.value.clone(),
            href: anchors.id(&step_id(w, at)),
        };
        (at + 1, link)
    });
    let steps: Vec<(usize, Link)> = steps.collect();
    (!steps.is_empty()).then(|| PostWorkflow {
        name: w.name.value.clone(),
        steps,
    })
}
