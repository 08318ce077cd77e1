//! Running text cut into segments: mentions of articles become links, the first mention of
//! each grade in a line becomes a mark.

use super::common::Anchors;
use crate::model::number::parse_chinese_number;
use crate::model::{ArticlePath, Form, Grade, Regulation, Town};
use serde::Serialize;

/// A stretch of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// The words.
    pub text: String,
    /// Where they lead.
    pub href: Option<String>,
    /// The grade they name: `high`, `middle` or `low`.
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
    town: &'a Town,
    home: Option<&'a Regulation>,
    /// What an article is of before any title is named.
    about: Option<&'a Regulation>,
    anchors: Anchors<'a>,
}

/// What a mention of an article without a title before it refers to.
#[derive(Clone, Copy)]
enum Context<'a> {
    Known(&'a Regulation),
    /// A law or a paper that is not in the handbook.
    Foreign,
}

impl<'a> Linker<'a> {
    /// For the text of `home`.
    pub fn new(town: &'a Town, home: &'a Regulation, anchors: Anchors<'a>) -> Self {
        Self {
            town,
            home: Some(home),
            about: Some(home),
            anchors,
        }
    }

    /// For a text that belongs to no regulation, such as a settlement: an article there is
    /// one of the regulation named last, at first of `about`.
    pub fn outside(town: &'a Town, about: Option<&'a Regulation>, anchors: Anchors<'a>) -> Self {
        Self {
            town,
            home: None,
            about,
            anchors,
        }
    }

    /// The segments of one line, grades marked; joined, they are the line.
    pub fn segments(&self, text: &str) -> Vec<Segment> {
        mark_grades(self.links(text))
    }

    /// The segments of one line, links only.
    pub fn links(&self, text: &str) -> Vec<Segment> {
        let mut out = Vec::new();
        let (mut plain, mut at) = (0, 0);
        let mut context = self.about.map_or(Context::Foreign, Context::Known);
        // Where the last title or mention ended: what follows it directly is read with it.
        let mut joined = usize::MAX;
        while at < text.len() {
            let rest = &text[at..];
            let found = if rest.starts_with('《') {
                self.title(rest).map(|(length, named, target)| {
                    context = named;
                    joined = at + length;
                    (length, target)
                })
            } else if rest.starts_with('第') {
                if let (true, Some(home)) = (at != joined, self.home) {
                    context = Context::Known(home);
                }
                mention(rest, context).map(|(length, place)| {
                    joined = at + length;
                    (
                        length,
                        place.and_then(|(r, path)| self.anchors.place(r, Some(&path))),
                    )
                })
            } else {
                None
            };
            match found {
                Some((length, href)) => {
                    if href.is_some() {
                        push_plain(&mut out, &text[plain..at]);
                        let text = text[at..at + length].to_owned();
                        out.push(Segment {
                            text,
                            href,
                            grade: None,
                        });
                        plain = at + length;
                    }
                    at += length;
                }
                None => {
                    let c = rest.chars().next().map_or(1, char::len_utf8);
                    // 第十三条、第十四条 and 第五条至第八条 go on with the same regulation.
                    if at == joined && rest.starts_with(['、', '和', '至', '及', '或']) {
                        joined = at + c;
                    }
                    at += c;
                }
            }
        }
        push_plain(&mut out, &text[plain..]);
        out
    }

    /// A title in book marks at the head of `text`: its length, what it names, and where a
    /// mention of the whole regulation leads. With an article right behind it, the mention of
    /// the article carries the link instead.
    fn title(&self, text: &'a str) -> Option<(usize, Context<'a>, Option<String>)> {
        let end = text.find('》')?;
        let name = &text['《'.len_utf8()..end];
        let length = end + '》'.len_utf8();
        let named = self
            .town
            .regulations
            .iter()
            .find(|r| r.short.value == name || r.title.value == name);
        Some(match named {
            None => (length, Context::Foreign, None),
            Some(r) => {
                let own = self.home.is_some_and(|home| std::ptr::eq(r, home));
                let href = (!own).then(|| self.anchors.place(r, None)).flatten();
                (length, Context::Known(r), href)
            }
        })
    }
}

type Mention<'a> = (usize, Option<(&'a Regulation, ArticlePath)>);

/// 第十二条, 第十二条第（一）项 or, in a regulation of parts, 第三部分, at the head of `text`.
fn mention<'a>(text: &str, context: Context<'a>) -> Option<Mention<'a>> {
    let (number, unit) = ["条", "部分"].iter().find_map(|unit| {
        let inside = text.strip_prefix('第')?;
        let end = inside.find(unit)?;
        Some((
            parse_chinese_number(&inside[..end])?,
            (*unit, '第'.len_utf8() + end + unit.len()),
        ))
    })?;
    let (unit, mut length) = unit;
    let Context::Known(regulation) = context else {
        return Some((length, None));
    };
    if (unit == "条") != (regulation.form == Form::Articles) {
        return Some((length, None));
    }
    let mut path = ArticlePath(vec![number]);
    if let Some((item, more)) = item(&text[length..]) {
        let longer = ArticlePath(vec![number, item]);
        if regulation.has(&longer) {
            path = longer;
            length += more;
        }
    }
    Some((length, Some((regulation, path))))
}

/// 第（一）项 at the head of `text`: its number and length.
fn item(text: &str) -> Option<(u16, usize)> {
    let inside = text.strip_prefix("第（")?;
    let end = inside.find("）项")?;
    Some((
        parse_chinese_number(&inside[..end])?,
        "第（".len() + end + "）项".len(),
    ))
}

fn push_plain(out: &mut Vec<Segment>, text: &str) {
    if !text.is_empty() {
        out.push(Segment::plain(text));
    }
}

/// Cuts out the first mention of each grade. Later ones stay plain: a page full of chips
/// is hard to read.
fn mark_grades(segments: Vec<Segment>) -> Vec<Segment> {
    let mut seen: Vec<Grade> = Vec::new();
    let mut out = Vec::new();
    for segment in segments {
        if segment.href.is_some() {
            out.push(segment);
            continue;
        }
        let mut rest = segment.text.as_str();
        while let Some((at, grade)) = Grade::ALL
            .iter()
            .filter(|g| !seen.contains(g))
            .filter_map(|&g| rest.find(g.chinese()).map(|at| (at, g)))
            .min_by_key(|&(at, _)| at)
        {
            let end = at + grade.chinese().len();
            push_plain(&mut out, &rest[..at]);
            let text = grade.chinese().to_owned();
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
