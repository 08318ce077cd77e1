//! # 查什么
//! 施行的起止不对的制度和 norm：最后一天早于第一天，norm 早于所在制度施行，或者在它废止以后还要求。
//!
//! # 为什么
//! 记录照发生那一天施行的要求核对；起止写错了，就照错的要求核对，或者不核对。
//!
//! # 例子
//! 制度 `effective = 2012-07-15`，其中一条 norm 写了 `from = 2012-01-01`。
//!
//! # 依据
//! 制度的 `effective`、`until`，norm 的 `from`、`until`，两头的日子都算在内，见
//! docs/rules-format.md。

use crate::check::{Context, Rule};
use crate::date::Date;
use crate::diagnostic::{Code, Finding, Spanned};
use crate::model::{Norm, Regulation};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::BadForce,
    source: include_str!("bad_force.rs"),
    norms: &[],
    run,
};

type Day = Option<Spanned<Date>>;

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for regulation in &context.unit.regulations {
        let (from, until) = (&regulation.effective, &regulation.until);
        findings.extend(ends_before(from, until, "这部制度"));
        for norm in &regulation.norms {
            let own = ends_before(&norm.from, &norm.until, "这条 norm ");
            let own = own.or_else(|| outside(regulation, norm));
            findings.extend(own);
        }
    }
}

/// The last day before the first.
fn ends_before(from: &Day, until: &Day, what: &str) -> Option<Finding> {
    let (from, until) = (from.as_ref()?, until.as_ref()?);
    if from.value <= until.value {
        return None;
    }
    let message = format!(
        "{what}施行到{}，早于开始施行的{}",
        until.chinese(),
        from.chinese()
    );
    let finding = Finding::error(RULE.code, until.place, message);
    Some(
        finding
            .help("查看两个日期，改正写错的一个")
            .related(from.place, "开始施行的日期在这里"),
    )
}

/// A norm that binds on days when its regulation does not.
fn outside(regulation: &Regulation, norm: &Norm) -> Option<Finding> {
    let (effective, repealed) = (&regulation.effective, &regulation.until);
    let early = |day: &&Spanned<Date>| effective.as_ref().is_some_and(|e| day.value < e.value);
    let late = |day: &&Spanned<Date>| repealed.as_ref().is_some_and(|u| day.value > u.value);
    let days = || [&norm.from, &norm.until].into_iter().flatten();
    let (day, bound, message) = if let (Some(day), Some(bound)) = (days().find(early), effective) {
        let message = format!("这条 norm 写了{}，那时制度还没有施行", day.chinese());
        (day, bound, message)
    } else if let (Some(day), Some(bound)) = (days().find(late), repealed) {
        let message = format!("这条 norm 写了{}，那时制度已经废止", day.chinese());
        (day, bound, message)
    } else {
        return None;
    };
    let help = "norm 只在所在制度施行期间有约束力；改正日期，或者删去，从制度的起止";
    Some(
        Finding::error(RULE.code, day.place, message)
            .help(help)
            .related(bound.place, "制度的日期在这里"),
    )
}
