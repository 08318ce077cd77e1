//! How a grade, a warning level, a duty or a finding comes about, step by step.
//!
//! Nothing is reckoned here that the rules do not reckon: each step says what the functions say
//! that the rules find their findings by, so that an explanation cannot differ from a finding.

mod asked;
mod duties;
mod found;
mod grade;
mod grading;
pub mod json;
mod level;
mod links;
pub mod text;

pub use asked::Unknown;

use super::facts::Entity;
use super::opinion::Object;
use super::{Context, Demand, Grounds};
use crate::date::Date;
use crate::diagnostic::{Finding, Place};
use crate::load::Loaded;
use crate::model::grade::vocabulary;
use crate::model::vocabulary::{Entry, Term};
use crate::model::{Cite, Unit};
use asked::Asked;

/// What is known of one thing.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The name of its tables: `department`.
    pub kind: String,
    /// What such a thing is called: 站所.
    pub kind_name: String,
    /// Its id, or the code of a finding.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is written; `None` for a code.
    pub place: Option<Place>,
    /// What is to be said of it.
    pub parts: Vec<Part>,
}

vocabulary! {
    /// What a part is about.
    About {
        /// The grade.
        Grade "grade" "等级",
        /// The warning level.
        Level "warning-level" "预警级别",
        /// How it was graded.
        Grading "grading" "评定",
        /// What it owes again and again.
        Duties "duties" "要做的",
        /// Norms that a code rests on.
        Norms "norms" "依据的条文",
        /// What it is tied to.
        Links "links" "相关的",
        /// What is wrong with it.
        Findings "findings" "检查发现的问题",
    }
}

/// One matter, with the steps that lead to it.
#[derive(Debug, Clone)]
pub struct Part {
    /// The matter.
    pub about: About,
    /// What the rules write; `None` where they write nothing.
    pub written: Option<Said>,
    /// What the norms come to: nothing where none speaks of it, several where articles disagree
    /// and nothing decides between them.
    pub concluded: Vec<Said>,
    /// How.
    pub steps: Vec<Step>,
}

/// A grade or a level, as a program and as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// How the rules write it.
    pub id: String,
    /// What it is called.
    pub name: String,
}

vocabulary! {
    /// What a step is.
    StepKind {
        /// What the rules say of the thing.
        Fact "fact" "事实",
        /// What a norm makes of it.
        Norm "norm" "条文",
        /// A norm that a special one goes before.
        SetAside "set-aside" "让位",
        /// A decision of the unit between articles.
        Settlement "settlement" "选定",
        /// What comes of it all.
        Conclusion "conclusion" "结论",
        /// Something that is due again and again.
        Due "due" "应做",
        /// A record.
        Record "record" "记录",
        /// Something that it is tied to.
        Link "link" "相关",
        /// A finding.
        Finding "finding" "问题",
    }
}

/// One step.
#[derive(Debug, Clone)]
pub struct Step {
    /// What it is.
    pub kind: StepKind,
    /// What it says, in Chinese.
    pub text: String,
    /// The article that it rests on.
    pub article: Option<Cited>,
    /// The grade or level that it gives.
    pub gives: Option<Said>,
    /// When it was last done, and when it is next due; for a duty.
    pub due: Option<Due>,
    /// Where it is written.
    pub place: Option<Place>,
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The day that it was last done.
    pub last: Option<Date>,
    /// The last day for the next time; `None` where the norm ends before.
    pub next: Option<Date>,
}

/// An article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The article itself.
    pub at: Cite,
    /// How the rules write it: `r1:12.1`.
    pub cite: String,
    /// How people do: 《…》第十二条第（一）项.
    pub chinese: String,
    /// Its words, cut where they are many.
    pub words: Option<String>,
}

impl Step {
    fn new(kind: StepKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
            article: None,
            gives: None,
            due: None,
            place: None,
        }
    }

    fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    fn by(mut self, context: &Context<'_>, demand: &Demand<'_>) -> Self {
        self.article = Some(context.cited(&demand.cite));
        self.place.get_or_insert(demand.norm.place);
        self
    }

    fn gives<E: Entry>(mut self, term: Term<E>) -> Self {
        self.gives = Some(Said::of(term));
        self
    }
}

impl Said {
    fn of<E: Entry>(term: Term<E>) -> Self {
        Self {
            id: term.key().to_owned(),
            name: term.chinese().to_owned(),
        }
    }
}

