//! # 查什么
//! 没有列入任何风险点的岗位。
//!
//! # 为什么
//! 岗位等级高，却说不出风险在哪里，防控就落不到人。
//!
//! # 例子
//! 高级岗位 `czs-sz` 不在任何 `[[risk]]` 的 `posts` 里。
//!
//! # 依据
//! kind 为 `coverage`、each 为 `"post"`、needs 为 `"risk"` 的 norm；写了 `grade` 的只管这一等级
//! 的岗位。

use crate::check::norm::{kinds, read, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::PostWithoutRisk,
    source: include_str!("post_without_risk.rs"),
    norms: &[Reads::only(&kinds::COVERAGE, &[("each", "post")])],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for (norm, article) in context.norms(&kinds::COVERAGE) {
        if (norm.word("each"), norm.word("needs")) != (Some("post"), Some("risk"))
            || unit.incomplete
        {
            continue;
        }
        let only = read::grade(context.unit, norm, "grade");
        for (index, post) in unit.posts.iter().enumerate() {
            let mut named = unit.risks.iter().flat_map(|risk| &risk.posts);
            if only.is_some_and(|grade| grade != post.grade.value)
                || named.any(|named| named.index as usize == index)
            {
                continue;
            }
            let message = format!("{}（{}）没有风险点", post.name.value, post.grade.chinese());
            let help = format!("在涉及它的 [[risk]] 的 posts 里加上 \"{}\"", post.id.value);
            findings.push(
                Finding::error(RULE.code, post.id.place, message)
                    .help(help)
                    .basis(article.as_str()),
            );
        }
    }
}
