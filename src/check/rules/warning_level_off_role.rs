//! # 查什么
//! `warning-level` 与岗位应有的级别不同的岗位；应有而没有写的，不是重要岗位而写了的。
//!
//! # 为什么
//! 预警级别决定处置的轻重，照条文是几级就写几级。
//!
//! # 例子
//! 站所负责人定为二级，写了 `warning-level = 3`。
//!
//! # 依据
//! kind 为 `warning-level-by-role` 的 norm：`leader`、`head`、`important` 各是几级；哪些是重要
//! 岗位，看 kind 为 `important-posts` 的 norm。

use crate::check::norm::{kinds, Reads};
use crate::check::{is_written, level, Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::WarningLevelOffRole,
    source: include_str!("warning_level_off_role.rs"),
    norms: &[
        Reads::all(&kinds::WARNING_LEVEL_BY_ROLE),
        Reads::all(&kinds::IMPORTANT_POSTS),
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms(&kinds::WARNING_LEVEL_BY_ROLE) {
        for post in &context.unit.posts {
            if !context.applies(norm, post.place) {
                continue;
            }
            let Some((wanted, _)) = level::by_role(context, norm, post) else {
                continue;
            };
            let written = post.warning_level.as_ref();
            if written.map(|level| level.value) == wanted || !is_written(&post.role, post.place) {
                continue;
            }
            let name = &post.name.value;
            let called = |level| context.unit.vocabulary.level_warning(level);
            let (message, help) = match (written, wanted) {
                (Some(level), Some(wanted)) => (
                    format!(
                        "{name}按人定的级别写了{}，应当是{}",
                        called(level.value),
                        called(wanted)
                    ),
                    format!("改成 warning-level = {wanted}"),
                ),
                (None, Some(wanted)) => (
                    format!("{name}没有写按人定的级别，应当是{}", called(wanted)),
                    format!("补写 warning-level = {wanted}"),
                ),
                (_, None) => (
                    format!("{name}不是重要岗位，不定级别"),
                    "删去 warning-level，或者改正 powers".to_owned(),
                ),
            };
            let place = written.map_or(post.id.place, |level| level.place);
            findings.push(
                Finding::error(RULE.code, place, message)
                    .help(help)
                    .basis(article.as_str()),
            );
        }
    }
}
