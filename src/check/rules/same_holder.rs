//! # 查什么
//! 不得兼任的岗位由同一个人担任，不论在哪个内设机构；应当回避的岗位由亲属担任。
//!
//! # 为什么
//! 钱和账、审和批由一个人管，就没有人能发现他的错；由一家人管，也一样。
//!
//! # 例子
//! 条文要求会计与出纳分离，两个岗位的 `holder` 都是“李明”；一个岗位叫“会计兼出纳”；条文要求会计回避领导的亲属，会计写了 `relatives = ["zz"]`。姓名里有
//! “某”的是代称，不作比较。
//!
//! # 依据
//! kind 为 `apart` 的 norm：`duties` 是岗位名称里的词，`roles` 是岗位类型，`posts` 是岗位编号；`within` 只管同在一个内设机构的，`relatives` 把亲属也管进来。`[[separation]]`
//! 的 `posts` 也要由不同的人担任，依据是它所引的条文；没有引条文的，依据第一条这样的 norm。

use crate::check::demand::tell;
use crate::check::norm::{kinds, Reads};
use crate::check::persons::{person, Person};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::SameHolder,
    source: include_str!("same_holder.rs"),
    norms: &[Reads::all(&kinds::APART)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    tell(context, RULE.code, findings);
    let unit = context.unit;
    let Some((_, article)) = context.norms(&kinds::APART).next() else {
        return;
    };
    for separation in &unit.separations {
        let basis = match &separation.article {
            Some(cite) => unit.cite(cite),
            None => article.clone(),
        };
        for (index, &second) in separation.posts.iter().enumerate() {
            for &first in &separation.posts[..index] {
                let name = match (person(unit, first), person(unit, second)) {
                    (Person::Named(a), Person::Named(b))
                        if a == b && first.index != second.index =>
                    {
                        a
                    }
                    _ => continue,
                };
                let message = format!(
                    "{}、{}不得由一人兼任：{}和{}都由{name}担任",
                    separation.first.value,
                    separation.second.value,
                    unit[first].name.value,
                    unit[second].name.value
                );
                let mut finding = Finding::error(RULE.code, second.place, message)
                    .help("调整分工，由不同的人担任")
                    .basis(basis.as_str());
                for post in [first, second] {
                    if let Some(holder) = &unit[post].holder {
                        finding = finding.related(holder.place, "由他担任");
                    }
                }
                findings.push(finding);
            }
        }
    }
}
