//! What the rules know of whom a form is about, for the forms that show it.

use super::article::short;
use super::shape::{actor, Fill};
use crate::check::norm::shown::{score, Levels};
use crate::model::{
    Actor, Division, GradingObject, GradingStepKind, OrganKind, Post, Ref, Risk, Unit,
};
use crate::view::anchors::Link;
use crate::view::chip::{powers, GradeView, PowerView};
use crate::view::issue::Issue;
use serde::Serialize;
use std::cmp::Reverse;

/// What the rules know; empty what they do not.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Known {
    /// 财政所, or the body that a post belongs to.
    pub division: String,
    /// The department's grade.
    pub division_grade: Option<GradeView>,
    /// 会计; empty for a department.
    pub post: String,
    /// The post's grade.
    pub grade: Option<GradeView>,
    /// Who holds it: internal edition only.
    pub holder: String,
    /// Since when.
    pub since: String,
    /// 一级预警, by who holds the post.
    pub level: String,
    /// Who heads the department.
    pub head: Person,
    /// The leader in charge of it.
    pub leader: Person,
    /// All powers of the unit, and how far they are held.
    pub powers: Vec<PowerView>,
    /// What it has to do.
    pub duties: Vec<String>,
    /// Its risk points, the gravest first.
    pub risks: Vec<KnownRisk>,
    /// How its next grading goes.
    pub chain: Vec<KnownStep>,
    /// The article that says so.
    pub procedure: Option<Link>,
    /// The last grading on file: year and grade.
    pub graded: Option<(i64, GradeView)>,
    /// How long a grading is shown in public, and by which article.
    pub publicity: Option<(i64, Link)>,
    /// Notices to it that are not closed: number and reason.
    pub open: Vec<String>,
    /// What is done about each level of warning: level, words, article.
    pub disposals: Vec<(String, String, Link)>,
    /// Who sends notices and takes complaints, in full.
    pub office: String,
    /// The same in short.
    pub office_short: String,
    /// Where papers are collected.
    pub collector: String,
    /// Every department and post with its grade, for the list that is shown in public.
    pub graded_all: Vec<Graded>,
}

/// Whoever holds a post.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Person {
    /// 财政所所长.
    pub post: String,
    /// 李某: internal edition only.
    pub holder: String,
    /// What stands before 签名: the name, else the post.
    pub signs: String,
}

/// A risk point.
#[derive(Debug, Clone, Serialize)]
pub struct KnownRisk {
    /// `CW-2`.
    pub code: String,
    /// The behaviour, in short.
    pub text: String,
    /// Its grade.
    pub grade: GradeView,
    /// What is done about it.
    pub measures: String,
    /// Who answers.
    pub who: String,
    /// How often or by when.
    pub period: String,
    /// The article that sets it.
    pub article: Option<Link>,
    /// The article that sets what is done.
    pub measure_article: Option<Link>,
}

/// A step of a grading.
#[derive(Debug, Clone, Serialize)]
pub struct KnownStep {
    /// `decide`.
    pub key: &'static str,
    /// 决定.
    pub word: &'static str,
    /// Who takes it.
    pub by: String,
    /// The same as short as it goes.
    pub short: String,
    /// The name of the holder, where it is a post's: internal edition only.
    pub holder: String,
    /// The article.
    pub article: Link,
}

/// A department or a body, and its posts, with their grades.
#[derive(Debug, Clone, Serialize)]
pub struct Graded {
    /// 财政所.
    pub division: String,
    /// Its grade; a body has none.
    pub grade: Option<GradeView>,
    /// Its posts.
    pub posts: Vec<(String, GradeView)>,
}

impl Known {
    /// The articles that it names.
    pub(super) fn articles(&self) -> impl Iterator<Item = &str> {
        let risks = self.risks.iter();
        let risks = risks.flat_map(|risk| [&risk.article, &risk.measure_article]);
        let links = risks.flatten().chain(&self.procedure);
        let links = links.chain(self.chain.iter().map(|step| &step.article));
        let links = links.chain(self.publicity.iter().map(|(_, link)| link));
        let links = links.chain(self.disposals.iter().map(|(_, _, link)| link));
        links.map(|link| link.text.as_str())
    }
}

