//! 款, 项, 目 and 点: what is below the article that a sentence has named.

use super::ordinal::{blanks, ordinal, Ordinal};
use super::scan::{joins, Last, Scan};
use super::{Citation, Document, Home, Mention, Step, Tier};

impl Scan<'_> {
    /// 款 and 项 that follow are of the article that the line is part of.
    pub(super) fn this_article(&mut self, end: usize) -> Option<usize> {
        let (Home::Within(index), Some(article)) = (self.reader.home, self.article) else {
            return None;
        };
        self.scope.last = Some(Last {
            document: Document::Own(index),
            tier: Tier::Article,
            number: article.number,
            inserted: article.inserted,
            below: Vec::new(),
            end,
            index: None,
            here: true,
        });
        Some(end)
    }

    /// （三）项 right after an article.
    pub(super) fn item_in_brackets(&mut self, at: usize) -> Option<usize> {
        let joined = self.scope.last.as_ref().is_some_and(|last| last.end == at);
        let found = ordinal(self.text, at, true).filter(|o| joined && o.tier > Tier::Part)?;
        self.below(&found, at)
    }

    /// 第一款, 第（二）项: of the article it is joined to, else of the line's own.
    pub(super) fn below(&mut self, found: &Ordinal, at: usize) -> Option<usize> {
        let joined = |last: &Last| last.end <= at && joins(&self.text[last.end..at]);
        if !self.scope.last.as_ref().is_some_and(joined) {
            // 第二款第（三）项 without an article is of the one it stands in; 第二款 and 第三项
            // alone may be anything.
            let item = ordinal(self.text, blanks(self.text, found.end()), false);
            let own = !self.scope.named
                && found.tier == Tier::Paragraph
                && item.is_some_and(|item| item.tier > Tier::Paragraph);
            if !own {
                return None;
            }
            self.this_article(at)?;
        }
        for (number, range) in &found.numbers {
            self.step_below(Step {
                tier: found.tier,
                number: *number,
                range: range.clone(),
            });
        }
        Some(found.end())
    }

    fn step_below(&mut self, step: Step) {
        let Some(last) = &mut self.scope.last else {
            return;
        };
        let follows = last.end == step.range.start;
        let deeper = last.below.last().is_none_or(|above| above.tier < step.tier);
        last.below.retain(|above| above.tier < step.tier);
        last.below.push(step.clone());
        last.end = step.range.end;
        let extends = last.index.filter(|_| follows && deeper);
        if let Some(Mention::Article(citation)) = extends.and_then(|i| self.found.get_mut(i)) {
            citation.below.push(step.clone());
            citation.range.end = step.range.end;
            return;
        }
        // A 款 of the line's own article leads nowhere; the item below it will.
        if last.here && step.tier == Tier::Paragraph {
            return;
        }
        last.index = Some(self.found.len());
        let start = step.range.start;
        self.found.push(Mention::Article(Citation {
            document: last.document.clone(),
            tier: last.tier,
            number: last.number,
            inserted: last.inserted,
            below: last.below.clone(),
            head: start..start,
            range: step.range,
        }));
    }
}