impl Part {
    fn new(about: About, steps: Vec<Step>) -> Self {
        Self {
            about,
            written: None,
            concluded: Vec::new(),
            steps,
        }
    }
}

impl Context<'_> {
    fn cited(&self, cite: &Cite) -> Cited {
        Cited {
            at: cite.clone(),
            cite: self.unit.cite_key(cite),
            chinese: self.unit.cite(cite),
            words: words(self.unit, cite),
        }
    }
}

/// The first words of an article.
fn words(unit: &Unit, cite: &Cite) -> Option<String> {
    const LONGEST: usize = 60;
    let path = cite.path.as_ref()?;
    let article = unit[cite.regulation].article(path.article())?;
    let paragraph = path
        .paragraph
        .map_or(0, |number| usize::from(number).max(1) - 1);
    let mut own = article
        .lines
        .iter()
        .filter(|line| line.path.as_ref() == Some(path));
    let mut paragraphs = article.lines.iter().filter(|line| line.number.is_none());
    let line = own.next().or_else(|| paragraphs.nth(paragraph))?;
    Some(match line.text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}……", &line.text[..end]),
        None => line.text.clone(),
    })
}

/// What the rules `loaded` and the `unit` made of them say, on the day `as_of`, of what is asked
/// for: ids, names or codes of findings. Where codes stand beside ids, only such findings are
/// told of them.
///
/// # Errors
/// That there is nothing of that id, name or code.
pub fn why(
    loaded: &Loaded,
    unit: &Unit,
    as_of: Date,
    findings: &[Finding],
    asked: &[String],
) -> Result<Vec<Explanation>, Unknown> {
    let context = Context::new(loaded, unit, as_of);
    let asked = Asked::read(&context, asked)?;
    if asked.entities.is_empty() {
        let codes = asked.codes.iter();
        return Ok(codes
            .map(|&code| found::code(&context, findings, code))
            .collect());
    }
    let entities = asked.entities.iter();
    let mut out: Vec<Explanation> = entities.map(|e| explain(&context, findings, e)).collect();
    if !asked.codes.is_empty() {
        for explanation in &mut out {
            found::only(explanation, &asked.codes);
        }
    }
    Ok(out)
}

/// What has grades that a page explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Graded {
    /// Departments.
    Departments,
    /// Posts.
    Posts,
    /// Risk points.
    Risks,
}

/// How the grade and the level of each of these, in their order, come about on the day `as_of`, and
/// how they were graded: as far as `unit` tells, which for the public is less than the rules hold.
/// Of a grade that a record raises nothing is said where the record may not be `shown`.
pub fn grades(
    unit: &Unit,
    as_of: Date,
    grounds: Grounds,
    shown: bool,
    graded: Graded,
) -> Vec<Vec<Part>> {
    let nothing = Loaded::default();
    let mut context = Context::new(&nothing, unit, as_of);
    context.grounds = grounds;
    let of = |object| {
        let tells = shown || context.raised(object).is_none();
        let grade = grade::part(&context, object).filter(|_| tells);
        let parts = grade.into_iter().chain(level::part(&context, object));
        parts.chain(grading::part(&context, object)).collect()
    };
    match graded {
        Graded::Departments => (0..unit.departments.len())
            .map(|i| of(Object::Department(i)))
            .collect(),
        Graded::Posts => (0..unit.posts.len()).map(|i| of(Object::Post(i))).collect(),
        Graded::Risks => (0..unit.risks.len()).map(|i| of(Object::Risk(i))).collect(),
    }
}

fn explain(context: &Context<'_>, findings: &[Finding], entity: &Entity) -> Explanation {
    let mut parts = Vec::new();
    if let Some(object) = grade::object(context.unit, entity) {
        parts.extend(grade::part(context, object));
        parts.extend(level::part(context, object));
        parts.extend(grading::part(context, object));
    }
    parts.extend(duties::part(context, entity));
    parts.extend(links::part(context, entity));
    parts.extend(found::part(context, findings, entity));
    Explanation {
        kind: entity.kind().to_owned(),
        kind_name: asked::kind_name(context, entity.kind()),
        id: entity.text("id").unwrap_or_default().to_owned(),
        name: asked::name(entity),
        place: Some(entity.place),
        parts,
    }
}
