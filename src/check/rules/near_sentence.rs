//! # 查什么
//! 两部制度里几乎一样、只差一处的两个句子：一处写每半年，一处写每年；一处写应当，一处写可以。单位写了
//! `compare-sentences = true` 才查，只作提示。
//!
//! # 为什么
//! 照抄来的条文，一部改了数字、期限、机构，另一部往往忘了跟着改。
//!
//! # 例子
//! 甲办法：“高级岗位每半年自查1次”；乙办法：“高级岗位每季度自查1次”。
//!
//! # 依据
//! `[unit]` 的 `compare-sentences`。两处本来就该不同的，不必理会。

use crate::check::texts::Text;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use std::collections::BTreeMap;
use std::ops::Range;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::NearSentence,
    source: include_str!("near_sentence.rs"),
    norms: &[],
    run,
};

/// Characters of a sentence that tells enough to be compared.
const SHORTEST: usize = 10;
/// Characters of what differs.
const LONGEST_DIFFERENCE: usize = 6;
/// Characters that begin, or end, two sentences that are compared.
const SHARED: usize = 4;
/// Sentences that begin alike and are compared: more are a form of words.
const MOST_ALIKE: usize = 40;
/// Characters that tell nothing.
const EMPTY: &str = "的地得了和与及或，、：；之并且将其应";

/// A sentence of a regulation.
struct Sentence<'c, 't> {
    text: &'c Text<'t>,
    range: Range<usize>,
}

impl Sentence<'_, '_> {
    fn chars(&self) -> &[char] {
        &self.text.chars[self.range.clone()]
    }
}

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !context.unit.profile.compare_sentences {
        return;
    }
    let sentences = sentences(context);
    let mut alike: BTreeMap<(bool, &[char]), Vec<usize>> = BTreeMap::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let chars = sentence.chars();
        alike
            .entry((true, &chars[..SHARED]))
            .or_default()
            .push(index);
        let tail = &chars[chars.len() - SHARED..];
        alike.entry((false, tail)).or_default().push(index);
    }
    let mut found: BTreeMap<usize, (usize, Range<usize>, Range<usize>)> = BTreeMap::new();
    for group in alike.values().filter(|group| group.len() <= MOST_ALIKE) {
        for (i, &later) in group.iter().enumerate() {
            for &earlier in &group[..i] {
                let (a, b) = (&sentences[earlier], &sentences[later]);
                if a.text.unit == b.text.unit {
                    continue;
                }
                if let Some((of_a, of_b)) = difference(a.chars(), b.chars()) {
                    found.entry(later).or_insert((earlier, of_a, of_b));
                }
            }
        }
    }
    for (later, (earlier, of_a, of_b)) in found {
        let (a, b) = (&sentences[earlier], &sentences[later]);
        let words = |s: &Sentence<'_, '_>, range: &Range<usize>| -> String {
            s.chars()[range.clone()].iter().collect()
        };
        let message = format!(
            "与另一部制度的一句只差“{}”和“{}”",
            words(a, &of_a),
            words(b, &of_b)
        );
        let place = b
            .text
            .place(b.range.start + of_b.start..b.range.start + of_b.end);
        findings.push(
            Finding::info(RULE.code, place, message)
                .help("核对是不是一处改了、另一处忘了改；本来就该不同的，不必理会")
                .related(a.text.place(a.range.clone()), "另一句在这里"),
        );
    }
}

/// The sentences of all regulations, without the labels before them.
fn sentences<'c, 't>(context: &'c Context<'t>) -> Vec<Sentence<'c, 't>> {
    let mut out = Vec::new();
    let texts = context.texts.iter();
    for text in texts.filter(|text| text.in_regulation() && text.key == "text") {
        for line in &text.lines {
            let mut start = line.start;
            for at in line.clone() {
                let c = text.chars[at];
                let label = c == '）' && at - line.start < 5;
                let ends = "。；".contains(c) || at + 1 == line.end;
                if label {
                    start = at + 1;
                } else if ends {
                    if at - start >= SHORTEST {
                        out.push(Sentence {
                            text,
                            range: start..at,
                        });
                    }
                    start = at + 1;
                }
            }
        }
    }
    out
}

/// What differs between two sentences that are otherwise one, with what stands beside it where it
/// is too short to be read.
fn difference(a: &[char], b: &[char]) -> Option<(Range<usize>, Range<usize>)> {
    let before = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let most = a.len().min(b.len()) - before;
    let tails = a.iter().rev().zip(b.iter().rev());
    let after = tails.take(most).take_while(|(x, y)| x == y).count();
    let (of_a, of_b) = (before..a.len() - after, before..b.len() - after);
    let longest = of_a.len().max(of_b.len());
    let telling =
        |range: &Range<usize>, s: &[char]| s[range.clone()].iter().any(|c| !EMPTY.contains(*c));
    let shared = (before + after) * 10 >= a.len().max(b.len()) * 7;
    if longest == 0 || longest > LONGEST_DIFFERENCE || !shared {
        return None;
    }
    if !telling(&of_a, a) && !telling(&of_b, b) {
        return None;
    }
    // One character says little by itself.
    let by = if of_a.len().min(of_b.len()) < 2 {
        (2, 1)
    } else {
        (0, 0)
    };
    let wider = |range: Range<usize>, length: usize| {
        range.start.saturating_sub(by.0)..(range.end + by.1).min(length)
    };
    Some((wider(of_a, a.len()), wider(of_b, b.len())))
}
