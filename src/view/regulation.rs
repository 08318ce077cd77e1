//! The regulations of the handbook: text with links, and what the right column shows.

use super::common::{number, Anchors, GradeView, Issue, Link};
use super::link::{Linker, Segment};
use super::rests::{OnRegulation, Resting, Rests};
use crate::check::norm::shown::{graded_by, Subject};
use crate::model::citation::Documents;
use crate::model::{
    Amendment, Annex, Article, ArticleNumber, ArticlePath, Chapter, Form, Grade, Line, LineLevel,
    Regulation, Unit,
};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;

/// One regulation.
#[derive(Debug, Clone, Serialize)]
pub struct RegulationView {
    /// `r1`: its anchor.
    pub id: String,
    /// 一、廉政风险评估预警暂行办法.
    pub numbered: String,
    /// Full title.
    pub title: String,
    /// （2012年7月10日青石镇人民政府发布，2012年7月15日起施行）.
    pub dates: Option<String>,
    /// 第五条、第十二条至第十四条: the articles whose text does not say how settlements have them
    /// applied.
    pub settled: Vec<Segment>,
    /// Facts below the title on the screen.
    pub facts: Vec<String>,
    /// Lines before the first chapter.
    pub preamble: Vec<LineView>,
    /// Chapters, or one frame without heading.
    pub chapters: Vec<ChapterView>,
    /// What is annexed to it.
    pub annexes: Vec<AnnexView>,
    /// What its articles read before they were amended.
    pub amendments: Vec<AmendmentView>,
    /// Whether it counts by articles (else by parts).
    pub by_articles: bool,
}

/// 附件.
#[derive(Debug, Clone, Serialize)]
pub struct AnnexView {
    /// `r1-annex1`.
    pub id: String,
    /// 附件1　风险点登记表.
    pub title: String,
    /// Its lines.
    pub lines: Vec<LineView>,
}

/// What an article read before it was amended.
#[derive(Debug, Clone, Serialize)]
pub struct AmendmentView {
    /// The article.
    pub article: Link,
    /// 2013年3月1日.
    pub day: String,
    /// What it read before; nothing where it is new.
    pub before: Vec<LineView>,
    /// Why it was amended.
    pub why: Option<String>,
}

/// A chapter, or the frame of a regulation without chapters.
#[derive(Debug, Clone, Serialize)]
pub struct ChapterView {
    /// `r1-c1`.
    pub id: String,
    /// 第一章　总　则.
    pub heading: Option<String>,
    /// 第一章 总则, for side bars.
    pub short: Option<String>,
    /// 第一章, for the foot bar.
    pub label: Option<String>,
    /// `1–4`: its articles.
    pub range: Option<String>,
    /// Its articles.
    pub articles: Vec<ArticleView>,
    /// Whether the text speaks of grades, so that the right column explains the colours.
    pub speaks_of_grades: bool,
    /// Settlements that touch its articles: code and topic.
    pub settlements: Vec<(String, Link)>,
}

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

/// All regulations of the unit.
pub fn regulations(issue: &Issue, anchors: Anchors) -> Vec<RegulationView> {
    let documents = Documents::of(issue.unit());
    let linker = |index| Linker::new(issue.unit(), &documents, index, anchors);
    let resting = Resting::new(issue, anchors);
    let regulations = issue.unit().regulations.par_iter().enumerate();
    regulations
        .map(|(index, r)| regulation(issue, anchors, &linker(index), &resting.on(index), r))
        .collect()
}

fn regulation(
    issue: &Issue,
    anchors: Anchors,
    linker: &Linker,
    rest: &OnRegulation,
    r: &Regulation,
) -> RegulationView {
    let unit = issue.unit();
    let chapters: Vec<ChapterView> = (r.chapters.iter().enumerate())
        .map(|(i, c)| chapter(issue, anchors, linker, rest, r, (i, c)))
        .collect();
    RegulationView {
        id: r.id.value.clone(),
        numbered: format!("{}、{}", number(r.number.value), r.short.value),
        title: r.title.value.clone(),
        dates: dates(unit, r),
        settled: linker.segments(&settled(unit, r), None),
        facts: facts(unit, r),
        preamble: (r.preamble.iter())
            .map(|l| line(r, linker, l, None))
            .collect(),
        chapters,
        annexes: (r.annexes.iter().enumerate())
            .map(|(index, a)| annex(linker, r, index, a))
            .collect(),
        amendments: (r.amendments.iter())
            .map(|a| amendment(anchors, linker, r, a))
            .collect(),
        by_articles: r.form != Form::Parts,
    }
}

