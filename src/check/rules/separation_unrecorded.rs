//! # 查什么
//! 条文要求分开的两样，一个内设机构两样都有，而没有写 `[[separation]]`；写了而没有写岗位，或者引的不是这一条。
//!
//! # 为什么
//! 条文的要求要落到具体岗位上；不写，工作制度图上就没有，也没有人检查。
//!
//! # 例子
//! 条文要求会计与出纳分离，财政所有会计，也有出纳，而没有哪条 `[[separation]]` 的 `posts` 写了这两个岗位。没有出纳的内设机构不用写。
//!
//! # 依据
//! kind 为 `apart` 的 norm 的 `duties`、`roles`、`posts`。没有哪个岗位的名称用 `duties` 里的词的，要有内设机构用这两个词写 `[[separation]]`。`relatives = "only"` 的只管亲属，不用写。

use crate::check::demand::tell;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::SeparationUnrecorded,
    source: include_str!("separation_unrecorded.rs"),
    norms: &[Reads::all(&kinds::APART)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    tell(context, RULE.code, findings);
}
