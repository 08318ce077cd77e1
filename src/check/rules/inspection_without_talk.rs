//! # 查什么
//! 检查以后没有专题谈话的站所，和谈话的人不合规定的谈话。
//!
//! # 为什么
//! 检查发现的问题要当面讲给负责人听，谈过才算告知。
//!
//! # 例子
//! `[[inspection]]` 的 `jc-czs` 没有哪个 `[[talk]]` 写 `inspection = "jc-czs"`；或者谈话人不是班子成员。
//!
//! # 依据
//! kind 为 `inspection-talk` 的 norm；`by` 是谈话人的岗位类型（`"leader"`），`with` 是谈话对象的岗位类型
//! （`"head"`，须是受检站所的）；`within-days` 或者 `within-workdays` 是期限，不写时次日起就查。

use crate::check::calendar::limit;
use crate::check::ledger;
use crate::check::norm::{
    may, must,
    shapes::{AT_LEAST_ONE, ROLE},
    Kind, Reads,
};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Division, Inspection, Norm, Talk};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::InspectionWithoutTalk,
    source: include_str!("inspection_without_talk.rs"),
    norms: &[Reads::all(&KIND).shown_by(&ledger::TALKS)],
    run,
};

/// The norms of this rule.
pub(super) const KIND: Kind = Kind {
    name: "inspection-talk",
    title: "检查以后由谁与谁谈话",
    parameters: &[
        must("by", ROLE, "谈话人的岗位类型"),
        may("with", ROLE, "谈话对象的岗位类型"),
        may("within-days", AT_LEAST_ONE, "几天以内"),
        may("within-workdays", AT_LEAST_ONE, "几个工作日以内"),
    ],
    identity: Some(&[]),
    lists: None,
    together: None,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let records = &unit.records;
    for (norm, article) in context.norms_ever(&KIND) {
        for (index, inspection) in records.inspections.iter().enumerate() {
            if !norm.binds(inspection.date.as_ref()) {
                continue;
            }
            let linked = records.talks.iter().filter(|talk| {
                let to = talk.inspection.as_ref();
                to.is_some_and(|to| to.index as usize == index)
            });
            let talks: Vec<&Talk> = linked.filter(|t| records.sound(t.place)).collect();
            if talks.is_empty() {
                findings.extend(untold(context, norm, inspection).map(|f| f.basis(&*article)));
            }
            for talk in talks {
                findings.extend(
                    wrong_person(context, norm, inspection, talk).map(|f| f.basis(&*article)),
                );
            }
        }
    }
}

/// The finding that no talk followed in time.
fn untold(context: &Context<'_>, norm: &Norm, inspection: &Inspection) -> Option<Finding> {
    let records = &context.unit.records;
    let unclear = records.partly_lost || records.talks.iter().any(|t| !records.sound(t.place));
    let deadline = context.deadline(norm, inspection.date.as_ref()?.value);
    if unclear || deadline.day >= context.as_of {
        return None;
    }
    let name = &context.unit[inspection.department?].name.value;
    let message = format!("检查{name}以后没有{}与负责人谈话", limit(norm));
    let help = format!(
        "谈过的，补记 [[talk]]，写 inspection = \"{}\"；没有谈的，补谈以后照实记{}",
        inspection.id.value,
        deadline.note()
    );
    Some(Finding::error(RULE.code, inspection.id.place, message).help(help))
}

/// The finding that the talk was not held by or with the right person.
fn wrong_person(
    context: &Context<'_>,
    norm: &Norm,
    inspection: &Inspection,
    talk: &Talk,
) -> Option<Finding> {
    let unit = context.unit;
    let (by, with) = (talk.by?, talk.with?);
    let role = |key| {
        norm.word(key)
            .and_then(|id| context.unit.vocabulary.role(id))
    };
    if let Some(role) = role("by").filter(|role| unit[by].role.value != *role) {
        let message = format!("谈话人{}不是{}", unit[by].name.value, role.chinese());
        let help = "由规定的人重新谈话，另记一次；只是写错的，改正 by";
        return Some(Finding::error(RULE.code, by.place, message).help(help));
    }
    let department = inspection.department?;
    let role = role("with")?;
    let fits = unit[with].role.value == role
        && unit[with].division == Some(Division::Department(department));
    if fits {
        return None;
    }
    let (name, own) = (&unit[with].name.value, &unit[department].name.value);
    let message = format!("谈话对象{name}不是{own}的{}", role.chinese());
    let help = format!(
        "与受检{}的负责人重新谈话，另记一次；只是写错的，改正 with",
        unit.words().department
    );
    Some(Finding::error(RULE.code, with.place, message).help(help))
}
