//! A regulation's text as numbered lines, each with its place in the file.

use crate::diagnostic::{Place, Sources, Spanned};
use crate::load::characters;
use crate::model::number::{parse_chinese_number, parse_circled};
use crate::model::{ArticleNumber, ArticlePath, Line, LineLevel};
use std::collections::BTreeMap;
use std::ops::Range;

/// Splits `text` into lines, reads the number at the head of each, and gives the numbered
/// ones their citation path below `article`.
pub(super) fn lines(
    text: &Spanned<String>,
    sources: &Sources,
    article: Option<ArticleNumber>,
) -> Vec<Line> {
    let whole = text.place.start as usize..text.place.end as usize;
    let raw = sources
        .get(text.place.source)
        .text
        .get(whole.clone())
        .unwrap_or_default();
    let placed = characters(raw, text);

    let mut written: Vec<(String, Range<usize>)> = Vec::new();
    for line in placed.split(|(c, _)| *c == '\n') {
        let blank = |(c, _): &(char, Range<usize>)| c.is_whitespace();
        let (Some(first), Some(last)) = (
            line.iter().position(|c| !blank(c)),
            line.iter().rposition(|c| !blank(c)),
        ) else {
            continue;
        };
        let content = line[first..=last].iter().map(|(c, _)| *c).collect();
        written.push((content, line[first].1.start..line[last].1.end));
    }
    let bare = bare_numbers(&written);
    let mut out = Vec::new();
    let mut above: Vec<(LineLevel, u16)> = Vec::new();
    let mut paragraphs = Vec::new();
    let mut paragraph = 0;
    let mut classes = false;
    for ((content, bytes), bare) in written.into_iter().zip(bare) {
        let head = head(&content, &above, classes).or(bare);
        classes |=
            head.is_some_and(|(level, ..)| matches!(level, LineLevel::Class | LineLevel::SubClass));
        match head {
            Some((level, number, _)) => {
                above.retain(|(upper, _)| *upper < level);
                above.push((level, number));
            }
            None => paragraph += 1,
        }
        paragraphs.push(paragraph);
        let label_end = head.map_or(0, |(_, _, end)| end);
        out.push(Line {
            level: head.map_or(LineLevel::Paragraph, |(level, ..)| level),
            number: head.map(|(_, number, _)| number),
            path: head.and(article).map(|article| {
                let numbers = above.iter().map(|(_, number)| *number);
                ArticlePath::of(article, numbers)
            }),
            label: content[..label_end].to_owned(),
            text: content[label_end..].trim_start().to_owned(),
            place: Place::new(
                text.place.source,
                whole.start + bytes.start..whole.start + bytes.end,
            ),
        });
    }
    tell_apart(&mut out, &paragraphs);
    out
}

/// Where items are numbered anew after another paragraph, the path of each says which.
fn tell_apart(lines: &mut [Line], paragraphs: &[u16]) {
    let mut seen: BTreeMap<&ArticlePath, u16> = BTreeMap::new();
    let twice = lines.iter().zip(paragraphs).any(|(line, &paragraph)| {
        let path = line.path.as_ref();
        path.is_some_and(|path| {
            seen.insert(path, paragraph)
                .is_some_and(|of| of != paragraph)
        })
    });
    if twice {
        for (line, &paragraph) in lines.iter_mut().zip(paragraphs) {
            if let Some(path) = &mut line.path {
                // Items before the first paragraph are of none.
                path.paragraph = Some(paragraph).filter(|&paragraph| paragraph > 0);
            }
        }
    }
}

type Head = (LineLevel, u16, usize);

/// The heads of lines such as 1采购, 2资产管理: a number right before the words is one only
/// where the numbers go on from line to line. Else it counts something.
fn bare_numbers(lines: &[(String, Range<usize>)]) -> Vec<Option<Head>> {
    const COUNTED: &str = "年月日号时点分秒元角万亿千百十个名人次种项条款类级岁天周米公里吨件份所%％度倍张辆台套户亩平方小余多家位本支只部处卷册页行层组队村";
    let number = |line: &str| {
        let shown: String = line.chars().take_while(|&c| digit(c).is_some()).collect();
        let next = line[shown.len()..].chars().next()?;
        let word = ('\u{4e00}'..='\u{9fff}').contains(&next) && !COUNTED.contains(next);
        let number = arabic(&shown).filter(|&n| n < 100 && word)?;
        Some((number, shown.len()))
    };
    let numbers: Vec<_> = lines.iter().map(|(line, _)| number(line)).collect();
    let mut out = vec![None; lines.len()];
    let mut run: Vec<usize> = Vec::new();
    for (index, number) in numbers.iter().enumerate() {
        let Some((number, _)) = number else { continue };
        if usize::from(*number) != run.len() + 1 {
            run.clear();
        }
        if usize::from(*number) == run.len() + 1 {
            run.push(index);
        }
        if run.len() > 1 {
            for &index in &run {
                out[index] = numbers[index].map(|(n, end)| (LineLevel::Third, n, end));
            }
        }
    }
    out
}

