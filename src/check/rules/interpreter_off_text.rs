//! # 查什么
//! 制度的 `interpreter` 与条文写的解释机关不一样。
//!
//! # 为什么
//! 有疑问问谁，条文说了算；汇编里印的解释机关照 `interpreter`。
//!
//! # 例子
//! 最后一条写“本办法由镇纪委负责解释”，`[[regulation]]` 写 `interpreter = "ldxz"`。
//!
//! # 依据
//! 制度自己的条文：“由某机构负责解释”。

use crate::check::agree::Names;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::Actor;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::InterpreterOffText,
    source: include_str!("interpreter_off_text.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for regulation in &unit.regulations {
        let Some(interpreter) = regulation.interpreter else {
            continue;
        };
        let own = Names::of(unit, regulation).all(&Actor::Organ(interpreter));
        for line in regulation.articles().flat_map(|a| &a.lines) {
            let Some(said) = interpreted_by(&line.text) else {
                continue;
            };
            // 本院党委 and 单位领导小组 are names that no list has; another body's name is not.
            let other = unit.organs.iter().find(|organ| {
                said.contains(organ.name.as_str()) && !own.contains(&organ.name.as_str())
            });
            let is_own = own.iter().any(|name| said.contains(name));
            let written = unit[interpreter].name.as_str();
            let longer = other.is_some_and(|other| other.name.contains(written));
            if is_own && !longer {
                continue;
            }
            let message = format!("interpreter 是{written}，条文写的是{said}");
            findings.push(
                Finding::error(RULE.code, interpreter.place, message)
                    .help("条文对的，改 interpreter；条文写错的，按程序修订条文")
                    .related(line.place, "条文在这里"),
            );
        }
    }
}

/// Who interprets this regulation, in the words of a line.
fn interpreted_by(text: &str) -> Option<&str> {
    for sentence in text.split(['。', '；', '，']) {
        let Some((before, _)) = sentence.split_once("负责解释") else {
            continue;
        };
        let (subject, who) = before.rsplit_once('由')?;
        // 《…》由…负责解释 speaks of another document.
        return (!subject.contains('《') && !who.is_empty()).then_some(who);
    }
    None
}
