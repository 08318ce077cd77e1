//! One regulation from its paragraphs: title, dates, preamble, chapters, sections, articles.

mod around;
mod article;

use super::draft::{Article, Draft, Heading, Text};
use super::heads::{Head, Rank};
use super::structure::{Paragraph, Start};
use super::titles::may_be_part;
use crate::import::account::{Account, Why};
use crate::import::paper::{is_blank, range, trimmed, Glyph, Line};
use crate::model::number::chinese_number;
use crate::model::Form;

/// The heading of a part is no longer.
const LONGEST_PART: usize = 40;

/// The regulation in `all`, whose title stands first.
pub fn regulation(all: &[Paragraph], start: &Start, name: &str, account: &mut Account) -> Draft {
    let mut title: Vec<Glyph> = Vec::new();
    for (index, paragraph) in all[..start.title_lines].iter().enumerate() {
        let line = &paragraph.line;
        if index > 0 {
            let at = line.range().start;
            account.change(at..at, "", Why::Joined);
        }
        title.extend(&line.glyphs);
    }
    let begins = all.first().map_or(0..0, |p| p.line.range());
    if title.is_empty() {
        let message = format!("没有认出标题，用文件名“{name}”作标题");
        account.doubt(begins.clone(), message, "在规则文件里改 title、short");
        title = name
            .chars()
            .map(|c| Glyph {
                c,
                start: begins.start,
                end: begins.start,
            })
            .collect();
    } else if start.is_unsure {
        let help = "不是标题的，在规则文件里改 title，把这一行放回原处";
        account.doubt(begins.clone(), "这一行当作标题", help);
    }
    let rest = &all[start.title_lines..];
    let by_articles = rest
        .iter()
        .any(|p| p.head.as_ref().is_some_and(|h| h.rank == Rank::Article));
    let mut reader = Reader {
        account,
        draft: Draft {
            title,
            begins,
            form: if by_articles {
                Form::Articles
            } else {
                Form::Parts
            },
            preamble: Vec::new(),
            chapters: Vec::new(),
            issued: None,
            effective: None,
            issued_by: Vec::new(),
            annexes: Vec::new(),
        },
        chapter: None,
        section: None,
        has_chapters: rest
            .iter()
            .any(|p| p.head.as_ref().is_some_and(|h| h.rank == Rank::Chapter)),
        top: rest
            .iter()
            .filter_map(|p| p.head.as_ref())
            .map(|head| head.rank)
            .find(|rank| *rank >= Rank::First)
            .unwrap_or(Rank::First),
    };
    reader.read(rest);
    reader.draft
}

struct Reader<'a> {
    account: &'a mut Account,
    draft: Draft,
    /// The chapter whose first article is still to come.
    chapter: Option<Heading>,
    /// Likewise the section.
    section: Option<Heading>,
    /// Whether it has chapters, which sections are parts of.
    has_chapters: bool,
    /// What the regulation counts by, where it has no articles: 一、, or 1. in some.
    top: Rank,
}

