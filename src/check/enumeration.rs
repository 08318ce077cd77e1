//! What the articles of regulations enumerate: 风险等级分为高级、中级、低级三级, each with what it is
//! an enumeration of, so that two regulations can be held against each other.

use super::Context;
use crate::diagnostic::Place;
use crate::model::number::parse_chinese_number;
use crate::model::{Article, Line};

/// An enumeration that names all its members.
#[derive(Debug)]
pub(super) struct Enumeration {
    /// The regulation, by index.
    pub regulation: usize,
    /// What is enumerated, as it is written: 廉政风险等级.
    pub topic: String,
    /// How it says so: 分为, 包括.
    pub kind: Verb,
    /// The members as written; none where only their number is said.
    pub members: Vec<String>,
    /// The number of members, as it is said or as they are counted.
    pub count: usize,
    /// Its line.
    pub place: Place,
}

/// How an enumeration is said: what one divides and what one consists of are two things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Divided,
    Consists,
}

const VERBS: [(&str, Verb); 12] = [
    ("划分为", Verb::Divided),
    ("区分为", Verb::Divided),
    ("共分为", Verb::Divided),
    ("分为", Verb::Divided),
    ("分成", Verb::Divided),
    ("划为", Verb::Divided),
    ("包括", Verb::Consists),
    ("包含", Verb::Consists),
    ("是指", Verb::Consists),
    ("由", Verb::Consists),
    ("有", Verb::Consists),
    ("为", Verb::Consists),
];
/// What a row of a body's members ends with.
const COMPOSED: [&str; 2] = ["组成", "构成"];
/// What members are counted by.
const COUNTED: &str = "个等级 个级别 个方面 个类别 个部分 级 类 种 档 等 个 项 层 条";
/// Characters of a member, and of a topic.
const LONGEST_MEMBER: usize = 14;
const LONGEST_TOPIC: usize = 16;

/// All enumerations of the regulations in force, in order.
pub(super) fn enumerations(context: &Context<'_>) -> Vec<Enumeration> {
    let own = own_words(context);
    let mut found = Vec::new();
    for (regulation, of) in context.unit.regulations.iter().enumerate() {
        if !of.force().holds(context.as_of) {
            continue;
        }
        for article in of.articles() {
            for index in 0..article.lines.len() {
                found.extend(in_line(regulation, article, index, &own));
            }
        }
    }
    found
}

/// What the unit calls itself, and all it has of a kind: 本镇, 全镇, 各站所.
fn own_words(context: &Context<'_>) -> Vec<String> {
    let words = context.unit.words();
    let whole = words.unit.replacen('本', "全", 1);
    let all = format!("各{}", words.department);
    let own = [words.unit.clone(), whole, "本单位".to_owned(), all];
    own.into_iter()
        .filter(|word| word.chars().count() > 1)
        .collect()
}

fn in_line(
    regulation: usize,
    article: &Article,
    index: usize,
    own: &[String],
) -> Option<Enumeration> {
    let line = &article.lines[index];
    let sentences = line.text.split(['。', '；']);
    let made = |(topic, kind, members, count): (String, Verb, Vec<String>, usize)| Enumeration {
        regulation,
        topic,
        kind,
        members,
        count,
        place: line.place,
    };
    if let Some(head) = line.text.strip_suffix(['：', ':']) {
        let items = below(article, index);
        return introduced(head, items, own).map(made);
    }
    sentences
        .map(|sentence| outright(sentence, own))
        .find_map(|found| found)
        .map(made)
}

/// The items that a line introduces, by what each begins with.
fn below(article: &Article, index: usize) -> Vec<&Line> {
    let rest = &article.lines[index + 1..];
    let Some(level) = rest.first().filter(|l| l.number.is_some()).map(|l| l.level) else {
        return Vec::new();
    };
    let run = rest
        .iter()
        .take_while(|l| l.number.is_some() && l.level >= level);
    run.filter(|l| l.level == level).collect()
}

type Parts = (String, Verb, Vec<String>, usize);

/// 风险等级分为下列三级： before items.
fn introduced(head: &str, items: Vec<&Line>, own: &[String]) -> Option<Parts> {
    let head = head.rsplit(['。', '；']).next()?;
    let (topic, kind, rest) = parted(head, own)?;
    let plain = ["", "以下", "下列", "如下"].iter().any(|w| {
        rest.strip_prefix(w)
            .is_some_and(|rest| rest.is_empty() || counted(rest).is_some())
    });
    let members: Vec<String> = items
        .iter()
        .filter_map(|line| member_of(&line.text))
        .collect();
    let all = members.len() == items.len() && items.len() > 1;
    (plain && all).then_some((topic, kind, members, items.len()))
}

