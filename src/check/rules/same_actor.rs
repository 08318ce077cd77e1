//! # 查什么
//! 同一流程里，写明要分开的两步都只由同一个人办：一个岗位，或者一个人担任的两个岗位。
//!
//! # 为什么
//! 审查和核准由一个人办，等于没有核准。
//!
//! # 例子
//! “审查”和“核准”要分开，而流程里文字有“审查”的环节和有“核准”的环节都只写了 `actors = ["czgh-sh
//! "]`。
//!
//! # 依据
//! kind 为 `apart` 的 norm 的 `duties`（环节的文字里有这个词的）和 `steps`（另外可以写环节的种类，或者 `流程编号.环节编号`），以及 `[[separation]]`
//! 的 `first`、`second`（本内设机构的流程适用）。一个字的词太泛，不用来认；几个人一起办的环节，看不出谁办哪一样，不查。

use crate::check::demand::apart::both;
use crate::check::demand::tell;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Place, Spanned};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::SameActor,
    source: include_str!("same_actor.rs"),
    norms: &[Reads::all(&kinds::APART)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    tell(context, RULE.code, findings);
    let unit = context.unit;
    let Some((_, article)) = context.norms(&kinds::APART).next() else {
        return;
    };
    // What a norm asks already is told once.
    let mut told: Vec<Place> = findings
        .iter()
        .filter_map(|finding| finding.place)
        .collect();
    for workflow in &unit.workflows {
        let own = unit.separations.iter();
        for pair in own.filter(|s| s.division.is_some() && s.division == workflow.division) {
            let basis = pair.article.as_ref().map(|cite| unit.cite(cite));
            let basis = basis.unwrap_or_else(|| article.clone());
            let [first, second] =
                [&pair.first, &pair.second].map(|text| [Spanned::new(text.as_str(), text.place)]);
            for both in both(unit, workflow, &first, &second) {
                if told.contains(&both.place) {
                    continue;
                }
                told.push(both.place);
                let finding = Finding::error(RULE.code, both.place, both.message)
                    .help("改由不同的人办")
                    .basis(basis.as_str());
                findings.push(match both.other {
                    Some((place, label)) => finding.related(place, label),
                    None => finding,
                });
            }
        }
    }
}
