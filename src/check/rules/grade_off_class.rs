//! # 查什么
//! 等级与条文给这一类定的等级不一致的类别和风险点。
//!
//! # 为什么
//! 一类风险点一个等级；类别表和风险点表都要照条文写。
//!
//! # 例子
//! 条文定许可审批类为高级，`[[risk]]` 的 `xk-3` 写了 `grade = "middle"`。
//!
//! # 依据
//! kind 为 `class-grade` 的 norm；`subject` 为 `"risk"` 的管风险点和类别，为 `"measure"` 的管类
//! 别。另一条条文另有规定而 `[[settlement]]` 选定以那一条为准的，不在此列。

use crate::check::norm::{kinds, Reads};
use crate::check::opinion::{opinions, Object};
use crate::check::{is_written, Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::GradeOffClass,
    source: include_str!("grade_off_class.rs"),
    norms: &[Reads::all(&kinds::CLASS_GRADE)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for object in Object::all(unit) {
        let (declared, place) = match object {
            Object::Class(i) => (&unit.classes[i].grade, unit.classes[i].place),
            Object::Risk(i) => (&unit.risks[i].grade, unit.risks[i].place),
            _ => continue,
        };
        if !is_written(declared, place) {
            continue;
        }
        let all = opinions(context, object);
        let mut reported = None;
        for opinion in &all {
            let norm = opinion.demand.norm;
            if !kinds::CLASS_GRADE.is_of(norm)
                || opinion.grade == declared.value
                // The articles on risk points and on measures mostly agree: once is enough.
                || reported == Some(opinion.grade)
                || !context.binds(opinion, &all, object)
            {
                continue;
            }
            reported = Some(opinion.grade);
            let message = format!(
                "{}{}写了{}，条文定为{}",
                object.name(unit),
                // A code ends in a digit, which stands off the hanzi.
                if matches!(object, Object::Risk(_)) {
                    " "
                } else {
                    ""
                },
                declared.chinese(),
                opinion.grade.chinese()
            );
            let grade = norm.get("grade").map_or(norm.place, |grade| grade.place);
            findings.push(
                Finding::error(RULE.code, declared.place, message)
                    .help(format!("改成 grade = \"{}\"", opinion.grade.key()))
                    .related(grade, "等级定在这里")
                    .basis(context.basis(&opinion.demand)),
            );
        }
    }
}
