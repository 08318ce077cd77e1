//! Breaking short texts by sense, for posters, table cells and chart labels.
//!
//! 1. One line if it fits.
//! 2. Else break only after a pause mark, if every part fits and that takes no more lines than
//!    any other way, with the lines as even as possible.
//! 3. Else even lines anywhere that the prohibitions allow, but inside a word or a date only
//!    where lines would otherwise be far from even (GB/T 9704 7.3.1: 词意完整).
//!
//! No last line of a single character.

use super::break_points::break_points;
use super::{Class, FontRole, Fonts, Prohibition};
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use std::sync::OnceLock;

/// Words of the field that the Unicode dictionary does not know, or cuts wrongly.
const TERMS: &str = include_str!("terms.txt");

/// What a break before a bracket costs: the note in it belongs to the word before.
const SPLIT_NOTE: f32 = 6.0;

/// What a break inside a word costs, as the square of em by which a line is uneven.
const SPLIT_WORD: f32 = 16.0;

/// The lines of `text` within `measure` em. Never empty; a single unbreakable word wider
/// than the measure stands on a line of its own and overflows.
pub fn lines(fonts: &Fonts, role: FontRole, text: &str, measure: f32) -> Vec<String> {
    let text = text.trim();
    if text.is_empty() || fonts.width(role, text) <= measure {
        return vec![text.to_string()];
    }
    let chars: Vec<char> = text.chars().collect();
    let anywhere = break_points(text, Prohibition::Basic);
    let after_pause: Vec<usize> = anywhere
        .iter()
        .copied()
        .filter(|&at| {
            at == chars.len()
                || matches!(Class::of(chars[at - 1]), Class::Pause | Class::Stop)
                || Class::of(chars[at]) == Class::Opening
        })
        .collect();
    let Some(fewest) = even(fonts, role, &chars, &anywhere, measure) else {
        return greedy(fonts, role, &chars, &anywhere, measure);
    };
    even(fonts, role, &chars, &after_pause, measure)
        .filter(|by_sense| by_sense.len() <= fewest.len())
        .unwrap_or(fewest)
}

/// The offsets into `text` where it may be broken without cutting a word or a date; the last
/// is its length.
pub fn word_ends(text: &[char]) -> Vec<usize> {
    let inside = inside_words(text);
    let string: String = text.iter().collect();
    let mut ends = break_points(&string, Prohibition::Basic);
    ends.retain(|&at| at == text.len() || !inside[at]);
    ends
}

/// The fewest lines that fit, and among these the most even ones; `None` where some part
/// between two break points does not fit.
fn even(
    fonts: &Fonts,
    role: FontRole,
    chars: &[char],
    points: &[usize],
    measure: f32,
) -> Option<Vec<String>> {
    let mut nodes = vec![0];
    nodes.extend_from_slice(points);
    let width = |a: usize, b: usize| {
        let text: String = chars[a..b].iter().collect();
        fonts.width(role, text.trim())
    };
    let total = width(0, chars.len());
    let inside_word = inside_words(chars);
    // best[i]: (lines, unevenness, previous node) of the best way to reach node i.
    let mut best: Vec<Option<(usize, f32, usize)>> = vec![None; nodes.len()];
    best[0] = Some((0, 0.0, 0));
    for i in 1..nodes.len() {
        for j in (0..i).rev() {
            let w = width(nodes[j], nodes[i]);
            if w > measure + 1e-3 {
                break;
            }
            let Some((count, cost, _)) = best[j] else {
                continue;
            };
            let last = i == nodes.len() - 1;
            let lonely = last && count > 0 && nodes[i] - nodes[j] == 1;
            // Evenness is judged against the ideal width of the fewest lines possible.
            let ideal = total / (total / measure).ceil().max(1.0);
            let split = if inside_word[nodes[i]] {
                SPLIT_WORD
            } else if chars
                .get(nodes[i])
                .is_some_and(|c| Class::of(*c) == Class::Opening)
            {
                SPLIT_NOTE
            } else {
                0.0
            };
            let cost = cost + (w - ideal).powi(2) + if lonely { 1e3 } else { split };
            let candidate = (count + 1, cost, j);
            let better = best[i]
                .is_none_or(|b| (candidate.0, candidate.1) < (b.0, b.1) && candidate.0 <= b.0);
            if better {
                best[i] = Some(candidate);
            }
        }
    }
    let mut lines = Vec::new();
    let mut at = nodes.len() - 1;
    while at > 0 {
        let (_, _, previous) = best[at]?;
        let line: String = chars[nodes[previous]..nodes[at]].iter().collect();
        lines.push(line.trim().to_string());
        at = previous;
    }
    lines.reverse();
    Some(lines)
}

