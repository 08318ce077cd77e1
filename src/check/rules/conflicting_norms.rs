//! # 查什么
//! 对同一个站所、岗位、类别、风险点或者同一件事，两条条文说法不同，而没有哪条 `[[settlement]]`
//! 选定。
//!
//! # 为什么
//! 程序不替镇里选；不选定，两条条文就总有一条没有执行。
//!
//! # 例子
//! 一条按权力推算武装部长为中级，另一条把领导岗位都列为高级。
//!
//! # 依据
//! 两条条文的 norm。`[[settlement]]` 的 `between` 写上这两条（写了 `prevails` 的，也可以写到它
//! 们的上一级），就以 `prevails` 或者 `choice` 为准。

use crate::check::norm::{compare, kinds};
use crate::check::opinion::{opinions, Object};
use crate::check::{Context, Demand, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Cite, Unit};
use std::collections::BTreeMap;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ConflictingNorms,
    source: include_str!("conflicting_norms.rs"),
    norms: &[],
    run,
};

/// So many objects are named; the rest is counted.
const NAMED_AT_MOST: usize = 8;

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    grades(context, findings);
    parameters(context, findings);
    levels(context, findings);
}

/// Norms that give different grades to the same object: one finding for each two norms.
fn grades(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut pairs: BTreeMap<(usize, usize), (Demand<'_>, Demand<'_>, Vec<String>)> =
        BTreeMap::new();
    for object in Object::all(context.unit) {
        let opinions = opinions(context, object);
        for (index, second) in opinions.iter().enumerate() {
            for first in &opinions[..index] {
                if first.grade == second.grade || is_settled(context, first, second) {
                    continue;
                }
                let named = format!(
                    "{}（{}、{}）",
                    object.name(context.unit),
                    first.grade.chinese(),
                    second.grade.chinese()
                );
                let (a, b) = (&first.demand, &second.demand);
                let pair = pairs
                    .entry((a.ordinal, b.ordinal))
                    .or_insert_with(|| (a.clone(), b.clone(), Vec::new()));
                pair.2.push(named);
            }
        }
    }
    for (first, second, names) in pairs.into_values() {
        let message = format!("两条条文定的等级不同：{}", list(&names));
        report(context, &first, &second, message, findings);
    }
}

fn is_settled(
    context: &Context<'_>,
    first: &crate::check::opinion::Opinion<'_>,
    second: &crate::check::opinion::Opinion<'_>,
) -> bool {
    let (a, b) = (&first.demand.cite, &second.demand.cite);
    context.verdict(a, b).is_some()
}

/// Two norms of one kind about the same thing with different parameters.
fn parameters(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let demands: Vec<Demand<'_>> = context.demands().collect();
    for (index, second) in demands.iter().enumerate() {
        for first in &demands[..index] {
            let Some(kind) = compare::about_the_same(first.norm, second.norm) else {
                continue;
            };
            let differing: Vec<String> = compare::differing(kind, first.norm, second.norm)
                .into_iter()
                .map(|p| format!("{}（{}）", p.key, p.meaning))
                .collect();
            if differing.is_empty() || context.verdict(&first.cite, &second.cite).is_some() {
                continue;
            }
            let one = first.cite.regulation == second.cite.regulation;
            if one && compare::are_versions(first.norm, second.norm) {
                continue; // That both are in force is what is wrong, and told as such.
            }
            let message = format!("两条条文对{}的规定不同：{}", kind.title, list(&differing));
            report(context, first, second, message, findings);
        }
    }
}

/// Warning levels by person and by place, where nothing says which one counts.
fn levels(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for second in context.demands() {
        if !kinds::WARNING_LEVEL_BY_PLACE.is_of(second.norm)
            || second.norm.word("precedence").is_some()
        {
            continue;
        }
        for first in context.demands() {
            if !kinds::WARNING_LEVEL_BY_ROLE.is_of(first.norm)
                || context.verdict(&first.cite, &second.cite).is_some()
            {
                continue;
            }
            let names = two_levels(unit);
            if !names.is_empty() {
                let message = format!("按人和按部位的预警级别不同：{}", list(&names));
                report(context, &first, &second, message, findings);
            }
        }
    }
}

/// The risk points whose level differs from that of a post they concern.
fn two_levels(unit: &Unit) -> Vec<String> {
    let mut names = Vec::new();
    for risk in &unit.risks {
        let Some(place_level) = &risk.place_level else {
            continue;
        };
        for post in risk.posts.iter().map(|&post| &unit[post]) {
            let Some(level) = &post.warning_level else {
                continue;
            };
            if level.value != place_level.value {
                names.push(format!(
                    "{}遇 {}（{}、{}）",
                    post.name.value,
                    risk.code(),
                    unit.vocabulary.level_warning(level.value),
                    unit.vocabulary.level_warning(place_level.value)
                ));
            }
        }
    }
    names
}

fn report(
    context: &Context<'_>,
    first: &Demand<'_>,
    second: &Demand<'_>,
    message: String,
    findings: &mut Vec<Finding>,
) {
    let written = |cite: &Cite| context.written(cite);
    let help = format!(
        "写一条 [[settlement]]，between 写上 \"{}\"、\"{}\"，用 prevails 选定以哪条为准；或者修订其中一条",
        written(&first.cite),
        written(&second.cite)
    );
    findings.push(
        Finding::error(RULE.code, second.norm.article.place, message)
            .help(help)
            .basis(format!(
                "{}、{}",
                context.basis(first),
                context.basis(second)
            ))
            .related(first.norm.article.place, "另一条在这里"),
    );
}

fn list(names: &[String]) -> String {
    let shown = names[..names.len().min(NAMED_AT_MOST)].join("、");
    match names.len() > NAMED_AT_MOST {
        true => format!("{shown}等 {} 处", names.len()),
        false => shown,
    }
}
