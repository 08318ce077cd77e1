//! # 查什么
//! 申报的等级与岗位类型所定等级不一致的岗位。
//!
//! # 为什么
//! 哪类岗位是哪一级，条文已经定了；表上的等级要和条文一致。
//!
//! # 例子
//! `role = "worker"` 的岗位写了 `grade = "middle"`。
//!
//! # 依据
//! 有记录而应当升级的（kind 为 `grade-raised` 的 norm），按升了以后的等级；没有记录的，不升。
//! kind 为 `grade-by-role` 的 norm；`high`、`middle`、`low` 各列岗位类型，`otherwise` 管没有列
//! 出的。另一条条文另有规定而 `[[settlement]]` 选定以那一条为准的，不在此列。

use crate::check::norm::{kinds, Reads};
use crate::check::opinion::{opinions, Object};
use crate::check::{is_written, Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::GradeOffRole,
    source: include_str!("grade_off_role.rs"),
    norms: &[
        Reads::all(&kinds::GRADE_BY_ROLE),
        Reads::all(&kinds::GRADE_RAISED),
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (index, post) in context.unit.posts.iter().enumerate() {
        let object = Object::Post(index);
        let declared = &post.grade;
        if !is_written(declared, post.place) || !is_written(&post.role, post.place) {
            continue;
        }
        let all = opinions(context, object);
        for opinion in &all {
            if !kinds::GRADE_BY_ROLE.is_of(opinion.demand.norm)
                || opinion.grade == declared.value
                || !context.binds(opinion, &all, object)
            {
                continue;
            }
            let message = format!(
                "{}申报{}，{}岗位应当是{}{}",
                post.name.value,
                declared.chinese(),
                post.role.chinese(),
                opinion.grade.chinese(),
                opinion.note()
            );
            let finding = Finding::error(RULE.code, declared.place, message)
                .help(format!(
                    "只是写错的，改成 grade = \"{}\" 或者改正 role；评定成这一级的，重新评定",
                    opinion.grade.key()
                ))
                .related(post.role.place, "岗位类型写在这里")
                .basis(context.basis(&opinion.demand));
            findings.push(match &opinion.raised {
                Some(raised) => finding.related(raised.place, "因这条记录升级"),
                None => finding,
            });
        }
    }
}
