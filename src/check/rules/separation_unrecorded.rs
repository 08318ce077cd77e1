//! # 查什么
//! 条文要求分开，而没有哪个站所写了 `[[separation]]` 的事。
//!
//! # 为什么
//! 条文的要求要落到具体岗位上；不写，工作制度图上就没有，也没有人检查。
//!
//! # 例子
//! 条文要求会计与出纳分离，而没有哪条 `[[separation]]` 的 `article` 引这一条。
//!
//! # 依据
//! kind 为 `separation` 的 norm。

use crate::check::norm::{kinds, Reads};
use crate::check::opinion::holds;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::SeparationUnrecorded,
    source: include_str!("separation_unrecorded.rs"),
    norms: &[Reads::all(&kinds::SEPARATION)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let own = &context.unit.words().department;
    let unit = context.unit;
    if unit.incomplete {
        return;
    }
    for demand in context.demands() {
        if !kinds::SEPARATION.is_of(demand.norm) {
            continue;
        }
        let mut cited = unit.separations.iter().filter_map(|s| s.article.as_ref());
        if cited.any(|cite| holds(cite, &demand.cite) || holds(&demand.cite, cite)) {
            continue;
        }
        let place = demand
            .norm
            .get("pairs")
            .map_or(demand.norm.place, |p| p.place);
        let help = format!(
            "在有关{own}写 [[separation]]，article = \"{}\"",
            context.written(&demand.cite)
        );
        findings.push(
            Finding::warning(RULE.code, place, format!("没有哪个{own}写明这些事不得兼任"))
                .help(help)
                .basis(context.basis(&demand)),
        );
    }
}
