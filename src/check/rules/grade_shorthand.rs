//! # 查什么
//! 几个等级连着写时省了字：“高、中风险岗位”“高、中级站所”“高中低三级”，而等级叫高级、中级、低级。
//!
//! # 为什么
//! 等级的名字一律写全，表格、上墙图和条文才对得上，程序也靠它认出说的是哪一级。
//!
//! # 例子
//! “高、中风险岗位半年自查一次”应为“高级、中级风险岗位半年自查一次”。
//!
//! # 依据
//! 单位的等级（`[[grade]]` 的 `name`）；没有 norm 也检查。

use crate::check::texts::Text;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use std::ops::Range;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::GradeShorthand,
    source: include_str!("grade_shorthand.rs"),
    norms: &[],
    run,
};

/// What a grade is said of, so that 高、中 cannot mean anything else: 高、中风险, 高、中等级.
const SAID_OF: [&str; 4] = ["风险", "廉政风险", "廉洁风险", "等级"];

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let grades = context.unit.vocabulary.grades.iter();
    let names: Vec<&str> = grades.map(|grade| grade.chinese()).collect();
    let Some((stems, ending)) = stems(&names) else {
        return;
    };
    for text in context.texts_with(stems.iter().copied()) {
        let mut at = 0;
        while at < text.chars.len() {
            let row = row(text, at, &stems);
            let next = row.last().map_or(at + 1, |stem| stem + 1);
            if let Some(range) = short(text, &row, ending) {
                findings.push(finding(text, range, &row, ending));
            }
            at = next;
        }
    }
}

/// What the names have before their common last character: 高, 中, 低 of 高级, 中级, 低级.
fn stems(names: &[&str]) -> Option<(Vec<char>, char)> {
    let mut stems = Vec::new();
    let mut ending = None;
    for name in names {
        let mut chars = name.chars();
        let (stem, last) = (chars.next()?, chars.next()?);
        if chars.next().is_some() || *ending.get_or_insert(last) != last {
            return None;
        }
        stems.push(stem);
    }
    Some((stems, ending?))
}

/// Where the stems stand that begin at `at`, with 、 between them or nothing.
fn row(text: &Text<'_>, at: usize, stems: &[char]) -> Vec<usize> {
    let is_stem = |i: usize| text.at(i).is_some_and(|c| stems.contains(&c));
    let mut row = Vec::new();
    let mut i = at;
    while is_stem(i) && !row.iter().any(|&j| text.chars[j] == text.chars[i]) {
        row.push(i);
        i += 1;
        if text.at(i) == Some('、') && is_stem(i + 1) {
            i += 1;
        }
    }
    row
}

/// The characters of a row that leaves out what the names end with.
fn short(text: &Text<'_>, row: &[usize], ending: char) -> Option<Range<usize>> {
    let (first, last) = (*row.first()?, *row.last()?);
    if row.len() < 2 {
        return None;
    }
    let parted = last - first + 1 == row.len() * 2 - 1;
    let joined = last - first + 1 == row.len();
    let after = last + 1;
    let said = SAID_OF.iter().any(|word| text.has(after, word));
    let ended = text.at(after) == Some(ending);
    // Counted: 高中低三级, 高、中、低三个等级.
    let number = text.skip(after, |c| "二两三四五六".contains(c));
    let classed = ["级", "等", "个等级", "档", "类"];
    let counted = number == after + 1 && classed.iter().any(|word| text.has(number, word));
    // 一、二级 is how numbers are said; 初高中 is a school.
    let number_like = "一二三四五六".contains(text.chars[first]);
    let wrong = match (parted, number_like) {
        (true, false) => said || ended || counted,
        (true, true) => said,
        (false, false) => joined && row.len() > 2 && (said || counted),
        (false, true) => false,
    };
    // 中级、高级 has its endings, and （高、中级） of a title may be a quotation.
    let part_of_word = text
        .before(first)
        .is_some_and(|c| "最较很更提升增".contains(c));
    (wrong && !part_of_word && !text.quoted(first)).then_some(first..after)
}

fn finding(text: &Text<'_>, range: Range<usize>, row: &[usize], ending: char) -> Finding {
    let ended = text.at(range.end) == Some(ending);
    let full: Vec<String> = (row.iter())
        .map(|&i| format!("{}{ending}", text.chars[i]))
        .collect();
    let full = full.join("、");
    let place = text.place(range.clone());
    let shown = text.slice(range.start..range.end + usize::from(ended));
    // The ending of the last stands already where one is written.
    let written = match ended {
        true => full.trim_end_matches(ending).to_owned(),
        false => full.clone(),
    };
    Finding::warning(RULE.code, place, format!("等级“{shown}”没有写全"))
        .help(format!("写成“{full}”"))
        .edit(place, written)
}
