//! An article of a regulation, with its items as lists, and what was graded by it.

use super::super::anchors::{number, Anchors, Link};
use super::super::chip::GradeView;
use super::super::issue::Issue;
use super::super::link::{Linker, Segment};
use super::super::rests::{OnRegulation, Rests};
use super::{link, padded};
use crate::check::norm::shown::{graded_by, Subject};
use crate::model::{Article, ArticleNumber, ArticlePath, Form, Grade, Line, LineLevel, Regulation};
use serde::Serialize;

/// An article, or a part with a heading.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    /// `r1-a1`.
    pub id: String,
    /// 第一条 or 一、.
    pub label: String,
    /// 第一节　一般规定, where a section begins with it.
    pub section: Option<String>,
    /// A few words on its subject; the heading of a part.
    pub caption: Option<String>,
    /// Whether it is a part, printed with a heading.
    pub part_form: bool,
    /// What parts the label from what follows it on its line.
    pub gap: &'static str,
    /// The first paragraph, which follows the label on its line.
    pub lead: Vec<Segment>,
    /// The items of the first paragraph.
    pub items: Vec<LineView>,
    /// The other paragraphs, each with its items.
    pub paragraphs: Vec<LineView>,
    /// What was graded by this article.
    pub graded: Vec<GradedView>,
    /// What rests on it.
    pub rests: Option<Rests>,
}

/// A paragraph or item.
#[derive(Debug, Clone, Serialize)]
pub struct LineView {
    /// Anchor of a numbered item.
    pub id: Option<String>,
    /// 0 for a paragraph, 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）, 5 for ①.
    pub level: u8,
    /// The number as written.
    pub label: String,
    /// The text after it.
    pub segments: Vec<Segment>,
    /// The risk points and measures that it sets.
    pub sets: Vec<Link>,
    /// The items below it.
    pub items: Vec<LineView>,
}

/// 各站所现定的等级: one list for each grade.
#[derive(Debug, Clone, Serialize)]
pub struct GradedView {
    /// 各站所现定的等级.
    pub title: String,
    /// 2013年度　共14个.
    pub note: String,
    /// Grades from the highest down, each with its members.
    pub groups: Vec<(GradeView, Vec<Link>)>,
}

pub(super) fn article(
    issue: &Issue,
    anchors: Anchors,
    linker: &Linker,
    rest: &OnRegulation,
    r: &Regulation,
    a: &Article,
) -> ArticleView {
    let part_form = r.form == Form::Parts;
    let own = Some(a.number.value);
    let mut lines = a.lines.as_slice();
    let mut lead = Vec::new();
    if let (false, [first, rest @ ..]) = (part_form, lines) {
        if first.level == LineLevel::Paragraph {
            lead = linker.segments(&first.text, own);
            lines = rest;
        }
    }
    let lines = lines.iter().map(|l| LineView {
        sets: l.path.as_ref().map_or(Vec::new(), |path| rest.set_at(path)),
        ..line(r, linker, l, own)
    });
    let (items, paragraphs) = nested(lines);
    ArticleView {
        id: format!(
            "{}-{}",
            r.id.value,
            ArticlePath::of(a.number.value, []).anchor()
        ),
        label: r.form.label(a.number.value),
        gap: if r.form == Form::List { "" } else { "　" },
        section: a.section.as_ref().map(|section| {
            let title = padded(&section.title.value);
            match &section.number {
                Some(n) => format!("第{}节　{title}", number(n.value)),
                None => title,
            }
        }),
        caption: a.caption.as_ref().map(|c| c.value.clone()),
        part_form,
        lead,
        items,
        paragraphs,
        rests: rest.article(a),
        graded: graded(issue, anchors, r, a),
    }
}

pub(super) fn line(
    r: &Regulation,
    linker: &Linker,
    l: &Line,
    article: Option<ArticleNumber>,
) -> LineView {
    LineView {
        id: l
            .path
            .as_ref()
            .map(|p| format!("{}-{}", r.id.value, p.anchor())),
        level: match l.level {
            LineLevel::Paragraph => 0,
            LineLevel::First => 1,
            LineLevel::Class | LineLevel::Second | LineLevel::SubClass => 2,
            LineLevel::Third => 3,
            LineLevel::Fourth => 4,
            LineLevel::Fifth => 5,
        },
        label: l.label.clone(),
        segments: linker.segments(&l.text, article),
        sets: Vec::new(),
        items: Vec::new(),
    }
}

/// Lines as lists: the items before the first paragraph, and the paragraphs with theirs. An item
/// stands below the one before it that is of a higher level, whatever levels are left out.
fn nested(lines: impl Iterator<Item = LineView>) -> (Vec<LineView>, Vec<LineView>) {
    let (mut items, mut paragraphs) = (Vec::new(), Vec::<LineView>::new());
    for line in lines {
        if line.level == 0 {
            paragraphs.push(line);
            continue;
        }
        let mut list = match paragraphs.last_mut() {
            Some(paragraph) => &mut paragraph.items,
            None => &mut items,
        };
        while list.last().is_some_and(|above| above.level < line.level) {
            let below = list.len() - 1;
            list = &mut list[below].items;
        }
        list.push(line);
    }
    (items, paragraphs)
}

/// The lists below an article that grades by powers or by list: the grades as they stand, by
/// whichever article each was given.
fn graded(issue: &Issue, anchors: Anchors, r: &Regulation, a: &Article) -> Vec<GradedView> {
    let unit = issue.unit();
    let mut out: Vec<GradedView> = Vec::new();
    for norm in &r.norms {
        if norm.article.article() != a.number.value {
            continue;
        }
        let (title, members): (_, Vec<(Grade, Link)>) = match graded_by(norm) {
            Some(Subject::Department) => (
                format!("各{}现定的等级", unit.words().department),
                (unit.departments.iter())
                    .map(|d| (*d.grade, link(&d.name, anchors.department(d))))
                    .collect(),
            ),
            Some(Subject::Post) => (
                "各岗位现定的等级".to_owned(),
                unit.posts
                    .iter()
                    .map(|p| (*p.grade, link(&p.name, anchors.post(p))))
                    .collect(),
            ),
            None => continue,
        };
        if out.iter().any(|g| g.title == title) {
            continue;
        }
        let group = |grade: Grade| {
            let of = members.iter().filter(|(g, _)| *g == grade);
            (grade.into(), of.map(|(_, l)| l.clone()).collect())
        };
        out.push(GradedView {
            title,
            note: format!("{}年度　共{}个", unit.profile.grading_year, members.len()),
            groups: unit.vocabulary.grades.iter().copied().map(group).collect(),
        });
    }
    out
}
