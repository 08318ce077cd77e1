//! A regulation's text as numbered lines, each with its place in the file.

use crate::diagnostic::{Place, Sources, Spanned};
use crate::load::characters;
use crate::model::number::parse_chinese_number;
use crate::model::{ArticlePath, Line, LineLevel};
use std::ops::Range;

/// Splits `text` into lines, reads the number at the head of each, and gives the numbered
/// ones their citation path below `article`.
pub(super) fn lines(text: &Spanned<String>, sources: &Sources, article: Option<u16>) -> Vec<Line> {
    let whole = text.place.start as usize..text.place.end as usize;
    let raw = sources
        .get(text.place.source)
        .text
        .get(whole.clone())
        .unwrap_or_default();
    let placed = characters(raw, text);

    let mut out = Vec::new();
    let mut above: Vec<(LineLevel, u16)> = Vec::new();
    for line in placed.split(|(c, _)| *c == '\n') {
        let blank = |(c, _): &(char, Range<usize>)| c.is_whitespace();
        let (Some(first), Some(last)) = (
            line.iter().position(|c| !blank(c)),
            line.iter().rposition(|c| !blank(c)),
        ) else {
            continue;
        };
        let line = &line[first..=last];
        let content: String = line.iter().map(|(c, _)| *c).collect();
        let head = head(&content);
        if let Some((level, number, _)) = head {
            above.retain(|(upper, _)| *upper < level);
            above.push((level, number));
        }
        let label_end = head.map_or(0, |(_, _, end)| end);
        out.push(Line {
            level: head.map_or(LineLevel::Paragraph, |(level, ..)| level),
            number: head.map(|(_, number, _)| number),
            path: head.and(article).map(|article| {
                let numbers = above.iter().map(|(_, number)| *number);
                ArticlePath(std::iter::once(article).chain(numbers).collect())
            }),
            label: content[..label_end].to_owned(),
            text: content[label_end..].trim_start().to_owned(),
            place: Place::new(
                text.place.source,
                whole.start + line[0].1.start..whole.start + line[line.len() - 1].1.end,
            ),
        });
    }
    out
}

/// The level and number at the head of a line, and the length of the label in bytes. Half-width
/// brackets and dots are read too, since an input method easily leaves them.
fn head(line: &str) -> Option<(LineLevel, u16, usize)> {
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
        (lines(&text, &sources, Some(12)), file)
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
