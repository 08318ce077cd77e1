//! # 查什么
//! 正文里用了机构的错误叫法。“”里面引用的不算。
//!
//! # 为什么
//! 一个机构一个名字；叫法不一，责任就说不清归谁。
//!
//! # 例子
//! `wrong-names = ["镇纪检室"]`，而职责里写“报镇纪检室备案”。
//!
//! # 依据
//! `[[organ]]` 的 `name` 和 `wrong-names`。

use crate::check::texts::Text;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::WrongOrganName,
    source: include_str!("wrong_organ_name.rs"),
    norms: &[],
    run,
};

/// A character after the last one of a name that makes another word of it: 镇党组 is wrong
/// where 镇党组织 is right.
const CONTINUES: [(char, &str); 3] = [('组', "织成建合长"), ('会', "计同"), ('委', "员托派")];
/// A character before the first one of a name that makes another word of it: 地区, 乡镇.
const BEGINS: [(char, &str); 2] = [('区', "地市牧林山社园"), ('镇', "乡城各")];

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let right: Vec<&str> = context
        .unit
        .organs
        .iter()
        .flat_map(|o| [Some(&o.name), o.full_name.as_ref()])
        .flatten()
        .map(|n| n.value.as_str())
        .collect();
    for organ in &context.unit.organs {
        for wrong in &organ.wrong_names {
            for text in &context.texts {
                for at in text.find_all(wrong) {
                    let end = at + wrong.chars().count();
                    if text.quoted(at) || other_word(text, at, end) || within(text, at, end, &right)
                    {
                        continue;
                    }
                    let place = text.place(at..end);
                    let message = format!("“{}”不是{}的叫法", wrong.value, organ.name.value);
                    let name = organ.name.value.as_str();
                    let finding = Finding::error(RULE.code, place, message)
                        .help(format!("改成“{name}”"))
                        .related(wrong.place, "不得使用的叫法在这里");
                    findings.push(finding.edit(place, name));
                }
            }
        }
    }
}

fn other_word(text: &Text<'_>, at: usize, end: usize) -> bool {
    let (first, last) = (text.chars[at], text.chars[end - 1]);
    let after = text.at(end).is_some_and(|next| {
        CONTINUES
            .iter()
            .any(|(c, set)| *c == last && set.contains(next))
    });
    let before = text.before(at).is_some_and(|previous| {
        BEGINS
            .iter()
            .any(|(c, set)| *c == first && set.contains(previous))
    });
    after || before
}

/// Whether the place is part of a right name that is longer.
fn within(text: &Text<'_>, at: usize, end: usize, right: &[&str]) -> bool {
    right.iter().any(|name| {
        let length = name.chars().count();
        let from = (end + 1).saturating_sub(length + 1);
        length > end - at && (from..=at).any(|from| text.has(from, name) && from + length >= end)
    })
}
