//! # 查什么
//! norm 里不认识的参数、缺少的参数、类型或者取值不对的参数，以及参数里不存在的编号。
//!
//! # 为什么
//! 参数就是条文的尺度；写错了，程序就按错的尺度检查，或者不检查。
//!
//! # 例子
//! `kind = "publicity"` 的 `days = 0`，或者把 `days` 写成 `day`。
//!
//! # 依据
//! 各种 norm 的参数见 docs/norms.md；依据就是 norm 所在的条文。

use crate::check::norm::Kind;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::build::words::{nearest, quoted};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::BadNormParameter,
    source: include_str!("bad_norm_parameter.rs"),
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for demand in context.demands() {
        let norm = demand.norm;
        let Some(kind) = Kind::find(&norm.kind) else {
            continue; // A finding of its own.
        };
        let mut report = |place, message: String, help: String| {
            findings.push(
                Finding::error(RULE.code, place, message)
                    .help(help)
                    .basis(context.basis(&demand)),
            );
        };
        let mut slips = Vec::new();
        for (key, value) in &norm.parameters {
            let Some(parameter) = kind.parameter(key) else {
                let known = kind.parameters.iter().map(|p| p.key);
                let near = nearest(key, known.clone());
                slips.extend(near);
                let help = match near {
                    Some(near) => format!("是不是要写 {near}？"),
                    None if kind.parameters.is_empty() => "它没有参数，删去这个键".to_owned(),
                    None => format!("可以写 {}", known.collect::<Vec<_>>().join("、")),
                };
                let message = format!("{} 没有 {} 这个参数", kind.name, quoted(key));
                report(key.place, message, help);
                continue;
            };
            for fault in parameter.shape.faults(key, value, context.town) {
                report(fault.place, fault.message, fault.help);
            }
        }
        for parameter in kind.parameters {
            // A key misspelt is reported at the slip; the right one is then not missing too.
            let absent = norm.get(parameter.key).is_none() && !slips.contains(&parameter.key);
            if parameter.required && absent {
                let message = format!(
                    "{} 缺少 {}（{}）",
                    kind.name, parameter.key, parameter.meaning
                );
                let help = format!("补写 {}：{}", parameter.key, parameter.shape.describe());
                report(norm.kind.place, message, help);
            }
        }
    }
}
