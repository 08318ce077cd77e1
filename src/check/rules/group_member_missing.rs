//! # 查什么
//! 评估小组里没有主要领导、分管领导、纪检书记或者站所负责人，或者论证时规定的人没有参加的重大决策。
//!
//! # 为什么
//! 四种人各看一面，缺一种就少一道关。
//!
//! # 例子
//! `step = "group"` 的 `members` 里没有提交站所的分管领导。
//!
//! # 依据
//! kind 为 `assessment-steps` 的 norm；`members` 列出四种人：`"principal-leader"` 主要领导、`"leader"` 分管领导、
//! `"discipline-secretary"` 纪检书记、`"head"` 站所负责人。主要领导和主管纪检的领导是哪些岗位，由 norm 的
//! `principal-leader`、`discipline-secretary` 列出岗位编号，没有列出的不查；`review-members` 照样列出论证时
//! 必须参加的人。

use crate::check::decisions::post_id;
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{AssessmentStep, AssessmentStepKind, Decision, Norm, Unit};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::GroupMemberMissing,
    source: include_str!("group_member_missing.rs"),
    norms: &[Reads::all(&kinds::ASSESSMENT_STEPS).shown_by(&ledger::DECISIONS)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms_ever(&kinds::ASSESSMENT_STEPS) {
        let parts = [
            ("members", AssessmentStepKind::Group, "评估小组"),
            ("review-members", AssessmentStepKind::Review, "论证"),
        ];
        for decision in context.decided(norm) {
            for (key, kind, what) in parts {
                let Some(step) = decision.step(kind) else {
                    continue;
                };
                let roles = norm.words(key).map(|(role, _)| role);
                let lacking: Vec<&str> = roles
                    .filter_map(|role| lacking(context.unit, norm, decision, step, role))
                    .collect();
                if lacking.is_empty() {
                    continue;
                }
                let names = lacking.join("、");
                let message = format!("{}的{what}没有{names}参加", decision.title.value);
                findings.push(
                    Finding::error(RULE.code, step.kind.place, message)
                        .help("参加了的，在 members 里补上；没有参加的，请其参加，重做这一步，照实另记")
                        .basis(article.as_str()),
                );
            }
        }
    }
}

/// The Chinese name of a role that no one who took part in the step has.
fn lacking<'t>(
    unit: &'t Unit,
    norm: &Norm,
    decision: &Decision,
    step: &AssessmentStep,
    role: &str,
) -> Option<&'t str> {
    let members = &step.members;
    let submitter = decision.submitter?;
    let listed = |key| {
        let mut ids = norm.words(key).map(|(id, _)| id).peekable();
        ids.peek()?;
        Some(ids.any(|id| members.iter().any(|&member| post_id(unit, member) == id)))
    };
    let (name, there) = match role {
        "principal-leader" => ("主要领导", listed("principal-leader")?),
        "discipline-secretary" => ("纪检书记", listed("discipline-secretary")?),
        "leader" => (
            unit.words().leader_in_charge.as_str(),
            members.contains(&unit[submitter].leader?),
        ),
        "head" => (
            unit.words().head.as_str(),
            members.iter().any(|&member| unit.heads(member, submitter)),
        ),
        _ => return None,
    };
    (!there).then_some(name)
}
