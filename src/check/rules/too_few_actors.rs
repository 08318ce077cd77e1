//! # 查什么
//! 环节的文字写明由几人办，而经办的岗位少于这个数，也没有外部人员参加的环节。
//!
//! # 为什么
//! 写明两人到场，就要看得出是哪两人；只写一个岗位，另一人就没有着落。
//!
//! # 例子
//! `text = "两人现场勘查"`，`actors = ["czgh-sh"]`。
//!
//! # 依据
//! 环节自己的文字。程序认“两人”“两名”“2人”一类的写法；没有 norm 也检查。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Actor, OrganKind, Unit};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::TooFewActors,
    source: include_str!("too_few_actors.rs"),
    norms: &[],
    run,
};

/// How a text says how many act.
const WORDS: [(&str, usize); 8] = [
    ("两人", 2),
    ("两名", 2),
    ("二人", 2),
    ("2人", 2),
    ("2 人", 2),
    ("三人", 3),
    ("三名", 3),
    ("3人", 3),
];

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let steps = unit.workflows.iter().flat_map(|w| &w.steps);
    for step in steps {
        let text = &step.text.value;
        let found = WORDS.iter().find(|(word, _)| text.contains(word));
        let Some(&(word, wanted)) = found else {
            continue;
        };
        // Who of a department or of the public comes is not known, nor how many.
        let open = step.actors.iter().any(|actor| is_open(unit, actor));
        let mut distinct: Vec<&Actor> = Vec::new();
        for actor in &step.actors {
            if !distinct.contains(&actor) {
                distinct.push(actor);
            }
        }
        if step.actors.is_empty() || open || distinct.len() >= wanted {
            continue;
        }
        let message = format!(
            "环节“{text}”写明{word}，经办的只有 {} 个岗位",
            distinct.len()
        );
        findings.push(
            Finding::error(
                RULE.code,
                crate::check::grading::place(&step.actors[0]),
                message,
            )
            .help("在 actors 里写上另一人的岗位，或者外部人员"),
        );
    }
}

fn is_open(unit: &Unit, actor: &Actor) -> bool {
    match actor {
        Actor::Post(_) => false,
        Actor::Department(_) => true,
        Actor::Organ(organ) => unit[*organ].kind != OrganKind::Superior,
    }
}
