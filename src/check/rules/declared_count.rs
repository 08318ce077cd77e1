//! # 查什么
//! 条文里说的个数与后面列的项数不符：“下列六类”后面只列五项，“四个结合：”后面只有三个结合，
//! “甲、乙、丙四项因素”只有三项。
//!
//! # 为什么
//! 个数不符，不是漏列就是多列，读的人不知道以哪个为准。
//!
//! # 例子
//! “评估按照下列四步进行：”后面列了（一）到（三）。
//!
//! # 依据
//! 条文自己说的个数。

use crate::check::counts::{self, Count};
use crate::check::texts::Text;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Place, Severity};
use crate::model::{Line, LineLevel};
use std::ops::Range;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DeclaredCount,
    source: include_str!("declared_count.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in &context.texts {
        for line in &text.lines {
            for (count, listed) in counts::inline(text, line.clone()) {
                report(text, &count, listed, None, findings);
            }
        }
    }
    let vocabulary = &context.unit.vocabulary;
    let grades = vocabulary.grades.iter().map(|grade| grade.chinese());
    let levels = vocabulary.levels.iter().map(|level| level.chinese());
    let names: Vec<&str> = grades.chain(levels).collect();
    for regulation in &context.unit.regulations {
        for article in regulation.articles() {
            for (index, line) in article.lines.iter().enumerate() {
                let Some((text, range)) = context.text_of(line) else {
                    continue;
                };
                let items = items_after(&article.lines, index);
                let Some((&first, &last)) = items.first().zip(items.last()) else {
                    continue;
                };
                if let Some(count) = counts::before_list(text, range, &names) {
                    let span = Place {
                        end: article.lines[last].place.end,
                        ..article.lines[first].place
                    };
                    // 共6个 may count what stands below the items: 1. with four, 2. with two.
                    let leaves = leaves(&article.lines[first..=last_of(&article.lines, first)]);
                    let listed = if count.value == leaves {
                        leaves
                    } else {
                        items.len()
                    };
                    report(text, &count, listed, Some(span), findings);
                }
            }
        }
    }
}

fn report(
    text: &Text<'_>,
    count: &Count,
    listed: usize,
    list: Option<Place>,
    findings: &mut Vec<Finding>,
) {
    if count.value == listed {
        return;
    }
    let range: Range<usize> = count.range.clone();
    let message = format!(
        "这里说“{}”，列出的是 {listed} 项",
        text.slice(range.clone())
    );
    let finding =
        Finding::error(RULE.code, text.place(range), message).help("补列缺的项，或者改正个数");
    let finding = match list {
        Some(place) => finding.related(place, "列在这里"),
        None => finding,
    };
    findings.push(Finding {
        severity: if count.certain {
            Severity::Error
        } else {
            Severity::Warning
        },
        ..finding
    });
}

/// The items of the list that line number `index` introduces.
fn items_after(lines: &[Line], index: usize) -> Vec<usize> {
    let (own, rest) = (lines[index].level, &lines[index + 1..]);
    let Some(level) = rest.first().map(|l| l.level) else {
        return Vec::new();
    };
    if level == LineLevel::Paragraph || level <= own {
        return Vec::new();
    }
    rest.iter()
        .enumerate()
        .take_while(|(_, line)| line.level >= level)
        .filter(|(_, line)| line.level == level)
        .map(|(i, _)| index + 1 + i)
        .collect()
}

/// The last line of the list that begins with line number `first`.
fn last_of(lines: &[Line], first: usize) -> usize {
    let level = lines[first].level;
    let rest = lines[first..].iter();
    first + rest.take_while(|line| line.level >= level).count() - 1
}

/// How many items of a list have no items below them.
fn leaves(lines: &[Line]) -> usize {
    let deeper = |i: usize| {
        lines
            .get(i + 1)
            .is_some_and(|next| next.level > lines[i].level)
    };
    (0..lines.len()).filter(|&i| !deeper(i)).count()
}
