//! # 查什么
//! 申报的等级与最近一次评定记录的等级不一致的站所和岗位。
//!
//! # 为什么
//! 等级由评定程序定；表上印的要和评定的一致。
//!
//! # 例子
//! 评定记录写 `grade = "high"`，站所写 `grade = "middle"`。
//!
//! # 依据
//! kind 为 `scope` 的 norm：哪些站所和岗位的等级要经过评定。

use crate::check::grading;
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{is_written, Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::GradingObject;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::GradingOffGrade,
    source: include_str!("grading_off_grade.rs"),
    norms: &[Reads::all(&kinds::SCOPE).shown_by(&ledger::GRADINGS)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for object in unit.objects() {
        let (grade, table) = match object {
            GradingObject::Department(r) => (&unit[r].grade, unit[r].place),
            GradingObject::Post(r) => (&unit[r].grade, unit[r].place),
        };
        let Some(scope) = grading::scope(context, &object) else {
            continue;
        };
        let all = grading::of(unit, &object);
        let done = |date| date <= context.as_of;
        let last = all.iter().rev().find(|g| g.decided().is_some_and(done));
        let Some(last) = last else { continue };
        if last.grade.value == grade.value
            || !is_written(grade, table)
            || !is_written(&last.grade, last.place)
        {
            continue;
        }
        let message = format!(
            "{}申报{}，{} 年评定为{}",
            grading::name(unit, &object),
            grade.chinese(),
            last.year.value,
            last.grade.chinese()
        );
        findings.push(
            Finding::error(RULE.code, grade.place, message)
                .help(format!(
                    "等级以评定为准，改成 grade = \"{}\"；评定不当的，重新评定；记录写错的，照实改正",
                    last.grade.key()
                ))
                .related(last.grade.place, "评定为这一级")
                .basis(context.basis(&scope)),
        );
    }
}