impl Reader<'_> {
    fn read(&mut self, all: &[Paragraph]) {
        let first = all.iter().position(|p| self.is_top(p.head.as_ref()));
        let first = first.unwrap_or(all.len());
        let after = self.below_title(&all[..first]);
        for paragraph in &all[after..first] {
            let text = self.text(paragraph);
            self.draft.preamble.push(text);
        }
        let end = first + self.end(&all[first..]);
        let mut at = first;
        while at < end {
            at += self.paragraph(&all[at..end]);
        }
        self.left_over();
        self.around(&all[end..]);
        self.finish();
    }

    /// Whether 一、 heads parts, each with text below it, or paragraphs; and articles without text.
    fn finish(&mut self) {
        let is_part = |a: &Article| a.caption.is_some() && !a.lines.is_empty();
        if self.draft.form == Form::Parts && !self.draft.articles().all(is_part) {
            self.draft.form = Form::List;
            let articles = self.draft.chapters.iter_mut().flat_map(|c| &mut c.articles);
            for article in articles {
                let heading = article.caption.take().map(|glyphs| Text {
                    label: String::new(),
                    glyphs,
                });
                article.lines.splice(0..0, heading);
            }
        }
        for article in self.draft.chapters.iter_mut().flat_map(|c| &mut c.articles) {
            if article.lines.is_empty() {
                let at = article.place.clone();
                let help = "照原件补上这一条的文字；只有标题的，写成 caption";
                self.account.doubt(at, "这一条没有文字", help);
                // 第五条　公示 had but a subject.
                article
                    .lines
                    .extend(article.caption.take().map(|glyphs| Text {
                        label: String::new(),
                        glyphs,
                    }));
            }
        }
    }

    /// What begins the regulation itself.
    fn is_top(&self, head: Option<&Head>) -> bool {
        let lowest = match self.draft.form {
            Form::Articles => Rank::Article,
            Form::Parts | Form::List => self.top,
        };
        head.is_some_and(|head| head.rank <= lowest)
    }

    /// Reads a paragraph, with the title on the next where it is only a number; how many.
    fn paragraph(&mut self, all: &[Paragraph]) -> usize {
        let paragraph = &all[0];
        let next = all.get(1);
        let Some(head) = &paragraph.head else {
            return self.plain(paragraph, next);
        };
        let rest = trimmed(&paragraph.line.glyphs[head.end..]);
        match head.rank {
            Rank::Part | Rank::Chapter | Rank::Section => {
                let title_below = next
                    .filter(|next| rest.is_empty() && next.head.is_none())
                    .filter(|next| may_be_part(&next.line));
                let title = title_below.map_or(rest, |next| next.line.glyphs.as_slice());
                self.heading(head, &paragraph.line, title.to_vec());
                1 + usize::from(title_below.is_some())
            }
            Rank::Article => {
                self.label(head, &paragraph.line);
                self.article(head, paragraph, rest.to_vec(), next);
                1
            }
            Rank::First if self.is_heading(paragraph, next) => {
                // 一、总则 above 第一条.
                let heading = Heading {
                    number: None,
                    title: paragraph.line.glyphs.clone(),
                };
                self.left_over();
                self.chapter = Some(heading);
                1
            }
            rank if rank == self.top && self.draft.form == Form::Parts => {
                // The rules count such a regulation by 一、.
                let label = format!("{}、", chinese_number(head.number));
                self.label_as(head, &label, &paragraph.line);
                self.part(head, paragraph, rest.to_vec());
                1
            }
            _ => {
                let text = self.text(paragraph);
                self.add(text, &paragraph.line);
                1
            }
        }
    }

    /// Whether 一、 heads articles, in a regulation that counts by 第X条.
    fn is_heading(&self, paragraph: &Paragraph, next: Option<&Paragraph>) -> bool {
        let short = paragraph.line.glyphs.len() <= LONGEST_PART;
        let ended = paragraph
            .line
            .last()
            .is_some_and(|c| "。；：，".contains(c));
        let article = next.and_then(|next| next.head.as_ref());
        self.draft.form == Form::Articles
            && short
            && !ended
            && article.is_some_and(|head| head.rank == Rank::Article)
    }

    fn heading(&mut self, head: &Head, line: &Line, title: Vec<Glyph>) {
        // Sections of a regulation without chapters are its chapters.
        let last = self.draft.chapters.last();
        let in_chapter = self.chapter.is_some() || last.is_some_and(|c| c.heading.is_some());
        if head.rank == Rank::Section && self.has_chapters && in_chapter {
            self.label(head, line);
            let above = self.section.take();
            self.keep(above, "节");
            self.section = Some(Heading {
                number: Some(head.number),
                title,
            });
            return;
        }
        self.left_over();
        self.chapter = Some(if head.rank == Rank::Chapter {
            self.label(head, line);
            Heading {
                number: Some(head.number),
                title,
            }
        } else {
            // The rules have no 编; its heading keeps its number as it is written.
            let label = line.glyphs[..head.end].iter();
            let label: Vec<Glyph> = label.filter(|g| !is_blank(g.c)).copied().collect();
            let gap = label.last().map(|last| Glyph {
                c: '\u{3000}',
                start: last.end,
                end: last.end,
            });
            Heading {
                number: None,
                title: label.into_iter().chain(gap).chain(title).collect(),
            }
        });
    }

    /// A heading that no article follows is told, and kept as a line.
    fn left_over(&mut self) {
        let (chapter, section) = (self.chapter.take(), self.section.take());
        self.keep(chapter, "章");
        self.keep(section, "节");
    }

    fn keep(&mut self, heading: Option<Heading>, unit: &str) {
        let Some(heading) = heading else {
            return;
        };
        let at = range(&heading.title);
        let help = "照原件看，下面有没有漏掉的条文";
        let message = "这个标题下面没有条文，当作一段文字";
        self.account.doubt(at.clone(), message, help);
        let number = heading
            .number
            .map(|n| format!("第{}{unit}\u{3000}", chinese_number(n)));
        let text = Text {
            label: number.unwrap_or_default(),
            glyphs: heading.title,
        };
        self.push(text, at);
    }

    /// A paragraph without a number: the heading of a chapter that has none, or 款.
    fn plain(&mut self, paragraph: &Paragraph, next: Option<&Paragraph>) -> usize {
        let line = &paragraph.line;
        let bare = line.bare();
        let above_article = next
            .and_then(|next| next.head.as_ref())
            .is_some_and(|head| self.is_top(Some(head)) && head.rank >= Rank::Article);
        let usual = ["总则", "附则", "罚则", "分则"].contains(&bare.as_str());
        let styled = line.hints.heading.is_some() || line.hints.centred;
        if above_article && may_be_part(line) && bare.chars().count() <= 20 {
            if !usual && !styled {
                let help = "不是标题的，在规则文件里改成上一条的一段";
                self.account
                    .doubt(line.range(), "这一行当作一章的标题", help);
            }
            self.left_over();
            self.chapter = Some(Heading {
                number: None,
                title: line.glyphs.clone(),
            });
            return 1;
        }
        let text = self.text(paragraph);
        self.add(text, line);
        1
    }

    /// A paragraph as a line of an article.
    fn text(&mut self, paragraph: &Paragraph) -> Text {
        let line = &paragraph.line;
        match &paragraph.head {
            Some(head) if head.rank >= Rank::First => {
                self.label(head, line);
                Text {
                    label: head.label.clone(),
                    glyphs: trimmed(&line.glyphs[head.end..]).to_vec(),
                }
            }
            _ => Text {
                label: String::new(),
                glyphs: line.glyphs.clone(),
            },
        }
    }

    /// Adds a line to the last article.
    fn add(&mut self, text: Text, line: &Line) {
        let pending = self.chapter.as_ref().or(self.section.as_ref());
        match pending {
            // The rules have no place for text between 第二章 and its first article.
            Some(heading) if heading.number.is_some() => {
                let at = line.range();
                let help = "照原件移到应在的地方";
                let message = "章节的标题和它的第一条之间的文字没有地方放，写在标题前面";
                self.account.doubt(at, message, help);
            }
            // What no article follows was no heading.
            Some(_) => self.left_over(),
            None => {}
        }
        self.push(text, line.range());
    }

    fn push(&mut self, text: Text, at: std::ops::Range<u32>) {
        let chapters = self.draft.chapters.iter_mut().rev();
        let mut articles = chapters.flat_map(|c| c.articles.iter_mut().rev());
        match articles.next() {
            Some(article) => {
                article.lines.push(text);
                article.place.end = at.end;
            }
            None => self.draft.preamble.push(text),
        }
    }

    /// Tells where a label was written otherwise than the rules write it.
    fn label(&mut self, head: &Head, line: &Line) {
        self.label_as(head, &head.label, line);
    }

    fn label_as(&mut self, head: &Head, label: &str, line: &Line) {
        let written = &line.glyphs[..head.end];
        let bare: String = written
            .iter()
            .map(|g| g.c)
            .filter(|c| !is_blank(*c))
            .collect();
        if bare != label {
            self.account.change(range(written), label, Why::Label);
        }
    }
}