pub(super) fn known(issue: &Issue, fill: &Fill) -> Known {
    let unit = fill.unit;
    let asked = fill.asked;
    let link = |cite| short(unit, fill.anchors, cite);
    let (office, office_short) = office(unit, fill);
    let chain = fill.object.and_then(|object| asked.chain(object));
    let collects = |chain: &crate::check::forms::Chain| {
        let mut steps = chain.steps.iter();
        let step = steps.find(|step| step.kind == GradingStepKind::Collect)?;
        step.by
    };
    let collector = chain.or(asked.chains.first()).and_then(collects);
    let mut known = Known {
        publicity: asked
            .publicity
            .as_ref()
            .map(|(days, cite)| (*days, link(cite))),
        disposals: (asked.disposals.iter())
            .map(|(level, words, cite)| {
                let level = unit.vocabulary.level_warning(*level);
                (level, words.clone(), link(cite))
            })
            .collect(),
        collector: match actor(unit, collector) {
            name if name.is_empty() => office_short.clone(),
            name => name,
        },
        office,
        office_short,
        graded_all: graded_all(unit),
        ..Known::default()
    };
    let Some(object) = fill.object else {
        return known;
    };
    let (department, post) = match object {
        GradingObject::Department(d) => (Some(d), None),
        GradingObject::Post(p) => match unit[p].division {
            Some(Division::Department(d)) => (Some(d), Some(&unit[p])),
            _ => (None, Some(&unit[p])),
        },
    };
    known.division = match (department, post) {
        (Some(d), _) => unit[d].name.value.clone(),
        (None, Some(post)) => unit.division_name(post.division).to_owned(),
        (None, None) => String::new(),
    };
    known.division_grade = department.map(|d| unit[d].grade.value.into());
    known.grade = Some(unit.object_grade(object).into());
    if let Some(post) = post {
        known.post = post.name.value.clone();
        let person = person(post);
        known.holder = person.holder;
        let since = post.since.as_ref();
        known.since = since.map_or(String::new(), |day| day.chinese());
        let level = Levels::of(unit, post).counts;
        known.level = level.map_or(String::new(), |level| unit.vocabulary.level_warning(level));
        let note = post.note.as_ref().filter(|_| issue.internal());
        known.duties = note.into_iter().map(|note| note.value.clone()).collect();
        known.powers = powers(unit, post.powers.as_ref());
    } else if let Some(d) = department {
        known.duties = unit[d]
            .duties
            .iter()
            .map(|duty| duty.value.clone())
            .collect();
        known.powers = powers(unit, unit[d].powers.as_ref());
    }
    if let Some(d) = department {
        let mut posts = unit.posts_of(d.index as usize);
        known.head = posts
            .find(|post| post.is_head())
            .map(person)
            .unwrap_or_default();
        known.leader = unit[d].leader.map(|p| person(&unit[p])).unwrap_or_default();
    }
    known.risks = risks(fill, object);
    let gradings = unit.gradings.iter().filter(|g| g.object == Some(object));
    let last = gradings.max_by_key(|grading| grading.year.value);
    known.graded = last.map(|grading| (grading.year.value, grading.grade.value.into()));
    known.procedure = chain.map(|chain| link(&chain.article));
    let steps = chain.into_iter().flat_map(|chain| &chain.steps);
    known.chain = steps
        .map(|step| KnownStep {
            key: step.kind.key(),
            word: step.kind.chinese(),
            by: actor(unit, step.by),
            short: match step.by {
                Some(Actor::Organ(organ)) => unit[organ].in_short().to_owned(),
                by => actor(unit, by),
            },
            holder: match step.by {
                Some(Actor::Post(p)) => person(&unit[p]).holder,
                _ => String::new(),
            },
            article: link(&step.article),
        })
        .collect();
    known.open = open_notices(unit, object);
    known
}

