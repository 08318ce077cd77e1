//! Numbers with a measure in a Chinese text: 7天, 五个工作日, 每半年一次, 5万元, 2人, 1月31日.

use crate::model::number::parse_chinese_number;
use std::ops::Range;

/// A number with its measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quantity {
    /// 7天, 七日, 一周.
    Days(i64),
    /// 5个工作日.
    Workdays(i64),
    /// 3个月, 半年, 5年: in months.
    Months(i64),
    /// 每半年1次, 每月, 一年两次: so often in so many months.
    Often { months: i64, times: i64 },
    /// 5万元: in yuan.
    Yuan(i64),
    /// 2人, 三名.
    Persons(i64),
    /// 末3名.
    Last(i64),
    /// 9分.
    Points(i64),
    /// 1月31日, and of which year where it says so.
    Day(Option<i64>, i64, i64),
}

impl Quantity {
    /// How a finding writes it.
    pub fn chinese(self) -> String {
        match self {
            Self::Days(days) => format!("{days}天"),
            Self::Workdays(days) => format!("{days}个工作日"),
            Self::Months(months) if months % 12 == 0 => format!("{}年", months / 12),
            Self::Months(months) => format!("{months}个月"),
            Self::Often { months, times } => {
                let stretch = match months {
                    1 => "月".to_owned(),
                    3 => "季度".to_owned(),
                    6 => "半年".to_owned(),
                    12 => "年".to_owned(),
                    m if m % 12 == 0 => format!("{}年", m / 12),
                    m => format!("{m}个月"),
                };
                format!("每{stretch}{times}次")
            }
            Self::Yuan(yuan) => format!("{yuan}元"),
            Self::Persons(persons) => format!("{persons}人"),
            Self::Last(places) => format!("末{places}名"),
            Self::Points(points) => format!("{points}分"),
            Self::Day(_, month, day) => format!("{month}月{day}日"),
        }
    }
}

/// One that stands in a text, by characters.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub quantity: Quantity,
    pub range: Range<usize>,
}

/// All of them, in order.
pub(crate) fn quantities(chars: &[char]) -> Vec<Found> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        // Most characters begin nothing that is a quantity.
        if !begins(chars[at]) {
            at += 1;
            continue;
        }
        let found = often(chars, at)
            .or_else(|| day(chars, at))
            .or_else(|| last(chars, at))
            .or_else(|| plain(chars, at));
        match found {
            Some((quantity, end)) => {
                out.push(Found {
                    quantity,
                    range: at..end,
                });
                at = end;
            }
            // The rest of a number is no number of its own.
            None => at = number(chars, at).map_or(at + 1, |(_, end)| end),
        }
    }
    out
}

fn begins(c: char) -> bool {
    const OTHERS: &str = "每逐按半末最后〇零一二三四五六七八九十百千两";
    c.is_ascii_digit() || ('０'..='９').contains(&c) || OTHERS.contains(c)
}

type Read = Option<(Quantity, usize)>;

fn has(chars: &[char], at: usize, word: &str) -> bool {
    word.chars()
        .enumerate()
        .all(|(i, c)| chars.get(at + i) == Some(&c))
}

/// The end of the first of these words that stands at `at`.
fn any(chars: &[char], at: usize, words: &[&str]) -> Option<usize> {
    let found = words.iter().find(|word| has(chars, at, word))?;
    Some(at + found.chars().count())
}

/// Past one blank, which some write between a number and its measure.
fn blank(chars: &[char], at: usize) -> usize {
    at + usize::from(matches!(chars.get(at), Some(' ' | '\u{3000}')))
}

/// The number at `at` in thousandths (0.5万元), and its end. 第五 is no number of anything.
fn thousandths(chars: &[char], at: usize) -> Option<(i64, usize)> {
    // Nor is the rest of a number one.
    if at > 0 && "第〇零一二两三四五六七八九十百千0123456789.".contains(chars[at - 1])
    {
        return None;
    }
    let digit = |c: char| match c {
        '0'..='9' => Some(i64::from(c as u32 - '0' as u32)),
        '０'..='９' => Some(i64::from(c as u32 - '０' as u32)),
        _ => None,
    };
    let mut end = at;
    let (mut value, mut scale) = (0_i64, None);
    while let Some(&c) = chars.get(end) {
        let next = chars.get(end + 1).is_some_and(|&c| digit(c).is_some());
        match (digit(c), c) {
            (Some(d), _) => match scale {
                None => value = value.checked_mul(10)?.checked_add(d)?,
                Some(0) => {}
                Some(unit) => {
                    value = value.checked_add(d.checked_mul(unit)?)?;
                    scale = Some(unit / 10);
                }
            },
            (None, ',' | '，') if end > at && next && scale.is_none() && groups(chars, end) => {}
            (None, '.') if end > at && next && scale.is_none() => {
                value = value.checked_mul(1000)?;
                scale = Some(100);
            }
            _ => break,
        }
        end += 1;
    }
    if end > at {
        let value = match scale {
            Some(_) => value,
            None => value.checked_mul(1000)?,
        };
        return Some((value, end));
    }
    let numeral = |c: &&char| "〇零一二两三四五六七八九十百千".contains(**c);
    let end = at + chars[at..].iter().take_while(numeral).count();
    let text: String = chars[at..end].iter().collect();
    let value = parse_chinese_number(&text.replace('两', "二"))?;
    // 三五天 and 两三人 are no numbers of anything in particular.
    let vague = end - at > 1 && !text.contains(['十', '百', '千']);
    (!vague).then_some((i64::from(value) * 1000, end))
}

