//! A regulation: its text as chapters, articles and lines, and the norms read from it.

use super::grade::vocabulary;
use super::number::{chinese_number, circled};
use super::{ArticleNumber, ArticlePath, Date, Force, Grade, Id, Organ, Ref};
use crate::diagnostic::{Place, Spanned};
use crate::load::Value;

vocabulary! {
    /// How a regulation counts its top units.
    Form {
        /// 第X条, with or without 第X章 above.
        Articles "articles" "第X条",
        /// 一、 二、 with a heading each.
        Parts "parts" "一、二、",
        /// 一、 二、 without headings, each a paragraph; cited as articles are.
        List "list" "一、二、",
    }
}

impl Form {
    /// The number of an article as it stands at its head: 第十二条, 十二、.
    pub fn label(self, number: ArticleNumber) -> String {
        match (self, number.inserted) {
            (Self::Articles, _) => number.chinese("条"),
            (Self::Parts | Self::List, None) => format!("{}、", chinese_number(number.number)),
            // A list is cited by articles; 十二之一、 is not written otherwise either.
            (Self::Parts | Self::List, Some(inserted)) => {
                let (number, inserted) = (number.number, inserted);
                format!("{}之{}、", chinese_number(number), chinese_number(inserted))
            }
        }
    }
}

/// One regulation.
#[derive(Debug, Clone)]
pub struct Regulation {
    /// Place of the table's head.
    pub place: Place,
    /// Its id, such as `r1`.
    pub id: Id,
    /// Its place in the handbook, from 1.
    pub number: Spanned<i64>,
    /// Full title, beginning with the unit's name.
    pub title: Spanned<String>,
    /// Title without the unit's name, used in citations.
    pub short: Spanned<String>,
    /// Shorter name still, where there is little room.
    pub brief: Option<Spanned<String>>,
    /// 章条 or 一、二、.
    pub form: Form,
    /// Day of issue.
    pub issued: Option<Spanned<Date>>,
    /// Day it comes into force.
    pub effective: Option<Spanned<Date>>,
    /// The last day it is in force, where it has been repealed.
    pub until: Option<Spanned<Date>>,
    /// What it calls the grades, where it has words of its own.
    pub grade_words: Vec<(Grade, String)>,
    /// Who issued it, where that is said: the signature at its end.
    pub issued_by: Option<Spanned<String>>,
    /// Who interprets it.
    pub interpreter: Option<Ref<Organ>>,
    /// Paragraphs before the first chapter or article.
    pub preamble: Vec<Line>,
    /// Chapters; a regulation without chapters has one without number and title.
    pub chapters: Vec<Chapter>,
    /// What is annexed to it.
    pub annexes: Vec<Annex>,
    /// The machine-readable reading of its articles.
    pub norms: Vec<Norm>,
    /// What its articles read before they were amended, in the order of the days.
    pub amendments: Vec<Amendment>,
}

impl Regulation {
    /// What it calls a grade.
    pub fn grade_word(&self, grade: Grade) -> &str {
        let own = self.grade_words.iter().find(|(of, _)| *of == grade);
        own.map_or(grade.chinese(), |(_, word)| word)
    }

    /// From when to when it is in force.
    pub fn force(&self) -> Force {
        let day = |day: &Option<Spanned<Date>>| day.as_ref().map(|day| day.value);
        Force {
            from: day(&self.effective),
            until: day(&self.until),
        }
    }

