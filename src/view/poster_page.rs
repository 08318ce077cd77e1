//! The page of one poster: the sheet in its frame, with the ways to its neighbours.

use super::anchors::{Anchors, Link};
use super::distribution::Distribution;
use super::issue::Issue;
use super::site::Site;
use crate::model::{Division, Unit};
use crate::sheet::poster::maker::SUMMARY;
use crate::sheet::PosterView;
use serde::Serialize;
use std::collections::BTreeMap;

/// All that `poster.html` shows.
#[derive(Debug, Clone, Serialize)]
pub struct PosterPage<'p> {
    /// The frame.
    pub site: Site,
    /// The poster.
    #[serde(flatten)]
    pub poster: &'p PosterView,
    /// The posters of the same department: name, file, whether it is this one.
    pub siblings: Vec<(String, String, bool)>,
    /// The same poster of all departments: whose, file, whether it is this one.
    pub all: Vec<(String, String, bool)>,
    /// Where the handbook tells of its department.
    pub chapter: Option<String>,
    /// The same poster of the department before.
    pub back: Option<Link>,
    /// The same poster of the department after.
    pub on: Option<Link>,
    /// Its sheet.
    pub pdf: Option<String>,
    /// Where what it says is told in full: risk points and measures by their words, posts by what
    /// they are called in their department.
    pub places: BTreeMap<String, Link>,
    /// What the charts of the whole unit say, in numbers and words.
    pub distribution: Option<Distribution>,
}

impl<'p> PosterPage<'p> {
    /// The pages of posters that are in the order of their departments.
    pub fn all(issue: &Issue, posters: &'p [PosterView]) -> Vec<Self> {
        let site = Site::new(issue, "../");
        let anchors = Anchors::from(issue, "../handbook.html");
        let file = |poster: &PosterView| format!("{}.html", poster.file);
        let beside = |poster: &PosterView| Link {
            text: poster.department_name.clone(),
            href: Some(file(poster)),
        };
        let page = |(at, poster): (usize, &'p PosterView)| {
            let (before, after) = (&posters[..at], &posters[at + 1..]);
            let other =
                |p: &&PosterView| p.kind == poster.kind && p.department != poster.department;
            let mine = posters.iter().filter(|p| p.department == poster.department);
            Self {
                site: site.clone(),
                poster,
                siblings: mine
                    .map(|p| (p.name.clone(), file(p), p.file == poster.file))
                    .collect(),
                all: (posters.iter())
                    .filter(|p| p.kind == poster.kind)
                    .map(|p| {
                        let name = p.department_name.clone();
                        (name, file(p), p.department == poster.department)
                    })
                    .collect(),
                chapter: (issue.unit().departments.iter())
                    .find(|d| *d.id == *poster.department)
                    .and_then(|d| anchors.department(d)),
                back: before.iter().rev().find(other).map(beside),
                on: after.iter().find(other).map(beside),
                pdf: issue.outputs.pdf.then(|| format!("{}.pdf", poster.file)),
                places: places(issue, anchors, &poster.department),
                distribution: (poster.kind == SUMMARY.key)
                    .then(|| Distribution::new(issue.unit(), anchors)),
            }
        };
        posters.iter().enumerate().map(page).collect()
    }
}

/// Where what the posters of a department or body say is told in full. The posters themselves
/// know no pages; they say a step's own words for a risk point, else its words in short.
fn places(issue: &Issue, anchors: Anchors, id: &str) -> BTreeMap<String, Link> {
    let unit = issue.unit();
    let mine = |division: Option<Division>| is(unit, division, id);
    let mut out = BTreeMap::new();
    let mut add = |text: &str, code: String, href: Option<String>| {
        let link = Link { text: code, href };
        // The first goes: two of the same words are told apart by nobody.
        out.entry(text.to_owned()).or_insert(link);
    };
    for workflow in unit.workflows.iter().filter(|w| mine(w.division)) {
        for step in &workflow.steps {
            for at in &step.risks {
                let risk = &unit[at.risk];
                let text = at.text.as_ref().unwrap_or(risk.in_short());
                add(&text.value, risk.code(), anchors.risk(risk));
            }
            for at in &step.measures {
                let measure = &unit[at.measure];
                let text = at.text.as_ref().unwrap_or(measure.in_short());
                add(&text.value, measure.code(), anchors.measure(measure));
            }
        }
    }
    for post in unit.posts.iter().filter(|p| mine(p.division)) {
        let page = anchors.post_page(post).filter(|_| issue.outputs.tables);
        add(
            post.own_name(),
            post.name.value.clone(),
            page.or_else(|| anchors.post(post)),
        );
    }
    out.retain(|_, link| link.href.is_some());
    out
}

/// Whether a division is the department or body of that id.
fn is(unit: &Unit, division: Option<Division>, id: &str) -> bool {
    match division {
        Some(Division::Department(d)) => *unit[d].id == *id,
        Some(Division::Organ(o)) => *unit[o].id == *id,
        None => false,
    }
}
