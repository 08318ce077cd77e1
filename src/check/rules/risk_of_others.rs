//! # 查什么
//! 工作流程的一步列了风险点，这个风险点却不涉及流程所在的内设机构和它的岗位，也不涉及这一步经办的
//! 机构、岗位。
//!
//! # 为什么
//! 流程图把风险点印在这个机构的墙上，风险点表里它却是别的机构的：两处不一致，谁来管就说不清。
//!
//! # 例子
//! `xk-1` 写了 `departments = ["bgs"]`，财政所的流程有一步写
//! `risks = [{ risk = "xk-1" }]`，经办的是财政所的会计。
//!
//! # 依据
//! 不必有条文也应当一致；没有 norm 也检查。风险点没有写涉及哪些机构、岗位的，不在此列。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Actor, Department, Division, Post, Ref, Risk, Unit};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::RiskOfOthers,
    source: include_str!("risk_of_others.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for workflow in &unit.workflows {
        let Some(own) = workflow.department() else {
            continue;
        };
        for step in &workflow.steps {
            let has = |risk: &Risk| {
                let acts = |actor: &Actor| concerns(unit, risk, actor);
                acts(&Actor::Department(own)) || step.actors.iter().any(acts)
            };
            for at in &step.risks {
                let risk = &unit[at.risk];
                // Of whom a risk point is that says nothing, or nothing that can be read, nobody knows.
                let says = |key| context.says(risk.place, key);
                let unread = risk.departments.is_empty() && says("departments")
                    || risk.posts.is_empty() && says("posts");
                let unnamed = risk.departments.is_empty() && risk.posts.is_empty();
                if unread || unnamed || has(risk) {
                    continue;
                }
                let (code, name) = (risk.code(), unit[own].name.value.as_str());
                let message = format!(
                    "{name}的流程这一步列了风险点 {code}，{code} 却不涉及{name}，也不涉及这一步经办的人"
                );
                let help = format!(
                    "{code} 也是{name}的，在它的 departments 里加上 \"{}\"，有岗位的也写进 posts；不是的，从这一步的 risks 里去掉",
                    unit[own].id.value
                );
                let finding = Finding::warning(RULE.code, step.id.place, message).help(help);
                findings.push(finding.related(risk.id.place, "风险点写在这里"));
            }
        }
    }
}

/// Whether a risk point is of whoever acts: of its department, or of a post there; of a post or a
/// body that belongs to no department, of that post, or of one of that body.
fn concerns(unit: &Unit, risk: &Risk, actor: &Actor) -> bool {
    let is_its = |post: &Ref<Post>| match actor {
        Actor::Post(own) => post == own,
        Actor::Organ(organ) => unit[*post].division == Some(Division::Organ(*organ)),
        Actor::Department(_) => false,
    };
    let of_department = |department: Ref<Department>| {
        let mut posts = risk.posts.iter().map(|post| unit[*post].division);
        let there = Some(Division::Department(department));
        risk.departments.contains(&department) || posts.any(|division| division == there)
    };
    risk.posts.iter().any(is_its) || unit.department_of(actor).is_some_and(of_department)
}