/// Whether three digits and no more follow the comma: 50,000.
fn groups(chars: &[char], comma: usize) -> bool {
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    chars[comma] == ',' && (1..=3).all(|i| digit(comma + i)) && !digit(comma + 4)
}

fn number(chars: &[char], at: usize) -> Option<(i64, usize)> {
    let (value, end) = thousandths(chars, at)?;
    (value % 1000 == 0).then_some((value / 1000, end))
}

/// A stretch of months: 年, 半年, 季度, 月, 6个月, 两年.
fn months(chars: &[char], at: usize) -> Option<(i64, usize)> {
    for (word, months) in [
        ("半年", 6),
        ("季度", 3),
        ("季", 3),
        ("年度", 12),
        ("年", 12),
    ] {
        if has(chars, at, word) {
            return Some((months, at + word.chars().count()));
        }
    }
    if let Some(end) = any(chars, at, &["个月", "月份", "月"]) {
        return Some((1, end));
    }
    let (count, end) = number(chars, at)?;
    let end = blank(chars, end);
    if let Some(end) = any(chars, end, &["个季度", "季度"]) {
        return Some((count.checked_mul(3)?, end));
    }
    if let Some(end) = any(chars, end, &["个月"]) {
        return Some((count, end));
    }
    let years = count < 100 && has(chars, end, "年");
    years.then(|| (count * 12, end + 1))
}

/// How far a clause goes: to the next mark.
pub(super) fn clause_end(chars: &[char], at: usize) -> usize {
    let rest = chars[at.min(chars.len())..].iter();
    at + rest.take_while(|&&c| !is_stop(c)).count()
}

pub(super) fn is_stop(c: char) -> bool {
    "，；。：！？,;:".contains(c)
}

/// N次 before the clause ends.
fn times(chars: &[char], from: usize) -> Option<(i64, usize)> {
    let end = clause_end(chars, from);
    let mut at = from;
    while at < end {
        match number(chars, at) {
            Some((times, to)) => {
                let to = blank(chars, to);
                if any(chars, to, &["次", "回", "遍"]).is_some() {
                    return Some((times, to + 1));
                }
                at = to.max(at + 1);
            }
            // Another stretch of time has a number of times of its own.
            None if chars[at] == '每' => return None,
            None => at += 1,
        }
    }
    None
}

fn often(chars: &[char], at: usize) -> Read {
    let each = any(chars, at, &["每一", "每", "逐", "按"]);
    if let Some(from) = each {
        let strict = matches!(chars[at], '逐' | '按');
        let (months, end) = months(chars, blank(chars, from))?;
        if strict && !matches!(chars[end - 1], '月' | '季' | '度' | '年') {
            return None;
        }
        // 每年1月31日前 says when, not how often.
        let dated = number(chars, blank(chars, end))
            .is_some_and(|(_, to)| has(chars, blank(chars, to), "月"));
        return match times(chars, end) {
            // The words between stay readable: 每年对2人以上…
            Some((times, _)) => Some((Quantity::Often { months, times }, end)),
            None if dated => None,
            None => Some((Quantity::Often { months, times: 1 }, end)),
        };
    }
    // 半年一次, 一年两次, 2年内审计1次.
    let halves =
        has(chars, at, "半年") && (at == 0 || chars[at - 1] != '上' && chars[at - 1] != '下');
    if !halves {
        number(chars, at)?;
    }
    let (months, end) = months(chars, at)?;
    let inner = any(chars, end, &["以内", "之内", "内"]);
    let near = clause_end(chars, end).min(end + 10);
    let (count, to) = times(chars, inner.unwrap_or(end))?;
    (to <= near).then_some((
        Quantity::Often {
            months,
            times: count,
        },
        end,
    ))
}

/// 1月31日, 2012年7月15日.
fn day(chars: &[char], at: usize) -> Read {
    let (first, end) = number(chars, at)?;
    let end = blank(chars, end);
    let (year, month, end) = if has(chars, end, "年") && first >= 1000 {
        let (month, end) = number(chars, blank(chars, end + 1))?;
        (Some(first), month, blank(chars, end))
    } else {
        (None, first, end)
    };
    if !has(chars, end, "月") {
        return None;
    }
    match number(chars, blank(chars, end + 1)) {
        Some((day, end)) if any(chars, blank(chars, end), &["日", "号"]).is_some() => {
            Some((Quantity::Day(year, month, day), blank(chars, end) + 1))
        }
        _ => None,
    }
}

