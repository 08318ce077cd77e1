//! Regulations: chapters, articles, lines and norms.

use super::lines::lines;
use super::reader::Reader;
use super::references::no_such_article;
use super::registry::Registry;
use crate::date::Date;
use crate::diagnostic::words::quoted;
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::load::{Table, Value};
use crate::model::{
    Amendment, Annex, Article, ArticleNumber, ArticlePath, Chapter, Force, Form, Grade, Heading,
    Id, Norm, Regulation,
};
use std::collections::BTreeMap;
use std::fmt::Display;

/// Articles and chapters are numbered by hand; this is far above any real number, and within
/// what a citation can hold.
const HIGHEST_NUMBER: i64 = 9999;
/// 第十二条之九十九: nobody puts in more after one article.
const HIGHEST_INSERTED: i64 = 99;

pub(super) fn regulation(
    reader: &mut Reader<'_, '_>,
    id: Id,
    registry: &Registry<'_>,
) -> Regulation {
    let number = reader.integer("number", 1..=i64::MAX);
    let title = reader.string("title");
    let short = reader.string("short");
    let brief = reader.opt_string("brief");
    let form = reader.word("form", Form::Articles).value;
    let issued = reader.opt_date("issued");
    let effective = reader.opt_date("effective");
    let until = reader.opt_date("until");
    let grade_words = grade_words(reader, registry);
    let issued_by = reader.opt_string("issued-by");
    let interpreter = reader.opt_reference("interpreter", registry);
    let preamble = reader
        .opt_string("preamble")
        .map_or(Vec::new(), |text| lines(&text, registry.sources, None));
    let chapters = chapters(reader, form, registry);
    check_numbers(&chapters, &reader.label, reader.findings);
    let annexes = annexes(reader, registry);
    let norms = reader.tables("norm", "[[regulation.norm]]");
    let amendments = reader.tables("amendment", "[[regulation.amendment]]");
    let mut regulation = Regulation {
        place: reader.place,
        id,
        number,
        title,
        short,
        brief,
        form,
        issued,
        effective,
        until,
        grade_words,
        issued_by,
        interpreter,
        preamble,
        chapters,
        annexes,
        norms: Vec::new(),
        amendments: Vec::new(),
    };
    for table in norms {
        let norm = norm(table, &regulation, reader.findings);
        regulation.norms.extend(norm);
    }
    for table in amendments {
        let amendment = amendment(table, &regulation, registry, reader.findings);
        regulation.amendments.extend(amendment);
    }
    regulation.amendments.sort_by_key(|a| a.day.value);
    regulation
}

/// The words of a regulation that names the grades in its own way: all of them, each another.
fn grade_words(reader: &mut Reader<'_, '_>, registry: &Registry<'_>) -> Vec<(Grade, String)> {
    let grades = &registry.vocabulary.grades;
    let ways: Vec<String> = grades
        .iter()
        .map(|g| format!("{} = \"……\"", g.key()))
        .collect();
    let example = format!("{{ {} }}", ways.join(", "));
    let Some(table) = reader.table("grade-words", &example) else {
        return Vec::new();
    };
    let label = format!("{}的 grade-words ", reader.label);
    let mut inner = Reader::new(table.value, table.place, label, reader.findings);
    let mut words: Vec<(Grade, String)> = Vec::new();
    for &grade in grades {
        let word = inner.string(grade.key());
        if word.is_empty() {
            continue;
        }
        if words.iter().any(|(_, other)| *other == word.value) {
            let message = format!("两个等级都叫 {}", quoted(&word));
            inner.fault(Code::BadValue, word.place, message, "每个等级用一个词");
        }
        words.push((grade, word.value));
    }
    inner.finish();
    words
}

/// 附件 and 附表, each with its title.
fn annexes(reader: &mut Reader<'_, '_>, registry: &Registry<'_>) -> Vec<Annex> {
    let mut annexes = Vec::new();
    for table in reader.tables("annex", "[[regulation.annex]]") {
        let label = format!("{}的这个附件", reader.label);
        let mut inner = Reader::new(table.value, table.place, label, reader.findings);
        let title = inner.string("title");
        let text = inner.opt_string("text");
        inner.finish();
        annexes.push(Annex {
            title,
            lines: text.map_or(Vec::new(), |text| lines(&text, registry.sources, None)),
        });
    }
    annexes
}

