//! Numbers that a text says of its own lists: 下列六类, 四个结合, 共10个.

use super::texts::{chinese_digit, hanzi, Text};
use crate::model::number::parse_chinese_number;
use std::ops::Range;

/// A number that announces or sums up a list.
pub(super) struct Count {
    pub value: usize,
    /// The number and its classifier.
    pub range: Range<usize>,
    /// Whether it can mean nothing but the list.
    pub certain: bool,
}

/// What is counted in lists. 次, 日, 元, 人 are left out: they measure.
const CLASSIFIERS: [&str; 14] = [
    "方面", "部分", "环节", "个", "类", "项", "点", "条", "种", "步", "级", "层", "大", "款",
];
/// Before a number, these make something else of it.
const NOT_A_COUNT: &str = "第每各前近满这那某数几上超约于.．-—～至到";
/// Words that give the number that follows to the list, beyond doubt.
const GOVERNORS: [&str; 7] = ["下列", "以下", "如下", "分为", "做到", "包括", "共"];
/// Words that most likely do: 实行三级管理 may well be followed by two items.
const LIKELY: [&str; 5] = ["坚持", "落实", "采取", "设置", "分成"];
/// A clause that ends so speaks of the list, whatever stands before.
const NOUNS: [&str; 9] = [
    "结合", "原则", "制度", "措施", "工作", "程序", "步骤", "情形", "内容",
];

/// The count written at `at`, number and classifier.
fn count_at(text: &Text<'_>, at: usize, end: usize) -> Option<Count> {
    let numeral = |c: char| c.is_ascii_digit() || chinese_digit(c);
    if !text.at(at).is_some_and(numeral) {
        return None;
    }
    if text
        .before(at)
        .is_some_and(|c| numeral(c) || NOT_A_COUNT.contains(c))
    {
        return None;
    }
    let arabic = text.skip(at, |c| c.is_ascii_digit());
    let chinese = text.skip(at, chinese_digit);
    let to = arabic.max(chinese);
    if to == at || to > end {
        return None;
    }
    let shown = text.slice(at..to);
    let value = if arabic > chinese {
        shown.parse().ok()?
    } else {
        usize::from(parse_chinese_number(&shown.replace('两', "二"))?)
    };
    // 两三个 is no number of anything in particular.
    if chinese - at == 2 && !shown.contains('十') {
        return None;
    }
    let classifier = CLASSIFIERS.iter().find(|c| text.has(to, c))?;
    let close = to + classifier.chars().count();
    let measure = ["以上", "以下", "以内", "左右", "工作日", "月", "人", "小时"];
    if value < 2 || close > end || measure.iter().any(|m| text.has(close, m)) {
        return None;
    }
    Some(Count {
        value,
        range: at..close,
        certain: true,
    })
}

/// The count in a line that ends with a colon and introduces a list. One of `names` counts
/// nothing by itself: where a unit has a grade called so, 等级为二级 says which.
pub(super) fn before_list(text: &Text<'_>, line: Range<usize>, names: &[&str]) -> Option<Count> {
    let end = line.end.checked_sub(1)?;
    if !matches!(text.at(end), Some('：' | ':')) {
        return None;
    }
    let last = |marks: &str| {
        let found = (line.start..end)
            .rev()
            .find(|&i| marks.contains(text.chars[i]));
        found.map_or(line.start, |i| i + 1)
    };
    let (sentence, clause) = (last("。；：:"), last("。；：:，,"));
    let governed = |count: &Count, words: &[&str]| {
        words.iter().any(|word| {
            let length = word.chars().count();
            // 共有三项, but not 公共场所三项.
            (0..=length).any(|gap| {
                let from = count.range.start.checked_sub(length + gap);
                from.is_some_and(|from| {
                    let other = text.before(from) == Some('公');
                    from >= sentence && text.has(from, word) && !other
                })
            })
        })
    };
    let counts = |from: usize| {
        (from..end)
            .rev()
            .filter_map(move |at| count_at(text, at, end))
    };
    let noun = |count: &Count| {
        let rest = text.slice(count.range.end..end);
        rest.is_empty() || NOUNS.iter().any(|n| rest.ends_with(n)) && rest.chars().count() <= 8
    };
    if let Some(count) = counts(clause).find(|c| governed(c, &GOVERNORS)) {
        let rest = text.slice(count.range.end..end);
        // 下列三个站所的负责人 announces persons, however many.
        let whole = !rest.contains('的') || rest.ends_with("情形之一的");
        let certain = whole && rest.chars().count() <= 12;
        return Some(Count { certain, ..count });
    }
    let unnamed = |count: &Count| !names.contains(&text.slice(count.range.clone()).as_str());
    let likely = counts(clause).find(|c| unnamed(c) && (noun(c) || governed(c, &LIKELY)));
    let count = likely.or_else(|| counts(sentence).find(|c| governed(c, &GOVERNORS)))?;
    Some(Count {
        certain: false,
        ..count
    })
}

