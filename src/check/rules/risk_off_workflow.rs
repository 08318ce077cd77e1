//! # 查什么
//! 只涉及一个内设机构的风险点，那个机构有工作流程，而流程的哪一步也没有列上它。
//!
//! # 为什么
//! 流程图上印着每一步的风险点和措施；没有列上的，墙上就看不到。
//!
//! # 例子
//! 风险点 `yp-3` 写了 `departments = ["yj"]`，药剂科的流程各步都没有
//! `risks = [{ risk = "yp-3" }]`。
//!
//! # 依据
//! 不必有条文也应当列上；没有 norm 也检查。流程的哪一步都没有列风险点的，是不画风险的流程，不在此
//! 列。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Risk, Step, Workflow};
use std::collections::BTreeSet;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::RiskOffWorkflow,
    source: include_str!("risk_off_workflow.rs"),
    norms: &[],
    run,
};

/// So many risk points are named; the rest is counted.
const NAMED_AT_MOST: usize = 8;

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for department in 0..context.unit.departments.len() {
        let off = off_workflows(context, department);
        let Some(first) = off.first() else { continue };
        let codes: Vec<String> = off.iter().map(|risk| risk.code()).collect();
        let mut named = codes[..codes.len().min(NAMED_AT_MOST)].join("、");
        if codes.len() > NAMED_AT_MOST {
            named += &format!("等 {} 个", codes.len());
        }
        let message = format!(
            "风险点 {named} 不在{}的工作流程里，流程图上印不出来",
            context.unit.departments[department].name.value
        );
        let help = format!(
            "在流程里有这个风险的一步加上 risks = [{{ risk = \"{}\" }}]，措施写 measures = [{{ measure = \"……\" }}]；是别的事上的，另写一个流程",
            first.id.value
        );
        let finding = Finding::warning(RULE.code, first.id.place, message).help(help);
        let mut workflows = context.unit.workflows_of(department);
        findings.push(match workflows.next() {
            Some(workflow) => finding.related(workflow.id.place, "流程写在这里"),
            None => finding,
        });
    }
}

/// The risk points of one department alone that no step of its workflows names; none where
/// there is no workflow, or none that has risk points at all.
fn off_workflows<'t>(context: &Context<'t>, department: usize) -> Vec<&'t Risk> {
    let unit = context.unit;
    let workflows: Vec<&Workflow> = unit.workflows_of(department).collect();
    let steps = || workflows.iter().flat_map(|workflow| &workflow.steps);
    // What a step says and nobody can read may be any of them.
    let unread = |step: &Step| step.risks.is_empty() && context.says(step.place, "risks");
    if steps().all(|step| step.risks.is_empty()) || steps().any(unread) {
        return Vec::new();
    }
    let named: BTreeSet<u32> = steps()
        .flat_map(|step| step.risks.iter().map(|risk| risk.risk.index))
        .collect();
    let risks = unit.risks.iter().enumerate();
    risks
        .filter(|(index, risk)| {
            let alone =
                matches!(risk.departments.as_slice(), [d] if d.index as usize == department);
            alone && !u32::try_from(*index).is_ok_and(|index| named.contains(&index))
        })
        .map(|(_, risk)| risk)
        .collect()
}
