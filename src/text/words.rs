//! Words of the language, by the Unicode dictionary and a list of what it lacks.

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::OnceLock;

/// What a word costs: the fewer a text is made of, the likelier they are those that were meant.
const A_WORD: f32 = 1.0;
/// One that offices use is likelier than another: 当日｜报 in a regulation, 当｜日报 in a newspaper.
const A_WORD_OF_OFFICES: f32 = 0.95;
/// A character that often stands by itself, and one that seldom does.
const A_PARTICLE: f32 = 0.8;
const A_STRAY: f32 = 1.2;
/// Hanzi that are words by themselves.
const PARTICLES: &str = "的了和与及或并且而在从对向由把被将以为于按依经至到不未无有是就都也又再还各该本其等后前时中内外上下不可应须能要过因由法局委员者权室科处股部站所长书栏表";
/// The dictionary holds few words that are longer.
const LONGEST: usize = 5;

/// Words of offices that the Unicode dictionary lacks. Unlike a term (`terms.txt`) one is a word
/// only where it is not made of parts of others: 经手 is none in 不经手续.
const LACKING: &str = include_str!("words.txt");

/// Hanzi that count, and what they count: 第十三条, 第三部分, 五年 and 两次 are words.
const NUMERALS: &str = "一二三四五六七八九十百千万零〇两几半";
const COUNTED: &str =
    "年月日天时分秒个名人户次份项条款章节件页号级元万亿千百吨斤亩米里岁届期类种步点组张把批套道笔栏";

fn segmenter() -> &'static WordSegmenterBorrowed<'static> {
    static SEGMENTER: OnceLock<WordSegmenterBorrowed<'static>> = OnceLock::new();
    SEGMENTER.get_or_init(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()))
}

/// What a thread remembers: texts of so many characters, so many of them. The same cells stand in
/// several tables and are measured before they are set.
const REMEMBERED: usize = 4096;
const REMEMBERED_LENGTH: usize = 120;

/// Where words begin or end in a text.
type Found = Rc<[bool]>;

thread_local! {
    static KNOWN: RefCell<BTreeMap<Box<[char]>, Found>> = RefCell::default();
}

/// For each offset into `chars`, its end included, whether a word begins or ends there.
pub(super) fn boundaries(chars: &[char]) -> Found {
    if chars.len() > REMEMBERED_LENGTH {
        return found(chars).into();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(found) = known.get(chars) {
            return Rc::clone(found);
        }
        if known.len() >= REMEMBERED {
            known.clear();
        }
        let found: Found = found(chars).into();
        known.insert(chars.into(), Rc::clone(&found));
        found
    })
}

/// The same, looked up.
///
/// The segmenter takes the longest word at each place, going forward, and so reads 单位和信誉 as
/// 单位｜和信｜誉. Where that leaves a stray character, the fewest words are taken.
fn found(chars: &[char]) -> Vec<bool> {
    let text: String = chars.iter().collect();
    let mut found = vec![false; chars.len() + 1];
    let mut at = (0, 0);
    for boundary in segmenter().segment_str(&text) {
        while at.0 < boundary {
            at.0 += chars[at.1].len_utf8();
            at.1 += 1;
        }
        found[at.1] = true;
    }
    let mut start = 0;
    for run in chars.chunk_by(|a, b| is_hanzi(*a) == is_hanzi(*b)) {
        let end = start + run.len();
        let stray =
            |k: usize| found[start + k] && found[start + k + 1] && !PARTICLES.contains(run[k]);
        if is_hanzi(run[0]) && run.len() > 2 && (0..run.len()).any(stray) {
            found[start + 1..end].fill(false);
            for at in fewest_words(run) {
                found[start + at] = true;
            }
        }
        start = end;
    }
    found
}

fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// The ends of the words of least cost that `run` is made of.
fn fewest_words(run: &[char]) -> Vec<usize> {
    // For each offset, the least cost up to there and where the last word begins.
    let mut best = vec![(0.0, 0); run.len() + 1];
    for end in 1..=run.len() {
        let word = |start: usize| {
            let cost = match &run[start..end] {
                [c] if PARTICLES.contains(*c) => A_PARTICLE,
                [_] => A_STRAY,
                word => cost_of(word)?,
            };
            Some((best[start].0 + cost, start))
        };
        let ways = (end.saturating_sub(LONGEST)..end).filter_map(word);
        best[end] = ways
            .min_by(|a: &(f32, usize), b| a.0.total_cmp(&b.0))
            .unwrap_or((f32::MAX, end - 1));
    }
    let mut ends = Vec::new();
    let mut at = run.len();
    while at > 0 {
        ends.push(at);
        at = best[at].1;
    }
    ends
}

/// What a word of several characters costs; `None` where `chars` are none.
fn cost_of(chars: &[char]) -> Option<f32> {
    static LIST: OnceLock<BTreeSet<&str>> = OnceLock::new();
    let list = LIST.get_or_init(|| LACKING.split_whitespace().collect());
    let text: String = chars.iter().collect();
    let in_dictionary = || segmenter().segment_str(&text).nth(1) == Some(text.len());
    match is_counted(chars) || list.contains(&*text) {
        true => Some(A_WORD_OF_OFFICES),
        false => in_dictionary().then_some(A_WORD),
    }
}

/// Whether `chars` are a number with what it counts, or one of a row.
fn is_counted(chars: &[char]) -> bool {
    let (number, counts) = match chars {
        ['第', number @ .., '部', '分'] => (number, true),
        ['第', number @ .., last] | [number @ .., last] => (number, COUNTED.contains(*last)),
        [] => return false,
    };
    counts && !number.is_empty() && number.iter().all(|&c| NUMERALS.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let found = boundaries(&chars);
        let mut parted = String::new();
        for (at, c) in chars.iter().enumerate() {
            if at > 0 && found[at] {
                parted.push('｜');
            }
            parted.push(*c);
        }
        parted
    }

    #[test]
    fn the_words_that_are_meant_are_found() {
        for (text, wanted) in [
            // Where the longest word first leaves a stray character.
            ("单位利益和信誉受损", "单位｜利益｜和｜信誉｜受损"),
            ("资产管理不到位", "资产｜管理｜不到位"),
            // A word of the list is none in parts of others.
            ("经手人", "经手｜人"),
            ("不经手续", "不经｜手续"),
            ("公开单位", "公开｜单位"),
            // Numbers with what they count.
            ("依第十三条任满五年", "依｜第十三条｜任满｜五年"),
            ("依第三部分的第二项", "依｜第三部分｜的｜第二项"),
            ("自查每半年一次", "自查｜每半年｜一次"),
            ("第四部分", "第四｜部分"),
            ("重大事项当日报", "重大｜事项｜当日｜报"),
        ] {
            assert_eq!(words(text), wanted);
        }
    }

    #[test]
    fn the_list_holds_each_word_once() {
        let mut all: Vec<&str> = LACKING.split_whitespace().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        let fits = |word: &&str| (2..=LONGEST).contains(&word.chars().count());
        assert!(all.iter().all(fits));
    }
}
