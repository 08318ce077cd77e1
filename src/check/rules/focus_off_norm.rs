//! # 查什么
//! 没有任何风险点的防控重点（警告），以及制度里没有的重点写在了风险点或者岗位上（错误）。
//!
//! # 为什么
//! 列为重点而没有风险点，重点就落了空。
//!
//! # 例子
//! 条文把人事列为重点，而没有哪个 `[[risk]]` 写 `focus = "personnel"`。
//!
//! # 依据
//! kind 为 `focus` 的 norm；`tags` 列出重点。

use crate::check::norm::{must, Allowed, Kind, Listed, Reads, Shape};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::vocabulary::find;
use crate::model::Norm;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::FocusOffNorm,
    source: include_str!("focus_off_norm.rs"),
    norms: &[Reads::all(&KIND)],
    run,
};

/// The norms of this rule.
const KIND: Kind = Kind {
    name: "focus",
    title: "防控重点",
    parameters: &[must(
        "tags",
        Shape::Words(Allowed::Listed(Listed::Focuses)),
        "哪些方面",
    )],
    identity: None,
    lists: Some(&[]),
    together: None,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let mut norms = Vec::new();
    for (norm, article) in context.norms(&KIND) {
        let mut known = Vec::new();
        for (word, place) in norm.words("tags") {
            let Some(focus) = find(&context.unit.vocabulary.focuses, word) else {
                continue;
            };
            known.push(focus);
            let own = unit.risks.iter().filter(|r| context.applies(norm, r.place));
            let mut tags = own.filter_map(|r| r.focus.as_ref());
            if unit.incomplete || tags.any(|tag| tag.value == focus) {
                continue;
            }
            let message = format!("{}列为防控重点，却没有这方面的风险点", focus.chinese());
            findings.push(
                Finding::warning(RULE.code, place, message)
                    .help(format!("在有关的 [[risk]] 里写上 focus = \"{word}\""))
                    .basis(article.as_str()),
            );
        }
        norms.push((norm, article, known));
    }
    if context.lacks_a_norm(&KIND) {
        return;
    }
    let of_risks = (unit.risks.iter()).filter_map(|r| Some((r.focus.as_ref()?, Some(r.place))));
    let of_posts = unit.posts.iter().flat_map(|p| &p.focus);
    for (tag, risk) in of_risks.chain(of_posts.map(|tag| (tag, None))) {
        // Posts are held to all that is listed: conditions choose among risk points.
        let about = |norm: &Norm| risk.is_none_or(|place| context.applies(norm, place));
        let mut own = norms.iter().filter(|(norm, ..)| about(norm)).peekable();
        if own.peek().is_none() || own.clone().any(|(.., known)| known.contains(&tag.value)) {
            continue;
        }
        let articles: Vec<&str> = own.map(|(_, article, _)| article.as_str()).collect();
        let message = format!("{}不是条文所列的防控重点", tag.chinese());
        findings.push(
            Finding::error(RULE.code, tag.place, message)
                .help("删去，或者在有关条文的 norm 的 tags 里写上")
                .basis(articles.join("、")),
        );
    }
}
