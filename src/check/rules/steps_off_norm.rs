//! # 查什么
//! 少了一步、先后颠倒，或者不是由规定的人办的记录。
//!
//! # 为什么
//! 先审核后批准；次序颠倒、少了一步，不是记错，就是没有照程序办。
//!
//! # 例子
//! 付款的 `steps` 里写了批准，没有写审核；审核在3月5日，申请在3月8日；审核应当由主管领导办，写的是经办人自己。
//!
//! # 依据
//! kind 为 `steps` 的 norm；`steps` 是各步，依次；`key` 是记录里写各步的小表，哪一步写在它的第一个选项（没有选项的，
//! 第一个文字）里，日期、办理人写在第一个日期、第一个办理人的键里；不写 `key` 的，各步是记录里日期的键。`by` 是哪一步由谁办。
//! 后面的步骤办了，前面的没有，就是少了；`finished` 算出来为是的，一步也不能少。退回重办的，看最后一次。

use crate::check::demand::tell;
use crate::check::norm::kinds::STEPS;
use crate::check::norm::Reads;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::StepsOffNorm,
    source: include_str!("steps_off_norm.rs"),
    norms: &[Reads::all(&STEPS)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    tell(context, RULE.code, findings);
}
