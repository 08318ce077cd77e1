//! # 查什么
//! 工作职责、工作制度、工作流程没有写齐三样的站所。条文只要求某些站所上墙的，只查这些站所。
//!
//! # 为什么
//! 三样都要上墙；缺一样，那张图就印不出来。
//!
//! # 例子
//! 站所 `dgs` 写了 `duties` 和 `rules`，而没有哪个 `[[workflow]]` 写
//! `department = "dgs"`。
//!
//! # 依据
//! kind 为 `three-charts` 的 norm；`charts` 列出要上墙的图：`"duties"`、`"rules"`、
//! `"workflow"`；`departments` 列出要上墙的站所，不写时全部都要。

use crate::check::norm::{may, must, Allowed, Entity, Kind, Reads, Shape};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

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
        for (index, department) in context.town.departments.iter().enumerate() {
            let mut named = norm.words("departments").map(|(id, _)| id);
            if norm.get("departments").is_some() && !named.any(|id| id == *department.id) {
                continue;
            }
            let mut missing = Vec::new();
            for (chart, _) in norm.words("charts") {
                match chart {
                    "duties" if department.duties.is_empty() => {
                        missing.push(("工作职责", "duties"));
                    }
                    "rules" if department.rules.is_empty() => missing.push(("工作制度", "rules")),
                    "workflow" if context.town.workflows_of(index).next().is_none() => {
                        missing.push(("工作流程", "[[workflow]]"));
                    }
                    _ => {}
                }
            }
            if missing.is_empty() {
                continue;
            }
            let list = |pick: fn(&(&'static str, &'static str)) -> &'static str| {
                missing.iter().map(pick).collect::<Vec<_>>().join("、")
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
