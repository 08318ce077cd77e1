//! # 查什么
//! 发给岗位的预警通知书，级别与岗位的预警级别不同。条文写明从严的（`precedence = "stricter"`），
//! 岗位的风险点按部位定得更严，通知书也可以照部位的级别。
//!
//! # 为什么
//! 级别是事先定好公布的；到发通知书时改高改低，就没有了章法。
//!
//! # 例子
//! 财政所所长 `warning-level = 1`，`[[notice]]` 写 `post = "czs-sz"`、`level = 2`。
//!
//! # 依据
//! 制度里定预警级别的 norm（`warning-level-by-role`、`warning-level-by-place`）；没有这样的 norm，或者岗位没有写
//! `warning-level` 的不查。

use crate::check::norm::kinds::{WARNING_LEVEL_BY_PLACE, WARNING_LEVEL_BY_ROLE};
use crate::check::norm::shown::Levels;
use crate::check::norm::Reads;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::GradingObject;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::NoticeOffLevel,
    source: include_str!("notice_off_level.rs"),
    norms: &[
        Reads::all(&WARNING_LEVEL_BY_ROLE),
        Reads::all(&WARNING_LEVEL_BY_PLACE),
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let by_place = context.norms_ever(&WARNING_LEVEL_BY_PLACE);
    let norms: Vec<_> = context
        .norms_ever(&WARNING_LEVEL_BY_ROLE)
        .chain(by_place)
        .collect();
    for notice in &unit.records.notices {
        let Some(GradingObject::Post(post)) = notice.object else {
            continue;
        };
        let norm = norms
            .iter()
            .find(|(norm, _)| norm.binds(notice.date.as_ref()));
        let (Some((_, article)), Some(level)) = (norm, &unit[post].warning_level) else {
            continue;
        };
        let sound = unit.records.sound(notice.place) && notice.level.place != notice.place;
        // Where the stricter counts, what it is about may lie where a stricter one holds.
        let strictest = Levels::of(unit, &unit[post]).counts.unwrap_or(level.value);
        if !sound || (strictest..=level.value).contains(&notice.level.value) {
            continue;
        }
        let words = &unit.vocabulary;
        let message = format!(
            "发给{}的预警通知书 {} 是{}，岗位的级别是{}",
            unit[post].name.value,
            notice.id.value,
            words.level_warning(notice.level.value),
            words.level_warning(level.value)
        );
        findings.push(
            Finding::error(RULE.code, notice.level.place, message)
                .help("写错的，改正 level；确实这样发了的，按规定的级别重新发，另记")
                .related(level.place, "岗位的预警级别在这里")
                .basis(article.as_str()),
        );
    }
}
