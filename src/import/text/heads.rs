//! The numbers at the heads of lines, in every form that papers write them.

use crate::import::paper::{is_blank, Glyph};
use crate::model::number::{chinese_number, circled, parse_chinese_number};
use crate::model::ArticleNumber;

/// What is numbered, from above down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// 第一编, 第一部分
    Part,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// 第一条
    Article,
    /// 一、
    First,
    /// 一类：
    Class,
    /// （一）
    Second,
    /// 1.
    Third,
    /// （1）
    Fourth,
    /// ①
    Fifth,
}

/// The number at the head of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What it numbers.
    pub rank: Rank,
    /// The number.
    pub number: u16,
    /// 第十二条之一: which of those put in after the article of that number.
    pub inserted: Option<u16>,
    /// Past the last character of the label.
    pub end: usize,
    /// The label as the rules write it.
    pub label: String,
}

impl Head {
    /// The number of the article that it begins.
    pub fn article(&self) -> ArticleNumber {
        ArticleNumber {
            number: self.number,
            inserted: self.inserted,
        }
    }
}

/// The number at the head of these characters.
pub fn head(glyphs: &[Glyph]) -> Option<Head> {
    ordinal(glyphs)
        .or_else(|| bracketed(glyphs))
        .or_else(|| single(glyphs))
        .or_else(|| class(glyphs))
        .or_else(|| dotted(glyphs))
}

fn at(glyphs: &[Glyph], at: usize) -> Option<char> {
    glyphs.get(at).map(|g| g.c)
}

fn skip(glyphs: &[Glyph], mut at: usize) -> usize {
    while glyphs.get(at).is_some_and(|g| is_blank(g.c)) {
        at += 1;
    }
    at
}

/// A number at `from`, blanks in it or not, and where it ends; whether it is in figures.
fn number(glyphs: &[Glyph], from: usize) -> Option<(u16, usize, bool)> {
    let mut shown = String::new();
    let (mut at, mut end) = (from, from);
    let mut figures = None;
    while let Some(g) = glyphs.get(at) {
        let (c, is_figure) = match g.c {
            '0'..='9' => (g.c, true),
            '０'..='９' => (char::from(b'0' + (g.c as u32 - '０' as u32) as u8), true),
            '○' | '〇' | '零' => ('〇', false),
            c if "一二三四五六七八九十百千".contains(c) => (c, false),
            c if is_blank(c) => {
                at += 1;
                continue;
            }
            _ => break,
        };
        if figures.is_some_and(|figures| figures != is_figure) || shown.len() > 24 {
            break;
        }
        figures = Some(is_figure);
        shown.push(c);
        at += 1;
        end = at;
    }
    let figures = figures?;
    let value = if figures {
        shown.parse().ok()?
    } else if shown.contains(['十', '百', '千']) || shown.chars().count() == 1 {
        parse_chinese_number(&shown)?
    } else {
        // 一〇五 by its digits.
        let mut digits = shown
            .chars()
            .map(|c| "〇一二三四五六七八九".chars().position(|d| d == c));
        digits.try_fold(0_u16, |sum, digit| {
            sum.checked_mul(10)?.checked_add(digit? as u16)
        })?
    };
    (value > 0 && value < 10_000).then_some((value, end, figures))
}

/// 第一章, 第一节, 第一条, 第一编, 第一部分.
fn ordinal(glyphs: &[Glyph]) -> Option<Head> {
    if at(glyphs, 0)? != '第' {
        return None;
    }
    let (number, end, _) = number(glyphs, skip(glyphs, 1))?;
    let unit = skip(glyphs, end);
    let (rank, name, mut end) = match at(glyphs, unit)? {
        '章' => (Rank::Chapter, "章", unit + 1),
        '节' => (Rank::Section, "节", unit + 1),
        '条' => (Rank::Article, "条", unit + 1),
        '编' => (Rank::Part, "编", unit + 1),
        '篇' => (Rank::Part, "篇", unit + 1),
        '部' if at(glyphs, unit + 1) == Some('分') => (Rank::Part, "部分", unit + 2),
        _ => return None,
    };
    let mut label = format!("第{}{name}", chinese_number(number));
    let mut inserted = None;
    if rank == Rank::Article && at(glyphs, end) == Some('之') {
        if let Some((n, after)) = after_zhi(glyphs, end + 1) {
            label += &format!("之{}", chinese_number(n));
            (inserted, end) = (Some(n), after);
        }
    }
    // 第三条规定, 第一章的规定 and 第二、三条 speak of another place.
    let rest = skip(glyphs, end);
    let blank = rest > end;
    let next = at(glyphs, rest);
    let cites = match next {
        Some('、' | '和' | '或' | '及' | '与' | '至' | '到' | '款' | '项') => true,
        Some('第') => rank != Rank::Chapter && rank != Rank::Part,
        Some('规' | '所' | '的') => {
            let two: String = [next, at(glyphs, rest + 1)].into_iter().flatten().collect();
            !blank && (next == Some('的') || ["规定", "所列", "所称"].contains(&two.as_str()))
        }
        _ => false,
    };
    (!cites).then_some(Head {
        rank,
        number,
        inserted,
        end,
        label,
    })
}

