//! # 查什么
//! 风险点的 `concerns` 写的都是岗位、岗位类型、内设机构和机构的名称，`posts` 里却有岗位不在其中。
//!
//! # 为什么
//! 一览表照 `concerns` 说这个风险点涉及谁，岗位页照 `posts`：名单上没有的人，自己的岗位页上却有。
//!
//! # 例子
//! `concerns = "药库保管员"`，`posts = ["yjk-zr", "yjk-bg"]`：没有说到药剂科主任。
//!
//! # 依据
//! 不必有条文也应当一致；没有 norm 也检查。有一个词看不出是哪些岗位的（全部用网岗位），不核对。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{OrganKind, Post, Ref, Unit};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ConcernsLeaveOut,
    source: include_str!("concerns_leave_out.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for risk in &unit.risks {
        let words: Vec<&str> = risk.concerns.split('、').collect();
        let is_said = |post: &Ref<Post>| words.iter().any(|word| names(unit, word, &unit[*post]));
        let left_out: Vec<Ref<Post>> = (risk.posts.iter().copied())
            .filter(|post| !is_said(post))
            .collect();
        let Some(first) = left_out.first() else {
            continue;
        };
        if !words.iter().all(|word| is_plain(unit, word)) {
            continue;
        }
        let names: Vec<&str> = (left_out.iter())
            .map(|post| unit[*post].name.as_str())
            .collect();
        let (code, names) = (risk.code(), names.join("、"));
        let message = format!("{code} 写的涉及谁没有说到{names}，posts 里却有");
        let help = format!("在 concerns 里加上{names}；不涉及的，从 posts 里去掉");
        let finding = Finding::warning(RULE.code, risk.concerns.place, message).help(help);
        findings.push(finding.related(first.place, "岗位写在这里"));
    }
}

/// Whether a word tells whom it means: posts, a kind of them, a department, or outsiders, of whom the
/// rules have no posts. Whose posts a body of none is held by, nobody can tell.
fn is_plain(unit: &Unit, word: &str) -> bool {
    let outside = |kind| matches!(kind, OrganKind::Outside);
    unit.posts.iter().any(|post| names(unit, word, post))
        || unit.departments.iter().any(|d| d.name.value == word)
        || (unit.organs.iter()).any(|organ| organ.name.value == word && outside(organ.kind))
}

/// Whether a word means a post, maybe with others: by its name or the end of it (收费员 for
/// 营业收费员), by its department or body, alone (内科) or with its own name (财政所出纳), or by its
/// kind (各科室负责人). Whose division cannot be read may be of any.
fn names(unit: &Unit, word: &str, post: &Post) -> bool {
    let division = unit.division_name(post.division);
    let own = word.strip_prefix(division).unwrap_or(word);
    let kind = post.role.chinese();
    post.division.is_none()
        || word == division
        || post.name.ends_with(own)
        || own == post.own_name()
        || (!kind.is_empty() && word.ends_with(kind))
}