/// The level and number at the head of a line, and the length of the label in bytes. Half-width
/// brackets and dots are read too, since an input method easily leaves them.
fn head(line: &str, above: &[(LineLevel, u16)], classes: bool) -> Option<Head> {
    // 五类： without a first 一类： above it announces a list.
    if let Some((number, end)) = class(line).filter(|&(number, _)| number == 1 || classes) {
        let open = |level| above.iter().any(|(upper, _)| *upper == level);
        // Below （一） it is one step deeper, unless the （一） are its own.
        let deeper = open(LineLevel::Second) && !open(LineLevel::Class);
        let level = if deeper {
            LineLevel::SubClass
        } else {
            LineLevel::Class
        };
        return Some((level, number, end));
    }
    if let Some(rest) = line.strip_prefix(['（', '(']) {
        let opening = line.len() - rest.len();
        let (inner, _) = rest.split_once(['）', ')'])?;
        let closing = rest[inner.len()..].chars().next().map_or(0, char::len_utf8);
        let end = opening + inner.len() + closing;
        return match arabic(inner) {
            Some(number) => Some((LineLevel::Fourth, number, end)),
            None => Some((LineLevel::Second, parse_chinese_number(inner)?, end)),
        };
    }
    if let Some((first, number)) = line
        .chars()
        .next()
        .and_then(|c| Some((c, parse_circled(c)?)))
    {
        return Some((LineLevel::Fifth, number, first.len_utf8()));
    }
    let (number, rest) = line.split_once(['、', '.', '．'])?;
    let dot = line[number.len()..].chars().next()?;
    let end = number.len() + dot.len_utf8();
    if let Some(number) = arabic(number) {
        // 1.5 万元 is an amount, not item 1.
        let amount = rest.starts_with(|c| digit(c).is_some());
        return (!amount).then_some((LineLevel::Third, number, end));
    }
    (dot == '、').then_some((LineLevel::First, parse_chinese_number(number)?, end))
}

/// 一类： or 第一类： at the head of a line, or all of it.
fn class(line: &str) -> Option<(u16, usize)> {
    let inside = line.strip_prefix('第').unwrap_or(line);
    let (number, rest) = inside.split_once('类')?;
    let number = parse_chinese_number(number)?;
    let end = line.len() - rest.len();
    match rest.chars().next() {
        Some(c @ ('：' | ':' | '、')) => Some((number, end + c.len_utf8())),
        // 一类（高级）：
        Some('（') if rest.ends_with(['：', ':']) => Some((number, end)),
        None => Some((number, end)),
        Some(_) => None,
    }
}

/// A number of up to three digits, full-width ones too; a longer one is a year or an amount.
fn arabic(text: &str) -> Option<u16> {
    if text.is_empty() || text.chars().count() > 3 {
        return None;
    }
    let number = text
        .chars()
        .try_fold(0, |sum, c| Some(sum * 10 + digit(c)?))?;
    (number > 0).then_some(number)
}