/// 一 of 第二条之一, and where it ends. Nothing parts its characters: in 第二条之一　零星采购 零 is
/// the text's.
fn after_zhi(glyphs: &[Glyph], from: usize) -> Option<(u16, usize)> {
    let digits = glyphs.get(from..)?.iter();
    let digits = digits.take_while(|g| "一二三四五六七八九十".contains(g.c));
    let shown: String = digits.map(|g| g.c).collect();
    let number = parse_chinese_number(&shown).filter(|n| *n < 100)?;
    Some((number, from + shown.chars().count()))
}

/// （一）, (1), 1）.
fn bracketed(glyphs: &[Glyph]) -> Option<Head> {
    let opened = matches!(at(glyphs, 0)?, '（' | '(');
    let (number, end, figures) = number(glyphs, skip(glyphs, usize::from(opened)))?;
    let close = skip(glyphs, end);
    if !matches!(at(glyphs, close)?, '）' | ')') || number > 999 || !opened && !figures {
        return None;
    }
    let mut end = close + 1;
    // （一）、 and （一）. have a mark too many.
    if matches!(at(glyphs, end), Some('、' | '.' | '．')) {
        end += 1;
    }
    // （一）项 and （一）至（三） speak of another place.
    let next = at(glyphs, skip(glyphs, end));
    if matches!(next, Some('项' | '目' | '至' | '款')) && close + 1 == end {
        return None;
    }
    let (rank, label) = if figures {
        (Rank::Fourth, format!("（{number}）"))
    } else {
        (Rank::Second, format!("（{}）", chinese_number(number)))
    };
    Some(Head {
        rank,
        number,
        inserted: None,
        end,
        label,
    })
}

/// ㈠, ⑴, ⒈, ①: a label in one character.
fn single(glyphs: &[Glyph]) -> Option<Head> {
    let c = at(glyphs, 0)?;
    let of = |first: char| (c as u32 - first as u32 + 1) as u16;
    let (rank, number) = match c {
        '㈠'..='㈩' => (Rank::Second, of('㈠')),
        '⑴'..='⒇' => (Rank::Fourth, of('⑴')),
        '⒈'..='⒛' => (Rank::Third, of('⒈')),
        '①'..='⑳' => (Rank::Fifth, of('①')),
        '❶'..='❿' => (Rank::Fifth, of('❶')),
        '➀'..='➉' => (Rank::Fifth, of('➀')),
        _ => return None,
    };
    let label = match rank {
        Rank::Second => format!("（{}）", chinese_number(number)),
        Rank::Fourth => format!("（{number}）"),
        Rank::Fifth => circled(number),
        _ => format!("{number}."),
    };
    Some(Head {
        rank,
        number,
        inserted: None,
        end: 1,
        label,
    })
}

/// 一类：, 第一类.
fn class(glyphs: &[Glyph]) -> Option<Head> {
    let from = usize::from(at(glyphs, 0)? == '第');
    let (number, end, false) = number(glyphs, from)? else {
        return None;
    };
    if at(glyphs, end)? != '类' {
        return None;
    }
    let mut label: String = if from == 1 { "第" } else { "" }.to_owned();
    label += &format!("{}类", chinese_number(number));
    let end = end + 1;
    let head = |end, label| Head {
        rank: Rank::Class,
        number,
        inserted: None,
        end,
        label,
    };
    match at(glyphs, end) {
        Some('：' | ':') => Some(head(end + 1, label + "：")),
        Some('、') => Some(head(end + 1, label + "、")),
        None => Some(head(end, label)),
        Some('（' | '(') if matches!(glyphs.last().map(|g| g.c), Some('：' | ':')) => {
            Some(head(end, label))
        }
        _ => None,
    }
}