fn chapters(reader: &mut Reader<'_, '_>, form: Form, registry: &Registry<'_>) -> Vec<Chapter> {
    let mut chapters = Vec::new();
    if !reader.has("chapter") && !reader.has("article") {
        let message = format!("{}没有正文", reader.label);
        let help = "在它下面用 [[regulation.article]] 写各条，分章的先写 [[regulation.chapter]]";
        reader.fault(Code::MissingKey, reader.place, message, help);
    }
    let articles = own_articles(reader, form, registry);
    if !articles.is_empty() {
        chapters.push(Chapter {
            heading: None,
            articles,
        });
    }
    for table in reader.tables("chapter", "[[regulation.chapter]]") {
        let label = format!("{}的这一章", reader.label);
        let mut inner = Reader::new(table.value, table.place, label, reader.findings);
        let heading = Heading {
            number: inner.opt_integer("number", 1..=HIGHEST_NUMBER),
            title: inner.string("title"),
        };
        let articles = self::articles(&mut inner, form, registry);
        inner.finish();
        chapters.push(Chapter {
            heading: Some(heading),
            articles,
        });
    }
    chapters
}

/// The articles of a chapter, those of its sections last.
fn articles(reader: &mut Reader<'_, '_>, form: Form, registry: &Registry<'_>) -> Vec<Article> {
    let mut articles = own_articles(reader, form, registry);
    for table in reader.tables("section", "[[regulation.chapter.section]]") {
        let label = format!("{}的这一节", reader.label);
        let mut inner = Reader::new(table.value, table.place, label, reader.findings);
        let heading = Heading {
            number: inner.opt_integer("number", 1..=HIGHEST_NUMBER),
            title: inner.string("title"),
        };
        if !inner.has("article") {
            let message = format!("{}没有正文", inner.label);
            let help = "在它下面用 [[regulation.chapter.section.article]] 写各条";
            inner.fault(Code::MissingKey, table.place, message, help);
        }
        let mut own = own_articles(&mut inner, form, registry);
        inner.finish();
        if let Some(first) = own.first_mut() {
            first.section = Some(heading);
        }
        articles.append(&mut own);
    }
    articles
}

/// The articles right below a table. One without a number is read for its faults only, since
/// nothing can cite it.
fn own_articles(reader: &mut Reader<'_, '_>, form: Form, registry: &Registry<'_>) -> Vec<Article> {
    let mut articles = Vec::new();
    for table in reader.tables("article", "[[regulation.chapter.article]]") {
        let label = format!("{}的这一条", reader.label);
        let mut inner = Reader::new(table.value, table.place, label, reader.findings);
        let number = inner.opt_integer("number", 1..=HIGHEST_NUMBER);
        if number.is_none() {
            inner.missing("number", "1");
        }
        let caption = inner.opt_string("caption");
        if caption.is_none() && form == Form::Parts {
            inner.missing("caption", "\"……\"（form = \"parts\" 的制度用它作标题）");
        }
        let inserted = inner.opt_integer("inserted", 1..=HIGHEST_INSERTED);
        let inserted = inserted.and_then(|n| u16::try_from(n.value).ok());
        let number = number.and_then(|n| {
            let of = ArticleNumber {
                number: u16::try_from(n.value).ok()?,
                inserted,
            };
            Some(Spanned::new(of, n.place))
        });
        let text = inner.string("text");
        let lines = if text.is_empty() {
            Vec::new()
        } else {
            lines(&text, registry.sources, number.as_ref().map(|n| n.value))
        };
        inner.finish();
        articles.extend(number.map(|number| Article {
            number,
            section: None,
            caption,
            lines,
        }));
    }
    articles
}

/// A number that stands twice makes citations ambiguous.
fn check_numbers(chapters: &[Chapter], regulation: &str, findings: &mut Vec<Finding>) {
    let numbers = chapters
        .iter()
        .filter_map(|c| c.heading.as_ref()?.number.as_ref());
    check_unit("章", numbers, regulation, findings);
    for chapter in chapters {
        let sections = chapter.articles.iter().filter_map(|a| a.section.as_ref());
        let numbers = sections.filter_map(|s| s.number.as_ref());
        check_unit("节", numbers, regulation, findings);
    }
    let numbers = chapters.iter().flat_map(|c| &c.articles).map(|a| &a.number);
    check_unit("条", numbers, regulation, findings);
}

