//! # 查什么
//! 程序里有而评定记录里没有的一步（后面的步骤已经办了的是错误，还没有办到那里的是警告），以及写
//! 了两次的一步。
//!
//! # 为什么
//! 少了一步，评定就不合程序。
//!
//! # 例子
//! 站所的评定没有 `review`（审核），就写了 `decide`（决定）。
//!
//! # 依据
//! kind 为 `grading-procedure` 的 norm：`steps` 列出各步；kind 为 `filing`、record 为 `"grading
//! "`、报上级机关备案的，多一步 `file`。镇内机构自己存档的，不另写一步。

use crate::check::grading;
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::GradingStepMissing,
    source: include_str!("grading_step_missing.rs"),
    norms: &[
        Reads::all(&kinds::GRADING_PROCEDURE).shown_by(&ledger::GRADINGS),
        Reads::only(&kinds::FILING, &[("record", "grading")]).shown_by(&ledger::GRADINGS),
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for (record, object, procedure) in grading::followed(context) {
        let object = &object;
        let basis = context.basis(&procedure);
        let steps = grading::steps(context, &procedure, record);
        let written = |step| record.steps.iter().find(|s| s.kind.value == step);
        let last = steps.iter().rposition(|&step| written(step).is_some());
        let name = grading::name(unit, object);
        let subject_place = match object {
            crate::model::GradingObject::Department(r) => r.place,
            crate::model::GradingObject::Post(r) => r.place,
        };
        for skipped in [true, false] {
            let missing: Vec<_> = steps
                .iter()
                .enumerate()
                .filter(|(i, &step)| {
                    written(step).is_none() && (last.is_some_and(|last| *i < last)) == skipped
                })
                .map(|(_, step)| *step)
                .collect();
            if missing.is_empty() {
                continue;
            }
            let names: Vec<&str> = missing.iter().map(|step| step.chinese()).collect();
            let keys: Vec<&str> = missing.iter().map(|step| step.key()).collect();
            let (names, keys) = (names.join("、"), keys.join("、"));
            let year = record.year.value;
            let finding = match skipped {
                true => {
                    let message = format!("{name} {year} 年的评定少了{names}");
                    Finding::error(RULE.code, subject_place, message)
                }
                false => {
                    let message = format!("{name} {year} 年的评定还没有{names}");
                    Finding::warning(RULE.code, subject_place, message)
                }
            };
            findings.push(
                finding
                    .help(format!(
                        "办了的，在 steps 里补写 {keys}；没有办的，补办以后照实写"
                    ))
                    .basis(basis.as_str()),
            );
        }
        for (index, step) in record.steps.iter().enumerate() {
            let mut earlier = record.steps[..index].iter();
            if let Some(first) = earlier.find(|s| s.kind.value == step.kind.value) {
                let message = format!("{name}的评定里{}写了两次", step.kind.chinese());
                findings.push(
                    Finding::error(RULE.code, step.kind.place, message)
                        .help("写重了的删去一个，写错了的改正 step")
                        .related(first.kind.place, "已写在此处")
                        .basis(basis.as_str()),
                );
            }
        }
    }
}
