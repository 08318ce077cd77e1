//! # 查什么
//! 应当由几人办而人数不够的：条文要求至少几人的记录和环节；环节的文字自己写明几人，而经办的岗位少于这个数，也没有外部人员参加的。
//!
//! # 为什么
//! 一个人办，没有人见证，也没有人制约；写明两人到场，就要看得出是哪两人。
//!
//! # 例子
//! `text = "两人现场勘查"`，`actors = ["czgh-sh"]`；条文要求每案由两人以上办理，立了案的 `[[case]]` 写 `officers = ["pcs-ba"]`，或者写的两个岗位由一个人担任。
//!
//! # 依据
//! kind 为 `apart` 的 norm：`ledger`、`key` 是哪种记录的哪个键，`step` 是环节文字里的词，`at-least` 是人数。环节自己写明几人的，依据它自己的文字，程序认“两人”“两名”“2人”一类的写法，没有 norm 也检查。

use crate::check::demand::tell;
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::persons::person;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Actor, OrganKind, Unit};
use std::collections::BTreeSet;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::TooFewActors,
    source: include_str!("too_few_actors.rs"),
    norms: &[
        Reads::only(&kinds::APART, &[("ledger", "case")]).shown_by(&ledger::CASES),
        Reads::all(&kinds::APART),
    ],
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
    tell(context, RULE.code, findings);
    let unit = context.unit;
    let steps = unit.workflows.iter().flat_map(|w| &w.steps);
    for step in steps {
        let text = &step.text.value;
        let found = WORDS.iter().find(|(word, _)| text.contains(word));
        let Some(&(word, wanted)) = found else {
            continue;
        };
        let Some(first) = step.actors.first().map(crate::check::grading::place) else {
            continue;
        };
        // Who of a department or of the public comes is not known, nor how many.
        let open = step.actors.iter().any(|actor| is_open(unit, actor));
        let who = persons(unit, &step.actors);
        let told = findings.iter().any(|finding| finding.place == Some(first));
        if open || told || who >= wanted {
            continue;
        }
        let message = format!("环节“{text}”写明{word}，经办的只有 {who} 人");
        findings.push(
            Finding::error(RULE.code, first, message)
                .help("在 actors 里写上另一人的岗位，或者外部人员"),
        );
    }
}

/// How many act, a body counted as one: a person who holds two posts is one.
fn persons(unit: &Unit, actors: &[Actor]) -> usize {
    let posts = actors.iter().filter_map(|actor| match actor {
        Actor::Post(post) => Some(person(unit, *post)),
        _ => None,
    });
    let organs = actors.iter().filter_map(|actor| match actor {
        Actor::Organ(organ) => Some(organ.index),
        _ => None,
    });
    posts.collect::<BTreeSet<_>>().len() + organs.collect::<BTreeSet<_>>().len()
}

fn is_open(unit: &Unit, actor: &Actor) -> bool {
    match actor {
        Actor::Post(_) => false,
        Actor::Department(_) => true,
        Actor::Organ(organ) => unit[*organ].kind != OrganKind::Superior,
    }
}