/// The counts in a line whose lists stand in the same line, each with the number of items.
pub(super) fn inline(text: &Text<'_>, line: Range<usize>) -> Vec<(Count, usize)> {
    let mut out = Vec::new();
    for at in line.clone() {
        let Some(count) = count_at(text, at, line.end) else {
            continue;
        };
        let listed = ordinals(text, &count, line.end)
            .or_else(|| same_endings(text, &count, line.end))
            .or_else(|| summed_up(text, &count, line.start, line.end));
        if let Some((listed, certain)) = listed {
            out.push((Count { certain, ..count }, listed));
        }
    }
    out
}

/// The colon that opens the list: right after the count and a few words.
fn colon(text: &Text<'_>, count: &Count, end: usize) -> Option<usize> {
    let at = text.skip(count.range.end, hanzi);
    (at < end && at - count.range.end <= 8 && matches!(text.at(at), Some('：'))).then_some(at)
}

/// 六个结合：一是…，二是…
fn ordinals(text: &Text<'_>, count: &Count, end: usize) -> Option<(usize, bool)> {
    let from = colon(text, count, end)? + 1;
    if !text.has(from, "一是") {
        return None;
    }
    let mut listed = 0;
    for at in from..end {
        let head = at == from || text.before(at).is_some_and(|c| "，；。、".contains(c));
        let next = crate::model::number::chinese_number(listed as u16 + 1) + "是";
        if head && text.has(at, &next) {
            listed += 1;
        }
    }
    Some((listed, true))
}

/// 四个结合：自律与他律相结合，…相结合。 Every member ends with the word counted.
fn same_endings(text: &Text<'_>, count: &Count, end: usize) -> Option<(usize, bool)> {
    let from = colon(text, count, end)?;
    let noun = text.slice(count.range.end..from);
    if noun.chars().count() < 2 {
        return None;
    }
    let to = (from + 1..end)
        .find(|&i| text.chars[i] == '。')
        .unwrap_or(end);
    let list = text.slice(from + 1..to);
    let members: Vec<&str> = list.split(['，', '；']).collect();
    let alike = members.len() > 1 && members.iter().all(|m| m.ends_with(&noun));
    alike.then_some((members.len(), true))
}

/// 分为甲、乙、丙三级 and ：甲、乙、丙，共3个.
fn summed_up(text: &Text<'_>, count: &Count, start: usize, end: usize) -> Option<(usize, bool)> {
    let at = count.range.start;
    let total = text.before(at) == Some('共');
    let to = if total { at.checked_sub(1)? } else { at };
    let (to, stops) = if total && text.before(to) == Some('，') {
        (to - 1, "：:。；，“”（）")
    } else if total {
        return None;
    } else {
        (to, "：:。；，,“”（）的是为在对把将由从向与和及或")
    };
    let from = (start..to).rev().find(|&i| stops.contains(text.chars[i]));
    let from = from.map_or(start, |i| i + 1);
    let list = text.slice(from..to);
    let members: Vec<&str> = list.split('、').collect();
    let other = ['等', '其', '各', '另', '余', '和', '及', '与', '或'];
    if members.len() < 2 || list.contains(other) {
        return None;
    }
    if total {
        // The list must be all that stands after its colon.
        let opened = from > start && matches!(text.chars[from - 1], '：' | ':');
        return opened.then_some((members.len(), true));
    }
    let governed = ["分为", "分成", "划分", "划为", "包括", "设置", "设"]
        .iter()
        .any(|verb| text.slice(start..from).ends_with(verb) || list.contains(verb));
    let stops = text
        .at(count.range.end)
        .is_none_or(|c| "。，；：）".contains(c));
    // 实行干部、职工三级培训制度: the number tells what kind of system it is, and the words
    // before it are whom it is for.
    let after = text.slice(count.range.end..text.skip(count.range.end, hanzi).min(end));
    let classifier = text.slice(at..count.range.end);
    let kind = ["级", "层", "步", "大", "点"]
        .iter()
        .any(|c| classifier.ends_with(c))
        || ["制度", "机制", "体系", "制"]
            .iter()
            .any(|noun| after.ends_with(noun));
    if !governed && !stops && (kind || members.len() < 3) {
        return None;
    }
    let longest = members.iter().map(|m| m.chars().count()).max()?;
    let last = members.last()?.chars().count();
    let ends = text
        .at(count.range.end)
        .is_none_or(|c| hanzi(c) || "。，；".contains(c));
    // With two members 、 may as well join things of a longer list.
    let plausible = (2..=10).contains(&last) && longest <= 14 && count.value > 2 && ends;
    (plausible && count.range.end < end).then_some((members.len(), false))
}
