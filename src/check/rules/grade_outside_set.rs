//! # 查什么
//! 用了制度里没有的等级的站所、岗位、类别、风险点和评定记录。
//!
//! # 为什么
//! 等级只有制度写明的几种，多出来的没有对应的颜色和管理要求。
//!
//! # 例子
//! 制度只分高级、中级，站所写了 `grade = "low"`。
//!
//! # 依据
//! kind 为 `grade-set` 的 norm；`grades` 列出各级。

use crate::check::norm::{kinds, Reads};
use crate::check::{is_written, Context, Rule};
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::model::{Grade, Unit};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::GradeOutsideSet,
    source: include_str!("grade_outside_set.rs"),
    norms: &[Reads::all(&kinds::GRADE_SET)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms(&kinds::GRADE_SET) {
        let allowed: Vec<Grade> = norm
            .words("grades")
            .filter_map(|(word, _)| context.unit.vocabulary.grade(word))
            .collect();
        if allowed.is_empty() {
            continue;
        }
        let names: Vec<&str> = allowed.iter().map(|grade| grade.chinese()).collect();
        for (name, grade, place) in grades(context.unit) {
            if allowed.contains(grade) || !is_written(grade, place) {
                continue;
            }
            let message = format!(
                "{name}写了{}，制度只分{}",
                grade.chinese(),
                names.join("、")
            );
            findings.push(
                Finding::error(RULE.code, grade.place, message)
                    .help(format!("改成{}之一，或者修订制度", names.join("、")))
                    .related(norm.place, "等级定在这里")
                    .basis(article.as_str()),
            );
        }
    }
}

/// Every grade written, with the name of what has it and the place of its table.
fn grades(unit: &Unit) -> Vec<(String, &Spanned<Grade>, Place)> {
    let mut out = Vec::new();
    for d in &unit.departments {
        out.push((d.name.value.clone(), &d.grade, d.place));
    }
    for p in &unit.posts {
        out.push((p.name.value.clone(), &p.grade, p.place));
    }
    for c in &unit.classes {
        out.push((format!("{}类", c.name.value), &c.grade, c.place));
    }
    for r in &unit.risks {
        out.push((format!("风险点 {}", r.code()), &r.grade, r.place));
    }
    for g in &unit.gradings {
        out.push(("这次评定".to_owned(), &g.grade, g.place));
    }
    out
}
