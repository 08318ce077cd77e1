//! # 查什么
//! 用顿号并列的几个词中间夹了一个逗号：“人事、财务，采购、工程等权力”。
//!
//! # 为什么
//! 逗号把一串并列的词断成两截，后面的“等”“和”就管不到前面。
//!
//! # 例子
//! “受理、审查，核准、送达等环节”应为“受理、审查、核准、送达等环节”。
//!
//! # 依据
//! GB/T 15834—2011 4.5。

use crate::check::texts::{hanzi, Text};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use std::collections::BTreeSet;
use std::ops::Range;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::CommaInList,
    source: include_str!("comma_in_list.rs"),
    norms: &[],
    run,
};

/// Characters of a member of such a list.
const LONGEST: usize = 6;
/// The same of one that stands in no other list.
const LONGEST_UNKNOWN: usize = 4;
/// What begins a clause, and no member: 、管理，并落实、检查.
const CLAUSE: &str =
    "不抓促强严重讲守敢能会要应可并且则即而但也还又由对在把将以为按经使让向从因如若已未没勿须必确切做作搞是有无其各及或与和同集亦称大";

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // Words that stand side by side between 、 somewhere else belong to one list.
    let mut pairs: BTreeSet<(String, String)> = BTreeSet::new();
    for text in context.texts_with(['、']) {
        for at in text.find_all("、") {
            if let (Some(before), Some(after)) = (member_before(text, at), member_after(text, at)) {
                pairs.insert((text.slice(before), text.slice(after)));
            }
        }
    }
    for text in context.texts_with(['，']) {
        for at in text.find_all("，") {
            if stands_in_list(text, at, &pairs) {
                let place = text.place(at..at + 1);
                findings.push(
                    Finding::warning(RULE.code, place, "顿号并列的词中间用了逗号")
                        .help("改成顿号")
                        .basis("GB/T 15834—2011 4.5")
                        .edit(place, '、'),
                );
            }
        }
    }
}

/// The word that ends before the mark at `at`.
fn member_before(text: &Text<'_>, at: usize) -> Option<Range<usize>> {
    let length = text.chars[..at]
        .iter()
        .rev()
        .take_while(|&&c| hanzi(c))
        .count();
    (1..=LONGEST).contains(&length).then_some(at - length..at)
}

/// The word that begins after the mark at `at`.
fn member_after(text: &Text<'_>, at: usize) -> Option<Range<usize>> {
    let end = text.skip(at + 1, hanzi);
    (1..=LONGEST)
        .contains(&(end - at - 1))
        .then_some(at + 1..end)
}

fn stands_in_list(text: &Text<'_>, at: usize, pairs: &BTreeSet<(String, String)>) -> bool {
    let Some(before) = member_before(text, at) else {
        return false;
    };
    let Some(after) = member_after(text, at) else {
        return false;
    };
    // Both words are bounded by 、 on their other side, so that all of each is seen.
    if text.before(before.start) != Some('、') || text.at(after.end) != Some('、') {
        return false;
    }
    if [before.start, after.start]
        .iter()
        .any(|&i| CLAUSE.contains(text.chars[i]))
    {
        return false;
    }
    // A row that 和 has closed is complete.
    let of_one = |range: Range<usize>| !text.chars[range].iter().any(|c| "和及与或".contains(*c));
    if !of_one(before.clone()) || !of_one(after.clone()) {
        return false;
    }
    let words = (text.slice(before.clone()), text.slice(after.clone()));
    // 抓教育、促管理，强监督、严问责 are clauses; a list is closed by 等, 和 or 及.
    let short = before.len().max(after.len()) <= LONGEST_UNKNOWN;
    let alike = short && before.len().abs_diff(after.len()) <= 1;
    alike && closed(text, after.end) || pairs.contains(&words)
}

/// Whether the row that goes on at `at` is closed as one list.
fn closed(text: &Text<'_>, at: usize) -> bool {
    let mut at = at;
    while text.at(at) == Some('、') {
        let end = text.skip(at + 1, hanzi);
        let words: Vec<char> = text.chars[at + 1..end].to_vec();
        let closing = (1..=LONGEST).find(|&i| {
            words.get(i) == Some(&'等')
                || (words.get(i).is_some_and(|c| "和及".contains(*c)) && i > 1)
        });
        if closing.is_some() {
            return true;
        }
        if words.len() > LONGEST {
            return false;
        }
        at = end;
    }
    false
}
