//! What all pages share: the edition, the frame of a page, chips, powers, links.

use super::form::wanted::Form;
use super::public::public;
use super::table::kind::TableKind;
use crate::check::Grounds;
use crate::date::Date;
use crate::diagnostic::{Finding, Spanned};
use crate::model::held::extent;
use crate::model::number::chinese_number;
use crate::model::Words;
use crate::model::{
    ArticlePath, Cite, Department, Division, Edition, Grade, Measure, Post, Power, Powers,
    Regulation, Risk, Unit, Workflow,
};
use crate::sheet::dress;
use crate::sheet::summary;
use serde::Serialize;
use std::borrow::Cow;

/// Which files the run writes; a page links to nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outputs {
    /// `handbook.*`.
    pub handbook: bool,
    /// `tables/*`.
    pub tables: bool,
    /// Departments (by index in the unit) with posters.
    pub posters: Vec<usize>,
    /// Bodies (by index in the unit) with posters, those that are no departments.
    pub bodies: Vec<usize>,
    /// What the files of the year's work are called by, where something is due.
    pub calendar: Option<String>,
    /// Pages for the browser.
    pub html: bool,
    /// Pages for the printer.
    pub pdf: bool,
    /// Tables as workbooks.
    pub xlsx: bool,
    /// Pages for Word.
    pub docx: bool,
    /// The forms.
    pub forms: Vec<Form>,
    /// Whether there is a page that leads to all forms.
    pub forms_list: bool,
}

impl Outputs {
    /// Everything, for all departments of `unit`.
    pub fn all(unit: &Unit) -> Self {
        Self {
            handbook: true,
            tables: true,
            posters: (0..unit.departments.len()).collect(),
            bodies: (0..unit.organs.len()).collect(),
            calendar: None,
            html: true,
            pdf: true,
            xlsx: true,
            docx: false,
            forms: Vec::new(),
            forms_list: false,
        }
    }

    /// Whether there is the sheet of the whole unit among the posters: nobody asked for a few
    /// departments alone.
    pub fn unit_poster(&self, unit: &Unit) -> bool {
        let all =
            self.posters.len() == unit.departments.len() && self.bodies.len() == unit.organs.len();
        all && self.any_posters(unit) && summary::hangs(unit)
    }

    /// Whether there are posters.
    pub fn any_posters(&self, unit: &Unit) -> bool {
        let drawn = |workflow: &Workflow| {
            let of = match workflow.division {
                Some(Division::Organ(organ)) => self.bodies.contains(&(organ.index as usize)),
                _ => false,
            };
            of && !workflow.steps.is_empty()
        };
        !self.posters.is_empty() || unit.workflows.iter().any(drawn)
    }
}

/// One issue of the pages: the unit's data and the choices of this run.
#[derive(Debug, Clone)]
pub struct Issue<'a> {
    /// The data, as far as the edition may show it.
    unit: Cow<'a, Unit>,
    /// For whom.
    edition: Edition,
    /// The day the tables are dated with.
    pub as_of: Option<Date>,
    /// Whether the rules still have errors.
    pub draft: bool,
    /// What is written beside the page.
    pub outputs: Outputs,
    /// What grades rest on beyond the unit itself.
    grounds: Option<&'a Grounds>,
    /// What the checks have found.
    findings: &'a [Finding],
}

impl<'a> Issue<'a> {
    /// An issue of `unit` for the readers of `edition`; it holds nothing that they may not see.
    pub fn new(
        unit: &'a Unit,
        edition: Edition,
        as_of: Option<Date>,
        draft: bool,
        outputs: Outputs,
    ) -> Self {
        let unit = match edition {
            Edition::Internal => Cow::Borrowed(unit),
            Edition::Public => Cow::Owned(public(unit)),
        };
        Self {
            unit,
            edition,
            as_of,
            draft,
            outputs,
            grounds: None,
            findings: &[],
        }
    }

