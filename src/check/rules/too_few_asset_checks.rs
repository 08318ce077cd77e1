//! # 查什么
//! 一年的固定资产账核对少于规定次数的站所。
//!
//! # 为什么
//! 账和物隔久了不对，丢了东西也查不出是什么时候丢的。
//!
//! # 例子
//! 2013年只有一次 `[[asset-check]]`，日子已经到了2014年。
//!
//! # 依据
//! kind 为 `asset-reconciliation` 的 norm；`times-a-year` 是一年的次数。只查已经过完的年度，从制度施行满半年的年度和第一条
//! 记录的年度中较晚的一年查起。记录不写 `departments` 的，算各站所都参加。

use crate::check::due::{Tallied, TIMES_A_YEAR};
use crate::check::ledger;
use crate::check::norm::{Kind, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::TooFewAssetChecks,
    source: include_str!("too_few_asset_checks.rs"),
    norms: &[Reads::all(&KIND).shown_by(&ledger::ASSET_CHECKS)],
    run,
};

/// The norms of this rule.
const KIND: Kind = Kind {
    name: "asset-reconciliation",
    title: "固定资产账一年核对几次",
    parameters: TIMES_A_YEAR,
    identity: Some(&[]),
    lists: None,
    together: None,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let tallied = Tallied {
        code: RULE.code,
        norm: &KIND,
        table: "asset-check",
        noun: "资产核对",
    };
    context.count(&tallied, &context.unit.records.asset_checks, findings);
}
