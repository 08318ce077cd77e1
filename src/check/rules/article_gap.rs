//! # 查什么
//! 条号（或者“一、二、”的部分号）跳号，或者倒着排的制度。条号全篇连续，不因分章重新起头。
//!
//! # 为什么
//! 条文按条号引用；缺号多半是漏了一条或者删后没有改号。
//!
//! # 例子
//! 第二条后面直接写 `number = 4`。
//!
//! # 依据
//! 制度汇编的通行编排：全篇的条统一编号，依次连续。

use crate::check::numbering::{run_of, Unit};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::Form;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ArticleGap,
    source: include_str!("article_gap.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for regulation in &context.unit.regulations {
        let unit = match regulation.form {
            Form::Articles | Form::List => Unit::Article,
            Form::Parts => Unit::Part,
        };
        run_of(
            RULE.code,
            unit,
            regulation.articles().map(|a| &a.number),
            findings,
        );
    }
}
