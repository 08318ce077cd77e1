//! One regulation from its paragraphs: title, dates, preamble, chapters, sections, articles.

use super::draft::{Article, Chapter, Draft, Heading, Text};
use super::facts;
use super::heads::{Head, Rank};
use super::structure::{Paragraph, Start};
use super::titles::{is_date, may_be_part};
use crate::import::account::{Account, Why};
use crate::import::paper::{is_blank, range, trimmed, Glyph, Line};
use crate::model::Form;

/// The subject of an article in brackets is no longer.
const LONGEST_CAPTION: usize = 24;
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
            beside: Vec::new(),
        },
        chapter: None,
        section: None,
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
        self.beside(&all[end..]);
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
            Form::Parts | Form::List => Rank::First,
        };
        head.is_some_and(|head| head.rank <= lowest)
    }

    /// Reads the dates below the title; how many lines those are.
    fn below_title(&mut self, all: &[Paragraph]) -> usize {
        let mut read = 0;
        for paragraph in all {
            let line = &paragraph.line;
            let bare = line.bare();
            let bracketed = bare.starts_with(['（', '(']) && bare.ends_with(['）', ')']);
            let is_number = bare.contains('〔') && bare.ends_with('号') && bare.len() < 60;
            if !bracketed && !is_date(&bare) && !is_number && !facts::is_dates_only(&bare) {
                break;
            }
            let dates = facts::dates(&bare);
            self.draft.issued = self.draft.issued.or(dates.issued);
            self.draft.effective = self.draft.effective.or(dates.effective);
            if facts::is_dates_only(&bare) && (dates.issued.is_some() || dates.effective.is_some())
            {
                self.account.change(line.range(), "", Why::Dates);
            } else {
                let text = self.text(paragraph);
                self.draft.preamble.push(text);
            }
            read += 1;
        }
        read
    }

    /// Where the articles end and what goes with them begins: annexes, who signed.
    fn end(&mut self, all: &[Paragraph]) -> usize {
        let last = all
            .iter()
            .rposition(|p| self.is_top(p.head.as_ref()))
            .unwrap_or(0);
        let annex = all.iter().enumerate().skip(last + 1).find(|(_, p)| {
            let bare = p.line.bare();
            let named = ["附件", "附表", "附录", "附图"];
            p.head.is_none()
                && (named.iter().any(|word| bare.starts_with(word)) && !bare.ends_with('。')
                    || bare.starts_with("附："))
        });
        let end = annex.map_or(all.len(), |(at, _)| at);
        // 青石镇人民政府 / 2012年7月10日
        let mut signed = end;
        while signed > last + 1 {
            let paragraph = &all[signed - 1];
            let bare = paragraph.line.bare();
            let dated = is_date(&bare);
            let body = may_be_part(&paragraph.line)
                && bare.chars().count() <= 30
                && (signed < end || ends_like_a_body(&bare));
            if paragraph.head.is_some() || !dated && !body {
                break;
            }
            signed -= 1;
        }
        signed
    }

    /// Keeps what follows the articles, as comments.
    fn beside(&mut self, all: &[Paragraph]) {
        let annex = all.iter().position(|p| p.line.bare().starts_with('附'));
        let (signed, annexes) = all.split_at(annex.unwrap_or(all.len()));
        for (name, why, part) in [
            ("落款", Why::Signature, signed),
            ("附件", Why::Annex, annexes),
        ] {
            let (Some(first), Some(last)) = (part.first(), part.last()) else {
                continue;
            };
            if why == Why::Signature {
                let mut dates = part.iter().rev().filter_map(|p| facts::day(&p.line.bare()));
                self.draft.issued = self.draft.issued.or(dates.next());
            }
            let range = first.line.range().start..last.line.range().end;
            self.account.change(range, "", why);
            let lines = part.iter().map(|p| p.line.clone()).collect();
            self.draft.beside.push((name, lines));
        }
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
            Rank::Article if !head.is_inserted => {
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
            Rank::First if self.draft.form == Form::Parts => {
                self.label(head, &paragraph.line);
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
        if head.rank == Rank::Section {
            self.label(head, line);
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
        for heading in [self.chapter.take(), self.section.take()]
            .into_iter()
            .flatten()
        {
            if heading.title.is_empty() {
                continue;
            }
            let at = range(&heading.title);
            let help = "照原件看，这一章有没有漏掉的条文";
            self.account
                .doubt(at.clone(), "这个标题下面没有条文，当作一段文字", help);
            let text = Text {
                label: String::new(),
                glyphs: heading.title,
            };
            self.push(text, at);
        }
    }

    fn article(
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
        let article = Article {
            number: head.number,
            section: self.section.take(),
            caption,
            lines: (!text.is_empty())
                .then(|| Text {
                    label: String::new(),
                    glyphs: text,
                })
                .into_iter()
                .collect(),
            place: paragraph.line.range(),
        };
        self.push_article(article);
    }

    /// 一、 with its heading, or with a sentence that has none.
    fn part(&mut self, head: &Head, paragraph: &Paragraph, rest: Vec<Glyph>) {
        self.check_number(head, paragraph);
        // 一、加强领导。各单位要…… is a paragraph, not a heading.
        let ends = rest.iter().any(|g| "。：；，:;,".contains(g.c)) || rest.len() > LONGEST_PART;
        let (caption, text) = if ends {
            (Vec::new(), rest)
        } else {
            (rest, Vec::new())
        };
        let article = Article {
            number: head.number,
            section: self.section.take(),
            caption: (!caption.is_empty()).then_some(caption),
            lines: (!text.is_empty())
                .then(|| Text {
                    label: String::new(),
                    glyphs: text,
                })
                .into_iter()
                .collect(),
            place: paragraph.line.range(),
        };
        self.push_article(article);
    }

    fn push_article(&mut self, article: Article) {
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
    fn check_number(&mut self, head: &Head, paragraph: &Paragraph) {
        let before = self.draft.articles().last().map_or(0, |a| a.number);
        if head.number == before + 1 {
            return;
        }
        let message = if before == 0 {
            format!("从{}开始，前面没有", head.label)
        } else {
            format!("{}的前面是第 {before} 条，不连着", head.label)
        };
        let help = "照原件看，是漏了、多了，还是原件的序号有误；程序照原件写";
        self.account.doubt(paragraph.line.range(), message, help);
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
        if let Some(heading) = self
            .chapter
            .as_ref()
            .filter(|_| !self.draft.chapters.is_empty())
        {
            let at = range(&heading.title);
            let help = "章的标题和第一条之间的文字没有地方放；照原件移到应在的地方";
            self.account.doubt(
                at,
                "这一章的标题下面、条文前面有文字，写在上一条的末尾",
                help,
            );
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
        let written = &line.glyphs[..head.end];
        let bare: String = written
            .iter()
            .map(|g| g.c)
            .filter(|c| !is_blank(*c))
            .collect();
        if bare != head.label {
            self.account
                .change(range(written), head.label.clone(), Why::Label);
        }
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

fn ends_like_a_body(bare: &str) -> bool {
    const BODIES: &[&str] = &[
        "委员会",
        "政府",
        "党委",
        "党组",
        "局",
        "院",
        "校",
        "公司",
        "办公室",
        "领导小组",
        "中心",
        "支部",
        "总支",
        "委",
        "办",
        "处",
        "科",
        "所",
        "站",
    ];
    BODIES.iter().any(|word| bare.ends_with(word))
}
