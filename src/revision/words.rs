//! Which words of a text went and which came, and of a long text the sentences with them alone.

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use serde::Serialize;
use similar::{capture_diff_slices, Algorithm, DiffTag};
use std::sync::OnceLock;

/// Whether words are in both states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// They are.
    Same,
    /// In the old one only.
    Gone,
    /// In the new one only.
    New,
}

/// Words with their mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Whether they are in both states.
    pub mark: Mark,
    /// The words.
    pub text: String,
}

impl Words {
    /// Such words.
    pub fn new(mark: Mark, text: impl Into<String>) -> Self {
        Self {
            mark,
            text: text.into(),
        }
    }
}

/// A text up to so many characters is shown whole.
const SHORT: usize = 40;
/// So many characters between two changes are part of the change, unless they are a mark.
const BETWEEN: usize = 1;
/// A longer sentence is shown by its clauses.
const LONG: usize = 60;
/// What stands for what is left out.
const LEFT_OUT: &str = "……";

/// The old and the new text, words marked; of long ones only the sentences in which some are.
pub(super) fn marked(old: &str, new: &str) -> (Vec<Words>, Vec<Words>) {
    let (a, b) = (words(old), words(new));
    let mut parts: Vec<Part> = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &a, &b) {
        let (tag, old, new) = op.as_tag_tuple();
        match tag {
            DiffTag::Equal => parts.extend(old.map(|at| Part::same(a[at]))),
            _ => parts.push(Part {
                old: a[old].concat(),
                new: b[new].concat(),
                same: false,
            }),
        }
    }
    let parts = joined(parts);
    let whole = old.chars().count().max(new.chars().count()) <= SHORT;
    let mut out = (Vec::new(), Vec::new());
    let mut left_out = false;
    for (shown, sentence) in shown(parts) {
        if !whole && !shown {
            left_out = true;
            continue;
        }
        let begun = !out.0.is_empty() || !out.1.is_empty();
        // At the beginning only where a sentence is cut.
        if left_out && (begun || !sentence.begins) {
            push(&mut out.0, Mark::Same, LEFT_OUT);
            push(&mut out.1, Mark::Same, LEFT_OUT);
        }
        left_out = false;
        for part in sentence.parts {
            let (gone, came) = match part.same {
                true => (Mark::Same, Mark::Same),
                false => (Mark::Gone, Mark::New),
            };
            push(&mut out.0, gone, &part.old);
            push(&mut out.1, came, &part.new);
        }
    }
    (trimmed(out.0), trimmed(out.1))
}

/// Words of both texts, or those that stand in each other's place.
struct Part {
    old: String,
    new: String,
    same: bool,
}

impl Part {
    fn same(text: &str) -> Self {
        Self {
            old: text.to_owned(),
            new: text.to_owned(),
            same: true,
        }
    }

    fn ends_with(&self, marks: &[char]) -> bool {
        self.same && self.old.ends_with(marks)
    }
}

/// A sentence, or a clause of a long one.
struct Sentence {
    parts: Vec<Part>,
    /// Whether a sentence begins with it.
    begins: bool,
}

impl Sentence {
    fn is_same(&self) -> bool {
        self.parts.iter().all(|part| part.same)
    }
}

/// The sentences, those that are long by clauses; each with whether it is shown: it has a change, or
/// is the clause before or after one.
fn shown(parts: Vec<Part>) -> Vec<(bool, Sentence)> {
    const ENDS: [char; 5] = ['。', '；', '！', '？', '\n'];
    const PAUSES: [char; 2] = ['，', '：'];
    let mut out = Vec::new();
    for sentence in split(parts, &ENDS) {
        let length = |part: &Part| part.old.chars().count().max(part.new.chars().count());
        if sentence.iter().map(length).sum::<usize>() <= LONG {
            let sentence = Sentence {
                parts: sentence,
                begins: true,
            };
            out.push((!sentence.is_same(), sentence));
            continue;
        }
        let clauses: Vec<Sentence> = (split(sentence, &PAUSES).into_iter().enumerate())
            .map(|(at, parts)| Sentence {
                parts,
                begins: at == 0,
            })
            .collect();
        let changed: Vec<bool> = clauses.iter().map(|clause| !clause.is_same()).collect();
        let near = |at: usize| {
            let around = at.saturating_sub(1)..(at + 2).min(changed.len());
            changed[around].contains(&true)
        };
        let near: Vec<bool> = (0..changed.len()).map(near).collect();
        out.extend(near.into_iter().zip(clauses));
    }
    out
}

