//! A regulation as it was found in a text, before it is written as rules.

use crate::date::Date;
use crate::import::paper::Glyph;
use crate::model::{ArticleNumber, Form};
use std::ops::Range;

/// One regulation.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its title, of one line or several.
    pub title: Vec<Glyph>,
    /// Where it begins in the source.
    pub begins: Range<u32>,
    /// How it counts.
    pub form: Form,
    /// Paragraphs before the first chapter or article.
    pub preamble: Vec<Text>,
    /// Chapters; without chapters one that has no heading.
    pub chapters: Vec<Chapter>,
    /// Day of issue.
    pub issued: Option<Date>,
    /// Day it comes into force.
    pub effective: Option<Date>,
    /// Who signed it.
    pub issued_by: Vec<Vec<Glyph>>,
    /// 附件, 附表, after its articles.
    pub annexes: Vec<Annex>,
}

/// A chapter.
#[derive(Debug, Clone, Default)]
pub struct Chapter {
    /// Its number, where it has one, and its title.
    pub heading: Option<Heading>,
    /// Its articles.
    pub articles: Vec<Article>,
}

/// The heading of a chapter or a section.
#[derive(Debug, Clone)]
pub struct Heading {
    /// 第X章, 第X节; some have none.
    pub number: Option<u16>,
    /// Its title.
    pub title: Vec<Glyph>,
}

/// An article, or a part of a regulation of parts.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its number.
    pub number: ArticleNumber,
    /// The section that begins with it.
    pub section: Option<Heading>,
    /// A few words on its subject.
    pub caption: Option<Vec<Glyph>>,
    /// Its paragraphs and items.
    pub lines: Vec<Text>,
    /// Where it stands in the source.
    pub place: Range<u32>,
}

/// What is annexed.
#[derive(Debug, Clone)]
pub struct Annex {
    /// 附件1　风险点登记表.
    pub title: Vec<Glyph>,
    /// Its paragraphs and items.
    pub lines: Vec<Text>,
}

/// A paragraph or an item.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The number at its head, as the rules write it.
    pub label: String,
    /// The rest.
    pub glyphs: Vec<Glyph>,
}

impl Text {
    /// As the rules write it.
    pub fn written(&self) -> String {
        // 1. is set off from what follows; （一） and 一、 are not.
        let gap = if self.label.ends_with('.') { " " } else { "" };
        let text: String = self.glyphs.iter().map(|g| g.c).collect();
        format!("{}{gap}{text}", self.label)
    }
}

impl Draft {
    /// Its articles, in order.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.chapters.iter().flat_map(|chapter| &chapter.articles)
    }

    /// All its texts, to be put right.
    pub fn texts_mut(&mut self) -> Vec<&mut Vec<Glyph>> {
        let mut out = vec![&mut self.title];
        out.extend(self.preamble.iter_mut().map(|text| &mut text.glyphs));
        for chapter in &mut self.chapters {
            out.extend(chapter.heading.as_mut().map(|heading| &mut heading.title));
            for article in &mut chapter.articles {
                out.extend(article.section.as_mut().map(|section| &mut section.title));
                out.extend(article.caption.as_mut());
                out.extend(article.lines.iter_mut().map(|text| &mut text.glyphs));
            }
        }
        for annex in &mut self.annexes {
            out.push(&mut annex.title);
            out.extend(annex.lines.iter_mut().map(|text| &mut text.glyphs));
        }
        out
    }
}
