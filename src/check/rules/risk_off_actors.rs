//! # 查什么
//! 工作流程的一步由岗位经办，列的风险点是这个内设机构的，却不涉及经办的任何一个岗位。
//!
//! # 为什么
//! 流程图在这一步印着这个风险，办这一步的人自己的岗位页、一页纸上却没有：他不知道自己要防什么。
//!
//! # 例子
//! `cw-2` 写了 `departments = ["czs"]`、`posts = ["czs-cn"]`，财政所的流程有一步由会计办
//! （`actors = ["czs-kj"]`），写了 `risks = [{ risk = "cw-2" }]`。
//!
//! # 依据
//! 不必有条文也应当一致；没有 norm 也检查。经办的有内设机构、机构的，看它们有没有；外部的人不算。
//! 所有内设机构共有的风险点、没有写涉及哪些机构和岗位的，不在此列；别的内设机构的，看 LF255。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Actor, Division, Post, Ref, Risk, Unit};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::RiskOffActors,
    source: include_str!("risk_off_actors.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for workflow in &unit.workflows {
        for step in &workflow.steps {
            let posts = step.actors.iter().filter_map(|actor| match actor {
                Actor::Post(post) => Some(*post),
                _ => None,
            });
            let posts: Vec<Ref<Post>> = posts.collect();
            if posts.is_empty() {
                continue;
            }
            for at in &step.risks {
                let risk = &unit[at.risk];
                let concerned = unit.concerned(risk);
                // Of none of the departments here, it is told as another's (LF255).
                let acting = step
                    .actors
                    .iter()
                    .filter_map(|actor| unit.department_of(actor));
                let mut here = workflow.department().into_iter().chain(acting);
                let elsewhere = workflow.department().is_some()
                    && !here.any(|own| concerned.contains(&(own.index as usize)));
                // Whose a risk point is whose departments or posts cannot be read, nobody knows.
                let unread = risk.posts.is_empty() && context.says(risk.place, "posts")
                    || risk.departments.is_empty() && context.says(risk.place, "departments");
                let is_free = unread || unit.is_common(risk) || elsewhere;
                if !is_free && !step.actors.iter().any(|actor| has(unit, risk, actor)) {
                    let (message, help) = off_actors(unit, risk, &posts);
                    let finding = Finding::warning(RULE.code, step.id.place, message).help(help);
                    findings.push(finding.related(risk.id.place, "风险点写在这里"));
                }
            }
        }
    }
}

/// Whether a risk point is of a post that acts, alone or with its whole department; of a body or a
/// department that acts, of anybody there.
fn has(unit: &Unit, risk: &Risk, actor: &Actor) -> bool {
    let whole = |post: &Ref<Post>| match unit[*post].division {
        Some(Division::Department(own)) => unit.whole_departments(risk).contains(&own),
        _ => false,
    };
    let of = |division| (risk.posts.iter()).any(|post| unit[*post].division == Some(division));
    match actor {
        Actor::Post(post) => risk.posts.contains(post) || whole(post),
        Actor::Organ(organ) => of(Division::Organ(*organ)),
        Actor::Department(own) => risk.departments.contains(own) || of(Division::Department(*own)),
    }
}

/// What is told of a step, and what helps.
fn off_actors(unit: &Unit, risk: &Risk, posts: &[Ref<Post>]) -> (String, String) {
    let code = risk.code();
    let names: Vec<&str> = (posts.iter())
        .map(|post| unit[*post].name.as_str())
        .collect();
    let ids = posts
        .iter()
        .map(|post| format!("\"{}\"", unit[*post].id.value));
    let ids = ids.collect::<Vec<_>>().join("、");
    let message = format!(
        "这一步列了风险点 {code}，{code} 却不涉及经办的{}",
        names.join("、")
    );
    let help = format!(
        "{code} 也是经办的人要防的，在它的 posts 里加上经办的岗位（{ids}）；由有这个风险点的岗位一同办的，写进 actors；都不是的，从这一步的 risks 里去掉"
    );
    (message, help)
}
