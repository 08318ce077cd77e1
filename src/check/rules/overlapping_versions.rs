//! # 查什么
//! 同一处条文对同一件事的两个版本（写了 `from` 或者 `until` 的 norm），在同一天都施行。
//!
//! # 为什么
//! 条文修订以后，旧的要求到前一天为止；两个版本重叠的日子，记录照哪一个核对就说不清。
//!
//! # 例子
//! 旧的 norm 写 `days = 5`，没有写 `until`；新的写 `days = 7`、`from = 2013-03-01`。
//!
//! # 依据
//! norm 的 `from`、`until` 和所在制度的 `effective`、`until`，两头的日子都算在内。

use crate::check::norm::{compare, Kind};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::OverlappingVersions,
    source: include_str!("overlapping_versions.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for regulation in &context.unit.regulations {
        for (index, second) in regulation.norms.iter().enumerate() {
            let earlier = &regulation.norms[..index];
            let Some(first) = earlier.iter().find(|first| {
                compare::are_versions(first, second) && first.force.meets(second.force)
            }) else {
                continue;
            };
            let (ended, begun) = match first.force.from > second.force.from {
                true => (second, first),
                false => (first, second),
            };
            let title = Kind::find(&second.kind).map_or(second.kind.as_str(), |kind| kind.title);
            let both = first.force.from.max(second.force.from);
            let message = match both {
                Some(day) => format!("{}，{title}有两个版本", day.chinese()),
                None => format!("{title}有两个版本"),
            };
            let help = match &begun.from {
                Some(from) => {
                    let before = from.value.0.yesterday().unwrap_or(from.value.0);
                    format!("旧的一条写 until = {before}")
                }
                None => "旧的一条写 until，新的一条写 from".to_owned(),
            };
            let own = [&second.from, &second.until].into_iter().flatten().next();
            let place = own.map_or(second.kind.place, |day| day.place);
            let other = if std::ptr::eq(ended, second) {
                begun
            } else {
                ended
            };
            findings.push(
                Finding::error(RULE.code, place, message)
                    .help(help)
                    .basis(format!(
                        "《{}》{}",
                        regulation.short.value,
                        regulation.path_chinese(&second.article)
                    ))
                    .related(other.kind.place, "另一个版本在这里"),
            );
        }
    }
}
