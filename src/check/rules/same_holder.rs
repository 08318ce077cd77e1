//! # 查什么
//! 写明不得兼任的岗位，由同一个人担任。
//!
//! # 为什么
//! 钱和账、审和批由一个人管，就没有人能发现他的错。
//!
//! # 例子
//! `[[separation]]` 的 `posts = ["czs-kj", "czs-cn"]`，两个岗位的 `holder` 都是“李明”。姓名里有
//! “某”的是代称，不作比较。
//!
//! # 依据
//! `[[separation]]` 所引的条文；没有引条文的，依据 kind 为 `separation` 的 norm。

use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Post, Ref};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::SameHolder,
    source: include_str!("same_holder.rs"),
    norms: &[Reads::all(&kinds::SEPARATION)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let Some((_, article)) = context.norms(&kinds::SEPARATION).next() else {
        return;
    };
    for separation in &unit.separations {
        let basis = match &separation.article {
            Some(cite) => unit.cite(cite),
            None => article.clone(),
        };
        for (index, second) in separation.posts.iter().enumerate() {
            for first in &separation.posts[..index] {
                let holder = |post: Ref<Post>| unit[post].holder.as_ref();
                let message = match (holder(*first), holder(*second)) {
                    // 张某 may be anyone called 张.
                    (Some(a), Some(b)) if a.value == b.value && !a.contains('某') => format!(
                        "{}和{}都由{}担任",
                        unit[*first].name.value, unit[*second].name.value, a.value
                    ),
                    _ => continue,
                };
                let message = format!(
                    "{}、{}不得由一人兼任：{message}",
                    separation.first.value, separation.second.value
                );
                let mut finding = Finding::error(RULE.code, second.place, message)
                    .help("调整分工，由不同的人担任")
                    .basis(basis.as_str());
                for post in [first, second] {
                    if let Some(holder) = holder(*post) {
                        finding = finding.related(holder.place, "由他担任");
                    }
                }
                findings.push(finding);
            }
        }
    }
}