fn digit(c: char) -> Option<u16> {
    match c {
        '0'..='9' => Some(c as u16 - '0' as u16),
        '０'..='９' => Some(c as u16 - '０' as u16),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Source, SourceId};

    /// The lines of a value written as `raw`, whose decoded text is `value`.
    fn read(raw: &str, value: &str) -> (Vec<Line>, String) {
        let file = format!("text = {raw}\n");
        let mut sources = Sources::default();
        sources.push(Source::new("r.toml".into(), file.clone()));
        let place = Place::new(SourceId(0), 7..7 + raw.len());
        let text = Spanned::new(value.to_owned(), place);
        (lines(&text, &sources, Some(ArticleNumber::plain(12))), file)
    }

    fn paths(value: &str) -> Vec<String> {
        let (lines, _) = read(&format!("\"\"\"\n{value}\"\"\""), value);
        lines
            .iter()
            .map(|l| l.path.as_ref().map_or("-".into(), ToString::to_string))
            .collect()
    }

    #[test]
    fn numbers_at_the_head_make_paths() {
        let text =
            "引言。\n（一）甲；\n1. 乙；\n（1）丙；\n2．丁；\n(二)戊：\n1、己。\n十二是数。\n";
        assert_eq!(
            paths(text),
            ["-", "12.1", "12.1.1", "12.1.1.1", "12.1.2", "12.2", "12.2.1", "-"]
        );
    }

    #[test]
    fn paths_begin_at_the_first_level_used() {
        assert_eq!(
            paths("一、甲\n（一）乙\n二、丙\n（一）丁"),
            ["12.1", "12.1.1", "12.2", "12.2.1"]
        );
        assert_eq!(paths("1. 甲\n（1）乙\n2. 丙"), ["12.1", "12.1.1", "12.2"]);
        assert_eq!(paths("（二十三）甲\n（1）乙"), ["12.23", "12.23.1"]);
        assert_eq!(
            paths("（一）甲\n1. 乙\n（1）丙\n①丁\n②戊\n（2）己"),
            [
                "12.1",
                "12.1.1",
                "12.1.1.1",
                "12.1.1.1.1",
                "12.1.1.1.2",
                "12.1.1.2"
            ]
        );
    }

    #[test]
    fn amounts_years_and_words_are_no_numbers() {
        for text in [
            "1.5 万元以上",
            "2012、2013 年",
            "一是甲",
            "（以下简称本办法）",
            "（0）",
            "一. 甲",
        ] {
            assert_eq!(paths(text), ["-"], "{text}");
        }
    }

    #[test]
    fn classes_and_bare_numbers_are_levels_of_their_own() {
        assert_eq!(
            paths("五类：\n一类：许可\n（1）甲\n（2）乙\n二类：查处（高级）\n（1）丙\n第三类\n（1）丁"),
            ["-", "12.1", "12.1.1", "12.1.2", "12.2", "12.2.1", "12.3", "12.3.1"]
        );
        assert_eq!(
            paths("（一）甲\n一类：乙\n1. 丙\n二类：丁\n1. 戊\n（二）己\n一类：庚"),
            ["12.1", "12.1.1", "12.1.1.1", "12.1.2", "12.1.2.1", "12.2", "12.2.1"]
        );
        assert_eq!(
            paths("一类：\n1采购\n（1）甲\n2资产管理\n（1）乙"),
            ["12.1", "12.1.1", "12.1.1.1", "12.1.2", "12.1.2.1"]
        );
        for text in [
            "一类是许可",
            "五类：许可、查处\n",
            "1采购",
            "3名以上\n4名",
            "1月底前\n2月底前",
            "2012年",
        ] {
            let first = paths(text).remove(0);
            assert!(first == "-" || text.starts_with("五类"), "{text} {first}");
        }
    }

    #[test]
    fn items_numbered_anew_say_after_which_paragraph() {
        assert_eq!(
            paths("甲：\n（一）乙\n（二）丙\n丁：\n（一）戊"),
            ["-", "12/1.1", "12/1.2", "-", "12/2.1"]
        );
        assert_eq!(
            paths("财务管理\n（1）甲\n资产管理\n（1）乙\n（2）丙"),
            ["-", "12/1.1", "-", "12/2.1", "12/2.2"]
        );
        // Without a second paragraph it is a slip, which the number's own finding tells.
        assert_eq!(paths("甲：\n（一）乙\n（一）丙"), ["-", "12.1", "12.1"]);
        assert_eq!(
            paths("甲：\n（一）乙\n丁。\n（二）丙"),
            ["-", "12.1", "-", "12.2"]
        );
    }

    #[test]
    fn labels_are_split_from_the_text() {
        let (lines, _) = read("\"（十一） 甲\"", "（十一） 甲");
        assert_eq!(
            (lines[0].label.as_str(), lines[0].text.as_str()),
            ("（十一）", "甲")
        );
        assert_eq!(
            (lines[0].level, lines[0].number),
            (LineLevel::Second, Some(11))
        );
    }

    #[test]
    fn places_are_those_of_the_lines_in_the_file() {
        let cases = [
            (
                "\"\"\"\n甲。\n　　（一）乙\\\"丙\\\"；\n\"\"\"",
                "甲。\n　　（一）乙\"丙\"；\n",
                "（一）乙\\\"丙\\\"；",
            ),
            ("'''甲\r\n（一）乙'''", "甲\n（一）乙", "（一）乙"),
            ("\"甲\\n（一）\\u4E59\"", "甲\n（一）乙", "（一）\\u4E59"),
            (
                "\"\"\"甲\n（一）乙\\\n   丙\"\"\"",
                "甲\n（一）乙丙",
                "（一）乙\\\n   丙",
            ),
        ];
        for (raw, value, second) in cases {
            let (lines, file) = read(raw, value);
            assert_eq!(lines.len(), 2, "{raw}");
            let place = lines[1].place;
            assert_eq!(&file[place.start as usize..place.end as usize], second);
        }
    }
}
