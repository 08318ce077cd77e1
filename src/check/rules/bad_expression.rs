//! # 查什么
//! norm 里读不懂、算不出来的算式，和算式里没有的名称。
//!
//! # 为什么
//! 算式写错了，要求就没有核对；名称写错一个字母，可能一条也查不出来。
//!
//! # 例子
//! `test = "recrods('lecture', it) | length >= 2"`；`test = "it.name"`，得出的是文字，不是是或否。
//!
//! # 依据
//! kind 为 `each` 的 norm 的 `where`、`test`、`message`、`at`。名称在运行以前就核对；运行时出错的，指出第一个出错的对象。
//! 算式不超过一千个字节，算得太久的停下来。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::BadExpression,
    source: include_str!("bad_expression.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for outcome in &context.outcomes {
        let faults = outcome.faults.iter();
        findings.extend(faults.map(|fault| {
            Finding::error(RULE.code, fault.place, fault.message.as_str())
                .help(fault.help.as_str())
                .basis(context.basis(&outcome.demand))
        }));
    }
}
