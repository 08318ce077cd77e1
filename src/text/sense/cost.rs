//! What it costs to end a line between two characters, beside the square of em by which the
//! lines are uneven. The figures were set by eye on the sample's posters and tables.

use super::inside_words;
use crate::text::{Class, Terms};

/// After a clause (，；：): what is gained.
pub const CLAUSE: f32 = -32.0;
/// After 、, among the parts of a list.
pub const LIST: f32 = 12.0;
/// After a clause or a part of a list that has a line for itself and is but a word, on top of
/// that: 挤占、｜.
pub const STUB: f32 = 36.0;
/// Before a word that joins what stands before it with as much as a line: 申请｜并附依据.
pub const JOINT: f32 = 30.0;
/// Between words.
pub const WORDS: f32 = 40.0;
/// Before a bracket: the note in it belongs to the word before.
pub const NOTE: f32 = 46.0;
/// Inside brackets, on top of the rest: 副镇长｜（农牧林） rather than 副镇长（农｜牧林）.
pub const IN_NOTE: f32 = 20.0;
/// After a word that belongs to the next: 和｜标准.
pub const LEADING: f32 = 52.0;
/// Inside a word.
pub const SPLIT_WORD: f32 = 60.0;
/// Inside a run longer than any word, where no other place is left.
pub const SPLIT_ENDLESS: f32 = 200.0;
/// Inside a word or a number that people read, where no other place is left.
pub const SPLIT_NUMBER: f32 = 600.0;
/// A line of a single character.
pub const LONELY: f32 = 1e3;

/// With fewer characters behind it no line begins with a word that joins: ｜和幅度.
const LEAST_AFTER_JOINT: usize = 4;

/// For each offset into `chars`, its end included, what it costs to end a line there.
pub fn costs(terms: &Terms, chars: &[char]) -> Vec<f32> {
    let inside = inside_words(terms, chars);
    let cost = |at: usize| {
        let is_word = at > 0 && !inside[at - 1];
        let joins = matches!(chars.get(at), Some('和' | '与' | '并' | '且' | '及' | '或'));
        match inside[at] {
            true => SPLIT_WORD,
            // 两名｜以上.
            false if matches!(chars.get(at..at + 2), Some(['以', '上' | '下' | '内'])) => {
                SPLIT_WORD
            }
            false if clings(&chars[..at], is_word, chars.get(at)) => LEADING,
            false if is_result(&chars[at..]) => LEADING,
            false if joins && chars.len() >= at + LEAST_AFTER_JOINT => JOINT,
            false => WORDS,
        }
    };
    let mut costs: Vec<f32> = (0..=chars.len()).map(cost).collect();
    let mut depth = 0;
    for (at, pair) in chars.windows(2).enumerate() {
        let after = at + 1;
        match pair[0] {
            '（' | '〔' | '《' => depth += 1,
            '）' | '〕' | '》' => depth -= 1,
            _ => {}
        }
        match (Class::of(pair[0]), Class::of(pair[1])) {
            (Class::Pause, _) if pair[0] == '、' => costs[after] = LIST,
            (Class::Pause | Class::Stop, _) => costs[after] = CLAUSE,
            // 第十二条｜第（一）项.
            _ if matches!(
                pair,
                ['条' | '款' | '项', '第' | '（'] | ['第', '（'] | ['）', '项']
            ) =>
            {
                costs[after] = SPLIT_WORD
            }
            (_, Class::Opening) => costs[after] = costs[after].max(NOTE),
            _ => {}
        }
        if depth > 0 {
            costs[after] += IN_NOTE;
        }
    }
    costs[chars.len()] = 0.0;
    costs
}

/// Whether a line that ends so leaves 不 before what it denies.
pub(super) fn denies(last: char) -> bool {
    matches!(last, '不' | '未')
}

/// Whether a line that ends so leaves a word before what it belongs to: 不｜规范, 依｜规定,
/// 集体｜审核; not 以上｜凭. `is_word`: whether the last character is a word by itself.
fn clings(line: &[char], is_word: bool, next: Option<&char>) -> bool {
    let leads = |last: &char| denies(*last) || is_word && LEADERS.contains(*last);
    let is_pair = PAIRS.iter().any(|pair| line.ends_with(pair));
    let parts = next.is_some_and(|next| LEADERS.contains(*next));
    line.last().is_some_and(leads) || is_pair && !parts
}

/// Whether a line begins with how badly what stands before it is done: 统计｜不实，.
fn is_result(line: &[char]) -> bool {
    let ends = |c: &char| matches!(Class::of(*c), Class::Pause | Class::Stop);
    matches!(line, [first, _, rest @ ..] if denies(*first) && rest.first().is_none_or(ends))
}

/// Words that belong to what follows them.
pub(super) const LEADERS: &str = "依凭按据由对向把被从和及或与并且经有仍均本";
/// The same of two characters: 两名以上｜民警.
const PAIRS: [[char; 2]; 7] = [
    ['无', '人'],
    ['集', '体'],
    ['不', '经'],
    ['是', '否'],
    ['以', '上'],
    ['以', '下'],
    ['以', '内'],
];
