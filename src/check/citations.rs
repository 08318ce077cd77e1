//! The citations in the texts of the rules, by their characters.

use super::texts::Text;
use super::Context;
use crate::model::citation::{Document, Documents, Home, Mention, Reader, Tier};
use crate::model::ArticleNumber;
use std::collections::BTreeMap;
use std::ops::Range;

/// A citation of one of the unit's own regulations.
pub(super) struct Cited {
    /// Index of the regulation.
    pub regulation: usize,
    pub tier: Tier,
    /// Its number, and the characters that name it; none where an earlier citation does.
    pub article: ArticleNumber,
    pub head: Range<usize>,
    /// The items below it, each with its characters.
    pub items: Vec<(u16, Range<usize>)>,
}

/// Reads all texts of a unit.
pub(super) struct Citations<'c, 't> {
    context: &'c Context<'t>,
    documents: Documents,
}

impl<'c, 't> Citations<'c, 't> {
    pub fn new(context: &'c Context<'t>) -> Self {
        Self {
            context,
            documents: Documents::of(context.unit),
        }
    }

    /// The citations of own regulations in every text, in order, each with its text.
    pub fn all(&self) -> Vec<(&'c Text<'t>, Vec<Cited>)> {
        // A regulation's short names are gathered once for all its texts.
        let mut readers: BTreeMap<Option<usize>, Reader<'_>> = BTreeMap::new();
        let mut out = Vec::new();
        for text in self.context.texts_with(['第', '前']) {
            let home = self.context.home(text);
            let regulation = home.map(|(index, _)| index);
            let reader = readers.entry(regulation).or_insert_with(|| {
                let home = regulation.map_or(Home::None, Home::Within);
                Reader::new(self.context.unit, &self.documents, home)
            });
            let article = home.and_then(|(_, article)| article);
            let cited: Vec<Cited> = text
                .lines
                .iter()
                .flat_map(|line| in_line(reader, text, line.clone(), article))
                .collect();
            if !cited.is_empty() {
                out.push((text, cited));
            }
        }
        out
    }
}

fn in_line(
    reader: &Reader<'_>,
    text: &Text<'_>,
    line: Range<usize>,
    article: Option<ArticleNumber>,
) -> Vec<Cited> {
    let words = text.slice(line.clone());
    let mentions = reader.read(&words, article);
    if mentions.is_empty() {
        return Vec::new();
    }
    let starts: Vec<usize> = words.char_indices().map(|(byte, _)| byte).collect();
    let character = |byte: usize| line.start + starts.partition_point(|&start| start < byte);
    let characters = |bytes: &Range<usize>| character(bytes.start)..character(bytes.end);
    let cited = |mention: Mention| {
        let Mention::Article(citation) = mention else {
            return None;
        };
        let Document::Own(regulation) = citation.document else {
            return None;
        };
        let items = citation.below.iter().filter(|s| s.tier != Tier::Paragraph);
        Some(Cited {
            regulation,
            tier: citation.tier,
            article: citation.article(),
            head: characters(&citation.head),
            items: items.map(|s| (s.number, characters(&s.range))).collect(),
        })
    };
    mentions.into_iter().filter_map(cited).collect()
}
