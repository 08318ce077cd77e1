//! Citations in running text: 《…办法》第十三条, 本办法第四条, 前款第（一）项, 公务员法第八条.
//!
//! The one reader of them: what the checker calls missing and what a page links is the same
//! reading. A citation belongs to the document named last in its sentence; where no document
//! is named, to the regulation that the text is part of.

mod below;
mod documents;
mod ordinal;
mod scan;
#[cfg(test)]
mod tests;

pub use documents::{named, Documents};
pub use ordinal::Tier;

use super::{ArticleNumber, ArticlePath, Regulation, Unit};
use std::ops::Range;

/// Whose article it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Document {
    /// The regulation of that index.
    Own(usize),
    /// A law or a paper that the rules do not hold, with the bytes that name it.
    Foreign(Range<usize>),
    /// One that the text does not say clearly enough to hold anybody to it.
    Unclear,
}

/// 第一款, 第（二）项: a step below the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// 款, 项, 目 or 点.
    pub tier: Tier,
    /// Its number.
    pub number: u16,
    /// Its bytes.
    pub range: Range<usize>,
}

/// An article, a part or a chapter that a text names, with what it names below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Whose.
    pub document: Document,
    /// 条, 部分 or 章.
    pub tier: Tier,
    /// Its number.
    pub number: u16,
    /// The number behind 之: 第十二条之一.
    pub inserted: Option<u16>,
    /// 款, 项, 目 and 点, from above down.
    pub below: Vec<Step>,
    /// The bytes of 第十二条; empty where the article was named before, as in 前款第（一）项.
    pub head: Range<usize>,
    /// All its bytes.
    pub range: Range<usize>,
}

impl Citation {
    /// The article itself.
    pub fn article(&self) -> ArticleNumber {
        ArticleNumber {
            number: self.number,
            inserted: self.inserted,
        }
    }

    /// The article, the 款 and the items.
    pub fn path(&self) -> ArticlePath {
        let mut path = ArticlePath::of(self.article(), []);
        for step in &self.below {
            match step.tier {
                Tier::Paragraph => path.paragraph = Some(step.number),
                _ => path.numbers.push(step.number),
            }
        }
        path
    }
}

/// What a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mention {
    /// A title in book marks, with the regulation it names.
    Title {
        /// The bytes, marks and all.
        range: Range<usize>,
        /// The regulation, if it is one of the unit's.
        regulation: Option<usize>,
    },
    /// An article or what is below it.
    Article(Citation),
}

/// What a citation without a document before it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// The text is part of that regulation.
    Within(usize),
    /// The text speaks of that regulation, but is no part of it.
    About(usize),
    /// Neither.
    None,
}

/// Reads the texts of one home.
pub struct Reader<'t> {
    unit: &'t Unit,
    documents: &'t Documents,
    home: Home,
    /// 以下简称: names that hold in the home's text only.
    aliases: Vec<documents::Name>,
}

impl<'t> Reader<'t> {
    /// A reader of texts at `home`.
    pub fn new(unit: &'t Unit, documents: &'t Documents, home: Home) -> Self {
        let aliases = match home {
            Home::Within(index) => documents::aliases(unit, index),
            _ => Vec::new(),
        };
        Self {
            unit,
            documents,
            home,
            aliases,
        }
    }

    /// What one line names, in order. `article` is the article that the line is part of, which
    /// 前款, 本条 and 前条 speak of.
    pub fn read(&self, line: &str, article: Option<ArticleNumber>) -> Vec<Mention> {
        // Most lines of a unit name nothing.
        if !line.contains(['第', '《']) && !line.contains("前条") {
            return Vec::new();
        }
        scan::Scan::new(self, line, article).run()
    }

    /// The article before `article` in the home's text.
    fn before(&self, article: ArticleNumber) -> Option<ArticleNumber> {
        let Home::Within(index) = self.home else {
            return None;
        };
        let numbers = self.regulation(index).articles().map(|a| *a.number);
        numbers.take_while(|&n| n != article).last()
    }

    fn regulation(&self, index: usize) -> &'t Regulation {
        &self.unit.regulations[index]
    }
}
