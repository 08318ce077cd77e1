//! 第十三条, 第（一）项, 第三、四条, 第九至十二条: numbers with their tier.

use crate::model::number::parse_chinese_number;
use std::ops::Range;

/// What is numbered, from above down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// 章
    Chapter,
    /// 条
    Article,
    /// 部分, in a regulation of parts
    Part,
    /// 款
    Paragraph,
    /// 项
    Item,
    /// 目
    SubItem,
    /// 点
    Point,
}

const UNITS: [(&str, Tier); 7] = [
    ("章", Tier::Chapter),
    ("条", Tier::Article),
    ("部分", Tier::Part),
    ("款", Tier::Paragraph),
    ("项", Tier::Item),
    ("目", Tier::SubItem),
    ("点", Tier::Point),
];

/// What may stand between two numbers, or two citations, of one list.
pub(super) const JOINTS: [&str; 14] = [
    "以及", "或者", "、", "，", "和", "与", "及", "或", "至", "到", "—", "-", "～", "~",
];

/// One or more numbers with one tier.
pub(super) struct Ordinal {
    /// Each with its bytes; the last one's hold the tier.
    pub numbers: Vec<(u16, Range<usize>)>,
    pub tier: Tier,
}

impl Ordinal {
    pub fn end(&self) -> usize {
        self.numbers.last().map_or(0, |(_, range)| range.end)
    }
}

/// The ordinal that begins with 第 at `at`; also （三）项 without 第 where `bare`.
pub(super) fn ordinal(text: &str, at: usize, bare: bool) -> Option<Ordinal> {
    let mut numbers = Vec::new();
    let mut from = at;
    let mut next = at;
    loop {
        let lead = text[next..].strip_prefix('第');
        if numbers.is_empty() && lead.is_none() && !bare {
            return None;
        }
        let start = lead.map_or(next, |_| next + '第'.len_utf8());
        let (number, end) = number(text, start)?;
        let tier = UNITS
            .iter()
            .find(|(word, _)| text[blanks(text, end)..].starts_with(word));
        if let Some(&(word, tier)) = tier {
            let end = blanks(text, end) + word.len();
            numbers.push((number, from..end));
            return Some(Ordinal { numbers, tier });
        }
        numbers.push((number, from..end));
        let joint = JOINTS
            .iter()
            .find(|joint| **joint != "，" && text[end..].starts_with(**joint));
        // 第（一）（二）项 needs no joint.
        next = end + joint.map_or(0, |joint| joint.len());
        if joint.is_none() && !text[end..].starts_with(['（', '(']) {
            return None;
        }
        from = next;
    }
}

/// A number, in brackets or not, and where it ends.
fn number(text: &str, at: usize) -> Option<(u16, usize)> {
    let at = blanks(text, at);
    let opened = text[at..].starts_with(['（', '(']);
    let start = at + if opened { first_length(text, at) } else { 0 };
    let shown: String = text[start..]
        .chars()
        .take_while(|c| digit(*c).is_some())
        .collect();
    let end = start + shown.len();
    let plain: String = shown.chars().filter_map(digit).collect();
    let number = match plain.parse() {
        Ok(0) => return None,
        Ok(number) => number,
        Err(_) => parse_chinese_number(&plain)?,
    };
    if !opened {
        return Some((number, end));
    }
    let closed = text[end..].starts_with(['）', ')']);
    closed.then(|| (number, end + first_length(text, end)))
}

/// The digit, half-width.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
        | '百' | '千' => Some(c),
        _ => None,
    }
}

/// Past the blanks at `at`: 第 9 条.
pub(super) fn blanks(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.len() - rest.trim_start_matches([' ', '\u{3000}', '\u{a0}']).len()
}

fn first_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// The number behind 之 at `at`, and where it ends: 第十二条之一.
pub(super) fn inserted(text: &str, at: usize) -> Option<(u16, usize)> {
    let rest = text[at..].strip_prefix('之')?;
    let shown: String = rest.chars().take_while(|c| digit(*c).is_some()).collect();
    let number = parse_chinese_number(&shown)?;
    Some((number, at + '之'.len_utf8() + shown.len()))
}

/// Whether what stands behind 条 makes it a measure word beyond doubt: 第三条腿, 第九条生产线.
pub(super) fn measures(rest: &str) -> bool {
    const THINGS: [&str; 48] = [
        "生产线",
        "流水线",
        "传送带",
        "道路",
        "公路",
        "铁路",
        "马路",
        "水渠",
        "沟渠",
        "河",
        "江",
        "街",
        "巷",
        "腿",
        "胳膊",
        "船",
        "渔船",
        "鱼",
        "狗",
        "蛇",
        "龙",
        "牛",
        "命",
        "裤",
        "裙",
        "毛巾",
        "毯",
        "绳",
        "皮带",
        "航线",
        "管线",
        "光缆",
        "电缆",
        "管道",
        "渠道",
        "隧道",
        "线",
        "路",
        "红线",
        "底线",
        "防线",
        "战线",
        "战壕",
        "短信",
        "微博",
        "新闻",
        "款",
        "目",
    ];
    const WORDS: [&str; 6] = ["件", "例", "理", "文", "纹", "幅"];
    // 第九条目的在于 and 第三条例外情形 speak of the article.
    const NOT: [&str; 7] = ["目的", "目标", "例外", "理由", "文件", "线索", "款项"];
    let starts = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    rest.starts_with("线索") || (starts(&THINGS) || starts(&WORDS)) && !starts(&NOT)
}

/// Whether what stands behind 条 may be counted by it: 第三条措施 is the third of the measures,
/// but 按照第三条标准 speaks of the article.
pub(super) fn may_measure(rest: &str) -> bool {
    const THINGS: [&str; 12] = [
        "措施", "意见", "建议", "理由", "标准", "经验", "信息", "消息", "要求", "途径", "出路",
        "原则",
    ];
    THINGS.iter().any(|thing| rest.starts_with(thing))
}