fn check_unit<'n, N: Copy + Ord + Display + 'n>(
    what: &str,
    numbers: impl Iterator<Item = &'n Spanned<N>>,
    regulation: &str,
    findings: &mut Vec<Finding>,
) {
    let mut seen: BTreeMap<N, Place> = BTreeMap::new();
    for number in numbers {
        if let Some(first) = seen.get(&number.value) {
            let message = format!("{regulation}已有第 {} {what}", number.value);
            findings.push(
                Finding::error(Code::DuplicateId, number.place, message)
                    .help("改正序号")
                    .related(*first, "已在此处定义"),
            );
        } else {
            seen.insert(number.value, number.place);
        }
    }
}

/// One norm. What its other keys mean is up to the checker; here only the article it reads
/// and its kind are wanted, and without them there is no norm.
fn norm(
    table: Spanned<&Table>,
    regulation: &Regulation,
    findings: &mut Vec<Finding>,
) -> Option<Norm> {
    let label = format!("制度 {} 的这个 norm ", regulation.id.value);
    let mut reader = Reader::new(table.value, table.place, label, findings);
    let article = own_article(&mut reader, regulation);
    let kind = reader.string("kind");
    let from = first_day(&mut reader, table.value);
    let until = reader.opt_date("until");
    let parameters = reader.rest();
    if kind.is_empty() {
        return None;
    }
    let whole = regulation.force();
    let own = |day: &Option<Spanned<Date>>| day.as_ref().map(|day| day.value);
    Some(Norm {
        article: article?,
        kind,
        // No norm binds before or after the regulation that it is part of.
        force: Force {
            from: own(&from).max(whole.from),
            until: match (own(&until), whole.until) {
                (Some(own), Some(whole)) => Some(own.min(whole)),
                (own, whole) => own.or(whole),
            },
        },
        from,
        until,
        parameters,
        place: table.place,
    })
}

/// The day a norm comes into force, where it says one of its own: `from`, or `effective` where
/// its kind has another use for `from` (from so much money, from so many points).
fn first_day(reader: &mut Reader<'_, '_>, table: &Table) -> Option<Spanned<Date>> {
    let parameter = table.get("from").is_some_and(|(_, value)| {
        matches!(
            value.value,
            Value::Integer(_) | Value::Float(_) | Value::Table(_)
        )
    });
    let from = (!parameter).then(|| reader.opt_date("from")).flatten();
    let effective = reader.opt_date("effective");
    if let (Some(from), Some(effective)) = (&from, &effective) {
        reader.findings.push(
            Finding::error(
                Code::BadValue,
                effective.place,
                "from 和 effective 都写了开始施行的日期".to_owned(),
            )
            .help("删去一个")
            .related(from.place, "另一个在这里"),
        );
    }
    from.or(effective)
}

/// The place in the regulation's own text that `article` names.
fn own_article(
    reader: &mut Reader<'_, '_>,
    regulation: &Regulation,
) -> Option<Spanned<ArticlePath>> {
    let text = reader.string("article");
    if text.is_empty() {
        return None;
    }
    let path = ArticlePath::parse(&text);
    match &path {
        None => {
            let message = format!("article 不能是 {}", quoted(&text));
            let help = "写本制度内的条号，例如 \"12.1\"，前面不写制度编号";
            reader.fault(Code::BadValue, text.place, message, help);
        }
        Some(path) if !regulation.has(path) => {
            reader
                .findings
                .push(no_such_article(regulation, path, text.place));
        }
        Some(_) => {}
    }
    Some(Spanned::new(path?, text.place))
}

/// What an article read before it was amended.
fn amendment(
    table: Spanned<&Table>,
    regulation: &Regulation,
    registry: &Registry<'_>,
    findings: &mut Vec<Finding>,
) -> Option<Amendment> {
    let label = format!("制度 {} 的这次修订", regulation.id.value);
    let mut reader = Reader::new(table.value, table.place, label, findings);
    let day = reader.date("day");
    let article = own_article(&mut reader, regulation);
    let added = reader.boolean("added");
    let before = reader.opt_string("before");
    if before.is_none() && !added {
        reader.missing("before", "\"修订以前的原文\"（新增的条文写 added = true）");
    }
    let why = reader.opt_string("why");
    reader.finish();
    let article = article?;
    let number = Some(article.article());
    Some(Amendment {
        day: day?,
        before: before.map_or(Vec::new(), |text| lines(&text, registry.sources, number)),
        article,
        why,
        place: table.place,
    })
}
