//! Where the things of the handbook are, and the links that lead there.

use super::issue::Issue;
use crate::diagnostic::Spanned;
use crate::model::number::chinese_number;
use crate::model::{
    ArticlePath, Cite, Department, Division, Measure, Post, Regulation, Risk, Unit, Workflow,
};
use serde::Serialize;

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