    /// All articles in order.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.chapters.iter().flat_map(|chapter| &chapter.articles)
    }

    /// The article with that number.
    pub fn article(&self, number: ArticleNumber) -> Option<&Article> {
        self.articles().find(|a| *a.number == number)
    }

    /// Its name where there is little room.
    pub fn brief_name(&self) -> &str {
        &self.brief.as_ref().unwrap_or(&self.short).value
    }

    /// 第十二条第（一）项: the place in words, each level named by the number it carries in
    /// the text (条, then 部分 for 一、, 项 for （一）, 目 for 1., 点 for （1）).
    pub fn path_chinese(&self, path: &ArticlePath) -> String {
        let mut out = match self.form {
            Form::Articles | Form::List => path.article().chinese("条"),
            Form::Parts => path.article().chinese("部分"),
        };
        if let Some(paragraph) = path.paragraph {
            let unit = match self.form {
                Form::Articles | Form::List => "款",
                Form::Parts => "段",
            };
            out.push_str(&format!("第{}{unit}", chinese_number(paragraph)));
        }
        for (number, level) in self.levels(path) {
            out.push_str(&match level {
                LineLevel::First => format!("第{}部分", chinese_number(number)),
                LineLevel::Paragraph | LineLevel::Second => {
                    format!("第（{}）项", chinese_number(number))
                }
                LineLevel::Class | LineLevel::SubClass => {
                    format!("第{}类", chinese_number(number))
                }
                LineLevel::Third => format!("第{number}目"),
                LineLevel::Fourth => format!("第（{number}）点"),
                LineLevel::Fifth => circled(number),
            });
        }
        out
    }

    /// 第（一）项第2目: the same of a place within `whole`, which is named beside it.
    pub fn path_within(&self, whole: &ArticlePath, path: &ArticlePath) -> String {
        let [within, whole] = [path, whole].map(|path| self.path_chinese(path));
        within.strip_prefix(&whole).unwrap_or(&within).to_owned()
    }

    /// `14（一）`, `3条四（二）5`: the same place where there is no room for words, as tables and
    /// terminals have it. Where two numbers would stand side by side, 条 is between them.
    pub fn path_short(&self, path: &ArticlePath) -> String {
        let first = (self.levels(path)).any(|(_, level)| level == LineLevel::First);
        self.in_figures(path, first)
    }

    /// `第14条（一）`, `第3条四（二）5`: the same as it is cited.
    pub fn path_cited(&self, path: &ArticlePath) -> String {
        format!("第{}", self.in_figures(path, true))
    }

    fn in_figures(&self, path: &ArticlePath, with_word: bool) -> String {
        let article = path.article();
        let mut out = article.number.to_string();
        if with_word {
            out.push_str(match self.form {
                Form::Parts => "部分",
                Form::Articles | Form::List => "条",
            });
        }
        if let Some(inserted) = article.inserted {
            out.push_str(&format!("之{}", chinese_number(inserted)));
        }
        if let Some(paragraph) = path.paragraph {
            out.push_str(&format!(" {paragraph}款"));
        }
        for (number, level) in self.levels(path) {
            out.push_str(&match level {
                LineLevel::First => chinese_number(number),
                LineLevel::Paragraph | LineLevel::Second => {
                    format!("（{}）", chinese_number(number))
                }
                LineLevel::Class | LineLevel::SubClass => format!(" {}类", chinese_number(number)),
                LineLevel::Third => number.to_string(),
                LineLevel::Fourth => format!("（{number}）"),
                LineLevel::Fifth => circled(number),
            });
        }
        out
    }

    /// The numbers below the article, each with the level that it has in the text.
    fn levels<'p>(&'p self, path: &'p ArticlePath) -> impl Iterator<Item = (u16, LineLevel)> + 'p {
        (2..=path.numbers.len()).map(|depth| {
            let line = self.article(path.article()).and_then(|article| {
                let same = |p: &ArticlePath| p.numbers[..] == path.numbers[..depth];
                let mut lines = article.lines.iter();
                lines.find(|l| l.path.as_ref().is_some_and(same))
            });
            let level = line.map_or(LineLevel::Second, |line| line.level);
            (path.numbers[depth - 1], level)
        })
    }

    /// Whether the text has such a place: the article, and the item below it if one is named.
    pub fn has(&self, path: &ArticlePath) -> bool {
        self.article(path.article()).is_some_and(|article| {
            if path.numbers.len() == 1 {
                let paragraphs = article.lines.iter().filter(|l| l.number.is_none());
                let count = paragraphs.count();
                return path.paragraph.is_none_or(|p| usize::from(p) <= count);
            }
            let mut lines = article.lines.iter();
            lines.any(|line| line.path.as_ref() == Some(path))
        })
    }
}

/// The heading of a chapter or a section.
#[derive(Debug, Clone)]
pub struct Heading {
    /// 第X章, 第X节; some texts have headings without.
    pub number: Option<Spanned<i64>>,
    /// Its title.
    pub title: Spanned<String>,
}