/// The parts, with 的 between two changes made part of the change.
fn joined(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut rest = parts.into_iter().peekable();
    while let Some(part) = rest.next() {
        let short = part.same && part.old.chars().count() <= BETWEEN;
        let is_word = part.old.chars().all(char::is_alphabetic);
        let inside = short
            && is_word
            && out.last().is_some_and(|before| !before.same)
            && rest.peek().is_some_and(|after| !after.same);
        match out.last_mut() {
            Some(before) if !before.same && (inside || !part.same) => {
                before.old += &part.old;
                before.new += &part.new;
            }
            _ => out.push(part),
        }
    }
    out
}

/// The parts up to each that ends with one of the marks.
fn split(parts: Vec<Part>, marks: &[char]) -> Vec<Vec<Part>> {
    let mut out = vec![Vec::new()];
    for part in parts {
        let ends = part.ends_with(marks);
        if let Some(last) = out.last_mut() {
            last.push(part);
        }
        if ends {
            out.push(Vec::new());
        }
    }
    out.retain(|sentence| !sentence.is_empty());
    out
}

fn push(out: &mut Vec<Words>, mark: Mark, text: &str) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.mark == mark => last.text.push_str(text),
        _ => out.push(Words::new(mark, text)),
    }
}

/// Without the line ends at both ends.
fn trimmed(mut words: Vec<Words>) -> Vec<Words> {
    if let Some(first) = words.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = words.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    words.retain(|words| !words.text.is_empty());
    words
}

/// The words of a text, marks and blanks by themselves.
fn words(text: &str) -> Vec<&str> {
    static SEGMENTER: OnceLock<WordSegmenterBorrowed<'static>> = OnceLock::new();
    let segmenter = SEGMENTER
        .get_or_init(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    let mut ends: Vec<usize> = segmenter.segment_str(text).collect();
    // cw-2 is one word.
    let of_code = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-');
    ends.retain(|&end| {
        let (before, after) = text.split_at(end);
        !(of_code(before.chars().next_back()) && of_code(after.chars().next()))
    });
    ends.windows(2).map(|two| &text[two[0]..two[1]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &[Words]) -> String {
        let one = |words: &Words| match words.mark {
            Mark::Same => words.text.clone(),
            Mark::Gone => format!("[-{}-]", words.text),
            Mark::New => format!("[+{}+]", words.text),
        };
        words.iter().map(one).collect()
    }

    #[test]
    fn words_are_marked_whole() {
        for (old, new, wanted) in [
            (
                "固定资产账定期核对，账物相符",
                "固定资产账每半年核对，账物相符",
                (
                    "固定资产账[-定期-]核对，账物相符",
                    "固定资产账[+每半年+]核对，账物相符",
                ),
            ),
            (
                "财务管理（全部）、物资采购（部分）",
                "财务管理（全部）、物资采购（全部）",
                (
                    "财务管理（全部）、物资采购（[-部分-]）",
                    "财务管理（全部）、物资采购（[+全部+]）",
                ),
            ),
            ("公示5天。", "公示7天。", ("公示[-5-]天。", "公示[+7+]天。")),
            ("", "新的话", ("", "[+新的话+]")),
        ] {
            let (a, b) = marked(old, new);
            assert_eq!((shown(&a).as_str(), shown(&b).as_str()), wanted);
        }
    }

    #[test]
    fn of_a_long_text_the_changed_sentences_are_shown() {
        let long = |days: &str, sum: &str| {
            format!(
                "评定结果公示{days}天。公示期间有异议的，由审核的部门重新审核，并且答复提出异议的人。\
                 没有异议的，报送备案。金额在{sum}万元以上的，集体研究决定，并且记录在案，存档备查。"
            )
        };
        let (old, new) = marked(&long("5", "3"), &long("7", "5"));
        assert_eq!(
            shown(&old),
            "评定结果公示[-5-]天。……金额在[-3-]万元以上的，集体研究决定，并且记录在案，存档备查。"
        );
        assert!(shown(&new).starts_with("评定结果公示[+7+]天。……"));
    }
}
