//! # 查什么
//! 没有写 `powers` 的内设机构和岗位，而单位按权力定等级。
//!
//! # 为什么
//! 没有填报权力，等级就没有依据，公示图上写着“未填报”。
//!
//! # 例子
//! `lianfang new post` 写出的岗位，删去了 `powers` 那一行。
//!
//! # 依据
//! kind 为 `grade-by-powers` 的 norm；`except-roles` 列出的岗位类型不在此列。没有权力的写
//! `powers = {}`，不算没有填报。

use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Place};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::PowersUnknown,
    source: include_str!("powers_unknown.rs"),
    norms: &[Reads::all(&kinds::GRADE_BY_POWERS)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let mut look = |subject: &str, role: Option<&str>, name: &str, at: Place, head: Place| {
        let mut norms = context.norms(&kinds::GRADE_BY_POWERS);
        let about = norms.find(|(norm, _)| {
            let mut excepted = norm.words("except-roles");
            norm.word("subject") == Some(subject)
                && context.applies(norm, head)
                && !excepted.any(|(excepted, _)| Some(excepted) == role)
        });
        let Some((_, article)) = about.filter(|_| !context.says(head, "powers")) else {
            return;
        };
        let message = format!("{name}的权力没有填报，图上、表上写着“未填报”");
        findings.push(
            Finding::warning(RULE.code, at, message)
                .help("加上 powers = { 权力的编号 = \"full\" }，full 全部 · part 部分；没有权力写 powers = {}")
                .basis(article),
        );
    };
    for d in unit.departments.iter().filter(|d| d.powers.is_none()) {
        look("department", None, &d.name, d.id.place, d.place);
    }
    for p in unit.posts.iter().filter(|p| p.powers.is_none()) {
        look("post", Some(p.role.key()), &p.name, p.id.place, p.place);
    }
}