    /// The same, with what the grades of the unit rest on beyond itself.
    pub fn with_grounds(mut self, grounds: &'a Grounds) -> Self {
        self.grounds = Some(grounds);
        self
    }

    /// What grades rest on that the rules of the unit do not show by themselves.
    pub(super) fn grounds(&self) -> Cow<'a, Grounds> {
        self.grounds.map_or_else(Cow::default, Cow::Borrowed)
    }

    /// The same, with what the checks have found.
    pub fn with_findings(mut self, findings: &'a [Finding]) -> Self {
        self.findings = findings;
        self
    }

    /// What the checks have found; the public edition does not tell.
    pub(super) fn findings(&self) -> &[Finding] {
        match self.edition {
            Edition::Internal => self.findings,
            Edition::Public => &[],
        }
    }

    /// The data, as far as the edition may show it.
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// For whom.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// Whether persons may be named.
    pub fn internal(&self) -> bool {
        self.edition == Edition::Internal
    }
}

/// File of the output folder with the search and its data, for pages that do not carry them.
pub const SEARCH_FILE: &str = "search.js";

/// The frame of every page: names, the bar's links.
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    /// 向阳峪镇.
    pub unit: String,
    /// 廉政风险防控制度汇编.
    pub title: String,
    /// 2012年版.
    pub edition: String,
    /// 内部版 or 公开版.
    pub edition_kind: &'static str,
    /// Whether the rules still have errors.
    pub draft: bool,
    /// Path to the output folder from this page: empty or `../`.
    pub root: &'static str,
    /// Day of the data.
    pub as_of: Option<Date>,
    /// What the unit calls things.
    pub words: Words,
    /// The grades, the gravest first, for legends.
    pub grades: Vec<GradeView>,
    /// The colours of the grades, as CSS.
    pub grade_style: String,
    /// 监督举报电话.
    pub hotline: String,
    /// The unit's own number.
    pub phone: String,
    /// Who takes complaints.
    pub receiver: String,
    /// Who compiles.
    pub compiler: String,
    /// The handbook, if it is written as HTML.
    pub handbook: Option<String>,
    /// The tables, if they are written as HTML.
    pub tables: Option<String>,
    /// The list of departments on the index, if there are any.
    pub departments: Option<String>,
    /// The posters in small, if there are posters.
    pub posters: Option<String>,
    /// The work of the year, if there is some.
    pub calendar: Option<String>,
    /// The search and what it looks through, if there is a handbook that it can lead to.
    pub search: Option<String>,
}

impl Site {
    /// The frame of a page `root` away from the output folder.
    pub fn new(issue: &Issue, root: &'static str) -> Self {
        let profile = &issue.unit().profile;
        let outputs = &issue.outputs;
        let link = |on: bool, to: &str| on.then(|| format!("{root}{to}"));
        Self {
            unit: profile.name.clone(),
            title: profile.title.clone(),
            edition: profile.edition.clone(),
            edition_kind: issue.edition.chinese(),
            draft: issue.draft,
            root,
            as_of: issue.as_of,
            words: issue.unit().words().clone(),
            grades: (issue.unit().vocabulary.grades.iter())
                .map(|&grade| grade.into())
                .collect(),
            grade_style: style(issue.unit()),
            hotline: profile.hotline.clone(),
            phone: profile.phone.clone(),
            receiver: profile.receiver.clone(),
            compiler: profile.compiler.clone(),
            handbook: link(outputs.html && outputs.handbook, "handbook.html"),
            tables: TableKind::of(issue.unit())
                .first()
                .filter(|_| outputs.html && outputs.tables)
                .map(|first| format!("{root}tables/{}.html", first.key())),
            departments: link(!issue.unit().departments.is_empty(), "index.html#stations"),
            posters: link(
                outputs.html && outputs.any_posters(issue.unit()),
                "posters/index.html",
            ),
            calendar: (outputs.calendar.as_ref())
                .filter(|_| outputs.html)
                .map(|stem| format!("{root}{stem}.html")),
            search: link(outputs.html && outputs.handbook, SEARCH_FILE),
        }
    }
}

