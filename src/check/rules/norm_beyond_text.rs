//! # 查什么
//! norm 写了，而所读的条文说到这件事却没有写的数、等级、机构、步骤和名称。
//!
//! # 为什么
//! norm 是条文的读法，不能比条文多；要求要写在条文里，别人才看得见。
//!
//! # 例子
//! 条文写“检查以后谈话”，没有写几天以内，norm 写 `within-days = 30`。
//!
//! # 依据
//! norm 的 `article`：这一条和它下面各项的文字。条文没有说到的事不查。

use crate::check::agree::{report, Sort};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::NormBeyondText,
    source: include_str!("norm_beyond_text.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    report(context, Sort::Beyond, RULE.code, findings);
}