/// What an item is called: all of a short one, or what stands before its first mark.
fn member_of(text: &str) -> Option<String> {
    let end = text
        .find(['：', '，', '。', '；', '（'])
        .unwrap_or(text.len());
    let word = &text[..end];
    (1..=LONGEST_MEMBER)
        .contains(&word.chars().count())
        .then(|| word.to_owned())
}

/// 风险等级分为高级、中级、低级三级.
fn outright(sentence: &str, own: &[String]) -> Option<Parts> {
    let (topic, kind, rest) = parted(sentence, own)?;
    let rest = rest.trim_start_matches(['：', ':']);
    let end = rest.find(['，', '：', '（']).unwrap_or(rest.len());
    let mut row = &rest[..end];
    let mut said = None;
    if let Some((before, number)) = counted_at_end(row) {
        (row, said) = (before, Some(number));
    }
    for word in COMPOSED {
        row = row.strip_suffix(word).unwrap_or(row);
    }
    if row.is_empty() {
        // Divided into three, which are named elsewhere.
        let count = said.filter(|_| kind == Verb::Divided)?;
        return Some((topic, kind, Vec::new(), count));
    }
    let last = row
        .rsplit('、')
        .next()
        .unwrap_or(row)
        .trim_start_matches('等');
    // What is left open has no end that another could lack.
    if last.contains('等') || !row.contains('、') || row.contains("其他") || row.contains('《')
    {
        return None;
    }
    let mut members: Vec<String> = row.split('、').map(str::to_owned).collect();
    if let Some(last) = members.pop() {
        let joined = ["以及", "和", "及", "与"]
            .iter()
            .find_map(|word| last.split_once(word));
        match joined {
            // 检查和评估 may be one member; with 、 before it the last two are told apart.
            Some((a, b)) if a.chars().count() > 1 && b.chars().count() > 1 => {
                members.push(a.to_owned());
                members.push(b.to_owned());
            }
            _ => members.push(last),
        }
    }
    let short = members
        .iter()
        .all(|m| (1..=LONGEST_MEMBER).contains(&m.chars().count()));
    let count = members.len();
    (short && count > 1 && said.is_none_or(|n| n == count)).then_some((topic, kind, members, count))
}

/// The topic before the first verb of enumerating, and what follows it.
fn parted<'s>(sentence: &'s str, own: &[String]) -> Option<(String, Verb, &'s str)> {
    let found = VERBS
        .iter()
        .filter_map(|(verb, kind)| Some((sentence.find(verb)?, *verb, *kind)));
    let (at, verb, kind) =
        found.min_by_key(|(at, verb, _)| (*at, std::cmp::Reverse(verb.len())))?;
    let before = sentence[..at].rsplit(['，', '：', '、']).next()?;
    let topic = topic(before, own)?;
    Some((topic, kind, &sentence[at + verb.len()..]))
}

/// Words that introduce a topic.
const INTRODUCING: [&str; 7] = ["所称的", "所称", "所指", "其中", "将", "把", "对"];

/// The topic without what introduces it: 本办法所称, 将, 本镇的, 按照风险大小.
fn topic(words: &str, own: &[String]) -> Option<String> {
    let mut words = words.trim();
    for word in INTRODUCING
        .into_iter()
        .chain(own.iter().map(String::as_str))
    {
        if let Some((_, after)) = words
            .split_once(word)
            .filter(|(before, _)| before.chars().count() < 6)
        {
            words = after;
        }
    }
    words = words.trim_start_matches('的');
    for word in [
        "应当",
        "统一",
        "依次",
        "一般",
        "主要",
        "共",
        "均",
        "都",
        "由高到低",
        "从高到低",
        "按照规定",
        "通常",
        "具体",
        "的内容",
        "的范围",
        "的种类",
        "成员",
    ] {
        words = words.strip_suffix(word).unwrap_or(words);
    }
    let length = words.chars().count();
    let plain = !words.contains(['（', '《', '“', '是', '不', '从', '在']);
    ((2..=LONGEST_TOPIC).contains(&length) && plain).then(|| words.to_owned())
}

/// A number and what it counts at the head: 三级, 五类.
fn counted(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !"一二三四五六七八九十两0123456789".contains(c))?;
    let number = &text[..end];
    let value = number
        .parse()
        .ok()
        .or_else(|| parse_chinese_number(number).map(usize::from))?;
    COUNTED
        .split(' ')
        .any(|word| text[end..].starts_with(word))
        .then_some(value)
}

/// The same at the end of a row, and what stands before it.
fn counted_at_end(row: &str) -> Option<(&str, usize)> {
    let word = COUNTED.split(' ').find(|word| row.ends_with(word))?;
    let before = &row[..row.len() - word.len()];
    let digits = |c: char| "一二三四五六七八九十两0123456789".contains(c);
    let start = before.trim_end_matches(digits).len();
    let value = counted(&row[start..])?;
    // 一级 is a member, 三级 at the end of a row of three its number.
    (value > 1).then_some((&row[..start], value))
}
