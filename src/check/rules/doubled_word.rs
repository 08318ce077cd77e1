//! # 查什么
//! 重复的词：的的、应当应当、按照按照、负责负责……
//!
//! # 为什么
//! 多半是改稿时没有删净。
//!
//! # 例子
//! “站所应当应当按期报告”。
//!
//! # 依据
//! 行文规范；这些虚词不重叠使用。

use crate::check::texts::{Text, Words};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Severity};
use std::ops::Range;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DoubledWord,
    source: include_str!("doubled_word.rs"),
    norms: &[],
    run,
};

/// Words that are never said twice.
const WORDS: &[&str] = &[
    "应当",
    "应该",
    "必须",
    "可以",
    "按照",
    "依照",
    "根据",
    "关于",
    "对于",
    "由于",
    "以及",
    "或者",
    "并且",
    "而且",
    "但是",
    "因为",
    "如果",
    "予以",
    "进行",
    "负责",
    "有关",
    "本办法",
    "本细则",
    "本措施",
];
/// Shorter names of bodies stand within longer ones, and double by right.
const SHORTEST_NAME: usize = 3;

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let organs = context.unit.organs.iter().map(|o| o.name.as_str());
    let names = organs.filter(|name| name.chars().count() >= SHORTEST_NAME);
    let words: Vec<&str> = WORDS.iter().copied().chain(names).collect();
    let known = Words::of(words.iter().copied());
    for text in &context.texts {
        for (at, number) in known.found(text) {
            let word = words[number];
            let length = word.chars().count();
            let range = at + length..at + 2 * length;
            // 根据根据地的经验.
            let other = word == "根据" && text.at(range.end) == Some('地');
            if text.has(range.start, word) && !other {
                findings.push(fault(text, range, word));
            }
        }
        for at in text.find_all("的的") {
            // 目的的, 标的的 and 有的的确 are right.
            let right = text.before(at).is_some_and(|c| "目标有中矢".contains(c))
                || text.at(at + 2).is_some_and(|c| "确话士".contains(c));
            if !right {
                findings.push(Finding {
                    severity: Severity::Warning,
                    ..fault(text, at + 1..at + 2, "的")
                });
            }
        }
    }
}

fn fault(text: &Text<'_>, range: Range<usize>, word: &str) -> Finding {
    let place = text.place(range);
    Finding::error(RULE.code, place, format!("“{word}”写了两遍"))
        .help("删去一个")
        .edit(place, "")
}
