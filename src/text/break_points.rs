//! Where a line may end.

use super::{Class, Prohibition};
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness, LineBreakWordOption};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use std::sync::OnceLock;

/// Hanzi that count or measure: a number stays with them (CLREQ 3.2.3, GB/T 15835 4.1.1).
const UNITS: &str =
    "年月日天时分秒个名人户次份项条款章节件页号级元万亿千百吨斤亩米里岁届期类种步点位部处所%％℃";

/// Marks after which an address (https://…, a path, a long file name) may be broken.
const JOINTS: &str = "/.-_?&=:#%+";
/// A run of letters, digits and their marks that is longer is no word but an address, and may be
/// broken at its joints like any text.
const ADDRESS: usize = 16;
/// One that is longer still, without joints, is cut anywhere rather than left whole: no name, and
/// no number of an identity card (18) or an account (19), is as long.
const ENDLESS: usize = 20;

/// The character offsets after which a line may end, in order; the last is the length of the
/// text. Opportunities come from Unicode line breaking in its strict form; on top stand the
/// prohibitions, the unbreakable —— and ……, numbers with their units, and the joints of addresses.
pub fn break_points(text: &str, prohibition: Prohibition) -> Vec<usize> {
    static SEGMENTER: OnceLock<LineSegmenterBorrowed<'static>> = OnceLock::new();
    let segmenter = SEGMENTER.get_or_init(|| {
        let mut options = LineBreakOptions::default();
        options.strictness = Some(LineBreakStrictness::Strict);
        options.word_option = Some(LineBreakWordOption::Normal);
        LineSegmenter::new_dictionary(options)
    });
    let chars: Vec<char> = text.chars().collect();
    let lengths = word_lengths(&chars);
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
            let ends = !prohibition.forbids_end(shown) && !prohibition.forbids_start(chars[after]);
            let joint = in_address(&chars, &lengths, after);
            let free = allowed(*c, chars[after], unicode)
                && !parts_digits(&chars, after)
                && !parts_code(&chars, after);
            if ends && !joins && (joint || free) {
                points.push(after);
            }
        }
    }
    points
}

/// Whether a line may end between two characters. Between marks and hanzi our own rules
/// decide, because Unicode's classes treat “ ” as ambiguous and know nothing of units.
fn allowed(before: char, after: char, unicode: bool) -> bool {
    let (b, a) = (Class::of(before), Class::of(after));
    match (b, a) {
        (Class::Dash, Class::Dash) => before != after,
        (_, Class::Space | Class::FullSpace) => false,
        (Class::Latin, Class::Latin) => unicode,
        (Class::Latin, _) => !(before.is_ascii_digit() && UNITS.contains(after)),
        (Class::Slash, _) => b == Class::Slash,
        // An ordinal stays with its number: 第4步.
        (_, Class::Latin) if before == '第' && after.is_ascii_digit() => false,
        // An article's number stays whole: 第（五）项.
        (_, Class::Opening) if before == '第' && after == '（' => false,
        (Class::Closing, _) if before == '）' && "项目款条".contains(after) => false,
        // The mark of who issued a document stays with its year: 备案〔2013〕10号.
        (_, Class::Opening) if after == '〔' => false,
        // The number of a document stays with its year: 〔2013〕10号.
        (_, Class::Latin) if before == '〕' && after.is_ascii_digit() => false,
        // A connector stays with what follows: 2008—2012, 3～5.
        (Class::Connector, Class::Latin) => false,
        (Class::Dash, Class::Latin) if before == '—' && after.is_ascii_digit() => false,
        _ => true,
    }
}

/// How ill a line ends inside a word, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cut {
    /// After a mark within a word: name@mail.|com.
    Joint,
    /// Anywhere in a run of letters or digits that is longer than any word.
    Endless,
    /// Inside a word or a number that people read, or where a mark forbids it.
    Word,
}

/// How ill a line would end at each offset into `chars`, for texts that [`break_points`] alone
/// cannot set; `None` at blanks, where nothing is cut.
pub fn cuts(chars: &[char], prohibition: Prohibition) -> Vec<Option<Cut>> {
    let lengths = word_lengths(chars);
    let cut = |at: usize| {
        let (before, after) = (*chars.get(at.checked_sub(1)?)?, *chars.get(at)?);
        if after == ' ' {
            return None;
        }
        if lists_codes(chars, at) {
            return Some(Cut::Joint);
        }
        let within = lengths[at - 1] > 0 && lengths[at] > 0;
        let kept = prohibition.forbids_end(before) || prohibition.forbids_start(after);
        Some(if !within || kept {
            Cut::Word
        } else if at_joint(chars, at) {
            Cut::Joint
        } else if lengths[at] >= ENDLESS {
            Cut::Endless
        } else {
            Cut::Word
        })
    };
    (0..=chars.len()).map(cut).collect()
}

