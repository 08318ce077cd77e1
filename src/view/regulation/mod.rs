//! The regulations of the handbook: text with links, and what the right column shows.

mod article;

use self::article::{article, line, ArticleView, LineView};
use super::anchors::{number, Anchors, Link};
use super::issue::Issue;
use super::link::{Linker, Segment};
use super::rests::{OnRegulation, Resting};
use crate::model::citation::Documents;
use crate::model::{Amendment, Annex, ArticleNumber, ArticlePath, Chapter, Form, Regulation, Unit};
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

fn link(text: &str, href: Option<String>) -> Link {
    Link {
        text: text.to_owned(),
        href,
    }
}
