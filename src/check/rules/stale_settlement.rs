//! # 查什么
//! 所列条文的 norm 说法都相同，已经没有什么可以选定的 `[[settlement]]`；写了 `revised = true`（条文
//! 已经照此修订），而条文的 norm 仍不一致的 `[[settlement]]`。
//!
//! # 为什么
//! 选定印在汇编里；与条文的现状不符，读的人就不知道照哪样办。
//!
//! # 例子
//! 两条条文都改成了每12个月评定一次，选定还说以其中一条为准。
//!
//! # 依据
//! `between` 所列条文的 norm：定同一对象的等级，或者同一种、说同一件事。条文没有 norm，或者 norm
//! 说的不是同一件事的，抵触只在文字里，不查；没有写 `prevails`、只用文字选定的也是。

use crate::check::norm::compare;
use crate::check::opinion::{decides, opinions, Object};
use crate::check::{Context, Demand, Rule};
use crate::diagnostic::{Code, Finding};
use std::collections::BTreeMap;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::StaleSettlement,
    source: include_str!("stale_settlement.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let town = context.town;
    // A file or norm that could not be read may hold the contradiction.
    if town.incomplete || !context.faulty.is_empty() || town.settlements.is_empty() {
        return;
    }
    let demands: Vec<Demand<'_>> = context.demands().collect();
    let compared = compared(context, &demands);
    for settlement in &town.settlements {
        let about = |&(a, b): &(usize, usize)| {
            let (Some(first), Some(second)) = (demands.get(a), demands.get(b)) else {
                return false;
            };
            decides(settlement, &first.cite, &second.cite).is_some()
        };
        let own: Vec<(usize, usize, bool)> = compared
            .iter()
            .filter(|(pair, _)| about(pair))
            .map(|(&(a, b), &differ)| (a, b, differ))
            .collect();
        let differing = own.iter().find(|(.., differ)| *differ);
        let topic = &settlement.topic.value;
        let finding = match (differing, settlement.revised) {
            (Some(&(a, b, _)), true) => {
                let message = format!("“{topic}”写明条文已经照此修订，条文仍不一致");
                Finding::error(RULE.code, settlement.id.place, message)
                    .help("修订条文和 norm，或者删去 revised")
                    .related(demands[a].norm.article.place, "一条在这里")
                    .related(demands[b].norm.article.place, "另一条在这里")
                    .basis(format!(
                        "{}、{}",
                        context.basis(&demands[a]),
                        context.basis(&demands[b])
                    ))
            }
            (None, false) if !own.is_empty() && settlement.prevails.is_some() => {
                let message = format!("“{topic}”所列的条文没有不一致");
                Finding::warning(RULE.code, settlement.id.place, message)
                    .help("条文已经照此修订的，写上 revised = true；选定没有用处的，删去")
            }
            _ => continue,
        };
        findings.push(finding);
    }
}

/// The norms that speak of the same thing, two and two, and whether they differ.
fn compared(context: &Context<'_>, demands: &[Demand<'_>]) -> BTreeMap<(usize, usize), bool> {
    let mut out = BTreeMap::new();
    let by_ordinal: BTreeMap<usize, usize> = demands
        .iter()
        .enumerate()
        .map(|(i, d)| (d.ordinal, i))
        .collect();
    for object in Object::all(context.town) {
        let opinions = opinions(context, object);
        for (index, second) in opinions.iter().enumerate() {
            for first in &opinions[..index] {
                let pair = [first, second].map(|o| by_ordinal.get(&o.demand.ordinal).copied());
                let [Some(a), Some(b)] = pair else { continue };
                *out.entry((a, b)).or_insert(false) |= first.grade != second.grade;
            }
        }
    }
    for (b, second) in demands.iter().enumerate() {
        for (a, first) in demands[..b].iter().enumerate() {
            if let Some(kind) = compare::about_the_same(first.norm, second.norm) {
                let differ = !compare::differing(kind, first.norm, second.norm).is_empty();
                *out.entry((a, b)).or_insert(false) |= differ;
            }
        }
    }
    out
}
