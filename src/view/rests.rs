//! What rests on an article: what the program checks by it and what that found, the risk points
//! and measures that it sets, the records that show it kept, the settlements that touch it.
//! On the screen only; the public edition has no findings and no records here.

use super::anchors::{Anchors, Link};
use super::chip::GradeView;
use super::issue::Issue;
use super::records::{record_groups, RecordGroup};
use crate::check::coverage::{rows, said, Row};
use crate::diagnostic::{Finding, Severity, Spanned};
use crate::model::{Article, ArticlePath, Cite};
use serde::Serialize;

/// So many lines of a kind are in sight; the rest unfold.
const IN_SIGHT: usize = 3;

/// What rests on one article, kind by kind; kinds without a line are left out.
#[derive(Debug, Clone, Serialize)]
pub struct Rests {
    /// The kinds.
    pub kinds: Vec<RestKind>,
}

/// The lines of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct RestKind {
    /// 程序核对, 风险点, 措施.
    pub name: &'static str,
    /// How many.
    pub count: usize,
    /// Those in sight.
    pub first: Vec<RestLine>,
    /// Those that unfold.
    pub more: Vec<RestLine>,
}

/// A line.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RestLine {
    /// Its grade.
    pub grade: Option<GradeView>,
    /// Its code, and where it leads.
    pub link: Option<Link>,
    /// Its words.
    pub text: String,
    /// What came of it, at the right.
    pub result: String,
    /// Whether that is a fault.
    pub is_fault: bool,
}

/// Reads what rests on the articles of one issue.
pub struct Resting<'a> {
    issue: &'a Issue<'a>,
    anchors: Anchors<'a>,
    records: Vec<RecordGroup>,
}

/// The same for one regulation.
pub struct OnRegulation<'a> {
    all: &'a Resting<'a>,
    index: usize,
    covered: Vec<Row>,
}

impl<'a> Resting<'a> {
    /// For the articles of an issue.
    pub fn new(issue: &'a Issue<'a>, anchors: Anchors<'a>) -> Self {
        Self {
            issue,
            anchors,
            records: record_groups(issue, anchors),
        }
    }

    /// For the articles of regulation number `index`.
    pub fn on(&'a self, index: usize) -> OnRegulation<'a> {
        let unit = self.issue.unit();
        OnRegulation {
            all: self,
            index,
            covered: rows(unit, &unit.regulations[index]),
        }
    }
}

impl OnRegulation<'_> {
    /// The risk points and measures that an item sets.
    pub fn set_at(&self, path: &ArticlePath) -> Vec<Link> {
        let (unit, anchors) = (self.all.issue.unit(), self.all.anchors);
        let here = |cite: &Option<Spanned<Cite>>| {
            let cite = cite
                .as_ref()
                .filter(|c| c.regulation.index as usize == self.index);
            cite.is_some_and(|c| c.path.as_ref() == Some(path))
        };
        let risks = unit.risks.iter().filter(|risk| here(&risk.article));
        let risks = risks.map(|risk| link(risk.code(), anchors.risk(risk)));
        let measures = unit.measures.iter().filter(|m| here(&m.article));
        let measures = measures.map(|m| link(m.code(), anchors.measure(m)));
        risks.chain(measures).collect()
    }

