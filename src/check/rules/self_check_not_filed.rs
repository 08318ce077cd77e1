//! # 查什么
//! 应当送交而没有送交，或者送错了机关的自查报告。
//!
//! # 为什么
//! 高级站所的报告由上级掌握，才能相互印证。
//!
//! # 例子
//! 高级站所的 `[[self-check]]` 没有写 `filed`，或者写了 `filed = { with = "jw", … }`，而制度要求送 `qjw`。
//!
//! # 依据
//! kind 为 `filing`、record 为 `"self-check"` 的 norm；`subject` 和 `grade` 限定哪些报告，`with` 是送交的机构；
//! `within-days` 或者 `within-workdays` 是期限，不写时次日起就查。

use crate::check::calendar::limit;
use crate::check::decisions::actor_place;
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::GradingObject;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::SelfCheckNotFiled,
    source: include_str!("self_check_not_filed.rs"),
    norms: &[
        Reads::only(&kinds::FILING, &[("record", "self-check")]).shown_by(&ledger::SELF_CHECKS)
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for (norm, article) in context.norms_ever(&kinds::FILING) {
        let (Some("self-check"), Some(with)) = (norm.word("record"), norm.word("with")) else {
            continue;
        };
        let organ = unit.organs.iter().find(|organ| organ.id.value == with);
        let organ = organ.map_or(with, |organ| organ.name.as_str());
        for check in &unit.records.self_checks {
            let Some(object) = check.object.filter(|_| unit.records.sound(check.place)) else {
                continue;
            };
            if !norm.binds(check.date.as_ref()) || !context.applies(norm, check.place) {
                continue;
            }
            let kind = match object {
                GradingObject::Department(_) => "department",
                GradingObject::Post(_) => "post",
            };
            let grade = unit.object_grade(object);
            if norm.word("subject").is_some_and(|subject| subject != kind)
                || norm.word("grade").is_some_and(|word| word != grade.key())
            {
                continue;
            }
            let name = unit.object_name(object);
            let finding = match &check.filed {
                Some(filed) => match filed.with {
                    Some(actor) if unit.actor_id(&actor) != with => {
                        let wrong = unit.actor_name(&actor);
                        let message = format!("{name}的自查报告送了{wrong}，应当送{organ}");
                        Finding::error(RULE.code, actor_place(actor), message)
                            .help(format!(
                                "补送{organ}，照实写新的 date 和 with = \"{with}\"；只是写错的，改正 with"
                            ))
                    }
                    _ => continue,
                },
                None => {
                    let Some(date) = &check.date else { continue };
                    let deadline = context.deadline(norm, date.value);
                    if deadline.day >= context.as_of {
                        continue;
                    }
                    let message = format!("{name}的自查报告没有{}送{organ}", limit(norm));
                    let note = deadline.note();
                    let help = format!(
                        "送交后写上 filed = {{ with = \"{with}\", date = 送交日期 }}{note}"
                    );
                    Finding::error(RULE.code, date.place, message).help(help)
                }
            };
            findings.push(finding.basis(article.as_str()));
        }
    }
}