/// 第X章, or the frame of a regulation that has none.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// `None` where the regulation has no chapters.
    pub heading: Option<Heading>,
    /// Its articles.
    pub articles: Vec<Article>,
}

/// 第X条, or 一、 in a regulation of parts.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its number.
    pub number: Spanned<ArticleNumber>,
    /// The heading of the section (第X节) that begins with it.
    pub section: Option<Heading>,
    /// A few words on its subject, for side bars; a part prints it as its heading.
    pub caption: Option<Spanned<String>>,
    /// Its paragraphs and items.
    pub lines: Vec<Line>,
}

/// 附件, 附表: what is annexed to a regulation.
#[derive(Debug, Clone)]
pub struct Annex {
    /// 附件1　风险点登记表.
    pub title: Spanned<String>,
    /// Its paragraphs and items.
    pub lines: Vec<Line>,
}

/// The level of a line of text, by the number it carries (GB/T 9704 7.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineLevel {
    /// A paragraph without a number.
    Paragraph,
    /// 一、
    First,
    /// 一类：, where no （一） stands above it
    Class,
    /// （一）
    Second,
    /// 一类： below （一）
    SubClass,
    /// 1. or, in texts that write it so, 1采购
    Third,
    /// （1）
    Fourth,
    /// ①
    Fifth,
}

/// One line of the source text: a paragraph or a numbered item.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its level.
    pub level: LineLevel,
    /// The number it carries.
    pub number: Option<u16>,
    /// The citation path of a numbered item: article number, then the numbers of the items
    /// from the first level that the article uses.
    pub path: Option<ArticlePath>,
    /// The label as written: `（一）`, `1.`; empty for a paragraph.
    pub label: String,
    /// The text after the label.
    pub text: String,
    /// Place of the whole line.
    pub place: Place,
}

/// One norm: what an article demands, for the checker.
#[derive(Debug, Clone)]
pub struct Norm {
    /// The article it reads.
    pub article: Spanned<ArticlePath>,
    /// Its kind, one of those the checker knows.
    pub kind: Spanned<String>,
    /// The first day of this reading, where it is not that of the regulation.
    pub from: Option<Spanned<Date>>,
    /// The last day of this reading, where it ended before the regulation.
    pub until: Option<Spanned<Date>>,
    /// From when to when it binds: by its own days, else by those of its regulation.
    pub force: Force,
    /// All other keys of the table.
    pub parameters: Vec<(Spanned<String>, Spanned<Value>)>,
    /// Place of the table.
    pub place: Place,
}

/// What an article read before it was amended.
#[derive(Debug, Clone)]
pub struct Amendment {
    /// The day the article began to read as it does now, or as the next amendment has it.
    pub day: Spanned<Date>,
    /// The article.
    pub article: Spanned<ArticlePath>,
    /// What it read before; empty where the article is new.
    pub before: Vec<Line>,
    /// Why it was amended.
    pub why: Option<Spanned<String>>,
    /// Place of the table.
    pub place: Place,
}

impl Norm {
    /// Whether it binds what was done on that day. Of what has no day, nobody can say that it
    /// was done under another norm.
    pub fn binds(&self, day: Option<&Spanned<Date>>) -> bool {
        day.is_none_or(|day| self.force.holds(day.value))
    }

    /// The value of a parameter.
    pub fn get(&self, key: &str) -> Option<&Spanned<Value>> {
        self.parameters
            .iter()
            .find(|(k, _)| k.value == key)
            .map(|(_, value)| value)
    }

    /// A parameter that is one word.
    pub fn word(&self, key: &str) -> Option<&str> {
        match &self.get(key)?.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// A parameter that is a word or a list of words, each with its place; none where it is
    /// absent.
    pub fn words(&self, key: &str) -> impl Iterator<Item = (&str, Place)> {
        let items = match self.get(key) {
            Some(value) => match &value.value {
                Value::Array(items) => items.as_slice(),
                _ => std::slice::from_ref(value),
            },
            None => &[],
        };
        items.iter().filter_map(|item| match &item.value {
            Value::String(text) => Some((text.as_str(), item.place)),
            _ => None,
        })
    }
}
