//! # 查什么
//! 办案人员少于规定人数的案件。
//!
//! # 为什么
//! 一个人办案，没有人见证，也没有人制约。
//!
//! # 例子
//! 立了案的 `[[case]]` 写 `officers = ["pcs-ba"]`。
//!
//! # 依据
//! kind 为 `officers-per-case` 的 norm；`at-least` 是人数。只查立了案的。

use crate::check::calendar::number;
use crate::check::ledger;
use crate::check::norm::{must, shapes::AT_LEAST_ONE, Kind, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Case, Post, Ref};
use std::collections::BTreeSet;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::TooFewOfficers,
    source: include_str!("too_few_officers.rs"),
    norms: &[Reads::all(&KIND).shown_by(&ledger::CASES)],
    run,
};

/// The norms of this rule.
const KIND: Kind = Kind {
    name: "officers-per-case",
    title: "每案由几人以上办理",
    parameters: &[must("at-least", AT_LEAST_ONE, "人数")],
    identity: Some(&[]),
    lists: None,
    together: None,
};

/// How many people they are: one who holds two posts is one.
fn persons(context: &Context<'_>, case: &Case) -> usize {
    let unit = context.unit;
    let holder = |post: &Ref<Post>| match &unit[*post].holder {
        Some(holder) => (holder.value.as_str(), ""),
        None => ("", unit[*post].id.as_str()),
    };
    case.officers
        .iter()
        .map(holder)
        .collect::<BTreeSet<_>>()
        .len()
}

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let records = &context.unit.records;
    for (norm, article) in context.norms_ever(&KIND) {
        let Some(least) = number(norm, "at-least") else {
            continue;
        };
        for case in records
            .cases
            .iter()
            .filter(|c| records.sound(c.place) && norm.binds(c.received.as_ref()))
        {
            let count = persons(context, case);
            if case.filed.is_none() || i64::try_from(count).unwrap_or(i64::MAX) >= least.value {
                continue;
            }
            let place = match case.officers_place {
                place if place == case.place => case.id.place,
                place => place,
            };
            let message = format!(
                "{}有 {count} 名办案人员，少于 {} 名",
                case.subject.value, least.value
            );
            findings.push(
                Finding::error(RULE.code, place, message)
                    .help("在 officers 里照实写全办案人员的岗位编号；人数不够的，补派以后由规定的人数重新办理")
                    .basis(article.as_str()),
            );
        }
    }
}
