//! # 查什么
//! 章号跳号，或者倒着排的制度。
//!
//! # 为什么
//! 章号从第一章起依次连续，别处才好引用；缺号多半是漏了一章或者删后没有改号。
//!
//! # 例子
//! 第一章后面直接写 `number = 3`。
//!
//! # 依据
//! 制度汇编的通行编排：章、条统一编号，依次连续。

use crate::check::numbering::{run_of, Unit};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ChapterGap,
    source: include_str!("chapter_gap.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for regulation in &context.unit.regulations {
        let headings = regulation
            .chapters
            .iter()
            .filter_map(|c| c.heading.as_ref());
        run_of(
            RULE.code,
            Unit::Chapter,
            headings.filter_map(|h| h.number.as_ref()),
            findings,
        );
    }
}
