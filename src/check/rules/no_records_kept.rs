//! # 查什么
//! 制度要求有记录，而规则里一条也没有的种类。各种合在一起说一次，级别是提示。
//!
//! # 为什么
//! 没有记录不等于没有做；但是读报告的人要知道哪些要求没有核对过。
//!
//! # 例子
//! 制度要求自查报告，而规则里没有 `[[self-check]]`。
//!
//! # 依据
//! 凭记录检查的各种 norm，见 docs/norms.md。

use crate::check::ledger::of_norm;
use crate::check::{Context, Demand, Rule, RULES};
use crate::diagnostic::{Code, Finding};
use crate::model::Norm;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::NoRecordsKept,
    source: include_str!("no_records_kept.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let mut wanted: Vec<(String, Vec<String>)> = Vec::new();
    let mut first = None;
    let mut want = |demand: &Demand<'_>, name: String| {
        first = first.or(Some(demand.norm.kind.place));
        let article = context.basis(demand);
        match wanted.iter_mut().find(|(known, _)| *known == name) {
            Some((_, articles)) if articles.contains(&article) => {}
            Some((_, articles)) => articles.push(article),
            None => wanted.push((name, vec![article])),
        }
    };
    for reads in RULES.iter().flat_map(|rule| rule.norms) {
        let general = |norm: &Norm| of_norm(unit, norm).is_some();
        let read = |norm: &Norm| !general(norm) && reads.covers(norm);
        for demand in context.demands_of(read) {
            if let Some(name) = reads.unrecorded(demand.norm, unit) {
                want(&demand, name);
            }
        }
    }
    // General norms know which records of their ledger they are about.
    for outcome in context.outcomes.iter().filter(|o| !o.recorded) {
        let demand = &outcome.demand;
        if demand.norm.force.holds(context.as_of) {
            want(demand, context.noun(demand.norm));
        }
    }
    let Some(place) = first.filter(|_| !unit.records.partly_lost) else {
        return;
    };
    let list: Vec<String> = wanted
        .iter()
        .map(|(name, articles)| format!("{name}（{}）", articles.join("、")))
        .collect();
    let message = format!("规则里没有这些记录，有关要求没有核对：{}", list.join("，"));
    let help = "有记录的，写进规则，写法见 docs/rules-format.md；确实没有发生的，不用写";
    findings.push(Finding::info(RULE.code, place, message).help(help));
}