fn last(chars: &[char], at: usize) -> Read {
    let from = any(chars, at, &["末尾", "末位", "末", "最后", "后"])?;
    let (count, end) = number(chars, blank(chars, from))?;
    let end = any(chars, blank(chars, end), &["名", "位"])?;
    Some((Quantity::Last(count), end))
}

fn plain(chars: &[char], at: usize) -> Read {
    if has(chars, at, "半年") || has(chars, at, "半个月") {
        let before = at.checked_sub(1).map(|i| chars[i]);
        if matches!(before, Some('上' | '下')) {
            return None;
        }
        return Some(match has(chars, at, "半年") {
            true => (Quantity::Months(6), at + 2),
            false => (Quantity::Days(15), at + 3),
        });
    }
    let (value, end) = thousandths(chars, at)?;
    let end = blank(chars, end);
    for (word, factor) in [("万元", 10), ("万", 10), ("亿元", 100_000), ("千元", 1)] {
        if has(chars, end, word) && (word != "万" || has(chars, end + 1, "以")) {
            let yuan = value.checked_mul(factor)?;
            return Some((Quantity::Yuan(yuan), end + word.chars().count()));
        }
    }
    let count = (value % 1000 == 0).then_some(value / 1000)?;
    if let Some(end) = any(chars, end, &["个工作日", "工作日"]) {
        return Some((Quantity::Workdays(count), end));
    }
    if let Some(to) = any(chars, end, &["个自然日", "自然日", "天", "日"]) {
        return Some((Quantity::Days(count), to));
    }
    if let Some(to) = any(chars, end, &["周", "个星期", "星期"]) {
        return Some((Quantity::Days(count.checked_mul(7)?), to));
    }
    if let Some(to) = any(chars, end, &["个月"]) {
        return Some((Quantity::Months(count), to));
    }
    if has(chars, end, "年") && count < 100 {
        return Some((Quantity::Months(count * 12), end + 1));
    }
    if has(chars, end, "元") {
        return Some((Quantity::Yuan(count), end + 1));
    }
    if let Some(to) = any(chars, end, &["人", "名", "位"]) {
        return Some((Quantity::Persons(count), to));
    }
    has(chars, end, "分").then_some((Quantity::Points(count), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Quantity::{Day, Days, Last, Months, Often, Persons, Points, Workdays, Yuan};

    #[test]
    fn quantities_are_read_in_all_their_forms() {
        let often = |months, times| Often { months, times };
        for (text, expected) in [
            ("公示7天", vec![Days(7)]),
            ("公示七日", vec![Days(7)]),
            ("公示 7 天", vec![Days(7)]),
            ("公示一周", vec![Days(7)]),
            ("在5个工作日内立案", vec![Workdays(5)]),
            ("七个工作日", vec![Workdays(7)]),
            ("一个月内", vec![Months(1)]),
            ("任满五年", vec![Months(60)]),
            ("每半年1次", vec![often(6, 1)]),
            ("半年一次", vec![often(6, 1)]),
            ("每6个月检查一次", vec![often(6, 1)]),
            ("每六个月", vec![often(6, 1)]),
            ("每季度采取多种形式", vec![often(3, 1)]),
            ("每年核对不少于两次", vec![often(12, 2)]),
            ("一年两次", vec![often(12, 2)]),
            ("每两年接受一次审计", vec![often(24, 1)]),
            ("2年内审计1次", vec![often(24, 1)]),
            ("每年1月31日前查找", vec![Day(None, 1, 31)]),
            ("每年1月评定1次", vec![often(12, 1)]),
            ("自2012年7月15日起施行", vec![Day(Some(2012), 7, 15)]),
            ("单笔5万元以上", vec![Yuan(50_000)]),
            ("五万元", vec![Yuan(50_000)]),
            ("50000元", vec![Yuan(50_000)]),
            ("50,000元", vec![Yuan(50_000)]),
            ("0.5万元", vec![Yuan(5_000)]),
            ("每案由2人以上办理", vec![Persons(2)]),
            ("末3名", vec![Last(3)]),
            ("9分以上", vec![Points(9)]),
            ("按月报送", vec![often(1, 1)]),
            // Not so.
            ("第三人", vec![]),
            ("2012年度", vec![]),
            ("三五天", vec![]),
            ("上半年、下半年", vec![]),
            ("每个科室", vec![]),
            ("按照规定", vec![]),
            ("99999999999999999999999天", vec![]),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let found: Vec<Quantity> = quantities(&chars).iter().map(|f| f.quantity).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
