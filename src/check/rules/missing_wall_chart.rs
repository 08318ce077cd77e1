//! # 查什么
//! 工作职责、工作制度、工作流程没有写齐、挂齐三样的内设机构。条文只要求某些站所上墙的，只查这些站所。
//!
//! # 为什么
//! 三样都要上墙；缺一样，那张图就印不出来。
//!
//! # 例子
//! 内设机构 `dgs` 写了 `duties` 和 `rules`，而没有哪个 `[[workflow]]` 写
//! `department = "dgs"`；或者三样都写了，而 `wall` 里没有列上 `"workflow"`。
//!
//! # 依据
//! kind 为 `three-charts` 的 norm；`charts` 列出要上墙的图：`"duties"`、`"rules"`、
//! `"workflow"`；`departments` 列出要上墙的站所，不写时全部都要。

use crate::check::norm::{may, must, Allowed, Entity, Kind, Reads, Shape};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Spanned};
use crate::model::WallChart;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::MissingWallChart,
    source: include_str!("missing_wall_chart.rs"),
    norms: &[Reads::all(&KIND)],
    run,
};

/// The norms of this rule.
const KIND: Kind = Kind {
    name: "three-charts",
    title: "上墙的图",
    parameters: &[
        must(
            "charts",
            Shape::Words(Allowed::These(&["duties", "rules", "workflow"])),
            "工作职责、工作制度、工作流程",
        ),
        may(
            "departments",
            Shape::Ids(&[Entity::Department]),
            "哪些内设机构；不写时全部都要",
        ),
    ],
    identity: Some(&["departments"]),
    lists: None,
    together: None,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms(&KIND) {
        for (index, department) in context.unit.departments.iter().enumerate() {
            if !context.applies(norm, department.place) {
                continue;
            }
            let mut named = norm.words("departments").map(|(id, _)| id);
            if norm.get("departments").is_some() && !named.any(|id| id == *department.id) {
                continue;
            }
            let lacks = |texts: &[Spanned<String>], key: &str| {
                texts.is_empty() && !context.says(department.place, key)
            };
            let mut missing = Vec::new();
            let charts = norm.words("charts");
            for chart in charts.filter_map(|(chart, _)| WallChart::from_key(chart)) {
                let written = match chart {
                    // One that cannot be read has been told.
                    WallChart::Duties if lacks(&department.duties, "duties") => "duties",
                    WallChart::Rules if lacks(&department.rules, "rules") => "rules",
                    WallChart::Workflow if context.unit.workflows_of(index).next().is_none() => {
                        "[[workflow]]"
                    }
                    _ if !department.wall.contains(&chart) => "wall（列上这一张）",
                    _ => continue,
                };
                missing.push((chart.chinese(), written));
            }
            if missing.is_empty() {
                continue;
            }
            let list = |pick: fn(&(&'static str, &'static str)) -> &'static str| {
                let mut words: Vec<_> = missing.iter().map(pick).collect();
                words.dedup();
                words.join("、")
            };
            let message = format!("{}没有{}", department.name.value, list(|m| m.0));
            findings.push(
                Finding::error(RULE.code, department.id.place, message)
                    .help(format!("补写 {}", list(|m| m.1)))
                    .basis(article.as_str()),
            );
        }
    }
}
