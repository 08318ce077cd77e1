//! # 查什么
//! 同一流程里，写明要分开的两件事都只由同一个岗位办。
//!
//! # 为什么
//! 审查和核准由一个人办，等于没有核准。
//!
//! # 例子
//! “审查”和“核准”要分开，而流程里文字有“审查”的环节和有“核准”的环节都只写了 `actors = ["czgh-sh
//! "]`。
//!
//! # 依据
//! kind 为 `separation` 的 norm 的 `pairs`（各流程都适用），以及 `[[separation]]` 的 `first`、`
//! second`（本站所的流程适用）。按环节的文字认，一个字的词太泛，不用来认。

use crate::check::norm::{kinds, read, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Place};
use crate::model::{Actor, Post, Ref, Step, Workflow};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::SameActor,
    source: include_str!("same_actor.rs"),
    norms: &[Reads::all(&kinds::SEPARATION)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for workflow in &unit.workflows {
        // Words that must be apart, with their article; each pair of words once.
        let mut pairs: Vec<(&str, &str, String)> = Vec::new();
        for (norm, article) in context.norms(&kinds::SEPARATION) {
            for (first, second) in read::pairs(norm, "pairs") {
                pairs.push((first, second, article.clone()));
            }
        }
        if pairs.is_empty() {
            continue;
        }
        for separation in &unit.separations {
            if workflow.division.is_some() && separation.division == workflow.division {
                let basis = separation.article.as_ref().map(|cite| unit.cite(cite));
                let basis = basis.unwrap_or_else(|| pairs[0].2.clone());
                pairs.push((&separation.first, &separation.second, basis));
            }
        }
        let mut done: Vec<(&str, &str)> = Vec::new();
        for (first, second, basis) in &pairs {
            let long = |word: &str| word.chars().count() > 1;
            if long(first) && long(second) && !done.contains(&(first, second)) {
                done.push((first, second));
                look(context, workflow, first, second, basis, findings);
            }
        }
    }
}

fn look(
    context: &Context<'_>,
    workflow: &Workflow,
    first: &str,
    second: &str,
    basis: &str,
    findings: &mut Vec<Finding>,
) {
    for one in &workflow.steps {
        for other in &workflow.steps {
            let (Some(a), Some(b)) = (sole(one), sole(other)) else {
                continue;
            };
            if a != b || !one.text.contains(first) || !other.text.contains(second) {
                continue;
            }
            let message = format!(
                "{first}和{second}要由不同的人办，都写了{}",
                context.unit[a].name.value
            );
            let place: Place = b.place;
            let mut finding = Finding::error(RULE.code, place, message)
                .help("改由不同的岗位办")
                .basis(basis);
            if a.place != b.place {
                finding = finding.related(a.place, format!("{first}在这里"));
            }
            findings.push(finding);
        }
    }
}

/// The post that acts alone in a step.
fn sole(step: &Step) -> Option<Ref<Post>> {
    match step.actors.as_slice() {
        [Actor::Post(post)] => Some(*post),
        _ => None,
    }
}
