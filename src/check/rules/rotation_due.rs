//! # 查什么
//! 任现岗位已满年限，而没有轮岗记录的人员。
//!
//! # 为什么
//! 在高风险的岗位上待久了，关系和漏洞都会积下来。
//!
//! # 例子
//! 高级岗位 `czs-sz` 写 `since = 2008-03-01`，日子已经到了2013年4月，没有 `[[rotation]]`。
//!
//! # 依据
//! kind 为 `rotation` 的 norm；`years` 是年限，`grade` 是等级：这一等级的岗位，和这一等级站所的负责人。
//! 从 `since` 起算；有 `[[rotation]]` 的，从轮岗或者提出建议的日期起算。岗位没有写 `since` 的不查。

use crate::check::calendar::{after_years, number};
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::RotationDue,
    source: include_str!("rotation_due.rs"),
    norms: &[Reads::all(&kinds::ROTATION)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let rotations = &unit.records.rotations;
    // One that could not be read may be of any post.
    let unclear = rotations.iter().any(|r| !unit.records.sound(r.place));
    if unclear || unit.records.partly_lost {
        return;
    }
    for (norm, article) in context.norms(&kinds::ROTATION) {
        let Some(years) = number(norm, "years") else {
            continue;
        };
        for (index, post) in unit.posts.iter().enumerate() {
            let Some(since) = &post.since else { continue };
            let own = rotations
                .iter()
                .filter(|r| r.post.is_some_and(|p| p.index as usize == index));
            if !context.rotates(norm, post) {
                continue;
            }
            let moved = own.filter_map(|r| r.date.as_ref().map(|d| d.value));
            let from = moved.fold(since.value, Ord::max);
            let last = after_years(from, years.value);
            if last >= context.as_of {
                continue;
            }
            let message = format!(
                "{}到{}已满 {} 年，没有轮岗",
                post.name.value,
                last.chinese(),
                years.value
            );
            findings.push(
                Finding::error(RULE.code, since.place, message)
                    .help("安排轮岗后改写 since；人事权在上级的，提出建议后记 [[rotation]]，写 kind = \"proposed\"")
                    .basis(article.as_str()),
            );
        }
    }
}
