//! # 查什么
//! 退回到前面一步的去路，那一步却不是各种走法都经过的。
//!
//! # 为什么
//! 走另一条去路来的，被退到了自己没有走过的一步：达到限额、由财政所采购的东西验收不合格，退给了不到限额
//! 才询价的采购小组。
//!
//! # 例子
//! `s3` 判定以后分走 `s4`、`s5`，都到 `s6`；`s6` 的 `exits` 写着 `{ to = "s5", label = "不合格" }`。
//!
//! # 依据
//! 流程图是给办事人看的，不必有条文也应当走得通；没有 norm 也检查。

use crate::check::workflow::{avoiding, is_sound, names, reachable};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Step, StepKind, Workflow};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ReturnOffWay,
    source: include_str!("return_off_way.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for workflow in context.unit.workflows.iter().filter(|w| is_sound(w)) {
        let steps = workflow.steps.iter().enumerate();
        let starts = steps
            .clone()
            .filter(|(_, s)| s.kind.value == StepKind::Start);
        let from: Vec<usize> = starts.map(|(at, _)| at).collect();
        if from.len() != 1 {
            continue; // Has a finding of its own, and nothing is passed by all.
        }
        for (at, step) in steps {
            let back = step.exits.iter().map(|exit| exit.to).filter(|to| *to < at);
            for to in back {
                let returns = reachable(workflow, &[to])[at];
                if returns && avoiding(workflow, &from, to)[at] {
                    findings.push(off_way(workflow, &from, step, at, to));
                }
            }
        }
    }
}

fn off_way(workflow: &Workflow, from: &[usize], step: &Step, at: usize, to: usize) -> Finding {
    let target = &workflow.steps[to];
    let message = format!(
        "{}退回到{}，有的走法没有经过它",
        names(&[step]),
        names(&[target])
    );
    let passed = (0..to)
        .rev()
        .find(|&before| !avoiding(workflow, from, before)[at]);
    let common = passed.map_or(String::new(), |before| {
        format!("，最近的是{}", names(&[&workflow.steps[before]]))
    });
    let help = format!("退到各种走法都经过的一步{common}；或者给退回的另写一步");
    Finding::warning(RULE.code, step.id.place, message)
        .help(help)
        .related(target.id.place, "退回到这一步")
}
