//! # 查什么
//! 单位列了职权事项，而某个内设机构握有的权力一项也没有列出的。
//!
//! # 为什么
//! 权力清单漏了一项，那一项就没有人监督。
//!
//! # 例子
//! 内设机构的 `powers` 写了 `finance = "full"`，没有哪个 `[[authority]]` 写着它和
//! `power = "finance"`。
//!
//! # 依据
//! 清单要列全，不必有条文也应当如此；没有 norm 也检查。一项职权事项也没有写的单位不查。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::PowerWithoutAuthority,
    source: include_str!("power_without_authority.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    if unit.authorities.is_empty() || unit.incomplete {
        return;
    }
    for (index, department) in unit.departments.iter().enumerate() {
        for (power, _, place) in &department.power_places {
            let listed = unit.authorities.iter().any(|authority| {
                authority.power.value == *power
                    && authority
                        .department()
                        .is_some_and(|d| d.index as usize == index)
            });
            if listed {
                continue;
            }
            let message = format!(
                "{}握有{}，没有列出职权事项",
                department.name.value,
                power.chinese()
            );
            findings.push(
                Finding::warning(RULE.code, *place, message)
                    .help("用 [[authority]] 写明这项权力管哪些事；没有事可管的，从 powers 里删去"),
            );
        }
    }
}
