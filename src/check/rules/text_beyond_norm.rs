//! # 查什么
//! 条文写了，而 norm 没有写的步骤、名称、等级和期限。
//!
//! # 为什么
//! norm 少写一项，程序就少查一项。
//!
//! # 例子
//! 条文列了十个站所为高级，norm 的 `grades.high` 里有九个；条文写了“镇纪委复核”，`steps` 里没有 `recheck`。
//!
//! # 依据
//! norm 的 `article`：这一条和它下面各项的文字。只查条文写得明白的几种。

use crate::check::agree::{report, Sort};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::TextBeyondNorm,
    source: include_str!("text_beyond_norm.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    report(context, Sort::Lacking, RULE.code, findings);
}
