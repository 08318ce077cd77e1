//! # 查什么
//! 反映高级站所或者高级岗位人员，而没有初步审核的举报。
//!
//! # 为什么
//! 高级站所和岗位权力大，举报件件要有初核。
//!
//! # 例子
//! `[[complaint]]` 的 `department = "czs"`（高级），没有写 `checked`。
//!
//! # 依据
//! kind 为 `initial-check` 的 norm；`grade` 是要初核的等级；`by` 是初核的机构，不写时不查；`within-days` 或者
//! `within-workdays` 是期限，不写时次日起就查。

use crate::check::calendar::limit;
use crate::check::decisions::{actor_id, actor_place};
use crate::check::ledger;
use crate::check::norm::{
    may, must, shapes::ACTOR, shapes::AT_LEAST_ONE, shapes::GRADE, Kind, Reads, Shape,
};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ComplaintWithoutCheck,
    source: include_str!("complaint_without_check.rs"),
    norms: &[Reads::all(&KIND).shown_by(&ledger::COMPLAINTS)],
    run,
};

/// The norms of this rule.
pub(super) const KIND: Kind = Kind {
    name: "initial-check",
    title: "反映哪一等级的举报要初步审核",
    parameters: &[
        must("grade", GRADE, "等级"),
        may("by", Shape::Id(ACTOR, &[]), "由哪个机构初步审核"),
        may("within-days", AT_LEAST_ONE, "几天以内"),
        may("within-workdays", AT_LEAST_ONE, "几个工作日以内"),
    ],
    identity: Some(&["grade"]),
    lists: None,
    together: None,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for (norm, article) in context.norms_ever(&KIND) {
        for complaint in &unit.records.complaints {
            let (Some(object), Some(date)) = (complaint.object, &complaint.date) else {
                continue;
            };
            let grade = unit.object_grade(object);
            let bound = norm.word("grade").is_none_or(|word| word == grade.key());
            if !bound || !unit.records.sound(complaint.place) || !norm.binds(Some(date)) {
                continue;
            }
            let (id, name) = (&complaint.id.value, unit.object_name(object));
            let finding = if complaint.checked.is_none() {
                let deadline = context.deadline(norm, date.value);
                if deadline.day >= context.as_of {
                    continue;
                }
                let grade = grade.chinese();
                let within = limit(norm);
                let message = format!("反映{name}（{grade}）的举报 {id} 没有{within}初核");
                Finding::error(RULE.code, object.place(), message).help(format!(
                    "初核后写上 checked = 初核日期、checked-by = 初核的机构{}",
                    deadline.note()
                ))
            } else {
                let (Some(by), Some(actor)) = (norm.word("by"), complaint.checked_by) else {
                    continue;
                };
                if actor_id(unit, actor) == by {
                    continue;
                }
                let wrong = unit.actor_name(&actor);
                let message = format!("举报 {id} 由{wrong}初核，不是制度规定的机构");
                Finding::error(RULE.code, actor_place(actor), message).help(format!(
                    "由规定的机构重新初核，照实写新的 checked 和 checked-by = \"{by}\"；\
                         只是写错的，改正 checked-by"
                ))
            };
            findings.push(finding.basis(article.as_str()));
        }
    }
}
