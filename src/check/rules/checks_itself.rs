//! # 查什么
//! 自己检查、审计、初核自己的：受检的内设机构自己，或者它的岗位。
//!
//! # 为什么
//! 自己查自己是自查；检查、审计、初核要由别人来做。
//!
//! # 例子
//! `[[inspection]]` 写 `department = "czs"`、`by = "czs-sz"`（财政所所长）。
//!
//! # 依据
//! 监督与被监督分开，是检查、审计、初核的本意；`by`、`checked-by` 没有写的不查。

use crate::check::decisions::actor_place;
use crate::check::persons::person;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Actor, Division, GradingObject};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ChecksItself,
    source: include_str!("checks_itself.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let records = &context.unit.records;
    for one in records
        .inspections
        .iter()
        .filter(|r| records.sound(r.place))
    {
        let object = one.department.map(GradingObject::Department);
        findings.extend(itself(context, "检查", object, one.by));
    }
    for one in records.audits.iter().filter(|r| records.sound(r.place)) {
        let object = one.department.map(GradingObject::Department);
        findings.extend(itself(context, "审计", object, one.by));
    }
    for one in records.complaints.iter().filter(|r| records.sound(r.place)) {
        findings.extend(itself(context, "初核", one.object, one.checked_by));
    }
}

/// The finding that who checked is who was checked, or one of its posts.
fn itself(
    context: &Context<'_>,
    what: &str,
    object: Option<GradingObject>,
    by: Option<Actor>,
) -> Option<Finding> {
    let unit = context.unit;
    let (object, by) = (object?, by?);
    let own = match (object, by) {
        (GradingObject::Department(a), Actor::Department(b)) => a == b,
        (GradingObject::Department(a), Actor::Post(b)) => {
            unit[b].division == Some(Division::Department(a))
        }
        (GradingObject::Post(a), Actor::Post(b)) => a == b || person(unit, a) == person(unit, b),
        _ => false,
    };
    if !own {
        return None;
    }
    let (actor, name) = (unit.actor_name(&by), unit.object_name(object));
    let message = match actor == name {
        true => format!("{name}{what}了自己"),
        false => format!("{actor}{what}了自己所在的{name}"),
    };
    let message = match object {
        GradingObject::Post(_) => format!("{name}{what}了自己"),
        GradingObject::Department(_) => message,
    };
    let help = format!("由别人重新{what}，另记一次；只是写错的，改正由谁{what}");
    Some(Finding::error(RULE.code, actor_place(by), message).help(help))
}
