//! # 查什么
//! 条文要求有对应的而没有，或者个数不够的：没有措施的风险点，不对应任何风险点的措施，没有风险点的岗位、内设机构、
//! 环节，检查以后没有的谈话，等等。
//!
//! # 为什么
//! 只列风险、不写措施，等于没有防控；措施不对应风险点，没有人知道它防的是什么；检查了不谈，等于没有告知。
//!
//! # 例子
//! 写了 `[[risk]]` 的 `cw-1`，而没有哪个 `[[measure]]` 的 `controls` 里有 `"cw-1"`；`[[inspection]]` 的 `jc-1`
//! 过了三十天，还没有哪个 `[[talk]]` 写 `inspection = "jc-1"`。
//!
//! # 依据
//! kind 为 `covered` 的 norm；`each` 是哪一种对象的每一个，`needs` 是要有哪一种，`at-least` 是至少几个，`where`、
//! `needs-where` 挑出要管的和要算的。写了 `within = "step"` 的，看流程环节上的风险点和措施是否左右对应。写了 `within-days`、
//! `within-workdays` 的，期限过了才指出，晚了的另有 LF284；没有写期限的记录，次日起就查。

use crate::check::demand::tell;
use crate::check::norm::kinds::COVERED;
use crate::check::norm::Reads;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::NotCovered,
    source: include_str!("not_covered.rs"),
    norms: &[Reads::all(&COVERED)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    tell(context, RULE.code, findings);
}