fn annex(linker: &Linker, r: &Regulation, index: usize, a: &Annex) -> AnnexView {
    AnnexView {
        id: format!("{}-annex{}", r.id.value, index + 1),
        title: a.title.value.clone(),
        lines: (a.lines.iter()).map(|l| line(r, linker, l, None)).collect(),
    }
}

fn amendment(anchors: Anchors, linker: &Linker, r: &Regulation, a: &Amendment) -> AmendmentView {
    let own = Some(a.article.article());
    let before = a.before.iter().map(|l| LineView {
        // The place belongs to the text in force.
        id: None,
        ..line(r, linker, l, own)
    });
    AmendmentView {
        article: link(
            &r.path_chinese(&a.article),
            anchors.place(r, Some(&a.article)),
        ),
        day: a.day.chinese(),
        before: before.collect(),
        why: a.why.as_ref().map(|why| why.value.clone()),
    }
}

fn dates(unit: &Unit, r: &Regulation) -> Option<String> {
    // 2012年7月10日青石镇人民政府发布: the day and the body, as far as they are known.
    let day = r.issued.as_ref().map(|d| d.chinese());
    let by = r.issued_by.as_ref().map(|by| by.value.clone());
    let issued = (day.is_some() || by.is_some())
        .then(|| format!("{}{}发布", day.unwrap_or_default(), by.unwrap_or_default()));
    let mut all: Vec<String> = issued.into_iter().chain(in_force(r)).collect();
    all.extend(unit.standing(r).map(str::to_owned));
    (!all.is_empty()).then(|| format!("（{}）", all.join("，")))
}

/// The articles that settlements are about, three and more in a row as the first to the last; not
/// those that were amended as the settlement has it.
fn settled(unit: &Unit, r: &Regulation) -> String {
    let settlements = unit.settlements.iter().filter(|s| !s.revised);
    let own = settlements.flat_map(|s| &s.between);
    let own = own.filter(|cite| unit[cite.regulation].id.value == r.id.value);
    let own: BTreeSet<ArticleNumber> = own
        .filter_map(|cite| cite.path.as_ref().map(ArticlePath::article))
        .collect();
    let articles: Vec<ArticleNumber> = r.articles().map(|a| a.number.value).collect();
    let name = |number: &ArticleNumber| r.path_chinese(&ArticlePath::of(*number, []));
    let runs = articles.chunk_by(|a, b| own.contains(a) == own.contains(b));
    let runs = runs.filter(|run| own.contains(&run[0]));
    let runs = runs.map(|run| match run {
        [first, _, .., last] => format!("{}至{}", name(first), name(last)),
        few => few.iter().map(name).collect::<Vec<_>>().join("、"),
    });
    runs.collect::<Vec<String>>().join("、")
}

/// 2012年7月15日起施行, and to when where it has an end.
fn in_force(r: &Regulation) -> impl Iterator<Item = String> {
    let from = r.effective.as_ref();
    let until = r.until.as_ref();
    let from = from.map(|d| format!("{}起施行", d.chinese()));
    let until = until.map(|d| format!("施行到{}", d.chinese()));
    from.into_iter().chain(until)
}

fn facts(unit: &Unit, r: &Regulation) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(unit.standing(r).map(str::to_owned));
    facts.extend(in_force(r));
    facts.extend(
        r.interpreter
            .map(|o| format!("由{}负责解释", unit[o].name.value)),
    );
    let numbered = |c: &&Chapter| c.heading.as_ref().is_some_and(|h| h.number.is_some());
    let chapters = r.chapters.iter().filter(numbered).count();
    facts.push(match (r.form, chapters) {
        (Form::Parts | Form::List, _) | (Form::Articles, 0) => extent(r),
        (Form::Articles, _) => format!("{chapters}章{}", extent(r)),
    });
    facts
}

