//! # 查什么
//! 写了内设机构没有的权力、不握有这项权力的岗位、别处的岗位或者流程的职权事项。
//!
//! # 为什么
//! 权力清单是从权力、岗位和流程里列出来的；两处说的不一样，公布出去就有一处是假的。
//!
//! # 例子
//! 职权事项写了 `power = "procurement"`，而它的内设机构的 `powers` 里没有这一项。
//!
//! # 依据
//! 清单要与填报的权力相符，不必有条文也应当如此；没有 norm 也检查。尚未填报权力的
//! 内设机构和岗位不核对。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Authority, Division, Extent};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::AuthorityOffPowers,
    source: include_str!("authority_off_powers.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for authority in &context.unit.authorities {
        department(context, authority, findings);
        posts(context, authority, findings);
        course(context, authority, findings);
    }
}

fn department(context: &Context<'_>, authority: &Authority, findings: &mut Vec<Finding>) {
    let Some(department) = authority.department().map(|d| &context.unit[d]) else {
        return;
    };
    let Some(powers) = &department.powers else {
        return;
    };
    let (power, name) = (authority.power.value, &department.name.value);
    match powers.get(power) {
        None => {
            let message = format!("{name}没有{}，职权事项里写了", power.chinese());
            findings.push(
                Finding::error(RULE.code, authority.power.place, message)
                    .help(format!("改正 power，或者在{name}的 powers 里补上这一项"))
                    .related(department.id.place, format!("{name}的权力写在这里")),
            );
        }
        Some(Extent::Part) if *authority.extent == Extent::Full => {
            let place = department.power_places.iter().find(|(p, ..)| *p == power);
            let place = place.map_or(department.place, |(.., place)| *place);
            let message = format!("{name}的{}是部分，职权事项写了全部", power.chinese());
            findings.push(
                Finding::error(RULE.code, authority.extent.place, message)
                    .help("改成 extent = \"part\"，或者改正内设机构的 powers")
                    .related(place, "程度写在这里"),
            );
        }
        Some(_) => {}
    }
}

fn posts(context: &Context<'_>, authority: &Authority, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for reference in &authority.posts {
        let post = &unit[*reference];
        let own = match (post.division, authority.division) {
            // The leadership exercises powers of the departments that it is in charge of.
            (Some(Division::Organ(_)), Some(Division::Department(_))) => true,
            (Some(post), Some(unit)) => post == unit,
            _ => true, // A fault of its own.
        };
        let power = authority.power.value;
        let holds = (post.powers.as_ref()).is_none_or(|powers| powers.get(power).is_some());
        let (message, help) = if !own {
            (
                format!("{}不是这里的岗位", post.name.value),
                "改正 posts，或者改正 department",
            )
        } else if !holds {
            (
                format!("{}不行使{}", post.name.value, power.chinese()),
                "改正 posts，或者在这个岗位的 powers 里补上这一项",
            )
        } else {
            continue;
        };
        findings.push(
            Finding::error(RULE.code, reference.place, message)
                .help(help)
                .related(post.id.place, "岗位写在这里"),
        );
    }
}

fn course(context: &Context<'_>, authority: &Authority, findings: &mut Vec<Finding>) {
    let (Some(reference), Some(own)) = (authority.workflow, authority.division) else {
        return;
    };
    let workflow = &context.unit[reference];
    if workflow.division.is_some_and(|unit| unit != own) {
        let message = format!("流程“{}”是别处的", workflow.name.value);
        findings.push(
            Finding::error(RULE.code, reference.place, message)
                .help("改正 workflow；按别处的流程走的，删去这一行，用 governed-by 写明")
                .related(workflow.id.place, "流程写在这里"),
        );
    }
}
