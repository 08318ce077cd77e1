//! # 查什么
//! 制度条文里，一段、一项的末尾没有标点，或者最后一项以逗号、分号收尾。
//!
//! # 为什么
//! 多半是粘贴、改稿时丢了句号，也可能是一句话被截断，后半句没有了。
//!
//! # 例子
//! “（二）财务人员定期轮岗，互相监督”后面没有“；”也没有“。”。
//!
//! # 依据
//! GB/T 15834—2011 4.1；同级的项写法一律。只有几个字的小标题不算。

use crate::check::texts::Text;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Article, Line, LineLevel};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::MissingFinalMark,
    source: include_str!("missing_final_mark.rs"),
    norms: &[],
    run,
};

/// Characters of what may be a heading.
const LONGEST_HEADING: usize = 15;

/// What short sentences of regulations end with: 本制度于2018年7月施行.
const ENDINGS: &str = "施行 执行 实施 解释 备案 办理 处理 报告 归档 负责 废止 为准";
/// Characters of a line that may be a heading, whatever it ends with.
const SHORTEST_SENTENCE: usize = 8;

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for regulation in &context.unit.regulations {
        for article in regulation.articles() {
            for index in 0..article.lines.len() {
                if let Some((text, range)) = context.text_of(&article.lines[index]) {
                    findings.extend(fault(article, index, text, range.end));
                }
            }
        }
    }
}

/// What is wrong with the end of a line, which is before character `end` of the text.
fn fault(article: &Article, index: usize, text: &Text<'_>, end: usize) -> Option<Finding> {
    let line = &article.lines[index];
    let next = article.lines.get(index + 1);
    let last = *text.chars.get(end.checked_sub(1)?)?;
    let item = line.number.is_some();
    let sibling = |other: &&Line| other.number.is_some() && other.level == line.level;
    let siblings: Vec<&Line> = article.lines.iter().filter(sibling).collect();
    let below = next.is_some_and(|next| next.number.is_some() && next.level > line.level);
    let goes_on = next.is_some_and(|next| next.level == LineLevel::Paragraph);
    let more = next.is_some_and(|next| next.number.is_some() && next.level == line.level);
    // What the others end with, but for the last, which ends the sentence.
    let others = siblings.iter().take(siblings.len().saturating_sub(1));
    let others = others.filter(|other| other.place != line.place);
    let ends = |mark: char| others.clone().filter(|l| l.text.ends_with(mark)).count();
    let wanted = if item && more && ends('；') >= ends('。') {
        '；'
    } else {
        '。'
    };
    if last == '，' || last == '、' {
        // A line that a paragraph follows may only have been broken.
        if goes_on || (more && siblings.iter().filter(|l| l.text.ends_with(last)).count() > 1) {
            return None;
        }
        let what = if next.is_none() {
            "最后一句"
        } else {
            "这一项"
        };
        let place = text.place(end - 1..end);
        let message = format!("{what}以“{last}”收尾");
        return Some(
            Finding::warning(RULE.code, place, message)
                .help(format!("改成“{wanted}”；后面少了字的，补全"))
                .basis("GB/T 15834—2011 4.1"),
        );
    }
    if last == '；' && item && next.is_none() && siblings.len() > 1 {
        let place = text.place(end - 1..end);
        return Some(
            Finding::warning(RULE.code, place, "最后一项以分号收尾")
                .help("改成“。”；后面少了一项的，补全")
                .basis("GB/T 15834—2011 4.1"),
        );
    }
    let closed = |c: char| "。；：？！…”’）)》〉】〕—.;:?!".contains(c);
    if closed(last) || !(last.is_alphanumeric() || last == '％' || last == '%') {
        return None;
    }
    let length = line.text.chars().count();
    let ends_sentence = ENDINGS.split(' ').any(|ending| line.text.ends_with(ending));
    let sentence = line.text.contains(['，', '；', '。', '：'])
        || length > LONGEST_HEADING
        || (!item && length > SHORTEST_SENTENCE && ends_sentence);
    let others = siblings.iter().filter(|l| l.place != line.place);
    let marked = others.clone().filter(|l| l.text.ends_with(['。', '；']));
    let all_marked = siblings.len() > 2 && marked.count() + 1 == siblings.len();
    let wrong = if item {
        // Items none of which has a mark are a list of words.
        let no_marks = siblings
            .iter()
            .all(|l| !l.text.ends_with(['。', '；', '，']));
        all_marked
            || (sentence
                && !below
                && !(no_marks && siblings.len() > 1 && !line.text.contains('，')))
    } else {
        sentence && !below
    };
    if !wrong {
        return None;
    }
    let shown: String = text.chars[end.saturating_sub(6)..end].iter().collect();
    let place = text.place(end - 1..end);
    let finding = Finding::warning(RULE.code, place, format!("“{shown}”后面没有标点"))
        .help(format!("补上“{wanted}”；话没有说完的，补全"))
        .basis("GB/T 15834—2011 4.1");
    // A line that a paragraph follows may have been broken in its midst.
    Some(if goes_on {
        finding
    } else {
        finding.edit(place, format!("{last}{wanted}"))
    })
}