/// Whether `at` stands behind a mark where an address may be broken. 3.14, 2012-07-15 and 10:30
/// stay whole even within one.
fn at_joint(chars: &[char], at: usize) -> bool {
    let (mark, next) = (chars[at - 1], chars.get(at).copied().unwrap_or(' '));
    // Of several on end, as in ://, only the last parts.
    JOINTS.contains(mark)
        && Class::of(next) == Class::Latin
        && !JOINTS.contains(next)
        && !(".-:+".contains(mark) && between_digits(chars, at))
}

/// Whether a line that ends at `at` would part a code such as 3-二（五）, or leave the letters of one
/// on the line before: XK-1、｜2.
fn parts_code(chars: &[char], at: usize) -> bool {
    let after_number = chars[at - 1] == '-' && at > 1 && chars[at - 2].is_ascii_digit();
    after_number || lists_codes(chars, at)
}

/// Whether the number at `at` is that of a code whose letters stand before the first: CF-1–3、5.
fn lists_codes(chars: &[char], at: usize) -> bool {
    let numbers = |c: &char| c.is_ascii_digit() || matches!(c, '、' | '–' | '-');
    let listed = chars[at - 1] == '、' && chars[at].is_ascii_digit();
    let letters = || chars[..at].iter().rposition(|c| !numbers(c));
    listed && letters().is_some_and(|last| chars[last].is_alphabetic() && chars[last + 1] == '-')
}

/// Whether a line that ends at `at` would part a number or a date written with / (2012/07/15).
fn parts_digits(chars: &[char], at: usize) -> bool {
    chars[at - 1] == '/' && between_digits(chars, at)
}

/// Whether the mark before `at` stands between two digits.
fn between_digits(chars: &[char], at: usize) -> bool {
    let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    digit(at.checked_sub(2).and_then(|k| chars.get(k))) && digit(chars.get(at))
}

/// Whether a line may end at `at` because it stands in an address.
pub(super) fn in_address(chars: &[char], lengths: &[usize], at: usize) -> bool {
    lengths[at - 1] >= ADDRESS && at_joint(chars, at)
}

/// For each character, the length of the run of letters, digits and their marks that it stands
/// in; 0 outside of any.
pub(super) fn word_lengths(chars: &[char]) -> Vec<usize> {
    let mut lengths = Vec::with_capacity(chars.len());
    let of_word = |c: &char| Class::of(*c) == Class::Latin || *c == '/';
    for run in chars.chunk_by(|a, b| of_word(a) == of_word(b)) {
        let length = if of_word(&run[0]) { run.len() } else { 0 };
        lengths.extend(std::iter::repeat_n(length, run.len()));
    }
    lengths
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
        assert_eq!(parts("第（五）项目"), ["第（五）项", "目"]);
        assert_eq!(parts("备案〔2013〕10号"), ["备", "案〔2013〕10号"]);
    }

    #[test]
    fn numbers_of_codes_stay_with_their_letters() {
        let listed = "（XK-1、2、10、CF-1–3、5），见2、3";
        let wanted = ["（XK-1、2、10、", "CF-1–3、5），", "见", "2、", "3"];
        assert_eq!(parts(listed), wanted);
    }

    #[test]
    fn addresses_part_after_their_marks() {
        let url = "见https://www.example.gov.cn/a_b/2012/07-15.html?id=3.14&page=2#top。";
        assert_eq!(
            parts(url),
            [
                "见", "https://", "www.", "example.", "gov.", "cn/", "a_", "b/", "2012/", "07-15.",
                "html?", "id=", "3.14&", "page=", "2#", "top。"
            ]
        );
        assert_eq!(parts("C:/files/annual-report_2012.docx").len(), 6);
    }

    #[test]
    fn numbers_and_dates_stay_whole() {
        for whole in [
            "3.14",
            "2012-07-15",
            "2012/07/15",
            "10:30",
            "1,200.50",
            "24/7",
        ] {
            assert_eq!(parts(&format!("自{whole}起")), ["自", whole, "起"]);
        }
    }

    #[test]
    fn a_word_is_cut_best_at_a_mark_and_an_endless_run_anywhere() {
        let cut = |text: &str, at: usize| {
            let chars: Vec<char> = text.chars().collect();
            cuts(&chars, Prohibition::Basic)[at]
        };
        assert_eq!(cut("ab.cd", 3), Some(Cut::Joint));
        assert_eq!(cut("ab.cd", 1), Some(Cut::Word));
        assert_eq!(cut("3.14", 2), Some(Cut::Word));
        assert_eq!(cut(&"a".repeat(20), 7), Some(Cut::Endless));
        assert_eq!(cut(&"1".repeat(19), 7), Some(Cut::Word));
        assert_eq!(cut("ab cd", 2), None);
    }

    #[test]
    fn dashes_and_dots_stay_whole() {
        assert_eq!(parts("三——四"), ["三", "——", "四"]);
        assert_eq!(parts("等……的"), ["等", "……", "的"]);
    }
}
