//! Where a line may end.

use super::{Class, Prohibition};
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness, LineBreakWordOption};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use std::sync::OnceLock;

/// Hanzi that count or measure: a number stays with them (CLREQ 3.2.3, GB/T 15835 4.1.1).
const UNITS: &str =
    "年月日天时分秒个名人户次份项条款章节件页号级元万亿千百吨斤亩米里岁届期类种步点位部处所%％℃";

/// The character offsets after which a line may end, in order; the last is the length of the
/// text. Opportunities come from Unicode line breaking in its strict form; on top stand the
/// prohibitions, the unbreakable —— and ……, and numbers with their units.
pub fn break_points(text: &str, prohibition: Prohibition) -> Vec<usize> {
    static SEGMENTER: OnceLock<LineSegmenterBorrowed<'static>> = OnceLock::new();
    let segmenter = SEGMENTER.get_or_init(|| {
        let mut options = LineBreakOptions::default();
        options.strictness = Some(LineBreakStrictness::Strict);
        options.word_option = Some(LineBreakWordOption::Normal);
        LineSegmenter::new_dictionary(options)
    });
    let chars: Vec<char> = text.chars().collect();
    let mut offsets = segmenter.segment_str(text).peekable();
    let mut points = Vec::new();
    let mut byte = 0;
    // What a line that ends here shows last: blanks at its end are dropped.
    let mut shown = ' ';
    for (i, c) in chars.iter().enumerate() {
        byte += c.len_utf8();
        while offsets.peek().is_some_and(|&o| o < byte) {
            offsets.next();
        }
        let after = i + 1;
        if Class::of(*c) != Class::Space {
            shown = *c;
        }
        if after == chars.len() {
            points.push(after);
        } else {
            let unicode = offsets.peek() == Some(&byte);
            // A single — is the 一字线 of a range, which may not start a line; two are a dash.
            let joins = chars[after] == '—' && *c != '—' && chars.get(after + 1) != Some(&'—');
            let ends = !prohibition.forbids_end(shown);
            if ends && !joins && allowed(*c, chars[after], unicode, prohibition) {
                points.push(after);
            }
        }
    }
    points
}

/// Whether a line may end between two characters. Between marks and hanzi our own rules
/// decide, because Unicode's classes treat “ ” as ambiguous and know nothing of units.
fn allowed(before: char, after: char, unicode: bool, prohibition: Prohibition) -> bool {
    let (b, a) = (Class::of(before), Class::of(after));
    if prohibition.forbids_start(after) {
        return false;
    }
    match (b, a) {
        (Class::Dash, Class::Dash) => before != after,
        (_, Class::Space | Class::FullSpace) => false,
        (Class::Latin, Class::Latin) => unicode,
        (Class::Latin, _) => !(before.is_ascii_digit() && UNITS.contains(after)),
        (Class::Slash, _) => b == Class::Slash,
        // An ordinal stays with its number: 第4步.
        (_, Class::Latin) if before == '第' && after.is_ascii_digit() => false,
        // A connector stays with what follows: 2008—2012, 3～5.
        (Class::Connector, Class::Latin) => false,
        (Class::Dash, Class::Latin) if before == '—' && after.is_ascii_digit() => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let mut start = 0;
        break_points(text, Prohibition::Basic)
            .into_iter()
            .map(|end| {
                let part = chars[start..end].iter().collect();
                start = end;
                part
            })
            .collect()
    }

    #[test]
    fn marks_stay_with_their_words() {
        assert_eq!(
            parts("依据《办法》，评"),
            ["依", "据", "《办", "法》，", "评"]
        );
        assert_eq!(parts("“一卡通”发"), ["“一", "卡", "通”", "发"]);
    }

    #[test]
    fn numbers_stay_with_their_units() {
        assert_eq!(parts("满5年的"), ["满", "5年", "的"]);
        assert_eq!(parts("退第4步"), ["退", "第4步"]);
        assert_eq!(parts("在2008—2012年"), ["在", "2008—2012年"]);
    }

    #[test]
    fn dashes_and_dots_stay_whole() {
        assert_eq!(parts("三——四"), ["三", "——", "四"]);
        assert_eq!(parts("等……的"), ["等", "……", "的"]);
    }
}