/// For each offset into `chars`, its end included, whether it stands inside a word: one of the
/// field's terms, else one of the Unicode dictionary, or a date (2011年｜12月).
fn inside_words(chars: &[char]) -> Vec<bool> {
    static SEGMENTER: OnceLock<WordSegmenterBorrowed<'static>> = OnceLock::new();
    let segmenter = SEGMENTER
        .get_or_init(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    let text: String = chars.iter().collect();
    let mut boundaries = segmenter.segment_str(&text).peekable();
    let mut byte = 0;
    let mut inside: Vec<bool> = (0..=chars.len())
        .map(|at| {
            while boundaries.peek().is_some_and(|&boundary| boundary < byte) {
                boundaries.next();
            }
            let in_date = at > 0
                && matches!(chars[at - 1], '年' | '月')
                && chars.get(at).is_some_and(char::is_ascii_digit);
            let in_word = boundaries.peek() != Some(&byte);
            byte += chars.get(at).map_or(0, |c| c.len_utf8());
            in_date || in_word
        })
        .collect();
    let mut at = 0;
    while at < chars.len() {
        let Some(length) = term_at(&chars[at..]) else {
            at += 1;
            continue;
        };
        inside[at] = false;
        inside[at + 1..at + length].fill(true);
        at += length;
        inside[at] = false;
    }
    inside
}

/// The length of the longest of the field's terms that `chars` begins with.
fn term_at(chars: &[char]) -> Option<usize> {
    TERMS
        .split_whitespace()
        .filter(|term| term.chars().zip(chars).all(|(a, b)| a == *b))
        .map(|term| term.chars().count())
        .filter(|length| *length <= chars.len())
        .max()
}

/// As many characters a line as fit; only for texts with an unbreakable word that does not.
fn greedy(
    fonts: &Fonts,
    role: FontRole,
    chars: &[char],
    points: &[usize],
    measure: f32,
) -> Vec<String> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for &point in points {
        let text: String = chars[start..point].iter().collect();
        if fonts.width(role, text.trim()) > measure && end > start {
            lines.push(
                chars[start..end]
                    .iter()
                    .collect::<String>()
                    .trim()
                    .to_string(),
            );
            start = end;
        }
        end = point;
    }
    lines.push(chars[start..].iter().collect::<String>().trim().to_string());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, measure: f32) -> Vec<String> {
        lines(&Fonts::shipped().unwrap(), FontRole::Hei, text, measure)
    }

    #[test]
    fn breaks_by_sense_before_it_breaks_by_width() {
        assert_eq!(
            broken("违反财务制度，违规报销", 8.0),
            ["违反财务制度，", "违规报销"]
        );
        // The mark at the end takes half its width: eight and a half em hold it.
        assert_eq!(
            broken("票据使用和保管不规范，丢失", 10.5),
            ["票据使用和保管不规范，", "丢失"]
        );
        assert_eq!(broken("固定资产管理小组", 5.0), ["固定资产", "管理小组"]);
        assert_eq!(broken("廉政", 8.0), ["廉政"]);
        assert_eq!(broken("", 8.0), [""]);
    }

    #[test]
    fn keeps_words_and_dates_together() {
        assert_eq!(
            broken("向阳峪镇领导和重要岗位廉政风险预警防控暂行办法", 21.0),
            ["向阳峪镇领导和重要岗位", "廉政风险预警防控暂行办法"]
        );
        assert_eq!(broken("10 个工作日", 4.0), ["10 个", "工作日"]);
        assert_eq!(
            broken("行政许可（部分）、财务管理（部分）、采购", 12.0),
            ["行政许可（部分）、", "财务管理（部分）、采购"]
        );
        assert_eq!(
            broken("2011年12月12日公示", 9.0),
            ["2011年12月12日", "公示"]
        );
    }

    #[test]
    fn leaves_no_lonely_character() {
        assert_eq!(broken("廉政风险防", 4.0), ["廉政", "风险防"]);
    }

    #[test]
    fn a_word_wider_than_the_measure_stands_alone() {
        assert_eq!(
            broken("见ABCDEFGHIJKLMN处", 3.0),
            ["见", "ABCDEFGHIJKLMN", "处"]
        );
    }
}
