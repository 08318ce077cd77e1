//! # 查什么
//! 没有列入任何风险点的站所。
//!
//! # 为什么
//! 每个站所都有权力运行的环节；一个风险点也没有，多半是漏写。
//!
//! # 例子
//! 站所 `dgs` 不在任何 `[[risk]]` 的 `departments` 里，它的岗位也不在 `posts` 里。
//!
//! # 依据
//! kind 为 `coverage`、each 为 `"department"`、needs 为 `"risk"` 的 norm；写了 `grade` 的只管这
//! 一等级的站所。

use crate::check::grading::of_post;
use crate::check::norm::{kinds, read, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DepartmentWithoutRisk,
    source: include_str!("department_without_risk.rs"),
    norms: &[Reads::only(&kinds::COVERAGE, &[("each", "department")])],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for (norm, article) in context.norms(&kinds::COVERAGE) {
        if (norm.word("each"), norm.word("needs")) != (Some("department"), Some("risk"))
            || unit.incomplete
        {
            continue;
        }
        let only = read::grade(context.unit, norm, "grade");
        for (index, department) in unit.departments.iter().enumerate() {
            let concerned = unit.risks.iter().any(|risk| {
                let mut own = risk.departments.iter().map(|d| d.index as usize);
                let posts = risk.posts.iter().filter_map(|&post| of_post(&unit[post]));
                own.any(|d| d == index) || posts.into_iter().any(|d| d.index as usize == index)
            });
            if concerned || only.is_some_and(|grade| grade != department.grade.value) {
                continue;
            }
            let message = format!("{}没有风险点", department.name.value);
            let help = format!(
                "在涉及它的 [[risk]] 的 departments 里加上 \"{}\"",
                department.id.value
            );
            findings.push(
                Finding::error(RULE.code, department.id.place, message)
                    .help(help)
                    .basis(article.as_str()),
            );
        }
    }
}
