//! # 查什么
//! 一年的法律法规集中学习少于规定次数的站所。
//!
//! # 为什么
//! 执法办事的人不学新规定，就会照老办法办错事。
//!
//! # 例子
//! 2013年只有十一次 `[[law-study]]`，日子已经到了2014年。
//!
//! # 依据
//! kind 为 `law-study` 的 norm；`times-a-year` 是一年的次数。只查已经过完的年度，从制度施行满半年的年度和第一条
//! 记录的年度中较晚的一年查起。记录不写 `departments` 的，算各站所都参加。

use crate::check::due::{Tallied, TIMES_A_YEAR};
use crate::check::ledger;
use crate::check::norm::{Kind, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::TooFewLawStudies,
    source: include_str!("too_few_law_studies.rs"),
    norms: &[Reads::all(&KIND).shown_by(&ledger::LAW_STUDIES)],
    run,
};

/// The norms of this rule.
const KIND: Kind = Kind {
    name: "law-study",
    title: "法律法规一年集中学习几次",
    parameters: TIMES_A_YEAR,
    identity: Some(&[]),
    lists: None,
    together: None,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let tallied = Tallied {
        code: RULE.code,
        norm: &KIND,
        table: "law-study",
        noun: "法律法规学习",
    };
    context.count(&tallied, &context.unit.records.law_studies, findings);
}
