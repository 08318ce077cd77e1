//! # 查什么
//! 风险点或者措施的个数与条文所列不合：少了一项、多了一项，或者两个引了同一项。
//!
//! # 为什么
//! 条文列了几个，表里就要有几个，一项对一个。
//!
//! # 例子
//! 条文列 5 个许可审批风险点，规则里只有 4 个 `[[risk]]` 引了 `r3:3.1` 的各项。
//!
//! # 依据
//! kind 为 `class-grade`、写了 `count` 的 norm。引到整条而没有引到哪一项的（例如编者补充的措施）
//! 不计在内。

use crate::check::norm::{kinds, read, Reads};
use crate::check::opinion::holds;
use crate::check::{Context, Demand, Rule};
use crate::diagnostic::{Code, Finding, Spanned};
use crate::model::{Cite, Norm};
use std::collections::BTreeMap;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ClassCount,
    source: include_str!("class_count.rs"),
    norms: &[Reads::all(&kinds::CLASS_GRADE)],
    run,
};

/// So many missing items are named; the count says the rest.
const NAMED_AT_MOST: usize = 8;

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.unit.incomplete {
        return;
    }
    for demand in context.demands() {
        if !kinds::CLASS_GRADE.is_of(demand.norm) {
            continue;
        }
        let Some(count) = read::count(demand.norm, "count") else {
            continue;
        };
        look(context, &demand, count, findings);
    }
}

fn look(context: &Context<'_>, demand: &Demand<'_>, count: i64, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let (what, measure_word, all) = match demand.norm.word("subject") {
        Some("risk") => ("风险点", "个", risks(context, demand.norm)),
        Some("measure") => ("措施", "条", measures(context, demand.norm)),
        _ => return,
    };
    // By item: the article's own depth plus one.
    let mut items: BTreeMap<u16, (String, &Spanned<Cite>)> = BTreeMap::new();
    let depth = demand
        .cite
        .path
        .as_ref()
        .map_or(0, |path| path.numbers.len());
    for (code, article) in all {
        if article.value == demand.cite || !holds(&demand.cite, article) {
            continue;
        }
        let item = article
            .path
            .as_ref()
            .and_then(|path| path.numbers.get(depth));
        let Some(&item) = item else { continue };
        if let Some((first, place)) = items.get(&item) {
            let message = format!("{what} {code} 和 {first} 引了同一项");
            findings.push(
                Finding::error(RULE.code, article.place, message)
                    .help("改正其中一个的 article")
                    .related(place.place, "另一个在这里")
                    .basis(unit.cite(article)),
            );
            continue;
        }
        items.insert(item, (code, article));
    }
    let found = i64::try_from(items.len()).unwrap_or(i64::MAX);
    if found == count {
        return;
    }
    let place = demand
        .norm
        .get("count")
        .map_or(demand.norm.place, |c| c.place);
    let missing: Vec<String> = (1..=count.min(i64::from(u16::MAX)))
        .filter_map(|n| u16::try_from(n).ok())
        .filter(|n| !items.contains_key(n))
        .take(NAMED_AT_MOST)
        .map(|n| {
            let mut cite = demand.cite.clone();
            if let Some(path) = &mut cite.path {
                path.numbers.push(n);
            }
            format!("\"{}\"", context.unit.cite_key(&cite))
        })
        .collect();
    let message = format!("条文列了 {count} {measure_word}{what}，规则里有 {found} {measure_word}");
    let help = match missing.is_empty() {
        true => format!("改正 count，或者删去多出的{what}"),
        false => format!(
            "没有哪{measure_word}{what}的 article 是 {}",
            missing.join("、")
        ),
    };
    findings.push(
        Finding::error(RULE.code, place, message)
            .help(help)
            .basis(context.basis(demand)),
    );
}

type Cited<'t> = (String, &'t Spanned<Cite>);

fn risks<'t>(context: &Context<'t>, norm: &Norm) -> Vec<Cited<'t>> {
    let all = context.unit.risks.iter();
    let all = all.filter(|r| context.applies(norm, r.place));
    all.filter_map(|r| Some((r.code(), r.article.as_ref()?)))
        .collect()
}

fn measures<'t>(context: &Context<'t>, norm: &Norm) -> Vec<Cited<'t>> {
    let all = context.unit.measures.iter();
    let all = all.filter(|m| context.applies(norm, m.place));
    all.filter_map(|m| Some((m.code(), m.article.as_ref()?)))
        .collect()
}
