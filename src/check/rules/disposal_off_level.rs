//! # 查什么
//! 处置方式与预警级别不相应的预警通知书。
//!
//! # 为什么
//! 级别重而处置轻，预警没有分量；级别轻而处置重，当事人不服。
//!
//! # 例子
//! 制度规定二级预警责令整改，`[[notice]]` 写 `level = 2`、`disposal = "警示提醒"`。
//!
//! # 依据
//! kind 为 `disposal` 的 norm；`by-level` 写各级的方式。通知书没有写 `disposal` 的不查。

use crate::check::ledger;
use crate::check::norm::{must, read, Allowed, Kind, Listed, Reads, Shape};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DisposalOffLevel,
    source: include_str!("disposal_off_level.rs"),
    norms: &[Reads::all(&KIND).shown_by(&ledger::NOTICES)],
    run,
};

/// The norms of this rule.
const KIND: Kind = Kind {
    name: "disposal",
    title: "各级预警的处置方式",
    parameters: &[must(
        "by-level",
        Shape::Entries(Allowed::Listed(Listed::Levels), &Shape::Text),
        "各级的方式",
    )],
    identity: Some(&[]),
    lists: Some(&[]),
    together: None,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let records = &context.unit.records;
    for (norm, article) in context.norms_ever(&KIND) {
        for notice in records
            .notices
            .iter()
            .filter(|n| records.sound(n.place) && norm.binds(n.date.as_ref()))
        {
            if !context.applies(norm, notice.place) {
                continue;
            }
            let level = notice.level.value;
            let id = usize::try_from(level - 1).ok();
            let id = id.and_then(|i| context.unit.vocabulary.levels.get(i));
            let wanted = read::entry(norm, "by-level", &level.to_string())
                .or_else(|| read::entry(norm, "by-level", id?.key()));
            let (Some(disposal), Some(wanted)) = (&notice.disposal, wanted) else {
                continue;
            };
            if disposal.value == wanted.value {
                continue;
            }
            let message = format!(
                "预警通知书 {} 是{}，处置方式应当是{}，写的是{}",
                notice.id.value,
                context.unit.vocabulary.level_warning(level),
                wanted.value,
                disposal.value
            );
            findings.push(
                Finding::error(RULE.code, disposal.place, message)
                    .help("只是写错的，改正 disposal 或者 level；确实这样处置了的，按规定的方式重新处置，另记")
                    .related(wanted.place, "这一级的方式在这里")
                    .basis(article.as_str()),
            );
        }
    }
}
