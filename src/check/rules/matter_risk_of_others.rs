//! # 查什么
//! 职权事项的 `risks` 列了风险点，这个风险点却不涉及行使它的岗位，也不是这个内设机构全体的。
//!
//! # 为什么
//! 权力清单说这件事上有这个风险，行使它的人自己的岗位页、一页纸上却没有：他不知道自己要防什么。
//!
//! # 例子
//! `zl-3` 写了 `departments = ["ywk"]`、`posts = ["ywk-kz"]`，财务科的一件事由科长行使，写了
//! `risks = ["zl-3"]`。
//!
//! # 依据
//! 不必有条文也应当一致；没有 norm 也检查。风险点没有写涉及哪些机构、岗位的，不在此列；流程里的风险点
//! 随流程，由各步的经办人防，看 LF255。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Authority, Ref, Risk};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::MatterRiskOfOthers,
    source: include_str!("matter_risk_of_others.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for matter in &context.unit.authorities {
        let of_steps: Vec<Ref<Risk>> = context.unit.risks_of_steps(matter).collect();
        for risk in &matter.risks {
            if !of_steps.contains(risk) && !is_its(context, matter, *risk) {
                findings.push(of_others(context, matter, *risk));
            }
        }
    }
}

/// Whether a risk point is of who exercises a matter, or whole whose it is; whose a risk point is
/// that names nobody, or nobody that can be read, no one knows, nor who exercises such a matter.
fn is_its(context: &Context<'_>, matter: &Authority, risk: Ref<Risk>) -> bool {
    let unit = context.unit;
    let point = &unit[risk];
    let says = |key| context.says(point.place, key);
    let unread = point.departments.is_empty() && says("departments")
        || point.posts.is_empty() && says("posts");
    let unnamed = point.departments.is_empty() && point.posts.is_empty();
    let whole = unit.whole_departments(point);
    let own = matter.department().is_some_and(|own| whole.contains(&own));
    let exercised = matter.posts.iter().any(|post| point.posts.contains(post));
    unread || unnamed || matter.posts.is_empty() || own || exercised
}

fn of_others(context: &Context<'_>, matter: &Authority, risk: Ref<Risk>) -> Finding {
    let unit = context.unit;
    let (point, matter_name) = (&unit[risk], matter.name.value.as_str());
    let code = point.code();
    let who = (matter.posts.iter()).map(|post| unit[*post].name.value.as_str());
    let who = who.collect::<Vec<_>>().join("、");
    let message = format!("“{matter_name}”列了风险点 {code}，{code} 却不涉及行使这件事的{who}");
    let ids = (matter.posts.iter()).map(|post| format!("\"{}\"", unit[*post].id.value));
    let ids = ids.collect::<Vec<_>>().join("、");
    let own = matter
        .department()
        .filter(|own| !point.departments.contains(own));
    let department = own.map_or(String::new(), |own| {
        format!("，departments 里加上 \"{}\"", unit[own].id.value)
    });
    let help = format!(
        "{code} 也是行使的人要防的，在它的 posts 里加上行使的岗位（{ids}）{department}；不是的，从这件事的 risks 里去掉"
    );
    Finding::warning(RULE.code, risk.place, message)
        .help(help)
        .related(point.id.place, "风险点写在这里")
}