    /// What rests on an article; nothing where nothing does.
    pub fn article(&self, a: &Article) -> Option<Rests> {
        let (unit, anchors) = (self.all.issue.unit(), self.all.anchors);
        let number = a.number.value;
        let here = |cite: &Cite| {
            cite.regulation.index as usize == self.index
                && cite.path.as_ref().is_some_and(|p| p.article() == number)
        };
        let sets = |cite: &Option<Spanned<Cite>>| cite.as_ref().is_some_and(|c| here(c));
        let row = self.covered.iter().find(|row| row.path.article() == number);
        let found = row.map_or(Vec::new(), |row| self.found(row));
        let risks = unit.risks.iter().filter(|risk| sets(&risk.article));
        let risks = risks.map(|risk| RestLine {
            grade: Some(risk.grade.value.into()),
            link: Some(link(risk.code(), anchors.risk(risk))),
            text: risk.in_short().value.clone(),
            ..RestLine::default()
        });
        let measures = unit.measures.iter().filter(|m| sets(&m.article));
        let measures = measures.map(|m| RestLine {
            link: Some(link(m.code(), anchors.measure(m))),
            text: m.in_short().value.clone(),
            ..RestLine::default()
        });
        let settlements = unit.settlements.iter();
        let settlements = settlements.filter(|s| s.between.iter().any(|c| here(c)));
        let settlements = settlements.map(|s| RestLine {
            link: Some(link(
                s.id.to_uppercase(),
                anchors.id(&format!("settlement-{}", s.id.value)),
            )),
            text: s.topic.value.clone(),
            ..RestLine::default()
        });
        let kinds = [
            (
                "程序核对",
                row.map_or(Vec::new(), |row| self.checks(row, &found)),
            ),
            ("风险点", risks.collect()),
            ("措施", measures.collect()),
            ("记录", row.map_or(Vec::new(), |row| self.kept(row))),
            ("问题", found.iter().map(|f| problem(f)).collect()),
            ("选定", settlements.collect()),
        ];
        let kinds: Vec<RestKind> = (kinds.into_iter())
            .filter(|(_, lines)| !lines.is_empty())
            .map(|(name, lines)| kind(name, lines))
            .collect();
        (!kinds.is_empty()).then_some(Rests { kinds })
    }

    /// The findings that rest on an article.
    fn found(&self, row: &Row) -> Vec<&Finding> {
        let r = &self.all.issue.unit().regulations[self.index];
        // A finding names its article in words, as `Unit::cite` writes it.
        let article = format!("《{}》{}", r.short.value, r.path_chinese(&row.path));
        let rests = |f: &&Finding| {
            let basis = f.basis.as_ref();
            basis.is_some_and(|basis| basis.starts_with(&article))
        };
        self.all.issue.findings().iter().filter(rests).collect()
    }

    /// What is looked for by the article, and how often it was found.
    fn checks(&self, row: &Row, found: &[&Finding]) -> Vec<RestLine> {
        let line = |(code, text)| {
            let count = found.iter().filter(|f| f.code == code).count();
            let result = match count {
                _ if !self.all.issue.internal() => String::new(),
                0 => "没有发现".to_owned(),
                n => format!("{n}处"),
            };
            RestLine {
                text,
                result,
                is_fault: count > 0,
                ..RestLine::default()
            }
        };
        said(&row.enforced()).into_iter().map(line).collect()
    }

    /// The ledgers that show the article kept, as far as the edition shows them.
    fn kept(&self, row: &Row) -> Vec<RestLine> {
        if !self.all.issue.internal() {
            return Vec::new();
        }
        let sought = row.enforced();
        let shows = |group: &&RecordGroup| sought.iter().any(|s| s.noun == group.title);
        let line = |group: &RecordGroup| {
            let last = group.rows.iter().rev().find(|row| !row.date.is_empty());
            RestLine {
                link: Some(Link {
                    text: group.title.to_owned(),
                    href: self.all.anchors.id(&group.id),
                }),
                text: format!("{}条", group.rows.len()),
                result: last.map_or(String::new(), |row| format!("最近{}", row.date)),
                ..RestLine::default()
            }
        };
        self.all.records.iter().filter(shows).map(line).collect()
    }
}

fn link(text: String, href: Option<String>) -> Link {
    Link { text, href }
}

fn kind(name: &'static str, lines: Vec<RestLine>) -> RestKind {
    let count = lines.len();
    let mut lines = lines.into_iter();
    RestKind {
        name,
        count,
        first: lines.by_ref().take(IN_SIGHT).collect(),
        more: lines.collect(),
    }
}

fn problem(finding: &Finding) -> RestLine {
    let (result, is_fault) = match finding.severity {
        Severity::Error => ("错误", true),
        Severity::Warning => ("警告", true),
        _ => ("提示", false),
    };
    RestLine {
        text: finding.message.clone(),
        result: format!("{result} {}", finding.code),
        is_fault,
        ..RestLine::default()
    }
}