fn person(post: &Post) -> Person {
    let holder = post.holder.as_ref().map_or("", |holder| holder.as_str());
    let name = post.name.value.clone();
    Person {
        signs: if holder.is_empty() {
            name.clone()
        } else {
            holder.to_owned()
        },
        holder: holder.to_owned(),
        post: name,
    }
}

/// Who sends notices: where information comes together, else the body that takes complaints.
fn office(unit: &Unit, fill: &Fill) -> (String, String) {
    let receiver = &unit.profile.receiver;
    let mut bodies = unit.organs.iter().enumerate();
    let body = bodies.find(|(_, organ)| {
        organ.kind == OrganKind::Body && receiver.ends_with(organ.name.as_str())
    });
    let body = body.map(|(at, organ)| Actor::Organ(Ref::new(at, organ.id.place)));
    match fill.asked.centre.or(body) {
        Some(Actor::Organ(organ)) => {
            let organ = &unit[organ];
            let full = organ.full_name.as_ref().unwrap_or(&organ.name);
            (full.value.clone(), organ.name.value.clone())
        }
        Some(other) => (actor(unit, Some(other)), actor(unit, Some(other))),
        None => (receiver.clone(), receiver.clone()),
    }
}

/// The risk points of a department or a post, the gravest first.
fn risks(fill: &Fill, object: GradingObject) -> Vec<KnownRisk> {
    let unit = fill.unit;
    let mut own: Vec<(usize, &Risk)> = match object {
        GradingObject::Post(post) => unit.risks_of(&unit[post]).collect(),
        GradingObject::Department(d) => (unit.risks.iter().enumerate())
            .filter(|(_, risk)| unit.concerned(risk).contains(&(d.index as usize)))
            .collect(),
    };
    own.sort_by_key(|(_, risk)| (risk.grade.rank(), Reverse(score(unit, risk))));
    own.into_iter()
        .map(|(index, risk)| known_risk(fill, index, risk))
        .collect()
}

fn known_risk(fill: &Fill, index: usize, risk: &Risk) -> KnownRisk {
    let unit = fill.unit;
    // What does most about it is what a form has room for.
    let measure = unit.measures_for(index).next();
    let text = measure.map(|m| m.in_short());
    let link = |cite| short(unit, fill.anchors, cite);
    KnownRisk {
        code: risk.code(),
        text: risk.in_short().value.clone(),
        grade: risk.grade.value.into(),
        measures: text.map_or(String::new(), |text| text.value.clone()),
        who: measure.map_or(String::new(), |m| m.responsible.value.clone()),
        period: measure.map_or(String::new(), |m| m.period.value.clone()),
        article: risk.article.as_ref().map(|cite| link(&cite.value)),
        measure_article: measure
            .and_then(|m| m.article.as_ref())
            .map(|cite| link(&cite.value)),
    }
}

/// What is still to be put right.
fn open_notices(unit: &Unit, object: GradingObject) -> Vec<String> {
    let notices = unit.records.notices.iter();
    let own = notices.filter(|n| n.object == Some(object) && n.closed.is_none());
    own.map(|notice| {
        let number = notice.number.as_ref().map_or("", |n| n.as_str());
        let reason = notice.reason.as_ref().map_or("", |r| r.as_str());
        format!("预警{number}：{reason}")
    })
    .collect()
}

fn graded_all(unit: &Unit) -> Vec<Graded> {
    let of = |division: Division| {
        let posts = unit
            .posts
            .iter()
            .filter(|post| post.division == Some(division));
        let posts = posts.map(|post| (post.own_name().to_owned(), post.grade.value.into()));
        posts.collect::<Vec<(String, GradeView)>>()
    };
    let departments = unit.departments.iter().enumerate().map(|(at, d)| Graded {
        division: d.name.value.clone(),
        grade: Some(d.grade.value.into()),
        posts: of(Division::Department(Ref::new(at, d.id.place))),
    });
    let bodies = unit.organs.iter().enumerate().map(|(at, organ)| Graded {
        division: organ.name.value.clone(),
        grade: None,
        posts: of(Division::Organ(Ref::new(at, organ.id.place))),
    });
    departments
        .chain(bodies.filter(|body| !body.posts.is_empty()))
        .collect()
}
