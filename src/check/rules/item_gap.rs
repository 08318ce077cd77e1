//! # 查什么
//! 条文里的项（一、（一）1.（1））跳号、重号，或者没有从头编起。在“一类：”或者不编号的小标题
//! 下面重新编起的不算；在同一条的另一段后面重新从（一）编起的，只作警告：引用时要写明是第几款。
//!
//! # 为什么
//! 条文按项号引用；号不连续，多半是漏了一项或者删后没有改号。
//!
//! # 例子
//! （一）后面是（三）。
//!
//! # 依据
//! 制度汇编的通行编排：同级的项依次连续编号。

use crate::check::numbering::label_place;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::number::chinese_number;
use crate::model::{Line, LineLevel};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ItemGap,
    source: include_str!("item_gap.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for regulation in &context.unit.regulations {
        for article in regulation.articles() {
            items(&article.lines, findings);
        }
    }
}

struct Open {
    level: LineLevel,
    number: u16,
    line: usize,
}

fn items(lines: &[Line], findings: &mut Vec<Finding>) {
    let mut open: Vec<Open> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(number) = line.number else { continue };
        open.retain(|o| o.level <= line.level);
        let last = open.last().filter(|o| o.level == line.level);
        let expected = last.map_or(1, |o| o.number + 1);
        if number != expected {
            let place = label_place(line);
            let parted = last.is_some_and(|o| {
                lines[o.line..index]
                    .iter()
                    .any(|l| l.level == LineLevel::Paragraph)
            });
            let finding = match last {
                // Under a heading a list begins anew; its path says under which.
                Some(_) if number == 1 && headed(lines, index) => {
                    open.pop();
                    open.push(Open {
                        level: line.level,
                        number,
                        line: index,
                    });
                    continue;
                }
                Some(_) if number == 1 && parted => {
                    Finding::warning(RULE.code, place, "同一条里项号又从头编起")
                        .help("接着前面编号，或者另立一条；引用时写明是第几款，例如 12/2.1")
                }
                Some(o) => {
                    let message = format!("{}接在{}后面", line.label, lines[o.line].label);
                    Finding::error(RULE.code, place, message)
                        .help(format!(
                            "这里应当是第 {expected} 项；补上缺的一项，或者改正项号"
                        ))
                        .related(label_place(&lines[o.line]), "前一项在这里")
                }
                // A first item that lacks only its mark has a finding of its own.
                None if bare(lines, index, number) => {
                    open.push(Open {
                        level: line.level,
                        number,
                        line: index,
                    });
                    continue;
                }
                None => {
                    let message = format!("这一级的项从{}编起", line.label);
                    Finding::error(RULE.code, place, message).help("从第 1 项编起")
                }
            };
            findings.push(finding);
        }
        if last.is_some() {
            open.pop();
        }
        open.push(Open {
            level: line.level,
            number,
            line: index,
        });
    }
}

/// Whether the line before is a heading without a number: 财务管理, 监督检查：
fn headed(lines: &[Line], index: usize) -> bool {
    const LONGEST: usize = 20;
    let before = index.checked_sub(1).map(|i| &lines[i]);
    before.is_some_and(|line| {
        let words = line.text.trim_end_matches(['：', ':']);
        line.level == LineLevel::Paragraph
            && words.chars().count() <= LONGEST
            && !words.contains(['。', '；', '，', '：', ',', ';'])
    })
}

/// Whether the line before is the item before, without the mark that would make it one.
fn bare(lines: &[Line], index: usize, number: u16) -> bool {
    let before = index.checked_sub(1).map(|i| &lines[i]);
    before.is_some_and(|line| {
        line.level == LineLevel::Paragraph && line.text.starts_with(&chinese_number(number - 1))
    })
}