/// The colours of the unit: its accent, its grades.
fn style(unit: &Unit) -> String {
    let theme = unit.profile.posters.theme;
    let frame = theme.map(dress::frame_css).unwrap_or_default();
    frame + &dress::css(&unit.vocabulary)
}

/// A grade as a chip shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct GradeView {
    /// Its id: `grade-` and it make the class of the chip.
    pub key: &'static str,
    /// 高级.
    pub word: &'static str,
    /// 红色.
    pub colour: &'static str,
}

impl From<Grade> for GradeView {
    fn from(grade: Grade) -> Self {
        Self {
            key: grade.key(),
            word: grade.chinese(),
            colour: &grade.colour().name,
        }
    }
}

/// One of the six powers as a table cell shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PowerView {
    /// 行政许可.
    pub name: &'static str,
    /// `full`, `part`, `none` or `unknown`.
    pub key: &'static str,
    /// 全部, 部分, 无 or 未填报.
    pub word: &'static str,
}

/// All powers of the unit in order.
pub fn powers(unit: &Unit, powers: Option<&Powers>) -> Vec<PowerView> {
    let view = |&power: &Power| {
        let (key, word) = extent(powers, power);
        PowerView {
            name: power.chinese(),
            key,
            word,
        }
    };
    unit.vocabulary.powers.iter().map(view).collect()
}

/// Words that may lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The words.
    pub text: String,
    /// Where they lead.
    pub href: Option<String>,
}

/// Where the things of the handbook are, seen from one page. All anchors are in the
/// handbook; a page links there only if the handbook is written.
#[derive(Debug, Clone, Copy)]
pub struct Anchors<'a> {
    unit: &'a Unit,
    /// What stands before `#`; `None` where there is no handbook to lead to.
    prefix: Option<&'static str>,
}

impl<'a> Anchors<'a> {
    /// No links, as on paper.
    pub fn none(unit: &'a Unit) -> Self {
        Self { unit, prefix: None }
    }

    /// Links within the handbook itself.
    pub fn inside(unit: &'a Unit) -> Self {
        Self {
            unit,
            prefix: Some(""),
        }
    }

    /// Links from a page to the handbook at `handbook`.
    pub fn from(issue: &'a Issue, handbook: &'static str) -> Self {
        let there = issue.outputs.html && issue.outputs.handbook;
        Self {
            unit: issue.unit(),
            prefix: there.then_some(handbook),
        }
    }

    fn at(&self, anchor: std::fmt::Arguments) -> Option<String> {
        self.prefix.map(|prefix| format!("{prefix}#{anchor}"))
    }

    /// To a part of the handbook by its id.
    pub fn id(&self, id: &str) -> Option<String> {
        self.at(format_args!("{id}"))
    }

    /// To a place on the page of a table.
    pub fn table(&self, page: &str, id: &str) -> Option<String> {
        let root = self.root()?;
        Some(format!("{root}tables/{page}.html#{id}"))
    }

    /// To the page of a post.
    pub fn post_page(&self, post: &Post) -> Option<String> {
        let root = self.root()?;
        Some(format!("{root}posts/{}.html", post.id.value))
    }

