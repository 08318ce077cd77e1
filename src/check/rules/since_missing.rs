//! # 查什么
//! 到期要轮岗，而没有写任职日期的岗位。
//!
//! # 为什么
//! 不知道哪一天任职，就不知道哪一天任满。
//!
//! # 例子
//! 高级岗位 `czs-sz` 写了 `holder`，没有写 `since`。
//!
//! # 依据
//! kind 为 `rotation` 的 norm：`grade` 这一等级的岗位，和这一等级站所的负责人。没有写 `holder` 的
//! 岗位，或者空缺，或者不公开，不查。

use crate::check::norm::{kinds, Reads};
use crate::check::{is_written, Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::SinceMissing,
    source: include_str!("since_missing.rs"),
    norms: &[Reads::all(&kinds::ROTATION)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for (norm, article) in context.norms(&kinds::ROTATION) {
        for post in &unit.posts {
            // One that could not be read is a finding already.
            let read = unit.records.sound(post.place) && !unit.records.partly_lost;
            let held = read && post.holder.is_some() && post.since.is_none();
            let graded = is_written(&post.grade, post.place);
            if !held || !graded || !context.rotates(norm, post) {
                continue;
            }
            let message = format!("{}没有写任职日期，轮岗无从查起", post.name.value);
            findings.push(
                Finding::warning(RULE.code, post.id.place, message)
                    .help("补写 since = 任现岗位的日期")
                    .basis(article.as_str()),
            );
        }
    }
}
