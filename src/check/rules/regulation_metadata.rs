//! # 查什么
//! 没有写发布日期、施行日期或者解释机关的制度，以及施行早于发布的制度。
//!
//! # 为什么
//! 从哪天起算数、有疑问问谁，每部制度都要写明。
//!
//! # 例子
//! `[[regulation]]` 没有写 `interpreter`。
//!
//! # 依据
//! kind 为 `regulation-metadata` 的 norm；`needs` 列出要写明的事项，各部制度都适用。

use crate::check::norm::{must, Allowed, Kind, Reads, Shape};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Place};
use std::collections::BTreeSet;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::RegulationMetadata,
    source: include_str!("regulation_metadata.rs"),
    norms: &[Reads::all(&KIND)],
    run,
};

/// The norms of this rule.
const KIND: Kind = Kind {
    name: "regulation-metadata",
    title: "每部制度都要写明的事项",
    parameters: &[must(
        "needs",
        Shape::Words(Allowed::These(&["issued", "effective", "interpreter"])),
        "发布日期、施行日期、解释机关",
    )],
    identity: None,
    lists: None,
    together: None,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // What several norms ask of one regulation is told once.
    let mut asked: BTreeSet<(Place, &str)> = BTreeSet::new();
    for (first, (norm, article)) in context.norms(&KIND).enumerate().map(|(n, of)| (n == 0, of)) {
        for regulation in &context.unit.regulations {
            if !context.applies(norm, regulation.place) {
                continue;
            }
            let missing: Vec<(&str, &str)> = norm
                .words("needs")
                .filter(|(word, _)| asked.insert((regulation.place, word)))
                .filter_map(|(word, _)| match word {
                    "issued" if regulation.issued.is_none() => Some(("发布日期", "issued")),
                    "effective" if regulation.effective.is_none() => {
                        Some(("施行日期", "effective"))
                    }
                    "interpreter" if regulation.interpreter.is_none() => {
                        Some(("解释机关", "interpreter"))
                    }
                    _ => None,
                })
                .collect();
            if missing.is_empty() {
                continue;
            }
            let names: Vec<&str> = missing.iter().map(|m| m.0).collect();
            let keys: Vec<&str> = missing.iter().map(|m| m.1).collect();
            let message = format!("《{}》没有写{}", regulation.short.value, names.join("、"));
            findings.push(
                Finding::error(RULE.code, regulation.id.place, message)
                    .help(format!("补写 {}，条文里也写明", keys.join("、")))
                    .basis(article.as_str()),
            );
        }
        if first {
            order(context, &article, findings);
        }
    }
}

/// A regulation in force before it was issued.
fn order(context: &Context<'_>, article: &str, findings: &mut Vec<Finding>) {
    for regulation in &context.unit.regulations {
        let (Some(issued), Some(effective)) = (&regulation.issued, &regulation.effective) else {
            continue;
        };
        if effective.value >= issued.value {
            continue;
        }
        let message = format!(
            "《{}》{}施行，早于{}发布",
            regulation.short.value,
            effective.chinese(),
            issued.chinese()
        );
        findings.push(
            Finding::error(RULE.code, effective.place, message)
                .help("查看两个日期")
                .related(issued.place, "发布日期写在这里")
                .basis(article),
        );
    }
}
