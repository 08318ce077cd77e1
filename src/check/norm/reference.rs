//! `docs/norms.md`: all kinds as a page.

use super::{all, DOCUMENTED};
use crate::check::RULES;
use std::fmt::Write;

/// All kinds as a page of Markdown, for `docs/norms.md`.
pub fn reference() -> String {
    let mut out = String::from(
        "# norm 的种类\n\n\
         `[[regulation.norm]]` 的 `kind` 只能是下面这些，其余的键由 `kind` 决定；打 * 的必填。\
         本页由程序生成，改了种类以后用 \
         `UPDATE_EXPECT=1 cargo test --test norms` 重写。\n",
    );
    for kind in all() {
        // Writing to a String cannot fail.
        let _ = write!(out, "\n## {}\n\n{}。", kind.name, kind.title);
        let readers = RULES.iter().filter(|rule| {
            let mut norms = rule.norms.iter();
            norms.any(|reads| reads.kind.name == kind.name)
        });
        let codes: Vec<String> = readers
            .map(|rule| format!("{}（{}）", rule.code, rule.code.title()))
            .collect();
        let documented = DOCUMENTED.iter().find(|(other, _)| other.name == kind.name);
        let _ = match documented {
            Some((_, reason)) => writeln!(out, "只作记载：{reason}。"),
            None => writeln!(out, "由 {} 检查。", codes.join("、")),
        };
        if kind.parameters.is_empty() {
            let _ = writeln!(out, "\n没有参数。");
            continue;
        }
        let _ = writeln!(out, "\n| 参数 | 写法 | 意思 |\n|---|---|---|");
        for parameter in kind.parameters {
            let star = if parameter.required { " *" } else { "" };
            let _ = writeln!(
                out,
                "| `{}`{star} | {} | {} |",
                parameter.key,
                parameter.shape.describe(),
                parameter.meaning
            );
        }
    }
    out
}
