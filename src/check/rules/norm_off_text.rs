//! # 查什么
//! norm 写的数、期限、等级、机构和它所读的条文写的不一样。
//!
//! # 为什么
//! 程序照 norm 核对；条文改了而 norm 没有改，或者 norm 写错了，查的就不是制度的要求。
//!
//! # 例子
//! 条文写“公示7天”，norm 写 `days = 5`；条文写“高级的每半年1次”，norm 写 `grades.high = "quarter"`。
//!
//! # 依据
//! norm 的 `article`：这一条和它下面各项的文字。条文没有说到的事不查。

use crate::check::agree::{report, Sort};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::NormOffText,
    source: include_str!("norm_off_text.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    report(context, Sort::Differs, RULE.code, findings);
}