/// How long a regulation is: 18条, 4个部分.
pub(super) fn extent(r: &Regulation) -> String {
    let articles = r.articles().count();
    match r.form {
        Form::Parts => format!("{articles}个部分"),
        Form::List | Form::Articles => format!("{articles}条"),
    }
}

fn chapter(
    issue: &Issue,
    anchors: Anchors,
    linker: &Linker,
    rest: &OnRegulation,
    r: &Regulation,
    (index, c): (usize, &Chapter),
) -> ChapterView {
    let id = match &c.heading {
        Some(heading) => match &heading.number {
            Some(n) => format!("{}-c{}", r.id.value, n.value),
            None => format!("{}-h{}", r.id.value, index + 1),
        },
        None => format!("{}-text{}", r.id.value, index),
    };
    let label = c.heading.as_ref().map(|heading| match &heading.number {
        Some(n) => format!("第{}章", number(n.value)),
        None => heading.title.value.clone(),
    });
    let named = |title: &dyn Fn(&str) -> String, gap: &str| {
        let heading = c.heading.as_ref()?;
        let title = title(&heading.title.value);
        Some(match &heading.number {
            Some(n) => format!("第{}章{gap}{title}", number(n.value)),
            None => title,
        })
    };
    let (first, last) = (c.articles.first(), c.articles.last());
    let range = match (r.form, first, last) {
        (Form::Articles, Some(a), Some(b)) if a.number.value == b.number.value => {
            Some(shown(a.number.value))
        }
        (Form::Articles, Some(a), Some(b)) => Some(format!(
            "{}–{}",
            shown(a.number.value),
            shown(b.number.value)
        )),
        _ => None,
    };
    let speaks_of_grades = c.articles.iter().flat_map(|a| &a.lines).any(|l| {
        (issue.unit().vocabulary.grades.iter()).all(|&g| l.text.contains(r.grade_word(g)))
    });
    ChapterView {
        heading: named(&padded, "　"),
        short: named(&str::to_owned, " "),
        id,
        label,
        range,
        articles: c
            .articles
            .iter()
            .map(|a| article(issue, anchors, linker, rest, r, a))
            .collect(),
        speaks_of_grades,
        settlements: settlements(issue.unit(), anchors, r, c),
    }
}

/// 12, 12之1: a number in a range of articles.
fn shown(number: ArticleNumber) -> String {
    match number.inserted {
        Some(inserted) => format!("{}之{inserted}", number.number),
        None => number.number.to_string(),
    }
}

/// 总则 as 总　则: names of two characters are spread over three.
fn padded(title: &str) -> String {
    let characters: Vec<char> = title.chars().collect();
    match characters[..] {
        [a, b] => format!("{a}　{b}"),
        _ => title.to_owned(),
    }
}

fn settlements(unit: &Unit, anchors: Anchors, r: &Regulation, c: &Chapter) -> Vec<(String, Link)> {
    let touches = |s: &&crate::model::Settlement| {
        s.between.iter().any(|cite| {
            unit[cite.regulation].id.value == r.id.value
                && cite
                    .path
                    .as_ref()
                    .is_some_and(|p| c.articles.iter().any(|a| a.number.value == p.article()))
        })
    };
    let view = |s: &crate::model::Settlement| {
        let href = anchors.id(&format!("settlement-{}", s.id.value));
        (
            s.id.to_uppercase(),
            Link {
                text: s.topic.value.clone(),
                href,
            },
        )
    };
    unit.settlements.iter().filter(touches).map(view).collect()
}

fn article(
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

fn line(r: &Regulation, linker: &Linker, l: &Line, article: Option<ArticleNumber>) -> LineView {
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

fn link(text: &str, href: Option<String>) -> Link {
    Link {
        text: text.to_owned(),
        href,
    }
}
