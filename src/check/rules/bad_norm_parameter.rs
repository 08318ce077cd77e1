//! # 查什么
//! norm 里不认识的参数、缺少的参数、类型或者取值不对的参数，以及参数里不存在的编号。
//!
//! # 为什么
//! 参数就是条文的尺度；写错了，程序就按错的尺度检查，或者不检查。
//!
//! # 例子
//! `kind = "publicity"` 的 `days = 0`，或者把 `days` 写成 `day`。
//!
//! # 依据
//! 各种 norm 的参数见 docs/norms.md；依据就是 norm 所在的条文。

use crate::check::{norm, Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::BadNormParameter,
    source: include_str!("bad_norm_parameter.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for demand in context.written_demands() {
        for fault in norm::faults(demand.norm, context.unit) {
            findings.push(
                Finding::error(RULE.code, fault.place, fault.message)
                    .help(fault.help)
                    .basis(context.basis(&demand)),
            );
        }
    }
}
