//! Running text cut into segments: mentions of articles become links, the first mention of
//! each grade in a line becomes a mark.

use super::anchors::Anchors;
use crate::model::citation::{Document, Documents, Home, Mention, Reader, Tier};
use crate::model::{ArticleNumber, ArticlePath, Form, Grade, Unit};
use serde::Serialize;
use std::ops::Range;

/// A stretch of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// The words.
    pub text: String,
    /// Where they lead.
    pub href: Option<String>,
    /// The id of the grade they name.
    pub grade: Option<&'static str>,
}

impl Segment {
    fn plain(text: &str) -> Self {
        Self {
            text: text.into(),
            href: None,
            grade: None,
        }
    }
}

/// Cuts the texts of one regulation, or texts that stand outside of all.
pub struct Linker<'a> {
    unit: &'a Unit,
    anchors: Anchors<'a>,
    reader: Reader<'a>,
    /// The regulation whose text it is; its own title is no link.
    home: Option<usize>,
}

impl<'a> Linker<'a> {
    /// For the text of regulation number `home`.
    pub fn new(
        unit: &'a Unit,
        documents: &'a Documents,
        home: usize,
        anchors: Anchors<'a>,
    ) -> Self {
        Self {
            unit,
            anchors,
            reader: Reader::new(unit, documents, Home::Within(home)),
            home: Some(home),
        }
    }

    /// For a text that belongs to no regulation, such as a settlement: an article there is
    /// one of the regulation named last, at first of number `about`.
    pub fn outside(
        unit: &'a Unit,
        documents: &'a Documents,
        about: Option<usize>,
        anchors: Anchors<'a>,
    ) -> Self {
        Self {
            unit,
            anchors,
            reader: Reader::new(unit, documents, about.map_or(Home::None, Home::About)),
            home: None,
        }
    }

    /// The segments of one line, grades marked; joined, they are the line. `article` is the
    /// article that the line is part of.
    pub fn segments(&self, text: &str, article: Option<ArticleNumber>) -> Vec<Segment> {
        mark_grades(self.unit, self.links(text, article), |grade| {
            self.grade_word(grade)
        })
    }

    /// What the text calls a grade.
    fn grade_word(&self, grade: Grade) -> &str {
        let home = self.home.and_then(|index| self.unit.regulations.get(index));
        home.map_or(grade.chinese(), |home| home.grade_word(grade))
    }

    /// The segments of one line, links only.
    pub fn links(&self, text: &str, article: Option<ArticleNumber>) -> Vec<Segment> {
        let mut out = Vec::new();
        let mut plain = 0;
        for mention in self.reader.read(text, article) {
            let Some((range, href)) = self.lead(mention) else {
                continue;
            };
            push_plain(&mut out, &text[plain..range.start]);
            out.push(Segment {
                text: text[range.clone()].to_owned(),
                href: Some(href),
                grade: None,
            });
            plain = range.end;
        }
        push_plain(&mut out, &text[plain..]);
        out
    }

    /// Where a mention leads, and which of its words do.
    fn lead(&self, mention: Mention) -> Option<(Range<usize>, String)> {
        match mention {
            Mention::Title { range, regulation } => {
                let other = regulation.filter(|&index| Some(index) != self.home)?;
                let regulation = &self.unit.regulations[other];
                Some((range, self.anchors.place(regulation, None)?))
            }
            Mention::Article(citation) => {
                let Document::Own(index) = citation.document else {
                    return None;
                };
                let regulation = &self.unit.regulations[index];
                let tier = match regulation.form {
                    Form::Articles | Form::List => Tier::Article,
                    Form::Parts => Tier::Part,
                };
                if citation.tier != tier {
                    return None;
                }
                // Most articles number their items through, whatever 款 they stand in.
                let path = citation.path();
                let through = ArticlePath {
                    paragraph: None,
                    ..path.clone()
                };
                let mut ways = [path, through].into_iter();
                let whole = ways.find_map(|path| self.anchors.place(regulation, Some(&path)));
                if let Some(href) = whole {
                    return Some((citation.range, href));
                }
                // Items that the article does not have leave the link to the article.
                let article = ArticlePath::of(citation.article(), []);
                let href = self.anchors.place(regulation, Some(&article))?;
                (!citation.head.is_empty()).then_some((citation.head, href))
            }
        }
    }
}

fn push_plain(out: &mut Vec<Segment>, text: &str) {
    if !text.is_empty() {
        out.push(Segment::plain(text));
    }
}

/// Cuts out the first mention of each grade. Later ones stay plain: a page full of chips
/// is hard to read.
fn mark_grades<'w>(
    unit: &'w Unit,
    segments: Vec<Segment>,
    word: impl Fn(Grade) -> &'w str,
) -> Vec<Segment> {
    let mut seen: Vec<Grade> = Vec::new();
    let mut out = Vec::new();
    for segment in segments {
        if segment.href.is_some() {
            out.push(segment);
            continue;
        }
        let mut rest = segment.text.as_str();
        while let Some((at, grade)) = unit
            .vocabulary
            .grades
            .iter()
            .filter(|g| !seen.contains(g))
            .filter_map(|&g| rest.find(word(g)).map(|at| (at, g)))
            .min_by_key(|&(at, _)| at)
        {
            let end = at + word(grade).len();
            push_plain(&mut out, &rest[..at]);
            let text = word(grade).to_owned();
            out.push(Segment {
                text,
                href: None,
                grade: Some(grade.key()),
            });
            seen.push(grade);
            rest = &rest[end..];
        }
        push_plain(&mut out, rest);
    }
    out
}

#[cfg(test)]
#[path = "link_tests.rs"]
mod tests;
