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

use crate::check::comparison::{self, Compared};
use crate::check::opinion::decides;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::StaleSettlement,
    source: include_str!("stale_settlement.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    // A file or norm that could not be read may hold the contradiction.
    if unit.incomplete || !context.faulty.is_empty() || unit.settlements.is_empty() {
        return;
    }
    let compared = comparison::compared(context);
    for settlement in &unit.settlements {
        let own: Vec<&Compared<'_>> = compared
            .iter()
            .filter(|c| decides(settlement, &c.first.cite, &c.second.cite).is_some())
            .collect();
        let differing = own.iter().find(|compared| compared.differ);
        let topic = &settlement.topic.value;
        let finding = match (differing, settlement.revised) {
            (Some(Compared { first, second, .. }), true) => {
                let message = format!("“{topic}”写明条文已经照此修订，条文仍不一致");
                Finding::error(RULE.code, settlement.id.place, message)
                    .help("修订条文和 norm，或者删去 revised")
                    .related(first.norm.article.place, "一条在这里")
                    .related(second.norm.article.place, "另一条在这里")
                    .basis(format!(
                        "{}、{}",
                        context.basis(first),
                        context.basis(second)
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