/// 一、, 1., 1、.
fn dotted(glyphs: &[Glyph]) -> Option<Head> {
    let (number, end, figures) = number(glyphs, 0)?;
    let dot = skip(glyphs, end);
    let mark = at(glyphs, dot)?;
    let end = dot + 1;
    let next = at(glyphs, skip(glyphs, end));
    if figures {
        // 1.5万元 is an amount, 2012、2013年 are years.
        let amount = next.is_none_or(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
        if !"、.．".contains(mark) || number > 999 || amount {
            return None;
        }
        return Some(Head {
            rank: Rank::Third,
            number,
            inserted: None,
            end,
            label: format!("{number}."),
        });
    }
    // 一、二类 and 三、四条 are lists of numbers.
    let listed = next.is_some_and(|c| "一二三四五六七八九十".contains(c))
        && glyphs
            .get(end + 1)
            .is_some_and(|g| "、类级条章项款季".contains(g.c));
    if !"、.．".contains(mark) || number > 99 || listed {
        return None;
    }
    Some(Head {
        rank: Rank::First,
        number,
        inserted: None,
        end,
        label: format!("{}、", chinese_number(number)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Rank, u16, String, String)> {
        let glyphs: Vec<Glyph> = text
            .char_indices()
            .map(|(at, c)| Glyph {
                c,
                start: at as u32,
                end: (at + c.len_utf8()) as u32,
            })
            .collect();
        let head = head(&glyphs)?;
        let rest: String = glyphs[head.end..].iter().map(|g| g.c).collect();
        Some((head.rank, head.number, head.label, rest.trim().to_owned()))
    }

    #[test]
    fn a_label_is_read_in_every_usual_form() {
        for (text, rank, number, label, rest) in [
            ("第一章　总则", Rank::Chapter, 1, "第一章", "总则"),
            ("第 十 二 章 附 则", Rank::Chapter, 12, "第十二章", "附 则"),
            ("第2节 评估", Rank::Section, 2, "第二节", "评估"),
            ("第一部分 总体要求", Rank::Part, 1, "第一部分", "总体要求"),
            (
                "第一百零五条　为了",
                Rank::Article,
                105,
                "第一百零五条",
                "为了",
            ),
            (
                "第一〇五条　为了",
                Rank::Article,
                105,
                "第一百零五条",
                "为了",
            ),
            ("第３条为了", Rank::Article, 3, "第三条", "为了"),
            (
                "第十二条之一　为了",
                Rank::Article,
                12,
                "第十二条之一",
                "为了",
            ),
            (
                "第二条之一　零星采购",
                Rank::Article,
                2,
                "第二条之一",
                "零星采购",
            ),
            ("一、总则", Rank::First, 1, "一、", "总则"),
            ("二.总则", Rank::First, 2, "二、", "总则"),
            ("（一）甲", Rank::Second, 1, "（一）", "甲"),
            ("(十一) 甲", Rank::Second, 11, "（十一）", "甲"),
            ("（ 一 ）、甲", Rank::Second, 1, "（一）", "甲"),
            ("㈢甲", Rank::Second, 3, "（三）", "甲"),
            ("1.甲", Rank::Third, 1, "1.", "甲"),
            ("12、甲", Rank::Third, 12, "12.", "甲"),
            ("３．甲", Rank::Third, 3, "3.", "甲"),
            ("⒈甲", Rank::Third, 1, "1.", "甲"),
            ("（1）甲", Rank::Fourth, 1, "（1）", "甲"),
            ("1)甲", Rank::Fourth, 1, "（1）", "甲"),
            ("⑵甲", Rank::Fourth, 2, "（2）", "甲"),
            ("③ 甲", Rank::Fifth, 3, "③", "甲"),
            ("❷甲", Rank::Fifth, 2, "②", "甲"),
            ("一类：许可", Rank::Class, 1, "一类：", "许可"),
            ("第二类", Rank::Class, 2, "第二类", ""),
        ] {
            let wanted = Some((rank, number, label.to_owned(), rest.to_owned()));
            assert_eq!(read(text), wanted, "{text}");
        }
    }

    #[test]
    fn citations_amounts_and_years_are_no_labels() {
        for text in [
            "第三条规定的情形",
            "第三条、第四条",
            "第一章的规定",
            "第三款",
            "（一）项所列",
            "（一）至（三）项",
            "（以下简称本办法）",
            "1.5万元以上",
            "2012、2013年",
            "2012年",
            "一是甲",
            "一、二类岗位",
            "十二是数",
            "三",
            "第",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