    /// The way from this page to the output folder: empty or `../`; `None` where there is no
    /// handbook.
    pub(super) fn root(&self) -> Option<&'static str> {
        Some(self.prefix?.trim_end_matches("handbook.html"))
    }

    /// To a department.
    pub fn department(&self, department: &Department) -> Option<String> {
        self.at(format_args!("d-{}", department.id.value))
    }

    /// To a department, or to a body that has a place: one with workflows of its own.
    pub fn division(&self, division: Option<Division>) -> Option<String> {
        match division? {
            Division::Department(d) => self.department(&self.unit[d]),
            Division::Organ(o) => self.body(o.index as usize),
        }
    }

    /// To a body that has a place, by its number.
    pub fn body(&self, index: usize) -> Option<String> {
        self.unit.workflows_of_organ(index).next()?;
        self.at(format_args!("d-{}", self.unit.organs[index].id.value))
    }

    /// To a post's row.
    pub fn post(&self, post: &Post) -> Option<String> {
        self.at(format_args!("post-{}", post.id.value))
    }

    /// To a risk point's row.
    pub fn risk(&self, risk: &Risk) -> Option<String> {
        self.at(format_args!("risk-{}", risk.id.value))
    }

    /// To a measure's row.
    pub fn measure(&self, measure: &Measure) -> Option<String> {
        self.at(format_args!("measure-{}", measure.id.value))
    }

    /// To a regulation, or a place in it if it has that place.
    pub fn place(&self, regulation: &Regulation, path: Option<&ArticlePath>) -> Option<String> {
        match path {
            None => self.at(format_args!("{}", regulation.id.value)),
            Some(path) if regulation.has(path) => {
                self.at(format_args!("{}-{}", regulation.id.value, path.anchor()))
            }
            Some(_) => None,
        }
    }

    /// A citation with the regulation's name: 《…》第十二条第（一）项.
    pub fn cite(&self, cite: &Cite) -> Link {
        let href = self.place(&self.unit[cite.regulation], cite.path.as_ref());
        Link {
            text: self.unit.cite(cite),
            href,
        }
    }

    /// A citation by the regulation's number in the handbook: 制度一第十二条第（一）项.
    pub fn cite_numbered(&self, cite: &Cite) -> Link {
        let regulation = &self.unit[cite.regulation];
        let path = self.cite_short(cite);
        let number = number(*regulation.number);
        Link {
            text: match cite.path {
                Some(_) => format!("制度{number}{}", path.text),
                None => format!("制度{number}"),
            },
            href: path.href,
        }
    }

    /// Citations in their order, each regulation named once for those that follow on:
    /// 制度一第五条, 第九条, 制度五第八条.
    pub fn cite_list(&self, cites: &[Spanned<Cite>]) -> Vec<Link> {
        let mut last = None;
        cites
            .iter()
            .map(|cite| {
                let named = last.replace(cite.regulation) == Some(cite.regulation);
                if named && cite.path.is_some() {
                    self.cite_short(cite)
                } else {
                    self.cite_numbered(cite)
                }
            })
            .collect()
    }

    /// A citation where the regulation is already named: 第十二条第（一）项.
    pub fn cite_short(&self, cite: &Cite) -> Link {
        let regulation = &self.unit[cite.regulation];
        match &cite.path {
            Some(path) => Link {
                text: regulation.path_chinese(path),
                href: self.place(regulation, Some(path)),
            },
            None => self.cite(cite),
        }
    }
}

/// The anchor of a workflow.
pub(super) fn workflow_id(w: &Workflow) -> String {
    format!("workflow-{}", w.id.value)
}

/// The anchor of a workflow's step, by its place from 0.
pub(super) fn step_id(w: &Workflow, index: usize) -> String {
    format!("step-{}-{}", w.id.value, index + 1)
}

/// A counting number from the rules in Chinese; those out of range have a finding already.
pub(super) fn number(n: i64) -> String {
    chinese_number(u16::try_from(n).unwrap_or(0))
}

/// A name on a cover or in a table, split where a line may end by sense.
pub fn title_lines(title: &str) -> Vec<String> {
    // The kinds of book a unit compiles; the words before them name its subject.
    for kind in ["制度汇编", "工作手册", "资料汇编", "汇编", "手册"] {
        if let Some(subject) = title.strip_suffix(kind).filter(|s| !s.is_empty()) {
            return vec![subject.to_owned(), kind.to_owned()];
        }
    }
    vec![title.to_owned()]
}
