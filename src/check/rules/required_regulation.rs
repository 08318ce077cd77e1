//! # 查什么
//! 条文要求建立，而各处都没有提到的制度。只作提示：制度可以另行印发，不一定收在规则里。
//!
//! # 为什么
//! 条文说建立健全，就要有据可查；提示镇里核对有没有。
//!
//! # 例子
//! 条文要求收费公示制度，而各部制度的名称和其他条文、站所的工作制度、防控措施里都没有“收费公示”。
//!
//! # 依据
//! kind 为 `required-regulations` 的 norm；`names` 列出制度的名称。按去掉“镇”和“制度”以后的字查
//! 找。

use crate::check::norm::{must, Kind, Reads, Shape};
use crate::check::{Context, Demand, Rule};
use crate::diagnostic::{Code, Finding, Severity};
use crate::model::Unit;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::RequiredRegulation,
    source: include_str!("required_regulation.rs"),
    norms: &[Reads::all(&KIND)],
    run,
};

/// The norms of this rule.
const KIND: Kind = Kind {
    name: "required-regulations",
    title: "应当建立的制度",
    parameters: &[must("names", Shape::Texts, "制度的名称")],
    identity: None,
    lists: Some(&[]),
    together: None,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for demand in context.demands() {
        if !KIND.is_of(demand.norm) {
            continue;
        }
        let absent: Vec<&str> = demand
            .norm
            .words("names")
            .map(|(name, _)| name)
            .filter(|name| !is_mentioned(context.unit, &demand, core(context.unit, name)))
            .collect();
        if absent.is_empty() {
            continue;
        }
        let place = demand
            .norm
            .get("names")
            .map_or(demand.norm.place, |n| n.place);
        let message = format!("别处没有提到{}", absent.join("、"));
        let mut finding = Finding::error(RULE.code, place, message)
            .help("核对这些制度是否已经建立；另行印发的不必理会")
            .basis(context.basis(&demand));
        finding.severity = Severity::Info;
        findings.push(finding);
    }
}

/// 收费公示 of 收费公示制度; 党政联席会议 of 镇党政联席会议制度, in a unit named 小河镇.
fn core<'n>(unit: &Unit, name: &'n str) -> &'n str {
    let unit = unit.profile.name.chars().last();
    let name = unit
        .and_then(|unit| name.strip_prefix(unit))
        .unwrap_or(name);
    name.strip_suffix("制度").unwrap_or(name)
}

/// Whether anything but the article that asks for it mentions it.
fn is_mentioned(unit: &Unit, demand: &Demand<'_>, core: &str) -> bool {
    let asking = demand.norm.article.value.article();
    let regulations = unit.regulations.iter().enumerate();
    let in_regulations = regulations.into_iter().any(|(index, regulation)| {
        let own = index == demand.cite.regulation.index as usize;
        let mut articles = regulation
            .articles()
            .filter(|a| !(own && *a.number == asking));
        regulation.title.contains(core)
            || articles.any(|a| a.lines.iter().any(|line| line.text.contains(core)))
    });
    let departments = unit.departments.iter();
    let mut rules = departments.flat_map(|d| d.rules.iter().chain(&d.duties));
    in_regulations
        || rules.any(|rule| rule.contains(core))
        || unit.measures.iter().any(|m| m.text.contains(core))
        || unit.organs.iter().any(|o| o.name.contains(core))
}
