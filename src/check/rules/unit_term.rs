//! # 查什么
//! 单位在 `[[term]]` 里列明不用的词，以及 `[unit]` 的 `term-sets` 选用的成套说法：机构改革以前的名称、
//! 别的行业的说法。“”里面引用的、单位自己机构和岗位的名称不算。
//!
//! # 为什么
//! 已停用的、别处的说法混进正文，同一件事就有了几个名字。
//!
//! # 例子
//! `[[term]]` 写 `wrong = "股室"`、`right = "站所"`，而职责里写“各股室”。
//!
//! # 依据
//! `[[term]]` 的 `wrong`、`right`、`why`；`[unit]` 的 `term-sets`。

use crate::check::texts::Text;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::UnitTerm,
    source: include_str!("unit_term.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let organs = unit
        .organs
        .iter()
        .flat_map(|o| [Some(&o.name), o.full_name.as_ref()]);
    let departments = unit.departments.iter().map(|d| Some(&d.name));
    let posts = unit.posts.iter().map(|p| Some(&p.name));
    let names: Vec<&str> = (organs.chain(departments).chain(posts).flatten())
        .map(|name| name.value.as_str())
        .collect();
    for term in &context.unit.terms {
        let wrong = term.wrong.value.as_str();
        if wrong.is_empty() {
            continue;
        }
        let right = term.right.as_ref().map(|r| r.value.as_str());
        for text in &context.texts {
            for at in text.find_all(wrong) {
                let end = at + wrong.chars().count();
                // A right word may hold the wrong one: 廉政风险预警通知书 and 预警书.
                let held = right.is_some_and(|right| {
                    right.contains(wrong) && {
                        let offset = right.find(wrong).map_or(0, |i| right[..i].chars().count());
                        at >= offset && text.has(at - offset, right)
                    }
                });
                // A shipped set knows nothing of what this unit has and is called.
                let named = term.shipped && named(text, at, end, &names);
                if text.quoted(at) || held || named {
                    continue;
                }
                let place = text.place(at..end);
                let why = term
                    .why
                    .as_ref()
                    .map_or(String::new(), |w| format!("（{}）", w.value));
                let help = match right {
                    Some(right) => format!("改成“{right}”{why}"),
                    None => format!("换一个说法{why}"),
                };
                let message = format!("“{wrong}”是{}不用的说法", context.unit.words().unit);
                let finding = Finding::warning(RULE.code, place, message)
                    .help(help)
                    .related(term.wrong.place, "在这里列明");
                findings.push(match right {
                    Some(right) if !term.shipped => finding.edit(place, right),
                    _ => finding,
                });
            }
        }
    }
}

/// Whether the place is part of a name of the unit's.
fn named(text: &Text<'_>, at: usize, end: usize, names: &[&str]) -> bool {
    names.iter().any(|name| {
        let length = name.chars().count();
        let from = end.saturating_sub(length);
        length >= end - at && (from..=at).any(|from| text.has(from, name))
    })
}
