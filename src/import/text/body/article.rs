//! An article, or a part, with its subject.

use super::{Reader, LONGEST_PART};
use crate::import::account::Why;
use crate::import::paper::{is_blank, trimmed, Glyph};
use crate::import::text::draft::{Article, Chapter, Text};
use crate::import::text::heads::Head;
use crate::import::text::structure::Paragraph;
use crate::model::ArticleNumber;

/// The subject of an article in brackets is no longer.
const LONGEST_CAPTION: usize = 24;

impl Reader<'_> {
    pub(super) fn article(
        &mut self,
        head: &Head,
        paragraph: &Paragraph,
        rest: Vec<Glyph>,
        next: Option<&Paragraph>,
    ) {
        let (mut caption, mut text) = (None, rest);
        if let Some((inner, after)) = bracketed(&text) {
            let before = text[..inner.start].iter().chain(&text[inner.end..after]);
            for glyph in before.filter(|g| !is_blank(g.c)) {
                self.account
                    .change(glyph.start..glyph.end, "", Why::Caption);
            }
            caption = Some(trimmed(&text[inner]).to_vec());
            text = trimmed(&text[after..]).to_vec();
        } else if next.is_some_and(|next| next.head.is_none())
            && !text.is_empty()
            && text.len() <= LONGEST_CAPTION
            && !text.iter().any(|g| "。，；：、,;:".contains(g.c))
        {
            // 第一条　目的和依据, with the text on the next line.
            caption = Some(std::mem::take(&mut text));
        }
        self.check_number(head, paragraph);
        self.begin(head, paragraph, caption, text);
    }

    /// 一、 with its heading, or with a sentence that has none.
    pub(super) fn part(&mut self, head: &Head, paragraph: &Paragraph, rest: Vec<Glyph>) {
        self.check_number(head, paragraph);
        // 一、加强领导。各单位要…… is a paragraph, not a heading.
        let ends = rest.iter().any(|g| "。：；，:;,".contains(g.c)) || rest.len() > LONGEST_PART;
        let (caption, text) = if ends {
            (Vec::new(), rest)
        } else {
            (rest, Vec::new())
        };
        let caption = (!caption.is_empty()).then_some(caption);
        self.begin(head, paragraph, caption, text);
    }

    /// An article with its heading and the text beside its number, where it has them.
    fn begin(
        &mut self,
        head: &Head,
        paragraph: &Paragraph,
        caption: Option<Vec<Glyph>>,
        text: Vec<Glyph>,
    ) {
        let text = (!text.is_empty()).then(|| Text {
            label: String::new(),
            glyphs: text,
        });
        let article = Article {
            number: head.article(),
            section: self.section.take(),
            caption,
            lines: text.into_iter().collect(),
            place: paragraph.line.range(),
        };
        self.push_article(article);
    }

    pub(super) fn push_article(&mut self, article: Article) {
        if self.chapter.is_some() || self.draft.chapters.is_empty() {
            self.draft.chapters.push(Chapter {
                heading: self.chapter.take(),
                articles: Vec::new(),
            });
        }
        if let Some(chapter) = self.draft.chapters.last_mut() {
            chapter.articles.push(article);
        }
    }

    /// A number that does not follow the one before it.
    pub(super) fn check_number(&mut self, head: &Head, paragraph: &Paragraph) {
        let before = self.draft.articles().last().map(|a| a.number);
        if (head.article()).follows(before.unwrap_or(ArticleNumber::plain(0))) {
            return;
        }
        let message = match before {
            None => format!("从{}开始，前面没有", head.label),
            Some(before) => format!("{}的前面是{}，不连着", head.label, before.chinese("条")),
        };
        let help = "照原件看，是漏了、多了，还是原件的序号有误；程序照原件写";
        self.account.doubt(paragraph.line.range(), message, help);
    }
}

/// 【目的】 or （目的） at the head of an article: what is in the brackets, and where they end.
fn bracketed(text: &[Glyph]) -> Option<(std::ops::Range<usize>, usize)> {
    let close = match text.first()?.c {
        '【' => '】',
        '〔' => '〕',
        '[' => ']',
        '（' | '(' => '）',
        _ => return None,
    };
    let end = text
        .iter()
        .position(|g| g.c == close || close == '）' && g.c == ')')?;
    let inner = 1..end;
    let plain = text[inner.clone()]
        .iter()
        .all(|g| !"。；：“”".contains(g.c));
    (plain && (1..=LONGEST_CAPTION).contains(&inner.len())).then_some((inner, end + 1))
}
