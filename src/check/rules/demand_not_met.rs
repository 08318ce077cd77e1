//! # 查什么
//! 没有做到单位自己用算式写的要求的。
//!
//! # 为什么
//! 制度里有些要求各单位不一样，没有现成的种类，用算式写出来，一样逐个核对。
//!
//! # 例子
//! `each = "department"`、`test = "records('lecture', it) | in_year(2024) | length >= 2"`，而内科2024年只有一条
//! `[[lecture]]`。
//!
//! # 依据
//! kind 为 `each` 的 norm；`each` 是哪一种对象，`where` 挑出要管的，`test` 要算出是；`at` 是指到哪个键，`message`
//! 是怎样说，`severity = "warning"` 的算警告。算式的写法见 docs/expressions.md。算式有错的，由 LF282 指出，不再核对。

use crate::check::demand::tell;
use crate::check::norm::kinds::EACH;
use crate::check::norm::Reads;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DemandNotMet,
    source: include_str!("demand_not_met.rs"),
    norms: &[Reads::all(&EACH)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    tell(context, RULE.code, findings);
}
