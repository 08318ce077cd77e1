//! # 查什么
//! 日期在今天（`--as-of` 或者 `as-of` 的日子）以后的记录；只作提示。
//!
//! # 为什么
//! 三月的记录，二月里还没有：不计入，不核对，也不印。日期写错一位，整条记录就不见了，要有一句话。
//!
//! # 例子
//! `as-of = 2013-03-31`，而一条 `[[inspection]]` 的 `date` 是 2013-04-02。
//!
//! # 依据
//! 台账用来算期限的日期；没有 norm 也检查。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::LaterRecord,
    source: include_str!("later_record.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let later = &context.unit.records.later;
    let Some((first, others)) = later.split_first() else {
        return;
    };
    let message = format!(
        "{} 条记录的日期在{}以后，没有计入",
        later.len(),
        context.as_of.chinese()
    );
    let mut finding = Finding::info(RULE.code, *first, message)
        .help("日期写错的，改正；要计入的，写晚一些的 --as-of，或者改 [unit] 的 as-of");
    for place in others.iter().take(2) {
        finding = finding.related(*place, "还有这一条");
    }
    findings.push(finding);
}
