//! # 查什么
//! 牵头的信息员多于或者少于规定名数的站所，以及由不是重要岗位的人当的信息员。
//!
//! # 为什么
//! 信息由信息员逐级上报；没有人牵头，或者几个人都牵头，就没有人报。
//!
//! # 例子
//! 规定每个站所 1 名，站所 `dgs` 没有哪个岗位写 `informant = true`。
//!
//! # 依据
//! kind 为 `information-levels` 的 norm；`lead-informant-per-department` 是名数。哪些是重要岗位，
//! 看 kind 为 `important-posts` 的 norm。

use crate::check::norm::{kinds, read, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::LeadInformant,
    source: include_str!("lead_informant.rs"),
    norms: &[
        Reads::all(&kinds::INFORMATION_LEVELS),
        Reads::all(&kinds::IMPORTANT_POSTS),
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for (norm, article) in context.norms(&kinds::INFORMATION_LEVELS) {
        let Some(wanted) = read::count(norm, "lead-informant-per-department") else {
            continue;
        };
        for (index, department) in unit.departments.iter().enumerate() {
            if !context.applies(norm, department.place) {
                continue;
            }
            let informants: Vec<_> = unit.posts_of(index).filter(|p| p.informant).collect();
            let found = i64::try_from(informants.len()).unwrap_or(i64::MAX);
            if found != wanted && !unit.incomplete {
                let name = &department.name.value;
                let message = format!("{name}有 {found} 名牵头的信息员，规定 {wanted} 名");
                let mut finding = Finding::error(RULE.code, department.id.place, message)
                    .help("在牵头的岗位上写 informant = true，其余的删去")
                    .basis(article.as_str());
                for post in &informants {
                    finding = finding.related(post.id.place, "这是一名");
                }
                findings.push(finding);
            }
            for post in informants {
                if context.is_important(post) != Some(false) {
                    continue;
                }
                let message = format!("{}不是重要岗位，不能当信息员", post.name.value);
                findings.push(
                    Finding::error(RULE.code, post.id.place, message)
                        .help(format!(
                            "改由本{}的重要岗位牵头",
                            context.unit.words().department
                        ))
                        .basis(article.as_str()),
                );
            }
        }
    }
}
